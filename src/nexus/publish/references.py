"""The sources as references for Zotero and other managers: CSL-JSON and BibTeX.

CSL-JSON follows csl-data.json of CSL 1.0.2. BibTeX is plain BibTeX, with ``url``, ``urldate`` and
``day`` besides, which Zotero and biblatex read and plain styles pass over.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any, TextIO

import pandas as pd
from pybtex.database import BibliographyData, Entry, Person
from pybtex.database.output.bibtex import Writer

from nexus import own
from nexus.case import Case
from nexus.errors import DataError, NexusError
from nexus.publish.creators import Creator, creators

CSL_FILE, BIBTEX_FILE = "references.json", "references.bib"

# CSL 1.0.2 has no type for a press release or a resolution: a document, and its genre says which.
CSL_TYPES = {
    "law": "legislation",
    "resolution": "document",
    "official-record": "document",
    "official-release": "document",
    "treaty": "treaty",
    "report": "report",
    "paper": "article-journal",
    "book": "book",
    "news": "article-newspaper",
    "reference": "webpage",
    "dataset": "dataset",
}
GENRES = {
    "resolution": "resolution",
    "official-record": "official record",
    "official-release": "official release",
}
# What appeared within something else: there the publisher column names the journal, paper or site.
CONTAINED = ("article-journal", "article-newspaper", "webpage")
# Plain BibTeX knows no laws, treaties or data sets: these are @misc.
BIBTEX_TYPES = {"paper": "article", "news": "article", "book": "book", "report": "techreport"}
PUBLISHED_IN = {"article": "journal", "book": "publisher", "techreport": "institution"}


class ReferencesError(NexusError):
    """References that could not be written."""


# ---- CSL-JSON


def csl_json(case: Case) -> list[dict[str, Any]]:
    """Return the sources as CSL-JSON items, in the order of the table.

    Returns
    -------
    one item a source: id, type, title, accessed, URL; where known author, issued (``date-parts`` of
    one to three numbers: year, month, day), genre, note; and publisher or container-title.

    Raises
    ------
    DataError: where a date is no day, month or year of the calendar.
    """
    return [_item(int(str(row)), source) for row, source in case.sources.iterrows()]


def _item(row: int, source: pd.Series) -> dict[str, Any]:
    kind = CSL_TYPES[source["type"]]
    accessed = source["accessed"]
    item: dict[str, Any] = {
        "id": source["source_id"],
        "type": kind,
        "title": source["title"],
        "author": [_csl_name(one) for one in creators(source["author"])],
        "issued": _csl_date(_date_parts(row, source["date"])),
        "container-title" if kind in CONTAINED else "publisher": source["publisher"],
        "genre": GENRES.get(source["type"], ""),
        "URL": source["url"],
        "accessed": _csl_date([accessed.year, accessed.month, accessed.day]),
        "note": source["note"],
    }
    return {name: value for name, value in item.items() if value}


def _csl_name(creator: Creator) -> dict[str, str]:
    if creator.literal:
        return {"literal": creator.literal}
    parts = {"family": creator.family, "given": creator.given, "suffix": creator.suffix}
    return {name: value for name, value in parts.items() if value}


def _csl_date(parts: list[int]) -> dict[str, Any]:
    return {"date-parts": [parts]} if parts else {}


def _date_parts(row: int, date: str) -> list[int]:
    parts = [int(part) for part in date.split("-")] if date else []
    if parts:
        try:
            dt.date(*[*parts, 1, 1][:3])
        except ValueError:
            raise DataError(
                "sources.csv",
                row,
                "date",
                f'"{date}"',
                "a day, month or year of the calendar",
                "write it like 2016-03-02, 2016-03 or 2016.",
            ) from None
    return parts


# ---- BibTeX


def bibtex(case: Case) -> str:
    """Return the sources as BibTeX in UTF-8, with their ids as keys, in the order of the table.

    Titles stand in a second pair of braces, so that no style takes their capitals away.

    Raises
    ------
    DataError: where a date is no day, month or year of the calendar.
    """
    entries = {
        source["source_id"]: _entry(int(str(row)), source)
        for row, source in case.sources.iterrows()
    }
    return str(_Writer("UTF-8").to_string(BibliographyData(entries)))


def _entry(row: int, source: pd.Series) -> Entry:
    kind = BIBTEX_TYPES.get(source["type"], "misc")
    accessed = source["accessed"]
    fields = {
        "title": f"{{{_tex(source['title'])}}}",
        PUBLISHED_IN.get(kind, "howpublished"): _tex(source["publisher"]),
        **_bibtex_date(_date_parts(row, source["date"])),
        "url": _address(source["url"]),
        "urldate": f"{accessed:%Y-%m-%d}",
        "note": _tex(source["note"]),
    }
    persons = [_bibtex_name(one) for one in creators(source["author"])]
    kept = {name: value for name, value in fields.items() if value}
    return Entry(kind, fields=kept, persons={"author": persons} if persons else {})


def _bibtex_date(parts: list[int]) -> dict[str, str]:
    said = {"year": f"{parts[0]:04}"} if parts else {}
    if len(parts) > 1:
        said["month"] = pd.Timestamp(2000, parts[1], 1).month_name()
    if len(parts) > 2:
        said["day"] = str(parts[2])
    return said


def _bibtex_name(creator: Creator) -> Person:
    if creator.literal == "others":  # BibTeX's own word for "and others"
        return Person(last="others")
    if creator.literal:
        return Person(last=f"{{{_tex(creator.literal)}}}")
    return Person(first=creator.given, last=creator.family, lineage=creator.suffix)


_SIGNS = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "^": r"{\textasciicircum}",
    "$": r"\$",
}


def _tex(text: str) -> str:
    r"""Escape the five signs that pybtex leaves alone, as it takes them for LaTeX.

    ``\{`` would be LaTeX too, but BibTeX counts that brace, and one that is never closed takes the
    rest of the file away. Two commas in a row would be read as one low quotation mark, so
    one of them stands in braces.
    """
    escaped = re.sub(r"[\\{}^$]", lambda sign: _SIGNS[sign[0]], " ".join(text.split()))
    return re.sub(r",(?=,)", "{,}", escaped)


def _address(url: str) -> str:
    return re.sub(r'[\\{}"]', lambda sign: f"%{ord(sign[0]):02X}", url)


class _Writer(Writer):
    """The library's writer; but an address stays as it is, for whoever reads it takes it so."""

    def _write_field(self, stream: TextIO, type: str, value: str) -> None:
        if type == "url":
            stream.write(f",\n    url = {self.quote(value)}")
        else:
            super()._write_field(stream, type, value)


# ---- files


def write_references(case: Case) -> None:
    """Write both files into the folder of the case; each is replaced whole.

    Raises
    ------
    DataError: where a date is none; no file is touched then.
    ReferencesError: where a file cannot be written; what it held stands as it was.
    """
    items = json.dumps(csl_json(case), indent=1, ensure_ascii=False) + "\n"
    for name, text in ((CSL_FILE, items), (BIBTEX_FILE, bibtex(case))):
        try:
            own.replace(case.folder / name, text)
        except OSError as fault:
            raise ReferencesError(
                f"{name} could not be written into {case.folder.name}/ ({fault.strerror or fault})."
                " Free some space or check that the folder may be written, then run it again."
            ) from None
