"""What to read next: full references from the ``sources`` table, each with its address."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nexus.case import Case


@dataclass(frozen=True)
class Reference:
    """One source as a reader finds it: the words of the reference, and its address."""

    text: str
    url: str


@dataclass(frozen=True)
class ReadingList:
    """References that may be shown in a notebook."""

    references: tuple[Reference, ...]

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/html": self.as_html(), "text/plain": self.as_text()}

    def as_text(self) -> str:
        return "\n".join(f"{one.text} {one.url}" for one in self.references)

    def as_html(self) -> str:
        items = "".join(
            f'<li>{html.escape(one.text)} <a href="{html.escape(one.url)}" target="_blank" '
            f'rel="noopener noreferrer" aria-label="open: {html.escape(one.text)}">open</a></li>'
            for one in self.references
        )
        return f'<ul class="nexus nx-sources">{items}</ul>'


def reading_list(case: Case, source_ids: Sequence[str]) -> ReadingList:
    """Return references for some sources, in the order given.

    Raises
    ------
    KeyError: for a source that the table does not hold.
    """
    return ReadingList(
        tuple(
            Reference(_reference(row.to_dict()), str(row["url"]))
            for _, row in case.sources_of(source_ids).iterrows()
        )
    )


def _reference(source: dict[str, Any]) -> str:
    author = f"{source['author']}. " if source["author"] else ""
    date = f", {source['date']}" if source["date"] else ""
    return f"{author}{source['title']}. {source['publisher']}{date}."
