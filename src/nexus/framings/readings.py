"""Subjects and their readings: what each lens asks, expects and says, step by step in line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from nexus.case import Case
from nexus.words import source_record

# Every reading has these steps, in this order; the first two and the last are the lens's own.
STEPS: Mapping[str, str] = {
    "question": "The question",
    "expects": "What it expects",
    "mechanism": "The mechanism",
    "verdict": "The verdict",
    "reading": "The reading",
    "evidence": "What it points to",
    "would_change_it": "What would change it",
    "blind_spot": "Its blind spot",
}
OF_THE_LENS = ("question", "expects", "blind_spot")
VERDICTS = ("supports", "splits", "opposes", "silent")
KINDS: Mapping[str, str] = {
    "claim": "claim",
    "event": "event",
    "instrument": "instrument",
    "option": "proposal",
}
FAMILIES = ("realist", "liberal", "other")
SIDES = ("realist", "liberal")


@dataclass(frozen=True)
class Parting:
    """A step at which two readings part.

    Attributes
    ----------
    step: one of ``STEPS``.
    why: how they part, in a sentence or two.
    shared: what both hold; "" where nobody has said.
    source_ids: what it rests on; empty where it only compares two verdicts.
    """

    step: str
    why: str
    shared: str = ""
    source_ids: tuple[str, ...] = ()


def say_lens(lens_id: str) -> str:
    """Return a lens as a reader says it: "defensive realist", "democratic-peace liberal"."""
    kind, _, family = lens_id.rpartition("-")
    return f"{kind} {family}" if kind else lens_id


def families(case: Case) -> dict[str, tuple[str, ...]]:
    """Return the lenses of each family, in the order of ``lenses.csv``."""
    table = case.table("lenses")
    return {one: tuple(table.loc[table["family"] == one, "lens_id"]) for one in FAMILIES}


def default_pair(case: Case) -> tuple[str, str]:
    """Return the realist and the liberal lens that a page shows at first."""
    members = families(case)
    return members["realist"][0], members["liberal"][0]


def subjects(case: Case) -> pd.DataFrame:
    """Return what is read, in the order of ``readings.csv``.

    Returns
    -------
    subject_type: claim, event, instrument or option.
    kind: the same as a reader says it; an option is a "proposal".
    subject_id, title, short: its id, its name, and the shorter name of an instrument.
    words: the claim in our words, or what happened, or what the instrument does.
    when: the ISO day of an event or an adoption; "" for a claim or a proposal.
    paragraphs: essay paragraphs that state or name it (``H04``); empty where neither essay does.
    essays: "H", "C", "CH" or "".
    position: its place, from 0.
    first: the family that stands first, realist and liberal in turn.
    """
    named = case.table("readings")[["subject_type", "subject_id"]].drop_duplicates()
    about = {"claim": _claim, "option": _claim, "event": _event, "instrument": _instrument}
    rows = []
    for position, (kind, subject_id) in enumerate(named.itertuples(index=False)):
        title, short, words, when, paragraphs = about[kind](case, subject_id)
        rows.append(
            {
                "subject_type": kind,
                "kind": KINDS[kind],
                "subject_id": subject_id,
                "title": title,
                "short": short,
                "words": words,
                "when": when,
                "paragraphs": paragraphs,
                "essays": "".join(sorted({one[0] for one in paragraphs})),
                "position": position,
                "first": first_family(position),
            }
        )
    return pd.DataFrame(rows)


About = tuple[str, str, str, str, tuple[str, ...]]


def _claim(case: Case, claim_id: str) -> About:
    row = case.table("claims").set_index("claim_id").loc[claim_id]
    label = str(row["label"])
    return label, label, str(row["claim"]), "", (str(row["paragraph"]),)


def _event(case: Case, event_id: str) -> About:
    row = case.events.set_index("event_id").loc[event_id]
    title, day = str(row["title"]), str(row["date"].date())
    return title, title, str(row["summary"]), day, tuple(row["essay_paragraphs"])


def _instrument(case: Case, instrument_id: str) -> About:
    row = case.table("instruments").set_index("instrument_id").loc[instrument_id]
    title, day = str(row["title"]), str(row["adopted"].date())
    short = str(row["short_title"])
    return title, short, str(row["summary"]), day, _paragraphs_of_adoption(case, row)


def _paragraphs_of_adoption(case: Case, instrument: pd.Series) -> tuple[str, ...]:
    """Return where the essays name an instrument's adoption: an event that day, same sources."""
    events = case.events
    that_day = events[events["date"] == instrument["adopted"]]
    shared = [
        bool(set(ids) & set(instrument["source_ids"])) and bool(paragraphs)
        for ids, paragraphs in zip(
            that_day["source_ids"], that_day["essay_paragraphs"], strict=True
        )
    ]
    found = that_day.loc[shared, "essay_paragraphs"]
    return tuple(dict.fromkeys(one for paragraphs in found for one in paragraphs))


def first_family(position: int) -> str:
    """Return the family that stands first at a place: realist and liberal take turns."""
    return SIDES[position % 2]


def lens_order(case: Case, position: int) -> tuple[str, ...]:
    """Return the six lenses in the order in which a subject at a place shows them.

    The two families take turns; within a family and beside both, the first lens does too, every
    second time, so that no lens always speaks first for its family.
    """
    members = families(case)
    first = first_family(position)
    second = SIDES[1 - SIDES.index(first)]
    turned = {
        name: lenses if position // 2 % 2 == 0 else lenses[::-1] for name, lenses in members.items()
    }
    return (*turned[first], *turned[second], *turned["other"])


