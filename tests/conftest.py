"""What all tests share: the case, a copy of the data to damage, and an own folder for answers."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

from nexus.case import Case, load

ROOT = Path(__file__).resolve().parents[1]
# Before any kernel starts: no test reads or writes the answers of whoever runs it.
os.environ["NEXUS_WORK"] = tempfile.mkdtemp(prefix="nexus-answers-")
os.environ["JUPYTER_PLATFORM_DIRS"] = "1"
# A slow machine is no fault.
settings.register_profile("nexus", deadline=None)
settings.load_profile("nexus")
UNCOMPARED = ("text/html", "application/vnd.jupyter.widget-view+json")


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def case() -> Case:
    return load(ROOT / "data")


@pytest.fixture
def data_copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let nbval compare what a student reads, not the machinery that draws it."""
    for item in items:
        book = item.parent
        if hasattr(book, "skip_compare"):
            book.skip_compare = (*book.skip_compare, *UNCOMPARED)
