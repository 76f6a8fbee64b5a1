"""Style, types and the direction of imports: the same tools as a developer runs by hand."""

from __future__ import annotations

import importlib
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import nexus
from nexus.controls import Panel

BIN = Path(sys.executable).parent


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy", "--cache-dir=/dev/null" if sys.platform != "win32" else "--cache-dir=nul"],
        ["lint-imports", "--no-cache"],
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_the_code_keeps_the_rules(root: Path, command: list[str]) -> None:
    done = subprocess.run(
        [str(BIN / command[0]), *command[1:]], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_front_end_declares_nothing_twice() -> None:
    """A name that two parts of one module declare stops the whole widget."""
    kinds = list(_kinds(Panel))
    assert len(kinds) > 15
    for kind in kinds:
        names = re.findall(
            r"^(?:const|let|(?:async )?function) (\w+)", str(kind._esm), re.MULTILINE
        )
        doubled = {name for name in names if names.count(name) > 1}
        assert not doubled, (kind.__name__, doubled)


def _kinds(panel: type) -> Iterator[type]:
    for room in pkgutil.walk_packages(nexus.__path__, "nexus."):
        if room.name.endswith("widgets"):
            importlib.import_module(room.name)
    for kind in panel.__subclasses__():
        if kind.__module__.startswith("nexus."):
            yield kind
