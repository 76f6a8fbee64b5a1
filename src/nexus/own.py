"""The learner's own folder, and how a file in it is replaced so that nothing is lost."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

FOLDER_VARIABLE = "NEXUS_WORK"


def work_folder() -> Path:
    """Return the learner's folder: ``NEXUS_WORK``, or ``my-work`` beside ``notebooks``."""
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return Path(named)
    here = Path.cwd()
    return (here.parent if here.name == "notebooks" else here) / "my-work"


def replace(path: Path, text: str) -> None:
    """Write a file whole: it holds the old text or the new one, never half of either.

    Raises
    ------
    OSError: where the folder or the file cannot be written; the old file then stands as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = None
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=path.parent, delete=False
        ) as file:
            part = Path(file.name)
            file.write(text)
        part.replace(path)
    except OSError:
        if part is not None:
            with contextlib.suppress(OSError):
                part.unlink()
        raise
