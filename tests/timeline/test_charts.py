"""The pictures of lesson 4: complete, true to the model, and filtered where the page can do it."""

from __future__ import annotations

import pandas as pd
import pytest

from nexus import show
from nexus.case import Case
from nexus.timeline import charts, figures
from nexus.timeline import events as model


def test_filters_zoom_and_cut_off_are_signals_of_the_page(case: Case) -> None:
    spec = charts.timeline(case.events, case.essays).to_dict()
    names = {param["name"] for param in spec["params"]}
    assert {"view_from", "view_to", "cut_off", "essay", "selected", *model.LANES} <= names


def test_the_timeline_holds_every_event_and_its_two_days(case: Case) -> None:
    spec = charts.timeline(case.events, case.essays).to_dict()
    rows = next(rows for rows in spec["datasets"].values() if "k" in rows[0])
    assert {row["id"] for row in rows} == set(case.events["event_id"])
    assert all(row["t"] <= row["k"] for row in rows)


def test_milliseconds_are_utc() -> None:
    assert charts.milliseconds("1970-01-02") == 86_400_000


@pytest.mark.parametrize(
    "figure",
    [
        figures.lanes,
        figures.waits,
        lambda case: figures.rival_figures(case, "2022-record-launch-year"),
        lambda case: figures.rival_figures(case, "1994-famine"),
        lambda case: figures.rival_figures(case, "2017-09-03-sixth-nuclear-test"),
    ],
)
def test_every_figure_is_whole(case: Case, figure: object) -> None:
    made = figure(case)  # type: ignore[operator]
    assert made.source.startswith("Source")
    assert made.twin.sentence.endswith(".")
    assert not made.twin.table.empty
    assert "<svg" in made.as_html()


def test_titles_say_what_the_data_say(case: Case) -> None:
    most = case.events["lane"].value_counts().idxmax()
    assert figures.lanes(case).spec["title"]["text"].startswith(f"The lane {most} holds the most")
    rival = figures.rival_figures(case, "2022-record-launch-year")
    assert "31 to 99" in rival.spec["title"]["text"]
    assert "most count different things" in rival.spec["title"]["text"]


def test_the_days_of_the_tests(case: Case) -> None:
    sheet = figures.days_by_place(case)
    assert len(sheet.table) == 6
    assert list(sheet.table.columns) == ["Event", "UTC", "New York", "Korea"]
    assert (sheet.table["New York"] < sheet.table["Korea"]).all()


def test_lanes_look_the_same_everywhere() -> None:
    assert tuple(show.LANES) == model.LANES


def test_the_title_names_the_lane_that_leads_among_what_is_shown(case: Case) -> None:
    for lane, verb in (("diplomacy", "leads"), ("rights", "lead")):
        seen = model.in_lanes(case.events, [lane])
        said = f"{lane.capitalize()} {verb} with {len(seen)} of the {len(seen)} events shown"
        assert charts.headline(seen) == said
    events = case.events
    two = [events[events["lane"] == lane].iloc[:3] for lane in ("sanctions", "rights")]
    tied = "Sanctions and rights lead, each with 3 of the 6 events shown"
    assert charts.headline(pd.concat(two)) == tied
    assert charts.headline(case.events.iloc[:0]) == "No event is shown"
