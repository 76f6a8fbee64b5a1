"""Every lesson plan has all its parts, its minutes add up, and it cites what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nexus.case import Case

ROOT = Path(__file__).resolve().parents[1]
PLANS = sorted((ROOT / "lessons").glob("[0-9][0-9]-*.md"))
PARTS = (
    "Objectives",
    "Before class",
    "Run of show",
    "The story you reveal",
    "Misconceptions",
    "Hard questions, with a range of good answers",
    "Model answers",
    "Care",
    "Without computers",
    "For 2, 12 and 60 people",
    "Extension",
    "Rubric row",
    "Sources",
)

each_plan = pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)


def part(text: str, name: str) -> str:
    return text.split(f"\n## {name}\n")[1].split("\n## ", maxsplit=1)[0]


def test_each_lesson_but_the_first_has_a_plan_of_its_name() -> None:
    books = {path.stem for path in (ROOT / "notebooks").glob("*.ipynb")} - {"00-start-here"}
    assert {path.stem for path in PLANS} == books


@each_plan
def test_all_parts_are_there_in_order(path: Path) -> None:
    found = re.findall(r"^## (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert found == list(PARTS)


@each_plan
def test_the_minutes_add_up_to_75_and_50(path: Path) -> None:
    rows = re.findall(
        r"^\| [^|]+ \| (\d+) \| (\d+) \|", part(path.read_text("utf-8"), "Run of show"), re.M
    )
    rows = [row for row in rows if row != ("75", "50")]  # the table's head
    assert len(rows) >= 5
    assert sum(int(long) for long, _ in rows) == 75
    assert sum(int(short) for _, short in rows) == 50


@each_plan
def test_hard_questions_have_several_good_answers(path: Path) -> None:
    text = part(path.read_text(encoding="utf-8"), PARTS[5])
    questions = re.split(r"^\*\*.+\?\*\*$", text, flags=re.MULTILINE)[1:]
    assert len(questions) >= 4
    assert all(len(re.findall(r"^- ", answers, re.MULTILINE)) >= 3 for answers in questions)


@each_plan
def test_what_a_plan_cites_is_in_the_data(path: Path, case: Case) -> None:
    cited = set(
        re.findall(r"`([a-z0-9][a-z0-9.-]+-[a-z0-9.-]+)`", part(path.read_text("utf-8"), "Sources"))
    )
    assert cited
    assert cited <= set(case.sources["source_id"])


@each_plan
def test_a_plan_keeps_to_the_house(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "!" not in text
    for quotation in re.findall(r"“([^”]+)”", text):
        # The model answer is a text of ours, not a quotation.
        assert len(quotation.split()) <= 15 or quotation in part(text, "Model answers"), quotation
