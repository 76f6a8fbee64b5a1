"""Published lists as a facilitator shows them: files put in, searched, compared, by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from nexus.case import Case
from tests.instruments import samples

from .conftest import Server, Watched, serious_faults
from .test_lab import open_lesson

LESSON = "05-instruments-and-exits"


def lists(page: Page) -> Locator:
    panel = page.locator(".nx-list")
    panel.locator("xpath=self::*[@data-ready='yes']").wait_for()
    panel.scroll_into_view_if_needed()
    return panel


@pytest.fixture
def vintages(tmp_path: Path) -> tuple[list[Path], list[Path]]:
    """Two invented vintages as files; the second no longer has number 102."""
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        folder.mkdir()
        for name, raw in samples.csv_set().items():
            kept = [
                line for line in raw.split(b"\r\n") if folder is old or not line.startswith(b"102,")
            ]
            (folder / name).write_bytes(b"\r\n".join(kept))
    return sorted(old.iterdir()), sorted(new.iterdir())


def put(page: Page, place: Locator, files: list[Path], day: str) -> None:
    place.get_by_label("Files that you downloaded").set_input_files(files)
    place.get_by_label("Day, if the files do not give it").fill(day)
    place.get_by_role("button", name="Read these files").focus()
    page.keyboard.press("Enter")


def test_a_list_is_put_in_searched_and_compared(
    watched: Watched, lab: Server, vintages: tuple[list[Path], list[Path]]
) -> None:
    page = open_lesson(watched, lab, LESSON)
    panel = lists(page)
    first = panel.get_by_role("region", name="A list", exact=True)
    put(page, first, vintages[0], "2016-01-01")
    expect(first).to_contain_text("OFAC SDN of 1 January 2016")
    expect(first).to_contain_text("of them under a North Korea programme")
    expect(first.locator(".nx-chart .vega-embed").first).to_be_visible()
    first.locator("summary", has_text="Read this chart").first.press("Enter")
    expect(first.get_by_role("region", name="The chart as a table").first).to_contain_text("DPRK3")

    panel.locator("summary", has_text="The same list of another day").press("Enter")
    second = panel.get_by_role("region", name="The same list of another day, to compare")
    put(page, second, vintages[1], "2017-01-01")
    expect(second).to_contain_text("OFAC SDN of 1 January 2017")

    panel.get_by_label("Name, or part of one").focus()
    page.keyboard.type("Choi Pil-ho")
    page.keyboard.press("Enter")
    found = panel.get_by_role("region", name="Names found")
    expect(found.locator("tbody tr").first).to_contain_text("− removed in the newer list")
    found.get_by_role("button", name="CHOE, Pil Ho").focus()
    page.keyboard.press("Enter")
    card = panel.get_by_role("article", name="Entry: CHOE, Pil Ho")
    expect(card).to_be_focused()
    expect(card).to_contain_text("the newer list no longer has this entry")
    expect(card).to_contain_text("no conviction by a court")
    panel.get_by_role("button", name="Compare the two").press("Enter")
    expect(panel).to_contain_text("0 added, 1 removed, 0 changed")
    assert serious_faults(page, ".nx-list") == []
    watched.assert_quiet()


def test_a_web_page_saved_as_a_list_is_one_sentence(
    watched: Watched, lab: Server, tmp_path: Path, vintages: tuple[list[Path], list[Path]]
) -> None:
    page = open_lesson(watched, lab, LESSON)
    first = lists(page).get_by_role("region", name="A list", exact=True)
    first.get_by_role("button", name="Read these files").press("Enter")
    expect(first.get_by_role("status").first).to_contain_text("Choose one file")
    put(page, first, vintages[0], "2016-01-01")
    expect(first).to_contain_text("of them under a North Korea programme")
    wrong = tmp_path / "sdn.csv"
    wrong.write_text("<html><head><title>503 Service Unavailable</title></head></html>")
    put(page, first, [wrong], "")
    said = first.get_by_role("status").first
    expect(said).to_contain_text("is a web page (its title: 503 Service Unavailable)")
    expect(said).to_contain_text("What was read before is kept")
    expect(first).to_contain_text("of them under a North Korea programme")
    watched.assert_quiet()


def test_a_room_without_a_file_searches_what_is_recorded(
    watched: Watched, lab: Server, case: Case
) -> None:
    page = open_lesson(watched, lab, LESSON)
    panel = lists(page)
    recorded = case.table("designations")
    expect(panel).to_contain_text(f"the {len(recorded)} designations")
    panel.get_by_label("Name, or part of one").fill(str(recorded["name"].iloc[-1]))
    panel.get_by_label("Name, or part of one").press("Enter")
    found = panel.get_by_role("region", name="Names found")
    expect(found.locator("tbody tr").first).to_contain_text("the same name")
    found.get_by_role("button").first.press("Enter")
    expect(panel.get_by_role("article")).to_contain_text("ground:")
    watched.assert_quiet()


def test_a_page_without_a_kernel_shows_what_is_recorded(
    watched: Watched, pages: dict[str, Path], case: Case
) -> None:
    page = watched.page
    page.goto(pages[LESSON].as_uri())
    panel = lists(page)
    expect(panel).to_contain_text("Lists are read in the notebook")
    rows = panel.get_by_role("region", name="Designations recorded").locator("tbody tr")
    expect(rows).to_have_count(len(case.table("designations")))
    assert panel.locator("input").count() == 0
    watched.assert_quiet()
