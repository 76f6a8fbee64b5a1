"""The pictures of lesson 5: complete, true to the model, and in the units of the law."""

from __future__ import annotations

from typing import Any

import pytest

from nexus import show
from nexus.case import Case
from nexus.instruments import charts, law
from nexus.instruments.findings import caps_finding, rights_finding, step_kind

PAIRS = [
    ("coal", "UN Security Council"),
    ("coal", "European Union"),
    ("refined petroleum", "UN Security Council"),
    ("refined petroleum", "European Union"),
    ("crude oil", "UN Security Council"),
    ("workers", "European Union"),
    ("workers", "UN Security Council"),
]


def rows_of(figure: show.Figure) -> list[list[dict[str, Any]]]:
    return [
        rows
        for name, rows in figure.spec["datasets"].items()
        if rows and "measure_id" in rows[0] and name
    ]


@pytest.mark.parametrize(("commodity", "issuer"), PAIRS)
def test_every_step_is_drawn_and_in_the_twin(case: Case, commodity: str, issuer: str) -> None:
    figure = charts.caps(case, commodity, issuer)
    steps = law.cap_steps(case, commodity, issuer)
    drawn = {row["measure_id"] for rows in rows_of(figure) for row in rows}
    assert drawn == set(steps["measure_id"])
    assert len(figure.twin.table) == len(steps)
    assert figure.source.startswith("Source")
    assert "<svg" in figure.as_html()
    assert caps_finding(steps, commodity) in figure.twin.sentence
    assert " ".join(figure.spec["title"]["text"]) == caps_finding(steps, commodity)


@pytest.mark.parametrize(("commodity", "issuer"), PAIRS)
def test_units_never_share_a_scale(case: Case, commodity: str, issuer: str) -> None:
    figure = charts.caps(case, commodity, issuer)
    steps = law.cap_steps(case, commodity, issuer).set_index("measure_id")
    for rows in rows_of(figure):
        capped = [row["measure_id"] for row in rows if row["kind"] in ("cap", "permit")]
        assert len(set(steps.loc[capped, "unit"])) <= 1
        for row in rows:
            if row["kind"] in ("cap", "permit"):
                assert row["height"] == steps.at[row["measure_id"], "amount"]
            else:
                assert row["height"] == 0


def test_a_ban_a_level_and_a_deadline_are_told_apart(case: Case) -> None:
    kinds = {
        row["measure_id"]: step_kind(row)
        for commodity in law.COMMODITIES
        for _, row in law.cap_steps(case, commodity).iterrows()
    }
    assert kinds["unscr-2371-coal"] == "ban"
    assert kinds["unscr-2397-refined-cap"] == "cap"
    assert kinds["unscr-2371-workers"] == "level"
    assert kinds["unscr-2397-workers"] == "deadline"
    assert kinds["eu-dec-2017-1860-humanitarian-2017"] == "permit"


def test_words_of_bans_that_are_close_take_turns(case: Case) -> None:
    (rows,) = rows_of(charts.caps(case, "refined petroleum", "European Union"))
    bans = [row["dy"] for row in rows if row["kind"] == "ban"]
    assert len(bans) == len(set(bans)) == 2


@pytest.mark.parametrize("day", ["2006-12-01", "2016-03-04", "2018-12-26", "2026-11-27"])
@pytest.mark.parametrize("binding", [True, False])
def test_grounds_are_those_of_the_model(case: Case, day: str, binding: bool) -> None:
    rows = charts.ground_rows(case, day, binding)
    counts = law.grounds_by_issuer(case, day, binding or None)
    for ground in law.GROUNDS:
        here = rows[rows["ground"] == ground]
        assert here["instruments"].sum() == counts[ground].sum()
        for issuer in set(here["issuer"]) & set(counts.index):
            found = here.loc[here["issuer"] == issuer, "instruments"].item()
            assert found == counts.at[issuer, ground]
    assert (rows["instruments"] <= rows["of"]).all()


def test_grounds_have_a_title_that_the_page_can_change(case: Case) -> None:
    figure = charts.grounds(case, "2016-03-04")
    (headline,) = [one for one in figure.spec["params"] if one["name"] == "headline"]
    assert rights_finding(case, "2016-03-04", True) in " ".join(headline["value"])
    assert figure.spec["datasets"]["grounds"]
    assert "<svg" in figure.as_html()
    with pytest.raises(law.LawError):
        charts.grounds(case, "some day")


def test_the_projector_enlarges_what_stands_between_the_words(case: Case) -> None:
    show.set_up("Ready.")
    usual = charts.caps(case).spec["vconcat"][0]["width"]
    show.set_up("Ready.", projector=True)
    assert show.magnify() == show.PROJECTOR_SCALE
    assert charts.caps(case).spec["vconcat"][0]["width"] == usual * show.PROJECTOR_SCALE
    show.set_up("Ready.")
    assert show.magnify() == 1
