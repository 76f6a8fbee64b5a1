"""How anything reaches the screen: theme, palette, renderer, a chart and its text twin.

Charts draw with no network: ``set_up`` puts one JavaScript bundle (Vega, Vega-Lite, Vega-Embed)
on the page, once; every chart is a static SVG that a short script then brings to life. A reader
without scripts keeps the picture, and every reader has the text twin under it.
"""

from __future__ import annotations

import hashlib
import html
import json
import os
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version as package_version
from importlib.resources import files
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd

from nexus.errors import ChartError, NexusError

VEGA_LITE = "6.4"
BUNDLE_END = "\n/* whole */"  # a file that was cut short lacks it
INK, QUIET, LINE, PAPER, SHADE = "#1f2328", "#57606a", "#d0d7de", "#ffffff", "#eef1f4"
FONT = "system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', 'Noto Sans', sans-serif"
PROJECTOR_SCALE = 1.5


@dataclass(frozen=True)
class Sign:
    """What one lane looks like everywhere: never colour alone."""

    color: str
    shape: str
    glyph: str


# Each has 4.5:1 on white, and each pair stays apart under three kinds of colour blindness.
LANES: Mapping[str, Sign] = {
    "weapons": Sign("#9c4200", "triangle-up", "▲"),
    "sanctions": Sign("#083f7d", "square", "■"),
    "rights": Sign("#1c8463", "circle", "●"),
    "diplomacy": Sign("#b3479f", "diamond", "◆"),
}


@dataclass(frozen=True)
class Badge:
    """What one school looks like everywhere: a colour and a letter on it; a pattern in the CSS."""

    color: str
    letter: str
    ink: str


# Pale, so that none is taken for a lane or a verdict; and no red against blue, like parties.
SCHOOLS: Mapping[str, Badge] = {
    "realist": Badge("#e0c76b", "R", INK),
    "liberal": Badge("#a9c9ea", "L", INK),
    "both": Badge("#4a5157", "B", PAPER),
    "neither": Badge("#f1f3f5", "N", INK),
}


@dataclass(frozen=True)
class Twin:
    """What a chart says, in words: one sentence, and the table behind it."""

    sentence: str
    table: pd.DataFrame

    def as_text(self) -> str:
        return f"{self.sentence}\n\n{self.table.to_string(index=False)}"

    def as_html(self) -> str:
        scrolled = '<div class="nx-scroll" tabindex="0" role="region" aria-label="Table">'
        scrolled += f"{_html_table(self.table)}</div>"
        return (
            '<details class="nx-twin"><summary>Read this chart</summary>'
            f"<p>{html.escape(self.sentence)}</p>{scrolled}</details>"
        )


@dataclass(frozen=True)
class Figure:
    """A chart that may be shown: it has a title, a description, a source line and a twin."""

    spec: Mapping[str, Any]
    twin: Twin
    source: str

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/html": self.as_html(), "text/plain": self.twin.as_text()}

    def as_html(self) -> str:
        """Return the chart as HTML: static SVG, the script that upgrades it, source line, twin."""
        spec = script_json(self.spec)
        # The same chart has the same id in every run, so that a saved notebook does not change.
        mark = "nx-" + hashlib.sha256(spec.encode()).hexdigest()[:12]
        return (
            f'<figure class="nexus nx-figure" data-nexus="{mark}">'
            f'<div class="nx-chart">{static_svg(self.spec)}</div>'
            f"<figcaption>{html.escape(self.source)}</figcaption>{self.twin.as_html()}</figure>"
            f"<script>(()=>{{const spec={spec};const draw=()=>document.querySelectorAll("
            f"'[data-nexus=\"{mark}\"]:not([data-drawn])').forEach(f=>{{f.dataset.drawn='yes';"
            "window.__nexus.chart(f.querySelector('.nx-chart'),spec)});"
            "window.__nexus&&window.__nexus.chart?draw():"
            "document.addEventListener('nexus-ready',draw,{once:true})})()</script>"
        )


@dataclass(frozen=True)
class Sheet:
    """A table that may be shown: a sentence that says the finding, the table, a source line."""

    sentence: str
    table: pd.DataFrame
    source: str

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {
            "text/html": self.as_html(),
            "text/plain": Twin(self.sentence, self.table).as_text(),
        }

    def as_html(self) -> str:
        return (
            f'<figure class="nexus nx-figure"><p class="nx-lead">{html.escape(self.sentence)}</p>'
            f"{_html_table(self.table)}<figcaption>{html.escape(self.source)}</figcaption></figure>"
        )


def figure(chart: alt.TopLevelMixin, *, finding: str, table: pd.DataFrame, source: str) -> Figure:
    """Make a chart fit to be shown.

    Parameters
    ----------
    chart: an Altair chart with a title that says the finding and a description for those who
        do not see it.
    finding: the sentence of the text twin.
    table: what the chart shows, as a reader would want it in a table.
    source: the source line, for example ``Sources: Security Council, 2006 to 2017.``

    Raises
    ------
    ChartError: names what is missing.
    """
    spec = chart.to_dict()
    given = {
        "a title": _title_text(spec),
        "a description": spec.get("description", ""),
        "a finding for its text twin": finding,
        "a source line": source,
    }
    missing = [name for name, text in given.items() if not str(text).strip()]
    if table.empty:
        missing.append("a table for its text twin")
    if missing:
        raise ChartError(f"This chart is not shown, because it lacks {', '.join(missing)}.")
    return Figure(spec, Twin(finding, table), source)


def _html_table(table: pd.DataFrame) -> str:
    return str(table.to_html(index=False, border=0, escape=True))


