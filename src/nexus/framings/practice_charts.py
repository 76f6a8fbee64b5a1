"""The pictures of the exercises of lesson 6: how each essay mixes the lenses."""

from __future__ import annotations

import altair as alt
import pandas as pd

from nexus import reading, show
from nexus.case import Case
from nexus.framings import readings, ribbon
from nexus.study.confusion import confusion

WHOLE = "whole essay"
BAR = 32


def lens_shares(case: Case) -> show.Figure:
    """Draw both essays beside each other: each paragraph's stated claims by school, as shares."""
    counted = ribbon.counts(case).assign(row=WHOLE)
    by_paragraph = ribbon.shares(case)
    by_paragraph = by_paragraph.assign(row=by_paragraph["paragraph"].map(reading.say))
    table = pd.concat([counted, by_paragraph], ignore_index=True).drop(columns="paragraph")
    names = ribbon.authors(case)
    table = table.assign(
        essay=table["essay_id"].map(names),
        share=100 * table["claims"] / table["of"],
        letter=table["lens"].map({name: badge.letter for name, badge in show.SCHOOLS.items()}),
        place=table["lens"].map({name: at for at, name in enumerate(ribbon.SCHOOLS)}),
    )
    table["row"] += " (" + table["of"].astype(str) + ")"
    table["ink"] = table["lens"].map({name: badge.ink for name, badge in show.SCHOOLS.items()})
    table["said"] = [
        f"{row.essay}, {row.row}: {row.claims} {row.lens}" for row in table.itertuples()
    ]
    finding = ribbon.contrast(case)
    chart = alt.hconcat(
        *(_bars(table[table["essay_id"] == one], names[one]) for one in names)
    ).properties(
        title=alt.TitleParams(
            finding,
            subtitle="Stated claims by paragraph and school; in brackets, how many there are.",
        ),
        description=(
            "Two sets of bars, one an essay: a bar for the whole essay and one for each "
            "paragraph, cut into the shares of realist, liberal, both and neither. "
            f"{finding}."
        ),
        spacing=40,
    )
    shown = table[table["claims"] > 0].pivot_table(
        index=["essay", "row", "of"], columns="lens", values="claims", fill_value=0, sort=False
    )
    shown = shown.reindex(columns=list(ribbon.SCHOOLS)).astype(int).reset_index()
    return show.figure(
        chart,
        finding=f"{finding}.",
        table=shown.rename(columns={"essay": "Essay", "row": "Paragraph", "of": "Claims"}),
        source=(
            "Source: claims.csv, stated claims. For which school a claim is cut is a judgement of "
            "ours, with a reason for each; dispute it."
        ),
    )


def _bars(table: pd.DataFrame, author: str) -> alt.LayerChart | alt.FacetChart:
    schools = list(ribbon.SCHOOLS)
    order = list(dict.fromkeys(table["row"]))
    base = alt.Chart(table[table["claims"] > 0]).encode(
        y=alt.Y("row:N", sort=order, title=None),
        x=alt.X("share:Q", stack="zero", title="share of stated claims, per cent"),
        order=alt.Order("place:Q"),
        detail="lens:N",
        description="said:N",
    )
    colors = [show.SCHOOLS[one].color for one in schools]
    bars = base.mark_bar(stroke=show.QUIET, strokeWidth=1).encode(
        color=alt.Color(
            "lens:N",
            scale=alt.Scale(domain=schools, range=colors),
            sort=schools,
            title=None,
            legend=alt.Legend(orient="top", symbolType="square"),
        ),
        tooltip="said:N",
    )
    letters = base.mark_text(fontWeight=600).encode(
        x=alt.X("share:Q", stack="zero", bandPosition=0.5),
        text="letter:N",
        color=alt.Color("ink:N", scale=None),
    )
    return alt.layer(bars, letters).properties(width=380, height=alt.Step(BAR), title=author)


def taken_for(case: Case) -> show.Figure:
    """Draw which lens was taken for which, empty at first: see ``nexus.study.confusion``."""
    names = [readings.say_lens(one) for one in case.table("lenses")["lens_id"]]
    return confusion(
        names,
        pd.DataFrame({"key": [], "chosen": [], "many": []}),
        unit="readings",
        chosen="You took it for",
        key="It is",
        empty="No reading is named yet",
        source="Source: your own answers, against readings.csv.",
    )
