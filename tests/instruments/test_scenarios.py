"""Ready-made scenarios: what each opens, what it leaves closed, and two side by side."""

from __future__ import annotations

import pandas as pd
import pytest

from nexus.case import Case
from nexus.instruments.conditions import conditions_on, read_law
from nexus.instruments.exits import ExitState, exit_states
from nexus.instruments.law import LawError
from nexus.instruments.scenarios import (
    compare,
    compare_scenarios,
    scenario_answers,
    scenario_day,
    scenario_instruments,
)

DEALS = ["weapons-deal", "rights-reform", "both", "h6"]
HANOI = ["hanoi-2019-pyongyang", "hanoi-2019-washington"]
HISTORIES = ["jackson-vanik", "anti-apartheid-act", "burma-2016", "libya-2003-06"]


def states(case: Case, scenario: str, day: str | None = None) -> dict[str, ExitState]:
    law = read_law(case, scenario_day(case, scenario) if day is None else day)
    found = exit_states(law, scenario_answers(case, scenario), comparison=True)
    return {one.way: one for one in found}


def provisions(state: ExitState) -> set[str]:
    return {one.provision for one in state.missing}


def test_every_scenario_is_there_and_is_read(case: Case) -> None:
    table = case.table("scenarios")
    assert set(table["scenario_id"]) == {*DEALS, *HANOI, *HISTORIES}
    for one in table["scenario_id"]:
        assert scenario_answers(case, one)
        assert scenario_instruments(case, one)
    kinds = table.set_index("scenario_id")["kind"]
    assert set(kinds[[*DEALS, *HANOI]]) == {"deal"}
    assert set(kinds[HISTORIES]) == {"history"}


def test_what_is_assumed_is_labelled_so(case: Case) -> None:
    basis = case.table("scenario_answers").groupby("scenario_id")["basis"].agg(set)
    assert all(basis[one] == {"assumed"} for one in DEALS)
    assert all(basis[one] == {"reported"} for one in HANOI)
    assert all("assumed" not in basis[one] for one in HISTORIES)


def test_the_record_of_a_history_is_of_the_law_of_its_day(case: Case) -> None:
    for one in HISTORIES:
        held = set(conditions_on(case, scenario_day(case, one))["condition_id"])
        assert set(scenario_answers(case, one)) <= held


@pytest.mark.parametrize("scenario", [*DEALS, *HANOI])
def test_no_deal_as_it_stands_suspends_or_ends_the_act_of_2016(case: Case, scenario: str) -> None:
    found = states(case, scenario)
    assert not found["nkspea-401"].open
    assert not found["nkspea-402"].open
    assert found["nkspea-208-c-1"].open


def test_a_weapons_deal_leaves_the_rights_tests_missing(case: Case) -> None:
    found = states(case, "weapons-deal")
    lost = provisions(found["nkspea-402"])
    assert {"section 401(a)(6)", "section 402(2)(B)", "section 402(2)(C)"} <= lost
    assert "section 402(2)(A)" not in lost
    assert "nksea-7143-b-steps" not in found
    assert states(case, "weapons-deal", "2019-12-20")["nksea-7143-b-steps"].open


def test_rights_reform_leaves_the_weapons_test_missing(case: Case) -> None:
    found = states(case, "rights-reform", "2019-12-20")
    lost = provisions(found["nkspea-402"])
    assert "section 402(2)(A)" in lost
    assert not {"section 401(a)(6)", "section 402(2)(B)", "section 402(2)(D)"} & lost
    assert not found["nksea-7143-b-steps"].open


def test_both_together_still_lack_four_of_the_six(case: Case) -> None:
    found = states(case, "both")
    four = {"section 401(a)(1)", "section 401(a)(2)", "section 401(a)(4)", "section 401(a)(5)"}
    assert provisions(found["nkspea-401"]) == four
    assert provisions(found["nkspea-402"]) == {*four, "section 402(2)(E)"}
    more = {f"nkspea-401-a-{n}": "progress" for n in (1, 2, 4, 5)}
    answers = scenario_answers(case, "both") | more
    opened = {
        one.way: one.open
        for one in exit_states(read_law(case, "2018-12-26"), answers, "us-nkspea-2016")
    }
    assert opened["nkspea-401"]
    assert not opened["nkspea-402"]


