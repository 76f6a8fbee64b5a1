"""The comparisons of lesson 6: two lenses side by side, and where the families stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import traitlets

from nexus import reading
from nexus.case import Case
from nexus.controls import Panel, front_end
from nexus.framings import charts
from nexus.framings import readings as model
from nexus.framings.disagreement import STANDS
from nexus.study.widgets import held, keeper

HERE = Path(__file__).parent


class SideBySide(Panel):
    """One subject through a realist and a liberal lens, step by step.

    Traits
    ------
    subject: the id of the subject that is shown.
    pair: the realist and the liberal lens that are shown at first.
    """

    _esm = front_end(
        HERE / "stands.js", HERE / "lens.js", HERE / "own.js", HERE / "print.js", HERE / "side.js"
    )
    name = traitlets.Unicode("Two lenses side by side").tag(sync=True)
    subject = traitlets.Unicode().tag(sync=True)
    pair: traitlets.List[Any] = traitlets.List().tag(sync=True)
    subjects: traitlets.List[Any] = traitlets.List().tag(sync=True)
    steps: traitlets.List[Any] = traitlets.List().tag(sync=True)
    order: traitlets.List[Any] = traitlets.List().tag(sync=True)
    lenses: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    verdicts: traitlets.List[Any] = traitlets.List().tag(sync=True)
    signs: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    sources: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    plain = traitlets.Unicode().tag(sync=True)


class Disagreement(Panel):
    """Every subject through six lenses; each mark opens its reading."""

    _esm = front_end(HERE / "stands.js", HERE / "lens.js", HERE / "disagreement.js")
    name = traitlets.Unicode("Where the families stand").tag(sync=True)
    subjects: traitlets.List[Any] = traitlets.List().tag(sync=True)
    steps: traitlets.List[Any] = traitlets.List().tag(sync=True)
    order: traitlets.List[Any] = traitlets.List().tag(sync=True)
    lenses: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    verdicts: traitlets.List[Any] = traitlets.List().tag(sync=True)
    signs: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    rules: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    sources: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    source = traitlets.Unicode().tag(sync=True)


def side_by_side(case: Case, subject: str = "H04.2") -> SideBySide:
    """Show a subject through a realist and a liberal lens, and room for a reading of one's own.

    Parameters
    ----------
    subject: the id of the claim, event, instrument or proposal that is shown at first.

    Raises
    ------
    KeyError: where ``readings.csv`` holds no reading of it.
    """
    records = _records(case)
    shown = model.record(case, subject)
    pair = model.default_pair(case)
    return SideBySide(
        twin(shown, pair),
        keeper(),
        subject=subject,
        pair=list(pair),
        subjects=[_light(one) for one in records],
        **_common(case),
        sources=model.sources(case, records),
        plain=neither_is_one(case),
        paragraphs=reading.paragraphs(case),
        kept=held([f"third-{one['subject_id']}" for one in records]),
    )


def disagreement_map(case: Case) -> Disagreement:
    """Show every subject through six lenses: where the families agree, split, part or talk past."""
    records = _records(case)
    figure = charts.disagreement(case)
    return Disagreement(
        figure.twin.as_text(),
        subjects=[_light(one) for one in records],
        **_common(case),
        rules=dict(STANDS),
        sources=model.sources(case, records),
        source=figure.source,
        paragraphs=reading.paragraphs(case),
    )


def _common(case: Case) -> dict[str, Any]:
    """Return the traits of both widgets. What has an order is a list: a page sorts its keys."""
    return {
        "steps": [list(step) for step in model.STEPS.items()],
        "order": [lens for family in model.families(case).values() for lens in family],
        "lenses": lens_records(case),
        "verdicts": list(model.VERDICTS),
        "signs": {name: asdict(sign) for name, sign in charts.SIGNS.items()},
    }


def _records(case: Case) -> list[dict[str, Any]]:
    return [model.record(case, row) for _, row in model.subjects(case).iterrows()]


def _light(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record without what its lenses say of every subject."""
    readings = {
        lens: {
            "reading_id": one["reading_id"],
            "name": one["name"],
            "sources": one["sources"],
            **{step: text for step, text in one["steps"].items() if step not in model.OF_THE_LENS},
        }
        for lens, one in record["readings"].items()
    }
    return {**record, "readings": readings}


def lens_records(case: Case) -> dict[str, dict[str, Any]]:
    """Return what each lens asks, expects and misses, by lens id: plain JSON values."""
    return {
        str(row["lens_id"]): {
            "name": model.say_lens(row["lens_id"]),
            "family": row["family"],
            "question": row["core_question"],
            "expects": row["expects"],
            "blind_spot": row["blind_spot"],
            "sources": list(row["source_ids"]),
        }
        for _, row in case.table("lenses").iterrows()
    }


def neither_is_one(case: Case) -> str:
    """Return, with its numbers, that neither essay is one lens."""
    claims = case.table("claims")
    counts = claims[claims["stated"]].groupby(["essay_id", "lens"]).size().unstack(fill_value=0)
    authors = case.essays.set_index("essay_id")["authors"]
    said = [
        f"of {authors[essay]}'s {row.sum()} claims {row['realist']} are realist in logic, "
        f"{row['liberal']} liberal, {row['both']} both and {row['neither']} neither"
        for essay, row in counts.iterrows()
    ]
    return (
        "Neither essay is one lens: " + "; ".join(said) + ". "
        "The readings are ours, in the form that holders of each lens would accept."
    )


def twin(record: Mapping[str, Any], pair: tuple[str, str]) -> str:
    """Return one subject through two lenses in words: every step, and where they part."""
    order = [lens for lens in record["lenses"] if lens in pair]
    parted = {one.step: one for one in model.parting_steps(record, *pair)}
    lines = [f"{record['kind']}: {record['title']}. {record['words']}"]
    for step, heading in model.STEPS.items():
        lines.append(f"\n{heading}")
        for lens in order:
            reading_ = record["readings"][lens]
            text = reading_["steps"][step]
            said = model.say_verdict(text) if step == "verdict" else text
            lines.append(f"  {reading_['name']}: {said}")
        if step in parted:
            lines.append(f"  They part here: {parted[step].why}")
            if parted[step].shared:
                lines.append(f"  Common ground: {parted[step].shared}")
    return "\n".join(lines)
