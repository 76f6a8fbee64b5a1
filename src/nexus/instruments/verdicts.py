"""What the exits of an instrument add up to, in words: stays, can be suspended, ended, waived."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from nexus.case import Case
from nexus.instruments.conditions import Answers
from nexus.instruments.exits import ExitState, exit_states
from nexus.instruments.law import Day, LawError, instruments_on, the_day

IN_FORCE, NOT_YET, ENDED = "in force", "not yet law", "ended"
VERBS = {
    "suspension": "suspend",
    "termination": "end",
    "waiver": "waive",
    "delisting": "take off the list",
}
DONE = {
    "suspension": "suspended",
    "termination": "ended",
    "waiver": "waived",
    "delisting": "struck from the list",
}
REACH = {"whole": "can be {}", "part": "part of it can be {}", "case": "can be {} case by case"}
TARGET = "the state under measures"


@dataclass(frozen=True)
class Verdict:
    """What can happen to one instrument on a day, under one set of answers.

    Attributes
    ----------
    standing: "in force", "not yet law" or "ended".
    stays: no way is open by which the whole of it can be suspended or ended.
    suspended, ended, waived, delisted: some way is open, for the whole, a part or one case.
    lapses: it, or a part, runs out unless it is prolonged.
    words: the verdict in a sentence.
    states: every way out, open or not.
    """

    instrument_id: str
    short_title: str
    standing: str
    stays: bool
    suspended: bool
    ended: bool
    waived: bool
    delisted: bool
    lapses: bool
    words: str
    states: tuple[ExitState, ...]


def verdict(case: Case, instrument_id: str, answers: Answers, day: Day) -> Verdict:
    """Return what can happen to one instrument on a day, under one set of answers.

    Raises
    ------
    LawError: for an instrument, a test, a level or a day that there is not.
    """
    table = case.table("instruments").set_index("instrument_id", drop=False)
    if instrument_id not in table.index:
        raise LawError(f'No instrument "{instrument_id}" in instruments.csv; check the id.')
    row = table.loc[instrument_id]
    states = exit_states(case, answers, day, instrument_id)
    standing = _standing(case, row, day)
    tests = [one for one in states if one.role == "test" and one.open]
    open_to = {exit: [one for one in tests if one.exit == exit] for exit in VERBS}
    wide = [one for exit in ("suspension", "termination") for one in open_to[exit]]
    stays = standing == IN_FORCE and not any(one.reach == "whole" for one in wide)
    return Verdict(
        instrument_id=instrument_id,
        short_title=row["short_title"],
        standing=standing,
        stays=stays,
        suspended=bool(open_to["suspension"]),
        ended=bool(open_to["termination"]),
        waived=bool(open_to["waiver"]),
        delisted=bool(open_to["delisting"]),
        lapses=any(one.role == "sunset" for one in states),
        words=_verdict_words(row, standing, stays, states),
        states=states,
    )


def verdicts(
    case: Case, answers: Answers, day: Day, comparison: bool = False
) -> tuple[Verdict, ...]:
    """Return the verdict on every instrument that has exits in the tables and is law on a day."""
    known = set(case.table("conditions")["instrument_id"])
    held = instruments_on(case, day, comparison)["instrument_id"]
    return tuple(verdict(case, one, answers, day) for one in held if one in known)


def verdict_table(found: Iterable[Verdict]) -> pd.DataFrame:
    """Return a row a verdict: instrument_id, short_title, stays, words, missing (provisions)."""
    rows = []
    for one in found:
        lost = {lack.provision for state in one.states for lack in state.missing}
        rows.append((one.instrument_id, one.short_title, one.stays, one.words, tuple(sorted(lost))))
    columns = ["instrument_id", "short_title", "stays", "words", "missing"]
    return pd.DataFrame(rows, columns=columns)


def say_state(state: ExitState) -> str:
    """Return one way out as a sentence: open, and who may do what, or how far it is closed."""
    if not state.open and state.tests == 1:
        return "closed: its one test is not met"
    if not state.open:
        return f"closed: {len(state.missing)} of {state.tests} tests are not met"
    return f"open: {_say_open(state)}"


def _say_open(state: ExitState) -> str:
    who = _who(state.decided_by)
    if state.role == "sunset":
        return f"it lapses by itself, unless {who} prolongs it"
    if state.role == "review":
        return f"{who} looks at it again and may change it"
    if state.decider == "none":
        how = "no decision is needed" if state.asks_nothing else "the tests are enough"
        return f"it stands in the law itself, and {how}"
    free = f"; nothing is asked of {TARGET}" if state.asks_nothing else ""
    return f"{who} may {VERBS[state.exit]}{free}"


def say_missing(state: ExitState) -> tuple[str, ...]:
    """Return why a way is closed: a sentence a test, each with its provision."""
    said = []
    for one in state.missing:
        through = f", through {one.through}" if one.through else ""
        said.append(f"{one.provision}{through}: {one.requirement} (given: {one.given})")
    return tuple(said)


def _standing(case: Case, row: pd.Series, day: Day) -> str:
    if row["adopted"] > the_day(day):
        return NOT_YET
    held = set(instruments_on(case, day, comparison=True)["instrument_id"])
    return IN_FORCE if row["instrument_id"] in held else ENDED


def _verdict_words(row: pd.Series, standing: str, stays: bool, states: Sequence[ExitState]) -> str:
    if standing == NOT_YET:
        return f"not yet law: adopted on {row['adopted'].date()}"
    if standing == ENDED:
        return f"no longer law: ended on {row['in_force_until'].date()}"
    if not states:
        return "stays: the tables hold no way out of it"
    said = ["stays as a whole"] if stays else []
    for exit, verb in DONE.items():
        for reach, phrase in REACH.items():
            deciders = _deciders(states, exit, reach)
            if deciders:
                said.append(f"{phrase.format(verb)} ({deciders})")
    for role, phrase in (("sunset", "lapses unless prolonged"), ("review", "is looked at again")):
        names = sorted({one.decider for one in states if one.role == role})
        said += [f"{phrase} ({', '.join(names)})"] if names else []
    return "; ".join(said)


def _deciders(states: Iterable[ExitState], exit: str, reach: str) -> str:
    chosen = [one for one in states if one.role == "test" and one.open]
    names = {one.decider for one in chosen if one.exit == exit and one.reach == reach}
    return ", ".join(sorted("the law itself" if name == "none" else name for name in names))


def _who(decided_by: str) -> str:
    return decided_by if decided_by.startswith("Congress") else f"the {decided_by}"
