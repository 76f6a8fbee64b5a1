"""The pictures of published lists: programmes, years, and what a tag tells of a ground."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from nexus import show
from nexus.instruments.published import OFAC, OFAC_OTHER, UN, PublishedList
from nexus.instruments.tags import TAG_NOTE

ROW = 30  # pixels a bar
WIDTH = 560
# What the record says of the entries under a tag: with a pattern of lightness and a word each.
PARTS: Mapping[str, tuple[str, str]] = {
    "for_rights": ("entered for abuses of rights", "#1c8463"),
    "for_other": ("entered for another ground", "#8a6d00"),
    "not_recorded": ("ground not in this project's tables", "#7b858f"),
}
TREASURY = "Office of Foreign Assets Control"
PUBLISHERS = {OFAC: TREASURY, OFAC_OTHER: TREASURY, UN: "United Nations Security Council"}


def source_line(published: PublishedList) -> str:
    """Return the source line of a list: who published it, of which day, from which files."""
    day = f" of {published.published}" if published.published else ", day not given"
    who = PUBLISHERS.get(published.source, published.source)
    return f"Source: {who}, {published.source} list{day}, read from {', '.join(published.files)}."


def by_programme(counts: pd.DataFrame, published: PublishedList) -> show.Figure:
    """Draw how many North Korean entries bear each programme tag.

    Parameters
    ----------
    counts: programme, entries, alone; see ``lists.by_programme``.
    """
    title = _say_most(counts)
    chart = (
        alt.Chart(counts)
        .mark_bar(color=show.LANES["sanctions"].color, height=ROW * 0.6)
        .encode(
            x=alt.X("entries:Q", title="Entries", axis=alt.Axis(format="d", tickMinStep=1)),
            y=alt.Y("programme:N", sort=None, title=None),
        )
    )
    words = chart.mark_text(align="left", dx=6).encode(text="entries:Q")
    return show.figure(
        _finished(chart + words, title, "Entries by programme tag; one entry may bear several"),
        finding=f"{title}. {_say_alone(counts)}",
        table=counts.rename(
            columns={"programme": "Tag", "entries": "Entries", "alone": "No other"}
        ),
        source=source_line(published),
    )


def _say_most(counts: pd.DataFrame) -> str:
    most = counts["entries"].max()
    named = counts.loc[counts["entries"] == most, "programme"].tolist()
    if len(counts) == 1:
        return f"All {most} North Korean entries bear the one tag {named[0]}"
    if len(named) > 1:
        return f"{' and '.join(named)} are each on {most} of the North Korean entries"
    return f"{named[0]} is on {most} of the North Korean entries, the most"


def _say_alone(counts: pd.DataFrame) -> str:
    return f"{int(counts['alone'].sum())} entries bear one tag and no other."


def by_year(years: pd.DataFrame, published: PublishedList) -> show.Figure:
    """Draw in which years the North Korean entries of this list were entered.

    Parameters
    ----------
    years: year, entries, without the row for entries that give no day; see ``lists.by_year``.
    """
    most = years.loc[years["entries"].idxmax()]
    total = int(years["entries"].sum())
    title = f"{most['entries']} of {total} dated entries come from {most['year']}"
    chart = (
        alt.Chart(years.astype({"year": "str"}))
        .mark_bar(color=show.LANES["sanctions"].color)
        .encode(
            x=alt.X("year:O", title="Year of listing", axis=alt.Axis(labelAngle=0)),
            y=alt.Y("entries:Q", title="Entries", axis=alt.Axis(format="d", tickMinStep=1)),
        )
    )
    subtitle = "Of names that are on the list now; those taken off before are not counted"
    return show.figure(
        _finished(chart, title, subtitle, height=200),
        finding=f"{title}.",
        table=years.rename(columns={"year": "Year", "entries": "Entries"}),
        source=source_line(published),
    )


def tags(counts: pd.DataFrame, published: PublishedList) -> show.Figure:
    """Draw what this project's record knows of the ground of the entries under each tag.

    Parameters
    ----------
    counts: programme, entries, for_rights, for_other, not_recorded; see ``tags.count_tags``.
    """
    rights = counts[counts["for_rights"] > 0]
    title = f"{len(rights)} of {len(counts)} tags hold names on record as entered over rights"
    long = counts.melt(["programme", "entries"], list(PARTS), "part", "count")
    long = long.assign(
        said=long["part"].map({part: words for part, (words, _) in PARTS.items()}),
        place=long["part"].map(list(PARTS).index),
    )
    scale = alt.Scale(domain=[p[0] for p in PARTS.values()], range=[p[1] for p in PARTS.values()])
    chart = (
        alt.Chart(long)
        .mark_bar(height=ROW * 0.6, stroke=show.PAPER, strokeWidth=1)
        .encode(
            x=alt.X("count:Q", title="Entries", stack="zero", axis=alt.Axis(format="d")),
            y=alt.Y("programme:N", sort=None, title=None),
            color=alt.Color("said:N", title=None, scale=scale, legend=_LEGEND),
            order="place:Q",
        )
    )
    words = (
        alt.Chart(counts)
        .transform_calculate(words="datum.for_rights + ' of ' + datum.entries + ' over rights'")
        .mark_text(align="left", dx=6)
        .encode(x="entries:Q", y=alt.Y("programme:N", sort=None), text="words:N")
    )
    named = {"programme": "Tag", "entries": "Entries", "for_rights": "Over rights"}
    return show.figure(
        _finished(
            chart + words, title, "North Korean entries by tag, and what is on record of the ground"
        ),
        finding=f"{title}. {TAG_NOTE}",
        table=counts.rename(
            columns={**named, "for_other": "Other ground", "not_recorded": "Not recorded"}
        ),
        source=f"{source_line(published)} Grounds: designations.csv of this project.",
    )


_LEGEND = alt.Legend(orient="bottom", columns=1, labelLimit=420, symbolType="square")


def _finished(
    chart: alt.Chart | alt.LayerChart, title: str, subtitle: str, height: int = 0
) -> alt.Chart | alt.LayerChart:
    size = {"height": height} if height else {"height": alt.Step(ROW)}
    return chart.properties(
        width=WIDTH,
        title=alt.TitleParams(title, subtitle=subtitle),
        description=f"{title}. {subtitle}.",
        **size,
    )
