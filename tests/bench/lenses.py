"""From input to painted frame: our comparisons of lenses beside ``interact`` writing the same anew.

All stand in one notebook in one JupyterLab. A change is timed from the event that the browser gives
to the control until the frame in which the expected words, or the expected number of marks, stand
on the page has been painted.
"""

from __future__ import annotations

from pathlib import Path

from nexus.case import Case, load
from nexus.framings import blind, predict, readings
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
    *(f".nx-{name}[data-ready=yes]" for name in ("ribbon", "blind", "predict")),
    *(f".bench-{name} table" for name in ("card", "claim", "kinds")),
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
        **_exercises(case),
    }


def _exercises(case: Case) -> dict[str, tuple[list[Change], list[Change]]]:
    """Return the changes of the exercises: another card, another claim, another kind of claim."""
    steps = [one["steps"]["mechanism"] for one in blind.cards(case, blind.decks(case)[0])]
    cards = [(at + 1) % len(steps) for at in range(CHANGES)]
    records = predict.records(case)
    claims = [(at + 1) % len(records) for at in range(CHANGES)]
    table = case.table("claims")
    counts = table[table["stated"]]["type"].value_counts()
    kinds = [list(counts.index)[at % len(counts)] for at in range(CHANGES)]
    asks = [one["readings"]["constructivist"]["steps"]["mechanism"] for one in records]
    says = [str(one["words"]) for one in records]
    return {
        "card": (
            [[".nx-blind", PLACE, str(at), "article p", steps[at]] for at in cards],
            [[".bench-card", SELECT, str(at), "td", steps[at]] for at in cards],
        ),
        "claim": (
            [[".nx-predict", SELECT, str(at), "p", says[at]] for at in claims],
            [[".bench-claim", SELECT, str(at), "td", asks[at]] for at in claims],
        ),
        "kind": (
            [[".nx-ribbon", SELECT, one, STATUS, f"{counts[one]} of "] for one in kinds],
            [[".bench-kinds", SELECT, one, "*", f"{counts[one]} claims"] for one in kinds],
        ),
    }


PLACE = ".nx-field:nth-child(3) select"
STATUS = ".nx-status"


ROWS = ".nx-lens-map tr[data-subject]"
LETTERS = ".nx-chart .mark-text.role-mark text"
