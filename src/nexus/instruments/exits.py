"""Which ways out of an instrument are open, and why not. A rule engine over ``conditions``.

A way out is one row of ``conditions`` or several that must hold together (column ``way``). Its
tests ask something of the state under measures or of a listed person; what the one who decides
must find is listed and never answered by a student. An open way lifts nothing: somebody may act.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from nexus.case import Case
from nexus.errors import DataError
from nexus.instruments.conditions import (
    ASKED,
    LEVELS,
    NOTHING,
    Answers,
    check_answers,
    conditions_on,
    members_of,
)
from nexus.instruments.law import Day, instruments_on

WAYS = ("test", "sunset", "review")


@dataclass(frozen=True)
class Missing:
    """One test that keeps a way closed.

    Attributes
    ----------
    condition_id, provision, requirement, threshold: of the test.
    given: what was answered; for a test that counts others, how many of them hold.
    through: the provision that refers to this test from another way; "" where none does.
    """

    condition_id: str
    provision: str
    requirement: str
    threshold: str
    given: str
    through: str = ""


@dataclass(frozen=True)
class ExitState:
    """One way out on a day, under one set of answers.

    Attributes
    ----------
    exit: what it is in ``conditions``: suspension, termination, waiver, delisting or renewal.
    role: "test"; or "sunset" (the measures lapse unless prolonged), "review" (looked at again).
    reach: how much of the instrument: "whole", "part", or "case" (one case at a time).
    open: whether no test is missing. Even then the decider must act.
    asks_nothing: whether it is open whatever the state under measures does.
    decider, decided_by: who decides, in a word and in full; "none": the text itself.
    days: how long one grant lasts, or how long it takes; None where the text says nothing.
    tests: how many tests are asked, borrowed ones too; missing: those that are not met.
    findings: what the decider must find. steps: what else must be done or left undone.
    limits: what the way does not reach. renewal: how the relief is prolonged.
    provisions: where the way stands.
    """

    instrument_id: str
    exit: str
    way: str
    role: str
    reach: str
    open: bool
    asks_nothing: bool
    decider: str
    decided_by: str
    days: int | None
    tests: int
    missing: tuple[Missing, ...]
    findings: tuple[str, ...]
    steps: tuple[str, ...]
    limits: tuple[str, ...]
    renewal: tuple[str, ...]
    provisions: tuple[str, ...]


def exit_states(
    case: Case,
    answers: Answers,
    day: Day,
    instrument_id: str | None = None,
    comparison: bool = False,
) -> tuple[ExitState, ...]:
    """Return every way out that is law on a day, under one set of answers.

    Parameters
    ----------
    answers: level by condition_id; a test without an answer is not met. Answers to tests that
        are not law on this day are passed over.
    instrument_id: only the ways out of one instrument, also of one kept for comparison.
    comparison: of all instruments, also those on other countries.

    Raises
    ------
    LawError: for a test, a level or a day that there is not.
    """
    check_answers(case, answers)
    law = conditions_on(case, day)
    rows = {str(row["condition_id"]): row for _, row in law.iterrows()}
    members = members_of(law)
    held = set(instruments_on(case, day, comparison or instrument_id is not None)["instrument_id"])
    chosen = held if instrument_id is None else held & {instrument_id}
    ways = law[law["role"].isin(WAYS) & law["instrument_id"].isin(chosen)]
    states = []
    for way, tests in ways.groupby("way", sort=False):
        found = [_missing(rows, members, answers, one) for one in tests["condition_id"]]
        least = [_missing(rows, members, {}, one) for one in tests["condition_id"]]
        missing = tuple(sorted({one for part in found for one in part}, key=_by_test))
        asked = sum(len(part) for part in least)
        bears = law[[way in bears for bears in law["bears_on"]]]
        states.append(_state(tests, missing, asked, bears))
    return tuple(states)


def _by_test(one: Missing) -> tuple[str, str]:
    return one.condition_id, one.through


def _missing(
    rows: Mapping[str, pd.Series],
    members: Mapping[str, list[str]],
    answers: Answers,
    one: str,
    above: tuple[str, ...] = (),
) -> tuple[Missing, ...]:
    """Return the tests that keep one row from holding; none where it holds."""
    row = rows[one]
    if one in above:
        raise DataError(
            "conditions.csv",
            int(str(row.name)),
            "same_as",
            f"a way back to {one} itself",
            "rows that refer to each other in one direction",
            "take one of the references out.",
        )
    if row["same_as"]:
        parts = [
            [
                _missing(rows, members, answers, each, (*above, one))
                for each in _ids(ref, rows, members)
            ]
            for ref in row["same_as"]
        ]
        return _counted(row, rows, parts)
    if row["role"] != "test" or row["asks"] not in ASKED:
        return ()
    given = answers.get(one, NOTHING)
    if LEVELS.index(given) >= _rank(row["threshold"]):
        return ()
    return (_lacking(row, given),)


def _ids(ref: str, rows: Mapping[str, pd.Series], members: Mapping[str, list[str]]) -> list[str]:
    return [ref] if ref in rows else members.get(ref, [])


def _counted(
    row: pd.Series, rows: Mapping[str, pd.Series], parts: list[list[tuple[Missing, ...]]]
) -> tuple[Missing, ...]:
    """Return what is missing of a row that asks what others ask.

    A part without rows is not law on this day, and cannot hold.
    """
    needed = 1 if pd.isna(row["at_least"]) else int(row["at_least"])
    held = sum(bool(part) and not any(part) for part in parts)
    if held >= needed:
        return ()
    if len(parts) > 1 or not parts[0]:
        return (_lacking(row, f"{held} of the {needed} needed"),)
    lost = [one for part in parts[0] for one in part]
    if row["same_as"][0] in rows:
        return (_lacking(row, lost[0].given),)
    return tuple(replace(one, through=row["provision"]) for one in lost)


def _lacking(row: pd.Series, given: str) -> Missing:
    test, where = str(row["condition_id"]), str(row["provision"])
    return Missing(test, where, str(row["requirement"]), str(row["threshold"]), given)


def _rank(threshold: str) -> int:
    return LEVELS.index(threshold) if threshold in LEVELS else 0


def _state(
    tests: pd.DataFrame, missing: tuple[Missing, ...], asked: int, bears: pd.DataFrame
) -> ExitState:
    first = tests.iloc[0]
    days = tests["days"].dropna()
    return ExitState(
        instrument_id=first["instrument_id"],
        exit=first["exit"],
        way=first["way"],
        role=first["role"],
        reach=first["reach"],
        open=not missing,
        asks_nothing=asked == 0,
        decider=first["decider"],
        decided_by=" and ".join(sorted(set(tests["decided_by"]))),
        days=int(days.max()) if len(days) else None,
        tests=asked,
        missing=missing,
        findings=_said(tests[tests["asks"] == "decider"]),
        steps=_said(bears[bears["role"] == "step"]),
        limits=_said(bears[bears["role"] == "limit"]),
        renewal=_said(bears[bears["role"] == "prolongs"]),
        provisions=tuple(dict.fromkeys(tests["provision"])),
    )


def _said(rows: pd.DataFrame) -> tuple[str, ...]:
    return tuple(f"{row['requirement']} ({row['provision']})" for _, row in rows.iterrows())
