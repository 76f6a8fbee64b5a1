"""Rebuilding an argument: what is accepted, and what a near miss is told."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nexus.case import Case, load
from nexus.errors import DataError
from nexus.essays import rebuild as model
from nexus.essays.argument import argument
from nexus.essays.rebuild import Exercise, Note, Reasons, Review
from tests.test_tables import rewrite as rewrite_table
from tests.test_tables import set_cell

Given = tuple[tuple[frozenset[str], str], ...]
EXERCISES = ("c9", "h4", "c6", "h5", "c14", "h6")
KINDS = {"fits", "joint", "separate", "turned", "absent", "extra", "unfound", "unneeded"}

# Two premises that only work together, and a separate reason; one premise is taken for granted.
A, B, C, TOP, MISSING, IDLE = "H01.1", "H01.2", "H01.3", "H01.4", "H01.5", "H01.6"
SMALL = Exercise(
    "small",
    "A small one",
    (A, B, C, TOP),
    {MISSING: TOP},
    (MISSING, IDLE),
    {TOP: frozenset({frozenset({A, B}), frozenset({C})})},
    ({TOP: frozenset({frozenset({A, C})}), B: frozenset({frozenset({C})})},),
    {},
)


@pytest.fixture(scope="module", params=EXERCISES)
def task(request: pytest.FixtureRequest, case: Case) -> Exercise:
    return model.exercise(case, request.param)


def answers(task: Exercise) -> list[Given]:
    """Return the key and every other accepted answer as a reader gives them."""
    missing = [(frozenset({one}), claim) for one, claim in task.missing.items()]
    found = []
    for count in range(len(task.accepted) + 1):
        for chosen in itertools.combinations(task.accepted, count):
            changed = [claim for other in chosen for claim in other]
            if len(set(changed)) < len(changed):
                continue  # Two that change the same claim are rivals.
            answer = dict(task.key)
            for other in chosen:
                answer |= other
            steps = [(group, claim) for claim, groups in answer.items() for group in groups]
            found.append((*steps, *missing))
    return found


def meaning(task: Exercise, reasons: Given) -> tuple[frozenset[tuple[frozenset[str], str]], ...]:
    """Return what a rebuilding says, whatever its order: its reasons and its found premises."""
    offered = frozenset(task.offered)
    stated = frozenset((group - offered, claim) for group, claim in reasons if group - offered)
    pairs = {(one, to) for group, to in reasons for one in group & offered}
    also = {pair: (pair[0], task.missing[pair[0]]) for pair in task.placed_also}
    found = frozenset((frozenset({one}), to) for one, to in (also.get(p, p) for p in pairs))
    return stated, found


def notes(reasons: Given, task: Exercise = SMALL) -> set[tuple[str, ...]]:
    """Return what a review says beside what fits, as (kind, claim, ...)."""
    review = model.review(task, reasons)
    return {(note.kind, *note.claims) for note in review.notes if note.kind != "fits"}


def step(*claims: str) -> tuple[frozenset[str], str]:
    return frozenset(claims[:-1]), claims[-1]


# ---- what is accepted


def test_the_exercises_are_those_of_the_lesson(case: Case) -> None:
    tasks = model.exercises(case)
    assert tuple(one.exercise_id for one in tasks) == EXERCISES
    claims = set(case.table("claims")["claim_id"])
    unstated = set(case.table("claims").query("~stated")["claim_id"])
    for one in tasks:
        assert set(one.claims) <= claims - unstated
        assert set(one.offered) <= unstated
        assert set(one.missing) < set(one.offered), "some are needed, some are not"
        assert one.key
        for premise, claim in one.placed_also:
            assert premise in one.missing
            assert claim in one.claims
    assert sum(bool(one.accepted) for one in tasks) >= 5
    assert sum(len(one.missing) for one in tasks) >= 8
    joint = [one for one in tasks for groups in one.key.values() for g in groups if len(g) > 1]
    assert {one.exercise_id for one in joint} >= {"h4", "h5", "h6", "c9", "c14"}


def test_a_key_holds_the_reasons_among_its_claims(case: Case, task: Exercise) -> None:
    whole = argument(case)
    for claim in task.claims:
        groups = {frozenset(reason.premises) for reason in whole.reasons_for(claim)}
        inside = {group for group in groups if group <= set(task.claims)}
        assert task.key.get(claim, frozenset()) == inside
    for premise, claim in task.missing.items():
        assert premise in whole.needs[claim]
        # ``missing`` names one claim for each premise, so no two claims here may need it.
        assert [one for one in task.claims if premise in whole.needs.get(one, ())] == [claim]


def test_every_step_of_a_key_has_its_warrant(task: Exercise) -> None:
    for claim, groups in task.key.items():
        assert all(task.warrants[one, claim] for group in groups for one in group)
    for premise, claim in task.missing.items():
        assert task.warrants[claim, premise]


@settings(max_examples=20)
@given(data=st.data())
def test_every_accepted_answer_is_accepted_in_any_order(
    task: Exercise, data: st.DataObject
) -> None:
    for answer in answers(task):
        shuffled = data.draw(st.permutations(answer))
        reasons = [(data.draw(st.permutations(sorted(group))), to) for group, to in shuffled]
        review = model.review(task, reasons)
        assert review.accepted
        assert {note.kind for note in review.notes} == {"fits"}


def test_reasons_may_be_given_one_by_one_and_more_than_once(task: Exercise) -> None:
    for answer in answers(task):
        assert model.review(task, iter([*answer, *answer])).accepted


def test_a_missing_premise_counts_inside_a_reason_for_the_claim_that_needs_it(
    task: Exercise,
) -> None:
    for answer in answers(task):
        for premise, claim in task.missing.items():
            alone = (frozenset({premise}), claim)
            rest = [one for one in answer if one != alone]
            for place, (group, to) in enumerate(rest):
                inside = [*rest]
                inside[place] = (group | {premise}, to)
                right = to == claim or (premise, to) in task.placed_also
                assert model.review(task, inside).accepted == right


# ---- what a near miss is told


KEY = (step(A, B, TOP), step(C, TOP), step(MISSING, TOP))
NEAR = {
    "joint premises given separately": (
        (step(A, TOP), step(B, TOP), *KEY[1:]),
        {("joint", A, B, TOP)},
    ),
    "a part of joint premises also alone": (
        (step(A, TOP), *KEY),
        {("joint", A, B, TOP)},
    ),
    "separate reasons joined": (
        (step(A, B, C, TOP), KEY[2]),
        {("separate", A, B, C, TOP)},
    ),
    "joined beside the separate ones": (
        (step(B, C, TOP), *KEY),
        {("separate", B, C, TOP)},
    ),
    "a premise turned round": (
        (step(A, B, TOP), step(TOP, C), KEY[2]),
        {("turned", C, TOP)},
    ),
    "a premise absent": ((KEY[0], KEY[2]), {("absent", C, TOP)}),
    "a joint premise absent": ((step(A, TOP), *KEY[1:]), {("absent", B, TOP)}),
    "an extra premise": ((*KEY, step(A, B)), {("extra", A, B)}),
    "an extra one in a joint reason": (
        (step(A, B, "H01.7", TOP), *KEY[1:]),
        {("extra", "H01.7", TOP)},
    ),
    "a claim that supports itself": ((*KEY, step(TOP, TOP)), {("extra", TOP, TOP)}),
    "a reason for a premise to choose": ((*KEY, step(A, IDLE)), {("extra", A, IDLE)}),
    "a missing premise not found": (KEY[:2], {("unfound", MISSING, TOP)}),
    "a missing premise elsewhere": (
        (*KEY[:2], step(MISSING, A)),
        {("unfound", MISSING, TOP), ("unneeded", MISSING, A)},
    ),
    "an offered premise that is not needed": (
        (*KEY, step(IDLE, TOP)),
        {("unneeded", IDLE, TOP)},
    ),
    "nothing at all": (
        (),
        {("absent", A, TOP), ("absent", B, TOP), ("absent", C, TOP), ("unfound", MISSING, TOP)},
    ),
}


@pytest.mark.parametrize("name", NEAR)
def test_a_near_miss_gets_a_note_of_its_own(name: str) -> None:
    reasons, said = NEAR[name]
    assert notes(reasons) == said
    assert not model.review(SMALL, reasons).accepted


def test_the_near_misses_show_every_kind_of_note() -> None:
    shown = {kind for _, said in NEAR.values() for kind, *_ in said}
    assert shown | {"fits"} == KINDS


def test_a_review_follows_the_answer_that_is_closest() -> None:
    """Of the other accepted answer only the missing premise is left out."""
    assert notes((step(A, C, TOP), step(C, B))) == {("unfound", MISSING, TOP)}
    assert notes((step(A, C, TOP), step(C, B), step(MISSING, TOP))) == set()


def test_what_fits_is_said_too() -> None:
    review = model.review(SMALL, (step(A, B, TOP), step(C, TOP), step(A, B)))
    assert Note("fits", (A, B, C, TOP)) in review.notes
    assert Note("extra", (A, B)) in review.notes
    assert Note("fits", (MISSING, TOP)) in model.review(SMALL, KEY).notes
    assert Review(()).accepted


# ---- every single step away from an accepted answer


def mutations(task: Exercise, answer: Given) -> Iterator[Given]:
    """Yield every rebuilding that is one step away: dropped, added, moved, cut, joined, turned."""
    claims, everything = task.claims, (*task.claims, *task.offered)
    for place, (group, to) in enumerate(answer):
        rest = answer[:place] + answer[place + 1 :]
        yield rest
        yield from ((*rest, (group, other)) for other in everything if other != to)
        for one in group:
            without = group - {one}
            yield (*rest, (without, to), (frozenset({one}), to)) if without else rest
            yield (*rest, (without, to)) if without else rest
            yield (*rest, (without | {to}, one))
            yield from ((*rest, (without | {other}, to)) for other in everything)
        yield from ((*rest, (group | {other}, to)) for other in everything)
        yield (*rest, *((frozenset({one}), to) for one in group))
        for other, end in rest:
            kept = tuple(one for one in rest if one != (other, end))
            yield (*kept, (group | other, to))
    for to in everything:
        yield from ((*answer, (frozenset({one}), to)) for one in everything)
        pairs = itertools.combinations(claims, 2)
        yield from ((*answer, (frozenset(pair), to)) for pair in pairs)


def test_every_single_step_away_is_refused_with_a_note(task: Exercise) -> None:
    right = {meaning(task, answer) for answer in answers(task)}
    accepted = refused = 0
    for answer in answers(task):
        for changed in mutations(task, answer):
            review = model.review(task, changed)
            assert review.accepted == (meaning(task, changed) in right), changed
            assert review.accepted == (not notes(changed, task)), changed
            assert {note.kind for note in review.notes} <= KINDS
            accepted += review.accepted
            refused += not review.accepted
    assert refused > 150
    assert accepted > 10, "a step that changes nothing is still right"


@st.composite
def tasks_and_attempts(draw: st.DrawFn) -> tuple[Exercise, Given]:
    """Return a random exercise, without regard to sense, and an attempt at it."""
    claims = (A, B, C, TOP)
    groups = st.frozensets(st.sampled_from(claims), min_size=1, max_size=3)
    keys = st.dictionaries(st.sampled_from(claims), st.frozensets(groups, min_size=1, max_size=3))
    key: dict[str, Reasons] = {
        to: frozenset(one for one in all_ if to not in one) for to, all_ in draw(keys).items()
    }
    key = {to: all_ for to, all_ in key.items() if all_ and not turns_back(key, to)}
    task = Exercise("random", "", claims, {MISSING: TOP}, (MISSING, IDLE), key, (), {})
    steps = [(group, to) for to, all_ in key.items() for group in all_]
    kept = draw(st.lists(st.sampled_from(steps), max_size=6)) if steps else []
    ends = st.sampled_from((*claims, IDLE))
    added = draw(st.lists(st.tuples(groups, ends), max_size=2))
    return task, (*kept, *added, step(MISSING, TOP))


def turns_back(key: dict[str, Reasons], claim: str) -> bool:
    """Say whether a claim is a premise of one of its own premises."""
    premises = {one for group in key[claim] for one in group}
    return any(claim in group for one in premises for group in key.get(one, ()))


@given(tasks_and_attempts())
def test_only_an_accepted_answer_is_accepted(pair: tuple[Exercise, Given]) -> None:
    task, attempt = pair
    (key,) = answers(task)
    assert model.review(task, attempt).accepted == (meaning(task, attempt) == meaning(task, key))


# ---- the table


def test_an_unknown_exercise_is_named(case: Case) -> None:
    with pytest.raises(KeyError, match="No exercise 'h9'"):
        model.exercise(case, "h9")


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("H04.3+H04.6", '"H04.3+H04.6"'),
        ("H04.3+C01.1>H04.4", '"H04.3+C01.1>H04.4"'),
        ("H04.3>H04.4|H04.3>H99.1", '"H04.3>H99.1"'),
        ("H04.3>H04.4 & H04.6>", '"H04.6>"'),
        ("H04.3,H04.6>H04.4", '"H04.3,H04.6>H04.4"'),
        ("H04.3 & > H04.4", '"H04.3"'),
        # An unstated premise is looked for, so no answer may already use it.
        ("H04.7>H04.2", '"H04.7>H04.2"'),
    ],
)
def test_a_bad_answer_is_one_clear_sentence(data_copy: Path, cell: str, found: str) -> None:
    rewrite_table(data_copy, "rebuilds.csv", set_cell(1, "accept_also", cell))
    bad = load(data_copy)
    with pytest.raises(DataError) as caught:
        model.exercises(bad)
    fault = caught.value
    assert (fault.file, fault.row, fault.column) == ("rebuilds.csv", 3, "accept_also")
    assert fault.found == found
    assert "joined by +" in fault.expected
    assert "\n" not in str(fault)


def test_the_row_is_the_one_that_is_bad(data_copy: Path) -> None:
    rewrite_table(data_copy, "rebuilds.csv", set_cell(4, "accept_also", "nonsense"))
    with pytest.raises(DataError) as caught:
        model.exercise(load(data_copy), "h4")
    assert caught.value.row == 6


def test_an_answer_may_take_every_reason_from_a_claim(case: Case) -> None:
    """``>H04.6`` in an answer says that H04.6 has no reason there."""
    task = model.exercise(case, "h4")
    emptied = [other for other in task.accepted if other.get("H04.6") == frozenset()]
    assert len(emptied) == 1
    (other,) = emptied
    assert other["H04.4"] == frozenset({frozenset({"H04.3", "H04.5", "H04.6"})})
