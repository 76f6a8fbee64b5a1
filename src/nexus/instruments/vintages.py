"""Two vintages of one list compared; a name followed through several, also after its removal."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from nexus.instruments.published import (
    ENTRY_COLUMNS,
    NOTE,
    ListError,
    PublishedList,
    narrowed,
)
from nexus.instruments.search import search

_JOINED = {"aliases": ("alias",), "addresses": ("address", "country")}
FIELDS = (*(name for name in ENTRY_COLUMNS if name != "entry_id"), *_JOINED)
# OFAC's forms write the other fields each in its own way; to compare those would find no change.
CORE = ("name", "kind", "programmes", "listed_on")
CHANGE_COLUMNS = ("entry_id", "name", "field", "before", "after")
HISTORY_COLUMNS = ("entry_id", "name", "vintage", "published", "status", "fields")
ABSENT, ADDED, LISTED, CHANGED, REMOVED = "absent", "added", "listed", "changed", "removed"


@dataclass(frozen=True)
class Comparison:
    """What differs between two vintages of one list.

    Attributes
    ----------
    added, removed: rows of ``entries`` that only the newer or only the older vintage has.
    changed: entry_id, name (in the newer vintage), field, before, after: one row a field. Tuples
        and joined tables are compared whatever their order, and shown as text.
    not_compared: fields of which nothing is said: those that only one of the two vintages gives,
        and most of them where OFAC's CSV set is compared with its XML.
    note: what a listing is and is not.
    """

    added: pd.DataFrame
    removed: pd.DataFrame
    changed: pd.DataFrame
    not_compared: tuple[str, ...]
    note: str = NOTE


@dataclass(frozen=True)
class History:
    """What several vintages say of the entries that bear a name.

    Attributes
    ----------
    rows: one row an entry and a vintage: entry_id, name, vintage (1 for the oldest), published,
        status (absent, added, listed, changed, removed), fields (tuple of those that changed).
    removed: the ids of entries that the newest vintage no longer has.
    note: what a listing is and is not.
    """

    rows: pd.DataFrame
    removed: tuple[str, ...]
    note: str = NOTE


def compare(old: PublishedList, new: PublishedList) -> Comparison:
    """Return what was added, removed and changed from one vintage to another.

    Entries are the same where their numbers are (OFAC's uid, the UN's DATAID), whatever their
    names.

    Raises
    ------
    ListError: where the two are not vintages of one list.
    """
    _one_source([old, new])
    before, after = _by_id(old), _by_id(new)
    fields = _comparable(old, new)
    rows = [
        (key, after[key]["name"], name, _say(before[key][name]), _say(after[key][name]))
        for key in sorted(before.keys() & after.keys(), key=_in_order)
        for name in _changed(before[key], after[key], fields)
    ]
    return Comparison(
        _only(new, before),
        _only(old, after),
        pd.DataFrame(rows, columns=list(CHANGE_COLUMNS), dtype="str"),
        tuple(name for name in FIELDS if name not in fields),
    )


def history(lists: Sequence[PublishedList], name: str, limit: int = 5) -> History:
    """Return what each vintage says of a name; one that was taken off is still found.

    Parameters
    ----------
    lists: vintages of one list, the oldest first.
    name: searched in every vintage as ``search`` does.
    limit: how many entries at most, the nearest first.

    Raises
    ------
    ListError: where there is no vintage, the vintages are not of one list, or their days are out of
        order.
    """
    _one_source(lists)
    days = [one.published for one in lists if one.published]
    if days != sorted(days):
        said = "The vintages are not in order: " + ", ".join(map(str, days))
        raise ListError(f"{said}. To mend it: give the oldest first.")
    found = pd.concat([search(one, name, limit) for one in lists], ignore_index=True)
    found = found.sort_values("score", ascending=False, kind="stable")
    keys = found["entry_id"].drop_duplicates().head(limit).tolist()
    vintages = [_by_id(narrowed(one, keys)) for one in lists]
    fields = [(), *(_comparable(one, other) for one, other in itertools.pairwise(lists))]
    rows = [row for key in keys for row in _story(key, lists, vintages, fields)]
    removed = tuple(key for key in keys if key not in vintages[-1])
    return History(pd.DataFrame(rows, columns=list(HISTORY_COLUMNS)), removed)


def _story(
    key: str,
    lists: Sequence[PublishedList],
    vintages: Sequence[Mapping[str, Mapping[str, Any]]],
    comparable: Sequence[tuple[str, ...]],
) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    last, name = "", next(held[key]["name"] for held in vintages if key in held)
    for number, (one, held) in enumerate(zip(lists, vintages, strict=True)):
        before = vintages[number - 1].get(key) if number else None
        fields: tuple[str, ...] = ()
        if key in held:
            name = held[key]["name"]
            fields = _changed(before, held[key], comparable[number]) if before else ()
            last = _present(number, last, fields)
        else:
            last = REMOVED if last not in ("", ABSENT) else ABSENT
        rows.append((key, name, number + 1, str(one.published or ""), last, fields))
    return rows


def _present(number: int, last: str, fields: tuple[str, ...]) -> str:
    if number == 0:
        return LISTED  # since when, the oldest vintage cannot say
    if last in (ABSENT, REMOVED):
        return ADDED
    return CHANGED if fields else LISTED


def _one_source(lists: Sequence[PublishedList]) -> None:
    sources = sorted({one.source for one in lists})
    if len(sources) != 1:
        found = " and ".join(sources) if sources else "no list"
        mend = "give vintages of one list: OFAC's or the United Nations'."
        raise ListError(f"Found {found}; expected vintages of one list. To mend it: {mend}")


def _by_id(published: PublishedList) -> dict[str, dict[str, Any]]:
    """Return each entry by its number, with its aliases and addresses, in a form to compare."""
    entries = published.entries
    columns = {name: _plain(name, entries[name]) for name in ENTRY_COLUMNS}
    rows = {
        key: {name: columns[name][at] for name in ENTRY_COLUMNS} | dict.fromkeys(_JOINED, ())
        for at, key in enumerate(entries["entry_id"])
    }
    for name, parts in _JOINED.items():
        table: pd.DataFrame = getattr(published, name)
        joined: dict[str, set[str]] = {}
        for key, *said in table[["entry_id", *parts]].itertuples(index=False):
            joined.setdefault(key, set()).add(", ".join(filter(None, said)))
        for key, said in joined.items():
            if key in rows:
                rows[key][name] = tuple(sorted(filter(None, said)))
    return rows


def _plain(name: str, column: pd.Series) -> list[Any]:
    if name == "listed_on":
        return [str(day.date()) if pd.notna(day) else "" for day in column]
    return [tuple(sorted(cell)) if isinstance(cell, tuple) else cell for cell in column]


def _comparable(old: PublishedList, new: PublishedList) -> tuple[str, ...]:
    """Return the fields that both vintages give, or that neither does."""
    fields = FIELDS if old.form == new.form else CORE
    return tuple(name for name in fields if _gives(old, name) == _gives(new, name))


def _gives(published: PublishedList, name: str) -> bool:
    if name in _JOINED:
        return len(getattr(published, name)) > 0
    return any(_plain(name, published.entries[name]))


def _changed(
    before: Mapping[str, Any], after: Mapping[str, Any], fields: Sequence[str]
) -> tuple[str, ...]:
    return tuple(name for name in fields if before[name] != after[name])


def _only(published: PublishedList, others: Mapping[str, object]) -> pd.DataFrame:
    entries = published.entries
    chosen = entries[~entries["entry_id"].isin(list(others))]
    return chosen.sort_values("entry_id", key=lambda keys: keys.map(_in_order), ignore_index=True)


def _in_order(key: str) -> tuple[int, str]:
    """Return where an entry's number stands: 36 before 173."""
    return (int(key) if key.isdecimal() and key.isascii() else 0, key)


def _say(cell: Any) -> str:
    return "; ".join(cell) if isinstance(cell, tuple) else str(cell)
