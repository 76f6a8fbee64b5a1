"""The picture of what was taken for what, which a page fills as answers come in."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from nexus import show

CELL = 64


def confusion(  # noqa: PLR0913 - each is a word of its own on the picture
    names: Sequence[str],
    pairs: pd.DataFrame,
    *,
    unit: str,
    chosen: str,
    key: str,
    empty: str,
    source: str,
) -> show.Figure:
    """Draw a square: rows are the key's names, columns what was chosen first.

    The page sends its counts to the dataset ``pairs`` (key, chosen, many, said) and its title to
    the signal ``headline``.

    Parameters
    ----------
    names: what a thing may be taken for; the page may send only some of them, or coarser ones.
    pairs: key, chosen, many: what has been chosen so far.
    unit: what is counted, in the plural: "claims".
    chosen, key: the titles of columns and rows.
    empty: the title while nothing is chosen.
    source: the source line.
    """
    order = list(names)
    grid = pd.MultiIndex.from_product([order, order], names=["key", "chosen"])
    table = pairs.set_index(["key", "chosen"])["many"].reindex(grid, fill_value=0).reset_index()
    axis = alt.Axis(labelAngle=0, labelExpr="split(datum.label, ' ')")  # a line a word
    longest = max(len(word) for name in order for word in name.split())
    base = alt.Chart(alt.NamedData("pairs")).encode(
        x=alt.X("chosen:N", sort=order, title=chosen, axis=axis),
        y=alt.Y("key:N", sort=order, title=key),
    )
    tiles = base.mark_rect(stroke=show.LINE).encode(
        color=alt.Color("many:Q", scale=_SHADES, legend=None),
        strokeWidth=alt.condition("datum.key == datum.chosen", alt.value(3), alt.value(1)),
        description=alt.Description("said:N"),
    )
    counts = (
        base.transform_filter("datum.many > 0")
        .mark_text(fontWeight=600)
        .encode(
            text="many:Q",
            color=alt.condition("datum.many > 3", alt.value(show.PAPER), alt.value(show.INK)),
        )
    )
    chart = (
        alt.layer(tiles, counts, data=alt.NamedData("pairs"))
        .properties(
            width=len(order) * max(1.6 * CELL, 8.5 * longest),
            height=len(order) * 0.7 * CELL,
            title=alt.TitleParams(
                alt.ExprRef("headline"),
                subtitle="First choices. On the framed diagonal both agree.",
            ),
            description=(
                f"A square of {len(order)} by {len(order)}: rows are what the key has, columns "
                f"what you chose first, and each cell counts {unit}."
            ),
        )
        .add_params(alt.param(name="headline", value=empty))
        .properties(datasets={"pairs": table.to_dict("records")})
    )
    return show.figure(
        chart,
        finding=empty,
        table=table.rename(columns={"key": "Key", "chosen": "Chosen", "many": unit.capitalize()}),
        source=source,
    )


_SHADES = alt.Scale(domain=[0, 6], range=["#ffffff", "#083f7d"], interpolate="rgb", clamp=True)
