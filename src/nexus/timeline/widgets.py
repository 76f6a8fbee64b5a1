"""The timeline with its controls, and the exercises on it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import traitlets

from nexus import reading, show
from nexus.case import Case
from nexus.controls import Panel, front_end
from nexus.study.questions import Question, question, questions
from nexus.study.widgets import Ordering, keeper, remembered, shown
from nexus.timeline import charts
from nexus.timeline import events as model
from nexus.words import say_day, source_record

HERE = Path(__file__).parent
ASSETS = HERE.parent / "assets"
SPAN = ("1948-01-01", "2026-12-31")
PERIODS = (
    ("1948 to 2026", *SPAN),
    ("1985 to 2002", "1985-01-01", "2002-12-31"),
    ("2003 to 2011", "2003-01-01", "2011-12-31"),
    ("2012 to 2017", "2012-01-01", "2017-12-31"),
    ("2018 to 2019", "2018-01-01", "2019-12-31"),
    ("2020 to 2026", "2020-01-01", "2026-12-31"),
    ("a year to Cha & Lloyd", "2015-03-04", "2016-03-31"),
    ("a year to Hurley", "2017-12-26", "2019-01-31"),
)


class Timeline(Panel):
    """Four lanes of events; filters, zoom and the knowledge cut-off run on the page itself.

    Traits that follow what the reader does: ``cut_off`` (an ISO day, "" for none), ``lanes``,
    ``essay`` ("", "C" or "H") and ``selected`` (an event id, or "").
    """

    _esm = front_end(
        ASSETS / "days.js",
        HERE / "card.js",
        HERE.parent / "study" / "forecast.js",
        HERE / "timeline.js",
    )
    name = traitlets.Unicode("Timeline").tag(sync=True)
    spec: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    events: traitlets.List[Any] = traitlets.List().tag(sync=True)
    signs: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    span: traitlets.List[Any] = traitlets.List().tag(sync=True)
    stops: traitlets.List[Any] = traitlets.List().tag(sync=True)
    essays: traitlets.List[Any] = traitlets.List().tag(sync=True)
    periods: traitlets.List[Any] = traitlets.List().tag(sync=True)
    source = traitlets.Unicode().tag(sync=True)
    forecasts: traitlets.List[Any] = traitlets.List().tag(sync=True)
    cut_off = traitlets.Unicode("").tag(sync=True)
    lanes: traitlets.List[Any] = traitlets.List().tag(sync=True)
    essay = traitlets.Unicode("").tag(sync=True)
    selected = traitlets.Unicode("").tag(sync=True)


def timeline(  # noqa: PLR0913 - each is one thing a notebook may want to set
    case: Case,
    *,
    cut_off: str = "",
    essay: str = "",
    lanes: Sequence[str] = model.LANES,
    selected: str = "",
    forecasts: Sequence[str] = (),
) -> Timeline:
    """Show the timeline.

    Parameters
    ----------
    cut_off: hide what the public could not know at the end of this ISO day; "" hides nothing.
    essay: "C" or "H" for the events that Cha & Lloyd or Hurley name or rest on; "" for all.
    lanes: which of weapons, sanctions, rights, diplomacy to show at first.
    selected: the event whose card is open at first.
    forecasts: ids of questions of kind ``forecast`` to ask below.
    """
    rows = model.in_order(case.events)
    seen = model.in_lanes(model.known_on(rows, cut_off) if cut_off else rows, lanes)
    if essay:
        seen = model.of_essay(seen, essay)
    figure = show.figure(
        charts.timeline(rows, case.essays, seen),
        finding=twin_sentence(rows, seen, cut_off),
        table=twin_table(seen),
        source=charts.source_line(case, rows),
    )
    asked = questions(case, forecasts)
    return Timeline(
        "\n\n".join([*(f"Forecast: {one.prompt}" for one in asked), figure.twin.as_text()]),
        keeper(),
        spec=dict(figure.spec),
        events=event_records(case, rows),
        signs={lane: {"shape": s.shape, "color": s.color} for lane, s in show.LANES.items()},
        span=list(SPAN),
        stops=_stops(case.essays),
        essays=[["", "all events"], *([k, f"named by {v}"] for k, v in model.AUTHORS.items())],
        periods=[list(period) for period in PERIODS],
        source=figure.source,
        paragraphs=reading.paragraphs(case),
        forecasts=[_forecast(one) for one in asked],
        kept=remembered(asked),
        cut_off=cut_off,
        lanes=list(lanes),
        essay=essay,
        selected=selected,
    )


def twin_sentence(events: pd.DataFrame, seen: pd.DataFrame, cut_off: str) -> str:
    """Return the timeline in a few sentences, as it stands before the reader moves it.

    Parameters
    ----------
    events, seen: all events, and those that are shown.
    cut_off: the ISO day of the knowledge cut-off, or "".
    """
    said = f"{len(seen)} of {len(events)} events shown: {model.say_counts(seen)}."
    if cut_off:
        day = say_day(pd.Timestamp(cut_off))
        hidden = len(model.hidden_on(events, cut_off))
        said += f" {hidden} are hidden: nobody in public could know them on {day}."
    if not seen.empty:
        last = model.in_order(seen).iloc[-1]
        when = say_day(last["date"], last["precision"])
        said += f" The last shown is “{last['title']}” ({when})."
    return said


def twin_table(seen: pd.DataFrame) -> pd.DataFrame:
    """Return the shown events as a reader wants them: day, lane, event, status, known from."""
    days = zip(seen["date"], seen["precision"], strict=True)
    return pd.DataFrame(
        {
            "Day": [say_day(day, precision) for day, precision in days],
            "Lane": seen["lane"],
            "Event": seen["title"],
            "Status": seen["status"],
            "Known from": [say_day(day) for day in seen["known_from"]],
        }
    )


def event_records(case: Case, events: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the events as the card shows them: plain JSON values, dates as ISO text."""
    sources = case.sources.set_index("source_id")
    return [_record(event, sources) for _, event in events.iterrows()]


