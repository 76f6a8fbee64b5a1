"""What the exercises of lesson 6 send to a page of lenses and sources: plain JSON values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from nexus.case import Case
from nexus.framings.blind import LISTEN_FOR
from nexus.framings.readings import say_lens
from nexus.framings.steelman import caricatures as caricatures_of
from nexus.words import source_record


def lens_records(case: Case, *, caricatures: bool = False) -> list[dict[str, Any]]:
    """Return the lenses in their order.

    Returns
    -------
    lens_id, name, family, core_question, blind_spot, listen_for; and where asked for
        ``caricatures``: caricature, why_unfair, source_ids.
    """
    found = []
    for _, row in case.table("lenses").iterrows():
        lens_id = row["lens_id"]
        one = {
            "lens_id": lens_id,
            "name": say_lens(lens_id),
            "listen_for": LISTEN_FOR[lens_id],
            **{name: row[name] for name in ("family", "core_question", "blind_spot")},
        }
        if caricatures:
            one["caricatures"] = [
                {
                    "caricature": unfair["caricature"],
                    "why_unfair": unfair["why_unfair"],
                    "source_ids": list(unfair["source_ids"]),
                }
                for _, unfair in caricatures_of(case, lens_id).iterrows()
            ]
        found.append(one)
    return found


def source_records(case: Case, source_ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return sources by id, each once: see ``nexus.words.source_record``."""
    table = case.sources.set_index("source_id")
    return {one: source_record(table.loc[one]) for one in dict.fromkeys(source_ids)}
