"""The rules that the shipped tables keep, beyond what their schema says."""

from __future__ import annotations

from pathlib import Path

import frictionless
import pandas as pd

from nexus.case import Case
from nexus.rules import every_fault


def bad(events: pd.DataFrame, wrong: pd.Series) -> list[str]:
    return events.loc[wrong, "event_id"].tolist()


def test_the_package_is_valid_frictionless(root: Path) -> None:
    report = frictionless.validate(str(root / "data" / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])[:10]


def test_the_shipped_tables_keep_every_rule(root: Path) -> None:
    assert [str(fault) for fault in every_fault(root / "data")] == []


def test_disputes_and_later_knowledge_are_shown(case: Case) -> None:
    assert (case.events["status"] == "disputed").sum() >= 20
    assert (case.events["later"] != "").sum() >= 40


def test_there_are_enough_events_in_each_lane_and_age(case: Case) -> None:
    events = case.events
    assert len(events) >= 200
    assert events["lane"].value_counts().min() >= 40
    assert events["date"].dt.year.min() == 1948
    assert events["date"].dt.year.max() == 2026


def test_summaries_have_a_fair_length(case: Case) -> None:
    events = case.events
    words = events["summary"].str.split().map(len)
    assert bad(events, ~words.between(20, 65)) == []


def test_most_events_of_law_rest_on_a_primary_source(case: Case) -> None:
    primary = set(case.sources.loc[case.sources["primary"], "source_id"])
    events = case.events
    lawful = events[events["lane"].isin(["sanctions", "rights"])]
    share = lawful["source_ids"].map(lambda ids: bool(primary & set(ids))).mean()
    assert share >= 0.8


def test_a_test_near_midnight_says_which_day_it_was_elsewhere(case: Case) -> None:
    events = case.events
    tests = events[
        events["event_id"].str.contains(r"(?:first|second|third|fourth|fifth|sixth)-nuclear")
    ]
    assert len(tests) == 6
    assert (tests["utc_time"] != "").all()
    for note in tests["local_date_note"]:
        assert all(place in note for place in ("UTC", "New York"))


def test_the_local_day_follows_from_the_moment(case: Case) -> None:
    events = case.events
    timed = events[events["utc_time"] != ""]
    assert len(timed) >= 20
    moments = pd.to_datetime(timed["utc_time"], utc=True)
    local = moments.dt.tz_convert("Asia/Seoul").dt.strftime("%Y-%m-%d")
    assert timed.loc[local != timed["date"].dt.strftime("%Y-%m-%d"), "event_id"].tolist() == []


def test_the_launch_year_is_counted_in_launches_days_and_missiles(case: Case) -> None:
    figures = case.table("figures")
    units = set(figures.loc[figures["event_id"] == "2022-record-launch-year", "unit"])
    assert {"launches", "days", "missiles"} <= units


def test_a_range_is_the_right_way_round(case: Case) -> None:
    figures = case.table("figures")
    assert (figures["low"] <= figures["high"]).all()


def test_every_choice_has_feedback_of_its_own(case: Case) -> None:
    for _, row in case.questions.iterrows():
        if row["kind"] in ("choice", "forecast"):
            assert len(row["feedback"]) == len(row["choices"]), row["question_id"]
            assert len(set(row["feedback"])) == len(row["feedback"]), row["question_id"]
            assert all(len(text.split()) >= 5 for text in row["feedback"]), row["question_id"]


def test_ordering_questions_name_events_of_different_days(case: Case) -> None:
    dates = case.events.set_index("event_id")["date"]
    rows = case.questions[case.questions["kind"] == "ordering"]
    assert len(rows) >= 1
    for choices in rows["choices"]:
        days = [dates[one] for one in choices]
        assert len(choices) == 12
        assert len(set(days)) == len(days)
        assert days != sorted(days)


def test_forecasts_are_decided_by_what_the_record_holds(case: Case) -> None:
    events = case.events.set_index("event_id")
    rows = case.questions[case.questions["kind"] == "forecast"]
    assert {"yes", "no"} == {
        row["choices"][int(row["answer"][0]) - 1] for _, row in rows.iterrows()
    }
    for _, row in rows.iterrows():
        assert row["asked_on"] < row["resolved_on"]
        happened = row["answer"] == ("1",)
        known = [events.loc[one, "known_from"] for one in row["event_ids"]]
        inside = [row["asked_on"] < day <= row["resolved_on"] for day in known]
        assert any(inside) or not happened, row["question_id"]


def test_the_answer_of_the_tour_follows_the_data(case: Case) -> None:
    row = case.questions.set_index("question_id").loc["00-twin"]
    earliest = case.events.sort_values("date")["lane"].iloc[0]
    assert row["choices"][int(row["answer"][0]) - 1] == earliest
    assert case.events.groupby("lane")["date"].min().idxmax() == "rights"
