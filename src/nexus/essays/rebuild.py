"""Rebuilding an argument from loose claims, and what a review of the attempt says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from nexus.case import Case
from nexus.errors import DataError
from nexus.essays.argument import argument, in_order

Reasons = frozenset[frozenset[str]]
_NONE: Reasons = frozenset()


@dataclass(frozen=True)
class Exercise:
    """One argument to rebuild.

    Attributes
    ----------
    exercise_id, title: its id and what it is called.
    claims: the loose claims.
    missing: unstated premises to be found, and the claim that needs each.
    offered: unstated premises to choose from; some are needed elsewhere, not here.
    placed_also: other places where a missing premise is accepted, as (premise, claim).
    key: for each claim, the reasons that support it; no entry where it has none.
    accepted: other accepted answers: for the claims that they change, the reasons they give.
    warrants: why a step would hold, by premise and conclusion.
    """

    exercise_id: str
    title: str
    claims: tuple[str, ...]
    missing: Mapping[str, str]
    offered: tuple[str, ...]
    key: Mapping[str, Reasons]
    accepted: tuple[Mapping[str, Reasons], ...]
    warrants: Mapping[tuple[str, str], str]
    placed_also: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Note:
    """One thing that a review says.

    Attributes
    ----------
    kind: ``fits``, ``joint`` (separate reasons that the key joins), ``separate`` (joined premises
        that the key keeps apart), ``turned`` (the first supports the last, not the
        other way), ``absent``, ``extra``, ``unfound`` (a missing premise), ``unneeded``.
    claims: the claims it is about, the conclusion last.
    """

    kind: str
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Review:
    """What a review of a rebuilt argument gives: notes, and whether all of it is accepted."""

    notes: tuple[Note, ...]

    @property
    def accepted(self) -> bool:
        """Whether every part fits the key or another accepted answer."""
        return all(note.kind == "fits" for note in self.notes)


def exercises(case: Case) -> list[Exercise]:
    """Return the exercises of the ``rebuilds`` table, in its order.

    Raises
    ------
    DataError: where an accepted answer cannot be read or names a claim that is not in play.
    """
    return [_exercise(case, row, cells) for row, cells in case.table("rebuilds").iterrows()]


def exercise(case: Case, exercise_id: str) -> Exercise:
    """Return one exercise.

    Raises
    ------
    KeyError: where there is none of that id.
    """
    for one in exercises(case):
        if one.exercise_id == exercise_id:
            return one
    raise KeyError(f"No exercise {exercise_id!r} in rebuilds.csv.")


def review(task: Exercise, reasons: Iterable[tuple[Collection[str], str]]) -> Review:
    """Compare a rebuilt argument with the key and with each other accepted answer.

    Parameters
    ----------
    reasons: premises and the claim they support. An unstated premise may stand in a reason for
        the claim that needs it, or alone.

    Returns
    -------
    the review against whichever answer it comes closest to.
    """
    given: dict[str, set[frozenset[str]]] = {}
    placed: set[tuple[str, str]] = set()
    for premises, conclusion in reasons:
        placed |= {(one, conclusion) for one in premises if one in task.offered}
        stated = frozenset(one for one in premises if one not in task.offered)
        if stated:
            given.setdefault(conclusion, set()).add(stated)
    whole = {claim: frozenset(groups) for claim, groups in given.items()}
    answers = accepted_answers(task)
    tried = [
        [note for one in task.claims for note in _notes(answer, one, whole)] for answer in answers
    ]
    best = min(tried, key=lambda notes: sum(note.kind != "fits" for note in notes))
    strange = [
        Note("extra", (one, claim))
        for claim in in_order(set(whole) - set(task.claims))
        for one in _members(whole[claim])
    ]
    return Review((*best, *strange, *_premise_notes(task, placed)))


def accepted_answers(task: Exercise) -> list[Mapping[str, Reasons]]:
    """Return the key and every other accepted answer; answers about other claims combine."""
    answers: list[Mapping[str, Reasons]] = [task.key]
    touched: list[set[str]] = [set()]
    for other in task.accepted:
        for answer, changed in list(zip(answers, touched, strict=True)):
            if not changed & set(other):
                answers.append({**answer, **other})
                touched.append(changed | set(other))
    return answers


def _notes(answer: Mapping[str, Reasons], claim: str, whole: Mapping[str, Reasons]) -> list[Note]:
    """Return what there is to say about the reasons given for one claim."""
    key, given = answer.get(claim, _NONE), whole.get(claim, _NONE)
    if given == key:
        return [Note("fits", (*_members(given), claim))] if given else []
    notes = _group_notes(key, given, claim)
    wanted, used = set(_members(key)), set(_members(given))
    for one in in_order(wanted - used):
        if one not in _turned(answer, whole, claim):
            notes.append(Note("absent", (one, claim)))
    for one in in_order(used - wanted):
        turned = claim in _members(answer.get(one, _NONE))
        notes.append(Note("turned", (claim, one)) if turned else Note("extra", (one, claim)))
    # Left over: a reason of the key that is part of another one.
    part = [] if notes else sorted((one for one in key - given if one <= used), key=in_order)
    return notes + [Note("absent", (*in_order(group), claim)) for group in part]


def _group_notes(key: Reasons, given: Reasons, claim: str) -> list[Note]:
    """Return where reasons were taken for joint ones, or joint ones for separate reasons."""
    wanted, used = set(_members(key)), set(_members(given))
    more = given - key
    cut = [
        group
        for group in key - given
        if len(group) > 1 and group <= used and not any(group < one for one in given)
    ]
    # Joint premises of which a part stands for itself as well, beside the whole of them.
    cut += [group for group in key & given if any(one < group for one in more)]
    joined = [group & wanted for group in more if sum(bool(group & one) for one in key) > 1]
    notes = [Note("joint", (*in_order(group), claim)) for group in sorted(cut, key=in_order)]
    notes += [Note("separate", (*in_order(group), claim)) for group in sorted(joined, key=in_order)]
    return notes


def _turned(answer: Mapping[str, Reasons], whole: Mapping[str, Reasons], claim: str) -> set[str]:
    """Return premises of a claim under which the reader put the claim instead."""
    premises = _members(answer.get(claim, _NONE))
    return {one for one in premises if claim in _members(whole.get(one, _NONE))}


def _premise_notes(task: Exercise, placed: set[tuple[str, str]]) -> list[Note]:
    notes = []
    for premise, claim in task.missing.items():
        places = {(premise, claim), *(pair for pair in task.placed_also if pair[0] == premise)}
        found = sorted(places & placed)
        notes.append(Note("fits", found[0]) if found else Note("unfound", (premise, claim)))
    wanted = {*task.missing.items(), *task.placed_also}
    notes += [Note("unneeded", pair) for pair in sorted(placed - wanted)]
    return notes


def _members(reasons: Iterable[frozenset[str]]) -> list[str]:
    return in_order(set().union(*reasons))


# ---- the table


def _exercise(case: Case, row: object, cells: pd.Series) -> Exercise:
    claims, offered = tuple(cells["claim_ids"]), tuple(cells["offered_ids"])
    inside = set(claims)
    whole = argument(case)
    key = {
        one: frozenset(
            frozenset(r.premises) for r in whole.reasons_for(one) if inside >= {*r.premises}
        )
        for one in claims
    }
    needs = {
        premise: claim
        for claim in claims
        for premise in whole.needs.get(claim, ())
        if premise in offered
    }
    links = case.table("claim_links")
    pairs = zip(links["from_id"], links["to_id"], links["warrant"], strict=True)
    return Exercise(
        str(cells["exercise_id"]),
        str(cells["title"]),
        claims,
        needs,
        offered,
        {one: reasons for one, reasons in key.items() if reasons},
        _accepted(int(str(row)), tuple(cells["accept_also"]), inside),
        {(one, to): warrant for one, to, warrant in pairs},
        frozenset(
            (one, to) for one, _, to in (pair.partition(">") for pair in cells["placed_also"])
        ),
    )


def _accepted(
    row: int, answers: tuple[str, ...], inside: set[str]
) -> tuple[Mapping[str, Reasons], ...]:
    """Read answers like ``H04.3+H04.6>H04.4`` or ``C09.1>C09.3 & C09.2>C09.3``."""
    return tuple(_answer(row, answer, inside) for answer in answers)


def _answer(row: int, answer: str, inside: set[str]) -> Mapping[str, Reasons]:
    by_claim: dict[str, set[frozenset[str]]] = {}
    for step in answer.split("&"):
        premises, mark, conclusion = step.strip().partition(">")
        group = frozenset(filter(None, premises.split("+")))
        if not mark or not {*group, conclusion} <= inside:
            raise DataError(
                "rebuilds.csv",
                row,
                "accept_also",
                f'"{step.strip()}"',
                "premises of this exercise joined by +, then > and the claim they support",
                "correct the step; several steps of one answer are joined by &.",
            )
        by_claim.setdefault(conclusion, set()).update({group} if group else set())
    return {conclusion: frozenset(groups) for conclusion, groups in by_claim.items()}
