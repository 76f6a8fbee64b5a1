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
    return f"Most instruments touch {named} ({most} of {len(ids)}){rest}"


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


def say_step(step: pd.Series) -> str:
    """Return one step of a limit in a few words: "cap of 500,000 barrels", "ban".

    Parameters
    ----------
    step: a row as ``cap_steps`` gives it, with ``said``, its amount in words.
    """
    if step["said"] and step["action"] in ("cap", "permit"):
        word = "a cap of" if step["action"] == "cap" else "an allowance of"
        return f"{word} {step['said']}"
    return {"ban": "a ban", "cap": "a limit that names a level"}.get(step["action"], "a deadline")


def caps_finding(steps: pd.DataFrame, thing: str) -> str:
    """Return how the limits on one thing began, and what stands now.

    Parameters
    ----------
    steps: as ``cap_steps`` gives them, with ``said``.
    thing: "coal", "refined petroleum", "crude oil" or "workers".
    """
    first = steps.iloc[0]
    standing = steps[steps["until_date"].isna()]
    start = f"{thing.capitalize()}: {say_step(first)} on {say_day(first['from_date'])}"
    if standing.empty or standing.iloc[-1]["measure_id"] == first["measure_id"]:
        end = "" if not standing.empty else f", none after {say_day(steps['until_date'].max())}"
        return start + end
    last = standing.iloc[0]
    return f"{start}; since {say_day(last['from_date'])} {say_step(last)}"
