"""How a source is named on a page: its label, its address, and its reference."""

from __future__ import annotations

from typing import Any

import pandas as pd


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
