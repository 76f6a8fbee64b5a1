"""Predicting verdicts: scored on fidelity to the lens, never on agreement."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus.case import Case
from nexus.framings import practice_widgets, readings
from nexus.framings import predict as model


@pytest.fixture(autouse=True)
def own_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEXUS_WORK", str(tmp_path))


@pytest.fixture(scope="module")
def records(case: Case) -> list[dict[str, Any]]:
    return model.records(case)


def test_three_claims_of_six_lenses_make_eighteen_verdicts(case: Case) -> None:
    assert model.ASKED * len(case.table("lenses")) == 18


def test_the_claims_are_of_both_essays_and_divide_the_lenses(case: Case) -> None:
    for record in model.records(case):
        assert len(set(model.key(record).values())) > 1, record["subject_id"]
    assert [one[0] for one in model.CLAIMS] == ["H", "H", "H", "C", "C", "C"]
    every = [verdict for record in model.records(case) for verdict in model.key(record).values()]
    assert set(every) == set(readings.VERDICTS)
    # Nobody gets far by the same answer everywhere.
    assert max(every.count(one) for one in set(every)) <= len(every) / 2


@pytest.mark.parametrize("claims", [(), ("H04.2", "H04.5"), ("H04.2",) * 3, model.CLAIMS * 2])
def test_too_few_or_too_many_claims_are_refused(case: Case, claims: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="3 to 6 different claims"):
        model.records(case, claims)


def test_a_claim_without_readings_is_named(case: Case) -> None:
    with pytest.raises(KeyError, match="H01"):
        model.records(case, ("H04.2", "H04.5", "H01.1"))


@given(data=st.data())
def test_fidelity_counts_the_lenses_that_are_met(
    records: list[dict[str, Any]], data: st.DataObject
) -> None:
    record = data.draw(st.sampled_from(records))
    key = model.key(record)
    met = data.draw(st.sets(st.sampled_from(sorted(key))))
    predicted = {
        lens: verdict
        if lens in met
        else data.draw(st.sampled_from([one for one in readings.VERDICTS if one != verdict]))
        for lens, verdict in key.items()
    }
    assert model.fidelity(predicted, record) == len(met)
    assert model.fidelity({}, record) == 0


def test_what_can_be_ticked_are_steps_of_the_reading(case: Case) -> None:
    assert set(model.TICKS) <= set(readings.STEPS)
    for record in practice_widgets.predict(case).records:
        for one in record["readings"].values():
            assert all(one["steps"][step].strip() for step in model.TICKS)


def test_every_verdict_has_a_meaning_and_a_sign(case: Case) -> None:
    shown = practice_widgets.predict(case)
    assert [one for one, _, _ in shown.verdicts] == list(model.MEANING)
    assert set(model.MEANING) == set(readings.VERDICTS) == set(shown.signs)


def test_the_lenses_take_turns_in_standing_first(case: Case) -> None:
    firsts = [record["lenses"][0].rpartition("-")[2] for record in model.records(case)]
    assert firsts.count("realist") == firsts.count("liberal")


def test_the_twin_gives_the_task_and_no_verdict_of_a_lens(case: Case) -> None:
    shown = practice_widgets.predict(case)
    for record in shown.records:
        assert record["words"] in shown.twin
        for one in record["readings"].values():
            assert one["steps"]["mechanism"] not in shown.twin


def test_a_prediction_comes_back(case: Case) -> None:
    answer = {"verdicts": {"humanitarian": "silent"}, "locked": False}
    message = {"question_id": "predict-C09.1", "answer": answer}
    practice_widgets.predict(case)._receive(None, message, [])
    assert practice_widgets.predict(case).kept == {"predict-C09.1": answer}
