"""What the tables of the law show on a day, in one sentence each: titles that the data write."""

from __future__ import annotations

import pandas as pd

from nexus.case import Case
from nexus.instruments.law import FIELDS, Day, instruments_on, sector_matrix
from nexus.words import say_day

COUNCIL, STATES = "UN Security Council", "United States"


def fields_finding(case: Case, day: Day, binding: bool = False) -> str:
    """Return which field most instruments in force touch, and which none touches.

    Parameters
    ----------
    binding: count only those that bind.
    """
    held = _held(case, day, binding)
    ids = list(held["instrument_id"])
    touched = (sector_matrix(case, day).reindex(ids, fill_value=0) > 0)[list(FIELDS)].sum()
    most = touched.max()
    if not most:
        return "No measure of these instruments is recorded for this day"
    named = ", ".join(touched.index[touched == most])
    never = ", ".join(touched.index[touched == 0])
    rest = f"; none touches {never}" if never else ""
    return f"Touched most often: {named} ({most} of {len(ids)} texts){rest}"


def rights_finding(case: Case, day: Day, binding: bool = False) -> str:
    """Return in how many texts of the Council and of the United States rights are a ground."""
    held = _held(case, day, binding)
    council, states = (_naming_rights(held, issuer) for issuer in (COUNCIL, STATES))
    return (
        f"Rights are a ground in {council} Security Council resolutions and {states} "
        "United States texts"
    )


def _naming_rights(held: pd.DataFrame, issuer: str) -> str:
    some = held[held["issuer"] == issuer]
    naming = sum("rights" in grounds for grounds in some["grounds"])
    return f"{naming or 'none'} of {len(some)}"


def _held(case: Case, day: Day, binding: bool) -> pd.DataFrame:
    held = instruments_on(case, day)
    return held[held["binding"]] if binding else held


STEPS = {
    "ban": ("a ban", "bans"),
    "ban with an exception": ("a ban with an exception", "bans with an exception"),
    "cap": ("a cap", "caps"),
    "level": ("a limit that names a level", "limits that name a level"),
    "permit": ("an allowance", "allowances"),
    "deadline": ("a deadline", "deadlines"),
}


def step_kind(step: pd.Series) -> str:
    """Return what one row of ``cap_steps`` is: a key of ``STEPS``."""
    if step["action"] == "cap":
        return "level" if pd.isna(step["amount"]) else "cap"
    return str(step["action"]) if step["action"] in STEPS else "deadline"


def caps_finding(steps: pd.DataFrame, thing: str) -> str:
    """Return by which kinds of steps one thing was limited, and since when the last one stands.

    Parameters
    ----------
    steps: as ``cap_steps`` gives them.
    thing: "coal", "refined petroleum", "crude oil" or "workers".
    """
    runs: list[tuple[str, set[pd.Timestamp]]] = []
    for _, step in steps.iterrows():
        kind = step_kind(step) + (" with an exception" if step["exception"] else "")
        if not runs or runs[-1][0] != kind:
            runs.append((kind, set()))
        runs[-1][1].add(step["from_date"])
    words = [STEPS[kind][len(days) > 1] for kind, days in runs]
    last = steps[steps["from_date"] == steps["from_date"].max()].iloc[0]
    since = f" since {say_day(last['from_date'])}"
    if pd.notna(last["until_date"]):
        since = f" from {say_day(last['from_date'])} to {say_day(last['until_date'])}"
    which = ", the last one" if len(runs[-1][1]) > 1 else ""
    lead = f"first {', then '.join(words)}" if len(words) > 1 else words[0]
    return f"{thing.capitalize()}: {lead}{which}{since}"
