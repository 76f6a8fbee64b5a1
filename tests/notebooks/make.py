"""Make the executed reference copies anew: run every notebook, keep what a student reads.

    .venv/bin/python tests/notebooks/make.py

Look at the difference before you commit it: every changed line should be one that you meant.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).resolve().parent
NOTEBOOKS = HERE.parents[1] / "notebooks"


def main() -> None:
    os.environ["NEXUS_WORK"] = tempfile.mkdtemp()
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        nbformat.write(executed(path), HERE / path.name)
        print(f"{path.name}: made anew")


def executed(path: Path) -> nbformat.NotebookNode:
    """Return a notebook with its outputs as plain text: numbers, tables, each chart's twin."""
    book = nbformat.read(path, as_version=4)
    NotebookClient(
        book, store_widget_state=False, resources={"metadata": {"path": str(path.parent)}}
    ).execute()
    for cell in book.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            output["data"] = {kind: data[kind] for kind in ("text/plain",) if kind in data}
            output["metadata"] = {}
    return book


if __name__ == "__main__":
    main()
