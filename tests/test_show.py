"""Every picture has its words, and everyone can tell its colours apart."""

from __future__ import annotations

import itertools
from pathlib import Path

import altair as alt
import numpy as np
import pandas as pd
import pytest
from colorspacious import cspace_convert, deltaE

from nexus import show
from nexus.errors import ChartError

TABLE = pd.DataFrame({"Lane": ["rights"], "Events": [3]})
COMPLETE = {"finding": "Three.", "table": TABLE, "source": "Source: a test."}


def chart(**given: str) -> alt.Chart:
    described = {"title": "Three events", "description": "One bar of three events.", **given}
    return alt.Chart(TABLE).mark_bar().encode(x="Events:Q", y="Lane:N").properties(**described)


@pytest.mark.parametrize(
    ("lacking", "words"),
    [
        ({"title": ""}, "a title"),
        ({"description": ""}, "a description"),
        ({"description": "  "}, "a description"),
    ],
)
def test_a_chart_without_its_words_is_refused(lacking: dict[str, str], words: str) -> None:
    with pytest.raises(ChartError, match=words):
        show.figure(chart(**lacking), **COMPLETE)


@pytest.mark.parametrize(
    ("lacking", "words"),
    [
        ({"finding": ""}, "a finding"),
        ({"source": " "}, "a source line"),
        ({"table": TABLE.iloc[:0]}, "a table"),
    ],
)
def test_a_figure_without_twin_or_source_is_refused(lacking: dict[str, object], words: str) -> None:
    with pytest.raises(ChartError, match=words):
        show.figure(chart(), **{**COMPLETE, **lacking})


def test_the_refusal_names_all_that_is_missing() -> None:
    with pytest.raises(ChartError, match=r"a title, a description, a source line\.$"):
        show.figure(chart(title="", description=""), **{**COMPLETE, "source": ""})


def test_a_figure_gives_its_twin_and_its_picture() -> None:
    bundle = show.figure(chart(), **COMPLETE)._repr_mimebundle_()
    assert bundle["text/plain"] == "Three.\n\n  Lane  Events\nrights       3"
    for words in ("<svg", "Source: a test.", "Read this chart", "<td>rights</td>", "Three."):
        assert words in bundle["text/html"], words


def test_the_same_chart_has_the_same_html_in_every_run() -> None:
    assert show.figure(chart(), **COMPLETE).as_html() == show.figure(chart(), **COMPLETE).as_html()


def test_words_of_the_data_cannot_become_code() -> None:
    nasty = "</script><script>alert(1)</script><!--"
    table = TABLE.assign(Lane=nasty)
    made = alt.Chart(table).mark_bar().encode(y="Lane:N").properties(title=nasty, description="d")
    text = show.figure(made, finding=nasty, table=table, source=nasty).as_html()
    assert "<script>alert" not in text
    assert text.count("<script>") == 1
    assert text.count("</script>") == 1


def test_set_up_puts_all_scripts_on_the_page_and_calls_nothing() -> None:
    page = show.set_up("Ready.")._repr_mimebundle_()
    assert page["text/plain"] == "Ready."
    assert "vega" in page["text/html"].lower()
    assert "window.__nexus" in page["text/html"]
    assert "<script src" not in page["text/html"]


def test_the_projector_makes_all_larger() -> None:
    show.set_up("Ready.", projector=True)
    large = chart().to_dict()["config"]["title"]["fontSize"]
    page = show.set_up("Ready.", projector=True)._repr_mimebundle_()["text/html"]
    show.set_up("Ready.")
    small = chart().to_dict()["config"]["title"]["fontSize"]
    assert large == pytest.approx(1.5 * small)
    assert "--nexus-scale:1.5" in page


def test_the_bundle_is_made_once_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(show, "_cache_folder", lambda: tmp_path / "cache")
    first = show.bundle()
    (kept,) = (tmp_path / "cache").iterdir()
    assert kept.read_text(encoding="utf-8") == first
    import vl_convert

    def never(*_: object, **__: object) -> str:
        raise AssertionError("the bundle was made a second time")

    monkeypatch.setattr(vl_convert, "javascript_bundle", never)
    assert show.bundle() == first


def test_a_damaged_or_unwritable_cache_costs_only_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(show, "_cache_folder", lambda: tmp_path)
    whole = show.bundle()
    (kept,) = tmp_path.iterdir()
    kept.write_text(whole[:1000], encoding="utf-8")
    assert show.bundle() == whole
    blocked = tmp_path / "file"
    blocked.touch()
    monkeypatch.setattr(show, "_cache_folder", lambda: blocked / "below")
    assert show.bundle() == whole


# ---- colours


def luminance(color: str) -> float:
    channels = np.array([int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def contrast(one: str, other: str) -> float:
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def test_marks_and_text_stand_out_from_the_paper() -> None:
    for lane, sign in show.LANES.items():
        assert contrast(sign.color, show.PAPER) >= 4.5, lane
    for color in (show.INK, show.QUIET):
        assert contrast(color, show.PAPER) >= 4.5


@pytest.mark.parametrize("kind", ["deuteranomaly", "protanomaly", "tritanomaly"])
def test_lanes_are_told_apart_under_colour_blindness(kind: str) -> None:
    space = {"name": "sRGB1+CVD", "cvd_type": kind, "severity": 100}
    seen = {
        lane: np.clip(
            cspace_convert(
                [int(sign.color[at : at + 2], 16) / 255 for at in (1, 3, 5)], space, "sRGB1"
            ),
            0,
            1,
        )
        for lane, sign in show.LANES.items()
    }
    for one, other in itertools.combinations(seen, 2):
        distance = deltaE(seen[one], seen[other], input_space="sRGB1")
        assert distance >= 10, (kind, one, other, distance)


def test_each_school_has_a_letter_of_its_own_that_can_be_read() -> None:
    assert len({badge.letter for badge in show.SCHOOLS.values()}) == len(show.SCHOOLS)
    for school, badge in show.SCHOOLS.items():
        assert contrast(badge.color, badge.ink) >= 4.5, school
    assert not {badge.color for badge in show.SCHOOLS.values()} & {
        sign.color for sign in show.LANES.values()
    }


def test_each_lane_has_a_shape_of_its_own() -> None:
    assert len({sign.shape for sign in show.LANES.values()}) == len(show.LANES)
