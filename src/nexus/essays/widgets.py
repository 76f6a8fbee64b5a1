"""The exercises of lessons 1 to 3: sort claims, knock out premises, rebuild, turn bridges off."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import traitlets

from nexus import reading
from nexus.case import Case
from nexus.controls import Panel, front_end
from nexus.essays import argument as model
from nexus.essays import bridges as bridge_model
from nexus.essays import charts, exports
from nexus.essays import claims as kinds
from nexus.essays import rebuild as rebuild_model
from nexus.study.questions import questions
from nexus.study.widgets import about_claims, held, keeper, remembered, shown

HERE = Path(__file__).parent
CONFUSION = HERE.parent / "study" / "confusion.js"
DAGRE = HERE.parent / "assets" / "vendor" / "dagre.js"
BOTH = ""
MAPS = (("cha-lloyd-2016", "Cha & Lloyd 2016"), ("hurley-2018", "Hurley 2018"), (BOTH, "both"))


class Sorter(Panel):
    """One claim at a time beside its paragraph, to be sorted by kind."""

    _esm = front_end(CONFUSION, HERE / "sorter.js")
    name = traitlets.Unicode("Sort the claims").tag(sync=True)
    questions: traitlets.List[Any] = traitlets.List().tag(sync=True)
    kinds: traitlets.List[Any] = traitlets.List().tag(sync=True)
    needed = traitlets.Int().tag(sync=True)
    spec: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    source = traitlets.Unicode().tag(sync=True)


class ArgumentMap(Panel):
    """The argument of an essay as a map and as an outline, always in step.

    Traits
    ------
    rejected: the claims that the reader rejects at the moment.
    """

    _esm = front_end(DAGRE, HERE / "standing.js", HERE / "layout.js", HERE / "map.js")
    name = traitlets.Unicode("What rests on what").tag(sync=True)
    essay = traitlets.Unicode().tag(sync=True)
    essays: traitlets.List[Any] = traitlets.List().tag(sync=True)
    claims: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    arguments: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    files: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    outline = traitlets.Bool(False).tag(sync=True)
    focus = traitlets.Unicode("").tag(sync=True)
    rejected: traitlets.List[Any] = traitlets.List().tag(sync=True)


class Rebuild(Panel):
    """Arguments to rebuild from loose claims, with a review of each attempt."""

    _esm = front_end(HERE / "standing.js", HERE / "review.js", HERE / "rebuild.js")
    name = traitlets.Unicode("Rebuild the argument").tag(sync=True)
    tasks: traitlets.List[Any] = traitlets.List().tag(sync=True)
    claims: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)


class Bridges(Panel):
    """Five mechanisms to turn on and off, and what loses its ground.

    Traits
    ------
    off: the mechanisms that are off at the moment.
    """

    _esm = front_end(HERE / "standing.js", HERE / "bridges.js")
    name = traitlets.Unicode("Five bridges").tag(sync=True)
    bridges: traitlets.List[Any] = traitlets.List().tag(sync=True)
    claims: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    instruments: traitlets.List[Any] = traitlets.List().tag(sync=True)
    collisions: traitlets.List[Any] = traitlets.List().tag(sync=True)
    whole: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    source = traitlets.Unicode().tag(sync=True)
    off: traitlets.List[Any] = traitlets.List().tag(sync=True)


def sorter(case: Case, question_ids: Sequence[str], needed: int = 12) -> Sorter:
    """Show claims to sort by kind.

    Parameters
    ----------
    question_ids: ids of kind ``sorting`` in the ``questions`` table.
    needed: how many should fit the key or carry a defended dissent.
    """
    asked = questions(case, question_ids)
    claims = case.table("claims").set_index("claim_id")["claim"]
    figure = charts.confusion(kinds.confusion([]))
    lines = [f"{at}. {claims[one.claim_ids[0]]}" for at, one in enumerate(asked, 1)]
    return Sorter(
        "\n".join([f"Sort by kind: {', '.join(kinds.KINDS)}.", *lines]),
        keeper(),
        questions=[shown(one) | about_claims(one, claims) for one in asked],
        kinds=[[kind, kinds.MEANING[kind]] for kind in kinds.KINDS],
        needed=needed,
        spec=dict(figure.spec),
        source=figure.source,
        paragraphs=reading.paragraphs(case),
        kept=remembered(asked),
    )


def argument_map(
    case: Case, essay_id: str = BOTH, *, focus: str = "", outline: bool = False
) -> ArgumentMap:
    """Show what rests on what; claims can be rejected, branches folded, the whole taken away.

    Parameters
    ----------
    essay_id: the essay that is shown at first; "" for both together.
    focus: a claim; at first only what bears on it is shown.
    outline: whether the outline is open at first.
    """
    wholes = {one: model.argument(case, one) for one, _ in MAPS}
    near = model.near(wholes[essay_id], focus) if focus else wholes[essay_id]
    return ArgumentMap(
        exports.as_text(case, near),
        keeper(),
        essay=essay_id,
        essays=[list(one) for one in MAPS],
        claims=claim_records(case),
        arguments={one: _argument_record(case, whole) for one, whole in wholes.items()},
        files={one: _files(case, wholes[one], title) for one, title in MAPS},
        outline=outline,
        focus=focus,
        paragraphs=reading.paragraphs(case),
        kept=held([f"map-{one}" for one, _ in MAPS]),
    )


def rebuild(case: Case) -> Rebuild:
    """Show arguments to rebuild from loose claims, one at a time."""
    tasks = rebuild_model.exercises(case)
    claims = claim_records(case)
    lines = []
    for task in tasks:
        lines += [
            task.title,
            *(f"  {one} {claims[one]['claim']}" for one in _shuffled(task.claims)),
        ]
        lines.append("  Unstated premises, needed here or elsewhere:")
        lines += [f"  {one} {claims[one]['claim']}" for one in _shuffled(task.offered)]
    return Rebuild(
        "\n".join(["Rebuild these arguments from their claims.", *lines]),
        keeper(),
        tasks=[_task_record(task) for task in tasks],
        claims={one: claims[one] for task in tasks for one in (*task.claims, *task.offered)},
        paragraphs=reading.paragraphs(case),
        kept=held([f"rebuild-{task.exercise_id}" for task in tasks]),
    )


def bridges(case: Case, off: Sequence[str] = ()) -> Bridges:
    """Show who relies on which mechanism, and what falls without it.

    Parameters
    ----------
    off: bridge ids that are off at first.
    """
    table = case.table("bridges")
    whole = model.argument(case)
    lost = bridge_model.proposals_without_ground(case, whole, off)
    lines = [
        f"{one}: {says}" for one, says in zip(table["bridge_id"], table["statement"], strict=True)
    ]
    clashes = bridge_model.collisions(case)
    end = f"Off: {', '.join(off) or 'none'}. Proposals that lose their ground: {len(lost)}."
    return Bridges(
        "\n".join(
            [*lines, end, *(f"{one.first} against {one.second}: {one.why}" for one in clashes)]
        ),
        bridges=[
            {"id": one, "statement": says}
            for one, says in zip(table["bridge_id"], table["statement"], strict=True)
        ],
        claims=claim_records(case),
        instruments=_instrument_records(case),
        collisions=[
            {
                "first": one.first,
                "second": one.second,
                "why": one.why,
                "claim_ids": list(one.claim_ids),
            }
            for one in clashes
        ],
        whole=_argument_record(case, whole),
        source=(
            "Source: claims.csv, bridge_instruments.csv. Which mechanism a claim or an instrument "
            "relies on is a judgement of ours; dispute it."
        ),
        off=list(off),
        paragraphs=reading.paragraphs(case),
    )


def _instrument_records(case: Case) -> list[dict[str, Any]]:
    rows = bridge_model.instruments(case)
    return [
        {
            "short_title": group["short_title"].iloc[0],
            "issuer": group["issuer"].iloc[0],
            "year": int(group["adopted"].iloc[0].year),
            "bridges": list(group["bridge_id"]),
            "reason": list(group["reason"]),
        }
        for _, group in rows.groupby("instrument_id", sort=False)
    ]


def _shuffled(claim_ids: Sequence[str]) -> list[str]:
    # Their order must not tell how they hang together, and is the same for everyone in a room.
    return sorted(claim_ids, key=lambda one: hashlib.sha256(one.encode()).hexdigest())


def _task_record(task: rebuild_model.Exercise) -> dict[str, Any]:
    def plain(answer: Mapping[str, rebuild_model.Reasons]) -> dict[str, list[list[str]]]:
        return {one: sorted(sorted(group) for group in groups) for one, groups in answer.items()}

    return {
        "exercise_id": task.exercise_id,
        "title": task.title,
        "claims": list(task.claims),
        "shuffled": _shuffled(task.claims),
        "offered": _shuffled(task.offered),
        "missing": dict(task.missing),
        "placedAlso": sorted(task.placed_also),
        "answers": [plain(one) for one in rebuild_model.accepted_answers(task)],
        "warrants": {
            f"{one} {to}": why for (one, to), why in task.warrants.items() if to in task.claims
        },
    }


def claim_records(case: Case) -> dict[str, dict[str, Any]]:
    """Return the claims as a card shows them, by claim id: plain JSON values."""
    sources = case.sources.set_index("source_id")
    names = ("label", "claim", "type", "lens", "paragraph", "objection", "fact_check", "fact_note")
    return {
        str(row["claim_id"]): {
            **{name: row[name] for name in names},
            "stated": bool(row["stated"]),
            "bridges": list(row["bridges"]),
            "sources": [
                {
                    "label": f"{sources.at[one, 'title']} ({sources.at[one, 'publisher']})",
                    "url": sources.at[one, "url"],
                    "primary": bool(sources.at[one, "primary"]),
                }
                for one in row["source_ids"]
            ],
        }
        for _, row in case.table("claims").iterrows()
    }


def _argument_record(case: Case, whole: model.Argument) -> dict[str, Any]:
    links = case.table("claim_links")
    inside = links[links["from_id"].isin(whole.claims) & links["to_id"].isin(whole.claims)]
    warrants = {
        (row["from_id"], row["to_id"], row["relation"]): row["warrant"]
        for _, row in inside.iterrows()
    }
    return {
        "claims": list(whole.claims),
        "reasons": [
            {"premises": list(one.premises), "conclusion": one.conclusion} for one in whole.reasons
        ],
        "facts": sorted(whole.facts),
        "needs": {one: list(needed) for one, needed in whole.needs.items()},
        "links": [
            {
                "from_id": one.from_id,
                "to_id": one.to_id,
                "relation": one.relation,
                "warrant": warrants[one.from_id, one.to_id, one.relation],
            }
            for one in whole.links
        ],
        "warrants": [
            [one, to, why]
            for (one, to, relation), why in warrants.items()
            if relation in ("supports", "assumes")
        ],
    }


def _files(case: Case, whole: model.Argument, title: str) -> dict[str, str]:
    return {
        "argdown": exports.as_argdown(case, whole, f"What rests on what: {title}"),
        "aif": json.dumps(exports.as_aif(case, whole), indent=1, ensure_ascii=False),
        "text": exports.as_text(case, whole),
    }
