"""The instrument explorer by keyboard alone, with the network blocked, in Lab and on a page."""

from __future__ import annotations

import datetime as dt
import random
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Locator, Page, expect

from nexus.case import Case
from nexus.instruments import law
from nexus.instruments.charts import ground_rows
from nexus.instruments.conditions import read_law
from nexus.instruments.findings import fields_finding, rights_finding
from nexus.instruments.law_records import law_records
from nexus.publish.page import write_page

from .conftest import Server, Watched, choose, serious_faults, write_book
from .test_lab import open_lesson

HERE = Path(__file__).parents[2] / "src" / "nexus" / "instruments"
CELLS = (
    "import nexus\nfrom nexus.instruments import explorer_widgets\ncase = nexus.set_up()",
    'explorer_widgets.explorer(case, day="2016-03-04")',
    'explorer_widgets.grounds(case, day="2016-03-04")',
    'explorer_widgets.caps(case, "coal")',
)
LESSON = "explorer"
ON = """([law, days, fields, grounds]) => {
  RULES
  const onDay = (day, comparison) => {
    const held = instrumentsOn(law, day, comparison);
    const measures = measuresOn(law, day, comparison);
    const cells = [...cellsOf(measures)].flatMap(([id, found]) =>
      [...found].map(([field, rows]) => [id, field, rows.length, actionsOf(rows).join(", ")]));
    const counts = (some) => [...groundsBy(some, grounds)].map(([issuer, found]) =>
      [issuer, grounds.map((one) => found[one])]);
    return [held.map((one) => one.id), measures.map((row) => row.id), cells,
      counts(held), counts(held.filter((one) => one.binding))];
  };
  const findings = (some, day) =>
    [fieldsFinding(some, measuresOn(law, day), fields), rightsFinding(some)];
  const wayOn = (way) => [way.instrument, way.way, way.exit, way.role, way.reach, way.decided_by,
    way.days, way.test_ids];
  return days.map((day) => {
    const held = instrumentsOn(law, day);
    return [onDay(day, false), onDay(day, true),
      [findings(held, day), findings(held.filter((one) => one.binding), day)],
      lawOn(law, day).ways.map(wayOn)];
  });
}"""


def rules() -> str:
    scripts = [(HERE / name).read_text(encoding="utf-8") for name in ("exits.js", "law.js")]
    return ON.replace("RULES", "\n".join(scripts))


def by_the_model(case: Case, day: str) -> list[Any]:
    found: list[Any] = []
    for comparison in (False, True):
        cells = law.sector_cells(case, day, comparison)
        names = ["instrument_id", "field", "measures", "actions"]
        counts = [
            {
                issuer: [int(one) for one in row]
                for issuer, row in law.grounds_by_issuer(case, day, binding, comparison).iterrows()
            }
            for binding in (None, True)
        ]
        found.append(
            [
                list(law.instruments_on(case, day, comparison)["instrument_id"]),
                list(law.measures_on(case, day, comparison)["measure_id"]),
                {tuple(row) for row in cells[names].to_numpy().tolist()},
                *counts,
            ]
        )
    findings = [
        [fields_finding(case, day, binding), rights_finding(case, day, binding)]
        for binding in (False, True)
    ]
    ways = [
        [
            *(one.instrument_id, one.way, one.exit, one.role, one.reach, one.decided_by),
            *(one.days, list(one.test_ids)),
        ]
        for one in read_law(case, day).ways
    ]
    return [*found, findings, ways]


