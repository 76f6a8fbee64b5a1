"""Questions, their feedback, and forecasts."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from nexus.case import Case
from nexus.errors import DataError
from nexus.study import questions, widgets
from nexus.study.questions import KEYED, UNANSWERED
from nexus.study.reading_list import reading_list


def test_a_question_is_read_whole(case: Case) -> None:
    one = questions.question(case, "04-cause-hr757")
    assert one.kind == "choice"
    assert len(one.choices) == len(one.feedback) == 3
    assert [one.is_right(place) for place in (1, 2, 3)] == [False, True, False]


def test_an_unknown_question_is_named(case: Case) -> None:
    with pytest.raises(KeyError, match="nothing-here"):
        questions.question(case, "nothing-here")


@pytest.mark.parametrize(
    ("column", "value"), [("feedback", ("only one",)), ("answer", ("9",)), ("answer", ())]
)
def test_a_row_that_does_not_fit_is_named(case: Case, column: str, value: tuple[str, ...]) -> None:
    table = case.questions
    at = table.index[table["question_id"] == "04-cause-hr757"][0]
    table.at[at, column] = value
    with pytest.raises(DataError) as caught:
        questions.question(replace(case, tables={"questions": table}), "04-cause-hr757")
    assert (caught.value.row, caught.value.column) == (at, column)


def test_answers_come_back_into_the_quiz(
    case: Case, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEXUS_WORK", str(tmp_path))
    quiz = widgets.quiz(case, ["04-count"])
    quiz._receive(None, {"question_id": "04-count", "answer": {"choice": 3, "tries": 1}}, [])
    assert widgets.quiz(case, ["04-count"]).kept == {"04-count": {"choice": 3, "tries": 1}}


def test_twins_hold_prompt_and_choices(case: Case) -> None:
    one = questions.question(case, "04-write")
    twin = widgets.write(case, "04-write").twin
    assert one.prompt in twin
    assert all(choice in twin for choice in one.choices)


def test_a_reading_list_gives_full_references(case: Case) -> None:
    made = reading_list(case, ["unscr-2270", "pl-114-122"])
    assert "Public Law 114-122" in made.as_text()
    assert made.as_html().count("<a href") == 2
    with pytest.raises(KeyError):
        reading_list(case, ["no-such-source"])


def test_the_table_names_only_kinds_that_exist(case: Case) -> None:
    known = {*KEYED, *UNANSWERED, "forecast"}
    assert set(case.questions["kind"]) == known
    assert isinstance(case.questions, pd.DataFrame)
