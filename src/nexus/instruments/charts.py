"""The pictures of lesson 5: limits as steps in time, and on which grounds each issuer acts."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd

from nexus import show
from nexus.case import Case
from nexus.instruments import law as model
from nexus.instruments.findings import COUNCIL, caps_finding, rights_finding, step_kind
from nexus.instruments.law_records import group_of, groups, say_amount
from nexus.words import say_day

WIDTH = 780
TITLE = 72  # letters in a line of a title
LINE = 17  # pixels from one line of words to the next
BLUE, BROWN = "#083f7d", "#9c4200"
Layers = alt.LayerChart | alt.FacetChart
Ends = tuple[pd.Timestamp, pd.Timestamp]


def caps(case: Case, commodity: str = "coal", issuer: str = COUNCIL) -> show.Figure:
    """Draw the steps by which one thing was limited: an own picture for each unit, none converted.

    A ban is a step to zero. A limit without a figure (a level, a deadline) has a line of its own.

    Parameters
    ----------
    commodity: one of ``law.COMMODITIES``.
    issuer: an issuer that limits it.

    Raises
    ------
    LawError: for a commodity or an issuer that has no steps.
    """
    steps = model.cap_steps(case, commodity, issuer)
    drawn = _drawn(steps)
    finding = caps_finding(steps, commodity)
    units = list(dict.fromkeys(drawn.loc[drawn["kind"].isin(["cap", "permit"]), "unit"]))
    ends = _time_ends(steps)
    parts = [_amounts(drawn, unit, ends) for unit in units]
    worded = drawn if not units else drawn[drawn["kind"].isin(["level", "deadline"])]
    if not worded.empty:
        parts.append(_worded(worded, ends))
    chart = alt.vconcat(*parts, spacing=28).properties(
        title=alt.TitleParams(
            wrap(finding, TITLE),
            subtitle=f"{issuer}. Each step in the unit and for the period of its text. "
            "An arrow: it still stands.",
        ),
        description=(
            f"Steps in time by which {commodity} was limited by {issuer}, one picture a unit: "
            f"{', '.join(units) or 'no figure, in words'}. {finding}."
        ),
    )
    return show.figure(
        chart,
        finding=f"{finding}. Nothing is converted or summed: each unit has its own scale.",
        table=caps_table(case, commodity, issuer),
        source=_source(case, steps, "measures.csv", "measure_id"),
    )


def caps_table(case: Case, commodity: str, issuer: str) -> pd.DataFrame:
    """Return the steps of one limit as a reader wants them, with provision and dates."""
    steps = model.cap_steps(case, commodity, issuer)
    measures = case.table("measures").set_index("measure_id")
    said = [_say(row["amount"], row["unit"]) for _, row in steps.iterrows()]
    return pd.DataFrame(
        {
            "From": [say_day(day) for day in steps["from_date"]],
            "Until": ["" if pd.isna(day) else say_day(day) for day in steps["until_date"]],
            "Text": steps["short_title"],
            "Provision": [measures.at[one, "provision"] for one in steps["measure_id"]],
            "Step": [step_kind(row) for _, row in steps.iterrows()],
            "Amount": said,
            "Period": steps["period"],
            "What it says": steps["summary"],
        }
    )


def _say(amount: float, unit: str) -> str:
    return say_amount(amount, unit)


def _drawn(steps: pd.DataFrame) -> pd.DataFrame:
    """Return the steps with what is drawn of them: kind, height, words, where the words stand."""
    kinds = [step_kind(row) for _, row in steps.iterrows()]
    drawn = steps.assign(kind=kinds, end=steps["until_date"].fillna(_time_ends(steps)[1]))
    drawn = drawn.assign(
        height=drawn["amount"].where(drawn["kind"].isin(["cap", "permit"]), 0).fillna(0),
        stands=drawn["until_date"].isna(),
        words=[_step_words(row) for _, row in drawn.iterrows()],
        said=[f"{row['short_title']}, {_step_words(row)}" for _, row in drawn.iterrows()],
    )
    span = _time_ends(steps)[1] - _time_ends(steps)[0]
    drawn = drawn.assign(dy=[_words_dy(row, drawn, span) for _, row in drawn.iterrows()])
    # Two steps of one height: the words of the earlier one stand to its left, out of the way.
    twice = drawn.duplicated(["unit", "height"], keep="last") & (drawn["kind"] == "cap")
    return drawn.assign(left=twice)


def _words_dy(row: pd.Series, drawn: pd.DataFrame, span: pd.Timedelta) -> float:
    """Return how far the words of a step stand from it; bans close to each other take turns."""
    line = LINE * show.magnify()
    if row["kind"] != "ban":
        return -8 - line * str(row["words"]).count("\n")
    bans = drawn[(drawn["kind"] == "ban") & (drawn["from_date"] <= row["from_date"])]
    near = bans[row["from_date"] - bans["from_date"] < span * 0.2]
    return 8 + line * len(near)


def _step_words(row: pd.Series) -> str:
    kind = row["kind"] if "kind" in row else step_kind(row)
    if kind in ("cap", "permit"):
        extra = " (allowance)" if kind == "permit" else ""
        return f"{_say(row['amount'], row['unit'])}{extra}\n{row['period']}"
    if kind == "ban":
        save = f", save {row['exception']}" if row["exception"] else ""
        return f"ban{save} ({row['short_title']})"
    deadline = _say(row["amount"], row["unit"])
    named = row["period"] if kind == "level" else f"deadline: {deadline}".strip()
    return f"{row['short_title']}: {named}"


def _time_ends(steps: pd.DataFrame) -> Ends:
    """Return the ends of the time axis: room for words before the first and after the last."""
    first, last = steps["from_date"].min(), steps["until_date"].max()
    last = max(steps["from_date"].max(), last) if pd.notna(last) else steps["from_date"].max()
    room = max((last - first) * 0.3, pd.Timedelta(days=120))
    return first - room, last + room * 1.5


def _time(ends: Ends) -> alt.X:
    domain = [int(day.timestamp() * 1000) for day in ends]
    axis = alt.Axis(format="%b %Y", tickCount=6, grid=False, labelOverlap="parity")
    scale = alt.Scale(type="utc", domain=domain, nice=False)
    return alt.X("from_date:T", title=None, scale=scale, axis=axis)


def _amounts(drawn: pd.DataFrame, unit: str, ends: Ends) -> Layers:
    rows = drawn[(drawn["unit"] == unit) & drawn["kind"].isin(["cap", "permit"])]
    rows = pd.concat([rows, drawn[drawn["kind"] == "ban"]])
    top = float(rows["height"].max()) * 1.4
    banned = bool((rows["kind"] == "ban").any())
    y = alt.Y(
        "height:Q",
        title=f"{unit}, in the period named",
        # Under zero there is room for the words of a ban.
        scale=alt.Scale(domain=[-0.3 * top if banned else 0, top], nice=False),
        axis=alt.Axis(format=",.0f", tickCount=4, labelExpr="datum.value < 0 ? '' : datum.label"),
    )
    return _lines(rows, y, ends).properties(
        width=WIDTH * show.magnify(), height=210 * show.magnify()
    )


def _worded(rows: pd.DataFrame, ends: Ends) -> Layers:
    order = list(rows["measure_id"])
    # Alone on its line, a ban needs no room below.
    rows = rows.assign(dy=-8)
    y = alt.Y("measure_id:N", sort=order, title="without a figure", axis=_NO_AXIS)
    return _lines(rows, y, ends).properties(
        width=WIDTH * show.magnify(), height=alt.Step(52 * show.magnify())
    )


def _lines(rows: pd.DataFrame, y: alt.Y, ends: Ends) -> Layers:
    whole = alt.Chart(_plain(rows))
    base = whole.encode(x=alt.X("from_date:T", scale=_UTC), y=y)
    color = alt.condition("datum.kind == 'ban'", alt.value(BROWN), alt.value(BLUE))
    # One layer sets the time axis and the others share it.
    bars = whole.mark_rule(strokeWidth=5).encode(
        x=alt.X("from_date:T", scale=_UTC),
        x2="end:T",
        y=y,
        color=color,
        strokeDash=_DASH,
        description="said:N",
        tooltip=_TIPS,
    )
    ticks = whole.mark_tick(orient="vertical", thickness=3, size=16, opacity=1)
    arrows = whole.transform_filter("datum.stands").mark_point(
        shape="triangle-right", size=140, filled=True, opacity=1
    )
    how: dict[str, Any] = {
        "baseline": "bottom",
        "lineBreak": "\n",
        "lineHeight": LINE * show.magnify(),
    }
    right = base.transform_filter("!datum.left").mark_text(
        align="left", dy=alt.ExprRef("datum.dy"), **how
    )
    left = base.transform_filter("datum.left").mark_text(align="right", dx=-8, dy=8, **how)
    return alt.layer(
        bars,
        ticks.encode(x=_time(ends), y=y, color=color),
        arrows.encode(x=alt.X("end:T", scale=_UTC), y=y, color=color),
        right.encode(text="words:N"),
        left.encode(text="words:N"),
    )


_NO_AXIS = alt.Axis(labels=False, ticks=False, domain=False)
_UTC = alt.Scale(type="utc")
_DASH = alt.condition("datum.kind == 'permit'", alt.value([6, 4]), alt.value([1, 0]))
_TIPS = [alt.Tooltip("said:N", title="Step"), alt.Tooltip("summary:N", title="What it says")]


def _plain(rows: pd.DataFrame) -> pd.DataFrame:
    names = ["measure_id", "kind", "height", "words", "dy", "said", "left", "stands", "summary"]
    return rows[[*names, "from_date", "end"]].reset_index(drop=True)


# ---- grounds


def ground_rows(case: Case, day: str, binding: bool = True) -> pd.DataFrame:
    """Return how many instruments in force of each issuer name each ground; treaties are one.

    Returns
    -------
    issuer, ground, instruments (how many name it), of (all of that issuer in force): one row for
    each issuer of the tables and each ground, also where nothing is in force.
    """
    held = model.instruments_on(case, day)
    held = held[held["binding"]] if binding else held
    pairs = zip(held["issuer"], held["kind"], strict=True)
    held = held.assign(group=[group_of(*pair) for pair in pairs])
    named = held.explode("grounds").groupby(["group", "grounds"]).size()
    all_of = held["group"].value_counts()
    return pd.DataFrame(
        [
            {
                "issuer": issuer,
                "ground": ground,
                "instruments": int(named.get((issuer, ground), 0)),
                "of": int(all_of.get(issuer, 0)),
            }
            for issuer in groups(case)
            for ground in model.GROUNDS
        ]
    )


def grounds(case: Case, day: str = "2016-03-04", binding: bool = True) -> show.Figure:
    """Draw on which grounds each issuer acts on a day.

    A page may send other rows to the dataset ``grounds`` and other lines to the signal
    ``headline``.

    Parameters
    ----------
    binding: only the instruments that bind.

    Raises
    ------
    LawError: for what is no day.
    """
    rows = ground_rows(case, day, binding)
    finding = rights_finding(case, day, binding)
    said = say_day(model.the_day(day))
    base = alt.Chart(alt.NamedData("grounds")).encode(
        x=alt.X("ground:N", sort=list(model.GROUNDS), title=None, axis=_top_axis()),
        y=alt.Y(
            "issuer:N",
            sort=groups(case),
            title=None,
            axis=_side_axis(),
            # Rows keep their place when the day moves.
            scale=alt.Scale(domain=groups(case)),
        ),
    )
    present = base.transform_filter("datum.instruments > 0")
    marks = present.mark_circle(opacity=1).encode(
        size=alt.Size("instruments:Q", scale=_area(), legend=None),
        color=alt.condition("datum.ground == 'rights'", alt.value("#1c8463"), alt.value("#4a5f73")),
        stroke=alt.condition("datum.ground == 'rights'", alt.value(show.INK), alt.value(None)),
        description="said:N",
    )
    never = base.transform_filter("datum.instruments == 0 && datum.of > 0")
    empty = base.transform_filter(f"datum.of == 0 && datum.ground == '{model.GROUNDS[0]}'")
    counts = present.mark_text(align="left", dx=24 * show.magnify(), fontWeight=600)
    chart = (
        alt.layer(
            marks,
            counts.encode(text="instruments:Q"),
            never.mark_text(color=show.QUIET).encode(text=alt.value("–")),
            empty.mark_text(color=show.QUIET, align="left", dx=-30 * show.magnify()).encode(
                text=alt.value("no such text in force on this day")
            ),
            data=alt.NamedData("grounds"),
        )
        .properties(
            width=alt.Step(100 * show.magnify()),
            height=alt.Step(46 * show.magnify()),
            title=alt.TitleParams(alt.ExprRef("headline"), subtitle=_GROUNDS_UNDER),
            description=(
                "A row an issuer, a column a ground; the area of a circle, and the number beside "
                f"it, count the instruments in force that name the ground. {finding}."
            ),
        )
        .add_params(alt.param(name="headline", value=wrap(f"{finding} ({said})", TITLE)))
        .properties(datasets={"grounds": [_ground_record(row) for _, row in rows.iterrows()]})
    )
    wide = rows.pivot_table(index="issuer", columns="ground", values="instruments", sort=False)
    return show.figure(
        chart,
        finding=f"{finding}, in force on {said}.",
        table=wide.astype(int).rename_axis(columns=None).reset_index(),
        source=_source(case, model.instruments_on(case, day), "instruments.csv", "instrument_id"),
    )


_GROUNDS_UNDER = "Number of texts in force that name the ground. A dash: no text names it."


def _area() -> alt.Scale:
    return alt.Scale(domain=[0, 24], range=[0, 1500 * show.magnify() ** 2], clamp=True)


def _top_axis() -> alt.Axis:
    return alt.Axis(orient="top", labelAngle=0, domain=False, ticks=False, labelPadding=8)


def _side_axis() -> alt.Axis:
    return alt.Axis(
        domain=False, ticks=False, grid=True, labelPadding=12, labelLimit=320 * show.magnify()
    )


def _ground_record(row: pd.Series) -> dict[str, Any]:
    said = f"{row['issuer']}, {row['ground']}: {row['instruments']} of {row['of']}"
    return {**{name: row[name] for name in ("issuer", "ground")}, **_counts(row), "said": said}


def _counts(row: pd.Series) -> dict[str, int]:
    return {name: int(row[name]) for name in ("instruments", "of")}


def _source(case: Case, rows: pd.DataFrame, file: str, key: str) -> str:
    table = case.table(file.removesuffix(".csv")).set_index(key)
    ids = {one for row in rows[key] for one in table.at[row, "source_ids"]}
    primary = int(case.sources_of(sorted(ids))["primary"].sum())
    return f"Source: Nexus, {file}; {len(ids)} sources, {primary} of them primary."
