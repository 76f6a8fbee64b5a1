"""The still pictures of lesson 4, and of the tour in lesson 0."""

from __future__ import annotations

import altair as alt
import pandas as pd

from nexus import show
from nexus.case import Case
from nexus.citing import say_day
from nexus.timeline import events as model
from nexus.timeline.charts import source_line

WIDTH = 560


def lanes(case: Case) -> show.Figure:
    """Show how many events each lane holds."""
    counts = model.count_lanes(case.events)
    most, least = (counts.loc[counts["events"].idxmax()], counts.loc[counts["events"].idxmin()])
    title = f"The lane {most['lane']} holds the most events, {least['lane']} the fewest"
    base = alt.Chart(counts).encode(
        y=alt.Y("lane:N", sort=list(model.LANES), title=None, axis=_plain_axis()),
        x=alt.X("events:Q", title="events"),
    )
    colors = alt.Scale(
        domain=list(model.LANES), range=[show.LANES[lane].color for lane in model.LANES]
    )
    bars = base.mark_bar(height=28).encode(color=alt.Color("lane:N", scale=colors, legend=None))
    labels = base.mark_text(align="left", dx=6).encode(text="events:Q")
    chart = (bars + labels).properties(
        width=WIDTH,
        height=200,
        title=alt.TitleParams(title, subtitle=f"{len(case.events)} events by lane"),
        description=f"Bar chart of the number of events in each of four lanes. {title}.",
    )
    table = counts.rename(columns={"lane": "Lane", "events": "Events", "first": "First event"})
    finding = f"{title}: {model.say_counts(case.events)}."
    return show.figure(chart, finding=finding, table=table, source=source_line(case, case.events))


def waits(case: Case) -> show.Figure:
    """Show how soon the public could know of an event."""
    events = case.events
    counts = model.count_waits(events)
    longest = model.days_hidden(events)
    event = events.loc[longest.idxmax()]
    years = longest.max() / 365.25
    share = counts["events"].iloc[:2].sum() / len(events)
    title = f"{share:.0%} were public within two days; one took {years:.1f} years"
    base = alt.Chart(counts).encode(
        y=alt.Y("wait:N", sort=list(counts["wait"]), title=None, axis=_plain_axis()),
        x=alt.X("events:Q", title="events"),
    )
    chart = (
        base.mark_bar(height=28, color="#4a5f73")
        + base.mark_text(align="left", dx=6).encode(text="events:Q")
    ).properties(
        width=WIDTH,
        height=200,
        title=alt.TitleParams(
            title, subtitle="From an event to the first public text among the sources held here"
        ),
        description=f"Bar chart of how long after an event the public could know of it. {title}.",
    )
    finding = f"{title}: {event['title']} ({say_day(event['date'], event['precision'])})."
    table = counts.rename(columns={"wait": "Known", "events": "Events"})
    return show.figure(chart, finding=finding, table=table, source=source_line(case, events))


def rival_figures(case: Case, event_id: str) -> show.Figure:
    """Show what different counters say of one event.

    Parameters
    ----------
    event_id: an event for which the ``figures`` table has rows.
    """
    rows = model.rival_figures(case, event_id)
    event = case.events.set_index("event_id").loc[event_id]
    when = say_day(event["date"], event["precision"])
    units = list(dict.fromkeys(rows["unit"]))
    span = model.say_range(rows["low"].min(), rows["high"].max())
    title = f"{len(rows)} figures, {span} {units[0]}: the counters differ"
    if len(units) > 1:
        title = f"{len(rows)} figures, {span}: most count different things"
    said = [
        model.say_range(*row) for row in zip(rows["low"], rows["high"], rows["bound"], strict=True)
    ]
    label = rows["measure"] if len(units) > 1 else rows["counted_by"]
    word = rows["counted_by"] if len(units) > 1 else rows["note"]
    data = pd.DataFrame(
        {
            "name": [f"{text} ({one})" for text, one in zip(label, said, strict=True)],
            "word": word,
            "low": rows["low"],
            "high": rows["high"],
        }
    )
    # Room for the counters' names to the right of the last mark.
    reach = rows["high"].max() * (1.75 if word.str.len().max() else 1.05)
    axis = alt.Axis(domain=False, ticks=False, labelLimit=440, labelPadding=8)
    base = alt.Chart(data).encode(y=alt.Y("name:N", sort=list(data["name"]), title=None, axis=axis))
    x = alt.X("low:Q", title=" / ".join(units), scale=alt.Scale(domain=[0, reach]))
    color = "#4a5f73"
    chart = (
        base.mark_rule(strokeWidth=6, color=color, strokeCap="round").encode(x=x, x2="high:Q")
        + base.mark_point(filled=True, size=110, opacity=1, color=color).encode(x=x)
        + base.mark_point(filled=True, size=110, opacity=1, color=color).encode(x=alt.X("high:Q"))
        + base.mark_text(align="left", dx=10, color=show.QUIET, limit=260).encode(
            x=alt.X("high:Q"), text="word:N"
        )
    ).properties(
        width=WIDTH - 140,
        height=44 * len(rows),
        title=alt.TitleParams(title, subtitle=f"{event['title']} ({when})"),
        description=f"Rival figures for {event['title']} ({when}), lowest first. {title}.",
    )
    table = pd.DataFrame(
        {
            "Counted by": rows["counted_by"],
            "What": rows["measure"],
            "Figure": said,
            "Note": rows["note"],
        }
    )
    ids = sorted({one for ids in rows["source_ids"] for one in ids})
    names = "; ".join(
        f"{s['publisher']} {s['date'][:4]}".strip() for _, s in case.sources_of(ids).iterrows()
    )
    return show.figure(chart, finding=f"{title}.", table=table, source=f"Sources: {names}.")


def days_by_place(case: Case, word: str = "nuclear-test") -> show.Sheet:
    """Show on which day each nuclear test fell by UTC, in New York and in Korea.

    Parameters
    ----------
    word: part of the event ids to show.
    """
    events = case.events
    chosen = events[events["event_id"].str.contains(word, regex=False)]
    days = model.days_by_place(chosen)
    split = int((days["days"] > 1).sum())
    sentence = (
        f"{split} of {len(days)} events fell on two different days, depending on the place. "
        "This collection gives the day where the thing happened."
    )
    moments = chosen.set_index("event_id")["utc_time"].loc[days["event_id"]]
    days["UTC"] = [moment.replace("T", " ").removesuffix("Z") for moment in moments]
    table = days.rename(columns={"title": "Event"}).drop(columns=["event_id", "days"])
    return show.Sheet(sentence, table, source_line(case, chosen))


def _plain_axis() -> alt.Axis:
    return alt.Axis(domain=False, ticks=False, labelPadding=8)
