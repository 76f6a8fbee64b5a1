"""The exercises of lesson 6: essays through a lens, blind, predict, steelman, swap, controversy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import traitlets

from nexus import reading, show
from nexus.case import Case
from nexus.controls import Panel, front_end
from nexus.framings import practice_charts as charts
from nexus.framings import ribbon as ribbon_model

HERE = Path(__file__).parent
SHARED = HERE / "practice.js"


class Ribbon(Panel):
    """Both essays claim by claim, each claim with its school; filters and keys run on the page."""

    _esm = front_end(SHARED, HERE / "ribbon.js")
    name = traitlets.Unicode("Whole essays through a lens").tag(sync=True)
    finding = traitlets.Unicode().tag(sync=True)
    essays: traitlets.List[Any] = traitlets.List().tag(sync=True)
    ribbon: traitlets.List[Any] = traitlets.List().tag(sync=True)
    schools: traitlets.List[Any] = traitlets.List().tag(sync=True)
    kinds: traitlets.List[Any] = traitlets.List().tag(sync=True)
    spec: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    table: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)
    source = traitlets.Unicode().tag(sync=True)


def _table_record(table: pd.DataFrame) -> dict[str, Any]:
    return {"columns": list(table.columns), "rows": table.to_numpy().tolist()}


def ribbon(case: Case) -> Ribbon:
    """Show both essays paragraph by paragraph, and which claims are cut for which school."""
    figure = charts.lens_shares(case)
    return Ribbon(
        ribbon_model.as_text(case),
        finding=ribbon_model.finding(case),
        essays=[list(one) for one in ribbon_model.authors(case).items()],
        ribbon=ribbon_model.paragraphs(case),
        schools=[
            {"id": one, "letter": show.SCHOOLS[one].letter, "meaning": ribbon_model.MEANING[one]}
            for one in ribbon_model.SCHOOLS
        ],
        kinds=list(ribbon_model.KINDS),
        spec=dict(figure.spec),
        table=_table_record(figure.twin.table),
        said=figure.twin.sentence,
        source=figure.source,
        paragraphs=reading.paragraphs(case),
    )
