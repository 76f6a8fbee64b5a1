"""Lists that officials publish, read from files that somebody downloaded, of any vintage."""

from __future__ import annotations

import contextlib
import datetime as dt
import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pandas as pd

from nexus.instruments.filekind import WHERE, kind_of
from nexus.instruments.lists_ofac import join_set
from nexus.instruments.lists_ofac_advanced import read_advanced_xml
from nexus.instruments.lists_ofac_xml import read_old_xml
from nexus.instruments.lists_un import read_un
from nexus.instruments.ofac_table import Table, read_table
from nexus.instruments.published import (
    KINDS,
    OFAC,
    OFAC_OTHER,
    Draft,
    ListError,
    PublishedList,
    finish,
    narrowed,
)
from nexus.instruments.xmlfile import XmlFile, open_xml

_XML: Mapping[str, Callable[[XmlFile], Draft]] = {
    "sdnList": read_old_xml,
    "Sanctions": read_advanced_xml,
    "CONSOLIDATED_LIST": read_un,
}


def read_lists(
    where: str | Path | Iterable[str | Path], published: dt.date | str | None = None
) -> PublishedList:
    """Read one vintage of one list.

    Parameters
    ----------
    where: a file, several files of one set, or a folder. What each holds is seen from its
        content. OFAC's ``sdn.csv``, ``alt.csv``, ``add.csv`` and ``sdn_comments.csv`` are joined;
        of the rest one file is enough.
    published: the day of the list, for files that do not give it (the CSV set gives none).

    Raises
    ------
    ListError: one sentence that says what was found, what was expected, and how to mend it.
    """
    paths = [Path(where)] if isinstance(where, str | Path) else [Path(one) for one in where]
    files: dict[str, bytes] = {}
    for path in paths:
        for one in _inside(path) if path.is_dir() else [path]:
            files[_name(one, files)] = _bytes(one)
    return read_bytes(files, published)


def read_bytes(files: Mapping[str, bytes], published: dt.date | str | None = None) -> PublishedList:
    """Read one vintage of one list from bytes by file name; see ``read_lists``.

    Raises
    ------
    ListError: one sentence that says what was found, what was expected, and how to mend it.
    """
    given = given_day(published)
    with _uncollected():
        return _read(files, given)


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Let the collector of cycles rest: a list makes a million small objects, and no cycle."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _read(files: Mapping[str, bytes], given: dt.date | None) -> PublishedList:
    tables: dict[str, Table] = {}
    drafts: dict[str, Draft] = {}
    refused: list[str] = []
    for name, raw in files.items():
        try:
            if kind_of(name, raw) == "xml":
                drafts[name] = _read_xml(name, raw)
            else:
                _add(tables, read_table(name, raw))
        except ListError as fault:
            refused.append(str(fault))
    _only_one(tables, drafts, refused)
    draft = next(iter(drafts.values())) if drafts else join_set(tables)
    draft.faults = refused + draft.faults  # a whole file that is missing matters most
    _set_day(draft, given)
    read = [*drafts, *(table.file for table in tables.values())]
    # Both of OFAC's lists have one form: cons_prim.csv, CONSOLIDATED.XML, CONS_ADVANCED.XML.
    if draft.source == OFAC and any(Path(name).name.lower().startswith("cons") for name in read):
        draft.source = OFAC_OTHER
    return finish(draft, read)


def ask_day(published: PublishedList) -> str:
    """Return the question for the day of a list that gives none, or "" where it is known."""
    if published.published is not None:
        return ""
    files = ", ".join(published.files)
    return f"Nothing in {files} says of which day this list is. On which day was it downloaded?"


def north_korean(published: PublishedList) -> PublishedList:
    """Return the list with only the entries under a programme against North Korea.

    That is a tag that begins with DPRK (OFAC's DPRK to DPRK4, the UN's DPRK), or a reference that
    begins with KP. Those of North Korea that stand under other tags alone (OFAC's NPWMD) are not
    among them: a tag follows an order, not a country.
    """
    entries = published.entries
    tagged = [any(tag.upper().startswith("DPRK") for tag in tags) for tags in entries["programmes"]]
    chosen = pd.Series(tagged, index=entries.index, dtype=bool)
    chosen |= entries["reference"].str.match(r"KP[ie]\.")
    return narrowed(published, entries.loc[chosen, "entry_id"].tolist())


def given_day(published: dt.date | str | None) -> dt.date | None:
    """Return the day that a reader gives for a list.

    Raises
    ------
    ListError: for what is no day.
    """
    try:
        return dt.date.fromisoformat(published) if isinstance(published, str) else published
    except ValueError:
        said = f'"{published}" is no day for a list'
        raise ListError(f"{said}. To mend it: write it like 2019-01-15.") from None


