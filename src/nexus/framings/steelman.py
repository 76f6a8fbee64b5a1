"""The other side's best case, and the same facts through another lens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from nexus.case import Case
from nexus.framings import readings
from nexus.words import say_day

# What the writer ticks, and afterwards the peer who signs.
CHECKS: Mapping[str, str] = {
    "sign": "A holder of the lens would sign it as it stands",
    "mechanism": "It says by which step the lens gets there",
    "caricature": "It says none of the caricatures listed",
    "objection": "It answers the strongest objection",
}
SWAP_CHECKS: Mapping[str, str] = {
    "question": "My text answers this question",
    "mechanism": "My text states this mechanism",
    "evidence": "My text points to this, or to other evidence for the same step",
    "would_change_it": "My text would fall with this finding",
}
WORDS = 120  # what the lesson asks for, about


def written_about(case: Case) -> pd.DataFrame:
    """Return the claims and proposals to write about: their rows of ``readings.subjects``."""
    table = readings.subjects(case)
    return table[table["subject_type"].isin(["claim", "option"])]


def objections(case: Case) -> dict[str, str]:
    """Return the strongest objection to each claim or proposal, by its id."""
    ids = set(written_about(case)["subject_id"])
    claims = case.table("claims")
    mine = claims[claims["claim_id"].isin(ids)]
    return dict(zip(mine["claim_id"], mine["objection"], strict=True))


def caricatures(case: Case, lens_id: str) -> pd.DataFrame:
    """Return what is said of a lens and its holders would not sign.

    Returns
    -------
    caricature_id, family, lens_id, caricature, why_unfair, source_ids: those of the lens first,
        then those of its whole family.

    Raises
    ------
    KeyError: where there is no such lens.
    """
    family = case.table("lenses").set_index("lens_id").at[lens_id, "family"]
    table = case.table("caricatures")
    own = table[table["lens_id"] == lens_id]
    whole = table[(table["lens_id"] == "") & (table["family"] == family)]
    return pd.concat([own, whole], ignore_index=True)


def facts(case: Case, subject_id: str) -> list[dict[str, Any]]:
    """Return what the record holds of a subject, before any lens.

    Returns
    -------
    text, source_ids: for an event its day, what happened, and what it adopted; for an instrument
        its day, its votes and what it does; for a claim or proposal its words, what checking
        gives, and the first two events that its paragraph names.

    Raises
    ------
    KeyError: where ``readings.csv`` holds no reading of it.
    """
    table = readings.subjects(case).set_index("subject_id")
    if subject_id not in table.index:
        raise KeyError(f"readings.csv holds no reading of {subject_id!r}.")
    kind = table.at[subject_id, "subject_type"]
    if kind == "event":
        event = case.events.set_index("event_id").loc[subject_id]
        return [_of_event(event), *map(_of_instrument, _adopted_with(case, event))]
    if kind == "instrument":
        instruments = case.table("instruments").set_index("instrument_id")
        return [_of_instrument(instruments.loc[subject_id])]
    return _of_claim(case, subject_id)


def _adopted_with(case: Case, event: pd.Series) -> list[pd.Series]:
    """Return the instruments that an event adopted: that day, by a source of both."""
    table = case.table("instruments")
    that_day = table[table["adopted"] == event["date"]]
    known = set(event["source_ids"])
    return [row for _, row in that_day.iterrows() if known & set(row["source_ids"])]


def _of_event(event: pd.Series) -> dict[str, Any]:
    day = say_day(event["date"], event["precision"])
    dispute = f" In dispute: {event['dispute']}" if event["dispute"] else ""
    return {
        "text": f"{day}. {event['summary']}{dispute}",
        "source_ids": list(event["source_ids"]),
    }


def _of_instrument(instrument: pd.Series) -> dict[str, Any]:
    votes = [instrument[name] for name in ("votes_for", "votes_against", "abstentions")]
    counted = not any(pd.isna(one) for one in votes)
    said = " {} votes for, {} against, {} abstentions.".format(*votes) if counted else ""
    day = say_day(instrument["adopted"])
    return {
        "text": f"{day}. {instrument['title']}.{said} {instrument['summary']}",
        "source_ids": list(instrument["source_ids"]),
    }


def _of_claim(case: Case, claim_id: str) -> list[dict[str, Any]]:
    claim = case.table("claims").set_index("claim_id").loc[claim_id]
    own = [
        {"text": f"The essay says, in our words: {claim['claim']}", "source_ids": []},
        {
            "text": f"What checking gives: {claim['fact_note']}",
            "source_ids": list(claim["source_ids"]),
        },
    ]
    events = case.events.sort_values("date", kind="stable")
    named = events[[claim["paragraph"] in paragraphs for paragraphs in events["essay_paragraphs"]]]
    return [*own, *(_of_event(event) for _, event in named.head(2).iterrows())]


def first_pair(case: Case, position: int) -> tuple[str, str]:
    """Return the lens that is read and the one to write through, for a subject at a place.

    The realist and the liberal family take turns in being read first.
    """
    order = readings.lens_order(case, position)
    family = case.table("lenses").set_index("lens_id")["family"]
    read = order[0]
    write = next(one for one in order if family[one] != family[read])
    return read, write
