"""The learner's own folder, and how a file in it is replaced so that nothing is lost."""

from __future__ import annotations

import contextlib
import os
import shutil
import uuid
from pathlib import Path

FOLDER_VARIABLE = "NEXUS_WORK"
PART = ".part"  # ends the name of a file that is being written


def work_folder() -> Path:
    """Return the learner's folder: ``NEXUS_WORK``, or ``my-work`` beside ``notebooks``."""
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return Path(named)
    here = Path.cwd()
    return (here.parent if here.name == "notebooks" else here) / "my-work"


def replace(path: Path, content: str | bytes) -> None:
    """Write a file whole: it holds the old content or the new one, never half of either.

    Text becomes UTF-8 with plain line ends on every system; half of a surrogate pair, which UTF-8
    cannot hold, becomes a question mark. The file may be read by whoever could read it before.

    Raises
    ------
    OSError: where the folder or the file cannot be written; the old file then stands as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{uuid.uuid4().hex}{PART}")
    try:
        with part.open("xb") as file:
            file.write(
                content if isinstance(content, bytes) else content.encode("utf-8", errors="replace")
            )
            file.flush()
            os.fsync(file.fileno())  # else a power cut could leave the new name on no text
        if path.exists():
            shutil.copymode(path, part)
        part.replace(path)
    except BaseException:  # also where somebody stops the kernel
        with contextlib.suppress(OSError):
            part.unlink()
        raise
