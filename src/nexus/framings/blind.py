"""Readings without their labels: which are shown, in which order, and what gives a lens away."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from nexus.case import Case
from nexus.framings import readings

SIZE = 12
DECKS = 3
# Steps of a reading that stand on a card; a lens's own first question would be its label.
SHOWN = ("reading", "mechanism", "verdict", "evidence", "would_change_it")
KNOWN_BY: Mapping[str, str] = {
    "question": "the question behind it",
    "mechanism": "the mechanism",
    "verdict": "the verdict",
    "evidence": "what it points to",
    "would_change_it": "what would change it",
    "guess": "no step: I guessed",
}
# Words of each lens's first question to listen for; a test holds them to the table.
LISTEN_FOR: Mapping[str, str] = {
    "defensive-realist": "feed the fear that drives the other to arm",
    "offensive-realist": "gains power relative to whom",
    "institutional-liberal": "make a promise believable",
    "democratic-peace-liberal": "to whom does its government answer",
    "constructivist": "take each other, and the weapons, to mean",
    "humanitarian": "people who have no say",
}
_LABEL = re.compile(
    r"\brealis[tm]|\bliberal|constructivis|humanitarian|democratic[ -]peace|\boffensive|"
    r"\bdefensive|institutionalis",
    re.IGNORECASE,
)


def gives_away(text: str) -> bool:
    """Return whether a text names a school, so that it cannot be shown without its label."""
    return _LABEL.search(text) is not None


def usable(case: Case) -> pd.DataFrame:
    """Return the readings that can be shown without a label: their rows of ``readings.csv``."""
    table = case.table("readings")
    named = [any(gives_away(str(row[step])) for step in SHOWN) for _, row in table.iterrows()]
    return table[[not one for one in named]]


def decks(case: Case, size: int = SIZE, many: int = DECKS) -> list[list[str]]:
    """Return decks of reading ids, the same in every room; no reading stands in two.

    In a deck each lens stands as often as the others, each subject at most once, and no family
    twice in a row.

    Parameters
    ----------
    size: cards in a deck, a multiple of six.
    many: how many decks.

    Raises
    ------
    ValueError: where the size is no multiple of six, or the readings do not suffice.
    """
    if size % 6 or size <= 0:
        raise ValueError(f"A deck holds a multiple of six readings, not {size}.")
    left = usable(case)
    found: list[list[str]] = []
    for number in range(1, many + 1):
        deck = _deck(left, _lenses(case, number, size), number)
        left = left[~left["reading_id"].isin(deck)]
        found.append(deck)
    return found


def _deck(left: pd.DataFrame, lenses: list[str], number: int) -> list[str]:
    """Return one reading of each lens, of ever new subjects, of each kind as often as may be."""
    deck: list[str] = []
    for lens in lenses:
        mine = left[left["reading_id"].isin(deck)]
        fit = left[(left["lens_id"] == lens) & ~left["subject_id"].isin(mine["subject_id"])]
        if fit.empty:
            raise ValueError(f"Deck {number} finds no {readings.say_lens(lens)} to show.")
        often = fit["subject_type"].map(mine["subject_type"].value_counts()).fillna(0)
        draw = [_drawn(f"{number} {one}") for one in fit["reading_id"]]
        order = fit.assign(often=often, draw=draw).sort_values(["often", "draw"])
        deck.append(str(order.iloc[0]["reading_id"]))
    return deck


def _lenses(case: Case, number: int, size: int) -> list[str]:
    """Return the lens of each card: in every three cards each family once, and never in a row."""
    members = readings.families(case)
    order: list[str] = []
    for block in range(size // 3):
        drawn = {one: _drawn(f"{number} {block} {one}") for one in readings.FAMILIES}
        mixed = sorted(drawn, key=drawn.__getitem__)
        if order and mixed[0] == order[-1]:
            mixed = [*mixed[1:], mixed[0]]
        order += mixed
    seen = dict.fromkeys(readings.FAMILIES, number)
    lenses = []
    for family in order:
        lenses.append(members[family][seen[family] % len(members[family])])
        seen[family] += 1
    return lenses


def _drawn(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def near(case: Case, lens_id: str) -> str:
    """Return the lens that is most easily taken for another: the other one of its family."""
    for lenses in readings.families(case).values():
        if lens_id in lenses:
            return next(one for one in lenses if one != lens_id)
    raise KeyError(f"lenses.csv holds no lens {lens_id!r}.")


def cards(case: Case, reading_ids: list[str]) -> list[dict[str, Any]]:
    """Return the cards of a deck: plain JSON values.

    Returns
    -------
    reading_id; kind, title, paragraphs of its subject; ``steps`` by each of ``SHOWN``, with the
        verdict as a verb; lens_id, family and ``near``; ``alike``: how many of the other lenses
        give the same verdict; ``others``: mechanism and verdict of every lens on this subject;
        source_ids.
    """
    table = case.table("readings")
    by_id = table.set_index("reading_id", drop=False)
    subjects = readings.subjects(case).set_index("subject_id")
    family = case.table("lenses").set_index("lens_id")["family"]
    found = []
    for one in reading_ids:
        row = by_id.loc[one]
        about = table[table["subject_id"] == row["subject_id"]]
        subject = subjects.loc[row["subject_id"]]
        steps = {step: str(row[step]) for step in SHOWN}
        steps["verdict"] = f"A holder {readings.say_verdict(row['verdict'])}."
        found.append(
            {
                "reading_id": one,
                "kind": subject["kind"],
                "title": subject["title"],
                "paragraphs": list(subject["paragraphs"]),
                "steps": steps,
                "lens_id": row["lens_id"],
                "family": family[row["lens_id"]],
                "near": near(case, row["lens_id"]),
                "alike": int((about["verdict"] == row["verdict"]).sum()) - 1,
                "others": {
                    other["lens_id"]: {
                        "mechanism": other["mechanism"],
                        "says": readings.say_verdict(other["verdict"]),
                    }
                    for _, other in about.iterrows()
                },
                "source_ids": list(row["source_ids"]),
            }
        )
    return found
