"""Are the families treated alike? Words, verdicts, order, what would change them, sources."""

from __future__ import annotations

import pandas as pd

from nexus.case import Case
from nexus.framings.readings import (
    FAMILIES,
    SIDES,
    VERDICTS,
    first_family,
    lens_order,
    subjects,
)

# Columns of readings.csv that hold a reading's words.
WORDED = ("reading", "mechanism", "evidence", "would_change_it")
LIKE_LENGTH = 0.05  # the families' words over all subjects differ by no more than this share


def words(case: Case) -> pd.DataFrame:
    """Return how long the readings are.

    Returns
    -------
    lens_id, family; one column of words for each of ``WORDED``; ``words`` in all, and ``mean`` by
    reading: one row a lens, in the order of ``lenses.csv``.
    """
    table = _with_family(case)
    counted = pd.DataFrame({name: table[name].str.split().map(len) for name in WORDED})
    counted[["lens_id", "family"]] = table[["lens_id", "family"]]
    summed = counted.groupby(["lens_id", "family"], sort=False)[list(WORDED)].sum()
    summed["words"] = summed.sum(axis=1)
    summed["mean"] = summed["words"] / counted.groupby(["lens_id", "family"], sort=False).size()
    return _in_order(case, summed.reset_index())


def lens_words(case: Case) -> pd.DataFrame:
    """Return lens_id, family, words: how long what each lens asks, expects and misses is."""
    table = case.table("lenses")
    told = table[["core_question", "expects", "blind_spot"]].map(lambda text: len(text.split()))
    return table[["lens_id", "family"]].assign(words=told.sum(axis=1))


def gaps(case: Case) -> pd.DataFrame:
    """Return by how much the two families' words differ.

    Returns
    -------
    part: one of ``WORDED``, or "all". realist, liberal: words over all subjects. gap: the share by
    which the longer exceeds the shorter.
    """
    sums = words(case).groupby("family")[[*WORDED, "words"]].sum()
    rows = []
    for name in (*WORDED, "words"):
        realist, liberal = (int(sums.at[side, name]) for side in SIDES)
        gap = max(realist, liberal) / max(1, min(realist, liberal)) - 1
        part = "all" if name == "words" else name
        rows.append({"part": part, "realist": realist, "liberal": liberal, "gap": gap})
    return pd.DataFrame(rows)


def verdicts(case: Case) -> pd.DataFrame:
    """Return lens_id, family and, for each of ``VERDICTS``, how many subjects it is given on."""
    table = _with_family(case)
    counted = table.groupby(["lens_id", "family", "verdict"], sort=False).size()
    wide = counted.unstack("verdict", fill_value=0).reindex(columns=list(VERDICTS), fill_value=0)
    return _in_order(case, wide.rename_axis(columns=None).reset_index())


def order(case: Case) -> pd.DataFrame:
    """Return who stands first, by subject.

    Returns
    -------
    subject_id, position, first (the family that stands first), lenses (six ids in their order).
    """
    table = subjects(case)[["subject_id", "position"]]
    return table.assign(
        first=[first_family(one) for one in table["position"]],
        lenses=[lens_order(case, one) for one in table["position"]],
    )


def objections(case: Case) -> pd.DataFrame:
    """Return lens_id, family, would_change (readings that say what would change them), critics.

    ``critics`` tells whether the lens's blind spot is put as its critics put it.
    """
    table = _with_family(case)
    said = table["would_change_it"].str.strip() != ""
    counted = said.groupby([table["lens_id"], table["family"]], sort=False).sum()
    blind = case.table("lenses").set_index("lens_id")["blind_spot"]
    found = counted.reset_index(name="would_change")
    critics = [blind[lens].startswith("Critics say") for lens in found["lens_id"]]
    return _in_order(case, found.assign(critics=critics))


def sources(case: Case) -> pd.DataFrame:
    """Return what the readings rest on.

    Returns
    -------
    lens_id, family, readings; ``fewest`` and ``mean`` sources by reading; ``different`` sources.
    """
    table = _with_family(case)
    rows = []
    for (lens, family), group in table.groupby(["lens_id", "family"], sort=False):
        many = group["source_ids"].map(len)
        different = {one for ids in group["source_ids"] for one in ids}
        rows.append(
            {
                "lens_id": lens,
                "family": family,
                "readings": len(group),
                "fewest": int(many.min()),
                "mean": float(many.mean()),
                "different": len(different),
            }
        )
    return _in_order(case, pd.DataFrame(rows))


def report(case: Case) -> pd.DataFrame:
    """Return all of this, one row a lens.

    Returns
    -------
    lens_id, family, readings, words, mean_words, one column for each of ``VERDICTS``,
    first (subjects on which it stands first of all six), would_change, sources, fewest_sources.
    """
    firsts = order(case)["lenses"].map(lambda lenses: lenses[0]).value_counts()
    length, given = words(case), verdicts(case)
    rests, changed = sources(case), objections(case)
    return pd.DataFrame(
        {
            "lens_id": length["lens_id"],
            "family": length["family"],
            "readings": rests["readings"],
            "words": length["words"],
            "mean_words": length["mean"].round(1),
            **{name: given[name] for name in VERDICTS},
            "first": [int(firsts.get(lens, 0)) for lens in length["lens_id"]],
            "would_change": changed["would_change"],
            "sources": rests["different"],
            "fewest_sources": rests["fewest"],
        }
    )


def _with_family(case: Case) -> pd.DataFrame:
    family = case.table("lenses").set_index("lens_id")["family"]
    table = case.table("readings")
    return table.assign(family=table["lens_id"].map(family))


def _in_order(case: Case, table: pd.DataFrame) -> pd.DataFrame:
    """Return rows by family and, within it, in the order of ``lenses.csv``."""
    lenses = list(case.table("lenses")["lens_id"])
    place = table["family"].map(FAMILIES.index) * len(lenses) + table["lens_id"].map(lenses.index)
    return table.loc[place.sort_values().index].reset_index(drop=True)
