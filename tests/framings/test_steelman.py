"""Steelman and swap: what is offered, the caricatures and their balance, the facts."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from nexus.case import Case
from nexus.framings import practice_widgets, readings
from nexus.framings import steelman as model
from nexus.words import say_day


@pytest.fixture(autouse=True)
def own_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEXUS_WORK", str(tmp_path))


# ---- caricatures


def test_realists_and_liberals_are_defended_with_like_care(case: Case) -> None:
    table = case.table("caricatures")
    words = table["why_unfair"].str.split().map(len).groupby(table["family"]).sum()
    rows = table["family"].value_counts()
    assert rows["realist"] == rows["liberal"]
    assert 0.9 <= words["realist"] / words["liberal"] <= 1.1
    sources = table["source_ids"].map(len).groupby(table["family"]).sum()
    assert abs(sources["realist"] - sources["liberal"]) <= 3


def test_a_lens_is_named_with_its_own_family(case: Case) -> None:
    table = case.table("caricatures")
    family = case.table("lenses").set_index("lens_id")["family"]
    named = table[table["lens_id"] != ""]
    assert (named["lens_id"].map(family) == named["family"]).all()


def test_each_lens_has_caricatures_of_its_own_and_of_its_family(case: Case) -> None:
    lenses = case.table("lenses")
    for _, lens in lenses.iterrows():
        rows = model.caricatures(case, lens["lens_id"])
        assert len(rows) >= 2
        assert rows.iloc[0]["lens_id"] == lens["lens_id"]
        assert set(rows["family"]) == {lens["family"]}
        assert set(rows["lens_id"]) <= {lens["lens_id"], ""}
        assert (rows["source_ids"].map(len) > 0).all()
    with pytest.raises(KeyError):
        model.caricatures(case, "marxist")


def test_no_reading_says_a_caricature(case: Case) -> None:
    table = case.table("readings")
    for text in case.table("caricatures")["caricature"]:
        assert not table["reading"].str.contains(text.rstrip("."), regex=False).any()


# ---- steelman


def test_each_claim_to_write_about_has_an_objection_to_answer(case: Case) -> None:
    rows = model.written_about(case)
    objections = model.objections(case)
    assert set(rows["subject_id"]) == set(objections)
    assert {one[0] for one in objections} == {"H", "C"}
    assert all(text.strip() for text in objections.values())


def test_the_steelman_page_offers_checks_caricatures_and_sources(case: Case) -> None:
    shown = practice_widgets.steelman(case)
    assert [one for one, _ in shown.checks] == ["sign", "mechanism", "caricature", "objection"]
    for lens in shown.lenses:
        for one in lens["caricatures"]:
            assert all(source in shown.sources for source in one["source_ids"])
            assert one["caricature"] in shown.twin
    assert all(text in shown.twin for text in model.CHECKS.values())


def test_a_text_and_its_signature_come_back(case: Case) -> None:
    answer = {
        "text": "Wealth is what armies are made of.",
        "ticks": ["mechanism"],
        "signed": {"name": "MK", "ticks": ["sign"], "change": "One word.", "on": "2026-03-04"},
    }
    message = {"question_id": "steelman-H04.2--offensive-realist", "answer": answer}
    practice_widgets.steelman(case)._receive(None, message, [])
    assert practice_widgets.steelman(case).kept == {message["question_id"]: answer}


# ---- swap


def test_facts_are_those_of_the_record_and_name_no_lens(case: Case) -> None:
    names = [readings.say_lens(one) for one in case.table("lenses")["lens_id"]]
    for subject in readings.subjects(case)["subject_id"]:
        found = model.facts(case, subject)
        assert found
        text = " ".join(fact["text"] for fact in found).lower()
        assert not [name for name in names[:-1] if name in text], subject
        assert any(fact["source_ids"] for fact in found)


def test_an_event_is_told_with_its_day_and_what_it_adopted(case: Case) -> None:
    (happened, adopted) = model.facts(case, "2016-03-02-resolution-2270")
    event = case.events.set_index("event_id").loc["2016-03-02-resolution-2270"]
    assert happened["text"].startswith(f"{say_day(event['date'])}. {event['summary']}")
    row = case.table("instruments").set_index("instrument_id").loc["unscr-2270"]
    assert row["summary"] in adopted["text"]
    assert f"{row['votes_for']} votes for" in adopted["text"]


def test_an_instrument_without_a_vote_names_none(case: Case) -> None:
    (fact,) = model.facts(case, "us-nkspea-2016")
    assert "votes" not in fact["text"]
    assert "18 February 2016" in fact["text"]


def test_a_claim_is_told_in_our_words_with_what_checking_gives(case: Case) -> None:
    claim = case.table("claims").set_index("claim_id").loc["C04.2"]
    texts = [fact["text"] for fact in model.facts(case, "C04.2")]
    assert claim["claim"] in texts[0]
    assert claim["fact_note"] in texts[1]
    named = [len(model.facts(case, one)) - 2 for one in model.written_about(case)["subject_id"]]
    about = case.table("claims").set_index("claim_id")["paragraph"]
    events = case.events["essay_paragraphs"]
    found = [
        sum(about[one] in paragraphs for paragraphs in events)
        for one in model.written_about(case)["subject_id"]
    ]
    assert max(found) > 2
    assert named == [min(many, 2) for many in found]
    with pytest.raises(KeyError, match=r"H01\.1"):
        model.facts(case, "H01.1")


def test_the_families_take_turns_in_being_read_first(case: Case) -> None:
    family = case.table("lenses").set_index("lens_id")["family"]
    firsts = []
    for position in readings.subjects(case)["position"]:
        read, write = model.first_pair(case, position)
        assert {family[read], family[write]} == {"realist", "liberal"}
        firsts.append(family[read])
    counts = pd.Series(firsts).value_counts()
    assert abs(counts["realist"] - counts["liberal"]) <= 1


def test_the_swap_page_has_every_subject_with_facts_and_known_sources(case: Case) -> None:
    shown = practice_widgets.swap(case)
    assert len(shown.records) == len(readings.subjects(case))
    for record in shown.records:
        assert record["facts"]
        for fact in record["facts"]:
            assert all(source in shown.sources for source in fact["source_ids"])
    first = shown.records[0]
    assert first["facts"][0]["text"] in shown.twin
    assert first["readings"][first["pair"][0]]["steps"]["reading"] in shown.twin
    assert first["readings"][first["pair"][1]]["steps"]["reading"] not in shown.twin


def test_a_rewritten_text_comes_back(case: Case) -> None:
    message = {
        "question_id": "swap-unscr-2397--humanitarian",
        "answer": {"text": "Ask what comes in.", "ticks": [], "shown": True},
    }
    practice_widgets.swap(case)._receive(None, message, [])
    assert practice_widgets.swap(case).kept == {message["question_id"]: message["answer"]}
