"""The five mechanisms: who relies on which, what falls without one, and which pull apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from functools import cache
from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus.case import Case
from nexus.essays import bridges as model
from nexus.essays.argument import FALLEN, REJECTED, STANDS, Argument, argument

BRIDGES = ("resources", "leverage", "transformation", "information", "norms")
SINGLES_AND_PAIRS = [*combinations(BRIDGES, 1), *combinations(BRIDGES, 2)]
OFF = st.sets(st.sampled_from(BRIDGES))


@pytest.fixture(scope="module")
def whole(case: Case) -> Argument:
    return argument(case)


def lost(case: Case, whole: Argument, off: Collection[str]) -> set[str]:
    states = model.without(case, whole, off)
    return {one for one, state in states.items() if state in (REJECTED, FALLEN)}


def test_the_bridges_are_five(case: Case) -> None:
    assert tuple(model.bridge_ids(case)) == BRIDGES


# ---- who relies on which


def test_uses_are_the_cells_of_the_table(case: Case) -> None:
    rows = model.uses(case)
    assert list(rows.columns) == ["claim_id", "essay", "type", "bridge_id"]
    claims = case.table("claims")
    cells = zip(claims["claim_id"], claims["type"], claims["bridges"], strict=True)
    wanted = [(one, one[0], kind, bridge) for one, kind, bridges in cells for bridge in bridges]
    assert list(rows.itertuples(index=False, name=None)) == wanted
    assert set(rows["bridge_id"]) == set(BRIDGES)


def test_shares_add_up(case: Case) -> None:
    rows = model.shares(case)
    assert list(zip(rows["bridge_id"], rows["essay"], strict=True)) == [
        (bridge, essay) for bridge in BRIDGES for essay in "CH"
    ]
    claims = case.table("claims")
    for essay, own in rows.groupby("essay"):
        cells = claims.loc[claims["claim_id"].str[0] == essay, "bridges"]
        relying = [bridges for bridges in cells if bridges]
        assert set(own["of"]) == {len(relying)}
        # A claim may rely on two, so the counts add up to the bridges named and not to the claims.
        assert own["claims"].sum() == sum(map(len, relying)) > len(relying)
        counted = Counter(bridge for bridges in relying for bridge in bridges)
        assert dict(zip(own["bridge_id"], own["claims"], strict=True)) == counted
        assert own["share"].tolist() == pytest.approx(100 * own["claims"] / len(relying))
        assert own["share"].between(0, 100).all()


def test_each_essay_relies_on_every_bridge(case: Case) -> None:
    """No bridge belongs to one essay alone, though their weights differ."""
    rows = model.shares(case).pivot_table(index="bridge_id", columns="essay", values="share")
    assert (rows > 0).all(axis=None)
    assert rows.loc["resources", "C"] > 2 * rows.loc["resources", "H"]
    assert rows.loc["information", "C"] > 2 * rows.loc["information", "H"]
    assert rows["C"].idxmax() == rows["H"].idxmax() == "norms"


# ---- what falls without one


@given(off=OFF, more=OFF)
def test_more_switched_off_leaves_no_more_standing(
    case: Case, whole: Argument, off: set[str], more: set[str]
) -> None:
    assert lost(case, whole, off) <= lost(case, whole, off | more)


def test_all_stand_where_nothing_is_switched_off(case: Case, whole: Argument) -> None:
    assert set(model.without(case, whole, ()).values()) == {STANDS}
    assert model.rejected_without(case, ()) == set()
    assert model.proposals_without_ground(case, whole, ()) == []


def test_a_bridge_that_is_none_takes_nothing(case: Case, whole: Argument) -> None:
    assert set(model.without(case, whole, ("hope",)).values()) == {STANDS}


@pytest.mark.parametrize("off", [*SINGLES_AND_PAIRS, BRIDGES], ids="+".join)
def test_only_mechanisms_and_assumptions_are_rejected(
    case: Case, whole: Argument, off: tuple[str, ...]
) -> None:
    claims = case.table("claims").set_index("claim_id")
    rejected = model.rejected_without(case, off)
    assert set(claims.loc[sorted(rejected), "type"]) <= {"mechanism", "assumption"}
    states = model.without(case, whole, off)
    assert {one for one, state in states.items() if state == REJECTED} == rejected
    for one, row in claims.iterrows():
        relies = row["type"] in ("mechanism", "assumption") and row["bridges"]
        # One bridge of two that is left still carries the claim.
        assert (one in rejected) == (bool(relies) and not set(row["bridges"]) - set(off))


def ground(case: Case, off: Collection[str]) -> set[str]:
    """Return the proposals that fall, straight from the rows and from the top down."""
    claims = case.table("claims").set_index("claim_id")
    links = case.table("claim_links")

    @cache
    def holds(claim: str) -> bool:
        row = claims.loc[claim]
        carried = not row["bridges"] or bool(set(row["bridges"]) - set(off))
        if row["type"] in ("mechanism", "assumption") and not carried:
            return False
        if row["type"] == "fact":
            return True
        taken = links[(links["relation"] == "assumes") & (links["from_id"] == claim)]["to_id"]
        own = links[(links["relation"] == "supports") & (links["to_id"] == claim)]
        names = [f"alone {n}" if pd.isna(g) else g for n, g in own["group"].items()]
        together: dict[object, list[str]] = {}
        for name, premise in zip(names, own["from_id"], strict=True):
            together.setdefault(name, []).append(premise)
        carries = [all(map(holds, premises)) for premises in together.values()]
        return all(map(holds, taken)) and (not carries or any(carries))

    proposals = claims.index[claims["type"] == "proposal"]
    return {one for one in proposals if not holds(one)}


@pytest.mark.parametrize("off", [*SINGLES_AND_PAIRS, BRIDGES], ids="+".join)
def test_proposals_without_ground(case: Case, whole: Argument, off: tuple[str, ...]) -> None:
    found = model.proposals_without_ground(case, whole, off)
    assert set(found) == ground(case, off)
    assert found == [one for one in whole.claims if one in found], "in reading order, each once"


@pytest.mark.parametrize(
    ("off", "fallen"),
    [
        ("resources", ["H06.2"]),
        ("leverage", ["C12.1", "H06.1", "H06.2"]),
        ("transformation", ["C09.3"]),
        ("information", []),
        ("norms", []),
    ],
)
def test_what_each_proposal_leans_on(
    case: Case, whole: Argument, off: str, fallen: list[str]
) -> None:
    assert model.proposals_without_ground(case, whole, [off]) == fallen


def test_one_essay_is_judged_as_in_both(case: Case, whole: Argument) -> None:
    for essay in ("hurley-2018", "cha-lloyd-2016"):
        alone = argument(case, essay)
        for off in SINGLES_AND_PAIRS:
            both = model.proposals_without_ground(case, whole, off)
            inside = [one for one in both if one in alone.claims]
            assert model.proposals_without_ground(case, alone, off) == inside


# ---- which pull apart


def test_collisions_are_those_that_the_bridges_list(case: Case) -> None:
    listed = case.table("bridges").set_index("bridge_id")["conflicts_with"]
    found = model.collisions(case)
    for one in found:
        assert one.first != one.second
        assert one.second in listed[one.first]
        assert one.first in listed[one.second]
    pairs = [frozenset({one.first, one.second}) for one in found]
    assert len(set(pairs)) == len(pairs)
    assert set(pairs) == {frozenset({a, b}) for a, others in listed.items() for b in others}


def test_a_collision_has_a_reason_a_source_and_a_claim_on_either_side(case: Case) -> None:
    uses = model.uses(case).groupby("claim_id")["bridge_id"].agg(set)
    for one in model.collisions(case):
        assert len(one.why.split()) >= 15
        assert one.source_ids
        assert len(case.sources_of(one.source_ids)) == len(one.source_ids)
        carried = set().union(*(uses[claim] for claim in one.claim_ids))
        assert {one.first, one.second} <= carried, one


def test_instruments_join_fully(case: Case) -> None:
    rows = model.instruments(case)
    assert len(rows) == len(case.table("bridge_instruments"))
    assert set(rows.columns) == {
        "instrument_id",
        "short_title",
        "issuer",
        "adopted",
        "bridge_id",
        "reason",
        "source_ids",
    }
    assert not rows.isna().any(axis=None)
    assert (rows[["short_title", "issuer", "reason"]] != "").all(axis=None)
    law = case.table("instruments").set_index("instrument_id")
    assert rows["adopted"].tolist() == law.loc[rows["instrument_id"], "adopted"].tolist()
    assert set(rows["bridge_id"]) == set(BRIDGES), "each bridge is served by some instrument"
    assert not rows.duplicated(["bridge_id", "instrument_id"]).any()