def _title_text(spec: Mapping[str, Any]) -> str:
    title = spec.get("title", "")
    text = title.get("text", "") if isinstance(title, Mapping) else title
    if isinstance(text, Mapping):  # a title that the page keeps true while the reader filters
        values = {param["name"]: param.get("value", "") for param in spec.get("params", [])}
        text = values.get(text.get("expr"), "")
    return " ".join(text) if isinstance(text, list) else str(text)


def static_svg(spec: Mapping[str, Any]) -> str:
    """Return a Vega-Lite spec drawn as SVG, for readers without scripts and until scripts run."""
    import vl_convert

    return str(vl_convert.vegalite_to_svg(dict(spec), vl_version=VEGA_LITE))


@dataclass(frozen=True)
class Ready:
    """What ``set_up`` shows: the styles, the scripts and a line for the reader."""

    sentence: str
    projector: bool
    kept: str = ""

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        scale = PROJECTOR_SCALE if self.projector else 1
        # JupyterLab's own text grows with ours.
        text = f"--jp-content-font-size1:{round(14 * scale)}px"
        style = f":root{{--nexus-scale:{scale};{text}}}\n{asset('look.css')}"
        return {
            "text/html": (
                f"<style>{style}</style><script>{_page_script()}</script>"
                f'<p class="nexus nx-ready">{html.escape(self.sentence)} '
                # An exported page keeps nothing, and its styles hide this.
                f'<span class="nx-keeps">{html.escape(self.kept)}</span></p>'
            ),
            "text/plain": f"{self.sentence} {self.kept}".strip(),
        }


def set_up(sentence: str, *, kept: str = "", projector: bool = False) -> Ready:
    """Prepare a notebook: the theme, the scripts on the page, and errors as sentences.

    Parameters
    ----------
    sentence: what the reader is told when all is ready.
    kept: where answers go; said only where there is a kernel to keep them.
    projector: everything one and a half times as large.
    """
    _enable_theme(PROJECTOR_SCALE if projector else 1.0)
    speak_plainly()
    return Ready(sentence, projector, kept)


def asset(name: str) -> str:
    """Return the text of a file in ``nexus/assets``."""
    return (files("nexus") / "assets" / name).read_text(encoding="utf-8")


def _page_script() -> str:
    host = asset("host.js")
    return f"(()=>{{if(window.__nexus)return;\n{{{bundle()}\n}}\n{{{host}}}}})()"


def bundle() -> str:
    """Return the one JavaScript bundle that draws every chart, from the cache where it can.

    It takes over a second to make, so it is kept in the user's cache folder, one file a version.
    A cache that cannot be read or written costs that second again and nothing else.
    """
    import vl_convert

    snippet = "window.__nexusEmbed=vegaEmbed;"
    maker = package_version("vl-convert-python")
    digest = hashlib.sha256(snippet.encode()).hexdigest()[:8]
    version = f"{maker}-{VEGA_LITE}-{digest}"
    kept = _cache_folder() / f"vega-{version}.js"
    try:
        text = kept.read_text(encoding="utf-8")
        if text.endswith(BUNDLE_END):
            return text
    except (OSError, ValueError):
        pass
    text = str(vl_convert.javascript_bundle(snippet, vl_version=VEGA_LITE)) + BUNDLE_END
    _write_quietly(kept, text)
    return text


def _write_quietly(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=path.parent, delete=False
        ) as part:
            part.write(text)
        Path(part.name).replace(path)
    except OSError:
        pass


def _cache_folder() -> Path:
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "nexus-seminar"


def script_json(value: Any) -> str:
    """Return a value as JSON that cannot end the ``<script>`` element that holds it."""
    return json.dumps(value, sort_keys=True).replace("<", "\\u003c")


def speak_plainly() -> None:
    """Let a notebook show a ``NexusError`` as its sentence, without a traceback."""
    get_ipython = getattr(sys.modules.get("IPython"), "get_ipython", None)
    shell = get_ipython() if get_ipython else None
    if shell is not None:
        shell.set_custom_exc((NexusError,), _say)


def _say(shell: Any, kind: type, fault: BaseException, trace: Any, tb_offset: Any = None) -> None:
    print(f"Nexus cannot go on here. {fault}", file=sys.stderr)


def _enable_theme(scale: float) -> None:
    def nexus_theme() -> alt.theme.ThemeConfig:
        return alt.theme.ThemeConfig(config=_config(scale))

    alt.theme.register("nexus", enable=True)(nexus_theme)


def _config(scale: float) -> Any:
    """Return the Vega-Lite config: quiet axes, roomy titles, readable from the back row."""
    size = {name: round(px * scale) for name, px in _SIZES.items()}
    return {
        "background": PAPER,
        "font": FONT,
        "padding": round(12 * scale),
        "view": {"stroke": None},
        "title": {
            "anchor": "start",
            "color": INK,
            "fontSize": size["title"],
            "fontWeight": 600,
            "subtitleColor": QUIET,
            "subtitleFontSize": size["text"],
            "subtitlePadding": round(6 * scale),
            "offset": round(16 * scale),
        },
        "axis": {
            "domainColor": LINE,
            "gridColor": SHADE,
            "labelColor": INK,
            "labelFontSize": size["text"],
            "tickColor": LINE,
            "titleColor": QUIET,
            "titleFontSize": size["text"],
            "titleFontWeight": "normal",
            "titlePadding": round(8 * scale),
        },
        "legend": {"labelFontSize": size["text"], "titleFontSize": size["text"]},
        "text": {"fontSize": size["text"], "color": INK},
    }


_SIZES = {"title": 20, "text": 14}


def magnify() -> float:
    """Return by how much the theme that is on enlarges a chart's words; 1 without one of ours."""
    theme = alt.theme.get()
    config = theme().get("config", {}) if theme else {}
    return float(config.get("text", {}).get("fontSize", _SIZES["text"])) / _SIZES["text"]
