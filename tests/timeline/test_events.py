"""What could be known when: the model under the timeline."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus.case import Case
from nexus.citing import say_day
from nexus.timeline import events as model

CHA_LLOYD, HURLEY = "2016-03-04", "2018-12-26"


def row(
    name: str, date: str, known: str, lane: str = "weapons", **more: object
) -> dict[str, object]:
    cells: dict[str, object] = {
        "event_id": name,
        "date": pd.Timestamp(date),
        "known_from": pd.Timestamp(known),
        "end_date": pd.NaT,
        "precision": "day",
        "lane": lane,
        "essay_paragraphs": (),
        "title": name.upper(),
        "utc_time": "",
    }
    return {**cells, **more}


EVENTS = pd.DataFrame(
    [
        row("reactor", "1986-01-01", "1992-05-07", precision="year", essay_paragraphs=("C02",)),
        row("act", "2016-02-18", "2016-02-18", "sanctions", essay_paragraphs=("H01", "C03")),
        row("essay-day", "2016-03-04", "2016-03-04", "diplomacy"),
        row("day-after", "2016-03-04", "2016-03-05", "rights"),
    ]
)


def ids(events: pd.DataFrame) -> list[str]:
    return events["event_id"].tolist()


def test_known_on_counts_the_whole_day() -> None:
    assert ids(model.known_on(EVENTS, CHA_LLOYD)) == ["reactor", "act", "essay-day"]
    assert ids(model.known_on(EVENTS, "1990-01-01")) == []
    assert ids(model.hidden_on(EVENTS, dt.date(2016, 3, 4))) == ["day-after"]


@given(st.dates(dt.date(1940, 1, 1), dt.date(2030, 1, 1)))
def test_known_and_hidden_are_all_and_never_both(day: dt.date) -> None:
    known, hidden = ids(model.known_on(EVENTS, day)), ids(model.hidden_on(EVENTS, day))
    assert sorted(known + hidden) == sorted(ids(EVENTS))


@given(st.dates(dt.date(1940, 1, 1), dt.date(2030, 1, 1)), st.integers(0, 5000))
def test_a_later_day_never_knows_less(day: dt.date, more: int) -> None:
    later = day + dt.timedelta(days=more)
    assert set(ids(model.known_on(EVENTS, day))) <= set(ids(model.known_on(EVENTS, later)))


def test_on_the_day_of_each_essay_the_record_knew_what_it_names(case: Case) -> None:
    for essay, day in (("C", CHA_LLOYD), ("H", HURLEY)):
        named = model.of_essay(case.events, essay)
        assert len(named) >= 4
        assert ids(model.hidden_on(named, day)) == []


@pytest.mark.parametrize(
    ("event", "cha_lloyd", "hurley"),
    [
        ("2014-02-17-commission-report-public", True, True),
        ("2016-03-02-resolution-2270", True, True),
        ("2016-07-06-us-rights-round-one", False, True),
        ("2018-12-10-us-rights-round-four", False, True),
        ("2019-02-28-hanoi-summit-no-agreement", False, False),
    ],
)
def test_what_each_author_could_know(case: Case, event: str, cha_lloyd: bool, hurley: bool) -> None:
    assert (event in ids(model.known_on(case.events, CHA_LLOYD))) == cha_lloyd
    assert (event in ids(model.known_on(case.events, HURLEY))) == hurley


def test_lanes() -> None:
    assert ids(model.in_lanes(EVENTS, ["rights", "sanctions"])) == ["act", "day-after"]
    with pytest.raises(ValueError, match="no lane 'economy'"):
        model.in_lanes(EVENTS, ["economy"])


def test_essays() -> None:
    assert ids(model.of_essay(EVENTS, "H")) == ["act"]
    assert ids(model.of_essay(EVENTS, "C")) == ["reactor", "act"]
    assert model.essay_letters(("H01", "C03", "C04")) == "CH"
    assert model.say_paragraphs(("H01", "C12")) == "Hurley, paragraph 1; Cha & Lloyd, paragraph 12"
    assert model.say_paragraphs(("C03", "C04", "C12")) == "Cha & Lloyd, paragraphs 3, 4 and 12"


def test_days_hidden_respects_precision() -> None:
    waits = dict(zip(ids(EVENTS), model.days_hidden(EVENTS), strict=True))
    assert waits == {"reactor": 1954, "act": 0, "essay-day": 0, "day-after": 1}


@pytest.mark.parametrize(
    ("precision", "said"),
    [("day", "7 February 2016"), ("month", "February 2016"), ("year", "2016")],
)
def test_a_day_is_said_as_exactly_as_it_is_known(precision: str, said: str) -> None:
    assert say_day(dt.date(2016, 2, 7), precision) == said


def test_citations_name_the_day_the_event_and_its_sources(case: Case) -> None:
    event = case.events.set_index("event_id", drop=False).loc["2016-02-18-public-law-114-122"]
    cited = model.cite_event(event)
    assert "18 February 2016" in cited
    assert "event 2016-02-18-public-law-114-122" in cited


def test_one_test_has_two_days(case: Case) -> None:
    days = model.days_by_place(case.events).set_index("event_id")
    sixth = days.loc["2017-09-03-sixth-nuclear-test"]
    assert (sixth["UTC"], sixth["New York"], sixth["Korea"]) == (
        "2017-09-03",
        "2017-09-02",
        "2017-09-03",
    )
    launch = days.loc["2017-11-29-hwasong-15"]
    assert (launch["UTC"], launch["New York"], launch["Korea"]) == (
        "2017-11-28",
        "2017-11-28",
        "2017-11-29",
    )
    assert (days["days"] >= 1).all()


def test_counts_add_up(case: Case) -> None:
    assert model.count_waits(case.events)["events"].sum() == len(case.events)
    assert model.count_lanes(case.events)["events"].sum() == len(case.events)


def test_rival_figures_come_lowest_first(case: Case) -> None:
    rows = model.rival_figures(case, "2022-record-launch-year")
    assert rows["low"].is_monotonic_increasing
    assert len(rows) >= 5
    with pytest.raises(KeyError, match="no figure"):
        model.rival_figures(case, "2016-02-18-public-law-114-122")


@pytest.mark.parametrize(
    ("low", "high", "bound", "said"),
    [
        (50, 60, "", "50 to 60"),
        (70, 70, "about", "about 70"),
        (8.4, 16, "", "8.4 to 16"),
        (220000, 220000, "", "220,000"),
    ],
)
def test_a_range_is_said(low: float, high: float, bound: str, said: str) -> None:
    assert model.say_range(low, high, bound) == said
