"""The house rules for notebooks, and that the reference copies are the notebooks."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[1]
BOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
REFERENCES = ROOT / "tests" / "notebooks"
HEADINGS = ("## Key points", "## Read next", "## Licence and how to cite")
HEADER_ROWS = ("Question", "You will be able to", "Minutes", "You need", "Path")

PICTURES = (
    r"(figures\.|charts\.|(explorer|exit|list|side|practice)_widgets\.|"
    r"widgets\.(timeline|argument_map|sorter|rebuild|bridges))"
)

each_book = pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


def code(book: Any) -> list[Any]:
    return [cell for cell in book.cells if cell.cell_type == "code"]


def words(book: Any) -> str:
    return "\n\n".join(cell.source for cell in book.cells if cell.cell_type == "markdown")


def test_there_are_notebooks() -> None:
    assert [path.stem for path in BOOKS] == [
        "00-start-here",
        "01-read-before-you-judge",
        "02-draw-the-argument",
        "03-five-bridges",
        "04-timeline",
        "05-instruments-and-exits",
        "06-put-on-the-lens",
    ]


def test_no_notebook_is_left_out_of_the_references() -> None:
    assert {path.name for path in BOOKS} == {path.name for path in REFERENCES.glob("*.ipynb")}
    others = {".venv", ".ipynb_checkpoints"}
    everywhere = {path for path in ROOT.rglob("*.ipynb") if not others & set(path.parts)}
    assert everywhere == {*BOOKS, *REFERENCES.glob("*.ipynb")}


@each_book
def test_the_reference_has_the_same_cells(path: Path) -> None:
    ours = [(cell.cell_type, cell.id, cell.source) for cell in read(path).cells]
    reference = read(REFERENCES / path.name).cells
    assert ours == [(cell.cell_type, cell.id, cell.source) for cell in reference]


@each_book
def test_every_reference_cell_was_run_and_holds_what_is_read(path: Path) -> None:
    cells = code(read(REFERENCES / path.name))
    assert all(cell.execution_count for cell in cells)
    assert all(
        "nbval-ignore-output" not in cell.metadata.get("tags", [])
        and "nbval-skip" not in cell.metadata.get("tags", [])
        for cell in cells
    )
    for cell in cells:
        assert cell.outputs, cell.source
        for output in cell.outputs:
            assert output.output_type in ("display_data", "execute_result"), output
            assert set(output.data) == {"text/plain"}
            assert "0x" not in output.data["text/plain"]


@each_book
def test_a_notebook_is_committed_without_outputs(path: Path) -> None:
    for cell in code(read(path)):
        assert cell.outputs == []
        assert cell.execution_count is None


@each_book
def test_a_notebook_is_thin(path: Path) -> None:
    book = read(path)
    lines = [
        len([line for line in cell.source.splitlines() if line.strip()]) for cell in code(book)
    ]
    assert len(book.cells) <= 40
    assert len(words(book).split()) <= 1500
    assert median(lines) <= 5
    assert max(lines) <= 6
    assert path.stat().st_size < 1_000_000


@each_book
def test_code_is_folded_and_holds_no_logic(path: Path) -> None:
    for cell in code(read(path)):
        assert cell.metadata.get("jupyter", {}).get("source_hidden") is True
        assert not re.search(r"^\s*(def|class|for|while|if|try|with)\b", cell.source, re.MULTILINE)


@each_book
def test_set_up_comes_first(path: Path) -> None:
    assert code(read(path))[0].source.endswith("case = nexus.set_up()")


@each_book
def test_header_card_and_closing_parts_are_there(path: Path) -> None:
    book = read(path)
    first = book.cells[0].source
    assert first.startswith("# ")
    assert f"| Lesson {path.stem[:2]} | |" in first
    for row in HEADER_ROWS:
        assert f"| **{row}** |" in first
    text = words(book)
    places = [text.index(heading) for heading in HEADINGS]
    assert places == sorted(places)


@each_book
def test_the_minutes_of_the_parts_add_up(path: Path) -> None:
    row = re.search(r"\*\*Minutes\*\* \| (\d+): (.+?) \|", read(path).cells[0].source)
    assert row
    parts = [int(number) for number in re.findall(r"(\d+)(?=,|$)", row[2])]
    assert sum(parts) == int(row[1])
    said = [int(n) for n in re.findall(r"^## .*\((\d+) minutes\)", words(read(path)), re.MULTILINE)]
    assert sorted(said) == sorted(parts)


@each_book
def test_a_question_follows_every_picture(path: Path) -> None:
    cells = read(path).cells
    for at, cell in enumerate(cells[:-1]):
        if cell.cell_type == "code" and re.match(PICTURES, cell.source):
            after = cells[at + 1]
            asks = after.cell_type == "markdown" and "?" in after.source
            assert asks or "study.quiz" in after.source, cell.source


@each_book
def test_prose_keeps_to_the_house(path: Path) -> None:
    text = words(read(path))
    assert "!" not in text
    assert not re.search(r"\b(simply|obviously|of course|powerful|exciting)\b", text, re.IGNORECASE)
    for quotation in re.findall(r"[“\"]([^”\"]+)[”\"]", text):
        assert len(quotation.split()) <= 15, quotation


def test_a_changed_figure_in_the_data_turns_the_notebooks_red(tmp_path: Path) -> None:
    folder = shutil.copytree(ROOT / "data", tmp_path / "data")
    path = folder / "figures.csv"
    text = path.read_text(encoding="utf-8")
    assert ",59,59," in text
    path.write_text(text.replace(",59,59,", ",58,58,", 1), encoding="utf-8")
    done = run_nbval(REFERENCES / "04-timeline.ipynb", NEXUS_DATA=str(folder))
    assert done.returncode == 1, done.stdout
    assert "1 failed" in done.stdout
    assert "2022-record-launch-year" in done.stdout


def test_a_broken_cell_turns_a_notebook_red(tmp_path: Path) -> None:
    book = json.loads((REFERENCES / "00-start-here.ipynb").read_text(encoding="utf-8"))
    cells = [cell for cell in book["cells"] if cell["cell_type"] == "code"]
    book["cells"] = cells[:2]
    cells[1]["source"] = 'widgets.timeline(case, lanes=["economy"])'
    path = tmp_path / "broken.ipynb"
    path.write_text(json.dumps(book), encoding="utf-8")
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path / "conftest.py")
    done = run_nbval(path, NEXUS_DATA=str(ROOT / "data"))
    assert done.returncode == 1
    assert "1 failed, 1 passed" in done.stdout


def run_nbval(path: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), str(path)]
    return subprocess.run(
        command,
        cwd=path.parent,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
