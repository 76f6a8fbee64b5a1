"""Each lesson in JupyterLab: run all, look, answer by keyboard alone, come back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from nexus.case import Case
from nexus.timeline import events as model

from .conftest import Server, Watched, serious_faults

LESSONS = sorted(path.stem for path in (Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
# What each lesson has at its heart, drawn and answering.
READY = ".nexus[data-ready=yes]"
PICTURES = {"00-start-here": 2, "01-read-before-you-judge": 2, "02-draw-the-argument": 0}
MARKS = ".mark-symbol.role-mark path[aria-roledescription=point]"


def open_lesson(watched: Watched, lab: Server, lesson: str) -> Page:
    """Open a notebook and run all its cells, by the menu as a reader does."""
    page = watched.page
    page.goto(f"{lab.url}/lab/tree/notebooks/{lesson}.ipynb?reset")
    page.locator(".jp-Notebook .jp-Cell").first.wait_for()
    run_all(page)
    page.locator(".nx-ready").first.wait_for(timeout=90_000)
    page.wait_for_function(
        "() => !document.querySelector('.jp-Notebook-ExecutionIndicator[data-status=busy]')"
    )
    # Lab draws what is scrolled to; go through the whole lesson as a reader does.
    for cell in page.locator(".jp-Notebook .jp-Cell").all():
        cell.scroll_into_view_if_needed()
    page.locator(READY).first.wait_for(timeout=30_000)
    return page


def run_all(page: Page) -> None:
    """Run every cell, by the menu, once the kernel answers.

    The notebook's own indicator says "idle" before there is any kernel; a run asked for then ends
    in a box that asks for one. The status bar tells the two apart.
    """
    bar = page.locator("#jp-main-statusbar")
    expect(bar).to_contain_text("(ipykernel) | Idle", timeout=90_000)
    page.locator(".jp-Notebook").click(position={"x": 5, "y": 5})
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.locator("[data-command='runmenu:run-all']").click()


def shown(timeline: Locator) -> int:
    return int(timeline.locator(".nx-status").inner_text().split()[0])


@pytest.mark.parametrize("lesson", LESSONS)
def test_run_all_paints_every_chart_and_calls_nobody(
    watched: Watched, lab: Server, lesson: str
) -> None:
    page = open_lesson(watched, lab, lesson)
    page.locator(".nx-kept, .nx-sources").last.wait_for()
    assert page.locator(".jp-OutputArea-output[data-mime-type*=error]").count() == 0
    assert page.locator(".jp-OutputArea-output[data-mime-type*=stderr]").count() == 0
    assert page.get_by_text("Would you like to get notified").count() == 0
    charts = page.locator(".nx-chart .vega-embed")
    expect(page.locator(".nx-chart")).to_have_count(charts.count())
    assert charts.count() >= PICTURES.get(lesson, 1)
    for chart in charts.all():
        label = chart.get_attribute("aria-label") or ""
        assert len(label) > 40
        assert label != "Vega visualization"
        assert chart.locator("path").count() > 8
        box = chart.bounding_box()
        assert box and box["width"] > 300 and box["height"] > 150
    assert serious_faults(page, ".jp-OutputArea-output") == []
    watched.assert_quiet()


def test_the_page_the_model_and_vega_agree_on_what_was_known(
    watched: Watched, lab: Server, case: Case
) -> None:
    page = open_lesson(watched, lab, "04-timeline")
    timeline = page.locator(".nx-timeline").first
    for day in ("1950-06-25", "1994-06-17", "2006-10-09", "2016-03-04", "2018-12-26", "2026-12-31"):
        timeline.get_by_label("Day", exact=True).fill(day)
        known = len(model.known_on(case.events, day))
        expect(timeline.locator(MARKS)).to_have_count(known)
        assert shown(timeline) == known
    timeline.get_by_label("Show what was known on").select_option("")
    timeline.get_by_label("Essay", exact=True).select_option("H")
    expect(timeline.locator(MARKS)).to_have_count(len(model.of_essay(case.events, "H")))
    timeline.get_by_label("Essay", exact=True).select_option("")
    for lane in ("weapons", "diplomacy"):
        timeline.get_by_role("checkbox", name=lane).uncheck()
    left = model.in_lanes(case.events, ["sanctions", "rights"])
    expect(timeline.locator(MARKS)).to_have_count(len(left))
    timeline.get_by_label("Period", exact=True).select_option(label="2012 to 2017")
    inside = left[left["date"].dt.year.between(2012, 2017)]
    expect(timeline.locator(MARKS)).to_have_count(len(inside))
    assert shown(timeline) == len(inside)
    timeline.get_by_role("button", name="Show everything").click()
    expect(timeline.locator(MARKS)).to_have_count(len(case.events))
    watched.assert_quiet()


def test_no_mark_hides_another_at_any_zoom(watched: Watched, lab: Server) -> None:
    page = open_lesson(watched, lab, "04-timeline")
    timeline = page.locator(".nx-timeline").first
    timeline.get_by_label("Show what was known on").select_option("")
    for _ in range(6):
        page.wait_for_timeout(150)
        places = timeline.locator(MARKS).evaluate_all(
            "marks => marks.map(mark => mark.getAttribute('transform'))"
        )
        assert len(places) == len(set(places))
        timeline.get_by_role("button", name="Zoom in").click()


def test_cut_off_card_and_zoom_by_keyboard_alone(watched: Watched, lab: Server, case: Case) -> None:
    page = open_lesson(watched, lab, "04-timeline")
    timeline = page.locator(".nx-timeline").first
    slider = timeline.get_by_label("Slide the day")
    slider.focus()
    page.keyboard.press("ArrowRight")
    assert slider.get_attribute("aria-valuetext") == "5 March 2016"
    expect(timeline.locator(MARKS)).to_have_count(len(model.known_on(case.events, "2016-03-05")))
    page.keyboard.press("PageDown")
    assert slider.get_attribute("aria-valuetext") == "6 March 2015"
    expect(timeline.locator(MARKS)).to_have_count(len(model.known_on(case.events, "2015-03-06")))
    page.keyboard.press("End")
    expect(timeline.locator(MARKS)).to_have_count(len(case.events))

    chart = timeline.locator(".nx-chart")
    chart.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    second = model.in_order(case.events).iloc[1]["title"]
    expect(timeline.locator(".nx-card h4").first).to_have_text(str(second))
    page.keyboard.press("+")
    expect(timeline.get_by_label("Period", exact=True)).to_have_value("own")
    page.keyboard.press("-")
    watched.assert_quiet()


def test_a_card_holds_sources_a_citation_and_only_what_was_known(
    watched: Watched, lab: Server
) -> None:
    page = open_lesson(watched, lab, "04-timeline")
    timeline = page.locator(".nx-timeline").first
    timeline.get_by_label("Show what was known on").select_option("")
    timeline.get_by_label("Event", exact=True).select_option("2010-03-26-cheonan-sunk")
    card = timeline.locator(".nx-card").first
    expect(card).to_contain_text("What came later")
    assert card.get_by_role("link", name="open at the source").count() >= 2
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    card.get_by_role("button", name="Cite").click()
    expect(card).to_contain_text("copied")
    assert "2010-03-26-cheonan-sunk" in page.evaluate("() => navigator.clipboard.readText()")
    everything = card.locator(".nx-sources li").count()
    timeline.get_by_label("Day", exact=True).fill("2010-03-28")
    expect(card).not_to_contain_text("What came later")
    expect(card).to_contain_text("written after the cut-off")
    assert card.locator(".nx-sources li").count() < everything
    watched.assert_quiet()


def test_forecast_lock_and_reveal_by_keyboard_alone_and_after_a_restart(
    watched: Watched, lab: Server
) -> None:
    page = open_lesson(watched, lab, "04-timeline")
    card = page.locator(".nx-forecasts fieldset").first
    reveal = card.get_by_role("button", name="Reveal")
    assert reveal.is_disabled()
    card.get_by_label("Probability of yes, in per cent").focus()
    page.keyboard.type("140")
    card.get_by_role("button", name="Lock it in").focus()
    page.keyboard.press("Enter")
    expect(card.get_by_role("alert")).to_contain_text("from 0 to 100")
    card.get_by_label("Probability of yes, in per cent").press("Control+a")
    page.keyboard.type("40")
    card.get_by_role("button", name="Lock it in").press("Enter")
    expect(card.get_by_role("alert")).to_contain_text("one reason")
    card.get_by_label("Because").focus()
    page.keyboard.type("Four tests in ten years.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(card.get_by_label("Probability of yes, in per cent")).to_be_disabled()
    page.keyboard.press("Enter")
    expect(card).to_contain_text("It happened.")
    expect(card).to_contain_text("Your squared miss is 0.36")
    kept = lab.work / "answers.jsonl"
    page.wait_for_timeout(500)
    last = json.loads(kept.read_text(encoding="utf-8").splitlines()[-1])
    assert last["question_id"] == "04-fc-test"
    assert last["answer"] == {"probability": 40, "reason": "Four tests in ten years."}

    again = open_lesson(watched, lab, "04-timeline").locator(".nx-forecasts fieldset").first
    expect(again.get_by_label("Probability of yes, in per cent")).to_have_value("40")
    expect(again.get_by_label("Because")).to_have_value("Four tests in ten years.")
    assert again.get_by_role("button", name="Reveal").is_enabled()
    watched.assert_quiet()


def test_a_choice_gets_its_own_feedback_by_keyboard_alone(
    watched: Watched, lab: Server, case: Case
) -> None:
    page = open_lesson(watched, lab, "04-timeline")
    asked = case.questions.set_index("question_id").loc["04-cause-hr757"]
    card = page.get_by_role("group", name=str(asked["prompt"]))
    card.scroll_into_view_if_needed()
    card.get_by_role("radio").first.focus()
    for place, feedback in enumerate(asked["feedback"]):
        page.keyboard.press("Space" if place == 0 else "ArrowDown")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        right = str(place + 1) in asked["answer"]
        expect(card.get_by_role("status")).to_contain_text(feedback)
        expect(card.get_by_role("status")).to_contain_text("fits" if right else "try another")
        page.keyboard.press("Shift+Tab")
    watched.assert_quiet()


def test_twelve_events_are_ordered_by_keyboard_alone(
    watched: Watched, lab: Server, case: Case
) -> None:
    page = open_lesson(watched, lab, "04-timeline")
    panel = page.locator(".nx-ordering")
    panel.scroll_into_view_if_needed()
    dates = case.events.set_index("event_id")["date"]
    rows = panel.locator("li")
    right = sorted((row.get_attribute("data-id") or "" for row in rows.all()), key=dates.get)
    panel.get_by_role("button", name="Check my order").press("Enter")
    expect(panel.locator(".nx-again").first).to_be_visible()
    for place, event_id in enumerate(right):
        row = panel.locator(f"li[data-id='{event_id}']")
        row.get_by_role("combobox").focus()
        while [one.get_attribute("data-id") for one in rows.all()].index(event_id) > place:
            page.keyboard.press("Alt+ArrowUp")
    panel.get_by_role("button", name="Check my order").press("Enter")
    expect(panel.locator(".nx-status")).to_contain_text("12 of 12")
    panel.get_by_role("button", name="Undo").press("Enter")
    panel.get_by_role("button", name="Show the dates").press("Enter")
    expect(panel.locator("li").first).to_contain_text("1985")
    watched.assert_quiet()


def test_what_is_written_is_kept_and_comes_back(watched: Watched, lab: Server) -> None:
    page = open_lesson(watched, lab, "00-start-here")
    panel = page.locator(".nx-writing")
    panel.scroll_into_view_if_needed()
    panel.get_by_role("textbox").fill("Whether pressure that lasts longer is better pressure.")
    panel.get_by_role("checkbox").first.press("Space")
    panel.get_by_role("button", name="Keep").press("Enter")
    expect(panel.locator(".nx-kept")).to_contain_text("Kept in your own file")
    page.wait_for_timeout(500)
    again = open_lesson(watched, lab, "00-start-here").locator(".nx-writing")
    expect(again.get_by_role("textbox")).to_have_value(
        "Whether pressure that lasts longer is better pressure."
    )
    assert again.get_by_role("checkbox").first.is_checked()
    watched.assert_quiet()


def test_keys_typed_into_a_lesson_never_reach_jupyterlab(watched: Watched, lab: Server) -> None:
    page = open_lesson(watched, lab, "04-timeline")
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    timeline = page.locator(".nx-timeline").first
    for control in (
        timeline.get_by_label("Show what was known on"),
        timeline.get_by_label("Slide the day"),
        timeline.get_by_role("checkbox", name="weapons"),
        timeline.get_by_role("button", name="Zoom in"),
        timeline.locator("summary").first,
    ):
        control.focus()
        for key in ("a", "b", "d", "d", "x"):
            page.keyboard.press(key)
    page.wait_for_timeout(300)
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells


def test_the_notebook_is_saved_while_the_focus_is_in_a_control(
    watched: Watched, lab: Server
) -> None:
    page = open_lesson(watched, lab, LESSONS[0])
    file = lab.work.parent / "notebooks" / f"{LESSONS[0]}.ipynb"
    control = page.locator(".nexus input, .nexus button").first
    control.focus()
    before = file.stat().st_mtime_ns
    control.press("Control+s")
    for _ in range(50):
        if file.stat().st_mtime_ns != before:
            break
        page.wait_for_timeout(200)
    assert file.stat().st_mtime_ns != before
    assert control.get_attribute("data-lm-suppress-shortcuts") == "true"
    watched.assert_quiet()
