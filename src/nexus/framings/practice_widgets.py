"""The exercises of lesson 6: essays through a lens, blind, predict, steelman, swap, controversy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd
import traitlets

from nexus import reading, show
from nexus.case import Case
from nexus.controls import Panel, front_end
from nexus.errors import NexusError
from nexus.framings import blind as blind_model
from nexus.framings import controversy as room
from nexus.framings import practice_charts as charts
from nexus.framings import predict as predict_model
from nexus.framings import readings
from nexus.framings import ribbon as ribbon_model
from nexus.framings import steelman as steel_model
from nexus.framings.charts import SIGNS
from nexus.framings.practice_records import lens_records, source_records
from nexus.study.widgets import held, keeper

HERE = Path(__file__).parent
SHARED = HERE / "practice.js"


class Ribbon(Panel):
    """Both essays claim by claim, each claim with its school; filters and keys run on the page."""

    _esm = front_end(SHARED, HERE / "ribbon.js")
    name = traitlets.Unicode("Whole essays through a lens").tag(sync=True)
    finding = traitlets.Unicode().tag(sync=True)
    essays: traitlets.List[Any] = traitlets.List().tag(sync=True)
    ribbon: traitlets.List[Any] = traitlets.List().tag(sync=True)
    schools: traitlets.List[Any] = traitlets.List().tag(sync=True)
    kinds: traitlets.List[Any] = traitlets.List().tag(sync=True)
    spec: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    table: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)
    source = traitlets.Unicode().tag(sync=True)


class Blind(Panel):
    """Readings without labels, to be named one at a time."""

    _esm = front_end(SHARED, HERE.parent / "study" / "confusion.js", HERE / "blind.js")
    name = traitlets.Unicode("Name the lens").tag(sync=True)
    decks: traitlets.List[Any] = traitlets.List().tag(sync=True)
    lenses: traitlets.List[Any] = traitlets.List().tag(sync=True)
    families: traitlets.List[Any] = traitlets.List().tag(sync=True)
    steps: traitlets.List[Any] = traitlets.List().tag(sync=True)
    headings: traitlets.List[Any] = traitlets.List().tag(sync=True)
    sources: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    spec: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    source = traitlets.Unicode().tag(sync=True)


class Predict(Panel):
    """Six verdicts on a claim to predict, each with a reason, before the readings are shown."""

    _esm = front_end(HERE / "lens.js", SHARED, HERE / "predict.js")
    name = traitlets.Unicode("Predict, then reveal").tag(sync=True)
    records: traitlets.List[Any] = traitlets.List().tag(sync=True)
    verdicts: traitlets.List[Any] = traitlets.List().tag(sync=True)
    asked = traitlets.Int().tag(sync=True)
    ticks: traitlets.List[Any] = traitlets.List().tag(sync=True)
    signs: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    sources: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)


class Steelman(Panel):
    """The other side's best case, with a checklist, caricatures to keep out, and a signature."""

    _esm = front_end(SHARED, HERE / "steelman.js")
    name = traitlets.Unicode("Steelman").tag(sync=True)
    records: traitlets.List[Any] = traitlets.List().tag(sync=True)
    lenses: traitlets.List[Any] = traitlets.List().tag(sync=True)
    checks: traitlets.List[Any] = traitlets.List().tag(sync=True)
    sources: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    aim = traitlets.Int().tag(sync=True)


class Swap(Panel):
    """A subject's facts and one reading of them, to be rewritten through another lens."""

    _esm = front_end(SHARED, HERE / "swap.js")
    name = traitlets.Unicode("Swap the lens").tag(sync=True)
    records: traitlets.List[Any] = traitlets.List().tag(sync=True)
    lenses: traitlets.List[Any] = traitlets.List().tag(sync=True)
    ticks: traitlets.List[Any] = traitlets.List().tag(sync=True)
    sources: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)


class Controversy(Panel):
    """A structured controversy for a room: roles, a clock, and a statement that is kept."""

    _esm = front_end(SHARED, HERE / "statement.js", HERE / "controversy.js")
    name = traitlets.Unicode("Structured controversy").tag(sync=True)
    care = traitlets.Unicode().tag(sync=True)
    propositions: traitlets.List[Any] = traitlets.List().tag(sync=True)
    phases: traitlets.List[Any] = traitlets.List().tag(sync=True)
    words: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)

    def _receive(self, widget: Any, message: Any, buffers: Any) -> None:
        if isinstance(message, Mapping) and "export" in message:
            self._save(message)
        else:
            super()._receive(widget, message, buffers)

    def _save(self, message: Mapping[str, Any]) -> None:
        """Write the statement into the learner's folder, and say where it is."""
        record = message.get("record")
        try:
            path = room.save(record if isinstance(record, Mapping) else {}, str(message["export"]))
        except NexusError as reason:
            self.send({"saved": str(reason), "fault": True})
        else:
            self.send({"saved": f"The statement is saved: {path}", "fault": False})


