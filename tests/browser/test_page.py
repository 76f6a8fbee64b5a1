"""The exported page: one file, no kernel, no network, and still alive."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from nexus.case import Case
from nexus.timeline import events as model

from .conftest import Server, Watched, serious_faults
from .test_lab import LESSONS, MARKS, PICTURES, READY

OTHERS = tuple(f"{lesson}.html" for lesson in LESSONS)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_page_is_whole_and_calls_nobody(
    watched: Watched, pages: dict[str, Path], lesson: str
) -> None:
    page = watched.page
    page.goto(pages[lesson].as_uri())
    page.locator(READY).first.wait_for()
    expect(page.locator(".nx-chart")).to_have_count(page.locator(".nx-chart .vega-embed").count())
    assert page.locator(".nx-chart .vega-embed").count() >= PICTURES.get(lesson, 1)
    assert serious_faults(page, ".jp-OutputArea-output") == []
    assert serious_faults(page, "main") == []
    watched.assert_quiet()
    for link in page.locator("main a[href]:not([href^='http'])").all():
        assert (link.get_attribute("href") or "").startswith(("#", *OTHERS)), link
    assert pages[lesson].stat().st_size < 4_000_000


def test_cut_off_forecast_and_feedback_live_without_a_kernel(
    watched: Watched, pages: dict[str, Path], case: Case
) -> None:
    page = watched.page
    page.goto(pages["04-timeline"].as_uri())
    timeline = page.locator(".nx-timeline").first
    timeline.locator("xpath=self::*[@data-ready='yes']").wait_for()
    slider = timeline.get_by_label("Slide the day")
    slider.focus()
    page.keyboard.press("PageDown")
    expect(timeline.locator(MARKS)).to_have_count(len(model.known_on(case.events, "2015-03-05")))
    card = page.locator(".nx-forecasts fieldset").first
    card.get_by_label("Probability of yes, in per cent").fill("90")
    card.get_by_label("Because").fill("A test each year.")
    card.get_by_role("button", name="Lock it in").press("Enter")
    card.get_by_role("button", name="Reveal").press("Enter")
    expect(card).to_contain_text("It happened.")
    card.get_by_role("button", name="Show the timeline up to 31 December 2016").press("Enter")
    expect(timeline.locator(MARKS)).to_have_count(len(model.known_on(case.events, "2016-12-31")))
    expect(page.locator(".nx-quiz .nx-kept").first).to_contain_text("keeps nothing")
    watched.assert_quiet()


def test_without_scripts_pictures_and_twins_stay(watched: Watched, pages: dict[str, Path]) -> None:
    context = watched.page.context.browser
    assert context
    bare = context.new_context(java_script_enabled=False)
    page = bare.new_page()
    page.goto(pages["04-timeline"].as_uri())
    assert page.locator(".nx-figure svg").count() >= 3
    expect(page.locator(".nexus-still .nx-pre").first).to_contain_text("events shown")
    bare.close()


def test_charts_and_widgets_live_in_voila(watched: Watched, voila: Server, case: Case) -> None:
    page = watched.page
    page.goto(f"{voila.url}/voila/render/04-timeline.ipynb", timeout=90_000)
    page.locator(".nx-timeline[data-ready=yes]").first.wait_for(timeout=60_000)
    timeline = page.locator(".nx-timeline").first
    expect(timeline.locator(MARKS)).to_have_count(len(model.known_on(case.events, "2016-03-04")))
    assert page.locator(".nx-figure .vega-embed").count() >= 3
    # Voila's own frame asks for an icon font, which nothing of ours needs; all else stays here.
    assert [url for url in watched.calls_out if "/fontawesome-free@" not in url] == []
