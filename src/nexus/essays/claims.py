"""Claims and their kinds: how a reader's sorting compares with the key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

KINDS = ("fact", "mechanism", "value", "proposal", "concession", "assumption")
MEANING: Mapping[str, str] = {
    "fact": "a record could show it true or false",
    "mechanism": "says that one thing brings about another",
    "value": "says what is right or matters",
    "proposal": "says what someone should do",
    "concession": "grants a limit or something to the other side",
    "assumption": "is taken for granted, stated or not",
}
LETTERS: Mapping[str, str] = {"hurley-2018": "H", "cha-lloyd-2016": "C"}


@dataclass(frozen=True)
class Sorting:
    """One claim as a reader sorted it.

    Attributes
    ----------
    claim_id: the claim.
    accepted: kinds that the key accepts; the first is the key's own.
    chosen: the kind that the reader chose.
    dissent: the reader's reason for another kind than the key's; "" for none.
    """

    claim_id: str
    accepted: tuple[str, ...]
    chosen: str
    dissent: str = ""

    @property
    def counts(self) -> bool:
        """Whether it counts: it fits the key, or the reader defends another kind."""
        return self.chosen in self.accepted or bool(self.dissent.strip())


def confusion(sorted_: list[Sorting]) -> pd.DataFrame:
    """Return what was taken for what.

    Returns
    -------
    key, chosen, claims: one row for each pair of kinds that occurs, and how many claims it has.
        Where the reader's kind is one that the key accepts, key and chosen are the same.
    """
    pairs = [
        (one.chosen if one.chosen in one.accepted else one.accepted[0], one.chosen)
        for one in sorted_
    ]
    table = pd.DataFrame(pairs, columns=["key", "chosen"])
    return table.value_counts(["key", "chosen"], sort=False).reset_index(name="claims")