def _table_record(table: pd.DataFrame) -> dict[str, Any]:
    return {"columns": list(table.columns), "rows": table.to_numpy().tolist()}


def ribbon(case: Case) -> Ribbon:
    """Show both essays paragraph by paragraph, and which claims are cut for which school."""
    figure = charts.lens_shares(case)
    return Ribbon(
        ribbon_model.as_text(case),
        finding=ribbon_model.finding(case),
        essays=[list(one) for one in ribbon_model.authors(case).items()],
        ribbon=ribbon_model.paragraphs(case),
        schools=[
            {"id": one, "letter": show.SCHOOLS[one].letter, "meaning": ribbon_model.MEANING[one]}
            for one in ribbon_model.SCHOOLS
        ],
        kinds=list(ribbon_model.KINDS),
        spec=dict(figure.spec),
        table=_table_record(figure.twin.table),
        said=figure.twin.sentence,
        source=figure.source,
        paragraphs=reading.paragraphs(case),
    )


STAGES = ("lens", "family")
FAMILY_NAMES = {"realist": "realist", "liberal": "liberal", "other": "other reader"}


def blind(case: Case, size: int = blind_model.SIZE) -> Blind:
    """Show readings without their labels: name the lens, and say by which step you knew.

    Parameters
    ----------
    size: readings in a deck, a multiple of six.
    """
    decks = [blind_model.cards(case, ids) for ids in blind_model.decks(case, size)]
    every = [card for deck in decks for card in deck]
    figure = charts.taken_for(case)
    lines = ["Whose reading is it? Name the lens, and say by which step you knew."]
    for at, card in enumerate(decks[0], 1):
        lines += [f"{at}. Of the {card['kind']} “{card['title']}”:", *card["steps"].values()]
    keys = [f"blind-{stage}-{card['reading_id']}" for stage in STAGES for card in every]
    named = [source_id for card in every for source_id in card["source_ids"]]
    return Blind(
        "\n".join(lines),
        keeper(),
        decks=decks,
        lenses=lens_records(case),
        families=_families(case),
        steps=[list(one) for one in blind_model.KNOWN_BY.items()],
        headings=[[step, readings.STEPS[step]] for step in blind_model.SHOWN],
        sources=source_records(case, named),
        spec=dict(figure.spec),
        source=figure.source,
        paragraphs=reading.paragraphs(case),
        kept=held(["blind-stage", *keys]),
    )


def _families(case: Case) -> list[dict[str, str]]:
    """Return the families to choose from, each with the lenses that it holds."""
    return [
        {
            "family": one,
            "name": FAMILY_NAMES[one],
            "lenses": " or ".join(readings.say_lens(lens) for lens in lenses),
        }
        for one, lenses in readings.families(case).items()
    ]


def predict(case: Case, claims: Sequence[str] = predict_model.CLAIMS) -> Predict:
    """Ask for the verdicts of six lenses on claims, then show the readings beside them.

    Parameters
    ----------
    claims: three to six claims, or proposals, that have readings.
    """
    records = predict_model.records(case, claims)
    names = [readings.say_lens(one) for one in case.table("lenses")["lens_id"]]
    lines = [
        "Predict what a holder of each lens would say of a claim, with a reason; then compare.",
        *(f"  {ribbon_model.say(one['subject_id'])}: {one['words']}" for one in records),
        f"Lenses: {', '.join(names)}.",
        f"Verdicts: {'; '.join(f'{one}, {why}' for one, why in predict_model.MEANING.items())}.",
    ]
    return Predict(
        "\n".join(lines),
        keeper(),
        records=records,
        verdicts=[
            [one, readings.say_verdict(one), why] for one, why in predict_model.MEANING.items()
        ],
        asked=predict_model.ASKED,
        ticks=[list(one) for one in predict_model.TICKS.items()],
        signs=_verdict_signs(),
        sources=readings.sources(case, records),
        paragraphs=reading.paragraphs(case),
        kept=held([f"predict-{one}" for one in claims]),
    )


