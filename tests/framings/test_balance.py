"""The families are treated alike: words, verdicts, order, objections and sources."""

from __future__ import annotations

import pandas as pd
import pytest

from nexus.case import Case
from nexus.framings import balance as model
from nexus.framings.readings import SIDES, VERDICTS

LIKE_LENGTH_OF_ALL = 0.02
LIKE_VERDICTS = 4  # of 54 a family: verdicts follow from each lens, and no family is the naysayer
FEWEST_SOURCES = 2


def changed(case: Case, table: str, **columns: object) -> Case:
    frame = case.table(table).assign(**columns)
    return Case(case.folder, {**case.tables, table: frame})


def test_the_families_words_are_alike_in_every_step_and_in_all(case: Case) -> None:
    gaps = model.gaps(case).set_index("part")["gap"]
    assert set(gaps.index) == {*model.WORDED, "all"}
    assert (gaps <= model.LIKE_LENGTH).all(), gaps.to_dict()
    assert gaps["all"] <= LIKE_LENGTH_OF_ALL


@pytest.mark.parametrize("part", model.WORDED)
def test_a_family_that_is_given_more_words_is_seen(case: Case, part: str) -> None:
    table = case.table("readings")
    realist = table["lens_id"].str.endswith("-realist")
    longer = table[part].where(~realist, table[part] + " and more words than the other side has")
    gaps = model.gaps(changed(case, "readings", **{part: longer})).set_index("part")["gap"]
    assert gaps[part] > model.LIKE_LENGTH


def test_the_words_are_those_of_the_tables(case: Case) -> None:
    table = case.table("readings")
    words = model.words(case).set_index("lens_id")
    every = sum(table[part].str.split().map(len).sum() for part in model.WORDED)
    assert words["words"].sum() == every
    mine = table[table["lens_id"] == "constructivist"]
    assert words.at["constructivist", "mechanism"] == sum(len(t.split()) for t in mine["mechanism"])
    total = words.at["constructivist", "words"]
    assert words.at["constructivist", "mean"] * len(mine) == pytest.approx(total)


def test_what_the_lenses_say_of_themselves_is_of_like_length(case: Case) -> None:
    words = model.lens_words(case).groupby("family")["words"].mean()
    assert words.max() / words.min() - 1 <= 0.15


def test_every_subject_has_one_verdict_of_each_lens(case: Case) -> None:
    table = model.verdicts(case)
    subjects = case.table("readings")["subject_id"].nunique()
    assert (table[list(VERDICTS)].sum(axis=1) == subjects).all()


def test_neither_family_is_the_one_that_says_no(case: Case) -> None:
    sums = model.verdicts(case).groupby("family")[list(VERDICTS)].sum()
    gap = (sums.loc["realist"] - sums.loc["liberal"]).abs()
    assert gap.max() <= LIKE_VERDICTS, gap.to_dict()


def test_a_family_that_always_opposes_is_seen(case: Case) -> None:
    table = case.table("readings")
    liberal = table["lens_id"].str.endswith("-liberal")
    verdict = table["verdict"].where(~liberal, "opposes")
    sums = (
        model.verdicts(changed(case, "readings", verdict=verdict))
        .groupby("family")[list(VERDICTS)]
        .sum()
    )
    assert abs(sums.at["realist", "opposes"] - sums.at["liberal", "opposes"]) > LIKE_VERDICTS


def test_the_families_take_turns_exactly(case: Case) -> None:
    order = model.order(case)
    assert list(order["first"]) == [SIDES[at % 2] for at in range(len(order))]
    family = case.table("lenses").set_index("lens_id")["family"]
    for lenses, first in zip(order["lenses"], order["first"], strict=True):
        assert sorted(lenses) == sorted(family.index)
        families = [family[lens] for lens in lenses]
        assert families[0] == families[1] == first
        assert families[4:] == ["other", "other"]
    firsts = order["lenses"].map(lambda lenses: lenses[0]).value_counts()
    assert firsts.max() - firsts.min() <= 1
    assert len(firsts) == 4


def test_every_reading_says_what_would_change_it_and_every_lens_has_critics(case: Case) -> None:
    table = model.objections(case)
    assert set(table["would_change"]) == {case.table("readings")["subject_id"].nunique()}
    assert table["critics"].all()
    silent = case.table("readings")["would_change_it"].where(
        case.table("readings")["lens_id"] != "humanitarian", " "
    )
    found = model.objections(changed(case, "readings", would_change_it=silent))
    assert found.set_index("lens_id").at["humanitarian", "would_change"] == 0


def test_each_reading_has_sources_and_the_families_about_as_many(case: Case) -> None:
    table = model.sources(case)
    assert table["fewest"].min() >= FEWEST_SOURCES
    means = table.groupby("family")["mean"].mean()
    assert means["liberal"] / means["realist"] - 1 <= 0.15
    bare = [() if at == 0 else ids for at, ids in enumerate(case.table("readings")["source_ids"])]
    found = model.sources(changed(case, "readings", source_ids=pd.Series(bare).to_numpy()))
    assert found["fewest"].min() == 0


def test_the_report_has_a_row_a_lens_in_the_order_of_the_families(case: Case) -> None:
    table = model.report(case)
    assert list(table["family"]) == ["realist"] * 2 + ["liberal"] * 2 + ["other"] * 2
    assert table["first"].sum() == case.table("readings")["subject_id"].nunique()
    assert (table["readings"] == table[list(VERDICTS)].sum(axis=1)).all()