def readings_of(case: Case, subject_id: str) -> pd.DataFrame:
    """Return the readings of one subject with their family, in the subject's order of lenses.

    Raises
    ------
    KeyError: where ``readings.csv`` holds no reading of it.
    """
    return _readings(case, _subject(case, subject_id))


def _subject(case: Case, subject_id: str) -> pd.Series:
    table = subjects(case)
    found = table[table["subject_id"] == subject_id]
    if found.empty:
        raise KeyError(f"readings.csv holds no reading of {subject_id!r}.")
    return found.iloc[0]


def _readings(case: Case, subject: pd.Series) -> pd.DataFrame:
    table = case.table("readings")
    rows = table[table["subject_id"] == subject["subject_id"]]
    family = case.table("lenses").set_index("lens_id")["family"]
    rows = rows.assign(family=rows["lens_id"].map(family)).set_index("lens_id", drop=False)
    return rows.loc[[one for one in lens_order(case, subject["position"]) if one in rows.index]]


def record(case: Case, subject: str | pd.Series) -> dict[str, Any]:
    """Return one subject with its readings as a front end uses it: plain JSON values.

    Parameters
    ----------
    subject: a subject's id, or its row of ``subjects``.

    Returns
    -------
    subject_type, kind, subject_id, title, words, when, paragraphs, essays, position, first: as
        ``subjects`` gives them.
    lenses: the six lens ids in this subject's order.
    readings: by lens id: reading_id, lens_id, name, family, verdict, ``steps`` (a text by each of
        ``STEPS``), ``lens_sources`` (of the steps in ``OF_THE_LENS``) and ``sources`` (of the
        others): ids.
    partings: where two lenses part by ``partings.csv``: lenses (two ids), step, why, shared,
        source_ids.

    Raises
    ------
    KeyError: where ``readings.csv`` holds no reading of it.
    """
    row = _subject(case, subject) if isinstance(subject, str) else subject
    rows = _readings(case, row)
    lenses = case.table("lenses").set_index("lens_id")
    return {
        **{name: row[name] for name in _PLAIN},
        "paragraphs": list(row["paragraphs"]),
        "essays": row["essays"],
        "position": int(row["position"]),
        "first": row["first"],
        "lenses": list(rows["lens_id"]),
        "readings": {
            one["lens_id"]: _reading_record(one, lenses.loc[one["lens_id"]])
            for _, one in rows.iterrows()
        },
        "partings": _parting_records(case, str(row["subject_id"])),
    }


_PLAIN = ("subject_type", "kind", "subject_id", "title", "words", "when")


def _reading_record(reading: pd.Series, lens: pd.Series) -> dict[str, Any]:
    own = ("mechanism", "verdict", "reading", "evidence", "would_change_it")
    return {
        "reading_id": reading["reading_id"],
        "lens_id": reading["lens_id"],
        "name": say_lens(reading["lens_id"]),
        "family": reading["family"],
        "verdict": reading["verdict"],
        "steps": {
            "question": lens["core_question"],
            "expects": lens["expects"],
            **{name: reading[name] for name in own},
            "blind_spot": lens["blind_spot"],
        },
        "lens_sources": list(lens["source_ids"]),
        "sources": list(reading["source_ids"]),
    }


def _parting_records(case: Case, subject_id: str) -> list[dict[str, Any]]:
    table = case.table("partings")
    return [
        {
            "lenses": [row["realist_lens"], row["liberal_lens"]],
            "step": row["step"],
            "why": row["why"],
            "shared": row["shared"],
            "source_ids": list(row["source_ids"]),
        }
        for _, row in table[table["subject_id"] == subject_id].iterrows()
    ]


def parting_steps(record: Mapping[str, Any], a: str, b: str) -> list[Parting]:
    """Return the steps at which two readings part, in the order of ``STEPS``.

    What ``partings.csv`` says of the pair, and the verdict wherever the two verdicts differ. Two
    lenses ask and expect different things by their nature, so these are no partings by themselves.

    Parameters
    ----------
    record: as ``record`` gives it.
    a, b: two lens ids, in any order; of different verdicts that of ``a`` is told first.
    """
    found = [
        Parting(one["step"], one["why"], one["shared"], tuple(one["source_ids"]))
        for one in record["partings"]
        if set(one["lenses"]) == {a, b}
    ]
    one, other = record["readings"][a], record["readings"][b]
    if one["verdict"] != other["verdict"] and all(each.step != "verdict" for each in found):
        found.append(
            Parting(
                "verdict",
                f"The {one['name']} {say_verdict(one['verdict'])}; "
                f"the {other['name']} {say_verdict(other['verdict'])}.",
            )
        )
    return sorted(found, key=lambda each: list(STEPS).index(each.step))


def say_verdict(verdict: str) -> str:
    """Return a verdict as a verb: "supports", "opposes", "is split", "is silent"."""
    return {"splits": "is split", "silent": "is silent"}.get(verdict, verdict)


def sources(case: Case, records: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the sources that records name, by id: label, primary, url, date, reference."""
    table = case.sources.set_index("source_id")
    return {one: source_record(table.loc[one]) for one in source_ids(records)}


def source_ids(records: Iterable[Mapping[str, Any]]) -> Sequence[str]:
    """Return the ids of the sources that records name, in order, each once."""
    found: dict[str, None] = {}
    for record in records:
        for reading in record["readings"].values():
            found.update(dict.fromkeys([*reading["lens_sources"], *reading["sources"]]))
        for parting in record["partings"]:
            found.update(dict.fromkeys(parting["source_ids"]))
    return list(found)
