"""The pictures of lesson 6 say what they show, and everyone can tell the verdicts apart."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from colorspacious import cspace_convert, deltaE

from nexus import show
from nexus.case import Case
from nexus.framings import balance, charts, disagreement
from nexus.framings.readings import VERDICTS


def rgb(color: str) -> np.ndarray:
    return np.array([int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)])


def luminance(color: str) -> float:
    parts = rgb(color)
    linear = np.where(parts <= 0.03928, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def test_every_verdict_has_its_own_shape_letters_and_colour() -> None:
    assert set(charts.SIGNS) == set(VERDICTS)
    for part in ("shape", "letters", "color"):
        assert len({getattr(sign, part) for sign in charts.SIGNS.values()}) == len(VERDICTS)
    for sign in charts.SIGNS.values():
        assert 1.05 / (luminance(sign.color) + 0.05) >= 4.5


@pytest.mark.parametrize("kind", ["protanomaly", "deuteranomaly", "tritanomaly"])
def test_the_colour_blind_tell_the_verdicts_apart(kind: str) -> None:
    space = {"name": "sRGB1+CVD", "cvd_type": kind, "severity": 100}
    spoken = [sign.color for name, sign in charts.SIGNS.items() if name != "silent"]
    for one, other in itertools.combinations(spoken, 2):
        seen = [np.clip(cspace_convert(rgb(c), space, "sRGB1"), 0, 1) for c in (one, other)]
        assert deltaE(*seen, input_space="sRGB1") > 10, (one, other)


def test_the_map_has_a_mark_a_verdict_and_its_finding_as_title(case: Case) -> None:
    figure = charts.disagreement(case)
    table = disagreement.disagreement(case)
    title = " ".join(figure.spec["title"]["text"])
    assert title == disagreement.finding(table)
    assert title in figure.spec["description"]
    (rows,) = figure.spec["datasets"].values()
    assert len(rows) == len(case.table("readings"))
    assert len(figure.twin.table) == len(table)
    assert "<svg" in figure.as_html()


def test_the_balance_is_told_with_its_numbers(case: Case) -> None:
    figure = charts.balance(case)
    gaps = balance.gaps(case).set_index("part")["gap"]
    assert f"differ by {100 * gaps['all']:.1f} per cent" in figure.twin.sentence
    assert f"more than {100 * gaps.max():.1f} per cent" in figure.twin.sentence
    assert len(figure.twin.table) == len(case.table("lenses"))


def test_the_sheet_for_instructors_counts_what_is_there(case: Case) -> None:
    sheet = charts.balance_sheet(case)
    assert isinstance(sheet, show.Sheet)
    order = balance.order(case)["first"].value_counts()
    assert f"realist family on {order['realist']}" in sheet.sentence
    report = balance.report(case)
    for lens in report.loc[report["silent"] > 0, "lens_id"]:
        assert lens.replace("-realist", " realist") in sheet.sentence
    assert list(sheet.table["Words"]) == list(report["words"])
