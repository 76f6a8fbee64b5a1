"""Five mechanisms between rights and security: who relies on which, and what falls without one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from nexus.case import Case
from nexus.essays.argument import FALLEN, Argument, standing
from nexus.essays.claims import LETTERS

RELIES = ("mechanism", "assumption")


@dataclass(frozen=True)
class Collision:
    """Two mechanisms that pull apart, and why."""

    first: str
    second: str
    why: str
    claim_ids: tuple[str, ...]
    source_ids: tuple[str, ...]


def bridge_ids(case: Case) -> list[str]:
    """Return the ids of the five mechanisms, in the order of the table."""
    return list(case.table("bridges")["bridge_id"])


def uses(case: Case) -> pd.DataFrame:
    """Return which claims rely on which mechanism.

    Returns
    -------
    claim_id, essay (C or H), type, bridge_id: one row for each claim and mechanism.
    """
    table = case.table("claims")
    table = table.assign(essay=table["essay_id"].map(LETTERS), bridge_id=table["bridges"])
    rows = table.explode("bridge_id").dropna(subset="bridge_id")
    return rows[["claim_id", "essay", "type", "bridge_id"]].reset_index(drop=True)


def shares(case: Case) -> pd.DataFrame:
    """Return how often each essay relies on each mechanism.

    Returns
    -------
    bridge_id, essay, claims, of, share: claims that rely on it, of all claims of the essay that
        rely on any, and the share in per cent. A claim may rely on two.
    """
    rows = uses(case)
    counted = rows.groupby(["bridge_id", "essay"])["claim_id"].nunique()
    every = pd.MultiIndex.from_product([bridge_ids(case), ["C", "H"]], names=["bridge_id", "essay"])
    table = counted.reindex(every, fill_value=0).reset_index(name="claims")
    table["of"] = table["essay"].map(rows.groupby("essay")["claim_id"].nunique())
    table["share"] = 100 * table["claims"] / table["of"]
    return table


def without(case: Case, whole: Argument, off: Collection[str]) -> dict[str, str]:
    """Return what becomes of each claim when some mechanisms are switched off.

    A mechanism or an assumption is rejected where every mechanism that it relies on is off. Facts,
    values and proposals are not rejected themselves; they may fall with what holds them.

    Parameters
    ----------
    off: bridge ids.
    """
    return standing(whole, rejected_without(case, off))


def rejected_without(case: Case, off: Collection[str]) -> set[str]:
    """Return the mechanisms and assumptions all of whose bridges are off."""
    table = case.table("claims")
    rows = table[table["type"].isin(RELIES)]
    pairs = zip(rows["claim_id"], rows["bridges"], strict=True)
    return {one for one, bridges in pairs if bridges and set(bridges) <= set(off)}


def proposals_without_ground(case: Case, whole: Argument, off: Collection[str]) -> list[str]:
    """Return the proposals that fall when some mechanisms are switched off."""
    table = case.table("claims")
    proposals = set(table.loc[table["type"] == "proposal", "claim_id"])
    states = without(case, whole, off)
    return [one for one in whole.claims if one in proposals and states[one] == FALLEN]


def collisions(case: Case) -> list[Collision]:
    """Return the pairs of mechanisms that pull apart, in the order of the table."""
    return [
        Collision(
            row["bridge_id"],
            row["other_id"],
            row["why"],
            tuple(row["claim_ids"]),
            tuple(row["source_ids"]),
        )
        for _, row in case.table("bridge_conflicts").iterrows()
    ]


def instruments(case: Case) -> pd.DataFrame:
    """Return the instruments that serve a mechanism.

    Returns
    -------
    instrument_id, short_title, issuer, adopted, bridge_id, reason, source_ids.
    """
    table = case.table("bridge_instruments")
    law = case.table("instruments")[["instrument_id", "short_title", "issuer", "adopted"]]
    return table.merge(law, on="instrument_id", how="left")
