"""The law of exits on a day, read once: ways out and the tests that a student answers.

A way out is one row of ``conditions`` or several that must hold together (column ``way``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from nexus.case import Case
from nexus.instruments.law import Day, LawError, instruments_on, the_day

LEVELS = ("not met", "progress", "significant progress", "met")
EXITS = ("suspension", "termination", "waiver", "delisting", "renewal")
WAYS = ("test", "sunset", "review")
# Of whom a test asks something that a student can answer. The others are the decider's part.
ASKED = ("target", "person")
Row = Mapping[str, Any]

IN_FORCE, NOT_YET, ENDED = "in force", "not yet law", "ended"


@dataclass(frozen=True)
class Condition:
    """One row of ``conditions`` on a day; the columns are described in ``datapackage.json``."""

    condition_id: str
    provision: str
    requirement: str
    threshold: str
    asked: bool
    same_as: tuple[str, ...]
    at_least: int
    row: int


@dataclass(frozen=True)
class Way:
    """One way out of an instrument, as the law has it on a day.

    Attributes
    ----------
    exit: suspension, termination, waiver, delisting or renewal.
    role: "test"; or "sunset" (the measures lapse unless prolonged), "review" (looked at again).
    reach: how much of the instrument: "whole", "part", or "case" (one case at a time).
    decider, decided_by: who decides, in a word and in full; "none": the text itself.
    days: how long one grant lasts, or how long it takes; None where the text says nothing.
    test_ids: its rows, all of which must hold. provisions: where they stand.
    findings: what the decider must find. steps: what else must be done or left undone.
    limits: what the way does not reach. renewal: how the relief is prolonged.
    """

    instrument_id: str
    exit: str
    way: str
    role: str
    reach: str
    decider: str
    decided_by: str
    days: int | None
    test_ids: tuple[str, ...]
    provisions: tuple[str, ...]
    findings: tuple[str, ...]
    steps: tuple[str, ...]
    limits: tuple[str, ...]
    renewal: tuple[str, ...]


@dataclass(frozen=True)
class Standing:
    """An instrument on a day: in force, not yet law, or ended.

    Attributes
    ----------
    comparison: whether it is on another country.
    has_exits: whether the tables hold a way out of it that is law on the day.
    """

    instrument_id: str
    short_title: str
    adopted: pd.Timestamp
    until: pd.Timestamp
    standing: str
    comparison: bool
    has_exits: bool


@dataclass(frozen=True)
class Law:
    """The law of exits on a day.

    Attributes
    ----------
    instruments: all of the tables, the oldest first, by id.
    conditions: rows that are law on the day, by id.
    members: ids of the tests of each way.
    ways: the ways out of instruments in force, in the order of the instruments.
    tests: every id that can be answered, on this day or another.
    """

    day: pd.Timestamp
    instruments: Mapping[str, Standing]
    conditions: Mapping[str, Condition]
    members: Mapping[str, tuple[str, ...]]
    ways: tuple[Way, ...]
    tests: frozenset[str]


def read_law(case: Case, day: Day) -> Law:
    """Return the law of exits on a day.

    Raises
    ------
    LawError: for what is no day.
    """
    table = case.table("conditions")
    rows = conditions_on(case, day).reset_index(names="row").to_dict("records")
    instruments = _standings(case, day)
    ways: dict[str, list[Row]] = {}
    for row in rows:
        if row["role"] in WAYS and instruments[row["instrument_id"]].standing == IN_FORCE:
            ways.setdefault(row["way"], []).append(row)
    members: dict[str, tuple[str, ...]] = {}
    for row in rows:
        if row["role"] == "test":
            members[row["way"]] = (*members.get(row["way"], ()), row["condition_id"])
    return Law(
        day=the_day(day),
        instruments=instruments,
        conditions={row["condition_id"]: _condition(row) for row in rows},
        members=members,
        ways=tuple(
            _way(part, [row for row in rows if way in row["bears_on"]])
            for way, part in ways.items()
        ),
        tests=frozenset(table.loc[_answered(table), "condition_id"]),
    )


def conditions_on(case: Case, day: Day) -> pd.DataFrame:
    """Return the rows of ``conditions`` that are law on a day, by instrument, way and id."""
    table, stamp = case.table("conditions"), the_day(day)
    over = table["until_date"] <= stamp
    found = table[(table["from_date"] <= stamp) & ~over]
    adopted = case.table("instruments").set_index("instrument_id")["adopted"]
    first = found["instrument_id"].map(adopted)
    found = found.assign(adopted=first, place=found["exit"].map(EXITS.index))
    order = ["adopted", "instrument_id", "place", "way", "condition_id"]
    return found.sort_values(order).drop(columns=["adopted", "place"])


def questions(case: Case, day: Day, instrument_id: str | None = None) -> pd.DataFrame:
    """Return the tests that a student answers on a day; all other rows follow from these.

    Parameters
    ----------
    instrument_id: only the tests on which the exits of one instrument rest, also those that it
        borrows from another.
    """
    rows = conditions_on(case, day)
    asked = _answered(rows)
    if instrument_id is None:
        return rows[asked]
    own = rows.loc[rows["instrument_id"] == instrument_id, "condition_id"]
    return rows[asked & rows["condition_id"].isin(_reached(read_law(case, day), own))]


def check_answers(law: Law, answers: Mapping[str, str]) -> None:
    """Say what is wrong with a set of answers.

    Raises
    ------
    LawError: for an id that is not a test, or a level that is none of the four.
    """
    for one, level in answers.items():
        if one not in law.tests:
            raise LawError(
                f'"{one}" is no test that can be answered; questions() lists those that can.'
            )
        if level not in LEVELS:
            raise LawError(f'"{level}" for {one} is no level; there are {", ".join(LEVELS)}.')


def ids_of(law: Law, ref: str) -> tuple[str, ...]:
    """Return the rows that an id in ``same_as`` means: a row, or all tests of a way."""
    return (ref,) if ref in law.conditions else law.members.get(ref, ())


def _answered(rows: pd.DataFrame) -> pd.Series:
    borrowed = rows["same_as"].map(len) > 0
    return (rows["role"] == "test") & rows["asks"].isin(ASKED) & ~borrowed


def _reached(law: Law, ids: Iterable[str]) -> set[str]:
    found: set[str] = set()
    todo = list(ids)
    while todo:
        one = todo.pop()
        if one not in found:
            found.add(one)
            todo += [row for ref in law.conditions[one].same_as for row in ids_of(law, ref)]
    return found


def _standings(case: Case, day: Day) -> dict[str, Standing]:
    rows = conditions_on(case, day)
    known = set(rows.loc[rows["role"].isin(WAYS), "instrument_id"])
    held = set(instruments_on(case, day, comparison=True)["instrument_id"])
    table = case.table("instruments").sort_values(["adopted", "instrument_id"])
    found = {}
    for row in table.to_dict("records"):
        one = row["instrument_id"]
        late = row["adopted"] > the_day(day)
        standing = IN_FORCE if one in held else NOT_YET if late else ENDED
        dates = (row["adopted"], row["in_force_until"])
        kept = (row["comparison"], one in known)
        found[one] = Standing(one, row["short_title"], *dates, standing, *kept)
    return found


def _condition(row: Row) -> Condition:
    return Condition(
        condition_id=row["condition_id"],
        provision=row["provision"],
        requirement=row["requirement"],
        threshold=row["threshold"],
        asked=row["role"] == "test" and row["asks"] in ASKED,
        same_as=row["same_as"],
        at_least=1 if pd.isna(row["at_least"]) else int(row["at_least"]),
        row=row["row"],
    )


def _way(rows: list[Row], bears: list[Row]) -> Way:
    first = rows[0]
    days = [int(row["days"]) for row in rows if not pd.isna(row["days"])]
    return Way(
        instrument_id=first["instrument_id"],
        exit=first["exit"],
        way=first["way"],
        role=first["role"],
        reach=first["reach"],
        decider=first["decider"],
        decided_by=" and ".join(sorted({row["decided_by"] for row in rows})),
        days=max(days, default=None),
        test_ids=tuple(row["condition_id"] for row in rows),
        provisions=tuple(dict.fromkeys(row["provision"] for row in rows)),
        findings=_said([row for row in rows if row["asks"] == "decider"]),
        steps=_said([row for row in bears if row["role"] == "step"]),
        limits=_said([row for row in bears if row["role"] == "limit"]),
        renewal=_said([row for row in bears if row["role"] == "prolongs"]),
    )


def _said(rows: list[Row]) -> tuple[str, ...]:
    return tuple(f"{row['requirement']} ({row['provision']})" for row in rows)
