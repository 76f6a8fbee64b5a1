"""The exercises of lesson 6: essays through a lens, blind, predict, steelman, swap, controversy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd
import traitlets

from nexus import reading, show
from nexus.case import Case
from nexus.controls import Panel, front_end
from nexus.errors import NexusError
from nexus.framings import controversy as room
from nexus.framings import practice_charts as charts
from nexus.framings import ribbon as ribbon_model
from nexus.study.widgets import held, keeper

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


class Controversy(Panel):
    """A structured controversy for a room: roles, a clock, and a statement that is kept."""

    _esm = front_end(SHARED, HERE / "statement.js", HERE / "controversy.js")
    name = traitlets.Unicode("Structured controversy").tag(sync=True)
    care = traitlets.Unicode().tag(sync=True)
    propositions: traitlets.List[Any] = traitlets.List().tag(sync=True)
    phases: traitlets.List[Any] = traitlets.List().tag(sync=True)
    words: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)

    def _receive(self, widget: Any, message: Any, buffers: Any) -> None:
        if isinstance(message, Mapping) and "export" in message:
            self._save(message)
        else:
            super()._receive(widget, message, buffers)

    def _save(self, message: Mapping[str, Any]) -> None:
        """Write the statement into the learner's folder, and say where it is."""
        record = message.get("record")
        try:
            path = room.save(record if isinstance(record, Mapping) else {}, str(message["export"]))
        except NexusError as reason:
            self.send({"saved": str(reason), "fault": True})
        else:
            self.send({"saved": f"The statement is saved: {path}", "fault": False})


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


def controversy(case: Case) -> Controversy:
    """Show a structured controversy on a policy: roles, phases by the clock, joint statement."""
    claims = case.table("claims").set_index("claim_id")
    lines = [
        "Structured controversy. Two sides argue a policy, change sides, and write one statement.",
        *(f"  {one}: {text}" for one, text in room.PROPOSITIONS.items()),
        *(f"{phase.name}, {phase.minutes} minutes: {phase.does}" for phase in room.PHASES),
        f"The statement: {'; '.join(room.FIELDS.values())}.",
    ]
    return Controversy(
        "\n".join(lines),
        keeper(),
        care=(
            "The proposition is a step that somebody could take. That grave abuses occur is "
            "settled here and is not up for debate. Nobody plays a victim or a guard."
        ),
        propositions=[
            {
                "claim_id": one,
                "said": ribbon_model.say(one),
                "text": text,
                "paragraph": claims.at[one, "paragraph"],
                "briefs": room.briefs(case, one),
            }
            for one, text in room.PROPOSITIONS.items()
        ],
        phases=[asdict(phase) for phase in room.PHASES],
        words={
            "title": room.TITLE,
            "empty": room.EMPTY,
            "fields": [list(one) for one in room.FIELDS.items()],
            "notes": [list(one) for one in room.NOTES.items()],
        },
        paragraphs=reading.paragraphs(case),
        kept=held(["controversy-setup", "controversy-clock", "controversy-texts"]),
    )
