"""Readings without their labels: what is shown, how the decks are drawn, what feedback rests on."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from nexus.case import Case
from nexus.framings import blind as model
from nexus.framings import practice_charts, practice_widgets, readings


@pytest.fixture(autouse=True)
def own_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEXUS_WORK", str(tmp_path))


LABELS = (
    *("realist", "realism", "liberal", "constructivist", "constructivism", "humanitarian"),
    *("defensive", "offensive", "democratic-peace", "democratic peace", "institutional liberal"),
)


def test_no_reading_that_is_shown_names_a_school(case: Case) -> None:
    for deck in practice_widgets.blind(case).decks:
        for card in deck:
            text = " ".join([card["title"], *card["steps"].values()]).lower()
            assert [label for label in LABELS if label in text] == [], card["reading_id"]
            name = readings.say_lens(card["lens_id"])
            assert name not in text


STEPS = ("reading", "mechanism", "verdict", "evidence", "would_change_it")


@pytest.mark.parametrize("step", STEPS)
def test_a_reading_that_names_a_school_is_left_out(case: Case, step: str) -> None:
    table = case.table("readings")
    shown = model.decks(case)[0][0]
    at = table.index[table["reading_id"] == shown][0]
    table.loc[at, step] = "As a Humanitarian would say." if step != "verdict" else "liberal"
    damaged = replace(case, tables={**case.tables, "readings": table})
    assert len(model.usable(damaged)) == len(model.usable(case)) - 1
    assert shown not in [one for deck in model.decks(damaged) for one in deck]


def test_the_fixed_deck_has_twelve_cards_with_even_families_that_take_turns(case: Case) -> None:
    decks = model.decks(case)
    assert len(decks) == model.DECKS
    table = case.table("readings").set_index("reading_id")
    family = case.table("lenses").set_index("lens_id")["family"]
    for deck in decks:
        lenses = [table.at[one, "lens_id"] for one in deck]
        families = [family[one] for one in lenses]
        assert len(deck) == 12
        assert set(Counter(lenses).values()) == {2}
        assert all(set(families[at : at + 3]) == set(readings.FAMILIES) for at in (0, 3, 6, 9))
        assert all(one != after for one, after in pairwise(families))
        assert len({table.at[one, "subject_id"] for one in deck}) == 12
        assert table.loc[deck, "subject_type"].nunique() == 4
    every = [one for deck in decks for one in deck]
    assert len(set(every)) == len(every)
    assert decks == model.decks(case)


def test_the_order_of_families_is_no_rhythm(case: Case) -> None:
    family = case.table("lenses").set_index("lens_id")["family"]
    orders = set()
    for number in range(1, model.DECKS + 1):
        one = [family[lens] for lens in model._lenses(case, number, 12)]
        orders |= {tuple(one[at : at + 3]) for at in (0, 3, 6, 9)}
    assert len(orders) >= 3


@pytest.mark.parametrize("size", [0, 5, -6, 13])
def test_an_uneven_deck_is_refused(case: Case, size: int) -> None:
    with pytest.raises(ValueError, match="multiple of six"):
        model.decks(case, size)


def test_more_cards_than_there_are_subjects_is_said(case: Case) -> None:
    with pytest.raises(ValueError, match="finds no"):
        model.decks(case, 36)


def test_words_to_listen_for_stand_in_the_first_question(case: Case) -> None:
    lenses = case.table("lenses").set_index("lens_id")
    assert set(model.LISTEN_FOR) == set(lenses.index)
    for lens_id, words in model.LISTEN_FOR.items():
        assert words in lenses.at[lens_id, "core_question"]


def test_the_near_lens_is_the_other_of_its_family(case: Case) -> None:
    family = case.table("lenses").set_index("lens_id")["family"]
    for lens_id in family.index:
        other = model.near(case, lens_id)
        assert other != lens_id
        assert family[other] == family[lens_id]
    with pytest.raises(KeyError, match="marxist"):
        model.near(case, "marxist")


def test_a_card_says_how_many_lenses_share_its_verdict(case: Case) -> None:
    table = case.table("readings")
    for card in model.cards(case, model.decks(case)[0]):
        row = table[table["reading_id"] == card["reading_id"]].iloc[0]
        about = table[table["subject_id"] == row["subject_id"]].set_index("lens_id")
        assert card["alike"] == (about["verdict"] == row["verdict"]).sum() - 1
        assert {one: said["mechanism"] for one, said in card["others"].items()} == dict(
            about["mechanism"]
        )


def test_the_twin_holds_the_readings_and_no_label_of_one(case: Case) -> None:
    shown = practice_widgets.blind(case)
    for card in shown.decks[0]:
        assert card["steps"]["reading"] in shown.twin
    assert not [label for label in LABELS if label in shown.twin.lower()]


def test_answers_of_both_stages_come_back(case: Case) -> None:
    shown = practice_widgets.blind(case)
    one = shown.decks[1][3]["reading_id"]
    for stage in ("lens", "family"):
        answer = {"choice": "realist", "step": "mechanism", "first": "liberal"}
        shown._receive(None, {"question_id": f"blind-{stage}-{one}", "answer": answer}, [])
    assert set(practice_widgets.blind(case).kept) == {f"blind-lens-{one}", f"blind-family-{one}"}


def test_the_empty_picture_has_a_cell_for_each_pair_of_lenses(case: Case) -> None:
    figure = practice_charts.taken_for(case)
    assert len(figure.twin.table) == len(case.table("lenses")) ** 2
    assert figure.twin.table["Readings"].sum() == 0