def by_programme(published: PublishedList) -> pd.DataFrame:
    """Return programme, entries, alone: how many entries bear a tag, and how many bear no other.

    An entry with two tags counts under both, so the counts may add up to more than the list.
    """
    entries = published.entries
    rows = [(tag, len(tags) == 1) for tags in entries["programmes"] for tag in tags]
    table = pd.DataFrame(rows, columns=["programme", "alone"])
    counts = table.groupby("programme")["alone"].agg(entries="count", alone="sum").reset_index()
    return counts.sort_values(["entries", "programme"], ascending=[False, True], ignore_index=True)


def by_year(published: PublishedList) -> pd.DataFrame:
    """Return year, entries: how many of today's entries were listed in each year.

    Entries without a day are counted in a last row whose year is missing. Names that were taken off
    before this vintage are not among them.
    """
    years = published.entries["listed_on"].dt.year.astype("Int64")
    counts = years.value_counts(dropna=False).sort_index()
    return pd.DataFrame({"year": counts.index.astype("Int64"), "entries": counts.to_numpy()})


def by_list(lists: Iterable[PublishedList]) -> pd.DataFrame:
    """Return source, published, entries, and one column a kind: one row a list."""
    rows = []
    for one in lists:
        kinds = one.entries["kind"].value_counts()
        counted = {kind: int(kinds.get(kind, 0)) for kind in KINDS}
        day = str(one.published or "")
        rows.append(
            {"source": one.source, "published": day, "entries": len(one.entries), **counted}
        )
    return pd.DataFrame(rows, columns=["source", "published", "entries", *KINDS])


def _inside(folder: Path) -> list[Path]:
    files = (one for one in folder.iterdir() if one.is_file() and not one.name.startswith("."))
    return sorted(files)


def _name(path: Path, files: Mapping[str, bytes]) -> str:
    return path.name if path.name not in files else f"{path.parent.name}/{path.name}"


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        said = f"{path.name} cannot be read ({fault.strerror})"
        raise ListError(
            f"{said}. To mend it: look whether the file is there. Else {WHERE}"
        ) from None


def _read_xml(name: str, raw: bytes) -> Draft:
    xml = open_xml(name, raw)
    reader = _XML.get(xml.root)
    if reader is None:
        expected = "sdnList or Sanctions (OFAC) or CONSOLIDATED_LIST (United Nations)"
        said = f"{name} begins with <{xml.root[:40]}>; expected {expected}"
        raise ListError(f"{said}. To mend it: {WHERE}")
    draft = reader(xml)
    if not draft.entries:
        raise ListError(
            " ".join([f"{name} holds no whole entry.", *draft.faults[:1], f"To mend it: {WHERE}"])
        )
    return draft


def _add(tables: dict[str, Table], table: Table) -> None:
    if table.holds in tables:
        both = f"{tables[table.holds].file} and {table.file} both hold {table.holds}"
        raise ListError(f"{both}. To mend it: give the files of one day only, each once.")
    tables[table.holds] = table


def _only_one(tables: Mapping[str, Table], drafts: Mapping[str, Draft], refused: list[str]) -> None:
    doubled = [fault for fault in refused if " both hold " in fault]
    if doubled:
        raise ListError(doubled[0])
    found = [*drafts, *(table.file for table in tables.values() if table.holds == "names")]
    if len(found) > 1:
        raise ListError(
            f"{', '.join(found)} are {len(found)} lists. To mend it: read them one at a time; two "
            "vintages can be compared afterwards."
        )
    if not found:
        rest = ", ".join(table.file for table in tables.values())
        said = f"{rest} belongs to a list whose names are missing" if rest else "no file was given"
        raise ListError(refused[0] if refused else f"{said}. To mend it: add sdn.csv, or {WHERE}")
    if drafts and tables:
        refused += [
            f"{table.file} was not read: {found[0]} is whole without it."
            for table in tables.values()
        ]


def _set_day(draft: Draft, given: dt.date | None) -> None:
    if draft.published and given and draft.published != given:
        draft.faults.append(
            f"The list gives {draft.published} as its day, and you gave {given}. "
            "The list's own day is kept."
        )
    draft.published = draft.published or given


__all__ = [
    "ListError",
    "PublishedList",
    "ask_day",
    "by_list",
    "by_programme",
    "by_year",
    "given_day",
    "north_korean",
    "read_bytes",
    "read_lists",
]
