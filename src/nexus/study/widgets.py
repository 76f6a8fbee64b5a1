"""Exercises: choose, put in order, write. Each gives feedback and keeps the answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd
import traitlets

from nexus import own, reading
from nexus.case import Case
from nexus.controls import Keep, Panel, front_end
from nexus.errors import NexusError
from nexus.study import answers
from nexus.study.questions import Question, questions
from nexus.textfile import text_of

HERE = Path(__file__).parent


class Quiz(Panel):
    """Questions with choices and feedback for each choice."""

    _esm = front_end(HERE / "quiz.js")
    name = traitlets.Unicode().tag(sync=True)
    questions: traitlets.List[Any] = traitlets.List().tag(sync=True)


class OwnCopy(Panel):
    """A place for a reader's own copy of the essays.

    Traits
    ------
    shares: of each paragraph, the share that the reader's copy holds.
    """

    _esm = front_end(HERE / "copy.js")
    name = traitlets.Unicode("Your own copy of the essays").tag(sync=True)
    shares: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)

    def __init__(self, case: Case, twin: str, **traits: Any) -> None:
        super().__init__(twin, **traits)
        self._case = case

    def _receive(self, widget: Any, message: Any, buffers: Any) -> None:
        if isinstance(message, Mapping) and ("copy" in message or "forget" in message):
            self._copy(message, buffers)
        else:
            super()._receive(widget, message, buffers)

    def _copy(self, message: Mapping[str, Any], buffers: Any) -> None:
        """Find the paragraphs in what was pasted or chosen, keep them, and say what was found."""
        folder = own.work_folder()
        try:
            if "forget" in message:
                reading.forget_copies(folder)
                said = "Your copy is removed."
            else:
                said = _take_in(self._case, folder, message, buffers)
            fault = False
        except NexusError as reason:
            said, fault = str(reason), True
        shares = reading.shares(folder)
        self.send({"copied": said, "fault": fault, "shares": shares})


def _take_in(case: Case, folder: Path, message: Mapping[str, Any], buffers: Any) -> str:
    name = str(message["copy"])
    text = text_of(name, bytes(buffers[0])) if name else str(message.get("text", ""))
    copies = reading.read_copy(case, text)
    for copy in copies:
        reading.keep_copy(folder, copy)
    return " ".join(_found(case, copy) for copy in copies)


def _found(case: Case, copy: reading.Copy) -> str:
    essay = case.essays.set_index("essay_id").loc[copy.essay_id]
    many = len(copy.found)
    parts = [f"{essay['authors']}: {many} of {many + len(copy.missing)} paragraphs are found."]
    if copy.missing:
        parts.append(f"Missing: {', '.join(map(reading.say, copy.missing))}.")
    if copy.in_part:
        parts.append(f"Only in part: {', '.join(map(reading.say, copy.in_part))}.")
    return " ".join(parts)


class Ordering(Panel):
    """Things to put in order, by buttons and keys."""

    _esm = front_end(HERE / "ordering.js")
    name = traitlets.Unicode().tag(sync=True)
    question: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    items: traitlets.List[Any] = traitlets.List().tag(sync=True)


class Writing(Panel):
    """A short text of the learner's own."""

    _esm = front_end(HERE / "writing.js")
    name = traitlets.Unicode().tag(sync=True)
    question: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)


def quiz(case: Case, question_ids: Sequence[str], name: str = "Check yourself") -> Quiz:
    """Show questions with choices.

    Parameters
    ----------
    question_ids: ids of kind ``choice`` in the ``questions`` table.
    name: what a screen reader calls the whole.
    """
    asked = questions(case, question_ids)
    claims = case.table("claims").set_index("claim_id")["claim"]
    about = [about_claims(one, claims) for one in asked]
    return Quiz(
        "\n\n".join(_say(one, str(more["claim"])) for one, more in zip(asked, about, strict=True)),
        keeper(),
        name=name,
        questions=[shown(one) | more for one, more in zip(asked, about, strict=True)],
        paragraphs=reading.paragraphs(case) if any(one.claim_ids for one in asked) else {},
        kept=remembered(asked),
    )


def own_copy(case: Case) -> OwnCopy:
    """Show a place where a reader puts in an own copy of the essays, pasted or as a file."""
    twin = (
        "Your own copy of the essays: paste the text or choose a file. "
        "The paragraphs H1 to H7 and C1 to C14 are found in it and kept in your own folder."
    )
    return OwnCopy(
        case,
        twin,
        paragraphs=reading.paragraphs(case),
        shares=reading.shares(own.work_folder()),
    )


def about_claims(question: Question, claims: pd.Series) -> dict[str, Any]:
    """Return what a question is about: its one claim in words, and the paragraphs to open.

    Parameters
    ----------
    claims: the words of each claim, by claim id.
    """
    named = question.claim_ids
    one = question.kind in ("sorting", "matching")
    return {
        "claim": claims[named[0]] if one else "",
        "paragraphs": sorted({claim_id.split(".")[0] for claim_id in named}),
    }


def write(case: Case, question_id: str) -> Writing:
    """Show a place to write, with a checklist and, folded away, what a good answer could hold."""
    (asked,) = questions(case, [question_id])
    return Writing(
        _say(asked), keeper(), name="Write", question=shown(asked), kept=remembered([asked])
    )


def shown(question: Question) -> dict[str, Any]:
    """Return a question as the front end needs it: plain JSON values."""
    days = {name: str(getattr(question, name) or "") for name in ("asked_on", "resolved_on")}
    return {**asdict(question), **days}


def keeper() -> Keep:
    """Return the function that puts what a front end sends into the learner's file."""

    def keep(message: Mapping[str, Any]) -> None:
        answers.keep(own.work_folder(), str(message["question_id"]), message["answer"])

    return keep


def remembered(asked: Sequence[Question]) -> dict[str, Any]:
    """Return what the learner's file holds about these questions, by question id."""
    return held([one.question_id for one in asked])


def held(names: Sequence[str]) -> dict[str, Any]:
    """Return what the learner's file holds under these names.

    A file that cannot be opened holds nothing here: ``set_up`` has said so, and the lesson goes on.
    """
    try:
        every = answers.kept(own.work_folder()).answers
    except answers.AnswerError:
        return {}
    return {name: every[name] for name in names if name in every}


def _say(question: Question, claim: str = "") -> str:
    lines = [
        question.prompt,
        *([claim] if claim else []),
        *(f"  ( ) {choice}" for choice in question.choices),
    ]
    return "\n".join(lines)
