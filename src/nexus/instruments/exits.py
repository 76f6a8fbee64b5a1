"""Which ways out are open under a set of answers, and why not. A rule engine over ``conditions``.

An open way lifts nothing: somebody may act. What the one who decides must find is listed with the
way and never answered by a student.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from nexus.errors import DataError
from nexus.instruments.conditions import LEVELS, Condition, Law, Way, check_answers, ids_of

Answers = Mapping[str, str]
NOTHING = LEVELS[0]


@dataclass(frozen=True)
class Missing:
    """One test that keeps a way closed.

    Attributes
    ----------
    condition_id, provision, requirement, threshold: of the test.
    given: what was answered; for a test that counts others, how many of them hold.
    through: the provision by which the way borrows the test from another; "" for its own.
    """

    condition_id: str
    provision: str
    requirement: str
    threshold: str
    given: str
    through: str = ""


@dataclass(frozen=True)
class ExitState(Way):
    """One way out under one set of answers; its other columns are those of ``Way``.

    Attributes
    ----------
    open: whether no test is missing. Even then the decider must act.
    tests: how many tests are asked, borrowed ones too; 0: nothing is asked of anybody.
    missing: the tests that are not met, by id.
    """

    open: bool
    tests: int
    missing: tuple[Missing, ...]


def exit_states(
    law: Law, answers: Answers, instrument_id: str | None = None, comparison: bool = False
) -> tuple[ExitState, ...]:
    """Return every way out of what is in force, under one set of answers.

    Parameters
    ----------
    answers: level by condition_id; a test without an answer is not met. Answers to tests that
        are not law on this day are passed over.
    instrument_id: only the ways out of one instrument, also of one kept for comparison.
    comparison: of all instruments, also those on other countries.

    Raises
    ------
    LawError: for a test or a level that there is not.
    DataError: where ``conditions`` leads from a row back to itself.
    """
    check_answers(law, answers)
    if instrument_id is None:
        ways = [one for one in law.ways if comparison or not _compared(law, one)]
    else:
        ways = [one for one in law.ways if one.instrument_id == instrument_id]
    return tuple(_state(law, one, answers) for one in ways)


def as_table(states: tuple[ExitState, ...]) -> pd.DataFrame:
    """Return ways out as a table.

    Returns
    -------
    One row a way: instrument_id, exit, way, reach, decider, days, open, tests, missing (tuple of
    provisions).
    """
    names = ("instrument_id", "exit", "way", "reach", "decider", "days", "open", "tests")
    rows = [(*(getattr(one, name) for name in names), provisions(one)) for one in states]
    return pd.DataFrame(rows, columns=[*names, "missing"]).astype({"days": "Int64"})


def provisions(state: ExitState) -> tuple[str, ...]:
    """Return the provisions of the missing tests, each once, in order."""
    return tuple(sorted({one.provision for one in state.missing}))


def _compared(law: Law, way: Way) -> bool:
    return law.instruments[way.instrument_id].comparison


def _state(law: Law, way: Way, answers: Answers) -> ExitState:
    missing = {lack for one in way.test_ids for lack in _missing(law, answers, one)}
    in_order = tuple(sorted(missing, key=lambda lack: (lack.condition_id, lack.through)))
    asked = sum(len(_missing(law, {}, one)) for one in way.test_ids)
    return ExitState(**vars(way), open=not missing, tests=asked, missing=in_order)


def _missing(
    law: Law, answers: Answers, one: str, above: tuple[str, ...] = ()
) -> tuple[Missing, ...]:
    """Return the tests that keep one row from holding; none where it holds."""
    row = law.conditions[one]
    if one in above:
        raise DataError(
            "conditions.csv",
            row.row,
            "same_as",
            f"a way back to {one} itself",
            "rows that refer to each other in one direction",
            "take one of the references out.",
        )
    if row.same_as:
        higher = (*above, one)
        return _borrowed(
            law,
            row,
            [
                [_missing(law, answers, each, higher) for each in ids_of(law, ref)]
                for ref in row.same_as
            ],
        )
    given = answers.get(one, NOTHING)
    if not row.asked or LEVELS.index(given) >= LEVELS.index(row.threshold):
        return ()
    return (_lacking(row, given),)


def _borrowed(
    law: Law, row: Condition, parts: list[list[tuple[Missing, ...]]]
) -> tuple[Missing, ...]:
    """Return what is missing of a row that asks what others ask.

    A part without rows is not law on this day, and cannot hold.
    """
    held = sum(bool(part) and not any(part) for part in parts)
    if held >= row.at_least:
        return ()
    if len(parts) > 1 or not parts[0]:
        return (_lacking(row, f"{held} of the {row.at_least} needed"),)
    lost = [one for part in parts[0] for one in part]
    if row.same_as[0] in law.conditions:
        return (_lacking(row, lost[0].given),)
    return tuple(replace(one, through=row.provision) for one in lost)


def _lacking(row: Condition, given: str) -> Missing:
    return Missing(row.condition_id, row.provision, row.requirement, row.threshold, given)