def test_the_page_reads_the_law_of_a_day_as_the_model_does(watched: Watched, case: Case) -> None:
    tables = [case.table("instruments"), case.table("measures")]
    turns = {
        str(day.date())
        for table in tables
        for name in ("adopted", "in_force_until", "from_date", "until_date")
        if name in table
        for day in table[name].dropna()
    }
    # Days on which something begins or ends, the days around them, and any other day.
    draw = random.Random(5)
    days = draw.sample(sorted(turns), 30)
    near = [
        str((law.the_day(one) + pd.Timedelta(days=by)).date()) for one in days for by in (-1, 1)
    ]
    any_day = [f"{draw.randrange(1950, 2027)}-{draw.randrange(1, 13):02}-15" for _ in range(10)]
    asked = [*days, *draw.sample(near, 20), *any_day, "2016-03-04", "2018-12-26"]
    records = law_records(case)
    found = watched.page.evaluate(rules(), [records, asked, records["fields"], records["grounds"]])
    for day, on_page in zip(asked, found, strict=True):
        for part in on_page[:2]:
            part[2] = {tuple(cell) for cell in part[2]}
            part[3], part[4] = dict(part[3]), dict(part[4])
        assert on_page == by_the_model(case, day), day


@pytest.fixture(scope="module")
def notebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_book(tmp_path_factory.mktemp("explorer") / f"{LESSON}.ipynb", CELLS)


@pytest.fixture(scope="module")
def explorer_page(notebook: Path) -> Path:
    output = notebook.with_suffix(".html")
    write_page(notebook, output)
    return output


@pytest.fixture
def lab_page(watched: Watched, lab: Server, notebook: Path) -> Page:
    there = lab.work.parent / "notebooks" / notebook.name
    there.write_text(notebook.read_text(encoding="utf-8"), encoding="utf-8")
    page = open_lesson(watched, lab, LESSON)
    page.locator(".nx-law[data-ready=yes]").nth(2).wait_for()
    return page


def type_day(page: Page, panel: Locator, day: str) -> None:
    """Type a date as a reader with no mouse does: month, day, year."""
    year, month, date = day.split("-")
    panel.get_by_label("Day", exact=True).focus()
    page.keyboard.type(f"{month}{date}{year}")


def shown(panel: Locator) -> int:
    return int(panel.locator(".nx-status").first.inner_text().split(": ")[1].split()[0])


def binding_on(case: Case, day: str) -> int:
    return int(law.instruments_on(case, day)["binding"].sum())


def test_day_filter_cell_and_card_by_keyboard_alone(
    lab_page: Page, watched: Watched, case: Case
) -> None:
    explore(lab_page, case)
    watched.assert_quiet()


def test_the_exported_page_does_the_same_without_a_kernel(
    watched: Watched, explorer_page: Path, case: Case
) -> None:
    watched.page.goto(explorer_page.as_uri())
    watched.page.locator(".nx-law[data-ready=yes]").nth(2).wait_for()
    explore(watched.page, case)
    watched.assert_quiet()
    assert explorer_page.stat().st_size < 4_000_000


