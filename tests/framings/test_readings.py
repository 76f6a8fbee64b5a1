"""A subject and its readings: aligned, in turn, and parting where both texts part."""

from __future__ import annotations

import json

import pytest

from nexus.case import Case
from nexus.framings import readings as model

LENSES = 6


def test_every_subject_is_there_once_with_a_title_and_words(case: Case) -> None:
    table = model.subjects(case)
    assert list(table["subject_id"]) == list(case.table("readings")["subject_id"].unique())
    assert (table["title"].str.len() > 5).all()
    assert (table["words"].str.len() > 20).all()
    assert set(table["kind"]) == {"claim", "event", "instrument", "proposal"}


def test_a_claim_stands_in_its_paragraph_and_an_act_where_its_adoption_is_named(
    case: Case,
) -> None:
    table = model.subjects(case).set_index("subject_id")
    claims = case.table("claims").set_index("claim_id")
    for name, row in table[table["kind"].isin(["claim", "proposal"])].iterrows():
        assert row["paragraphs"] == (claims.at[name, "paragraph"],)
    event = case.events.set_index("event_id").loc["2016-02-18-public-law-114-122"]
    assert table.at["us-nkspea-2016", "paragraphs"] == event["essay_paragraphs"]
    assert table.at["us-nkspea-2016", "essays"] == "CH"
    assert table.at["unscr-2397", "paragraphs"] == ()
    assert table.at["unscr-2397", "essays"] == ""


def test_an_adoption_on_the_same_day_from_other_sources_is_another_event(case: Case) -> None:
    events = case.events
    other = events[events["event_id"] == "2018-12-17-assembly-resolution-73-180"]
    strange = other.assign(source_ids=[("somewhere-else",)])
    events.loc[strange.index, "source_ids"] = strange["source_ids"]
    changed = Case(case.folder, {**case.tables, "events": events})
    table = model.subjects(changed).set_index("subject_id")
    assert table.at["unga-res-73-180", "paragraphs"] == ()


def test_a_reading_of_nothing_is_said_to_be_missing(case: Case) -> None:
    for ask in (model.readings_of, model.record):
        with pytest.raises(KeyError, match=r"no reading of 'H99\.9'"):
            ask(case, "H99.9")


def test_readings_come_with_their_family_in_the_order_of_the_subject(case: Case) -> None:
    for _, subject in model.subjects(case).iterrows():
        rows = model.readings_of(case, subject["subject_id"])
        assert list(rows["lens_id"]) == list(model.lens_order(case, subject["position"]))
        assert rows["family"].iloc[0] == subject["first"]
        assert len(rows) == LENSES


def test_a_record_holds_every_step_as_the_tables_have_it(case: Case) -> None:
    table = case.table("readings").set_index(["subject_id", "lens_id"])
    lenses = case.table("lenses").set_index("lens_id")
    record = model.record(case, "H04.2")
    assert record["lenses"] == list(record["readings"])
    for lens, one in record["readings"].items():
        row = table.loc[("H04.2", lens)]
        assert list(one["steps"]) == list(model.STEPS)
        for step in ("mechanism", "verdict", "reading", "evidence", "would_change_it"):
            assert one["steps"][step] == row[step]
        assert one["steps"]["question"] == lenses.at[lens, "core_question"]
        assert one["steps"]["blind_spot"] == lenses.at[lens, "blind_spot"]
        assert one["sources"] == list(row["source_ids"])
        assert one["lens_sources"] == list(lenses.at[lens, "source_ids"])


def test_a_record_is_plain_json_and_knows_its_sources(case: Case) -> None:
    records = [model.record(case, row) for _, row in model.subjects(case).iterrows()]
    assert json.loads(json.dumps(records)) == records
    sources = model.sources(case, records)
    for record in records:
        for one in record["readings"].values():
            assert one["sources"]
            for name in (*one["sources"], *one["lens_sources"]):
                assert sources[name]["label"]
                assert sources[name]["url"].startswith("http")


# ---- where two readings part


def pairs(case: Case) -> list[tuple[str, str]]:
    sides = model.families(case)
    return [(one, other) for one in sides["realist"] for other in sides["liberal"]]


def test_every_subject_says_where_each_realist_and_each_liberal_part(case: Case) -> None:
    for _, subject in model.subjects(case).iterrows():
        record = model.record(case, subject)
        for a, b in pairs(case):
            marked = [one for one in model.parting_steps(record, a, b) if one.source_ids]
            assert len(marked) == 1, (subject["subject_id"], a, b)
            assert marked[0].shared.startswith("Both")
            turned = [one.step for one in model.parting_steps(record, b, a)]
            assert turned == [one.step for one in model.parting_steps(record, a, b)]


def test_whoever_stands_first_is_told_first(case: Case) -> None:
    """The words about a parting are read from left to right, as the columns are."""
    table = model.subjects(case).set_index("subject_id")
    for _, row in case.table("partings").iterrows():
        first = table.at[row["subject_id"], "first"]
        second = "liberal" if first == "realist" else "realist"
        places = [
            row["why"].lower().index(model.say_lens(row[f"{side}_lens"]))
            for side in (first, second)
        ]
        assert places == sorted(places), row["subject_id"]


def test_different_verdicts_are_a_parting_and_like_verdicts_are_none(case: Case) -> None:
    record = model.record(case, "H04.2") | {"partings": []}
    (parted,) = model.parting_steps(record, "defensive-realist", "democratic-peace-liberal")
    assert parted.step == "verdict"
    assert parted.why == "The defensive realist opposes; the democratic-peace liberal supports."
    assert model.parting_steps(record, "offensive-realist", "democratic-peace-liberal") == []


def test_partings_come_in_the_order_of_the_steps(case: Case) -> None:
    record = model.record(case, "C14.5")
    record["readings"]["defensive-realist"]["verdict"] = "splits"
    steps = [one.step for one in model.parting_steps(record, *model.default_pair(case))]
    assert steps == ["verdict", "evidence"]


def test_a_marked_parting_at_the_verdict_is_told_once(case: Case) -> None:
    record = model.record(case, "H04.3")
    (parted,) = model.parting_steps(record, *model.default_pair(case))
    assert parted.step == "verdict"
    assert parted.source_ids


def test_what_is_said_of_both_readings_is_of_like_length(case: Case) -> None:
    table = case.table("partings")
    words = table["why"].str.split().map(len)
    assert words.between(30, 55).all()
    assert len(table) == len(model.subjects(case)) * len(pairs(case))


@pytest.mark.parametrize(
    ("lens", "said"),
    [
        ("defensive-realist", "defensive realist"),
        ("democratic-peace-liberal", "democratic-peace liberal"),
        ("humanitarian", "humanitarian"),
    ],
)
def test_a_lens_is_said_as_a_reader_says_it(lens: str, said: str) -> None:
    assert model.say_lens(lens) == said
