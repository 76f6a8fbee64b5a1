"""Whole essays through a lens: what is counted, what is said, and what reaches the page."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pandas as pd
import pytest

from nexus.case import Case
from nexus.framings import practice_charts, practice_widgets, ribbon


def with_claims(case: Case, claims: pd.DataFrame) -> Case:
    return replace(case, tables={**case.tables, "claims": claims})


def test_counts_are_those_of_the_stated_claims(case: Case) -> None:
    claims = case.table("claims")
    for _, row in ribbon.counts(case).iterrows():
        mine = claims[claims["stated"] & (claims["essay_id"] == row["essay_id"])]
        assert row["claims"] == (mine["lens"] == row["lens"]).sum()
        assert row["of"] == len(mine)


def test_paragraphs_add_up_to_their_essay(case: Case) -> None:
    table = ribbon.shares(case)
    whole = ribbon.counts(case).set_index(["essay_id", "lens"])["claims"]
    by_essay = table.groupby(["essay_id", "lens"])["claims"].sum()
    assert by_essay.to_dict() == whole.to_dict()
    assert (
        table.groupby("paragraph")["claims"].sum() == table.groupby("paragraph")["of"].first()
    ).all()


def test_the_title_says_that_neither_essay_is_one_lens_only_while_it_is_so(case: Case) -> None:
    assert ribbon.finding(case).startswith("Neither essay is one lens: Hurley has")
    claims = case.table("claims")
    claims = claims[(claims["essay_id"] != "hurley-2018") | (claims["lens"] != "realist")]
    assert ribbon.finding(with_claims(case, claims)).startswith("Of one lens: Hurley")


def test_the_numbers_of_the_title_follow_the_data(case: Case) -> None:
    claims = case.table("claims")
    at = claims.index[claims["claim_id"] == "H05.1"][0]
    counted = ribbon.counts(case).set_index(["essay_id", "lens"])["claims"]
    before = counted["hurley-2018", "liberal"]
    assert f"{before} liberal" in ribbon.finding(case)
    claims.loc[at, "lens"] = "neither"
    assert f"{before - 1} liberal" in ribbon.finding(with_claims(case, claims))


def test_each_essay_leans_both_ways_somewhere(case: Case) -> None:
    said = ribbon.contrast(case)
    table = ribbon.shares(case).set_index(["paragraph", "lens"])
    for paragraph, school in (("H04", "realist"), ("H05", "liberal"), ("C11", "realist")):
        assert table.at[(paragraph, school), "claims"] * 2 > table.at[(paragraph, school), "of"]
    assert "H4 leans realist and H5 liberal" in said


def test_every_claim_stands_once_in_the_ribbon_in_order(case: Case) -> None:
    shown = ribbon.paragraphs(case)
    assert [one["said"] for one in shown] == [
        *(f"H{n}" for n in range(1, 8)),
        *(f"C{n}" for n in range(1, 15)),
    ]
    ids = [claim["claim_id"] for one in shown for claim in one["claims"]]
    assert sorted(ids) == sorted(case.table("claims")["claim_id"])
    assert all(claim["lens_reason"] for one in shown for claim in one["claims"])


def test_mixed_proposals_are_proposals_of_both_schools(case: Case) -> None:
    claims = case.table("claims").set_index("claim_id")
    for one in ribbon.MIXED:
        assert claims.at[one, "type"] == "proposal"
        assert claims.at[one, "lens"] == "both"
    marked = {
        claim["claim_id"]
        for one in ribbon.paragraphs(case)
        for claim in one["claims"]
        if claim["mixed"]
    }
    assert {one.split(".")[0] for one in marked} == {"H06", "C12", "C13"}


def test_the_twin_names_every_stated_claim_and_each_mix(case: Case) -> None:
    twin = practice_widgets.ribbon(case).twin
    for one in ribbon.paragraphs(case):
        for claim in one["claims"]:
            named = re.search(rf"\b{re.escape(claim['said'])}\b", twin) is not None
            assert named == claim["stated"], claim["said"]
    assert twin.count(ribbon.MIXED_SAID) == len(ribbon.MIXED)


def test_the_picture_shows_each_share_with_its_letter(case: Case) -> None:
    figure = practice_charts.lens_shares(case)
    spec = json.dumps(figure.spec)
    table = ribbon.shares(case)
    assert all(f'"letter": "{letter}"' in spec for letter in "RLBN")
    whole = figure.twin.table
    assert list(whole.columns[:3]) == ["Essay", "Paragraph", "Claims"]
    assert len(whole) == table["paragraph"].nunique() + 2
    assert (whole[list(ribbon.SCHOOLS)].sum(axis=1) == whole["Claims"]).all()


@pytest.mark.parametrize("school", ribbon.SCHOOLS)
def test_the_page_gets_every_school_with_letter_and_meaning(case: Case, school: str) -> None:
    shown = {one["id"]: one for one in practice_widgets.ribbon(case).schools}
    assert len(shown[school]["letter"]) == 1
    assert shown[school]["meaning"]
