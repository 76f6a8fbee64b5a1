"""Lesson 06, the comparisons: by keyboard alone, with the network blocked, and on paper."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from nexus.case import Case
from nexus.framings import disagreement, readings
from nexus.publish.page import write_page

from .conftest import Server, Watched, choose, serious_faults, write_book
from .test_lab import open_lesson

HERE = Path(__file__).parents[2] / "src" / "nexus" / "framings"
BOOK = "framings-comparisons"
CELLS = (
    "import nexus\nfrom nexus.framings import charts, side_widgets\ncase = nexus.set_up()",
    'side_widgets.side_by_side(case, "H04.2")',
    "side_widgets.disagreement_map(case)",
    "charts.disagreement(case)",
    "charts.balance(case)",
    "charts.balance_sheet(case)",
)
A4_LANDSCAPE = (842, 595)  # points
OWN = {
    "Name of your lens": "a lens from Seoul",
    "The mechanism": "Whoever must live beside the outcome weighs it first.",
    "The reading": "People who would live with a war and with a neighbour count both costs.",
    "What would change it": "A poll in which neighbours wanted pressure whatever it cost them.",
}


@pytest.fixture(scope="module")
def room(lab: Server) -> Server:
    """The lab, with a notebook that holds the comparisons."""
    write_book(lab.work.parent / "notebooks" / f"{BOOK}.ipynb", CELLS)
    return lab


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Path:
    book = write_book(tmp_path_factory.mktemp("framings") / f"{BOOK}.ipynb", CELLS)
    write_page(book, book.with_suffix(".html"))
    return book.with_suffix(".html")


def answers(lab: Server) -> dict[str, Any]:
    lines = (lab.work / "answers.jsonl").read_text(encoding="utf-8").splitlines()
    return {one["question_id"]: one["answer"] for one in map(json.loads, lines)}


def side(page: Page) -> Locator:
    panel = page.locator(".nx-lens-side[data-ready=yes]")
    panel.scroll_into_view_if_needed()
    return panel


def body(panel: Locator, step: str) -> Locator:
    return panel.locator(f"tbody[data-step={step}]")


# ---- the page follows the rules of the models


def test_the_page_parts_two_readings_where_the_model_does(watched: Watched, case: Case) -> None:
    rules = (HERE / "stands.js").read_text(encoding="utf-8")
    sides = readings.families(case)
    for _, row in readings.subjects(case).iterrows():
        record = readings.record(case, row)
        for a in sides["realist"]:
            for b in sides["liberal"]:
                found = watched.page.evaluate(
                    f"(given) => {{{rules}; return partingSteps(...given) }}",
                    [list(readings.STEPS), record, a, b],
                )
                expected = readings.parting_steps(record, a, b)
                assert [(one["step"], one["why"], one["shared"]) for one in found] == [
                    (one.step, one.why, one.shared) for one in expected
                ]


def test_the_page_finds_what_the_model_finds(watched: Watched, case: Case) -> None:
    rules = (HERE / "stands.js").read_text(encoding="utf-8")
    draw = random.Random(6)
    table = disagreement.disagreement(case)
    for _ in range(40):
        verdicts = [[draw.choice(readings.VERDICTS) for _ in range(2)] for _ in range(2)]
        found = watched.page.evaluate(f"([a, b]) => {{{rules}; return standOf(a, b) }}", verdicts)
        assert found == disagreement.stand(*verdicts)
        some = table.sample(draw.randrange(len(table) + 1), random_state=draw.randrange(999))
        said = watched.page.evaluate(
            f"(stands) => {{{rules}; return standFinding(stands) }}", list(some["stand"])
        )
        assert said == disagreement.finding(some)


# ---- side by side


def test_a_subject_is_found_and_read_by_keyboard_alone(
    watched: Watched, room: Server, case: Case
) -> None:
    page = open_lesson(watched, room, BOOK)
    panel = side(page)
    find = panel.get_by_label("Find a subject")
    find.focus()
    page.keyboard.type("mines china")
    expect(panel.locator(".nx-lens-found")).to_contain_text("1 of 27 match")
    page.keyboard.press("Enter")
    record = readings.record(case, "C12.1")
    expect(panel.get_by_role("heading").first).to_have_text(record["title"])
    expect(panel.get_by_label("Subject", exact=True)).to_have_value("C12.1")
    page.keyboard.press("Escape")
    expect(find).to_have_value("")
    for lens in readings.default_pair(case):
        for step, text in record["readings"][lens]["steps"].items():
            said = readings.say_verdict(text) if step == "verdict" else text
            expect(body(panel, step)).to_contain_text(said)
    (parted,) = readings.parting_steps(record, *readings.default_pair(case))
    expect(body(panel, parted.step)).to_contain_text(f"They part here: {parted.why}")
    expect(body(panel, parted.step).locator("th")).to_contain_text("they part here")
    expect(body(panel, "verdict").locator("th")).to_contain_text("the same verdict")
    expect(panel.locator(".nx-status")).to_contain_text("They part at the mechanism")
    expect(panel.locator(".nx-lens-shared")).to_contain_text(parted.shared)

    variant = panel.get_by_label("Variant of the realist reading")
    variant.focus()
    page.keyboard.press("ArrowDown")
    expect(body(panel, "mechanism")).to_contain_text(
        record["readings"]["offensive-realist"]["steps"]["mechanism"]
    )
    assert page.evaluate("() => document.activeElement.value") == "offensive-realist"
    pair = ("offensive-realist", readings.default_pair(case)[1])
    partings = readings.parting_steps(record, *pair)
    expect(panel.locator(".nx-lens-flag", has_text="they part here")).to_have_count(len(partings))
    for one in partings:
        expect(body(panel, one.step)).to_contain_text(one.why)
    choose(panel.get_by_label("Read beside them"), "humanitarian")
    expect(panel.locator("thead th")).to_have_count(4)

    fold = body(panel, "reading").locator("summary").first
    fold.press("Enter")
    sources = record["readings"]["offensive-realist"]["sources"]
    rows = case.sources.set_index("source_id")
    links = body(panel, "reading").locator("details[open] .nx-sources li")
    expect(links).to_have_count(len(sources))
    for name in sources:
        expect(links.filter(has_text=rows.at[name, "title"]).first).to_contain_text(
            str(rows.at[name, "date"])[:4]
        )
    body(panel, "reading").get_by_role("button", name="Cite").first.press("Enter")
    body(panel, "reading").get_by_role("button", name="C12: open the passage").press("Enter")
    expect(panel.locator(".nx-passage")).to_contain_text("C12")
    assert serious_faults(page, ".nx-lens-side") == []
    watched.assert_quiet()


def test_the_families_take_turns_and_a_step_fills_the_screen(
    watched: Watched, room: Server, case: Case
) -> None:
    page = open_lesson(watched, room, BOOK)
    panel = side(page)
    table = readings.subjects(case).set_index("subject_id")
    for name in ("H04.2", "H04.3", "2016-03-02-resolution-2270", "us-nkspea-2016", "H06.1"):
        choose(panel.get_by_label("Subject", exact=True), name)
        first = panel.locator("thead .nx-lens-family").first
        expect(first).to_have_text(table.at[name, "first"])
    choose(panel.get_by_label("Show", exact=True), "one")
    for at, heading in enumerate(readings.STEPS.values()):
        expect(panel.locator("tbody th[scope=row]")).to_have_count(1)
        expect(panel.locator("tbody th[scope=row]")).to_contain_text(heading)
        later = panel.get_by_role("button", name="Next step")
        if at + 1 < len(readings.STEPS):
            later.press("Enter")
        else:
            expect(later).to_be_disabled()
    choose(panel.get_by_label("Show", exact=True), "partings")
    parted = readings.parting_steps(readings.record(case, "H06.1"), *readings.default_pair(case))
    expect(panel.locator("tbody[data-step]")).to_have_count(len(parted))
    watched.assert_quiet()


def test_without_labels_nothing_names_the_lens(watched: Watched, room: Server, case: Case) -> None:
    page = open_lesson(watched, room, BOOK)
    panel = side(page)
    choose(panel.get_by_label("Read beside them"), "constructivist")
    panel.get_by_role("button", name="Hide labels").press("Enter")
    expect(panel.locator("thead th")).to_have_text(["Step", "Reading A", "Reading B", "Reading C"])
    shown = panel.locator("table.nx-lens-table").inner_text().lower()
    for lens in case.table("lenses")["lens_id"]:
        assert readings.say_lens(lens) not in shown
    expect(panel.locator("table.nx-lens-table details")).to_have_count(0)
    expect(panel.locator("table.nx-lens-table")).not_to_contain_text("they part here")
    expect(body(panel, "question")).to_have_count(0)
    panel.get_by_role("button", name="Show labels").press("Enter")
    expect(body(panel, "question")).to_have_count(1)
    watched.assert_quiet()


def write_own(page: Page, panel: Locator) -> None:
    panel.get_by_role("button", name="Write a third reading").press("Enter")
    assert page.evaluate("() => document.activeElement.type") == "text"
    panel.get_by_role("button", name="Keep my reading").press("Enter")
    expect(panel.get_by_role("alert")).to_contain_text("Still needed: the verdict, the mechanism")
    assert page.evaluate("() => document.activeElement.tagName") == "SELECT"
    page.keyboard.type("spl")
    for label, text in OWN.items():
        panel.get_by_label(label).focus()
        page.keyboard.type(text)
    panel.get_by_role("button", name="Keep my reading").press("Enter")


def test_a_third_reading_is_written_kept_changed_removed_and_put_back(
    watched: Watched, room: Server
) -> None:
    page = open_lesson(watched, room, BOOK)
    panel = side(page)
    write_own(page, panel)
    head = panel.locator("thead th").last
    expect(head).to_have_text(f"Your reading: {OWN['Name of your lens']}")
    for step, label in (("mechanism", "The mechanism"), ("reading", "The reading")):
        expect(body(panel, step).locator("td.nx-lens-own")).to_have_text(OWN[label])
    expect(body(panel, "verdict").locator("td.nx-lens-own")).to_contain_text("is split")
    expect(body(panel, "evidence").locator("td.nx-lens-own")).to_contain_text("Not filled in")
    page.wait_for_timeout(500)
    kept = answers(room)["third-H04.2"]
    assert kept["steps"]["reading"] == OWN["The reading"]
    assert serious_faults(page, ".nx-lens-side") == []

    choose(panel.get_by_label("Subject", exact=True), "H06.1")
    expect(panel.locator("thead th")).to_have_count(3)
    again = side(open_lesson(watched, room, BOOK))
    expect(again.locator("thead th").last).to_have_text(f"Your reading: {kept['name']}")
    again.get_by_role("button", name="Edit my reading").press("Enter")
    again.get_by_label("The question").focus()
    page.keyboard.type("Who lives next door?")
    again.get_by_role("button", name="Keep my reading").press("Enter")
    own = body(again, "question").locator("td.nx-lens-own")
    expect(own).to_have_text("Who lives next door?")
    again.get_by_role("button", name="Undo").press("Enter")
    expect(own).to_have_text("Not filled in.")
    again.get_by_role("button", name="Remove my reading").press("Enter")
    again.get_by_role("button", name="Yes").press("Enter")
    expect(again.locator("thead th")).to_have_count(3)
    page.wait_for_timeout(500)
    assert answers(room)["third-H04.2"]["removed"] is True
    again.get_by_role("button", name="Undo").press("Enter")
    expect(again.locator("thead th")).to_have_count(4)
    page.wait_for_timeout(500)
    assert answers(room)["third-H04.2"] == kept
    watched.assert_quiet()


def test_what_is_typed_stays_while_a_lens_is_changed(watched: Watched, still: Path) -> None:
    page = watched.page
    page.goto(still.as_uri())
    panel = side(page)
    expect(panel.locator(".nx-kept")).to_contain_text("keeps nothing")
    panel.get_by_role("button", name="Write a third reading").press("Enter")
    panel.get_by_label("The reading").fill("Half a thought")
    choose(panel.get_by_label("Variant of the liberal reading"), "democratic-peace-liberal")
    expect(panel.get_by_label("The reading")).to_have_value("Half a thought")
    watched.assert_quiet()


# ---- on paper


def longest_subjects(case: Case) -> list[str]:
    table = case.table("readings")
    words = table["reading"].str.len().groupby(table["subject_id"]).sum()
    return [*words.sort_values().index[-2:], "H04.2"]


@pytest.mark.parametrize("beside", ["", "humanitarian"])
def test_a_subject_prints_on_one_page(
    watched: Watched, still: Path, case: Case, beside: str
) -> None:
    page = watched.page
    page.goto(still.as_uri())
    page.evaluate("() => { window.print = () => {} }")
    panel = side(page)
    choose(panel.get_by_label("Read beside them"), beside)
    for name in longest_subjects(case):
        choose(panel.get_by_label("Subject", exact=True), name)
        panel.get_by_role("button", name="Print this subject").press("Enter")
        size = page.evaluate(
            "() => parseFloat(getComputedStyle(document.querySelector('.nx-lens-sheet')).fontSize)"
        )
        assert size >= 6.5 * 96 / 72, f"{name}: too small to read"
        reader = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
        assert len(reader.pages) == 1, name
        box = reader.pages[0].mediabox
        assert (round(box.width), round(box.height)) == A4_LANDSCAPE
        text = " ".join(reader.pages[0].extract_text().split())
        record = readings.record(case, name)
        for lens in readings.default_pair(case):
            assert record["readings"][lens]["steps"]["would_change_it"] in text
        assert "They part here" in text
        assert "Neither essay is one lens" in text
        expect(page.locator(".nx-lens-sheet")).to_have_count(0)
    watched.assert_quiet()


# ---- the map of disagreement


def the_map(page: Page) -> Locator:
    panel = page.locator(".nx-lens-disagreement[data-ready=yes]")
    panel.scroll_into_view_if_needed()
    return panel


def test_every_mark_opens_its_reading_by_keyboard_alone(
    watched: Watched, room: Server, case: Case
) -> None:
    page = open_lesson(watched, room, BOOK)
    panel = the_map(page)
    table = disagreement.disagreement(case)
    expect(panel.get_by_role("heading").first).to_have_text(disagreement.finding(table))
    expect(panel.locator(".nx-lens-open")).to_have_count(len(case.table("readings")))
    panel.locator(".nx-lens-open[tabindex='0']").focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    here = page.evaluate("() => ({...document.activeElement.dataset})")
    assert here["lens"] == readings.families(case)["liberal"][0]
    assert here["subject"] == table["subject_id"].iloc[1]
    page.keyboard.press("Enter")
    record = readings.record(case, here["subject"])
    card = panel.get_by_role("article")
    expect(card).to_contain_text(record["readings"][here["lens"]]["steps"]["reading"])
    expect(card).to_contain_text("supports")
    assert serious_faults(page, ".nx-lens-disagreement") == []
    card.locator("summary").press("Enter")
    expect(card.locator(".nx-sources li")).to_have_count(
        len(record["readings"][here["lens"]]["sources"])
    )
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    assert page.evaluate("() => ({...document.activeElement.dataset})") == here
    page.keyboard.press("Enter")
    panel.get_by_role("button", name="Open it side by side").press("Enter")
    expect(side(page).get_by_role("heading").first).to_have_text(record["title"])
    watched.assert_quiet()


FILTERS: list[tuple[str, str, Callable[[Any], bool]]] = [
    ("Subjects", "event", lambda row: row["kind"] == "event"),
    ("Essay", "C", lambda row: "C" in row["essays"]),
    ("Essay", "none", lambda row: row["essays"] == ""),
    ("The two families", "part", lambda row: row["stand"] == "part"),
]


@pytest.mark.parametrize(("label", "value", "keeps"), FILTERS)
def test_a_filter_shows_what_the_model_counts_and_the_title_says_so(
    watched: Watched, still: Path, case: Case, label: str, value: str, keeps: Callable[[Any], bool]
) -> None:
    page = watched.page
    page.goto(still.as_uri())
    panel = the_map(page)
    panel.locator("summary", has_text="Read this chart").press("Enter")
    choose(panel.get_by_label(label, exact=True), value)
    table = disagreement.disagreement(case)
    left = table[[keeps(row) for _, row in table.iterrows()]]
    assert 0 < len(left) < len(table)
    visible = panel.locator(".nx-lens-map tr[data-subject]:visible")
    expect(visible).to_have_count(len(left))
    expect(panel.get_by_role("heading").first).to_have_text(disagreement.finding(left))
    best = disagreement.company(case, left).iloc[0]
    expect(panel.locator(".nx-status")).to_contain_text(f"verdict on {best['same']} of {len(left)}")
    expect(panel.locator(".nx-scroll tbody tr")).to_have_count(len(left))
    panel.get_by_role("button", name="Show everything").press("Enter")
    expect(visible).to_have_count(len(table))
    watched.assert_quiet()


def test_one_lens_is_counted_and_what_fits_nothing_says_so(
    watched: Watched, still: Path, case: Case
) -> None:
    page = watched.page
    page.goto(still.as_uri())
    panel = the_map(page)
    choose(panel.get_by_label("Lenses"), "humanitarian")
    expect(panel.locator(".nx-lens-open:visible")).to_have_count(
        len(disagreement.disagreement(case))
    )
    given = disagreement.disagreement(case)["humanitarian"].value_counts()
    expect(panel.get_by_role("heading").first).to_contain_text(f"is split on {given['splits']}")
    choose(panel.get_by_label("Lenses"), "realist")
    expect(panel.locator(".nx-lens-map thead [data-lens]:visible")).to_have_count(2)
    choose(panel.get_by_label("Subjects"), "instrument")
    choose(panel.get_by_label("The two families"), "agree")
    expect(panel.get_by_role("heading").first).to_have_text("No subject is shown")
    expect(panel.locator(".nx-status")).to_contain_text("widen one")
    assert serious_faults(page, ".nx-lens-disagreement") == []
    watched.assert_quiet()


def test_the_exported_page_is_clean(watched: Watched, still: Path) -> None:
    page = watched.page
    page.goto(still.as_uri())
    the_map(page)
    expect(page.locator(".nx-figure .vega-embed")).to_have_count(2)
    assert serious_faults(page, ".nx-lens-side, .nx-lens-disagreement, .nx-figure") == []
    watched.assert_quiet()


def test_on_paper_the_map_keeps_its_marks_and_fits(watched: Watched, still: Path) -> None:
    page = watched.page
    page.set_viewport_size({"width": 720, "height": 1000})  # A4 between its margins
    page.goto(still.as_uri())
    panel = the_map(page)
    page.emulate_media(media="print")
    marks = panel.locator(".nx-lens-open")
    assert marks.count() == sum(one.is_visible() for one in marks.all()) > 100
    expect(panel.get_by_role("button", name="Show everything")).to_be_hidden()
    edges = "one => [one.getBoundingClientRect().right, document.documentElement.clientWidth]"
    right, paper = panel.locator("table.nx-lens-map").evaluate(edges)
    assert right <= paper
