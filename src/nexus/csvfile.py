"""The bytes of a CSV file become rows of cells, or one clear ``DataError``."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from nexus.errors import DataError

SAVE_AS = "open the file in a spreadsheet and save it again as CSV UTF-8 (comma delimited)."


def read_rows(path: Path) -> tuple[list[str], list[list[str]]]:
    """Return the header and the rows of a CSV file in UTF-8, comma separated.

    Raises
    ------
    DataError: where the file is missing, empty, in another encoding, or cut short.
    """
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
        mend = "put the rows back, from a copy or from the project."
        raise DataError(path.name, None, None, "an empty file", "a header and rows", mend)
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
