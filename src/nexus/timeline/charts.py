"""The pictures of lesson 4. The timeline's filters, zoom and cut-off are Vega's own signals."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from nexus import show
from nexus.case import Case
from nexus.citing import say_day
from nexus.timeline import events as model

Layers = alt.LayerChart | alt.FacetChart

LANE_HEIGHT = 104
WIDTH = 860
SLOT = 11  # pixels: one mark is this wide, and marks in one slot stand on each other
ROWS = 11  # marks that a lane holds above each other
FIRST, LAST = "1948-01-01", "2027-01-01"
NO_CUT_OFF = 4102444800000  # 1 January 2100, in milliseconds: later than any event


def milliseconds(day: pd.Timestamp | str) -> int:
    """Return a day as Vega counts it: milliseconds since 1970, UTC."""
    return int(pd.Timestamp(day).timestamp() * 1000)


def timeline(
    events: pd.DataFrame, essays: pd.DataFrame, seen: pd.DataFrame | None = None
) -> Layers:
    """Draw events in four lanes.

    Signals that a page may set: ``view_from``, ``view_to`` and ``cut_off`` (milliseconds),
    ``weapons``, ``sanctions``, ``rights``, ``diplomacy`` (true or false), ``essay`` ("", "C" or
    "H"), ``selected`` (an event_id), ``headline`` and ``cut_off_said``
    (words), ``magnify`` (1; larger on the projector).

    Parameters
    ----------
    events: the ``events`` table.
    essays: the ``essays`` table; each essay's day of publication is marked.
    seen: the events that the page shows at first, for the title; else all.
    """
    marks = (
        alt.Chart(_mark_rows(events))
        .transform_filter("datum.k <= cut_off && datum.t >= view_from && datum.t <= view_to")
        .transform_filter(
            " || ".join(f"({lane} && datum.lane == '{lane}')" for lane in model.LANES)
        )
        .transform_filter("essay == '' || indexof(datum.essays, essay) >= 0")
        .transform_calculate(
            slot=f"floor((datum.t - view_from) / (view_to - view_from) * {_SLOTS})"
        )
        .transform_calculate(one="1")
        # A stack is worked out anew whenever the zoom changes; a window would keep its old groups.
        .transform_stack(
            stack="one", groupby=["lane", "slot"], sort=[alt.SortField("t")], as_=["below", "row"]
        )
        # At this zoom a slot is one mark wide: centring moves no mark by more than half of itself,
        # and none into what the cut-off hides.
        .transform_calculate(
            x=f"min(view_from + (datum.slot + 0.5) * {_SLOT_TIME}, cut_off - 0.4 * {_SLOT_TIME})"
        )
        .mark_point(filled=True, opacity=1, cursor="pointer")
        .encode(
            x=alt.X("x:T", scale=_time_scale(), axis=_time_axis(), title=None),
            y=_lane_axis(),
            yOffset=alt.YOffset("row:Q", scale=alt.Scale(domain=[0.2, ROWS], reverse=True)),
            shape=_lane_shape(),
            color=_lane_color(),
            size=alt.condition("datum.id == selected", _area(150), _area(64)),
            stroke=alt.condition(
                "datum.id == selected", alt.value(show.INK), alt.value(show.PAPER)
            ),
            strokeWidth=alt.condition("datum.id == selected", alt.value(2.5), alt.value(0.8)),
            order=alt.Order("t:Q"),
            tooltip=[alt.Tooltip("said:N", title="Day"), alt.Tooltip("title:N", title="Event")],
            description="said:N",
        )
    )
    layered = alt.layer(_lane_floors(), _essay_days(essays), _hidden_shade(), marks, _hidden_word())
    described = layered.properties(
        width=WIDTH,
        height=LANE_HEIGHT * len(model.LANES),
        title=alt.TitleParams(alt.ExprRef("headline"), subtitle=_subtitle(essays)),
        description=_description(events),
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
    )
    return described.add_params(*_signals(headline(events if seen is None else seen)))


_SLOTS = f"floor(width / ({SLOT} * magnify))"
_SLOT_TIME = f"(view_to - view_from) / {_SLOTS}"


def _area(pixels: int) -> Any:
    """Return a mark's area, which grows with the projector."""
    return alt.value(alt.ExprRef(f"{pixels} * magnify * magnify"))


