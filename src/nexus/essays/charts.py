"""The pictures of lessons 1 and 3: what was taken for what, and which essay relies on what."""

from __future__ import annotations

import altair as alt
import pandas as pd

from nexus import show
from nexus.case import Case
from nexus.essays import bridges
from nexus.essays.claims import KINDS
from nexus.study.confusion import confusion as confusion_chart

UNSORTED = "No claim is sorted yet"


def confusion(pairs: pd.DataFrame) -> show.Figure:
    """Draw which kind was taken for which.

    Parameters
    ----------
    pairs: key, chosen, claims, as ``claims.confusion`` gives it.
    """
    return confusion_chart(
        KINDS,
        pairs.rename(columns={"claims": "many"}),
        unit="claims",
        chosen="You took it for",
        key="The key has it as",
        empty=UNSORTED,
        source="Source: your own answers, against the key in claims.csv.",
    )


def shares(case: Case) -> show.Figure:
    """Draw how often each essay relies on each mechanism."""
    table = bridges.shares(case)
    names = {"C": "Cha & Lloyd", "H": "Hurley"}
    table = table.assign(
        essay=table["essay"].map(names),
        share=table["share"].round(),
        said=[f"{n} of {of} claims" for n, of in zip(table["claims"], table["of"], strict=True)],
    )
    wide = table.pivot_table(index="bridge_id", columns="essay", values="share")
    gap = (wide["Hurley"] - wide["Cha & Lloyd"]).sort_values()
    finding = (
        f"Cha & Lloyd lean on {gap.index[0]} more than Hurley does, "
        f"Hurley on {gap.index[-1]} more than they"
    )
    order = bridges.bridge_ids(case)
    base = alt.Chart(table).encode(
        y=alt.Y("bridge_id:N", sort=order, title=None),
        x=alt.X("share:Q", title="share of the essay's claims that rely on a mechanism, per cent"),
    )
    span = base.mark_line(color=show.LINE, strokeWidth=3).encode(detail="bridge_id:N")
    marks = base.mark_point(filled=True, opacity=1, size=160).encode(
        shape=alt.Shape("essay:N", scale=alt.Scale(range=["square", "circle"]), title=None),
        color=alt.Color("essay:N", scale=alt.Scale(range=["#083f7d", "#9c4200"]), title=None),
        tooltip=["essay:N", "bridge_id:N", "said:N"],
        description="said:N",
    )
    chart = alt.layer(span, marks).properties(
        width=620,
        height=alt.Step(52),
        title=alt.TitleParams(finding, subtitle="A claim may rely on two mechanisms."),
        description=(
            f"Five rows, one a mechanism, with a square for Cha & Lloyd and a circle for Hurley at "
            f"the share of claims that rely on it. {finding}."
        ),
    )
    shown = table[["bridge_id", "essay", "claims", "of", "share"]]
    return show.figure(
        chart,
        finding=f"{finding}.",
        table=shown.rename(
            columns={
                "bridge_id": "Mechanism",
                "essay": "Essay",
                "claims": "Claims",
                "of": "Of",
                "share": "Per cent",
            }
        ),
        source="Source: claims.csv; which mechanism a claim relies on is a judgement of ours.",
    )


CHECKS = ("accurate", "imprecise", "contested", "contradicted", "unverified")


def checks(case: Case) -> show.Figure:
    """Draw what checking gives for the facts that each essay states."""
    claims = case.table("claims")
    facts = claims[claims["stated"] & (claims["type"] == "fact")]
    essay = facts["essay_id"].map({"cha-lloyd-2016": "Cha & Lloyd", "hurley-2018": "Hurley"})
    counted = facts.groupby([essay, "fact_check"]).size()
    every = pd.MultiIndex.from_product([sorted(set(essay)), CHECKS], names=["essay", "check"])
    table = counted.reindex(every, fill_value=0).reset_index(name="facts")
    good = int(table.loc[table["check"] == "accurate", "facts"].sum())
    finding = f"{good} of {len(facts)} stated facts stand as they are written"
    order = [check for check in CHECKS if table.loc[table["check"] == check, "facts"].sum()]
    base = alt.Chart(table[table["check"].isin(order)]).encode(
        x=alt.X("check:N", sort=order, title="what checking gives", axis=alt.Axis(labelAngle=0)),
        y=alt.Y("essay:N", title=None),
    )
    tiles = base.mark_circle(color="#083f7d", opacity=1).encode(
        size=alt.Size("facts:Q", scale=alt.Scale(domain=[0, 25], range=[0, 3000]), legend=None),
        description="facts:Q",
    )
    words = base.transform_filter("datum.facts > 0").mark_text(dx=36).encode(text="facts:Q")
    chart = alt.layer(tiles, words).properties(
        width=620,
        height=alt.Step(84),
        title=alt.TitleParams(
            finding, subtitle="Claims that can be checked, by essay. Area: number of claims."
        ),
        description=(
            "Two rows, one an essay, and a column for each thing that checking can give; the area "
            f"of a circle is the number of claims. {finding}."
        ),
    )
    return show.figure(
        chart,
        finding=f"{finding}.",
        table=table.rename(columns={"essay": "Essay", "check": "Checking gives", "facts": "Facts"}),
        source="Source: claims.csv; each claim's card names the texts it was checked against.",
    )


def statements(case: Case) -> show.Sheet:
    """Show the five mechanisms, each as those who hold it would say it."""
    table = case.table("bridges")[["bridge_id", "statement"]]
    return show.Sheet(
        f"{len(table)} ways in which rights and security are said to hang together.",
        table.rename(
            columns={"bridge_id": "Bridge", "statement": "As those who hold it would say"}
        ),
        "Source: bridges.csv, with the texts that it names.",
    )
