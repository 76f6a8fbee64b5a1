"""The record of the essays and the law: complete where it says so, balanced, and without cycles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pandas as pd
import pytest

from nexus.case import Case
from nexus.rules import RUNS_FILE, word_runs

REALIST, LIBERAL = "realist", "liberal"


def words(texts: pd.Series) -> int:
    return int(texts.str.split().map(len).sum())


# ---- claims


def test_every_paragraph_of_both_essays_is_covered(case: Case) -> None:
    claims = case.table("claims")
    wanted = {f"H{n:02d}" for n in range(1, 8)} | {f"C{n:02d}" for n in range(1, 15)}
    assert set(claims["paragraph"]) == wanted
    counts = claims["essay_id"].value_counts()
    assert counts.min() >= 35


def test_a_claims_id_says_essay_and_paragraph(case: Case) -> None:
    claims = case.table("claims")
    assert (claims["claim_id"].str.split(".").str[0] == claims["paragraph"]).all()
    letter = claims["essay_id"].map({"hurley-2018": "H", "cha-lloyd-2016": "C"})
    assert (claims["paragraph"].str[0] == letter).all()


def test_unstated_premises_are_found_in_both_essays(case: Case) -> None:
    claims = case.table("claims")
    unstated = claims[~claims["stated"]]
    assert unstated["essay_id"].value_counts().min() >= 3
    assert set(unstated["type"]) <= {"assumption", "mechanism", "value", "fact"}


def test_neither_essay_is_one_lens(case: Case) -> None:
    claims = case.table("claims")
    for _, rows in claims.groupby("essay_id"):
        assert {REALIST, LIBERAL} <= set(rows["lens"])
    by_paragraph = claims.groupby("paragraph")["lens"].agg(set)
    assert REALIST in by_paragraph["H04"]
    assert LIBERAL in by_paragraph["H05"]


def test_only_facts_are_checked_as_facts(case: Case) -> None:
    claims = case.table("claims")
    facts = claims["type"] == "fact"
    assert (claims.loc[facts, "fact_check"] != "not-a-fact").all()
    assert (claims.loc[claims["type"] == "value", "fact_check"] == "not-a-fact").mean() >= 0.7


def test_the_essays_conflict_with_each_other(case: Case) -> None:
    links = case.table("claim_links")
    rows = links[links["relation"] == "conflicts"]
    across = rows[rows["from_id"].str[0] != rows["to_id"].str[0]]
    assert len(across) >= 3


def test_every_claim_is_linked(case: Case) -> None:
    links, claims = case.table("claim_links"), case.table("claims")
    linked = set(links["from_id"]) | set(links["to_id"])
    assert sorted(set(claims["claim_id"]) - linked) == []
    assert links["group"].nunique() >= 6


def test_events_and_claims_agree_on_the_essay(case: Case) -> None:
    """An event that an essay names is tied to a claim of the same paragraph, and to no other."""
    for _, event in case.events.iterrows():
        places = {one.split(".")[0] for one in event["claim_ids"]}
        assert places <= set(event["essay_paragraphs"]), event["event_id"]
        assert bool(event["claim_ids"]) == bool(event["essay_paragraphs"]), event["event_id"]


# ---- law


def test_there_is_enough_law(case: Case) -> None:
    assert len(case.table("instruments")) >= 60
    assert len(case.table("measures")) >= 200
    assert len(case.table("conditions")) >= 60


def test_an_amount_has_a_unit_and_a_cap_an_amount(case: Case) -> None:
    measures = case.table("measures")
    amounts = measures["amount"].notna()
    assert measures.loc[amounts & (measures["unit"] == ""), "measure_id"].tolist() == []
    caps = (measures["action"] == "cap") & ~measures["unverified"]
    assert (caps & amounts).sum() >= 6


def test_the_2016_act_has_its_six_and_its_further_tests(case: Case) -> None:
    conditions = case.table("conditions")
    act = conditions[conditions["instrument_id"] == "us-nkspea-2016"]
    suspension = act[act["condition_id"].str.startswith("nkspea-401-a-")]
    assert len(suspension) == 6
    assert suspension["all_of_group"].nunique() == 1
    assert set(suspension["threshold"]) == {"progress"}
    assert "rights" in set(suspension["domain"])
    termination = act[act["exit"] == "termination"]
    assert len(termination) >= 5
    assert (act["exit"] == "waiver").any()


def test_designations_on_rights_grounds_come_by_their_rounds(case: Case) -> None:
    listed = case.table("designations")
    ours = listed[listed["instrument_id"].str.startswith("us-")]
    counts = ours["date"].dt.strftime("%Y-%m-%d").value_counts()
    assert counts["2016-07-06"] == 16
    assert counts["2018-12-10"] == 3
    assert {"2017-01-11", "2017-10-26", "2021-12-10"} <= set(counts.index)


# ---- lenses


def test_each_subject_is_read_by_all_six_lenses(case: Case) -> None:
    lenses, readings = case.table("lenses"), case.table("readings")
    for subject, rows in readings.groupby("subject_id"):
        assert set(rows["lens_id"]) == set(lenses["lens_id"]), subject
    events = set(case.events["event_id"])
    of_events = readings.loc[readings["subject_type"] == "event", "subject_id"]
    assert set(of_events) <= events


def test_realist_and_liberal_readings_are_of_like_length_and_verdict(case: Case) -> None:
    readings = case.table("readings").merge(case.table("lenses")[["lens_id", "family"]])
    length = readings["reading"].str.split().map(len)
    assert length.between(40, 90).all()
    for subject, rows in readings.groupby("subject_id"):
        ratio = words(rows.loc[rows["family"] == REALIST, "reading"]) / words(
            rows.loc[rows["family"] == LIBERAL, "reading"]
        )
        assert 0.9 <= ratio <= 1.1, (subject, ratio)
    verdicts = readings.groupby("family")["verdict"].value_counts().unstack(fill_value=0)
    for verdict in ("supports", "opposes", "splits"):
        assert abs(verdicts.loc[REALIST, verdict] - verdicts.loc[LIBERAL, verdict]) <= 2, verdict


def test_bridges_collide_both_ways(case: Case) -> None:
    bridges = case.table("bridges").set_index("bridge_id")["conflicts_with"]
    for one, others in bridges.items():
        assert one not in others
        for other in others:
            assert one in bridges[other], (one, other)


def test_the_glossary_is_large_and_short(case: Case) -> None:
    glossary = case.table("glossary")
    assert len(glossary) >= 60
    assert (glossary["korean"] != "").mean() >= 0.95
    assert glossary["definition"].str.split().map(len).max() <= 35


# ---- the essays' words stay the essays'


def texts_of_the_project(root: Path) -> Iterator[tuple[str, str]]:
    for path in [*root.glob("*.md"), *(root / "lessons").glob("*.md")]:
        yield path.name, path.read_text(encoding="utf-8")
    for path in (root / "notebooks").glob("*.ipynb"):
        book = nbformat.read(path, as_version=4)
        yield path.name, "\n".join(cell.source for cell in book.cells)


def test_no_long_run_of_words_is_taken_from_the_essays(root: Path) -> None:
    known = set((root / "data" / RUNS_FILE).read_text(encoding="utf-8").split())
    assert len(known) > 1000
    for name, text in texts_of_the_project(root):
        assert not known.intersection(word_runs(text)), name


def test_a_run_is_found_whatever_its_case_and_marks() -> None:
    sample = "the quick brown fox jumps over the lazy dog and then it does all of that again"
    spoilt = f"Before. {sample.title().replace(' And', ', “and”')}! After."
    assert set(word_runs(sample)) & set(word_runs(spoilt))
    assert not set(word_runs(sample)) & set(word_runs(sample.replace("lazy", "idle")))


@pytest.mark.parametrize("name", ["claims", "measures", "conditions", "instruments", "glossary"])
def test_few_rows_are_unverified_and_they_say_so(case: Case, name: str) -> None:
    assert case.table(name)["unverified"].mean() <= 0.1
