"""Questions with feedback for every choice. Plain functions over the ``questions`` table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from nexus.case import Case
from nexus.errors import DataError

KEYED = ("choice", "several", "sorting", "matching")
UNANSWERED = ("ordering", "writing")


@dataclass(frozen=True)
class Question:
    """One question as a page shows it.

    Attributes
    ----------
    question_id, kind, prompt: kind is choice, several, sorting, matching, forecast, ordering or
        writing.
    choices: the answers to choose from; a checklist for ``writing``; event ids for ``ordering``.
    answer: places (from 1) of the choices that fit the record; several may.
    feedback: one text a choice; what a good answer could hold for ``writing``.
    claim_ids: the claims that it is about.
    asked_on, resolved_on: for a forecast, the day it is asked as of and the day it is decided by.
    """

    question_id: str
    kind: str
    prompt: str
    choices: tuple[str, ...]
    answer: tuple[int, ...]
    feedback: tuple[str, ...]
    asked_on: dt.date | None
    resolved_on: dt.date | None
    claim_ids: tuple[str, ...] = ()

    def is_right(self, choice: int) -> bool:
        """Return whether a choice (its place, from 1) fits the record."""
        return choice in self.answer


def question(case: Case, question_id: str) -> Question:
    """Return one question.

    Raises
    ------
    KeyError: where there is no such question.
    DataError: where its row does not give one feedback a choice.
    """
    table = case.questions
    found = table[table["question_id"] == question_id]
    if found.empty:
        raise KeyError(f"No question {question_id!r} in questions.csv.")
    return _question(int(found.index[0]), found.iloc[0])


def questions(case: Case, question_ids: Sequence[str]) -> list[Question]:
    """Return several questions, in the order of the ids."""
    return [question(case, one) for one in question_ids]


def _question(row: int, cells: pd.Series) -> Question:
    kind = str(cells["kind"])
    choices, feedback = tuple(cells["choices"]), tuple(cells["feedback"])
    answer = tuple(int(place) for place in cells["answer"])
    if kind not in UNANSWERED and len(feedback) != len(choices):
        raise _row_fault(row, "feedback", f"{len(feedback)} texts", f"one a choice: {len(choices)}")
    if any(not 1 <= place <= len(choices) for place in answer) or (kind in KEYED and not answer):
        raise _row_fault(row, "answer", f"{answer}", f"places from 1 to {len(choices)}")
    return Question(
        str(cells["question_id"]),
        kind,
        str(cells["prompt"]),
        choices,
        answer,
        feedback,
        _day(cells["asked_on"]),
        _day(cells["resolved_on"]),
        tuple(cells["claim_ids"]),
    )


def _day(cell: pd.Timestamp) -> dt.date | None:
    return None if pd.isna(cell) else cell.date()


def _row_fault(row: int, column: str, found: str, expected: str) -> DataError:
    mend = "separate the texts with | and count them against the choices."
    return DataError("questions.csv", row, column, found, expected, mend)
