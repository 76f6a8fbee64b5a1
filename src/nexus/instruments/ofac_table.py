"""One file of OFAC's CSV set becomes rows: what it holds is seen from its columns."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from nexus.instruments.filekind import WHERE, text_of
from nexus.instruments.published import ListError, say_fault

# The columns in OFAC's own order, by what a file holds. Its files have no header.
SHAPES: Mapping[str, tuple[str, ...]] = {
    "names": (
        *("id", "name", "type", "programmes", "title", "call sign", "vessel type", "tonnage"),
        *("gross tonnage", "flag", "owner", "remarks"),
    ),
    "addresses": ("id", "address id", "street", "city", "country", "address remarks"),
    "aliases": ("id", "alias id", "alias type", "alias", "alias remarks"),
    "comments": ("id", "remarks"),
}
# What others call these columns in the header rows that they add, without case, spaces and signs.
_CALLED = {
    "id": "entnum uid id entid entityid entnumber entitynumber sdnid",
    "name": "sdnname name entityname",
    "type": "sdntype type entitytype",
    "programmes": "program programs programme programmes sanctionsprogram sanctionsprograms",
    "title": "title",
    "call sign": "callsign",
    "vessel type": "vesstype vesseltype",
    "tonnage": "tonnage vesseltonnage",
    "gross tonnage": "grt grosstonnage grossregisteredtonnage grossregtonnage",
    "flag": "vessflag vesselflag flag",
    "owner": "vessowner vesselowner owner",
    "remarks": "remarks remark comments comment sdncomments",
    "address id": "addnum addressid addressnumber",
    "street": "address address1 street",
    "city": "city citystateprovincepostalcode citystatepostalcode",
    "country": "country",
    "address remarks": "addremarks addressremarks",
    "alias id": "altnum aliasid altnumber",
    "alias type": "alttype aliastype",
    "alias": "altname alias aliasname aka",
    "alias remarks": "altremarks aliasremarks",
}
_FIELD = {word: name for name, words in _CALLED.items() for word in words.split()}
_NEEDS = {
    "names": {"id", "name", "programmes"},
    "aliases": {"id", "alias"},
    "addresses": {"id", "country"},
    "comments": {"id", "remarks"},
}
_NEW_ROW = re.compile(r'\s*"?\d+"?\s*[,;\t|@]')
_EMPTY = {"-0- ", "-0-", "-0", "-", ""}
_CUT = "the file ends in the middle of this row; download it again. The rows before it are kept."
_AGAIN = "look for a missing cell, a comma outside quotation marks, or a row cut short."

Row = tuple[int, dict[str, str]]


@dataclass(frozen=True)
class Table:
    """One file of the set: its name, what it holds, its whole rows with line numbers."""

    file: str
    holds: str
    rows: list[Row]
    faults: list[str]


def read_table(file: str, raw: bytes) -> Table:
    """Return the rows of one CSV file of OFAC's, and what it holds: names, aliases, ...

    Raises
    ------
    ListError: where its columns are not those of any of OFAC's files.
    """
    text, guessed = text_of(file, raw)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    ended = text.endswith(("\n", "\x1a"))  # OFAC ends its files with a line end and Ctrl-Z
    text = text.rstrip("\x1a")
    records = [
        (line, record) for line, record in _records(text.split("\n")) if record.strip("\x1a \t")
    ]
    cut = _delimiter([record for _, record in records[:50]])
    holds, places, width, headed = _shape(file, [_cells(row, cut) for _, row in records[:50]])
    rows: list[Row] = []
    faults = [guessed] if guessed else []
    last = records[-1][0] if records and not ended else None
    names, order = list(places), list(places.values())
    body = records[1 if headed else 0 :]
    for (line, record), cells in zip(body, _all_cells(body, cut), strict=True):
        found = _wrong(record, cells, width, places["id"], line == last)
        if found:
            expected = (
                f"{width} cells, the first a number" if places["id"] == 0 else f"{width} cells"
            )
            faults.append(say_fault(file, line, found, expected, _CUT if line == last else _AGAIN))
        else:
            clean = ["" if cell in _EMPTY else cell.strip() for cell in cells]
            rows.append((line, dict(zip(names, [clean[at] for at in order], strict=True))))
    if not rows:
        raise ListError(f"{file} holds no whole row. To mend it: {WHERE}")
    if rows[-1][0] == last:
        found, mend = "no line end after this row, the last", "compare it with OFAC's own file."
        expected = "a line end, unless the file is cut short here"
        faults.append(say_fault(file, last, found, expected, mend))
    return Table(file, holds, rows, faults)


def _records(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Return each row with its first line: a quoted cell may run over several lines.

    A quotation mark that is never closed must not swallow the rows that follow it.
    """
    at = 0
    while at < len(lines):
        start, record = at, lines[at]
        at += 1
        while record.count('"') % 2 and at < len(lines) and not _NEW_ROW.match(lines[at]):
            record += "\n" + lines[at]
            at += 1
        yield start + 1, record


