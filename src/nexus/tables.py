"""One CSV file and its schema become one typed DataFrame, or clear ``DataError``s.

The schema is a Frictionless Table Schema (v2). Only the parts that Nexus uses are read here: the
reference library checks the whole package in the tests, but takes too long for every start.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from nexus.csvfile import SAVE_AS, read_rows
from nexus.errors import DataError

Field = Mapping[str, Any]
Schema = Mapping[str, Any]


@dataclass(frozen=True)
class RawTable:
    """A table as text.

    Attributes
    ----------
    file: its name.
    header: the names of its columns.
    rows: rows of cells by row number, as a spreadsheet counts (the header is row 1).
    """

    file: str
    header: list[str]
    rows: Mapping[int, list[str]]

    def column(self, name: str) -> Iterator[tuple[int, str]]:
        """Return row numbers and cells of one column, passing over rows that are too short."""
        at = self.header.index(name)
        return ((number, row[at]) for number, row in self.rows.items() if len(row) > at)


def read_raw(path: Path) -> RawTable:
    """Read a CSV file as text.

    Raises
    ------
    DataError: where it cannot be read as rows of cells.
    """
    header, rows = read_rows(path)
    return RawTable(path.name, header, dict(enumerate(rows, 2)))


def read_table(raw: RawTable, schema: Schema) -> pd.DataFrame:
    """Turn a raw table into a typed one.

    Parameters
    ----------
    schema: a Table Schema with ``fields`` and, optionally, ``primaryKey``.

    Returns
    -------
    A DataFrame with one column a field, in the schema's order: ``str`` (empty cell: ""),
    ``datetime64[s]`` for dates (empty: NaT), ``bool``, ``Int64``, ``float64``, and tuples of
    ``str`` for lists. Columns that the schema does not name are kept at the end, as text.
    The index is the row number as a spreadsheet counts it, from 2.

    Raises
    ------
    DataError: for the first fault found.
    """
    for fault in table_faults(raw, schema):
        raise fault
    index = pd.Index(list(raw.rows), name="row")
    columns = {}
    for field in schema["fields"]:
        cells = [cell for _, cell in raw.column(field["name"])]
        columns[field["name"]] = _typed(field, cells, index)
    for name in raw.header:
        if name not in columns:
            cells = [cell for _, cell in raw.column(name)]
            columns[name] = pd.Series(cells, index=index, dtype="str")
    return pd.DataFrame(columns, index=index)


def table_faults(raw: RawTable, schema: Schema) -> Iterator[DataError]:
    """Return every fault of one table against its schema: header, widths, cells, keys."""
    fields: list[Field] = list(schema["fields"])
    yield from _header_faults(raw, fields)
    yield from _width_faults(raw)
    for field in fields:
        if field["name"] in raw.header:
            yield from _cell_faults(raw, field)
    key = schema.get("primaryKey", [])
    yield from _key_faults(raw, [key] if isinstance(key, str) else list(key))


def reference_faults(
    raw: RawTable, schema: Schema, known: Mapping[str, RawTable]
) -> Iterator[DataError]:
    """Return every id of a table that points to another table and is not found there.

    Parameters
    ----------
    known: the package's tables by name.
    """
    for field in schema["fields"]:
        target = field.get("references")
        if target is None or target["resource"] not in known or field["name"] not in raw.header:
            continue
        other = known[target["resource"]]
        if target["field"] not in other.header:
            continue
        ids = {cell for _, cell in other.column(target["field"])}
        for number, cell in raw.column(field["name"]):
            for one in cell.split(_delimiter(field)) if field["type"] == "list" else [cell]:
                if one and one not in ids:
                    yield DataError(
                        raw.file,
                        number,
                        field["name"],
                        f'"{one}"',
                        f"an id that {other.file} holds in {target['field']}",
                        f"correct the id, or add its row to {other.file}.",
                    )


def _header_faults(raw: RawTable, fields: list[Field]) -> Iterator[DataError]:
    names = [field["name"] for field in fields]
    header = raw.header
    if len(header) == 1 and any(mark in header[0] for mark in (";", "\t")):
        found = "cells separated by semicolons or tabs"
        yield DataError(raw.file, 1, None, found, "commas between cells", SAVE_AS)
        return
    for name in sorted({name for name in header if header.count(name) > 1}):
        mend = "delete or rename one of the two columns."
        yield DataError(raw.file, 1, name, "the same column name twice", "every column once", mend)
    strangers = ", ".join(name for name in header if name not in names) or "no other column"
    for name in names:
        if name not in header:
            yield DataError(
                raw.file,
                1,
                name,
                f"no such column (columns not known here: {strangers})",
                f"a column called {name}",
                "add the column, or give it its name back.",
            )


def _width_faults(raw: RawTable) -> Iterator[DataError]:
    for number, row in raw.rows.items():
        if len(row) != len(raw.header):
            yield DataError(
                raw.file,
                number,
                None,
                f"{len(row)} cells" if row else "an empty row",
                f"{len(raw.header)} cells, as in the header",
                "look for a missing cell, a comma outside quotation marks, or a row cut short.",
            )


def _cell_faults(raw: RawTable, field: Field) -> Iterator[DataError]:
    for number, cell in raw.column(field["name"]):
        wanted = _fault(field, cell)
        if wanted:
            shown = f'"{cell[:60]}"' if cell else "an empty cell"
            yield DataError(raw.file, number, field["name"], shown, wanted, _mend(field))


def _key_faults(raw: RawTable, columns: list[str]) -> Iterator[DataError]:
    if not columns or not set(columns) <= set(raw.header):
        return
    places = [raw.header.index(name) for name in columns]
    seen: dict[tuple[str, ...], int] = {}
    for number, row in raw.rows.items():
        if len(row) <= max(places):
            continue
        values = tuple(row[at] for at in places)
        if values in seen:
            yield DataError(
                raw.file,
                number,
                ", ".join(columns),
                f'"{", ".join(values)}", which row {seen[values]} has already',
                "an id that no other row has",
                "delete one of the two rows, or give it an id of its own.",
            )
        else:
            seen[values] = number


def _mend(field: Field) -> str:
    example = field.get("example")
    return f"write it like {example}." if example else "correct the cell."


def _fault(field: Field, cell: str) -> str | None:
    """Say what is expected of a cell, or None where it is right."""
    rules: Mapping[str, Any] = field.get("constraints", {})
    if cell == "":
        return "a value here" if rules.get("required") else None
    if cell != cell.strip():
        return "no space at the start or end"
    kind = field["type"]
    if kind == "list":
        items = cell.split(_delimiter(field))
        wanted = None if all(items) else f"parts with one {_delimiter(field)} between them"
        return wanted or _pattern_fault(field, items)
    wanted, is_right = _KINDS[kind]
    if not is_right(cell):
        return wanted
    allowed = rules.get("enum")
    if allowed and cell not in allowed:
        return "one of " + ", ".join(map(str, allowed))
    return _pattern_fault(field, [cell]) or _length_fault(rules, cell)


def _pattern_fault(field: Field, items: list[str]) -> str | None:
    rules: Mapping[str, Any] = field.get("constraints", {})
    pattern = rules.get("pattern") or field.get("itemPattern")
    if pattern and not all(re.fullmatch(pattern, item) for item in items):
        return str(field.get("patternMeans", f"text of the form {pattern}"))
    return None


def _length_fault(rules: Mapping[str, Any], cell: str) -> str | None:
    longest = rules.get("maxLength")
    if longest is not None and len(cell) > longest:
        return f"at most {longest} characters, not {len(cell)}"
    return None


def _is_day(cell: str) -> bool:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell, re.ASCII):
        return False
    try:
        dt.date.fromisoformat(cell)
    except ValueError:
        return False
    return True


def _matches(pattern: str) -> Callable[[str], bool]:
    return lambda cell: re.fullmatch(pattern, cell, re.ASCII) is not None


_KINDS: dict[str, tuple[str, Callable[[str], bool]]] = {
    "string": ("text", lambda cell: True),
    "date": ("a day as YYYY-MM-DD", _is_day),
    "boolean": ("true or false", _matches("true|false")),
    "integer": ("a whole number", _matches(r"-?\d{1,18}")),
    "number": ("a number", _matches(r"-?\d{1,15}(\.\d{1,15})?")),
}


def _delimiter(field: Field) -> str:
    return str(field.get("delimiter", ";"))


def _typed(field: Field, cells: list[str], index: pd.Index) -> pd.Series:
    kind = field["type"]
    if kind == "date":
        days = pd.to_datetime(pd.Series(cells, index=index, dtype="str"), format="%Y-%m-%d")
        return days.astype("datetime64[s]")
    if kind == "boolean":
        return pd.Series([cell == "true" for cell in cells], index=index, dtype="bool")
    if kind == "integer":
        whole = [int(cell) if cell else None for cell in cells]
        return pd.Series(whole, index=index, dtype="Int64")
    if kind == "number":
        return pd.Series(
            [float(cell) if cell else None for cell in cells], index=index, dtype=float
        )
    if kind == "list":
        cut = _delimiter(field)
        lists = [tuple(cell.split(cut)) if cell else () for cell in cells]
        return pd.Series(lists, index=index, dtype="object")
    return pd.Series(cells, index=index, dtype="str")
