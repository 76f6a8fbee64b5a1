"""Events and what could be known when. Plain functions over the ``events`` table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

import pandas as pd

from nexus.case import Case
from nexus.citing import say_day

LANES: tuple[str, ...] = ("weapons", "sanctions", "rights", "diplomacy")
ESSAY_LETTER = {"hurley-2018": "H", "cha-lloyd-2016": "C"}
AUTHORS = {"H": "Hurley", "C": "Cha & Lloyd"}


def known_on(events: pd.DataFrame, day: dt.date | str) -> pd.DataFrame:
    """Return the events that the public could know at the end of a day (``known_from`` <= day)."""
    return events[events["known_from"] <= pd.Timestamp(day)]


def hidden_on(events: pd.DataFrame, day: dt.date | str) -> pd.DataFrame:
    """Return the events that nobody in public could know on a day: later ones and secret ones."""
    return events[events["known_from"] > pd.Timestamp(day)]


def in_lanes(events: pd.DataFrame, lanes: Iterable[str]) -> pd.DataFrame:
    """Return the events of some lanes.

    Raises
    ------
    ValueError: for a lane that is not one of the four.
    """
    wanted = set(lanes)
    strange = wanted - set(LANES)
    if strange:
        raise ValueError(f"no lane {sorted(strange)[0]!r}; the lanes are {', '.join(LANES)}")
    return events[events["lane"].isin(wanted)]


def of_essay(events: pd.DataFrame, letter: str) -> pd.DataFrame:
    """Return the events that an essay names or rests on.

    Parameters
    ----------
    letter: "H" for Hurley, "C" for Cha and Lloyd.
    """
    return events[[letter in letters for letters in events["essay_paragraphs"].map(essay_letters)]]


def essay_letters(paragraphs: Iterable[str]) -> str:
    """Return "C", "H", "CH" or "": the essays to which paragraphs like ``H02`` belong."""
    return "".join(sorted({paragraph[0] for paragraph in paragraphs}))


def in_order(events: pd.DataFrame) -> pd.DataFrame:
    """Return the events by date, then by id."""
    return events.sort_values(["date", "event_id"], kind="stable")


def days_hidden(events: pd.DataFrame) -> pd.Series:
    """Return, by event, the whole days between its last day and the day the public could know.

    An event known in its own month or year, where only that is recorded, counts as 0.
    """
    end = events["end_date"].fillna(events["date"])
    end = end.where(events["precision"] == "day", end.map(lambda day: day + pd.offsets.MonthEnd(0)))
    year_end = events["date"].map(lambda day: pd.Timestamp(day.year, 12, 31))
    end = end.where(events["precision"] != "year", year_end)
    return (events["known_from"] - end).dt.days.clip(lower=0)


def say_paragraphs(paragraphs: Iterable[str]) -> str:
    """Return essay paragraphs as a reader says them: "Hurley, paragraphs 1 and 3"."""
    numbers: dict[str, list[str]] = {}
    for paragraph in paragraphs:
        numbers.setdefault(paragraph[0], []).append(str(int(paragraph[1:])))
    said = []
    for letter, places in numbers.items():
        word = "paragraph" if len(places) == 1 else "paragraphs"
        listed = " and ".join([", ".join(places[:-1]), places[-1]] if places[1:] else places)
        said.append(f"{AUTHORS[letter]}, {word} {listed}")
    return "; ".join(said)


def say_counts(events: pd.DataFrame) -> str:
    """Return the events of each lane as a phrase: "31 weapons, 40 sanctions, ..."."""
    counts = events["lane"].value_counts()
    return ", ".join(f"{counts.get(lane, 0)} {lane}" for lane in LANES)


def cite_event(event: pd.Series) -> str:
    """Return a citation of one event, to which the references of its sources are added."""
    day = say_day(event["date"], event["precision"])
    return f"“{event['title']}”, {day} (Nexus, event {event['event_id']})."


PLACES = {"UTC": "UTC", "New York": "America/New_York", "Korea": "Asia/Seoul"}


def days_by_place(events: pd.DataFrame) -> pd.DataFrame:
    """Return on which day an event fell by UTC, in New York and in Korea.

    Parameters
    ----------
    events: rows with ``utc_time`` filled; others are passed over.

    Returns
    -------
    event_id, title, one column a place (ISO day), and ``days``: how many different days these are.
    """
    timed = in_order(events[events["utc_time"] != ""])
    rows = []
    for _, event in timed.iterrows():
        moment = dt.datetime.fromisoformat(event["utc_time"].replace("Z", "+00:00"))
        days = {
            name: str(moment.astimezone(ZoneInfo(zone)).date()) for name, zone in PLACES.items()
        }
        rows.append({"event_id": event["event_id"], "title": event["title"], **days})
    table = pd.DataFrame(rows, columns=["event_id", "title", *PLACES])
    return table.assign(days=[len(set(row)) for row in table[list(PLACES)].itertuples(index=False)])


WAITS = (
    ("the same day", 0, 0),
    ("1 or 2 days later", 1, 2),
    ("3 to 30 days later", 3, 30),
    ("over 30 days later", 31, 100_000),
)


def count_waits(events: pd.DataFrame) -> pd.DataFrame:
    """Return how many events could be known how soon: columns ``wait`` and ``events``."""
    waits = days_hidden(events)
    counts = [int(waits.between(low, high).sum()) for _, low, high in WAITS]
    return pd.DataFrame({"wait": [name for name, _, _ in WAITS], "events": counts})


def count_lanes(events: pd.DataFrame) -> pd.DataFrame:
    """Return lane, events, first (ISO day of the earliest): one row a lane, in lane order."""
    rows = []
    for lane in LANES:
        chosen = in_order(in_lanes(events, [lane]))
        first = str(chosen["date"].iloc[0].date()) if len(chosen) else ""
        rows.append({"lane": lane, "events": len(chosen), "first": first})
    return pd.DataFrame(rows)


def rival_figures(case: Case, event_id: str) -> pd.DataFrame:
    """Return the rows of ``figures`` about one event, the lowest first.

    Raises
    ------
    KeyError: where the table holds no figure of this event.
    """
    table = case.table("figures")
    found = table[table["event_id"] == event_id]
    if found.empty:
        raise KeyError(f"figures.csv holds no figure of {event_id!r}.")
    return found.sort_values(["low", "high"], kind="stable")


def say_number(value: float) -> str:
    """Return a number as a reader reads it: 220,000 or 8.4."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


def say_range(low: float, high: float, bound: str = "") -> str:
    """Return a figure with its bound: "about 70", "50 to 60"."""
    said = say_number(low) if low == high else f"{say_number(low)} to {say_number(high)}"
    return f"{bound} {said}".strip()
