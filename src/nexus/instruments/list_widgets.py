"""Published lists in the room: put one in, read what it holds, search a name, compare vintages."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import traitlets

from nexus import own
from nexus.case import Case
from nexus.controls import Panel, front_end
from nexus.errors import NexusError
from nexus.instruments import list_charts, shelf
from nexus.instruments.list_views import LONGEST, compared, entry_card, found_in, in_order
from nexus.instruments.lists import (
    ask_day,
    by_list,
    by_programme,
    by_year,
    given_day,
    north_korean,
    read_bytes,
    read_lists,
)
from nexus.instruments.published import KINDS, NOTE, PublishedList
from nexus.instruments.tags import ISSUED_BY, count_tags
from nexus.instruments.vintages import compare
from nexus.show import Figure

HERE = Path(__file__).parent
PLACES = ("first", "second")

Message = Mapping[str, Any]


class PublishedLists(Panel):
    """A place for lists that officials publish, as a reader downloaded them.

    What a list holds is no trait: it is sent when asked for, so that no saved notebook and no
    exported page holds it.

    Traits
    ------
    recorded: the project's own designations, which the page shows where there is no list.
    note: what a listing is and is not.
    """

    _esm = front_end(HERE / "lists.js")
    name = traitlets.Unicode("Published lists").tag(sync=True)
    recorded: traitlets.List[Any] = traitlets.List().tag(sync=True)
    note = traitlets.Unicode(NOTE).tag(sync=True)

    def __init__(self, case: Case, twin: str, **traits: Any) -> None:
        super().__init__(twin, **traits)
        self._case = case
        self._recorded = shelf.own_table(case)
        self._lists: dict[str, PublishedList] = {}
        self._parcels = {place: shelf.Parcel() for place in PLACES}
        self._acts: Mapping[str, Callable[[Message, Any], Message]] = {
            "part": self._part,
            "read": self._read,
            "shelf": self._shelf,
            "take": self._take,
            "day": self._day,
            "search": self._search,
            "entry": self._entry,
            "compare": self._compare,
            "remove": self._remove,
        }

    def _receive(self, widget: Any, message: Any, buffers: Any) -> None:
        act = self._acts.get(str(message.get("act"))) if isinstance(message, Mapping) else None
        if act is None:
            super()._receive(widget, message, buffers)
            return
        about = {name: message[name] for name in ("act", "place", "text") if name in message}
        try:
            self.send({**about, **act(message, buffers)})
        except NexusError as fault:
            self.send({**about, "problem": str(fault)})

    def _part(self, message: Message, buffers: Any) -> Message:
        parcel = self._parcels[str(message["place"])]
        parcel.add(str(message["file"]), bytes(buffers[0]), bool(message["first"]))
        return {"file": message["file"], "at": message["at"]}

    def _read(self, message: Message, _: Any) -> Message:
        place = str(message["place"])
        sent = self._parcels[place].take()
        published = read_bytes(sent, _day_in(message))
        left = [name for name in sent if name not in published.files]
        return {**self._put(place, published), "left": left}

    def _shelf(self, _: Message, __: Any) -> Message:
        return {"lists": list(shelf.on_the_shelf(own.work_folder()))}

    def _take(self, message: Message, _: Any) -> Message:
        paths = shelf.on_the_shelf(own.work_folder()).get(str(message["list"]), ())
        return self._put(str(message["place"]), read_lists(paths, _day_in(message)))

    def _day(self, message: Message, _: Any) -> Message:
        """Set the day of a list that gives none; the list is not read again."""
        place = str(message["place"])
        held = self._lists[place]
        return self._put(place, with_day(held, str(message["day"])))

    def _put(self, place: str, published: PublishedList) -> Message:
        self._lists[place] = published
        return {"summary": summary(self._case, published)}

    def _remove(self, message: Message, _: Any) -> Message:
        self._lists.pop(str(message["place"]), None)
        return {"summary": None}

    def _search(self, message: Message, _: Any) -> Message:
        lists = [self._lists[place] for place in PLACES if place in self._lists]
        only = bool(message.get("only"))
        return found_in(lists or [self._recorded], str(message["text"]), only and bool(lists))

    def _entry(self, message: Message, _: Any) -> Message:
        lists = [self._lists[place] for place in PLACES if place in self._lists]
        held = lists or [self._recorded]
        return {"card": entry_card(held, str(message["source"]), str(message["entry"]))}

    def _compare(self, _: Message, __: Any) -> Message:
        older, newer = in_order([self._lists[place] for place in PLACES])
        return {"comparison": compared(compare(older, newer), older, newer)}


def published_lists(case: Case) -> PublishedLists:
    """Show a place for lists that officials publish; without one, this project's own record."""
    table = shelf.grounds_table(case)
    days = table["day"]
    lead = (
        f"Published lists: put in a file, or search the {len(table)} designations that this "
        f"project recorded, from {days.min()} to {days.max()}."
    )
    return PublishedLists(
        case,
        f"{lead}\n{NOTE}\n\n{table.to_string(index=False, max_colwidth=60)}",
        recorded=table.to_dict("records"),
    )


def with_day(published: PublishedList, day: str) -> PublishedList:
    """Return a list with the day that its reader gives; its own day, where it has one, is kept.

    Raises
    ------
    ListError: for what is no day.
    """
    return dataclasses.replace(published, published=published.published or given_day(day))


def summary(case: Case, published: PublishedList) -> dict[str, Any]:
    """Return what a list holds, as the page shows it: plain JSON values and chart specs."""
    ours = north_korean(published)
    kinds = by_list([published, ours])
    figures = _figures(case, published, ours)
    day = published.published
    return {
        "source": published.source,
        "day": str(day) if day else "",
        "ask": ask_day(published),
        "form": published.form,
        "files": list(published.files),
        "entries": len(published.entries),
        "ours": len(ours.entries),
        "kinds": [[kind, int(kinds.at[0, kind]), int(kinds.at[1, kind])] for kind in KINDS],
        "aliases": len(published.aliases),
        "addresses": len(published.addresses),
        "faults": list(published.faults[:LONGEST]),
        "faulty": len(published.faults),
        "figures": [_figure(one) for one in figures],
    }


def _figures(case: Case, published: PublishedList, ours: PublishedList) -> list[Figure]:
    if ours.entries.empty:
        return []
    figures = [list_charts.by_programme(by_programme(ours), published)]
    years = by_year(ours).dropna()
    if not years.empty:
        figures.append(list_charts.by_year(years, published))
    if published.source in ISSUED_BY:
        figures.append(
            list_charts.tags(count_tags(published, case.table("designations")), published)
        )
    return figures


def _figure(one: Figure) -> dict[str, Any]:
    table = one.twin.table
    return {
        "spec": dict(one.spec),
        "source": one.source,
        "finding": one.twin.sentence,
        "columns": list(table.columns),
        "rows": table.astype("str").to_numpy().tolist(),
    }


def _day_in(message: Message) -> str | None:
    return str(message.get("day") or "") or None
