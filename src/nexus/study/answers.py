"""The learner's own file: one line of JSON an answer, only ever added to.

Adding is safe when two windows write to one file, and a line that was cut short costs that line
and no other. The last line about a question is the one that counts.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nexus.errors import NexusError

FILE = "answers.jsonl"
LONGEST = 20_000


class AnswerError(NexusError):
    """An answer that could not be kept."""


@dataclass(frozen=True)
class Kept:
    """What the file holds.

    Attributes
    ----------
    answers: the last answer to each question, by question id.
    faults: one sentence for each line that could not be read; the others were.
    """

    answers: Mapping[str, Mapping[str, Any]]
    faults: tuple[str, ...]


def keep(
    folder: Path, question_id: str, answer: Mapping[str, Any], when: dt.datetime | None = None
) -> None:
    """Add one answer to the learner's file.

    Parameters
    ----------
    folder: the learner's folder; made where it is missing.
    question_id, answer: the question, and what was answered as plain JSON values.
    when: the moment; now where it is not given.

    Raises
    ------
    AnswerError: where the file cannot be written; nothing that it held is lost.
    """
    moment = (when or dt.datetime.now(dt.UTC)).isoformat(timespec="seconds")
    line = json.dumps({"at": moment, "question_id": question_id, "answer": dict(answer)})
    if len(line) > LONGEST:
        raise AnswerError(
            f"This answer is too long to keep: {len(line)} characters, and {LONGEST} fit. Shorten "
            "it and press the button again."
        )
    path = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("ab+") as file:
            _add_line(file, line)
    except OSError as fault:
        raise AnswerError(
            f"Your answer is not in {folder.name}/{FILE} yet ({fault.strerror}); it is still on "
            "this page. Free some space or check that the folder may be written, then press the "
            "button again."
        ) from None


def _add_line(file: Any, line: str) -> None:
    end = file.seek(0, os.SEEK_END)
    cut_short = False
    if end:
        file.seek(end - 1)
        cut_short = file.read(1) != b"\n"
    # One write call, so that two windows cannot mix their lines.
    file.write((("\n" if cut_short else "") + line + "\n").encode("utf-8"))
    file.flush()


def kept(folder: Path) -> Kept:
    """Read the learner's file; an absent file holds nothing.

    Raises
    ------
    AnswerError: where the file is there and cannot be opened.
    """
    path = folder / FILE
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return Kept({}, ())
    except OSError as fault:
        raise AnswerError(
            f"{folder.name}/{FILE} cannot be opened ({fault.strerror}). Close other programs that "
            "use it, or check its permissions."
        ) from None
    answers: dict[str, Mapping[str, Any]] = {}
    faults = []
    for number, line in enumerate(raw.decode("utf-8", errors="replace").splitlines(), 1):
        if not line.strip():
            continue
        entry = _entry(line)
        if entry is None:
            faults.append(f"{FILE}, line {number} cannot be read and was passed over.")
        else:
            answers[entry[0]] = entry[1]
    return Kept(answers, tuple(faults))


def trouble(folder: Path) -> tuple[str, ...]:
    """Return one sentence for each thing that is wrong with the learner's file."""
    try:
        return kept(folder).faults
    except AnswerError as fault:
        return (str(fault),)


def _entry(line: str) -> tuple[str, Mapping[str, Any]] | None:
    try:
        entry = json.loads(line)
        question_id, answer = entry["question_id"], entry["answer"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if not isinstance(question_id, str) or not isinstance(answer, dict):
        return None
    return question_id, answer
