"""Whatever the cells hold, the loader gives them back; whatever the bytes are, it says why not."""

from __future__ import annotations

import csv
import datetime as dt
import string
from pathlib import Path

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nexus.errors import DataError
from nexus.tables import read_raw, read_table

SCHEMA = {
    "fields": [
        {"name": "id", "type": "string", "constraints": {"required": True}},
        {"name": "day", "type": "date"},
        {"name": "flag", "type": "boolean"},
        {"name": "count", "type": "integer"},
        {"name": "size", "type": "number"},
        {"name": "tags", "type": "list", "delimiter": ";"},
    ],
    "primaryKey": "id",
}
TEXT = st.text(
    alphabet=st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), max_size=30
).filter(lambda text: text == text.strip() and "\r" not in text)
TAG = st.text(alphabet=string.ascii_lowercase + string.digits + "-", min_size=1, max_size=8)
ROW = st.tuples(
    st.none() | st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)),
    st.booleans(),
    st.none() | st.integers(-(10**15), 10**15),
    st.none() | st.decimals(-(10**6), 10**6, places=3),
    st.lists(TAG, max_size=4),
)
SETTINGS = settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def write(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[field["name"] for field in SCHEMA["fields"]], *rows])


@SETTINGS
@given(ids=st.lists(TEXT.filter(bool), min_size=1, max_size=6, unique=True), data=st.data())
def test_what_was_written_is_read(tmp_path: Path, ids: list[str], data: st.DataObject) -> None:
    rows = [data.draw(ROW) for _ in ids]
    cells = [
        [
            one,
            day.isoformat() if day else "",
            "true" if flag else "false",
            "" if count is None else str(count),
            "" if size is None else f"{size:f}",
            ";".join(tags),
        ]
        for one, (day, flag, count, size, tags) in zip(ids, rows, strict=True)
    ]
    write(tmp_path / "t.csv", cells)
    frame = read_table(read_raw(tmp_path / "t.csv"), SCHEMA)
    assert frame["id"].tolist() == ids
    for at, (day, flag, count, size, tags) in enumerate(rows):
        got = frame.iloc[at]
        assert (None if pd.isna(got["day"]) else got["day"].date()) == day
        assert bool(got["flag"]) == flag
        assert (None if pd.isna(got["count"]) else int(got["count"])) == count
        assert (None if pd.isna(got["size"]) else got["size"]) == (
            None if size is None else float(size)
        )
        assert got["tags"] == tuple(tags)
    assert frame.index.tolist() == list(range(2, len(ids) + 2))


@SETTINGS
@given(raw=st.binary(max_size=400))
def test_any_bytes_load_or_are_refused_in_one_sentence(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(raw)
    try:
        read_table(read_raw(path), SCHEMA)
    except DataError as fault:
        assert fault.file == "t.csv"
        assert "\n" not in str(fault)


@SETTINGS
@given(at=st.integers(0, 10_000), byte=st.integers(0, 255), cut=st.booleans())
def test_one_changed_byte_or_a_cut_never_gives_a_traceback(
    tmp_path: Path, at: int, byte: int, cut: bool
) -> None:
    rows = [[f"id-{n}", "2016-03-04", "true", "3", "1.5", "a;b"] for n in range(8)]
    path = tmp_path / "t.csv"
    write(path, rows)
    raw = bytearray(path.read_bytes())
    at %= len(raw)
    path.write_bytes(bytes(raw[:at]) if cut else bytes([*raw[:at], byte, *raw[at + 1 :]]))
    try:
        frame = read_table(read_raw(path), SCHEMA)
    except DataError as fault:
        assert fault.file == "t.csv"
    else:
        assert list(frame.columns[:6]) == [field["name"] for field in SCHEMA["fields"]]