def _verdict_signs() -> dict[str, Any]:
    return {name: asdict(sign) for name, sign in SIGNS.items()}


def steelman(case: Case) -> Steelman:
    """Ask for the best case of a lens on a claim; a peer signs it."""
    rows = steel_model.written_about(case)
    objections = steel_model.objections(case)
    records = [readings.record(case, row) for _, row in rows.iterrows()]
    lenses = lens_records(case, caricatures=True)
    unfair = {one["caricature"]: None for lens in lenses for one in lens["caricatures"]}
    ids = [one["subject_id"] for one in records]
    keys = [f"steelman-{one}--{lens['lens_id']}" for one in ids for lens in lenses]
    named = [one for lens in lenses for row in lens["caricatures"] for one in row["source_ids"]]
    lines = [
        f"Write the best case of a lens on a claim, in about {steel_model.WORDS} words.",
        *(f"  {ribbon_model.say(one['subject_id'])}: {one['words']}" for one in records),
        *(f"Check: {text}." for text in steel_model.CHECKS.values()),
        "Caricatures to keep out:",
        *(f"  {text}" for text in unfair),
    ]
    return Steelman(
        "\n".join(lines),
        keeper(),
        records=[one | {"objection": objections[one["subject_id"]]} for one in records],
        lenses=lenses,
        checks=[list(one) for one in steel_model.CHECKS.items()],
        sources=source_records(case, [*readings.source_ids(records), *named]),
        aim=steel_model.WORDS,
        paragraphs=reading.paragraphs(case),
        kept=held(["steelman-place", *keys]),
    )


def swap(case: Case) -> Swap:
    """Ask for the same facts through another lens; then show that lens's reading beside them."""
    rows = readings.subjects(case)
    records = [readings.record(case, row) for _, row in rows.iterrows()]
    for one in records:
        one["facts"] = steel_model.facts(case, one["subject_id"])
        one["pair"] = list(steel_model.first_pair(case, one["position"]))
    lenses = lens_records(case)
    keys = [f"swap-{one['subject_id']}--{lens['lens_id']}" for one in records for lens in lenses]
    named = [one for record in records for fact in record["facts"] for one in fact["source_ids"]]
    first = records[0]
    read, write = first["pair"]
    lines = [
        "The same facts through another lens.",
        *(f"Fact: {fact['text']}" for fact in first["facts"]),
        f"The {readings.say_lens(read)} writes: {first['readings'][read]['steps']['reading']}",
        f"Rewrite it as the {readings.say_lens(write)} would.",
        f"Other subjects: {'; '.join(one['title'] for one in records[1:])}.",
    ]
    return Swap(
        "\n".join(lines),
        keeper(),
        records=records,
        lenses=lenses,
        ticks=[list(one) for one in steel_model.SWAP_CHECKS.items()],
        sources=source_records(case, [*readings.source_ids(records), *named]),
        paragraphs=reading.paragraphs(case),
        kept=held(["swap-place", *keys]),
    )


def controversy(case: Case) -> Controversy:
    """Show a structured controversy on a policy: roles, phases by the clock, joint statement."""
    claims = case.table("claims").set_index("claim_id")
    lines = [
        "Structured controversy. Two sides argue a policy, change sides, and write one statement.",
        *(f"  {one}: {text}" for one, text in room.PROPOSITIONS.items()),
        *(f"{phase.name}, {phase.minutes} minutes: {phase.does}" for phase in room.PHASES),
        f"The statement: {'; '.join(room.FIELDS.values())}.",
    ]
    return Controversy(
        "\n".join(lines),
        keeper(),
        care=(
            "The proposition is a step that somebody could take. That grave abuses occur is "
            "settled here and is not up for debate. Nobody plays a victim or a guard."
        ),
        propositions=[
            {
                "claim_id": one,
                "said": ribbon_model.say(one),
                "text": text,
                "paragraph": claims.at[one, "paragraph"],
                "briefs": room.briefs(case, one),
            }
            for one, text in room.PROPOSITIONS.items()
        ],
        phases=[asdict(phase) for phase in room.PHASES],
        words={
            "title": room.TITLE,
            "empty": room.EMPTY,
            "fields": [list(one) for one in room.FIELDS.items()],
            "notes": [list(one) for one in room.NOTES.items()],
        },
        paragraphs=reading.paragraphs(case),
        kept=held(["controversy-setup", "controversy-clock", "controversy-texts"]),
    )
