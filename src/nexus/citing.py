"""How sources, authors and days are named on a page."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd


def say_day(day: dt.date, precision: str = "day") -> str:
    """Return a date as a reader says it: "7 February 2016", "August 1997" or "1986"."""
    if precision == "year":
        return str(day.year)
    month = f"{_MONTHS[day.month - 1]} {day.year}"
    return month if precision == "month" else f"{day.day} {month}"


_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def surnames(authors: str) -> str:
    """Return the authors of an essay as a reader cites them: "Hurley", "Cha & Lloyd"."""
    return " & ".join(name.split()[-1] for name in authors.split(" and "))


def reference(source: pd.Series) -> str:
    """Return one source as a reference: author, title, publisher, date, address."""
    author = f"{source['author']}, " if source["author"] else ""
    date = f", {source['date']}" if source["date"] else ""
    return f"{author}{source['title']} ({source['publisher']}{date}). {source['url']}"


def source_record(source: pd.Series) -> dict[str, Any]:
    """Return one source as a page shows it.

    Returns
    -------
    label (title, publisher, year), primary, url, date, reference: plain JSON values.
    """
    year = f", {source['date'][:4]}" if source["date"] else ""
    return {
        "label": f"{source['title']} ({source['publisher']}{year})",
        "primary": bool(source["primary"]),
        "url": source["url"],
        "date": source["date"],
        "reference": reference(source),
    }
