"""The law as a page reads it: instruments, measures, listings and exits as plain JSON values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from nexus.case import Case
from nexus.instruments.conditions import EXITS
from nexus.instruments.law import ALL_FIELDS, FIELDS, GROUNDS, OTHER_FIELD, field_of
from nexus.words import MONTHS, iso, say_day, source_record

TREATIES = "Treaties"
Row = Mapping[str, Any]
Said = list[list[str]]


def law_records(case: Case) -> dict[str, Any]:
    """Return all that the explorer shows; ``law.js`` reads it by the rules of ``law.py``.

    Returns
    -------
    instruments, measures, designations, conditions (in the order of the models), sources by id,
    groups (issuers as the tables gather them), fields, grounds; days as ISO text, "" for none.
    """
    instruments = case.table("instruments").sort_values(["adopted", "instrument_id"])
    measures = case.table("measures").sort_values(["from_date", "measure_id"])
    listed = case.table("designations").sort_values(["date", "name"], kind="stable")
    events = case.events.set_index("event_id", drop=False)
    adopted = _adopted(instruments)
    found = {
        "instruments": [
            _instrument(row, events, adopted) for row in instruments.to_dict("records")
        ],
        "measures": [_measure(row, adopted) for row in measures.to_dict("records")],
        "designations": [_designation(row) for row in listed.to_dict("records")],
        "conditions": condition_records(case),
    }
    cited = {one for rows in found.values() for row in rows for one in row["sources"]}
    sources = case.sources_of(sorted(cited)).to_dict("records")
    fields = {one["field"] for one in found["measures"]}
    more = [one for one in (ALL_FIELDS, OTHER_FIELD) if one in fields]
    return {
        **found,
        "sources": {row["source_id"]: source_record(row) for row in sources},
        "groups": groups(case),
        "fields": [*FIELDS, *more],
        "grounds": list(GROUNDS),
    }


def groups(case: Case) -> list[str]:
    """Return the issuers, those with the most binding instruments first; treaties are one."""
    table = case.table("instruments")
    binds = table["binding"].groupby(_groups_of(table)).sum()
    return sorted(binds.index, key=lambda one: (-binds[one], one))


def group_of(issuer: str, kind: str) -> str:
    """Return the issuer under which a table gathers an instrument; treaties stand together."""
    return TREATIES if kind == "treaty" else issuer


def _groups_of(table: pd.DataFrame) -> list[str]:
    return [group_of(*pair) for pair in zip(table["issuer"], table["kind"], strict=True)]


def _instrument(row: Row, events: pd.DataFrame, adopted: Mapping[str, str]) -> dict[str, Any]:
    votes = [row[name] for name in ("votes_for", "votes_against", "abstentions")]
    counted = [one for one in votes if not pd.isna(one)]
    day = say_day(row["adopted"])
    return {
        "id": row["instrument_id"],
        **{name: row[name] for name in ("short_title", "title", "issuer", "kind", "ended_by")},
        "group": group_of(row["issuer"], row["kind"]),
        "adopted": iso(row["adopted"]),
        "until": iso(row["in_force_until"]),
        "binding": bool(row["binding"]),
        "comparison": bool(row["comparison"]),
        "votes": [int(one) for one in counted] if len(counted) == len(votes) else None,
        "grounds": list(row["grounds"]),
        "trigger": _trigger(row["trigger_event_id"], events),
        "summary": as_known(row["summary"], iso(row["adopted"]), adopted),
        "sources": list(row["source_ids"]),
        "unverified": bool(row["unverified"]),
        "cite": f"{row['title']}, {day} (Nexus, instrument {row['instrument_id']}).",
    }


def _trigger(event_id: str, events: pd.DataFrame) -> dict[str, str] | None:
    if not event_id:
        return None
    event = events.loc[event_id]
    said = say_day(event["date"], event["precision"])
    return {"said": f"{event['title']} ({said})", "known": iso(event["known_from"])}


def _measure(row: Row, adopted: Mapping[str, str]) -> dict[str, Any]:
    names = ("provision", "sector", "action", "period", "ended_by")
    return {
        "id": row["measure_id"],
        "instrument": row["instrument_id"],
        **{name: row[name] for name in names},
        "field": field_of(row["sector"]),
        "amount": say_amount(row["amount"], row["unit"]),
        "from": iso(row["from_date"]),
        "until": iso(row["until_date"]),
        "summary": as_known(row["summary"], iso(row["from_date"]), adopted),
        "sources": list(row["source_ids"]),
        "unverified": bool(row["unverified"]),
    }


def say_amount(amount: float, unit: str) -> str:
    """Return an amount with its unit as a reader reads it: "500,000 barrels"; "" for none."""
    if pd.isna(amount):
        return ""
    number = f"{amount:,.0f}" if float(amount).is_integer() else f"{amount:,}"
    return f"{number} {unit}".strip()


def _designation(row: Row) -> dict[str, Any]:
    return {
        "instrument": row["instrument_id"],
        "date": iso(row["date"]),
        **{name: row[name] for name in ("name", "kind", "role", "ground")},
        "sources": list(row["source_ids"]),
        "unverified": bool(row["unverified"]),
    }


def condition_records(case: Case) -> list[dict[str, Any]]:
    """Return the rows of ``conditions`` as a page reads them, in the order of the model."""
    table = case.table("conditions")
    adopted = case.table("instruments").set_index("instrument_id")["adopted"]
    table = table.assign(
        adopted=table["instrument_id"].map(adopted), place=table["exit"].map(EXITS.index)
    )
    rows = table.sort_values(["adopted", "instrument_id", "place", "way", "condition_id"])
    plain = ("exit", "provision", "requirement", "threshold", "domain", "way", "reach")
    asked = ("role", "asks", "decider", "decided_by")
    return [
        {
            "id": row["condition_id"],
            "instrument": row["instrument_id"],
            **{name: row[name] for name in (*plain, *asked)},
            **{name: list(row[name]) for name in ("same_as", "bears_on")},
            "at_least": 1 if pd.isna(row["at_least"]) else int(row["at_least"]),
            "days": None if pd.isna(row["days"]) else int(row["days"]),
            "from": iso(row["from_date"]),
            "until": iso(row["until_date"]),
            "sources": list(row["source_ids"]),
            "unverified": bool(row["unverified"]),
        }
        for row in rows.to_dict("records")
    ]


# ---- what a sentence about a law could not say on an earlier day

_MONTH = "|".join(MONTHS)
# Numbers from 2050 on are those of resolutions.
_YEAR = r"(?:19\d\d|20[0-4]\d)"
_DATE = re.compile(rf"(?:(?:(\d{{1,2}}) )?({_MONTH}) )?\b({_YEAR})\b(?!/)")
# A day or an end that a text sets for itself is part of it from the first day.
_TERM = r"(?:date|\bto|until|by|from|effective|fiscal|fiscal years?|session in|panel for)"
_OWN_DATE = re.compile(rf"{_TERM} (?:(?:\d{{1,2}} )?(?:{_MONTH}) )?{_YEAR}\b(?!/)")
_NUMBER = re.compile(r"\b(\d{4}(?:/\d+)?)\b")


def _adopted(instruments: pd.DataFrame) -> dict[str, str]:
    """Return the days of adoption by the numbers that texts are called by: 2397, 2017/1509."""
    found = {}
    for one, day in zip(instruments["instrument_id"], instruments["adopted"], strict=True):
        number = re.search(r"^unscr-(\d{4})$|-(\d{4}-\d+)$", one)
        if number:
            found[(number[1] or number[2]).replace("-", "/")] = iso(day)
    return found


def as_known(text: str, since: str, adopted: Mapping[str, str]) -> Said:
    """Return the sentences of a text, each with the day from which it could be written.

    A sentence that names a later date, or a text adopted later, is later knowledge. A date that
    a text sets for itself is none.

    Parameters
    ----------
    since: the ISO day from which the text's subject counts; "" is given for what was known then.
    adopted: ISO days of adoption by number, like "2397" or "2017/1509".
    """
    sentences = re.split(r"(?<=[.;])\s+", text.strip())
    return [[one, _known_from(one, since, adopted)] for one in sentences]


def _known_from(sentence: str, since: str, adopted: Mapping[str, str]) -> str:
    plain = _OWN_DATE.sub("", sentence)
    named = [_period(*found.groups()) for found in _DATE.finditer(plain)]
    numbers = [one for one in _NUMBER.findall(plain) if not re.fullmatch(_YEAR, one)]
    named += [adopted[one] for one in numbers if one in adopted]
    return max((_last_day(one) for one in named if one > since[: len(one)]), default="")


def _period(day: str | None, month: str | None, year: str) -> str:
    """Return a date as the start of an ISO day, as far as it is told."""
    if not month:
        return year
    start = f"{year}-{MONTHS.index(month) + 1:02}"
    return f"{start}-{int(day):02}" if day else start


def _last_day(period: str) -> str:
    return str(pd.Period(period).end_time.date())
