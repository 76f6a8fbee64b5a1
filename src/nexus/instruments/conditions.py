"""The rows of ``conditions`` on a day: which are law, which a student answers, and how."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from nexus.case import Case
from nexus.instruments.law import Day, LawError, the_day

LEVELS = ("not met", "progress", "significant progress", "met")
EXITS = ("suspension", "termination", "waiver", "delisting", "renewal")
# Of whom a test asks something that a student can answer. The others are the decider's part.
ASKED = ("target", "person")
NOTHING = LEVELS[0]

Answers = Mapping[str, str]


def conditions_on(case: Case, day: Day) -> pd.DataFrame:
    """Return the rows of ``conditions`` that are law on a day, by instrument, way and id."""
    table, stamp = case.table("conditions"), the_day(day)
    over = table["until_date"] <= stamp
    found = table[(table["from_date"] <= stamp) & ~over]
    adopted = found["instrument_id"].map(_adopted(case))
    found = found.assign(adopted=adopted, place=found["exit"].map(EXITS.index))
    order = ["adopted", "instrument_id", "place", "way", "condition_id"]
    return found.sort_values(order).drop(columns=["adopted", "place"])


def questions(case: Case, day: Day, instrument_id: str | None = None) -> pd.DataFrame:
    """Return the tests that a student answers on a day; all other rows follow from these.

    Parameters
    ----------
    instrument_id: only the tests on which the exits of one instrument rest, also those that it
        borrows from another.
    """
    law = conditions_on(case, day)
    asked = (law["role"] == "test") & law["asks"].isin(ASKED) & (law["same_as"].map(len) == 0)
    if instrument_id is None:
        return law[asked]
    own = law.loc[law["instrument_id"] == instrument_id, "condition_id"]
    return law[asked & law["condition_id"].isin(_reached(law, own))]


def _reached(law: pd.DataFrame, ids: Iterable[str]) -> set[str]:
    members = members_of(law)
    refers = dict(zip(law["condition_id"], law["same_as"], strict=True))
    found: set[str] = set()
    todo = list(ids)
    while todo:
        one = todo.pop()
        if one not in found:
            found.add(one)
            todo += [row for ref in refers.get(one, ()) for row in members.get(ref, [ref])]
    return found


def members_of(law: pd.DataFrame) -> dict[str, list[str]]:
    """Return the ids of the tests of each way among some rows of ``conditions``."""
    tests = law[law["role"] == "test"]
    return {str(way): list(rows) for way, rows in tests.groupby("way")["condition_id"]}


def check_answers(case: Case, answers: Answers) -> None:
    """Say what is wrong with a set of answers.

    Raises
    ------
    LawError: for an id that is not a test, or a level that is none of the four.
    """
    table = case.table("conditions")
    asked = table["asks"].isin(ASKED) & (table["same_as"].map(len) == 0)
    tests = set(table.loc[asked & (table["role"] == "test"), "condition_id"])
    for one, level in answers.items():
        if one not in tests:
            raise LawError(
                f'"{one}" is no test that can be answered; questions() lists those that can.'
            )
        if level not in LEVELS:
            raise LawError(f'"{level}" for {one} is no level; there are {", ".join(LEVELS)}.')


def _adopted(case: Case) -> pd.Series:
    return case.table("instruments").set_index("instrument_id")["adopted"]
