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

from nexus.errors import NexusError
from nexus.show import asset, script_json

Keep = Callable[[Mapping[str, Any]], None]


def front_end(*paths: Path) -> str:
    """Return one JavaScript module: the shared parts, then these files, the last one exporting."""
    return "\n".join([asset("dom.js"), *(path.read_text(encoding="utf-8") for path in paths)])


class Panel(anywidget.AnyWidget):
    """A widget with a text twin.

    Traits
    ------
    kept: answers by question id, as they stand in the learner's file.
    live: False on an exported page, where nothing can be kept.
    notice: one sentence for the learner when something could not be kept.
    """

    kept: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    live = traitlets.Bool(True).tag(sync=True)
    notice = traitlets.Unicode("").tag(sync=True)

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
        """Keep one answer that the front end sends; say so where it cannot be kept."""
        if self._keep is None or not isinstance(message, Mapping):
            return
        try:
            self._keep(message)
        except NexusError as fault:
            self.notice = str(fault)
        else:
            self.notice = ""

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
