"""Exercises: choose, put in order, write. Each gives feedback and keeps the answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import traitlets

from nexus import own
from nexus.case import Case
from nexus.controls import Keep, Panel, front_end
from nexus.study import answers
from nexus.study.questions import Question, questions

HERE = Path(__file__).parent


class Quiz(Panel):
    """Questions with choices and feedback for each choice."""

    _esm = front_end(HERE / "quiz.js")
    name = traitlets.Unicode().tag(sync=True)
    questions: traitlets.List[Any] = traitlets.List().tag(sync=True)


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
    twin = "\n\n".join(_say(one) for one in asked)
    return Quiz(
        twin, keeper(), name=name, questions=[shown(one) for one in asked], kept=remembered(asked)
    )


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
    """Return what the learner's file holds about these questions, by question id.

    A file that cannot be opened holds nothing here: ``set_up`` has said so, and the lesson goes on.
    """
    try:
        held = answers.kept(own.work_folder()).answers
    except answers.AnswerError:
        return {}
    return {one.question_id: held[one.question_id] for one in asked if one.question_id in held}


def _say(question: Question) -> str:
    lines = [question.prompt, *(f"  ( ) {choice}" for choice in question.choices)]
    return "\n".join(lines)
