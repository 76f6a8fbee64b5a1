"""The comparisons hold what the tables hold, in words too."""

from __future__ import annotations

from pathlib import Path

import pytest

from nexus.case import Case
from nexus.framings import disagreement, readings, side_widgets
from nexus.study import answers


def test_the_text_twin_tells_every_step_of_both_and_where_they_part(case: Case) -> None:
    twin = side_widgets.side_by_side(case, "H04.2").twin
    record = readings.record(case, "H04.2")
    for lens in readings.default_pair(case):
        for step, text in record["readings"][lens]["steps"].items():
            assert (readings.say_verdict(text) if step == "verdict" else text) in twin
    (parted,) = readings.parting_steps(record, *readings.default_pair(case))
    assert f"They part here: {parted.why}" in twin
    assert parted.shared in twin
    places = [twin.index(f"\n{heading}\n") for heading in readings.STEPS.values()]
    assert places == sorted(places)


def test_the_subject_that_is_asked_for_is_shown(case: Case) -> None:
    panel = side_widgets.side_by_side(case, "unscr-2397")
    assert panel.subject == "unscr-2397"
    assert "Resolution 2397" in panel.twin
    with pytest.raises(KeyError, match="no reading of 'nowhere'"):
        side_widgets.side_by_side(case, "nowhere")


def test_every_page_has_what_its_front_end_asks_for(case: Case) -> None:
    for panel in (side_widgets.side_by_side(case), side_widgets.disagreement_map(case)):
        assert len(panel.subjects) == len(readings.subjects(case))
        assert sorted(panel.order) == sorted(panel.lenses)
        for subject in panel.subjects:
            for lens in panel.order:
                reading = subject["readings"][lens]
                assert set(reading["sources"]) <= set(panel.sources)
                assert set(readings.STEPS) <= set(reading) | set(panel.lenses[lens])
            for name in subject["paragraphs"]:
                assert name in panel.paragraphs


def test_neither_essay_is_said_to_be_one_lens_and_the_numbers_are_the_data_s(case: Case) -> None:
    said = side_widgets.neither_is_one(case)
    claims = case.table("claims")
    stated = claims[claims["stated"]]
    for essay, authors in case.essays.set_index("essay_id")["authors"].items():
        mine = stated[stated["essay_id"] == essay]["lens"].value_counts()
        assert f"of {authors}'s {mine.sum()} claims {mine['realist']} are realist" in said
        assert min(mine["realist"], mine["liberal"], mine["both"]) > 0


def test_the_map_in_words_is_the_map(case: Case) -> None:
    twin = side_widgets.disagreement_map(case).twin
    table = disagreement.disagreement(case)
    assert twin.startswith(disagreement.finding(table))
    for title in table["title"]:
        assert title in twin


def test_a_third_reading_comes_back_from_the_reader_s_file(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEXUS_WORK", str(tmp_path))
    panel = side_widgets.side_by_side(case)
    answer = {"name": "a lens", "steps": {"reading": "what it says"}, "removed": False}
    panel._receive(None, {"question_id": "third-H04.2", "answer": answer}, [])
    assert panel.notice == ""
    assert answers.kept(tmp_path).answers["third-H04.2"] == answer
    assert side_widgets.side_by_side(case).kept == {"third-H04.2": answer}


def test_a_reading_that_is_too_long_is_told_so(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEXUS_WORK", str(tmp_path))
    panel = side_widgets.side_by_side(case)
    panel._receive(None, {"question_id": "third-H04.2", "answer": {"name": "x" * 30_000}}, [])
    assert "too long to keep" in panel.notice