def _signals(title: str) -> list[alt.Parameter]:
    lanes = [alt.param(name=lane, value=True) for lane in model.LANES]
    return [
        *lanes,
        alt.param(name="view_from", value=milliseconds(FIRST)),
        alt.param(name="view_to", value=milliseconds(LAST)),
        alt.param(name="cut_off", value=NO_CUT_OFF),
        alt.param(name="essay", value=""),
        alt.param(name="selected", value=""),
        alt.param(name="cut_off_said", value=""),
        alt.param(name="headline", value=title),
        alt.param(name="magnify", value=1),
    ]


def _mark_rows(events: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "id": events["event_id"],
            "t": events["date"].map(milliseconds),
            "k": events["known_from"].map(milliseconds),
            "lane": events["lane"],
            "essays": events["essay_paragraphs"].map(model.essay_letters),
            "title": events["title"],
            "said": [
                f"{say_day(day, precision)}, {lane}"
                for day, precision, lane in zip(
                    events["date"], events["precision"], events["lane"], strict=True
                )
            ],
        }
    )


def _time_scale() -> alt.Scale:
    """Return the scale with the zoom's two ends; one layer sets it and the others share it."""
    ends = [alt.ExprRef("view_from"), alt.ExprRef("view_to")]
    return alt.Scale(type="utc", domain=ends, nice=False)


_UTC = alt.Scale(type="utc")


def _time_axis() -> alt.Axis:
    """Return the axis; zoomed in it names months and days, and keeps the year in sight."""
    year = 31_557_600_000  # milliseconds
    months = "utcmonth(datum.value) == 0 || datum.index == 0 ? '%b %Y' : '%b'"
    form = f"(view_to - view_from) > {6 * year} ? '%Y' : (view_to - view_from) > {year // 2} ? "
    form += f"({months}) : '%-d %b %Y'"
    return alt.Axis(
        grid=False,
        labelExpr=f"utcFormat(datum.value, {form})",
        labelOverlap="parity",
        labelBound=True,
        tickCount=7,
        labelPadding=6,
    )


def _lane_axis() -> alt.Y:
    axis = alt.Axis(domain=False, ticks=False, labelPadding=12, title=None)
    return alt.Y("lane:N", sort=list(model.LANES), axis=axis, scale=alt.Scale(paddingInner=0.08))


def _lane_color() -> alt.Color:
    colors = [show.LANES[lane].color for lane in model.LANES]
    return alt.Color("lane:N", scale=alt.Scale(domain=list(model.LANES), range=colors), legend=None)


def _lane_shape() -> alt.Shape:
    shapes = [show.LANES[lane].shape for lane in model.LANES]
    return alt.Shape("lane:N", scale=alt.Scale(domain=list(model.LANES), range=shapes), legend=None)


def _lane_floors() -> alt.Chart:
    """Return one thin line under each lane, so that an empty lane is still seen."""
    lanes = pd.DataFrame({"lane": list(model.LANES)})
    floor = alt.Chart(lanes).mark_rule(color=show.LINE, aria=False)
    lane = alt.Y("lane:N", sort=list(model.LANES), bandPosition=1)
    return floor.encode(y=lane, x=alt.value(0), x2=alt.value("width"))


def _hidden_shade() -> alt.Chart:
    return (
        alt.Chart(pd.DataFrame({"one": [1]}))
        .transform_filter("cut_off < view_to")
        .transform_calculate(start="max(cut_off, view_from)", end="view_to")
        .mark_rect(color="#8c959f", opacity=0.22, aria=False)
        .encode(x=alt.X("start:T", scale=_UTC, axis=_time_axis(), title=None), x2="end:T")
    )


