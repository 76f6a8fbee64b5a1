"""The pictures of lesson 6: the map of disagreement, and the balance of the readings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from nexus import show
from nexus.case import Case
from nexus.framings import balance as balances
from nexus.framings import disagreement as stands
from nexus.framings.readings import SIDES, STEPS, families, say_lens, say_verdict


@dataclass(frozen=True)
class Verdict:
    """How one verdict looks everywhere: never colour alone."""

    color: str
    shape: str
    letters: str


# White letters have 4.5:1 on each colour; none is a party's red or blue.
SIGNS: Mapping[str, Verdict] = {
    "supports": Verdict("#00695c", "circle", "Su"),
    "splits": Verdict("#5c4b8a", "diamond", "Sp"),
    "opposes": Verdict("#8a5300", "square", "Op"),
    "silent": Verdict("#57606a", "stroke", "Si"),
}
ROW, COLUMN = 30, 112
_FAMILY_NAMES = {"realist": "realist", "liberal": "liberal", "other": "beside both"}


def disagreement(case: Case) -> show.Figure:
    """Draw every subject's six verdicts, and how the two families stand to each other."""
    table = stands.disagreement(case)
    finding = stands.finding(table)
    lenses = [lens for family in families(case).values() for lens in family]
    long = table.melt(
        id_vars=["kind", "title", "short", "position"],
        value_vars=lenses,
        var_name="lens_id",
        value_name="verdict",
    )
    long = long.assign(
        lens=long["lens_id"].map(_head(case)),
        letters=[SIGNS[verdict].letters for verdict in long["verdict"]],
        said=[
            f"{title}: the {say_lens(lens)} {say_verdict(verdict)}"
            for title, lens, verdict in zip(
                long["title"], long["lens_id"], long["verdict"], strict=True
            )
        ],
    )
    heads = [_head(case)[lens] for lens in lenses]
    chart = _facets(long, heads, len(table)).properties(
        title=alt.TitleParams(
            _wrapped(finding),
            subtitle="Circle, Su: supports. Square, Op: opposes. Diamond, Sp: is split. "
            "Si alone: is silent.",
        ),
        description=(
            f"{len(table)} rows, one a subject, in groups of events, claims, instruments and "
            f"proposals, and six columns, one a lens. {finding}."
        ),
    )
    return show.figure(
        chart,
        finding=f"{finding}. {stands.say_company(stands.company(case, table).iloc[0])}",
        table=_disagreement_table(table, lenses),
        source="Source: readings.csv; each verdict is a judgement of ours, with sources.",
    )


def _head(case: Case) -> dict[str, str]:
    return {
        lens: f"{_FAMILY_NAMES[family]}: {say_lens(lens).removesuffix(f' {family}')}"
        for family, members in families(case).items()
        for lens in members
    }


def _facets(long: pd.DataFrame, heads: list[str], many: int) -> Any:
    base = alt.Chart(long).encode(
        x=alt.X(
            "lens:N",
            sort=heads,
            title=None,
            axis=alt.Axis(
                orient="top",
                labelAngle=0,
                labelLimit=COLUMN + 12,
                labelExpr=_TWO_LINES,
                labelPadding=22,
            ),
        ),
        y=alt.Y(
            "short:N",
            sort=alt.EncodingSortField("position", order="ascending"),
            title=None,
            axis=alt.Axis(labelLimit=480),
        ),
    )
    names = [name for name in SIGNS if name != stands.SILENT]
    spoken = base.transform_filter(f"datum.verdict != '{stands.SILENT}'")
    marks = spoken.mark_point(filled=True, opacity=1, size=680).encode(
        shape=alt.Shape(
            "verdict:N",
            scale=alt.Scale(domain=names, range=[SIGNS[name].shape for name in names]),
            legend=None,
        ),
        color=alt.Color(
            "verdict:N",
            scale=alt.Scale(domain=names, range=[SIGNS[name].color for name in names]),
            legend=None,
        ),
        description="said:N",
        tooltip="said:N",
    )
    letters = base.mark_text(fontSize=11, fontWeight=600).encode(
        text="letters:N",
        color=alt.condition(
            f"datum.verdict == '{stands.SILENT}'", alt.value(show.INK), alt.value(show.PAPER)
        ),
    )
    return alt.layer(marks, letters).properties(width=COLUMN * len(heads), height=ROW * many)


_TWO_LINES = "split(datum.label, ': ')"


