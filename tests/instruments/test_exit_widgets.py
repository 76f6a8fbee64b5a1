"""The exit checker's words before anybody touches it, and what it sends to the page."""

from __future__ import annotations

import pytest

from nexus.case import Case
from nexus.instruments import exit_widgets
from nexus.instruments.conditions import read_law
from nexus.instruments.law import LawError
from nexus.instruments.scenarios import scenario_answers
from nexus.instruments.verdicts import verdict


def test_the_twin_says_day_answers_and_every_verdict(case: Case) -> None:
    twin = exit_widgets.exits(case, "weapons-deal", day="2016-02-18").twin
    answers = scenario_answers(case, "weapons-deal")
    found = exit_widgets.side_verdicts(case, "weapons-deal", "2016-02-18", answers)
    stay = sum(one.stays for one in found)
    assert f"under the law of 2016-02-18: {stay} of {len(found)} stay as a whole" in twin
    assert all(f"{one}: {level}" in twin for one, level in answers.items())
    assert all(f"{one.short_title}: {one.words}" in twin for one in found)


def test_two_cases_stand_in_the_twin_each_with_its_own_day(case: Case) -> None:
    panel = exit_widgets.exits(case, "h6", "both", day="2018-12-26", right_day="2019-12-20")
    assert panel.beside
    assert "under the law of 2018-12-26" in panel.twin
    assert "under the law of 2019-12-20" in panel.twin
    assert not exit_widgets.exits(case, "h6").beside


def test_a_history_speaks_to_its_own_instruments_alone(case: Case) -> None:
    found = exit_widgets.side_verdicts(
        case, "anti-apartheid-act", "1991-07-10", scenario_answers(case, "anti-apartheid-act")
    )
    assert [one.instrument_id for one in found] == ["us-caaa-1986"]
    assert found[0].ended


def test_own_answers_begin_with_nothing_met(case: Case) -> None:
    panel = exit_widgets.exits(case)
    assert panel.sides[0]["answers"] == {}
    assert "no test is met" in panel.twin


@pytest.mark.parametrize("left, day", [("no-such", ""), ("h6", "the day")])
def test_what_is_not_there_is_one_sentence(case: Case, left: str, day: str) -> None:
    with pytest.raises(LawError, match=r"No (scenario|day) "):
        exit_widgets.exits(case, left, day=day)


def test_the_page_gets_every_provision_with_its_sources(case: Case) -> None:
    data = exit_widgets.exit_records(case)
    table = case.table("conditions").set_index("condition_id")
    assert {row["id"] for row in data["conditions"]} == set(table.index)
    for row in data["conditions"]:
        assert row["sources"] == list(table.loc[row["id"], "source_ids"])
        assert set(row["sources"]) <= set(data["sources"])
    assert {one["id"] for one in data["instruments"]} == set(table["instrument_id"])
    assert [one["id"] for one in data["scenarios"]] == list(case.table("scenarios")["scenario_id"])


def test_each_scenario_of_the_page_is_that_of_the_model(case: Case) -> None:
    for one in exit_widgets.exit_records(case)["scenarios"]:
        assert one["answers"] == scenario_answers(case, one["id"])
        assert all(why["reason"] for why in one["reasons"].values())


def test_hurley_on_his_day_meets_tests_that_were_law_already(case: Case) -> None:
    """The lesson's point: rights tests stood in the exits, and H6 at its least meets not all."""
    law = read_law(case, "2018-12-26")
    state = {
        one.way: one for one in verdict(law, "us-nkspea-2016", scenario_answers(case, "h6")).states
    }
    missing = {one.condition_id for one in state["nkspea-401"].missing}
    assert "nkspea-401-a-6" not in missing
    assert missing
    assert not state["nkspea-402"].open
    assert state["nkspea-208-c-1"].open
    assert state["nkspea-208-c-1"].tests == 0
