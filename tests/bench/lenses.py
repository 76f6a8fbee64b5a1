"""From input to painted frame: our comparisons of lenses beside ``interact`` writing the same anew.

All stand in one notebook in one JupyterLab. A change is timed from the event that the browser gives
to the control until the frame in which the expected words, or the expected number of marks, stand
on the page has been painted.
"""

from __future__ import annotations

from pathlib import Path

from nexus.case import load
from nexus.framings import readings
from tests.bench.frames import CHANGES, opened, print_head, print_row

TIMED = """
async ([box, control, value, probe, expected]) => {
  const root = document.querySelector(box);
  const element = root.querySelector(control);
  const shown = () => [...root.querySelectorAll(probe)].filter((one) => one.checkVisibility());
  const holds = () => (typeof expected === 'number' ? shown().length === expected :
    shown().some((one) => one.textContent.includes(expected)));
  // What the last change of the other one left to draw must not count against this one.
  await new Promise((next) => setTimeout(next, 200));
  await new Promise((next) => requestIdleCallback(next));
  const began = performance.now();
  element.value = value;
  element.dispatchEvent(new Event('input', { bubbles: true }));
  element.dispatchEvent(new Event('change', { bubbles: true }));
  while (!holds()) {
    if (performance.now() - began > 20000) throw new Error(`${shown().length}, not ${expected}`);
    await new Promise((next) => requestAnimationFrame(next));
  }
  // The frame that holds the change has been painted when the next one begins.
  await new Promise((next) => requestAnimationFrame(() => setTimeout(next, 0)));
  return performance.now() - began;
}
"""
Change = list[str | int]
SELECT = "select"
READY = [
    ".nx-lens-side[data-ready=yes]",
    ".nx-lens-disagreement[data-ready=yes]",
    ".bench-two table",
    ".bench-map svg.marks",
]


def measure(folder: Path) -> None:
    """Print p50 and p95 in milliseconds, and the ratios of the medians."""
    with opened(folder, "lenses", READY) as page:
        print_head()
        for name, (ours, theirs) in _changes().items():
            times: tuple[list[float], list[float]] = ([], [])
            for one, other in zip(ours, theirs, strict=True):
                times[0].append(page.evaluate(TIMED, one))
                times[1].append(page.evaluate(TIMED, other))
            print_row(name, *times)


def _changes() -> dict[str, tuple[list[Change], list[Change]]]:
    case = load()
    table = readings.subjects(case)
    side, two = ".nx-lens-side", ".bench-two"
    mechanisms = case.table("readings").set_index(["subject_id", "lens_id"])["mechanism"]
    names = [table["subject_id"].iloc[(at * 5 + 1) % len(table)] for at in range(CHANGES)]
    subjects = [(one, mechanisms[one, "institutional-liberal"]) for one in names]
    realists = [readings.families(case)["realist"][(at + 1) % 2] for at in range(CHANGES)]
    variants = [(one, mechanisms[names[-1], one]) for one in realists]
    kinds = ["claim", "event", "option", "instrument"]
    counts = table["subject_type"].value_counts()
    picked = [kinds[at % 4] for at in range(CHANGES)]
    return {
        "subject": (
            [[side, SELECT, one, "td p", says] for one, says in subjects],
            [[two, SELECT, one, "td", says] for one, says in subjects],
        ),
        "variant": (
            [[side, "select[data-family=realist]", one, "td p", says] for one, says in variants],
            [
                [two, ".widget-dropdown:nth-child(2) select", one, "td", says]
                for one, says in variants
            ],
        ),
        "filter": (
            [
                [".nx-lens-disagreement", SELECT, readings.KINDS[one], ROWS, int(counts[one])]
                for one in picked
            ],
            [[".bench-map", SELECT, one, LETTERS, 6 * int(counts[one])] for one in picked],
        ),
    }


ROWS = ".nx-lens-map tr[data-subject]"
LETTERS = ".nx-chart .mark-text.role-mark text"