def _wrapped(sentence: str) -> list[str]:
    """Return a long title in lines that a slide can hold."""
    parts = sentence.split("; ")
    return [f"{part};" for part in parts[:-1]] + parts[-1:]


def _disagreement_table(table: pd.DataFrame, lenses: list[str]) -> pd.DataFrame:
    said = table[["kind", "title"]].rename(columns={"kind": "Kind", "title": "Subject"})
    for lens in lenses:
        said[say_lens(lens).capitalize()] = table[lens].map(say_verdict)
    return said.assign(**{"The two families": table["stand"].map(stands.SAID)})


def balance(case: Case) -> show.Figure:
    """Draw how many words each lens is given, step by step, for an instructor."""
    table = balances.words(case)
    gaps = balances.gaps(case).set_index("part")["gap"]
    finding = (
        f"Over all readings the two families' words differ by {_percent(gaps['all'])}, and in no "
        f"step by more than {_percent(gaps.max())}"
    )
    long = table.drop(columns="words").melt(
        id_vars=["lens_id", "family"],
        value_vars=list(balances.WORDED),
        var_name="part",
        value_name="words",
    )
    long = long.assign(
        lens=long["lens_id"].map(say_lens),
        part=long["part"].map(STEPS),
        family=long["family"].map(_FAMILY_NAMES),
    )
    base = alt.Chart(long).encode(
        y=alt.Y(
            "lens:N",
            sort=[say_lens(lens) for lens in table["lens_id"]],
            title=None,
            axis=alt.Axis(labelLimit=220),
        ),
        x=alt.X("words:Q", title="words over all subjects", axis=alt.Axis(tickCount=4)),
    )
    marks = base.mark_bar(height=16).encode(
        color=alt.Color(
            "family:N",
            scale=alt.Scale(
                domain=list(_FAMILY_NAMES.values()), range=["#3f4650", "#8a929c", "#c9ced4"]
            ),
            title=None,
        ),
        description="words:Q",
    )
    numbers = base.mark_text(align="left", dx=4).encode(text="words:Q")
    chart = (
        alt.layer(marks, numbers)
        .properties(width=300, height=alt.Step(30))
        .facet(
            alt.Facet(
                "part:N",
                sort=[STEPS[name] for name in balances.WORDED],
                title=None,
                header=alt.Header(labelFontSize=14, labelAnchor="start"),
            ),
            columns=2,
        )
        .resolve_scale(x="independent")
        .properties(
            title=alt.TitleParams(
                finding, subtitle=f"{len(case.table('readings'))} readings, six lenses."
            ),
            description=(
                "Four panels, one a step of a reading, with a bar a lens for its words over all "
                f"subjects. {finding}."
            ),
        )
    )
    return show.figure(
        chart,
        finding=f"{finding}.",
        table=table.assign(
            lens_id=table["lens_id"].map(say_lens), mean=table["mean"].round(1)
        ).rename(
            columns={
                "lens_id": "Lens",
                "family": "Family",
                "words": "All words",
                "mean": "Words a reading",
            }
            | {name: STEPS[name] for name in balances.WORDED}
        ),
        source="Source: readings.csv, counted word by word.",
    )


def balance_sheet(case: Case) -> show.Sheet:
    """Show an instructor what each lens is given: words, verdicts, place, objections, sources."""
    table = balances.report(case)
    firsts = balances.order(case)["first"].value_counts()
    counted = " and ".join(f"the {side} family on {firsts[side]}" for side in SIDES)
    silent = table.loc[table["silent"] > 0, "lens_id"].map(say_lens)
    said = f" Silent at times: {', '.join(silent)}." if len(silent) else ""
    return show.Sheet(
        f"The families take turns: {counted} of {firsts.sum()} subjects stand first. Every reading "
        f"says what would change it and rests on at least {table['fewest_sources'].min()} "
        f"sources.{said}",
        table.drop(columns=["family", "readings", "would_change"])
        .assign(lens_id=table["lens_id"].map(say_lens))
        .rename(
            columns={
                "lens_id": "Lens",
                "words": "Words",
                "mean_words": "Words a reading",
                "supports": "Supports",
                "splits": "Is split",
                "opposes": "Opposes",
                "silent": "Is silent",
                "first": "Stands first",
                "sources": "Different sources",
                "fewest_sources": "Fewest a reading",
            }
        ),
        "Source: readings.csv and lenses.csv, counted. Verdicts are not evened out: they follow "
        "from each lens's own goals.",
    )


def _percent(share: float) -> str:
    return f"{100 * share:.1f} per cent"
