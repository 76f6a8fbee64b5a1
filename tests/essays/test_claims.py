"""Sorting claims: what counts, and what was taken for what."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus.case import Case
from nexus.essays import claims as model
from nexus.essays.claims import KINDS, Sorting

SORTED = st.builds(
    Sorting,
    claim_id=st.just("H01.1"),
    accepted=st.lists(st.sampled_from(KINDS), min_size=1, max_size=3, unique=True).map(tuple),
    chosen=st.sampled_from(KINDS),
    dissent=st.sampled_from(["", " \n", "A record could not show it."]),
)


@pytest.mark.parametrize(
    ("accepted", "chosen", "dissent", "counts"),
    [
        (("fact",), "fact", "", True),
        (("proposal", "mechanism"), "mechanism", "", True),
        (("fact",), "value", "", False),
        (("fact",), "value", "  \n\t", False),
        (("fact",), "value", "It praises.", True),
        (("fact",), "fact", "It praises all the same.", True),
    ],
)
def test_what_counts(accepted: tuple[str, ...], chosen: str, dissent: str, counts: bool) -> None:
    assert Sorting("H01.1", accepted, chosen, dissent).counts is counts


def test_what_was_taken_for_what() -> None:
    table = model.confusion(
        [
            Sorting("H01.1", ("fact",), "fact"),
            Sorting("H01.2", ("fact",), "value"),
            Sorting("H01.3", ("fact",), "value", "It praises."),
            # A second kind that the key accepts is no confusion.
            Sorting("H04.1", ("proposal", "mechanism"), "mechanism"),
            Sorting("H06.1", ("proposal", "mechanism"), "value"),
        ]
    )
    assert set(table.itertuples(index=False, name=None)) == {
        ("fact", "fact", 1),
        ("fact", "value", 2),
        ("mechanism", "mechanism", 1),
        ("proposal", "value", 1),
    }


@given(st.lists(SORTED))
def test_every_claim_is_counted_once_under_what_the_reader_chose(sorted_: list[Sorting]) -> None:
    table = model.confusion(sorted_)
    assert list(table.columns) == ["key", "chosen", "claims"]
    assert table["claims"].sum() == len(sorted_)
    assert not table.duplicated(["key", "chosen"]).any()
    assert dict(table.groupby("chosen")["claims"].sum()) == Counter(one.chosen for one in sorted_)
    off = table.loc[table["key"] != table["chosen"], "claims"].sum()
    assert off == sum(one.chosen not in one.accepted for one in sorted_)


def test_the_kinds_are_those_of_the_table_and_each_is_explained(case: Case) -> None:
    claims = case.table("claims")
    assert set(claims["type"]) == set(KINDS) == set(model.MEANING)
    assert claims["claim_id"].str[0].equals(claims["essay_id"].map(model.LETTERS))
    sorting = case.questions.query("kind == 'sorting'")
    assert len(sorting) >= 15
    assert set(sorting["choices"]) == {KINDS}


def test_the_key_of_each_sorting_agrees_with_the_table(case: Case) -> None:
    kinds = case.table("claims").set_index("claim_id")["type"]
    for _, question in case.questions.query("kind == 'sorting'").iterrows():
        claim = question["claim_ids"][0]
        accepted = [question["choices"][int(place) - 1] for place in question["answer"]]
        assert accepted[0] == kinds[claim], question["question_id"]