def test_what_hurley_proposes_is_less_than_the_law_asked_already(case: Case) -> None:
    found = states(case, "h6")
    assert "section 401(a)(6)" not in provisions(found["nkspea-401"])
    rights = {"section 402(2)(B)", "section 402(2)(C)", "section 402(2)(D)"}
    assert rights <= provisions(found["nkspea-402"])
    given = {one.provision: one.given for one in found["nkspea-402"].missing}
    assert {given[one] for one in rights} == {"progress"}


def test_neither_account_of_hanoi_opens_what_asks_anything(case: Case) -> None:
    for one in HANOI:
        found = states(case, one)
        assert not [way.way for way in found.values() if way.open and way.tests]
        assert found["unscr-2397-vote"].open
    summaries = case.table("scenarios").set_index("scenario_id")["summary"]
    for one in HANOI:
        assert "Ri Yong Ho" in summaries[one]
        assert "President" in summaries[one]


def test_what_the_histories_opened(case: Case) -> None:
    assert states(case, "anti-apartheid-act")["caaa-311-a"].open
    assert states(case, "jackson-vanik")["jv-402-a"].open
    burma = states(case, "burma-2016")
    assert burma["burma-jade-5-i"].open
    assert not burma["burma-jade-5-h"].open
    libya = states(case, "libya-2003-06")
    assert all(libya[way].open for way in ("libya-1506", "libya-emergency-2004", "libya-sst"))


def test_a_history_speaks_of_its_own_instrument(case: Case) -> None:
    assert scenario_instruments(case, "libya-2003-06") == ("us-libya-2003",)
    deal = scenario_instruments(case, "both")
    assert "us-nkspea-2016" in deal
    assert "us-caaa-1986" not in deal


def test_two_scenarios_side_by_side(case: Case) -> None:
    table = compare_scenarios(case, "weapons-deal", "both").set_index("way")
    assert table.index.is_unique
    assert set(table[~table["same"]].index) == {
        "nkspea-401",
        "nkspea-402",
        "caatsa-401",
        "caatsa-402",
        "us-311-rule-2016-401",
        "us-311-rule-2016-402",
    }
    row = table.loc["nkspea-401"]
    assert set(row["missing_left"]) - set(row["missing_right"]) == {"section 401(a)(6)"}
    swapped = compare_scenarios(case, "both", "weapons-deal").set_index("way")
    assert table["open_left"].equals(swapped["open_right"].rename("open_left"))
    assert table["missing_left"].tolist() == swapped["missing_right"].tolist()


def test_a_scenario_beside_itself_is_the_same(case: Case) -> None:
    table = compare_scenarios(case, "h6", "h6", "2019-12-20")
    assert table["same"].all()
    assert "nksea-7143-b-steps" in set(table["way"])


def test_to_the_law_hanoi_opens_nothing_and_the_accounts_part_at_one_test(case: Case) -> None:
    law = read_law(case, "2019-02-28")
    offered = {}
    for one in HANOI:
        table = compare(law, {}, scenario_answers(case, one)).set_index("way")
        assert table["open_left"].equals(table["open_right"].rename("open_left"))
        row = table.loc["nkspea-401"]
        offered[one] = set(row["missing_left"]) - set(row["missing_right"])
    assert offered == {
        "hanoi-2019-pyongyang": {"section 401(a)(3)"},
        "hanoi-2019-washington": set(),
    }


def test_a_history_beside_a_history_shows_both(case: Case) -> None:
    table = compare_scenarios(case, "anti-apartheid-act", "burma-2016", "1991-07-10")
    assert "caaa-311-a" in set(table["way"])
    assert table.set_index("way").loc["caaa-311-a", "open_left"]
    assert not table.set_index("way").loc["caaa-311-a", "open_right"]


def test_an_unknown_scenario_is_one_sentence(case: Case) -> None:
    with pytest.raises(LawError, match='No scenario "peace"; there are weapons-deal'):
        scenario_answers(case, "peace")


def test_the_day_is_a_day(case: Case) -> None:
    assert scenario_day(case, "h6") == pd.Timestamp("2018-12-26")
