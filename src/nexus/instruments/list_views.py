"""What published lists hold, as the page shows it: plain values, words instead of scores."""

from __future__ import annotations

from typing import Any

import pandas as pd

from nexus.instruments.lists import north_korean
from nexus.instruments.published import ListError, PublishedList
from nexus.instruments.search import search
from nexus.instruments.vintages import Comparison, history

FOUND = 12  # entries of one search
LONGEST = 400  # rows of one table that are sent to the page
_SHOWN = ("entry_id", "source", "name", "kind", "written", "stands_in")


def in_order(lists: list[PublishedList]) -> tuple[PublishedList, PublishedList]:
    """Return two vintages, the older first; in the order given where a day is missing."""
    one, other = lists
    if one.published and other.published and other.published < one.published:
        return other, one
    return one, other


def found_in(lists: list[PublishedList], text: str, only: bool = False) -> dict[str, Any]:
    """Return the entries whose names come nearest, and in which vintage each stands.

    Parameters
    ----------
    lists: one list, or two vintages.
    only: search North Korean entries alone.
    """
    searched = [north_korean(one) if only else one for one in lists]
    vintages = len(searched) == 2 and searched[0].source == searched[1].source
    if vintages:
        searched = list(in_order(searched))
        told = history(searched, text, FOUND)
        status = _statuses(told.rows)
    else:
        status = {}
    found = pd.concat(
        [search(one, text, FOUND).assign(source=one.source) for one in reversed(searched)]
    )
    found = found.sort_values("score", ascending=False, kind="stable")
    found = found.drop_duplicates(["source", "entry_id"]).head(FOUND)
    rows = [
        {
            **{name: row[name] for name in _SHOWN},
            "programmes": list(row["programmes"]),
            "near": say_score(float(row["score"])),
            "status": status.get(row["entry_id"], ""),
        }
        for row in found.to_dict("records")
    ]
    where = " and ".join(
        f"{one.source} of {one.published}" if one.published else one.source for one in searched
    )
    return {"found": rows, "where": where, "vintages": vintages}


def _statuses(rows: pd.DataFrame) -> dict[str, str]:
    """Return the status of each entry in the newer of two vintages, "listed" left out."""
    last = rows[rows["vintage"] == rows["vintage"].max()]
    told = dict(zip(last["entry_id"], last["status"], strict=True))
    return {key: status for key, status in told.items() if status != "listed"}


def say_score(score: float) -> str:
    """Return how near a name came, in words."""
    if score >= 100:
        return "the same name"
    return "very near" if score >= 92 else "near" if score >= 84 else "distant"


def entry_card(lists: list[PublishedList], source: str, entry_id: str) -> dict[str, Any]:
    """Return one entry with its aliases, addresses and texts, from the newest list that has it.

    Parameters
    ----------
    source: the source of the list; two lists of one source are two vintages.

    Raises
    ------
    ListError: where no list has it.
    """
    vintages = [one for one in lists if one.source == source]
    vintages = list(in_order(vintages)) if len(vintages) == 2 else vintages
    held = [one for one in vintages if entry_id in set(one.entries["entry_id"])]
    if not held:
        raise ListError(f"No entry {entry_id} in {source}. To mend it: search the name again.")
    newest = held[-1]
    row = newest.entries.set_index("entry_id").loc[entry_id]
    lines = [
        *(_line("Programmes", row["programmes"]), _line("Listed on", [_day(row["listed_on"])])),
        *(_line("Reference", [row["reference"]]), _line("Other script", [row["original_name"]])),
        *(_line("Role", row["designations"]), _line("Nationality", row["nationalities"])),
        *(_line("Born", row["birth_dates"]), _line("Born in", row["birth_places"])),
        *(_line("Documents", row["documents"]), _line("More", row["details"])),
        *(_line("Updated", row["updated_on"]), _line("Remarks", [row["remarks"]])),
    ]
    return {
        "entry_id": entry_id,
        "name": row["name"],
        "kind": row["kind"],
        "list": f"{newest.source} of {newest.published or 'a day not given'}",
        "removed": newest is not vintages[-1],
        "lines": [line for line in lines if line],
        "aliases": _rows(newest.aliases, entry_id, ("alias", "quality", "type", "note")),
        "addresses": _rows(newest.addresses, entry_id, ("address", "country", "note")),
    }


def _line(name: str, parts: Any) -> list[str]:
    said = "; ".join(part for part in parts if part)
    return [name, said] if said else []


def _day(day: pd.Timestamp) -> str:
    return "" if pd.isna(day) else str(day.date())


def _rows(table: pd.DataFrame, entry_id: str, columns: tuple[str, ...]) -> list[str]:
    own = table[table["entry_id"] == entry_id]
    said = (", ".join(filter(None, row)) for row in own[list(columns)].to_numpy().tolist())
    return [one for one in said if one]


def compared(found: Comparison, older: PublishedList, newer: PublishedList) -> dict[str, Any]:
    """Return a comparison as the page shows it: counts, and the first rows of each table."""
    names = ("entry_id", "name", "kind")
    parts: dict[str, Any] = {}
    for part in ("added", "removed"):
        table: pd.DataFrame = getattr(found, part)
        rows = [
            [*(row[name] for name in names), ", ".join(row["programmes"]), _day(row["listed_on"])]
            for row in table.head(LONGEST).to_dict("records")
        ]
        parts[part] = {"count": len(table), "rows": rows}
    changed = found.changed
    parts["changed"] = {
        "count": int(changed["entry_id"].nunique()),
        "fields": len(changed),
        "rows": changed.head(LONGEST).to_numpy().tolist(),
    }
    return {
        **parts,
        "older": f"{older.source} of {older.published or 'a day not given'}",
        "newer": f"{newer.source} of {newer.published or 'a day not given'}",
        "not_compared": list(found.not_compared),
        "most": LONGEST,
    }
