"""A published list of names: what every reader gives back, and what every function takes."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from nexus.errors import NexusError
from nexus.instruments.names import name_keys, weak_names

OFAC, OFAC_OTHER, UN = "OFAC SDN", "OFAC non-SDN", "UN consolidated"
KINDS = ("person", "entity", "vessel", "aircraft")

NOTE = (
    "A listing is an administrative act of a state or of the Security Council, for the reasons "
    "that its own text gives; it is no conviction by a court. Other people may bear a name that "
    "stands here, so a matching name is no proof of who somebody is. A name that is taken off is "
    "not thereby cleared: people die, deals are made, entries are merged or found to be wrong."
)

# Text columns hold "" and tuples are empty where the list gives nothing.
ENTRY_TEXTS = ("entry_id", "name", "kind", "remarks", "country", "reference", "original_name")
ENTRY_TUPLES = (
    "programmes",
    "designations",
    "nationalities",
    "birth_dates",
    "birth_places",
    "documents",
    "details",
    "updated_on",
)
ENTRY_COLUMNS = (
    *("entry_id", "name", "kind", "programmes", "listed_on", "remarks", "country", "reference"),
    *("original_name", "designations", "nationalities", "birth_dates", "birth_places"),
    *("documents", "details", "updated_on"),
)
ALIAS_COLUMNS = ("entry_id", "alias", "quality", "type", "note")
ADDRESS_COLUMNS = ("entry_id", "address", "country", "note")
NAME_COLUMNS = ("entry_id", "written", "stands_in", "key")


class ListError(NexusError):
    """A file from which no published list can be had, or lists that cannot be put together."""


@dataclass(frozen=True)
class PublishedList:
    """One vintage of one list, as its officials published it.

    Attributes
    ----------
    source: "OFAC SDN", "OFAC non-SDN" (its list of names under lesser measures, which only its
        file names tell apart) or "UN consolidated".
    published: the day that the list itself gives, else the one that the reader gave, else None.
    entries: one row a listed name: entry_id, name, kind (person, entity, vessel, aircraft),
        programmes (tuple of tags), listed_on (day or NaT: only the UN's XML and OFAC's advanced XML
        give it), remarks, country (nationality, else flag, else the first address), reference
        (``KPi.001``), original_name (another script), and tuples of text: designations,
        nationalities, birth_dates, birth_places, documents, details, updated_on.
    aliases: entry_id, alias, quality (strong or weak; Good or Low), type (aka, fka, nka), note.
    addresses: entry_id, address, country, note.
    names: every written form under which a search finds an entry: entry_id, written, stands_in
        (name, alias, remarks, original name), key (the form that is compared).
    faults: one sentence for each row that could not be read, or that was read with a doubt.
    files: the names of the files that were read.
    form: "CSV set", "XML" or "advanced XML": the same list says more in one form than in another.
    """

    source: str
    published: dt.date | None
    entries: pd.DataFrame
    aliases: pd.DataFrame
    addresses: pd.DataFrame
    names: pd.DataFrame
    faults: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    form: str = "XML"


@dataclass
class Draft:
    """What a reader has found so far; ``finish`` makes a ``PublishedList`` of it."""

    source: str
    form: str = "XML"
    published: dt.date | None = None
    entries: list[dict[str, Any]] = field(default_factory=list)
    aliases: list[tuple[str, ...]] = field(default_factory=list)
    addresses: list[tuple[str, ...]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def say_fault(file: str, line: int | None, found: str, expected: str, mend: str) -> str:
    """Return one sentence about one place in one file."""
    place = file if line is None else f"{file}, line {line}"
    return f"{place}: found {found}; expected {expected}. To mend it: {mend}"


def finish(draft: Draft, files: Collection[str]) -> PublishedList:
    """Return the list that a reader has drafted, its rows in the order of the file."""
    blank: dict[str, Any] = {**dict.fromkeys(ENTRY_TEXTS, ""), **dict.fromkeys(ENTRY_TUPLES, ())}
    rows = draft.entries
    entries = pd.DataFrame(
        {
            name: _column(name, [row.get(name, blank.get(name)) for row in rows])
            for name in ENTRY_COLUMNS
        }
    )
    return PublishedList(
        draft.source,
        draft.published,
        entries,
        _texts(draft.aliases, ALIAS_COLUMNS),
        _texts(draft.addresses, ADDRESS_COLUMNS),
        _names(rows, draft.aliases),
        tuple(draft.faults),
        tuple(files),
        draft.form,
    )


def narrowed(published: PublishedList, ids: Collection[str]) -> PublishedList:
    """Return the same list with only these entries, their aliases, addresses and names."""
    wanted = set(ids)
    tables = {
        name: table[table["entry_id"].isin(wanted)].reset_index(drop=True)
        for name in ("entries", "aliases", "addresses", "names")
        for table in [getattr(published, name)]
    }
    return dataclasses.replace(published, **tables)


def is_day(text: str) -> bool:
    """Say whether a text is a day as YYYY-MM-DD that a table can hold."""
    try:
        return 1900 <= dt.date.fromisoformat(text).year <= 2200 and len(text) == 10
    except ValueError:
        return False


def _column(name: str, cells: list[Any]) -> pd.Series:
    if name == "listed_on":
        return pd.Series(pd.to_datetime(cells, format="%Y-%m-%d")).astype("datetime64[s]")
    return pd.Series(cells, dtype="object" if name in ENTRY_TUPLES else "str")


def _texts(rows: list[tuple[str, ...]], columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns), dtype="str")


def _names(rows: list[dict[str, Any]], aliases: list[tuple[str, ...]]) -> pd.DataFrame:
    forms = [(row["entry_id"], row["name"], "name") for row in rows]
    forms += [(alias[0], alias[1], "alias") for alias in aliases]
    for row in rows:
        forms += [(row["entry_id"], weak, "remarks") for weak in weak_names(row["remarks"])]
        if row.get("original_name"):
            forms.append((row["entry_id"], row["original_name"], "original name"))
    keys = name_keys([written for _, written, _ in forms])
    return _texts([(*form, key) for form, key in zip(forms, keys, strict=True)], NAME_COLUMNS)
