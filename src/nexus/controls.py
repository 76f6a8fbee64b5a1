"""The base of every widget: plain HTML controls, a text twin, and answers that are kept.

A widget of ours is an anywidget (so an ipywidgets widget) whose front end builds real labels,
buttons and inputs. The same front end runs without a kernel on an exported page.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from nexus import own, reading
from nexus.errors import NexusError
from nexus.show import asset, script_json

Keep = Callable[[Mapping[str, Any]], None]


def front_end(*paths: Path) -> str:
    """Return one JavaScript module: the shared parts, then these files, the last one exporting."""
    shared = [asset("dom.js"), asset("passage.js"), asset("sources.js")]
    return "\n".join([*shared, *(path.read_text(encoding="utf-8") for path in paths)])


class Panel(anywidget.AnyWidget):
    """A widget with a text twin.

    Traits
    ------
    kept: answers by question id, as they stand in the learner's file.
    live: False on an exported page, where nothing can be kept.
    notice: one sentence for the learner when something could not be kept.
    paragraphs: what a locator opens for a reader without a copy of the essays. The passages of a
        reader's own copy are no trait: they are sent when asked for, so that no saved notebook and
        no exported page holds them.
    """

    kept: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    live = traitlets.Bool(True).tag(sync=True)
    notice = traitlets.Unicode("").tag(sync=True)
    paragraphs: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)

    def __init__(self, twin: str, keep: Keep | None = None, **traits: Any) -> None:
        super().__init__(**traits)
        self._twin = twin
        self._keep = keep
        self.on_msg(self._receive)

    @property
    def twin(self) -> str:
        """What the widget shows at the start, in words."""
        return self._twin

    def __repr__(self) -> str:
        return self._twin

    def _receive(self, _: Any, message: Any, buffers: Any) -> None:
        """Keep one answer that the front end sends, or send the passage that it asks for."""
        if not isinstance(message, Mapping):
            return
        if "passage" in message:
            name = str(message["passage"])
            held = reading.passages(own.work_folder())
            self.send({"passage": name, "text": held.get(name, "")})
            return
        if self._keep is None or "question_id" not in message:
            return
        try:
            self._keep(message)
        except NexusError as fault:
            self.notice = str(fault)
        else:
            self.notice = ""
            # A page that is loaded again takes its answers from here, without a cell being run.
            self.kept = {**self.kept, str(message["question_id"]): message["answer"]}

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, Any], dict[str, Any]] | None:
        shown = super()._repr_mimebundle_()
        if shown is None:
            return None
        data, metadata = shown
        return {**data, "text/plain": self._twin, "text/html": self.as_html()}, metadata

    def as_html(self) -> str:
        """Return the widget for a page without a kernel: its twin, and a script that draws it."""
        names = [name for name in self.traits(sync=True) if not name.startswith("_")]
        state = {name: getattr(self, name) for name in names if name not in ("layout", "tooltip")}
        state |= {"live": False, "kept": {}}
        return (
            '<div class="nexus-still"><div class="nx-stage"><pre class="nexus nx-pre">'
            f"{html.escape(self._twin)}</pre></div>"
            f"{_part('state', state)}{_part('module', str(self._esm))}"
            "</div><script>(()=>{const run=()=>document.querySelectorAll("
            "'.nexus-still:not([data-drawn])').forEach(r=>{r.dataset.drawn='yes';"
            "window.__nexus.still(r)});window.__nexus&&window.__nexus.still?run():"
            "document.addEventListener('nexus-ready',run,{once:true})})()</script>"
        )


def _part(name: str, value: Any) -> str:
    return f'<script type="application/json" data-part="{name}">{script_json(value)}</script>'
