"""The command line: what it lists, and one sentence where something is wrong."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from nexus import __version__
from nexus.cli import main


def test_help_lists_the_verbs(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        main(["--help"])
    assert done.value.code == 0
    said = capsys.readouterr().out
    assert "tables" in said
    assert "page" in said


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert __version__ in capsys.readouterr().out


def test_tables_counts_rows(capsys: pytest.CaptureFixture[str], root: Path) -> None:
    assert main(["tables", str(root / "data")]) == 0
    assert "events" in capsys.readouterr().out


def test_a_damaged_folder_is_one_sentence(
    capsys: pytest.CaptureFixture[str], data_copy: Path
) -> None:
    (data_copy / "events.csv").write_bytes(b"")
    assert main(["tables", str(data_copy)]) == 1
    said = capsys.readouterr().err
    assert said.startswith("Nexus: events.csv: found an empty file")
    assert said.count("\n") == 1


@pytest.mark.parametrize("text", [None, "", "not a notebook", "{}"])
def test_a_notebook_that_is_none_is_one_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str | None
) -> None:
    path = tmp_path / "x.ipynb"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    assert main(["page", str(path), "-o", str(tmp_path / "x.html")]) == 1
    assert "x.ipynb" in capsys.readouterr().err
    assert not (tmp_path / "x.html").exists()


def test_a_failing_cell_stops_the_page(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 / 0")])
    nbformat.write(book, tmp_path / "x.ipynb")
    assert main(["page", str(tmp_path / "x.ipynb"), "-o", str(tmp_path / "x.html")]) == 1
    assert "ZeroDivisionError" in capsys.readouterr().err
    assert not (tmp_path / "x.html").exists()


def test_a_page_that_cannot_be_written_is_said(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    nbformat.write(nbformat.v4.new_notebook(), tmp_path / "x.ipynb")
    (tmp_path / "file").touch()
    assert main(["page", str(tmp_path / "x.ipynb"), "-o", str(tmp_path / "file" / "x.html")]) == 1
    assert "could not be written" in capsys.readouterr().err
