"""A damaged table gives one clear sentence, or loads rightly. Never a traceback."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from nexus.case import Case, load
from nexus.errors import DataError

Row = dict[str, str]


def rewrite(folder: Path, name: str, change: Callable[[list[str], list[Row]], None]) -> None:
    path = folder / name
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        header, rows = list(reader.fieldnames or []), list(reader)
    change(header, rows)
    out = io.StringIO()
    writer = csv.DictWriter(out, header, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")


def set_cell(at: int, column: str, text: str) -> Callable[[list[str], list[Row]], None]:
    return lambda header, rows: rows[at].__setitem__(column, text)


def fault_of(folder: Path) -> DataError:
    with pytest.raises(DataError) as caught:
        load(folder)
    said = str(caught.value)
    assert caught.value.file in said
    assert "; expected " in said
    assert "To mend it: " in said
    assert "\n" not in said
    return caught.value


def test_the_shipped_data_load(case: Case) -> None:
    assert {"sources", "essays", "events", "figures", "questions"} <= set(case.tables)
    assert case.events["date"].dtype == "datetime64[s]"
    assert isinstance(case.events["source_ids"].iloc[0], tuple)
    assert case.sources["primary"].dtype == bool


def test_a_case_does_not_change_under_a_cell(case: Case) -> None:
    events = case.events
    events.loc[events.index[0], "title"] = "changed"
    events["lane"] = "none"
    assert case.events["title"].iloc[0] != "changed"
    assert set(case.events["lane"]) == {"weapons", "sanctions", "rights", "diplomacy"}
    with pytest.raises(TypeError):
        case.tables["events"] = events  # type: ignore[index]


def test_column_gone(data_copy: Path) -> None:
    rewrite(data_copy, "events.csv", lambda header, rows: header.remove("known_from"))
    fault = fault_of(data_copy)
    assert (fault.file, fault.row, fault.column) == ("events.csv", 1, "known_from")


def test_column_renamed_names_the_stranger(data_copy: Path) -> None:
    text = (data_copy / "events.csv").read_text(encoding="utf-8")
    (data_copy / "events.csv").write_text(text.replace("known_from", "known", 1), encoding="utf-8")
    fault = fault_of(data_copy)
    assert fault.column == "known_from"
    assert "known" in fault.found


@pytest.mark.parametrize("text", ["2016-13-01", "7 Feb 2016", "2016-02-30", "2016-2-7", "20160207"])
def test_bad_date(data_copy: Path, text: str) -> None:
    rewrite(data_copy, "events.csv", set_cell(5, "date", text))
    fault = fault_of(data_copy)
    assert (fault.row, fault.column) == (7, "date")
    assert text in fault.found
    assert "YYYY-MM-DD" in fault.expected


def test_doubled_id_names_both_rows(data_copy: Path) -> None:
    rewrite(data_copy, "events.csv", lambda header, rows: rows.append(dict(rows[0])))
    fault = fault_of(data_copy)
    assert fault.column == "event_id"
    assert "row 2" in fault.found


def test_unknown_lane(data_copy: Path) -> None:
    rewrite(data_copy, "events.csv", set_cell(0, "lane", "economy"))
    fault = fault_of(data_copy)
    assert fault.column == "lane"
    assert "weapons, sanctions, rights, diplomacy" in fault.expected


def test_missing_source(data_copy: Path) -> None:
    rewrite(data_copy, "events.csv", set_cell(3, "source_ids", "unscr-2270;nowhere-2016"))
    fault = fault_of(data_copy)
    assert (fault.row, fault.column) == (5, "source_ids")
    assert "nowhere-2016" in fault.found
    assert "sources.csv" in fault.mend


def test_no_source_at_all(data_copy: Path) -> None:
    rewrite(data_copy, "events.csv", set_cell(3, "source_ids", ""))
    assert fault_of(data_copy).column == "source_ids"


def test_latin_1_bytes(data_copy: Path) -> None:
    path = data_copy / "events.csv"
    lines = path.read_bytes().split(b"\n")
    lines[4] = lines[4].replace(b"Korea", "Corée".encode("latin-1"), 1)
    path.write_bytes(b"\n".join(lines))
    fault = fault_of(data_copy)
    assert fault.row == 5
    assert "0xE9" in fault.found
    assert "UTF-8" in fault.mend


def test_utf_16(data_copy: Path) -> None:
    path = data_copy / "events.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))
    assert "UTF-16" in fault_of(data_copy).found


def test_byte_order_mark_loads(data_copy: Path, case: Case) -> None:
    path = data_copy / "events.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load(data_copy).events.equals(case.events)


def test_windows_line_ends_load(data_copy: Path, case: Case) -> None:
    path = data_copy / "events.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load(data_copy).events.equals(case.events)


def test_another_order_of_columns_loads(data_copy: Path, case: Case) -> None:
    rewrite(data_copy, "events.csv", lambda header, rows: header.reverse())
    assert load(data_copy).events.equals(case.events)


def test_a_column_of_the_users_own_is_kept(data_copy: Path) -> None:
    def add(header: list[str], rows: list[Row]) -> None:
        header.append("my_note")
        rows[0]["my_note"] = "mine"

    rewrite(data_copy, "events.csv", add)
    assert load(data_copy).events["my_note"].iloc[0] == "mine"


def test_truncated_in_mid_row(data_copy: Path) -> None:
    path = data_copy / "events.csv"
    raw = path.read_bytes()
    last = raw.rstrip(b"\n").rfind(b"\n")
    path.write_bytes(raw[: last + 60])
    fault = fault_of(data_copy)
    assert fault.row is not None
    assert "cut short" in fault.mend


def test_truncated_in_a_quoted_cell(data_copy: Path) -> None:
    path = data_copy / "events.csv"
    raw = path.read_bytes()
    path.write_bytes(raw[: raw.rfind(b',"') + 20])
    assert "cut short" in fault_of(data_copy).mend


def test_empty_file(data_copy: Path) -> None:
    (data_copy / "events.csv").write_bytes(b"")
    assert "empty" in fault_of(data_copy).found


def test_header_only(data_copy: Path) -> None:
    path = data_copy / "events.csv"
    path.write_text(path.read_text(encoding="utf-8").split("\n")[0] + "\n", encoding="utf-8")
    assert "no rows" in fault_of(data_copy).found


def test_no_file(data_copy: Path) -> None:
    (data_copy / "sources.csv").unlink()
    fault = fault_of(data_copy)
    assert (fault.file, fault.row) == ("sources.csv", None)


def test_semicolons_between_cells(data_copy: Path) -> None:
    path = data_copy / "essays.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8")
    assert "semicolons" in fault_of(data_copy).found


def test_column_twice(data_copy: Path) -> None:
    path = data_copy / "events.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("event_id,date", "date,date", 1), encoding="utf-8")
    assert "twice" in fault_of(data_copy).found


def test_space_before_an_id(data_copy: Path) -> None:
    rewrite(data_copy, "events.csv", set_cell(0, "event_id", " 1948-08-15-x"))
    assert "space" in fault_of(data_copy).expected


def test_title_too_long(data_copy: Path) -> None:
    rewrite(data_copy, "events.csv", set_cell(0, "title", "x" * 71))
    assert "70 characters" in fault_of(data_copy).expected


def test_zero_byte(data_copy: Path) -> None:
    path = data_copy / "events.csv"
    path.write_bytes(path.read_bytes().replace(b"Korea", b"K\x00rea", 1))
    assert "zero byte" in fault_of(data_copy).found


@pytest.mark.parametrize("text", ["", "not json", "[]", '{"resources": 3}', '{"resources": [{}]}'])
def test_a_bad_package_file(data_copy: Path, text: str) -> None:
    (data_copy / "datapackage.json").write_text(text, encoding="utf-8")
    assert fault_of(data_copy).file == "datapackage.json"


def test_a_package_does_not_reach_outside_its_folder(data_copy: Path) -> None:
    path = data_copy / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    package["resources"][0]["path"] = "../sources.csv"
    path.write_text(json.dumps(package), encoding="utf-8")
    assert "folder itself" in fault_of(data_copy).expected


def test_the_folder_can_be_named_by_a_variable(
    data_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewrite(data_copy, "essays.csv", set_cell(0, "venue", "Elsewhere"))
    monkeypatch.setenv("NEXUS_DATA", str(data_copy))
    assert "Elsewhere" in set(load().essays["venue"])


def test_an_unknown_table_is_named(case: Case) -> None:
    with pytest.raises(KeyError, match="No table 'event'"):
        case.table("event")