def explore(page: Page, case: Case) -> None:
    panel = page.locator(".nx-law").first
    panel.scroll_into_view_if_needed()
    assert shown(panel) == binding_on(case, "2016-03-04")
    # A day typed, a year back with the slider, a stop.
    type_day(page, panel, "2017-08-05")
    expect(panel.locator(".nx-status")).to_contain_text("5 August 2017: ")
    assert shown(panel) == binding_on(case, "2017-08-05")
    panel.get_by_label("Slide the day").focus()
    page.keyboard.press("PageDown")
    expect(panel.locator(".nx-status")).to_contain_text("5 August 2016: ")
    assert shown(panel) == binding_on(case, "2016-08-05")
    choose(panel.get_by_label("The law on"), "2018-12-26")
    expect(panel.locator(".nx-status")).to_contain_text("26 December 2018: ")
    expect(panel.locator("h4").first).to_have_text(fields_finding(case, "2018-12-26", True))

    # A cell of the table, reached by the arrows; the line says which.
    panel.get_by_role("button", name="UN Security Council").press("Enter")
    council = law.instruments_on(case, "2018-12-26")
    council = council[council["binding"] & (council["issuer"] == "UN Security Council")]
    rows = panel.locator("tr[data-row^=unscr]")
    expect(rows).to_have_count(len(council))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    second = council.iloc[1]
    cells = law.sector_cells(case, "2018-12-26").set_index(["instrument_id", "field"])
    count = cells.at[(second["instrument_id"], "weapons"), "measures"]
    said = panel.locator(".nx-law-said")
    expect(said).to_contain_text(f"{second['short_title']}, weapons: {count} measure")
    page.keyboard.press("Enter")
    card = panel.locator(".nx-law-card")
    expect(card.locator("h4")).to_have_text(second["title"])
    expect(card.locator("h4")).to_be_focused()
    assert card.locator("details.nx-law-field[open]").count() >= 1
    page.keyboard.press("Escape")
    expect(said).to_contain_text("weapons")
    assert page.evaluate("document.activeElement.tagName") == "TD"

    # Search as one types; a filter; nothing left, and back.
    panel.get_by_label("Find").focus()
    page.keyboard.type("warmbier")
    expect(panel.locator(".nx-status")).to_contain_text("No instrument of")
    choose(panel.get_by_label("The law on"), dt.date.today().isoformat())
    expect(panel.locator("tr[data-row*=warmbier]").first).to_be_visible()
    panel.locator("summary", has_text="More filters").press("Enter")
    choose(panel.get_by_label("Ground"), "rights")
    panel.get_by_role("button", name="Show everything again").press("Enter")
    expect(panel.get_by_label("Find")).to_have_value("")
    choose(panel.get_by_label("Columns"), "grounds")
    expect(panel.locator("h4").first).to_contain_text("Rights are a ground in none of")


def test_a_card_holds_the_law_as_it_stood(
    watched: Watched, explorer_page: Path, case: Case
) -> None:
    page = watched.page
    page.goto(explorer_page.as_uri())
    panel = page.locator(".nx-law[data-ready=yes]").first
    choose(panel.get_by_label("Instrument", exact=True), "us-nkspea-2016")
    card = panel.locator(".nx-law-card")
    early = law.measures_on(case, "2016-03-04")
    early = early[early["instrument_id"] == "us-nkspea-2016"]
    expect(card).to_contain_text(f"{len(early)} measures")
    later = card.locator(".nx-law-later")
    assert later.get_attribute("open") is None
    expect(later.locator("summary")).to_have_text("What came later: not known on 4 March 2016")
    assert not card.get_by_text("2018").first.is_visible()
    expect(card).to_contain_text("It can be suspended by the President")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    card.get_by_role("button", name="Cite").press("Enter")
    expect(card).to_contain_text("copied")
    cited = page.evaluate("() => navigator.clipboard.readText()")
    assert "us-nkspea-2016" in cited and "as it stood on 4 March 2016" in cited
    type_day(page, panel, "2018-12-26")
    listed = case.table("designations")
    eo = listed[(listed["instrument_id"] == "us-eo-13722") & (listed["date"] <= "2018-12-26")]
    choose(panel.get_by_label("Instrument", exact=True), "us-eo-13722")
    expect(card).to_contain_text(f"{len(eo)} names listed under it by this day")
    choose(panel.get_by_label("Instrument", exact=True), "unscr-2397")
    expect(card).to_contain_text("15 for, none against, none abstaining")
    # A filter that leaves the instrument out closes its card.
    choose(panel.get_by_label("Issuer", exact=True), "Japan")
    expect(panel.locator(".nx-law-card")).to_have_count(0)
    watched.assert_quiet()