def _record(event: pd.Series, sources: pd.DataFrame) -> dict[str, Any]:
    date, known = event["date"].date(), event["known_from"].date()
    at_once = date == known
    return {
        **{name: event[name] for name in ("event_id", "lane", "title", "summary", "status")},
        **{name: event[name] for name in ("local_date_note", "dispute", "later")},
        "later_from": "" if pd.isna(event["later_from"]) else str(event["later_from"].date()),
        "date": date.isoformat(),
        "known_from": known.isoformat(),
        "said": say_day(date, event["precision"]),
        "known_said": "the same day." if at_once else f"from {say_day(known)}.",
        "essays": model.essay_letters(event["essay_paragraphs"]),
        "paragraphs": list(event["essay_paragraphs"]),
        "named": model.say_paragraphs(event["essay_paragraphs"]),
        "lasted": "" if pd.isna(event["end_date"]) else str(event["end_date"].date()),
        "cite": model.cite_event(event),
        "sources": [source_record(sources.loc[one]) for one in event["source_ids"]],
    }


def _stops(essays: pd.DataFrame) -> list[list[str]]:
    stops = []
    for _, essay in essays.sort_values("published").iterrows():
        author = model.AUTHORS[model.ESSAY_LETTER[essay["essay_id"]]]
        day = essay["published"].date()
        stops.append([day.isoformat(), f"{say_day(day)} ({author})"])
    return stops


def _forecast(asked: Question) -> dict[str, Any]:
    happened = asked.is_right(1)
    return {**shown(asked), "happened": happened, "feedback": asked.feedback[0 if happened else 1]}


def ordering(case: Case, question_id: str) -> Ordering:
    """Show events to put in order of their dates.

    Parameters
    ----------
    question_id: a question of kind ``ordering``; its choices are event ids, in the order in which
        they are first shown.
    """
    asked = question(case, question_id)
    rows = case.events.set_index("event_id", drop=False).loc[list(asked.choices)]
    items = [
        {
            "id": event["event_id"],
            "title": event["title"],
            "date": event["date"].date().isoformat(),
            "said": say_day(event["date"], event["precision"]),
        }
        for _, event in rows.iterrows()
    ]
    twin = "\n".join(
        [asked.prompt, *(f"  {at}. {one['title']}" for at, one in enumerate(items, 1))]
    )
    return Ordering(
        twin,
        keeper(),
        name="Put in order",
        question=shown(asked),
        items=items,
        kept=remembered([asked]),
    )
