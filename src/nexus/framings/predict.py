"""Predict the verdicts of six lenses on a claim: which claims, and how a prediction is scored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nexus.case import Case
from nexus.framings import readings

# Three from each essay, on which the six lenses do not agree; the lesson asks for three of them.
CLAIMS = ("H04.2", "H04.5", "H05.5", "C04.2", "C09.1", "C14.5")
ASKED = 3
FEWEST, MOST = 3, 6
# What a reason can be compared with: the steps of the reading itself.
TICKS: Mapping[str, str] = {
    "question": "My reason starts from this question",
    "mechanism": "My reason names this mechanism",
    "evidence": "My reason names this evidence, or other evidence for the same step",
    "would_change_it": "My reason would fall with this finding",
}
MEANING: Mapping[str, str] = {
    "supports": "a holder accepts the claim",
    "splits": "accepts one part of it and not another, or sees it cut both ways",
    "opposes": "rejects the claim",
    "silent": "finds nothing in the lens that decides it",
}


def records(case: Case, claim_ids: Sequence[str] = CLAIMS) -> list[dict[str, Any]]:
    """Return the claims to predict, each with its six readings: see ``readings.record``.

    Which family stands first takes turns from claim to claim, in the order of this exercise.

    Raises
    ------
    ValueError: where there are fewer than three or more than six claims, or one twice.
    KeyError: where a claim has no readings.
    """
    if not FEWEST <= len(claim_ids) <= MOST or len(set(claim_ids)) < len(claim_ids):
        raise ValueError(f"Give {FEWEST} to {MOST} different claims, not {', '.join(claim_ids)}.")
    return [
        readings.record(case, one) | {"lenses": list(readings.lens_order(case, place))}
        for place, one in enumerate(claim_ids)
    ]


def key(record: Mapping[str, Any]) -> dict[str, str]:
    """Return the verdict of each lens on a subject, by lens id."""
    return {lens: one["verdict"] for lens, one in record["readings"].items()}


def fidelity(predicted: Mapping[str, str], record: Mapping[str, Any]) -> int:
    """Return how many predicted verdicts are those of the lens.

    Parameters
    ----------
    predicted: a verdict by lens id. What its author thinks of the claim plays no part.
    record: as ``readings.record`` gives it.
    """
    return sum(predicted.get(lens) == verdict for lens, verdict in key(record).items())
