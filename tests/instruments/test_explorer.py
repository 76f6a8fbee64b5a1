"""The explorer: what it sends to the page, its twin, and what was not known on an earlier day."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nexus.case import Case
from nexus.instruments import explorer_widgets as widgets
from nexus.instruments import law
from nexus.instruments.findings import fields_finding, rights_finding
from nexus.instruments.law_records import (
    TREATIES,
    as_known,
    groups,
    law_records,
    say_amount,
)

DAYS = ("2006-12-01", "2016-03-04", "2018-12-26", "2026-11-27")
ADOPTED = {"2397": "2017-12-22", "1718": "2006-10-14", "2017/1509": "2017-08-30"}


@pytest.fixture(autouse=True)
def own_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEXUS_WORK", str(tmp_path))


def test_every_row_of_the_law_reaches_the_page_with_its_sources(case: Case) -> None:
    found = law_records(case)
    for name in ("instruments", "measures", "designations", "conditions"):
        assert len(found[name]) == len(case.table(name)), name
        for row in found[name]:
            assert row["sources"], row
            assert all(one in found["sources"] for one in row["sources"])
    assert all(one["url"].startswith("http") for one in found["sources"].values())
    assert all(one["id"] in one["cite"] for one in found["instruments"])
    assert {one["group"] for one in found["instruments"]} == set(found["groups"])
    json.dumps(found)


def test_the_issuers_who_bind_most_come_first_and_treaties_are_one(case: Case) -> None:
    table = case.table("instruments")
    order = groups(case)
    assert TREATIES in order
    assert len(order) == table[table["kind"] != "treaty"]["issuer"].nunique() + 1
    binding = {
        one: table[table["issuer"] == one]["binding"].sum() for one in order if one != TREATIES
    }
    counts = [int(binding[one]) for one in order if one != TREATIES]
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize(
    ("later", "since", "day"),
    [
        ("It was replaced in April 2013.", "2010-12-22", "2013-04-30"),
        ("It fell on 5 May 2013.", "2010-12-22", "2013-05-05"),
        ("It was eased in 2012.", "2010-12-22", "2012-12-31"),
        ("Lowered by 2397 before it began.", "2017-09-11", "2017-12-22"),
        ("Regulation 2017/1509 then replaced it.", "2017-03-01", "2017-08-30"),
    ],
)
def test_a_sentence_is_held_back_until_it_could_be_written(
    later: str, since: str, day: str
) -> None:
    assert as_known(f"It bans coal; {later}", since, ADOPTED) == [
        ["It bans coal;", ""],
        [later, day],
    ]


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("It carries out resolution 1718.", "2006-11-20"),
        ("New end date 12 June 2011.", "2010-06-07"),
        ("Sums for fiscal years 2013 to 2017.", "2012-08-16"),
        ("Passed on 2 March 2016.", "2016-03-02"),
        ("The first of 2010.", "2010-12-22"),
        ("In force from 19 April 2011.", "2011-04-18"),
    ],
)
def test_what_a_text_says_of_itself_is_not_held_back(text: str, since: str) -> None:
    assert as_known(text, since, ADOPTED) == [[text, ""]]


def test_nothing_that_a_summary_tells_of_a_later_year_is_told_before(case: Case) -> None:
    instruments = {one["id"]: one["summary"] for one in law_records(case)["instruments"]}
    early = " ".join(one for one, day in instruments["us-nksr-2010"] if day <= "2016-03-04")
    assert "Reissued" not in early
    assert "Reissued" in " ".join(one for one, _ in instruments["us-nksr-2010"])


def test_amounts_are_said_with_their_unit() -> None:
    assert say_amount(500000.0, "barrels") == "500,000 barrels"
    assert say_amount(2.5, "years") == "2.5 years"
    assert say_amount(float("nan"), "") == ""


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("binding", [True, False])
def test_the_twin_counts_as_the_model_does(case: Case, day: str, binding: bool) -> None:
    shown = widgets.explorer(case, day, binding=binding)
    held = law.instruments_on(case, day)
    kept = held[held["binding"]] if binding else held
    assert f"{len(held)} instruments are in force on" in shown.twin
    assert f"{len(kept)} of them" in shown.twin
    assert fields_finding(case, day, binding) in shown.twin
    table = widgets.twin_table(case, day, binding)
    assert table["all texts"].sum() == len(kept)
    cells = law.sector_cells(case, day)
    cells = cells[cells["instrument_id"].isin(kept["instrument_id"])]
    for field in law.FIELDS:
        assert table[field].sum() == (cells["field"] == field).sum(), field


def test_what_is_asked_wrongly_is_one_sentence(case: Case) -> None:
    with pytest.raises(law.LawError, match='No day "tomorrow"'):
        widgets.explorer(case, "tomorrow")
    with pytest.raises(law.LawError, match='No issuer "Pyongyang"'):
        widgets.explorer(case, unfolded=["Pyongyang"])
    with pytest.raises(law.LawError, match='"unscr-2397" is shown'):
        widgets.explorer(case, "2016-03-04", selected="unscr-2397")


def test_findings_follow_the_day(case: Case) -> None:
    for day in DAYS:
        held = law.instruments_on(case, day)
        states = held[held["issuer"] == "United States"]
        naming = int(states["grounds"].map(lambda one: "rights" in one).sum())
        assert f"{naming or 'none'} of {len(states)} United States texts" in rights_finding(
            case, day
        )
    assert "none touches workers" in fields_finding(case, "2016-03-04")
    assert "none touches" not in fields_finding(case, "2018-12-26")
    assert fields_finding(case, "1900-01-01").startswith("No measure")


def test_grounds_and_caps_hold_what_the_page_needs(case: Case) -> None:
    shown = widgets.grounds(case, "2018-12-26")
    assert shown.day == "2018-12-26"
    assert set(shown.law) == {"instruments", "groups", "grounds"}
    assert rights_finding(case, "2018-12-26", True) in shown.twin
    pictures = widgets.caps(case, "workers").pictures
    assert {one["commodity"] for one in pictures} == set(law.COMMODITIES)
    for one in pictures:
        steps = law.cap_steps(case, one["commodity"], one["issuer"])
        assert [row[2] for row in one["rows"]] == list(steps["short_title"])
    json.dumps(pictures)
    with pytest.raises(law.LawError, match='No steps for "gold"'):
        widgets.caps(case, "gold")


def test_a_page_without_a_kernel_gets_the_whole_explorer(case: Case) -> None:
    text = widgets.explorer(case).as_html()
    assert '"live": false' in text
    assert text.count("</script>") == 3
