"""Where the families agree, split, part or talk past each other."""

from __future__ import annotations

import itertools

import pytest

from nexus.case import Case
from nexus.framings import disagreement as model
from nexus.framings.readings import VERDICTS

EVERY = [
    ((a, b), (c, d)) for a, b, c, d in itertools.product(VERDICTS, VERDICTS, VERDICTS, VERDICTS)
]


@pytest.mark.parametrize(
    ("realist", "liberal", "stand"),
    [
        (("supports", "supports"), ("supports", "supports"), model.AGREE),
        (("supports", "supports"), ("opposes", "opposes"), model.PART),
        (("supports", "supports"), ("opposes", "splits"), model.PART),
        (("supports", "opposes"), ("opposes", "opposes"), model.SPLIT),
        (("supports", "opposes"), ("supports", "opposes"), model.SPLIT),
        (("supports", "silent"), ("supports", "supports"), model.PAST),
        (("silent", "silent"), ("silent", "silent"), model.PAST),
    ],
)
def test_the_rules(realist: tuple[str, ...], liberal: tuple[str, ...], stand: str) -> None:
    assert model.stand(realist, liberal) == stand
    assert model.stand(liberal, realist) == stand


def test_a_split_has_a_family_that_splits_and_agreement_has_none() -> None:
    for realist, liberal in EVERY:
        stand, split = model.stand(realist, liberal), model.split_families(realist, liberal)
        if stand == model.SPLIT:
            assert split
        if stand == model.AGREE:
            assert split == ()
        assert set(split) == {
            name
            for name, (one, other) in {"realist": realist, "liberal": liberal}.items()
            if one != other
        }


def test_the_map_holds_each_verdict_of_the_readings(case: Case) -> None:
    table = model.disagreement(case).set_index("subject_id")
    for _, row in case.table("readings").iterrows():
        assert table.at[row["subject_id"], row["lens_id"]] == row["verdict"]
    assert set(table["stand"]) <= set(model.STANDS) == set(model.SAID)


def test_the_finding_counts_what_is_shown(case: Case) -> None:
    table = model.disagreement(case)
    found = model.counts(table["stand"])
    assert sum(found.values()) == len(table)
    said = model.finding(table)
    assert f"of {len(table)} subjects" in said
    for name, number in found.items():
        assert (f"{number} {model.SAID[name]}" in said or f"On {number} of" in said) == (number > 0)
    past = table[table["stand"] == model.PAST]
    assert model.finding(past) == (
        f"On {len(past)} of {len(past)} subjects realists and liberals talk past each other"
    )
    assert model.finding(table.iloc[:0]) == "No subject is shown"


def test_company_counts_shared_verdicts_and_no_shared_silence(case: Case) -> None:
    table = model.disagreement(case)
    pairs = model.company(case, table)
    assert list(pairs["same"]) == sorted(pairs["same"], reverse=True)
    for _, pair in pairs.iterrows():
        both = [
            one == other != "silent"
            for one, other in zip(table[pair["realist"]], table[pair["liberal"]], strict=True)
        ]
        assert pair["same"] == sum(both)
    silent = table.assign(
        **{pairs.iloc[0]["realist"]: "silent", pairs.iloc[0]["liberal"]: "silent"}
    )
    named = model.company(case, silent).set_index(["realist", "liberal"])["same"]
    assert named[pairs.iloc[0]["realist"], pairs.iloc[0]["liberal"]] == 0
    assert f"on {pairs.iloc[0]['same']} of {len(table)}" in model.say_company(pairs.iloc[0])
