"""From input to painted frame: our timeline beside ``ipywidgets.interact`` redrawing its chart.

The instrument explorer, its grounds and the exit checker follow, alone: one issuer unfolded, one
card open.
All stand in one notebook in one JupyterLab. A change is timed from the event that the browser
gives to the control until the frame in which the number of marks is the new one has been painted.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import statistics
from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from nexus.case import load
from nexus.timeline import events as model
from nexus.words import say_day
from tests.browser.conftest import ARGUMENTS, Server, chromium, serve
from tests.browser.test_lab import run_all

CHANGES = 60
MARKS = ".mark-symbol.role-mark path[aria-roledescription=point]"

TIMED = """
async ([box, control, value, expected]) => {
  const root = document.querySelector(box);
  const element = root.querySelector(control);
  const count = () => root.querySelectorAll('MARKS').length;
  const began = performance.now();
  if (element.type === 'checkbox') element.click();
  else {
    element.value = value;
    element.dispatchEvent(new Event('input', { bubbles: true }));
    element.dispatchEvent(new Event('change', { bubbles: true }));
  }
  while (count() !== expected) {
    if (performance.now() - began > 20000) throw new Error(`${count()} marks, not ${expected}`);
    await new Promise((next) => requestAnimationFrame(next));
  }
  // The frame that holds the change has been painted when the next one begins.
  await new Promise((next) => requestAnimationFrame(() => setTimeout(next, 0)));
  return performance.now() - began;
}
""".replace("MARKS", MARKS)

# The law is on the page when the line of words names the day or the scenario; all is drawn in the
# same frame.
TIMED_LAW = """
async ([box, control, value, said]) => {
  const root = document.querySelector(box);
  const element = root.querySelector(control);
  const status = root.querySelector('.nx-status');
  const began = performance.now();
  element.value = value;
  element.dispatchEvent(new Event('change', { bubbles: true }));
  while (!status.textContent.includes(said)) {
    if (performance.now() - began > 20000) throw new Error(status.textContent);
    await new Promise((next) => requestAnimationFrame(next));
  }
  await new Promise((next) => requestAnimationFrame(() => setTimeout(next, 0)));
  return performance.now() - began;
}
"""
DAY = "input[type=date]"
LAW = {
    "explorer": ".nx-law:not(.nx-law-grounds)",
    "grounds": ".nx-law-grounds",
    "checker": ".nx-exit",
}
SCENARIOS = ".nx-exit-head .nx-pick select"


def measure(folder: Path) -> None:
    """Print p50 and p95 in milliseconds, and the ratios of the medians."""
    with opened(folder, "frames", [".nx-timeline[data-ready=yes]", SVG]) as page:
        _report(page)
        _report_law(page)


SVG = ".bench-interact svg.marks"


@contextlib.contextmanager
def opened(folder: Path, name: str, ready: Sequence[str]) -> Iterator[Page]:
    """Open a notebook of a folder in JupyterLab, run all its cells and wait for what is drawn."""
    server = serve(
        [
            "jupyterlab",
            "--no-browser",
            "--allow-root",
            "--ServerApp.port={port}",
            "--IdentityProvider.token=",
        ],
        folder,
        "/api",
    )
    address: Server = next(server)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        page.set_default_timeout(60_000)
        page.goto(f"{address.url}/lab/tree/{name}.ipynb?reset")
        page.locator(".jp-Notebook .jp-Cell").first.wait_for()
        run_all(page)
        page.locator(".nx-ready").first.wait_for()
        # Lab draws what is scrolled to.
        for cell in page.locator(".jp-Notebook .jp-Cell").all():
            cell.scroll_into_view_if_needed()
            page.wait_for_timeout(1000)
        for drawn in ready:
            page.locator(drawn).first.wait_for(state="attached")
        page.wait_for_timeout(2000)
        yield page
        browser.close()
    next(server, None)


def _report(page: Page) -> None:
    events = load().events
    years = [2006 + at % 20 for at in range(CHANGES)]
    known = {year: len(model.known_on(events, f"{year}-06-30")) for year in years}
    without = len(model.in_lanes(events, set(model.LANES) - {"weapons"}))
    kept = [(without, len(events))[at % 2] for at in range(CHANGES)]
    ours, theirs = ".nx-timeline", ".bench-interact"
    box = "input[type=checkbox]"
    rows = {
        "cut-off": (
            [[ours, "input[type=date]", f"{year}-06-30", known[year]] for year in years],
            [[theirs, "select", str(year), known[year]] for year in years],
        ),
        "filter": (
            [[ours, box, "", count] for count in kept],
            [[theirs, box, "", count] for count in kept],
        ),
    }
    print_head()
    for name, (changes, redraws) in rows.items():
        _reset(page)
        times: tuple[list[float], list[float]] = ([], [])
        for one, other in zip(changes, redraws, strict=True):
            times[0].append(page.evaluate(TIMED, one))
            times[1].append(page.evaluate(TIMED, other))
        print_row(name, *times)


def _report_law(page: Page) -> None:
    print(f"\nThe law of another day, input to painted frame, milliseconds, {CHANGES} changes each")
    for box in LAW.values():
        page.locator(f"{box}[data-ready=yes]").wait_for()
    page.locator(LAW["explorer"]).get_by_label("Instrument", exact=True).select_option("unscr-1718")
    page.wait_for_timeout(500)
    days = [dt.date(2007 + at % 20, 1 + at % 12, 1 + at % 28) for at in range(CHANGES)]
    days = [day for day in days if day < dt.date(2026, 6, 1)]
    asked = {
        name: [[box, DAY, str(day), f"{say_day(day)}: "] for day in days]
        for name, box in LAW.items()
    }
    table = load().table("scenarios")
    deals = table[table["kind"] == "deal"]
    rows = [deals.iloc[at % len(deals)] for at in range(CHANGES)]
    asked["scenario"] = [
        [LAW["checker"], SCENARIOS, row["scenario_id"], f"{row['title']}, under"] for row in rows
    ]
    for name, changes in asked.items():
        p50, p95 = _quantiles([page.evaluate(TIMED_LAW, one) for one in changes])
        print(f"  {name:10s}{p50:10.0f}{p95:8.0f}")


def _reset(page: Page) -> None:
    page.locator(".nx-timeline").first.get_by_role("button", name="Show everything").click()
    page.locator(".bench-interact select").first.select_option(label="all")
    page.wait_for_timeout(1500)


def print_head() -> None:
    print(f"\nInput to painted frame, milliseconds, {CHANGES} changes each, in turn")
    print(f"  {'':10s}{'ours p50':>10s}{'p95':>8s}{'interact p50':>14s}{'p95':>8s}{'ratio':>8s}")


def print_row(name: str, ours: list[float], theirs: list[float]) -> None:
    (a50, a95), (b50, b95) = _quantiles(ours), _quantiles(theirs)
    print(f"  {name:10s}{a50:10.0f}{a95:8.0f}{b50:14.0f}{b95:8.0f}{b50 / a50:8.1f}")


def _quantiles(times: list[float]) -> tuple[float, float]:
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]
