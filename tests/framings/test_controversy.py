"""The structured controversy: propositions, phases, roles, and the statement as text and Word."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus.case import Case
from nexus.framings import controversy as model
from nexus.framings import practice_widgets

RECORD = {
    "proposition": "Relief should wait.",
    "first": "liberal",
    "names": {"a": "MK", "b": ""},
    "joint": {"agree": "The findings stand.\nSo do the votes.", "part": "At the mechanism."},
    "notes": {"a": "Say the step first."},
}


@pytest.fixture(autouse=True)
def own_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEXUS_WORK", str(tmp_path / "my-work"))


def test_propositions_are_proposals_of_the_essays_and_no_fact(case: Case) -> None:
    claims = case.table("claims").set_index("claim_id")
    for one, text in model.PROPOSITIONS.items():
        assert claims.at[one, "type"] == "proposal"
        assert "should" in text
    assert {one[0] for one in model.PROPOSITIONS} == {"H", "C"}


def test_the_phases_fill_a_class_of_75_and_one_of_50() -> None:
    assert [phase.minutes for phase in model.PHASES] == [15, 10, 10, 10, 20, 10]
    assert sum(phase.minutes for phase in model.PHASES) == 75
    assert sum(phase.short for phase in model.PHASES) == 50
    assert [phase.phase_id for phase in model.PHASES if phase.swapped] == ["reverse"]
    assert all(phase.prompts for phase in model.PHASES)


def test_both_sides_present_for_as_long() -> None:
    a, b = ([p for p in model.PHASES if p.speaks == side] for side in ("a", "b"))
    assert [p.minutes for p in a] == [p.minutes for p in b]
    assert [p.short for p in a] == [p.short for p in b]


@pytest.mark.parametrize("first", ["realist", "liberal"])
def test_each_side_argues_for_both_families_in_turn(first: str) -> None:
    before, after = model.roles(first), model.roles(first, swapped=True)
    assert before["a"] == first
    assert {before["a"], before["b"]} == {"realist", "liberal"}
    assert after == {"a": before["b"], "b": before["a"]}


def test_a_brief_gives_both_families_the_same_fields(case: Case) -> None:
    readings = case.table("readings").set_index(["subject_id", "lens_id"])
    for one in model.PROPOSITIONS:
        found = model.briefs(case, one)
        assert [brief["family"] for brief in found] == ["realist", "realist", "liberal", "liberal"]
        assert len({tuple(sorted(brief)) for brief in found}) == 1
        for brief in found:
            if "reading" in brief:
                assert brief["reading"] == readings.at[(one, brief["lens_id"]), "reading"]
    assert "reading" in model.briefs(case, "H06.1")[0]
    with pytest.raises(KeyError, match=r"H01\.1"):
        model.briefs(case, "H01.1")


def test_markdown_holds_every_field_and_says_what_is_empty() -> None:
    text = model.as_markdown(RECORD)
    assert text.startswith("# Joint statement\n\nProposition: Relief should wait.\n\n")
    assert "A (MK) read first as liberal; B read first as realist. Then they changed sides." in text
    for name in (*model.FIELDS.values(), *model.NOTES.values()):
        assert f"## {name}\n\n" in text
    assert "The findings stand.\nSo do the votes." in text
    assert f"## {model.FIELDS['settle']}\n\n{model.EMPTY}" in text


@pytest.mark.parametrize("record", [{}, {"joint": "x", "names": None, "first": 3}])
def test_a_damaged_record_still_gives_a_statement(record: dict[str, Any]) -> None:
    assert model.as_markdown(record).count(model.EMPTY) == 1 + len(model.FIELDS) + len(model.NOTES)


def test_the_word_file_holds_the_same_words() -> None:
    document = docx.Document(io.BytesIO(model.as_word(RECORD)))
    lines = [paragraph.text for paragraph in document.paragraphs]
    for name, text in model.parts(RECORD):
        assert name in lines
        assert all(line in lines for line in text.split("\n") if line)
    assert document.paragraphs[0].style.name == "Heading 1"


@given(st.text(alphabet=st.characters(), max_size=40))
def test_whatever_is_pasted_the_word_file_is_made(text: str) -> None:
    made = model.as_word({"proposition": text, "joint": {"agree": f"so {text}"}})
    assert docx.Document(io.BytesIO(made)).paragraphs


def test_each_saved_statement_has_a_file_of_its_own(tmp_path: Path) -> None:
    noon = dt.datetime(2026, 3, 4, 12, 0, 5)
    first = model.save(RECORD, "markdown", noon)
    second = model.save(RECORD, "word", noon + dt.timedelta(seconds=1))
    assert first.name == "joint-statement-2026-03-04-120005.md"
    assert first.read_text(encoding="utf-8") == model.as_markdown(RECORD)
    assert second.suffix == ".docx"
    assert docx.Document(str(second)).paragraphs[0].text == model.TITLE
    with pytest.raises(model.StatementError, match="'pdf'"):
        model.save(RECORD, "pdf")


def test_the_page_is_told_where_the_file_is_or_why_there_is_none(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = practice_widgets.controversy(case)
    told: list[dict[str, Any]] = []
    monkeypatch.setattr(shown, "send", told.append)
    shown._receive(None, {"export": "word", "record": RECORD}, [])
    assert not told[0]["fault"]
    assert Path(told[0]["saved"].split(": ", 1)[1]).is_file()
    (tmp_path / "blocked").touch()
    monkeypatch.setenv("NEXUS_WORK", str(tmp_path / "blocked"))
    shown._receive(None, {"export": "markdown", "record": RECORD}, [])
    assert told[1]["fault"]
    assert "still on this page" in told[1]["saved"]


def test_the_clock_and_the_notes_come_back(case: Case) -> None:
    first = practice_widgets.controversy(case)
    clock = {"at": 2, "left": 61.5, "since": 0}
    first._receive(None, {"question_id": "controversy-clock", "answer": clock}, [])
    # For a page that is loaded again, and for a kernel that is started again.
    assert first.kept == {"controversy-clock": clock}
    assert practice_widgets.controversy(case).kept == {"controversy-clock": clock}


def test_the_twin_names_propositions_phases_and_fields(case: Case) -> None:
    twin = practice_widgets.controversy(case).twin
    for text in (*model.PROPOSITIONS.values(), *model.FIELDS.values()):
        assert text in twin
    assert all(f"{phase.name}, {phase.minutes} minutes" in twin for phase in model.PHASES)
