"""Over all subjects: where the families agree, split within, part, or talk past each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

import pandas as pd

from nexus.case import Case
from nexus.framings.readings import families, say_lens, subjects

AGREE, SPLIT, PART, PAST = "agree", "split within", "part", "talk past"
# The rules, as the page states them, in the order in which they are tried.
STANDS: Mapping[str, str] = {
    PAST: "A lens of one family is silent, so there is no verdict to set against the other's.",
    AGREE: "All four lenses of the two families give the same verdict.",
    PART: "No verdict that one family gives is given by the other.",
    SPLIT: "A family gives two verdicts, and one of them is also the other family's.",
}
SAID: Mapping[str, str] = {
    PAST: "they talk past each other",
    AGREE: "they agree",
    PART: "they part between the families",
    SPLIT: "they split within a family",
}
SILENT = "silent"


def stand(realist: Sequence[str], liberal: Sequence[str]) -> str:
    """Return how two families stand to each other on one subject: a key of ``STANDS``.

    The constructivist and the humanitarian belong to neither family and do not count here.

    Parameters
    ----------
    realist, liberal: the verdicts of each family's lenses.
    """
    if SILENT in {*realist, *liberal}:
        return PAST
    if len({*realist, *liberal}) == 1:
        return AGREE
    return PART if set(realist).isdisjoint(liberal) else SPLIT


def split_families(realist: Sequence[str], liberal: Sequence[str]) -> tuple[str, ...]:
    """Return the families whose lenses do not all give one verdict."""
    sides = {"realist": realist, "liberal": liberal}
    return tuple(name for name, verdicts in sides.items() if len(set(verdicts)) > 1)


def disagreement(case: Case) -> pd.DataFrame:
    """Return the map: one row a subject, in the order of ``subjects``.

    Returns
    -------
    subject_type, kind, subject_id, title, short, essays, position: as ``subjects`` gives them.
    one column a lens, by lens id: its verdict.
    stand: a key of ``STANDS``.
    split: the families that split within, as a tuple.
    """
    table = subjects(case).drop(columns=["words", "when", "paragraphs", "first"])
    verdicts = case.table("readings").pivot(index="subject_id", columns="lens_id", values="verdict")
    members = families(case)
    lenses = [lens for family in members.values() for lens in family]
    table = table.join(verdicts[lenses], on="subject_id")
    sides = [
        ([row[lens] for lens in members["realist"]], [row[lens] for lens in members["liberal"]])
        for _, row in table.iterrows()
    ]
    return table.assign(
        stand=[stand(realist, liberal) for realist, liberal in sides],
        split=[split_families(realist, liberal) for realist, liberal in sides],
    )


def counts(stands: Iterable[str]) -> dict[str, int]:
    """Return how many subjects stand how, for each of ``STANDS``."""
    found = list(stands)
    return {name: found.count(name) for name in STANDS}


def finding(table: pd.DataFrame) -> str:
    """Return what the map shows, in a sentence.

    Parameters
    ----------
    table: rows of ``disagreement``.
    """
    found, many = counts(table["stand"]), len(table)
    if not many:
        return "No subject is shown"
    leading = max(found, key=lambda name: found[name])
    rest = [f"on {found[name]} {SAID[name]}" for name in STANDS if name != leading and found[name]]
    said = f"On {found[leading]} of {many} subjects {_opening(leading)}"
    return "; ".join([said, *rest])


def _opening(stand_: str) -> str:
    return {
        PAST: "realists and liberals talk past each other",
        AGREE: "realists and liberals agree",
        PART: "realists and liberals part between the families",
        SPLIT: "the line runs through a family and not between the two",
    }[stand_]


def company(case: Case, table: pd.DataFrame) -> pd.DataFrame:
    """Return how often a realist and a liberal lens give the same verdict.

    Returns
    -------
    realist, liberal: lens ids. same: the subjects on which both give one verdict and neither is
    silent. of: the subjects in the table. The pair that most often agrees comes first.
    """
    members = families(case)
    rows = [
        {
            "realist": one,
            "liberal": other,
            "same": int(((table[one] == table[other]) & (table[one] != SILENT)).sum()),
            "of": len(table),
        }
        for one, other in product(members["realist"], members["liberal"])
    ]
    return pd.DataFrame(rows).sort_values("same", ascending=False, kind="stable")


def say_company(pair: pd.Series) -> str:
    """Return one row of ``company`` as a sentence."""
    return (
        f"The {say_lens(pair['realist'])} and the {say_lens(pair['liberal'])} give the same "
        f"verdict on {pair['same']} of {pair['of']}."
    )
