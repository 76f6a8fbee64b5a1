"""What rests on what: over random arguments, and over those of the essays."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nexus.case import Case
from nexus.essays import argument as model
from nexus.essays.argument import FALLEN, REJECTED, STANDS, WEAKENED, Argument, Reason
from tests.essays.arguments import arguments, subsets

BOTH = ""
ESSAYS = ("cha-lloyd-2016", "hurley-2018", BOTH)
ANY = st.data()


@pytest.fixture(scope="module", params=ESSAYS, ids=["C", "H", "both"])
def whole(request: pytest.FixtureRequest, case: Case) -> Argument:
    return model.argument(case, request.param)


def lost(whole: Argument, rejected: set[str]) -> set[str]:
    return {one for one, state in model.standing(whole, rejected).items() if is_lost(state)}


def is_lost(state: str) -> bool:
    return state in (REJECTED, FALLEN)


def by_recursion(whole: Argument, rejected: set[str]) -> dict[str, str]:
    """Return what `standing` returns, from the top down instead of in rounds from below."""

    @cache
    def holds(claim: str) -> bool:
        if claim in rejected or claim in whole.facts:
            return claim not in rejected
        if not all(holds(one) for one in whole.needs.get(claim, ())):
            return False
        own = [reason for reason in whole.reasons if reason.conclusion == claim]
        return not own or any(keeps(reason) for reason in own)

    def keeps(reason: Reason) -> bool:
        return all(holds(one) for one in reason.premises)

    def state(claim: str) -> str:
        if claim in rejected:
            return REJECTED
        if not holds(claim):
            return FALLEN
        own = [reason for reason in whole.reasons if reason.conclusion == claim]
        return STANDS if all(keeps(reason) for reason in own) else WEAKENED

    return {one: state(one) for one in whole.claims}


# ---- properties, over random arguments


def check_all(whole: Argument, rejected: set[str], more: set[str], order: list[str]) -> None:
    states = model.standing(whole, rejected)
    assert list(states) == list(whole.claims)
    assert states == by_recursion(whole, rejected)
    assert {one for one, state in states.items() if state == REJECTED} == rejected
    # More rejected, no more left.
    assert lost(whole, rejected) <= lost(whole, rejected | more)
    # The order does not matter, nor does naming a claim twice.
    assert model.standing(whole, order) == states
    assert model.standing(whole, order[::-1] + order) == states
    # To reject what has fallen already takes nothing else along.
    assert lost(whole, lost(whole, rejected)) == lost(whole, rejected)


@given(ANY)
def test_standing_of_random_arguments(data: st.DataObject) -> None:
    whole = data.draw(arguments())
    rejected, more = data.draw(subsets(whole)), data.draw(subsets(whole))
    check_all(whole, rejected, more, data.draw(st.permutations(sorted(rejected))))


@settings(max_examples=50)
@given(data=ANY)
def test_standing_in_the_essays(whole: Argument, data: st.DataObject) -> None:
    few = st.sets(st.sampled_from(whole.claims), max_size=6)
    rejected, more = data.draw(few), data.draw(few)
    check_all(whole, rejected, more, data.draw(st.permutations(sorted(rejected))))


@given(ANY)
def test_a_fact_loses_reasons_and_does_not_fall(data: st.DataObject) -> None:
    drawn = data.draw(arguments())
    facts = frozenset(data.draw(subsets(drawn)))
    rejected = data.draw(subsets(drawn))
    states = model.standing(replace(drawn, facts=facts), rejected)
    assert all(states[one] in (STANDS, WEAKENED) for one in facts - rejected)
    assert states == by_recursion(replace(drawn, facts=facts), rejected)
    assert lost(replace(drawn, facts=facts), rejected) <= lost(drawn, rejected)


@given(arguments())
def test_all_stand_where_nothing_is_rejected(whole: Argument) -> None:
    assert set(model.standing(whole, set()).values()) <= {STANDS}


@given(arguments())
def test_a_claim_falls_with_any_premise_that_it_needs(whole: Argument) -> None:
    for claim, needed in whole.needs.items():
        for one in needed:
            assert model.standing(whole, {one})[claim] == FALLEN


@given(arguments())
def test_a_joint_reason_goes_with_any_one_of_its_premises(whole: Argument) -> None:
    for reason in whole.reasons:
        alone = whole.reasons_for(reason.conclusion) == [reason]
        for one in reason.premises:
            state = model.standing(whole, {one})[reason.conclusion]
            assert state == FALLEN if alone else state in (FALLEN, WEAKENED)


@given(arguments())
def test_separate_reasons_go_only_together(whole: Argument) -> None:
    """A claim falls when one premise of each reason is gone, and not while a reason is whole."""
    for claim in whole.claims:
        own = whole.reasons_for(claim)
        if own:
            cut = {reason.premises[0] for reason in own}
            assert model.standing(whole, cut)[claim] == FALLEN
        for kept in own:
            safe = upstream(whole, {*kept.premises, *whole.needs.get(claim, ())})
            others = {one for reason in own for one in reason.premises} - safe
            hit = any(others & set(reason.premises) for reason in own)
            assert model.standing(whole, others)[claim] == (WEAKENED if hit else STANDS)


def upstream(whole: Argument, claims: set[str]) -> set[str]:
    """Return claims and all that holds them, near and far."""
    found, left = set(), list(claims)
    while left:
        one = left.pop()
        if one not in found:
            found.add(one)
            left += whole.needs.get(one, ())
            left += [premise for reason in whole.reasons_for(one) for premise in reason.premises]
    return found


@given(arguments())
def test_what_rests_on_a_claim_is_what_falls_with_it(whole: Argument) -> None:
    for one in whole.claims:
        assert model.claims_resting_on(whole, one) == lost(whole, {one}) - {one}
        assert one not in model.claims_resting_on(whole, one)


# ---- outline


def check_outline(whole: Argument) -> None:
    lines = model.outline(whole)
    first = [line.claim_id for line in lines if not line.again]
    # The outline holds the claims of the map, each in full once.
    assert sorted(first) == sorted(whole.claims)
    seen: set[str] = set()
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        assert line.again == (line.claim_id in seen)
        seen.add(line.claim_id)
        assert (line.depth == 0) == (line.role == "claim")
        assert (line.group > 0) == (line.role == "joint")
        if line.again and after is not None:
            assert after.depth <= line.depth, "what is under a claim is not repeated"
    assert edges(lines) == map_edges(whole)
    holding = {one for one, *_ in map_edges(whole)}
    assert {line.claim_id for line in lines if not line.depth} == set(whole.claims) - holding


Edge = tuple[str, str, str, int]


def edges(lines: list[model.Line]) -> set[Edge]:
    """Return what the outline says: claim, the claim above it, role and group."""
    above: dict[int, str] = {}
    found = set()
    for line in lines:
        if line.depth:
            found.add((line.claim_id, above[line.depth - 1], line.role, line.group))
        above[line.depth] = line.claim_id
    return found


def map_edges(whole: Argument) -> set[Edge]:
    found = {(one, claim, "needed", 0) for claim, all_ in whole.needs.items() for one in all_}
    for claim in whole.claims:
        for place, reason in enumerate(whole.reasons_for(claim), 1):
            joint = len(reason.premises) > 1
            role, group = ("joint", place) if joint else ("reason", 0)
            found |= {(one, claim, role, group) for one in reason.premises}
    return found


@given(arguments())
def test_an_outline_says_what_a_random_map_says(whole: Argument) -> None:
    check_outline(whole)


def test_an_outline_says_what_the_essays_map_says(whole: Argument) -> None:
    check_outline(whole)
    assert any(line.again for line in model.outline(whole))


# ---- the essays


def test_the_argument_of_the_essays_is_what_the_links_say(case: Case, whole: Argument) -> None:
    links = case.table("claim_links")
    inside = links["from_id"].isin(whole.claims) & links["to_id"].isin(whole.claims)
    counts = links[inside]["relation"].value_counts()
    assert sum(len(reason.premises) for reason in whole.reasons) == counts["supports"]
    assert sum(map(len, whole.needs.values())) == counts["assumes"]
    assert len(whole.links) == counts["concedes"] + counts["restates"] + counts["conflicts"]
    joint = links[inside & links["group"].notna()]["group"].nunique()
    assert sum(len(reason.premises) > 1 for reason in whole.reasons) == joint >= 3


def test_both_essays_together_are_each_alone_and_the_links_between(case: Case) -> None:
    """No support crosses from essay to essay: rejecting a claim of one leaves the other alone."""
    older, newer, both = (model.argument(case, one) for one in ESSAYS)
    assert both.claims == older.claims + newer.claims
    assert set(both.reasons) == set(older.reasons) | set(newer.reasons)
    assert both.needs == {**older.needs, **newer.needs}
    across = set(both.links) - set(older.links) - set(newer.links)
    assert {link.relation for link in across} == {"conflicts", "restates"}
    assert all(link.from_id[0] != link.to_id[0] for link in across)


def test_claims_come_in_reading_order(case: Case) -> None:
    assert model.in_order({"H02.1", "C10.1", "C02.10", "C02.9", "H01.1"}) == [
        "C02.9",
        "C02.10",
        "C10.1",
        "H01.1",
        "H02.1",
    ]
    assert model.essay_ids() == ("cha-lloyd-2016", "hurley-2018")
    assert model.argument(case, "hurley-2018").claims[0] == "H01.1"


def test_without_lasting_partners_containment_loses_its_ground(case: Case) -> None:
    """H04.8 is unstated; H04.4 needs it, and H04.2, the containment argument, rests on H04.4."""
    hurley = model.argument(case, "hurley-2018")
    states = model.standing(hurley, {"H04.8"})
    assert (states["H04.4"], states["H04.2"], states["H06.2"]) == (FALLEN, FALLEN, FALLEN)
    # The liberal reason still holds the policy: two reasons, one left.
    assert states["H04.1"] == states["H06.1"] == WEAKENED
    assert states["H05.1"] == STANDS
    assert model.claims_resting_on(hurley, "H04.8") == {"H04.4", "H04.2", "H06.2"}


def test_every_state_has_its_meaning() -> None:
    assert set(model.MEANING) == {REJECTED, FALLEN, WEAKENED, STANDS}


def test_what_bears_on_a_claim_is_what_it_rests_on(case: Case) -> None:
    whole = model.argument(case, "hurley-2018")
    part = model.near(whole, "H03.1")
    assert set(part.claims) == upstream(whole, {"H03.1"})
    assert {"H03.5", "H01.1", "H02.1", "H01.2"} <= set(part.claims)
    assert "H04.1" not in part.claims
    assert model.standing(part, {"H03.5"})["H03.1"] == FALLEN
