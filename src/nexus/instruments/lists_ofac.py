"""OFAC's list in its CSV set: names, aliases, addresses and the overflow of remarks, joined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from nexus.instruments.ofac_table import Row, Table
from nexus.instruments.published import OFAC, Draft, say_fault

_KINDS = {
    **dict.fromkeys(("", "entity", "organization", "organisation"), "entity"),
    **dict.fromkeys(("individual", "person"), "person"),
    **dict.fromkeys(("vessel", "ship"), "vessel"),
    "aircraft": "aircraft",
}

MOST = 20  # sentences of one kind about one file


def join_set(tables: Mapping[str, Table]) -> Draft:
    """Return the list that a set of OFAC's files makes together.

    Parameters
    ----------
    tables: by what they hold; "names" must be among them.
    """
    names = tables["names"]
    draft = Draft(
        OFAC, "CSV set", faults=[fault for table in tables.values() for fault in table.faults]
    )
    more = _remarks(tables.get("comments"))
    entries: dict[str, dict[str, object]] = {}
    bad: list[str] = []
    for line, row in names.rows:
        found = _bad_name(row, entries)
        if found:
            mend = "compare the row with OFAC's own file."
            bad.append(say_fault(names.file, line, found, "one name with its own id", mend))
            continue
        entries[row["id"]] = _entry(row, more.get(row["id"], ""))
        if row.get("type", "").lower() not in _KINDS:
            draft.faults.append(_strange_type(names.file, line, row["type"]))
    draft.faults += _few(names.file, bad)
    for table in tables.values():
        draft.faults += _few(table.file, list(_strangers(table, entries, names.file)))
    for _, row in _known(tables.get("addresses"), entries):
        street = ", ".join(part for part in (row.get("street", ""), row.get("city", "")) if part)
        country = row["country"]
        draft.addresses.append((row["id"], street, country, row.get("address remarks", "")))
        entries[row["id"]]["country"] = entries[row["id"]]["country"] or country
    for _, row in _known(tables.get("aliases"), entries):
        kind, note = row.get("alias type", ""), row.get("alias remarks", "")
        draft.aliases.append((row["id"], row["alias"], "", kind, note))
    draft.entries = list(entries.values())
    return draft


def split_programmes(cell: str) -> tuple[str, ...]:
    """Return the tags of a cell such as ``NPWMD] [DPRK2``, each once, in its order."""
    tags = (tag.strip(" []") for tag in re.split(r"\]\s*\[|[;,]", cell))
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def _entry(row: Mapping[str, str], more: str) -> dict[str, object]:
    vessel = ("call sign", "vessel type", "tonnage", "gross tonnage", "flag", "owner")
    return {
        "entry_id": row["id"],
        "name": row["name"],
        "kind": _KINDS.get(row.get("type", "").lower(), "entity"),
        "programmes": split_programmes(row["programmes"]),
        # OFAC cuts a remark at some 1,000 signs and goes on in sdn_comments.csv, in mid-word.
        "remarks": row.get("remarks", "") + more,
        "country": row.get("flag", ""),
        "designations": (row["title"],) if row.get("title") else (),
        "details": tuple(f"{name}: {row[name]}" for name in vessel if row.get(name)),
    }


def _remarks(comments: Table | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for _, row in comments.rows if comments else []:
        found[row["id"]] = found.get(row["id"], "") + row["remarks"]
    return found


def _known(table: Table | None, entries: Mapping[str, object]) -> Iterator[Row]:
    return (row for row in (table.rows if table else []) if row[1]["id"] in entries)


def _strangers(table: Table, entries: Mapping[str, object], names: str) -> Iterator[str]:
    for line, row in table.rows if table.holds != "names" else []:
        if row["id"] not in entries:
            found = f"the id {row['id']}, which {names} does not hold"
            mend = "take both files from the same day."
            yield say_fault(table.file, line, found, f"an id that {names} holds", mend)


def _few(file: str, faults: list[str]) -> list[str]:
    """Return the faults, many of one kind as the first ones and a count of the rest."""
    if len(faults) <= MOST:
        return faults
    rest = f"{len(faults) - MOST:,} more rows like the one before, not kept; the last of them: "
    return [*faults[:MOST], f"{file}: {rest}{faults[-1].removeprefix(f'{file}, ')}"]


def _bad_name(row: Mapping[str, str], entries: Mapping[str, object]) -> str:
    if not row["name"]:
        return f"no name beside the id {row['id']}"
    return f"the id {row['id']} a second time" if row["id"] in entries else ""


def _strange_type(file: str, line: int, kind: str) -> str:
    expected = "individual, vessel, aircraft, or nothing for an entity"
    return say_fault(
        file, line, f'the type "{kind}"', expected, "look it up; it is kept as an entity."
    )
