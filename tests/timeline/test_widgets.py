"""The timeline widget: what it sends to the page, and its twin."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nexus.case import Case
from nexus.timeline import events as model
from nexus.timeline import widgets


@pytest.fixture(autouse=True)
def own_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEXUS_WORK", str(tmp_path))


def test_the_twin_counts_as_the_model_does(case: Case) -> None:
    twin = widgets.timeline(case, cut_off="2016-03-04").twin
    known = model.known_on(case.events, "2016-03-04")
    assert f"{len(known)} of {len(case.events)} events shown: {model.say_counts(known)}." in twin
    assert f"{len(case.events) - len(known)} are hidden" in twin
    assert "4 March 2016" in twin


def test_the_twin_follows_lanes_and_essay(case: Case) -> None:
    twin = widgets.timeline(case, lanes=["rights"], essay="H").twin
    rows = model.of_essay(model.in_lanes(case.events, ["rights"]), "H")
    assert f"{len(rows)} of {len(case.events)} events shown" in twin
    assert str(rows["title"].iloc[0]) in twin


def test_a_twin_with_nothing_hidden_says_nothing_of_hiding(case: Case) -> None:
    assert "hidden" not in widgets.timeline(case).twin.split("\n\n")[0]


def test_each_event_reaches_the_page_with_sources_and_citation(case: Case) -> None:
    shown = widgets.timeline(case)
    assert len(shown.events) == len(case.events)
    for event in shown.events:
        assert event["sources"], event["event_id"]
        assert all(source["url"].startswith("http") for source in event["sources"])
        assert event["event_id"] in event["cite"]
        assert bool(event["later"]) == bool(event["later_from"])
    json.dumps(shown.events)


def test_the_stops_are_the_days_of_the_essays(case: Case) -> None:
    assert widgets.timeline(case).stops == [
        ["2016-03-04", "4 March 2016 (Cha & Lloyd)"],
        ["2018-12-26", "26 December 2018 (Hurley)"],
    ]


def test_a_locked_forecast_is_kept_and_comes_back(case: Case) -> None:
    first = widgets.timeline(case, forecasts=["04-fc-test"])
    first._receive(
        None,
        {"question_id": "04-fc-test", "answer": {"probability": 40, "reason": "two tests so far"}},
        [],
    )
    assert first.notice == ""
    again = widgets.timeline(case, forecasts=["04-fc-test"])
    assert again.kept["04-fc-test"]["probability"] == 40


def test_an_answer_that_cannot_be_kept_is_said_on_the_page(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = widgets.timeline(case, forecasts=["04-fc-test"])
    blocked = tmp_path / "file"
    blocked.touch()
    monkeypatch.setenv("NEXUS_WORK", str(blocked / "below"))
    shown._receive(None, {"question_id": "04-fc-test", "answer": {"probability": 1}}, [])
    assert "press the button again" in shown.notice.replace("\n", " ")


def test_the_reveal_tells_what_happened(case: Case) -> None:
    happened, not_happened = widgets.timeline(
        case, forecasts=["04-fc-test", "04-fc-veto"]
    ).forecasts
    assert happened["happened"] is True
    assert "9 September 2016" in happened["feedback"]
    assert not_happened["happened"] is False


def test_the_ordering_starts_out_of_order_and_knows_the_dates(case: Case) -> None:
    shown = widgets.ordering(case, "04-order")
    dates = [item["date"] for item in shown.items]
    assert len(dates) == 12
    assert dates != sorted(dates)
    assert shown.twin.count("\n") == 12


def test_a_page_without_a_kernel_gets_the_whole_widget(case: Case) -> None:
    text = widgets.timeline(case, cut_off="2016-03-04").as_html()
    assert '"live": false' in text.replace("\\u003c", "<")
    assert 'data-part="module"' in text
    assert text.count("</script>") == 3