def test_no_day_shows_what_nobody_could_know(
    watched: Watched, explorer_page: Path, case: Case
) -> None:
    """Open every card on two days: no date after the day stands outside what is folded as later."""
    page = watched.page
    page.goto(explorer_page.as_uri())
    panel = page.locator(".nx-law[data-ready=yes]").first
    panel.get_by_label("binding only").press("Space")
    for day, years in (("2016-03-04", range(2017, 2027)), ("2010-12-31", range(2013, 2027))):
        type_day(page, panel, day)
        page.wait_for_timeout(200)
        for one in law.instruments_on(case, day)["instrument_id"]:
            choose(panel.get_by_label("Instrument", exact=True), one)
            body = panel.locator(".nx-law-card").evaluate(
                "card => { const copy = card.cloneNode(true);"
                "copy.querySelectorAll('.nx-law-later, footer').forEach(part => part.remove());"
                "return copy.textContent }"
            )
            own = ("from", "to", "until", "date")  # an end or a start that the text sets itself
            words = re.sub(r"[,.;()]", " ", body).split()
            late = [
                words[max(0, at - 3) : at + 1]
                for at, word in enumerate(words)
                if word in map(str, years) and not set(words[max(0, at - 4) : at]) & set(own)
            ]
            assert late == [], one


def test_grounds_and_caps_follow_their_controls(
    lab_page: Page, watched: Watched, case: Case
) -> None:
    page = lab_page
    grounds = page.locator(".nx-law-grounds")
    grounds.scroll_into_view_if_needed()
    chart = grounds.locator(".nx-chart")
    expect(chart).to_contain_text("Rights are a ground in none of")
    grounds.get_by_label("Day", exact=True).focus()
    type_day(page, grounds, "2018-12-26")
    grounds.get_by_label("binding only").press("Space")
    expect(grounds.locator(".nx-status")).to_contain_text("26 December 2018")
    counts = law.grounds_by_issuer(case, "2018-12-26")
    circles = chart.locator(".mark-symbol.role-mark path[aria-roledescription=circle]")
    rows = ground_rows(case, "2018-12-26", binding=False)
    expect(circles).to_have_count(int((rows["instruments"] > 0).sum()))
    grounds.locator("summary").press("Enter")
    cells = grounds.locator("tbody tr", has_text="United States").locator("td")
    assert cells.all_inner_texts() == [str(one) for one in counts.loc["United States"]]

    caps = page.locator(".nx-law-caps")
    caps.scroll_into_view_if_needed()
    for thing, issuer in (
        ("refined petroleum", "European Union"),
        ("workers", "UN Security Council"),
    ):
        choose(caps.get_by_label("What is limited"), thing)
        choose(caps.get_by_label("By whom"), issuer)
        steps = law.cap_steps(case, thing, issuer)
        expect(caps.locator(".nx-status")).to_contain_text(f"{len(steps)} steps of the {issuer}")
        expect(caps.locator(".nx-chart")).to_contain_text(f"{thing.capitalize()}: ")
        expect(caps.locator("tbody tr")).to_have_count(len(steps))
    assert serious_faults(page, ".jp-OutputArea-output") == []
    watched.assert_quiet()


@pytest.mark.parametrize("width", [1280, 1920])
def test_the_page_has_no_serious_fault_with_a_card_and_rows_open(
    watched: Watched, explorer_page: Path, width: int
) -> None:
    page = watched.page
    page.set_viewport_size({"width": width, "height": 1000})
    page.goto(explorer_page.as_uri())
    panel = page.locator(".nx-law[data-ready=yes]").first
    panel.get_by_role("button", name="United States").press("Enter")
    choose(panel.get_by_label("Instrument", exact=True), "us-nkspea-2016")
    panel.locator("summary", has_text="More filters").press("Enter")
    page.locator(".nx-law[data-ready=yes]").nth(2).wait_for()
    assert serious_faults(page, "main") == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_day_out_of_reach_is_said_and_changes_nothing(
    watched: Watched, explorer_page: Path, case: Case
) -> None:
    page = watched.page
    page.goto(explorer_page.as_uri())
    panel = page.locator(".nx-law[data-ready=yes]").first
    type_day(page, panel, "1900-01-01")
    expect(panel.locator(".nx-problem")).to_contain_text("Choose a day from")
    # The month and the day were typed first; the year is refused.
    expect(panel.locator(".nx-status")).to_contain_text("1 January 2016: ")
    assert shown(panel) == binding_on(case, "2016-01-01")