def _all_cells(records: list[tuple[int, str]], cut: str) -> list[list[str]]:
    """Return the cells of every row."""
    lines = [record for _, record in records]
    try:
        rows = list(csv.reader(lines, delimiter=cut))
    except csv.Error:
        rows = []
    # Read all at once, a row that never closes its quotation mark takes the next with it; then
    # each is read for itself, which is slower.
    return rows if len(rows) == len(lines) else [_cells(record, cut) for record in lines]


def _cells(record: str, cut: str) -> list[str]:
    try:
        return next(csv.reader([record], delimiter=cut), [])
    except csv.Error:  # a cell of over 131,072 signs
        return []


def _clean(cell: str) -> str:
    cell = cell.strip()
    return "" if cell in _EMPTY else cell


def _wrong(record: str, cells: list[str], width: int, id_at: int, last: bool) -> str:
    """Say what is wrong with a row, or "" where it is whole. ``last``: no line end follows it."""
    if record.count('"') % 2:
        return "a quotation mark that is not closed"
    if len(cells) != width:
        return f"{len(cells)} cells"
    if last and not cells[-1] and not record.endswith('"'):
        return "a last cell without its content"
    if not cells[id_at].strip().isdigit():
        return f'"{cells[id_at].strip()[:40]}" for an id'
    return ""


def _delimiter(records: list[str]) -> str:
    """Return the sign between cells: the one that cuts most rows into one number of cells."""

    def fits(cut: str) -> tuple[int, int]:
        widths = Counter(len(_cells(record, cut)) for record in records)
        return max(((n, width) for width, n in widths.items() if width > 1), default=(0, 0))

    best: Callable[[str], tuple[int, int]] = fits
    return max(",;\t|@", key=best)


def _looks(holds: str, row: list[str]) -> bool:
    """Say whether a row is of this kind; a longer row that was cut short may have the width."""
    if len(row) != len(SHAPES[holds]) or not row[0].strip().isdigit():
        return False
    if holds == "aliases":
        return row[2].replace(".", "").strip().lower() in ("aka", "fka", "nka")
    return holds == "names" or row[1].strip().isdigit() == (holds == "addresses")


def _is_heading(cells: list[str], known: bool) -> bool:
    """Say whether a row names the columns. A broken row of the list must not pass for a heading."""
    if cells == [str(at) for at in range(len(cells))]:
        return True
    words = all(cell and not cell.isdigit() for cell in cells) and len(set(cells)) == len(cells)
    return words and (known or len(cells) > 2)


def _shape(file: str, rows: list[list[str]]) -> tuple[str, dict[str, int], int, bool]:
    """Return what a file holds, where each column stands, how many there are, a header or none."""
    first = [_clean(cell) for cell in rows[0]] if rows else []
    called = [_FIELD.get(re.sub(r"[^a-z0-9]", "", cell.lower()), "") for cell in first]
    named = Counter(name for name in called if name)
    doubled = [name for name, count in named.items() if count > 1]
    if doubled and "id" in named:
        found = f"the column for the {doubled[0]} {named[doubled[0]]} times"
        mend = "delete the second of the two columns."
        raise ListError(say_fault(file, 1, found, "every column once", mend))
    for holds, needed in _NEEDS.items():
        # Names with a header that says "Country" for the programmes are no addresses.
        if needed <= set(named) and not (holds == "addresses" and "name" in named):
            places = {name: called.index(name) for name in SHAPES[holds] if name in named}
            return holds, places, len(first), True
    widths = Counter(len(row) for row in rows if row and row[0].strip().isdigit())
    width = max(widths, key=lambda one: (widths[one], one), default=len(first))
    for holds, shape in SHAPES.items():
        if widths and width == len(shape) and any(_looks(holds, row) for row in rows):
            places = {name: at for at, name in enumerate(shape)}
            return holds, places, width, len(first) == width and _is_heading(first, bool(named))
    found = f"rows of {width} cells" if widths else "no rows that begin with an entry's number"
    expected = "12 columns (names), 5 (aliases), 6 (addresses) or 2 (comments), as OFAC has them"
    raise ListError(say_fault(file, None, found, expected, WHERE))
