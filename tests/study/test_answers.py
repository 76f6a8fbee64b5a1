"""The learner's file: nothing that was kept is lost, whatever happens to the file."""

from __future__ import annotations

import errno
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nexus import own
from nexus.case import Case
from nexus.study import answers
from nexus.study.widgets import quiz


def test_an_absent_file_holds_nothing(tmp_path: Path) -> None:
    assert answers.kept(tmp_path / "none").answers == {}


def test_the_last_answer_counts_and_the_first_stays_in_the_file(tmp_path: Path) -> None:
    answers.keep(tmp_path, "q", {"choice": 1})
    answers.keep(tmp_path, "q", {"choice": 2})
    assert answers.kept(tmp_path).answers == {"q": {"choice": 2}}
    assert len((tmp_path / answers.FILE).read_text(encoding="utf-8").splitlines()) == 2


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60), st.text(max_size=200))
def test_any_text_comes_back(tmp_path: Path, question: str, text: str) -> None:
    answers.keep(tmp_path, question, {"text": text})
    assert answers.kept(tmp_path).answers[question] == {"text": text}


def test_a_line_cut_short_costs_that_line_only(tmp_path: Path) -> None:
    answers.keep(tmp_path, "a", {"choice": 1})
    path = tmp_path / answers.FILE
    path.write_bytes(path.read_bytes() + b'{"at": "2026", "question_id": "b", "ans')
    answers.keep(tmp_path, "c", {"choice": 3})
    kept = answers.kept(tmp_path)
    assert set(kept.answers) == {"a", "c"}
    assert kept.faults == ("answers.jsonl, line 2 cannot be read and was passed over.",)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_any_bytes_in_the_file_are_passed_over(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / answers.FILE).write_bytes(raw)
    answers.kept(tmp_path)
    answers.keep(tmp_path, "mine", {"choice": 1})
    assert answers.kept(tmp_path).answers["mine"] == {"choice": 1}


def test_two_windows_on_one_file_lose_nothing(tmp_path: Path) -> None:
    def window(name: str) -> None:
        for number in range(50):
            answers.keep(tmp_path, f"{name}-{number}", {"text": name * 500})

    windows = [threading.Thread(target=window, args=(name,)) for name in "abcd"]
    for one in windows:
        one.start()
    for one in windows:
        one.join()
    kept = answers.kept(tmp_path)
    assert len(kept.answers) == 200
    assert kept.faults == ()


def test_a_full_disk_is_said_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers.keep(tmp_path, "a", {"choice": 1})

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(answers, "_add_line", full)
    with pytest.raises(answers.AnswerError, match="still on this page") as caught:
        answers.keep(tmp_path, "b", {"choice": 2})
    assert "No space left" in str(caught.value)
    assert answers.kept(tmp_path).answers == {"a": {"choice": 1}}


def test_too_long_an_answer_is_refused(tmp_path: Path) -> None:
    with pytest.raises(answers.AnswerError, match="too long"):
        answers.keep(tmp_path, "q", {"text": "x" * answers.LONGEST})


def test_a_file_that_cannot_be_opened_is_said_and_the_lesson_goes_on(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / answers.FILE).mkdir()
    (said,) = answers.trouble(tmp_path)
    assert "cannot be opened" in said
    monkeypatch.setenv("NEXUS_WORK", str(tmp_path))
    assert quiz(case, ["04-count"]).kept == {}


def test_the_folder_stands_beside_the_notebooks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NEXUS_WORK", raising=False)
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    assert own.work_folder() == tmp_path / "my-work"
    monkeypatch.chdir(tmp_path)
    assert own.work_folder() == tmp_path / "my-work"
