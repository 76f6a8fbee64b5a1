"""One CSV file and its schema become one typed DataFrame, or one clear ``DataError``.

The schema is a Frictionless Table Schema (v2). Only the parts that Nexus uses are read here: the
reference library checks the whole package in the tests, but takes too long for every start.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from nexus.errors import DataError

Field = Mapping[str, Any]
Schema = Mapping[str, Any]

SAVE_AS = "open the file in a spreadsheet and save it again as CSV UTF-8 (comma delimited)."


def read_table(path: Path, schema: Schema) -> pd.DataFrame:
    """Read one CSV file by its schema.

    Parameters
    ----------
    path: a CSV file in UTF-8, comma separated, with one header row.
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
    header, rows = _split(path)
    fields: list[Field] = list(schema["fields"])
    _check_header(path.name, header, fields)
    _check_widths(path.name, header, rows)
    numbers = range(2, len(rows) + 2)
    columns: dict[str, pd.Series] = {}
    for field in fields:
        name = field["name"]
        at = header.index(name)
        cells = [row[at] for row in rows]
        _check_cells(path.name, field, cells)
        columns[name] = _typed(field, cells, numbers)
    for at, name in enumerate(header):
        if name not in columns:
            columns[name] = pd.Series([row[at] for row in rows], index=numbers, dtype="str")
    frame = pd.DataFrame(columns, index=pd.Index(numbers, name="row"))
    _check_key(path.name, frame, schema.get("primaryKey", []))
    return frame


def check_references(
    file: str, frame: pd.DataFrame, schema: Schema, known: Mapping[str, pd.DataFrame]
) -> None:
    """Check that every id which points to another table is found there.

    Parameters
    ----------
    file: name for the message.
    frame, schema: a table as ``read_table`` gives it, and its schema.
    known: the package's tables by name.

    Raises
    ------
    DataError: for the first id that its table does not hold.
    """
    for field in schema["fields"]:
        target = field.get("references")
        if target is None or target["resource"] not in known:
            continue
        ids = set(known[target["resource"]][target["field"]])
        for row, cell in frame[field["name"]].items():
            for one in cell if isinstance(cell, tuple) else (cell,):
                if one and one not in ids:
                    raise DataError(
                        file,
                        int(str(row)),
                        field["name"],
                        f'"{one}"',
                        f"an id that {target['resource']}.csv holds in {target['field']}",
                        f"correct the id, or add its row to {target['resource']}.csv.",
                    )


def _split(path: Path) -> tuple[list[str], list[list[str]]]:
    text = _text(path)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.append(row)
    except csv.Error as fault:
        raise DataError(
            path.name,
            len(rows) + 1,
            None,
            f"a row that cannot be read ({fault})",
            "cells separated by commas, with a quotation mark at both ends of a quoted cell",
            "look for a quotation mark that is not closed, or a file that was cut short.",
        ) from None
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise DataError(path.name, None, None, "an empty file", "a header and rows", SAVE_AS)
    if len(rows) == 1:
        raise DataError(
            path.name, None, None, "a header and no rows", "at least one row", "restore the rows."
        )
    return [name.strip() for name in rows[0]], rows[1:]


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as fault:
        raise DataError(
            path.name,
            None,
            None,
            f"no readable file ({fault.strerror})",
            f"a CSV file in {path.parent.name}/",
            "put the file back, or check its permissions.",
        ) from None
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise DataError(path.name, None, None, "UTF-16 text", "UTF-8 text", SAVE_AS)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        row = raw.count(b"\n", 0, fault.start) + 1
        raise DataError(
            path.name,
            row,
            None,
            f"the byte 0x{raw[fault.start]:02X}, which is not UTF-8",
            "UTF-8 text",
            SAVE_AS,
        ) from None
    if "\x00" in text:
        row = text.count("\n", 0, text.index("\x00")) + 1
        raise DataError(path.name, row, None, "a zero byte", "text only", SAVE_AS)
    return text


def _check_header(file: str, header: list[str], fields: list[Field]) -> None:
    names = [field["name"] for field in fields]
    if len(header) == 1 and any(mark in header[0] for mark in (";", "\t")):
        raise DataError(
            file, 1, None, "cells separated by semicolons or tabs", "commas between cells", SAVE_AS
        )
    doubled = {name for name in header if header.count(name) > 1}
    if doubled:
        raise DataError(
            file,
            1,
            sorted(doubled)[0],
            "the same column name twice",
            "every column once",
            "delete or rename one of the two columns.",
        )
    for name in names:
        if name not in header:
            close = ", ".join(other for other in header if other not in names) or "no other column"
            raise DataError(
                file,
                1,
                name,
                f"no such column (columns not known here: {close})",
                f"a column called {name}",
                "add the column, or give it its name back.",
            )


def _check_widths(file: str, header: list[str], rows: list[list[str]]) -> None:
    for number, row in enumerate(rows, 2):
        if len(row) != len(header):
            raise DataError(
                file,
                number,
                None,
                f"{len(row)} cells" if row else "an empty row",
                f"{len(header)} cells, as in the header",
                "look for a missing cell, a comma outside quotation marks, or a row cut short.",
            )


def _check_cells(file: str, field: Field, cells: list[str]) -> None:
    for number, cell in enumerate(cells, 2):
        wanted = _fault(field, cell)
        if wanted:
            shown = f'"{cell[:60]}"' if cell else "an empty cell"
            raise DataError(file, number, field["name"], shown, wanted, _mend(field))


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


def _typed(field: Field, cells: list[str], numbers: range) -> pd.Series:
    kind = field["type"]
    index = pd.Index(numbers)
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


def _check_key(file: str, frame: pd.DataFrame, key: str | list[str]) -> None:
    columns = [key] if isinstance(key, str) else list(key)
    if not columns:
        return
    seen: dict[tuple[Any, ...], int] = {}
    for row, values in _keys(frame, columns):
        if values in seen:
            raise DataError(
                file,
                row,
                ", ".join(columns),
                f'"{", ".join(map(str, values))}", which row {seen[values]} has already',
                "an id that no other row has",
                "delete one of the two rows, or give it an id of its own.",
            )
        seen[values] = row


def _keys(frame: pd.DataFrame, columns: list[str]) -> Iterator[tuple[int, tuple[Any, ...]]]:
    parts = [frame[column].tolist() for column in columns]
    yield from zip(map(int, frame.index), zip(*parts, strict=True), strict=True)