def _hidden_word() -> alt.Chart:
    return (
        alt.Chart(pd.DataFrame({"one": [1]}))
        .transform_filter("cut_off < view_to")
        .transform_calculate(
            start="max(cut_off, view_from)",
            word="'Not yet known on ' + cut_off_said",
            left="scale('x', max(cut_off, view_from)) > width - 220",
        )
        .mark_text(
            align=alt.ExprRef("datum.left ? 'right' : 'left'"),
            baseline="top",
            dx=alt.ExprRef("datum.left ? -8 : 8"),
            y=6,
            fontWeight=600,
            aria=False,
        )
        .encode(x=alt.X("start:T", scale=_UTC, axis=_time_axis()), text="word:N")
    )


def _essay_days(essays: pd.DataFrame) -> Layers:
    rows = pd.DataFrame(
        {
            "t": essays["published"].map(milliseconds),
            "name": essays["essay_id"].map(lambda one: model.AUTHORS[model.ESSAY_LETTER[one]]),
            "early": essays["published"] == essays["published"].min(),
        }
    )
    base = (
        alt.Chart(rows)
        .transform_filter("datum.t >= view_from && datum.t <= view_to")
        .encode(x=alt.X("t:T", scale=_UTC, axis=_time_axis(), title=None))
    )
    # The two days are close: one name stands left of its line, the other right of it.
    first = _essay_name(base.transform_filter("datum.early"), "right")
    second = _essay_name(base.transform_filter("!datum.early"), "left")
    return alt.layer(base.mark_rule(strokeDash=[4, 3], color=show.QUIET, aria=False), first, second)


def _essay_name(base: alt.Chart, align: str) -> alt.Chart:
    """Return the name beside its line; at the right edge it moves to the left of the line."""
    near_end = "(view_to - datum.t) < 56 * (view_to - view_from) / width"
    left = "true" if align == "right" else near_end
    words = base.mark_text(
        align=alt.ExprRef(f"({left}) ? 'right' : 'left'"),
        dx=alt.ExprRef(f"({left}) ? -4 : 4"),
        y=-4,
        baseline="bottom",
        color=show.QUIET,
    )
    return words.encode(text=alt.Text("name:N"))


def headline(seen: pd.DataFrame) -> str:
    """Return the title: which lane leads among the events shown. The page says it anew."""
    if seen.empty:
        return "No event is shown"
    counts = model.count_lanes(seen)
    most = counts["events"].max()
    lanes = counts.loc[counts["events"] == most, "lane"].tolist()
    verb = "leads" if lanes == ["diplomacy"] else "lead"
    each = ", each" if lanes[1:] else ""
    said = " and ".join(lanes).capitalize()
    return f"{said} {verb}{each} with {most} of the {len(seen)} events shown"


def _subtitle(essays: pd.DataFrame) -> str:
    names = [model.AUTHORS[model.ESSAY_LETTER[one]] for one in essays["essay_id"]]
    return f"One mark is one event; dashed lines: the days of {' and '.join(names)}"


def _description(events: pd.DataFrame) -> str:
    return (
        f"Timeline of {len(events)} events in four lanes ({model.say_counts(events)}), "
        f"{events['date'].min().year} to {events['date'].max().year}. One mark is one event."
    )


def source_line(case: Case, events: pd.DataFrame) -> str:
    """Return the source line of a chart of events: how many sources, and how many primary."""
    ids = {one for ids in events["source_ids"] for one in ids}
    sources = case.sources_of(sorted(ids))
    return (
        f"Source: Nexus, events.csv; {len(sources)} sources, {int(sources['primary'].sum())} "
        "of them primary. Each event's card names its own."
    )
