"""A notebook as one HTML file that needs no network and no kernel."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbconvert import HTMLExporter
from traitlets.config import Config

from nexus.errors import NexusError

TEMPLATES = Path(__file__).parent / "templates"
# Our own HTML comes first: where there is no kernel a widget is drawn by its own front end.
PREFERRED = ["text/html", "text/markdown", "image/svg+xml", "image/png", "text/plain"]


class PageError(NexusError):
    """A notebook that could not be run or written as a page."""


def write_page(notebook: Path, output: Path) -> None:
    """Run a notebook and write it, with its charts and widgets, as one HTML file.

    Raises
    ------
    PageError: where the notebook cannot be read, a cell fails, or the file cannot be written.
    """
    run = _run(notebook)
    config = Config({"NbConvertBase": {"display_data_priority": PREFERRED}})
    exporter = HTMLExporter(
        config=config,
        template_name="nexus",
        extra_template_basedirs=[str(TEMPLATES)],
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        sanitize_html=False,
    )
    body, _ = exporter.from_notebook_node(run)
    # A link to another lesson leads to that lesson's page.
    body = re.sub(r'(href="[\w-]+)\.ipynb"', r'\1.html"', body)
    # Focus stops at controls only, not at every cell of the frame.
    body = re.sub(
        r'(<div class="jp-(?:Cell-inputWrapper|OutputArea-output)[^>]*?) tabindex="0"', r"\1", body
    )
    part = output.with_name(output.name + ".part")
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(body, encoding="utf-8")
        part.replace(output)
    except OSError as fault:
        with contextlib.suppress(OSError):
            part.unlink()
        raise PageError(f"{output.name} could not be written ({fault.strerror}).") from None


def _run(notebook: Path) -> nbformat.NotebookNode:
    try:
        read = nbformat.read(notebook, as_version=4)
    except (OSError, ValueError, AttributeError, nbformat.ValidationError):
        raise PageError(
            f"{notebook.name} cannot be read as a notebook; check its name, or get it again."
        ) from None
    # The widgets' states would only be a second copy of what the page holds already.
    client = NotebookClient(
        read, store_widget_state=False, resources={"metadata": {"path": str(notebook.parent)}}
    )
    try:
        client.execute()
    except CellExecutionError as fault:
        raise PageError(
            f"{notebook.name} stopped at a cell: {fault.ename}: {fault.evalue}"
        ) from None
    return read
