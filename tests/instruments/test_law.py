"""The law on a chosen day: what counts, from when, on which ground, and what ended it."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nexus.case import Case
from nexus.instruments import law
from tests.conftest import ROOT

CHA_LLOYD, HURLEY = "2016-03-04", "2018-12-26"
DAYS = st.dates(dt.date(1948, 1, 1), dt.date(2027, 1, 1))


@pytest.fixture(scope="module")
def shipped() -> Case:
    from nexus.case import load

    return load(ROOT / "data")


def held(case: Case, day: str) -> set[str]:
    return set(law.instruments_on(case, day)["instrument_id"])


def applied(case: Case, day: str) -> set[str]:
    return set(law.measures_on(case, day)["measure_id"])


# ---- what counts on a day


@pytest.mark.parametrize(
    ("instrument", "before", "day"),
    [
        ("us-nkspea-2016", "2016-02-17", "2016-02-18"),
        ("us-caatsa-title-iii-2017", "2017-08-01", "2017-08-02"),
        ("us-warmbier-act-2019", "2019-12-19", "2019-12-20"),
        ("unscr-2397", "2017-12-21", "2017-12-22"),
    ],
)
def test_an_instrument_counts_from_its_own_day(
    case: Case, instrument: str, before: str, day: str
) -> None:
    assert instrument not in held(case, before)
    assert instrument in held(case, day)


def test_what_another_act_ended_is_gone_on_that_day(case: Case) -> None:
    assert "us-nksr-2010" in held(case, "2018-03-04")
    assert "us-nksr-2010" not in held(case, "2018-03-05")
    assert "us-nksr-2018" in held(case, "2018-03-05")
    assert "us-nkspea-2016-ports-report" in applied(case, "2017-08-01")
    assert "us-nkspea-2016-ports-report" not in applied(case, "2017-08-02")


def test_what_runs_out_by_itself_counts_on_its_last_day(case: Case) -> None:
    assert "unscr-2680" in held(case, "2024-04-30")
    assert "unscr-2680" not in held(case, "2024-05-01")
    assert "unscr-2321-coal-cap-2016-value" in applied(case, "2016-12-31")
    assert "unscr-2321-coal-cap-2016-value" not in applied(case, "2017-01-01")


def test_coal_on_the_day_of_the_ban_is_banned_and_not_capped(case: Case) -> None:
    table = law.measures_on(case, "2017-08-05")
    coal = table[table["commodity"] == "coal"]
    assert coal["measure_id"].tolist() == ["eu-reg-2017-330-coal-iron", "unscr-2371-coal"]
    assert set(coal["action"]) == {"ban"}


def test_on_the_day_of_the_first_essay_no_later_act_is_shown(case: Case) -> None:
    assert held(case, CHA_LLOYD) >= {"us-nkspea-2016", "unscr-2270"}
    later = {"unscr-2321", "unscr-2397", "us-caatsa-title-iii-2017", "eu-dec-2016-849"}
    assert not later & held(case, CHA_LLOYD)
    assert later <= held(case, HURLEY)


@settings(deadline=None, max_examples=40)
@given(DAYS)
def test_no_measure_counts_before_its_day_or_without_its_instrument(
    shipped: Case, day: dt.date
) -> None:
    stamp = pd.Timestamp(day)
    table = law.measures_on(shipped, day)
    assert (table["from_date"] <= stamp).all()
    assert not (table["until_date"] < stamp).any()
    assert set(table["instrument_id"]) <= set(law.instruments_on(shipped, day)["instrument_id"])


def test_cases_kept_for_comparison_are_asked_for_by_name(case: Case) -> None:
    both = set(law.instruments_on(case, "1990-01-01", comparison=True)["instrument_id"])
    assert {"us-caaa-1986", "us-jackson-vanik-1974"} <= both
    assert both - held(case, "1990-01-01") == {"us-caaa-1986", "us-jackson-vanik-1974"}


def test_a_day_may_be_text_or_date_and_nothing_else(case: Case) -> None:
    assert law.the_day(dt.date(2016, 3, 4)) == law.the_day("2016-03-04")
    for bad in ("soon", "2016-02-30", ""):
        with pytest.raises(law.LawError, match=f'No day "{bad}"'):
            law.instruments_on(case, bad)


# ---- grounds


def test_the_council_never_names_rights(case: Case) -> None:
    counts = law.grounds_by_issuer(case, "2026-11-23")
    assert list(counts.columns) == list(law.GROUNDS)
    assert counts.loc["UN Security Council", "rights"] == 0
    assert counts.loc["UN Security Council", "nuclear"] >= 10


def test_the_union_names_rights_from_march_2021(case: Case) -> None:
    assert law.grounds_by_issuer(case, "2021-03-21").loc["European Union", "rights"] == 0
    assert law.grounds_by_issuer(case, "2021-03-22").loc["European Union", "rights"] == 1


def test_grounds_are_counted_once_an_instrument(case: Case) -> None:
    table = law.instruments_on(case, HURLEY)
    counts = law.grounds_by_issuer(case, HURLEY)
    assert int(counts.to_numpy().sum()) == table["grounds"].map(len).sum()
    binding = law.grounds_by_issuer(case, HURLEY, binding=True)
    other = law.grounds_by_issuer(case, HURLEY, binding=False)
    assert "UN General Assembly" not in binding.index
    assert binding.add(other, fill_value=0).to_numpy().sum() == counts.to_numpy().sum()


# ---- the matrix


@settings(deadline=None, max_examples=40)
@given(DAYS)
def test_the_matrix_holds_every_measure_once(shipped: Case, day: dt.date) -> None:
    table = law.measures_on(shipped, day)
    wide = law.sector_matrix(shipped, day)
    assert int(wide.to_numpy().sum()) == len(table)
    by_row = table["instrument_id"].value_counts()
    assert wide.sum(axis=1).to_dict() == by_row.to_dict()


def test_every_sector_is_gathered(case: Case) -> None:
    sectors = set(case.table("measures")["sector"])
    assert sorted(one for one in sectors if law.field_of(one) == law.OTHER_FIELD) == []
    assert law.field_of("a sector of my own") == law.OTHER_FIELD


def test_a_cell_of_the_matrix_says_what_is_done(case: Case) -> None:
    cells = law.sector_cells(case, HURLEY).set_index(["instrument_id", "field"])
    cell = cells.loc[("unscr-2397", "oil")]
    assert cell["actions"] == "cap, other, report"
    assert cell["measures"] == 6
    wide = law.sector_matrix(case, HURLEY)
    assert wide.loc["unscr-2397", "oil"] == 6
    assert wide.loc["unscr-2397", "rights and information"] == 0
    assert wide.index.tolist() == list(dict.fromkeys(cells.reset_index()["instrument_id"]))


# ---- caps


def steps(case: Case, commodity: str) -> list[tuple[str, float | None, str]]:
    table = law.cap_steps(case, commodity, "UN Security Council")
    amounts = [None if pd.isna(one) else float(one) for one in table["amount"]]
    return list(zip(table["measure_id"], amounts, table["unit"], strict=True))


def test_coal_goes_from_a_ban_with_a_door_to_two_caps_to_a_ban(case: Case) -> None:
    assert steps(case, "coal") == [
        ("unscr-2270-coal-iron", None, ""),
        ("unscr-2321-coal-cap-2016-value", 53495894.0, "US dollars"),
        ("unscr-2321-coal-cap-2016-weight", 1000866.0, "metric tons"),
        ("unscr-2321-coal-cap-value", 400870018.0, "US dollars"),
        ("unscr-2321-coal-cap-weight", 7500000.0, "metric tons"),
        ("unscr-2371-coal", None, ""),
    ]


def test_oil_keeps_its_units_side_by_side(case: Case) -> None:
    assert steps(case, "refined petroleum") == [
        ("unscr-2375-refined-2018", 2000000.0, "barrels"),
        ("unscr-2375-refined-2017", 500000.0, "barrels"),
        ("unscr-2397-refined-cap", 500000.0, "barrels"),
    ]
    assert steps(case, "crude oil") == [
        ("unscr-2375-crude-freeze", None, ""),
        ("unscr-2397-crude-cap-barrels", 4000000.0, "barrels"),
        ("unscr-2397-crude-cap-tons", 525000.0, "tons"),
    ]


def test_workers_go_from_a_level_to_a_stop_to_the_way_home(case: Case) -> None:
    table = law.cap_steps(case, "workers", "UN Security Council")
    assert table["action"].tolist() == ["cap", "ban", "other"]
    assert table["ended_by"].tolist() == ["unscr-2375", "", ""]


def test_steps_of_every_issuer_and_of_none(case: Case) -> None:
    everyone = law.cap_steps(case, "coal")
    assert set(everyone["issuer"]) == {"UN Security Council", "European Union"}
    assert everyone["from_date"].is_monotonic_increasing
    with pytest.raises(law.LawError, match="there are coal, refined petroleum"):
        law.cap_steps(case, "gold")
    with pytest.raises(law.LawError, match="European Union, UN Security Council"):
        law.cap_steps(case, "coal", "Japan")


# ---- what ended it


def test_what_ended_names_the_other_act(case: Case) -> None:
    ended = law.what_ended(case, "unscr-2321").set_index("part")
    assert ended.loc["unscr-2321-coal-cap-value", "by"] == "UNSCR 2371"
    assert ended.loc["unscr-2321-coal-cap-2016-value", "by"] == ""
    whole = law.what_ended(case, "us-nksr-2010").set_index("part").loc["the whole"]
    assert (whole["ended_by"], str(whole["until"].date())) == ("us-nksr-2018", "2018-03-05")


def test_how_an_act_ended_in_fact_is_told(case: Case) -> None:
    told = law.what_ended(case, "us-caaa-1986")
    assert told["part"].tolist() == ["the whole", "caaa-repeal-1993"]
    assert told["until"].is_monotonic_increasing
    assert "burma-2016-end" in law.what_ended(case, "us-burma-jade-2008")["part"].tolist()


def test_nothing_ended_of_what_still_stands(case: Case) -> None:
    assert law.what_ended(case, "us-warmbier-act-2019").empty
    with pytest.raises(law.LawError, match='No instrument "unscr-9999"'):
        law.what_ended(case, "unscr-9999")
