"""What the exits of an instrument add up to, in words: stays, can be suspended, ended, waived."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from nexus.instruments.conditions import ENDED, IN_FORCE, NOT_YET, Law, Standing
from nexus.instruments.exits import Answers, ExitState, exit_states, provisions
from nexus.instruments.law import LawError

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
    """What can happen to one instrument on the day of a law, under one set of answers.

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


def verdict(law: Law, instrument_id: str, answers: Answers) -> Verdict:
    """Return what can happen to one instrument, under one set of answers.

    Raises
    ------
    LawError: for an instrument, a test or a level that there is not.
    """
    if instrument_id not in law.instruments:
        raise LawError(f'No instrument "{instrument_id}" in instruments.csv; check the id.')
    one = law.instruments[instrument_id]
    states = exit_states(law, answers, instrument_id)
    tests = [state for state in states if state.role == "test" and state.open]
    exits = {state.exit for state in tests}
    whole = {state.exit for state in tests if state.reach == "whole"}
    stays = one.standing == IN_FORCE and not whole & {"suspension", "termination"}
    return Verdict(
        instrument_id=instrument_id,
        short_title=one.short_title,
        standing=one.standing,
        stays=stays,
        suspended="suspension" in exits,
        ended="termination" in exits,
        waived="waiver" in exits,
        delisted="delisting" in exits,
        lapses=any(state.role == "sunset" for state in states),
        words=_verdict_words(one, stays, states),
        states=states,
    )


def verdicts(
    law: Law, answers: Answers, comparison: bool = False, silent: bool = False
) -> tuple[Verdict, ...]:
    """Return the verdict on every instrument in force, the oldest first.

    Parameters
    ----------
    comparison: also on those on other countries.
    silent: also on those of which the tables hold no way out on the day.
    """
    return tuple(
        verdict(law, one, answers)
        for one, found in law.instruments.items()
        if found.standing == IN_FORCE
        and (comparison or not found.comparison)
        and (silent or found.has_exits)
    )


def verdict_table(found: Iterable[Verdict]) -> pd.DataFrame:
    """Return a row a verdict: instrument_id, short_title, stays, words, missing (provisions)."""
    rows = []
    for one in found:
        lost = sorted({name for state in one.states for name in provisions(state)})
        rows.append((one.instrument_id, one.short_title, one.stays, one.words, tuple(lost)))
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
        how = "no decision is needed" if not state.tests else "the tests are enough"
        return f"it stands in the law itself, and {how}"
    free = f"; nothing is asked of {TARGET}" if not state.tests else ""
    return f"{who} may {VERBS[state.exit]}{free}"


def say_missing(state: ExitState) -> tuple[str, ...]:
    """Return why a way is closed: a sentence a test, each with its provision."""
    said = []
    for one in state.missing:
        through = f", through {one.through}" if one.through else ""
        said.append(f"{one.provision}{through}: {one.requirement} (given: {one.given})")
    return tuple(said)


def _verdict_words(one: Standing, stays: bool, states: Sequence[ExitState]) -> str:
    if one.standing == NOT_YET:
        return f"not yet law: adopted on {one.adopted.date()}"
    if one.standing == ENDED:
        return f"no longer law: ended on {one.until.date()}"
    if not one.has_exits:
        return "stays: these tables hold no way out of it on this day"
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
