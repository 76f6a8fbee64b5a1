"""How days, authors and sources are said, the same in every room."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def say_day(day: dt.date, precision: str = "day") -> str:
    """Return a date as a reader says it: "7 February 2016", "August 1997" or "1986"."""
    if precision == "year":
        return str(day.year)
    month = f"{MONTHS[day.month - 1]} {day.year}"
    return month if precision == "month" else f"{day.day} {month}"


def surnames(authors: str) -> str:
    """Return the authors of an essay as a reader cites them: "Hurley", "Cha & Lloyd"."""
    return " & ".join(name.split()[-1] for name in authors.split(" and "))


def iso(day: pd.Timestamp) -> str:
    """Return a day as ISO text; "" for none."""
    return "" if pd.isna(day) else str(day.date())


def cite_source(source: Mapping[str, Any] | pd.Series) -> str:
    """Return one source as a reference: author, title, publisher, date, address."""
    author = f"{source['author']}, " if source["author"] else ""
    date = f", {source['date']}" if source["date"] else ""
    return f"{author}{source['title']} ({source['publisher']}{date}). {source['url']}"


def source_record(source: Mapping[str, Any] | pd.Series) -> dict[str, Any]:
    """Return one row of ``sources`` as a card shows it.

    Returns
    -------
    label (title, publisher, year), primary, url, date (ISO text, or a part of it), reference.
    """
    year = f", {source['date'][:4]}" if source["date"] else ""
    return {
        "label": f"{source['title']} ({source['publisher']}{year})",
        "primary": bool(source["primary"]),
        "url": source["url"],
        "date": source["date"],
        "reference": cite_source(source),
    }
