"""OFAC's CSV set: joined, with and without a header, cut short, doubled, in other encodings."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nexus.instruments.lists import ListError, PublishedList, ask_day, read_bytes, read_lists
from tests.instruments import samples


def entry(published: PublishedList, key: str) -> dict[str, object]:
    return published.entries.set_index("entry_id").loc[key].to_dict()


def ids(published: PublishedList) -> list[str]:
    return published.entries["entry_id"].tolist()


def test_the_four_files_are_joined() -> None:
    found = read_bytes(samples.csv_set())
    assert (found.source, found.published, found.faults) == ("OFAC SDN", None, ())
    assert ids(found) == ["101", "102", "103", "104", "105"]
    assert found.entries["kind"].tolist() == ["entity", "person", "vessel", "aircraft", "person"]
    assert entry(found, "101")["programmes"] == ("NPWMD", "DPRK2")
    assert entry(found, "102")["designations"] == ("Director",)
    assert entry(found, "104")["remarks"] == "Aircraft Model AN-2; Linked To: NOBODY AIR."
    assert entry(found, "103")["remarks"] == ""
    assert "owner: Reed Shipping Co." in entry(found, "103")["details"]
    assert found.aliases[found.aliases["entry_id"] == "102"]["type"].tolist() == ["aka", "fka"]
    assert found.addresses["address"].tolist() == [
        "1 Sample Street, Pyongyang",
        "",
        "2 Sample Street, Havana",
    ]
    assert entry(found, "105")["country"] == "Cuba"
    assert found.entries["listed_on"].isna().all()


def test_the_list_of_lesser_measures_is_told_by_its_file_names() -> None:
    parts = samples.csv_set()
    other = {"cons_prim.csv": parts["sdn.csv"], "cons_alt.csv": parts["alt.csv"]}
    assert read_bytes(other).source == "OFAC non-SDN"
    assert read_bytes({"CONS_ADVANCED.XML": samples.ADVANCED_XML.encode()}).source == "OFAC non-SDN"
    assert read_bytes({"consolidated.xml": samples.OLD_XML.encode()}).source == "OFAC non-SDN"
    assert read_bytes({"consolidated.xml": samples.UN_XML.encode()}).source == "UN consolidated"


def test_names_in_remarks_are_written_forms_too() -> None:
    names = read_bytes(samples.csv_set()).names
    assert names[names["stands_in"] == "remarks"]["written"].tolist() == ["HETCO"]


def test_what_a_file_holds_is_seen_from_its_content() -> None:
    parts = samples.csv_set()
    renamed = {
        "SDN-2019.CSV": parts["add.csv"],
        "a.txt": parts["sdn.csv"],
        "sdn.csv": parts["alt.csv"],
        "0": parts["sdn_comments.csv"],
    }
    assert read_bytes(renamed).entries.equals(read_bytes(parts).entries)
    assert read_bytes(renamed).addresses.equals(read_bytes(parts).addresses)


def test_a_folder_is_read_and_strangers_in_it_are_named(tmp_path: Path) -> None:
    for name, raw in samples.csv_set().items():
        (tmp_path / f"old_{name.upper()}").write_bytes(raw)
    (tmp_path / ".hidden").write_text("x", encoding="utf-8")
    (tmp_path / "notes.pdf").write_bytes(b"%PDF-1.7 notes")
    (tmp_path / "more").mkdir()
    found = read_lists(tmp_path)
    assert ids(found) == ["101", "102", "103", "104", "105"]
    assert len(found.faults) == 1
    assert "notes.pdf is a PDF document" in found.faults[0]
    single = read_lists([tmp_path / "old_SDN.CSV", str(tmp_path / "old_ALT.CSV")])
    assert single.files == ("old_SDN.CSV", "old_ALT.CSV")


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ListError, match=r"nothing\.csv cannot be read \(No such file"):
        read_lists(tmp_path / "nothing.csv")
    with pytest.raises(ListError, match="no file was given"):
        read_lists(tmp_path)


def test_the_day_is_asked_for_and_kept() -> None:
    assert "On which day" in ask_day(read_bytes(samples.csv_set()))
    told = read_bytes(samples.csv_set(), published="2019-01-09")
    assert told.published == dt.date(2019, 1, 9)
    assert ask_day(told) == ""
    with pytest.raises(ListError, match="write it like 2019-01-15"):
        read_bytes(samples.csv_set(), published="9/1/2019")


@pytest.mark.parametrize("cut", [",", ";", "\t", "|", "@"])
@pytest.mark.parametrize("header", [True, False])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("tail", [b"", b"\x1a", b"\x1a\r\n", b"\r\n\r\n"])
def test_headers_marks_and_other_signs_between_cells(
    cut: str, header: bool, bom: bytes, tail: bytes
) -> None:
    rows = [samples.SDN_HEADER, *samples.SDN] if header else samples.SDN
    found = read_bytes({"list": bom + samples.plainly(rows, cut) + tail})
    assert found.faults == ()
    assert found.entries.equals(read_bytes({"sdn.csv": samples.as_csv(samples.SDN)}).entries)


def test_a_header_may_name_the_columns_in_another_order_and_add_some() -> None:
    order = [11, 3, 0, 2, 1]
    rows = [samples.SDN_HEADER, *samples.SDN]
    moved = [["", *(row[at] for at in order)] for row in rows]
    found = read_bytes({"sdn.csv": samples.plainly(moved)})
    assert ids(found) == ["101", "102", "103", "104", "105"]
    assert entry(found, "101")["programmes"] == ("NPWMD", "DPRK2")
    assert found.faults == ()


def test_a_header_of_numbers_or_of_unknown_words_is_a_header() -> None:
    for header in ([str(at) for at in range(12)], [f"Column {at}" for at in range(12)]):
        found = read_bytes({"sdn.csv": samples.plainly([header, *samples.SDN])})
        assert ids(found) == ["101", "102", "103", "104", "105"]
        assert found.faults == ()


def test_a_broken_first_row_is_no_header() -> None:
    raw = samples.as_csv([["x101", *samples.SDN[0][1:]], *samples.SDN[1:]])
    found = read_bytes({"sdn.csv": raw})
    assert ids(found) == ["102", "103", "104", "105"]
    assert len(found.faults) == 1
    assert found.faults[0].startswith('sdn.csv, line 1: found "x101" for an id')


def test_malformed_rows_are_named_by_line_and_the_rest_is_kept() -> None:
    rows = samples.as_csv(samples.SDN, end="\n").decode().splitlines()
    rows.insert(1, '201,"SHORT ROW","vessel"')
    rows.insert(3, '202,"UNCLOSED, -0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ')
    rows.insert(5, rows[0])
    rows.insert(6, rows[0].replace("101", "203").replace("HWASONG EXAMPLE TRADING CORPORATION", ""))
    rows.insert(7, rows[2].replace("102", "204").replace("individual", "orchestra"))
    found = read_bytes({"sdn.csv": "\n".join([*rows, ""]).encode()})
    assert ids(found) == ["101", "102", "103", "204", "104", "105"]
    said = "\n".join(found.faults)
    assert "line 2: found 3 cells; expected 12 cells" in said
    assert "line 4: found a quotation mark that is not closed" in said
    assert "line 6: found the id 101 a second time" in said
    assert "line 7: found no name beside the id 203" in said
    assert 'line 8: found the type "orchestra"' in said
    assert len(found.faults) == 5
    assert all("To mend it: " in fault for fault in found.faults)


def test_a_cell_over_several_lines_is_one_cell() -> None:
    rows = [[*samples.SDN[0][:11], "one\ntwo"], *samples.SDN[1:]]
    found = read_bytes({"sdn.csv": samples.as_csv(rows) + b'106,"X"\r\n'})
    assert entry(found, "101")["remarks"] == "one\ntwo"
    assert found.faults[0].startswith("sdn.csv, line 7: found 2 cells")


def test_an_id_without_an_entry_is_named() -> None:
    stranger = ["999", "99", "aka", "NOBODY", samples.NONE]
    found = read_bytes({**samples.csv_set(), "alt.csv": samples.as_csv([*samples.ALT, stranger])})
    assert len(found.aliases) == len(samples.ALT)
    assert len(found.faults) == 1
    assert found.faults[0].startswith("alt.csv, line 4: found the id 999, which sdn.csv does not")


def test_a_last_row_without_a_line_end_is_kept_with_a_doubt() -> None:
    raw = samples.as_csv(samples.SDN)
    found = read_bytes({"sdn.csv": raw[:-2]})
    assert len(found.entries) == 5
    assert len(found.faults) == 1
    assert found.faults[0].startswith("sdn.csv, line 5: found no line end after this row")
    ended = read_bytes({"sdn.csv": raw[:-2] + b"\x1a"})
    assert ended.faults == ()
    assert ended.entries.equals(found.entries)
    with pytest.raises(ListError, match=r"sdn\.csv holds no whole row"):
        read_bytes({"sdn.csv": raw[:40]})


def test_a_letter_cut_in_two_is_no_other_encoding() -> None:
    raw = samples.as_csv(samples.SDN)
    found = read_bytes({"sdn.csv": raw[: raw.index("Ñ".encode()) + 1]})
    assert len(found.entries) == 4
    assert len(found.faults) == 1
    assert "line 5: found a quotation mark that is not closed" in found.faults[0]


def test_many_faults_of_one_kind_are_counted() -> None:
    strangers = [[str(900 + at), "1", "aka", "NOBODY", samples.NONE] for at in range(50)]
    found = read_bytes({**samples.csv_set(), "alt.csv": samples.as_csv([*samples.ALT, *strangers])})
    assert len(found.faults) == 21
    assert "alt.csv: 30 more rows like the one before, not kept" in found.faults[-1]
    assert "line 53: found the id 949" in found.faults[-1]


def test_other_encodings_are_read_and_said() -> None:
    text = samples.as_csv(samples.SDN).decode()
    found = read_bytes({"sdn.csv": text.encode("cp1252")})
    assert entry(found, "105")["name"] == "PEÑA, José"
    assert len(found.faults) == 1
    assert "line 5: found the byte 0xD1, which is not UTF-8" in found.faults[0]
    for wide in ("utf-16", "utf-16-le", "utf-16-be"):
        found = read_bytes({"sdn.csv": text.encode(wide)})
        assert (entry(found, "105")["name"], found.faults) == ("PEÑA, José", ())


def test_doubled_columns_are_one_sentence() -> None:
    twice = [[cell for cell in row for _ in range(2)] for row in samples.SDN]
    with pytest.raises(ListError, match=r"sdn\.csv: found rows of 24 cells; expected 12 columns"):
        read_bytes({"sdn.csv": samples.as_csv(twice)})
    headed = [[*row, row[1]] for row in [samples.SDN_HEADER, *samples.SDN]]
    with pytest.raises(ListError, match="found the column for the name 2 times"):
        read_bytes({"sdn.csv": samples.as_csv(headed)})


def test_parts_without_the_names_and_parts_given_twice_are_refused() -> None:
    with pytest.raises(ListError, match=r"alt\.csv belongs to a list whose names are missing"):
        read_bytes({"alt.csv": samples.as_csv(samples.ALT)})
    raw = samples.as_csv(samples.SDN)
    with pytest.raises(ListError, match=r"a\.csv and b\.csv both hold names"):
        read_bytes({"a.csv": raw, "b.csv": raw})
    with pytest.raises(ListError, match="are 2 lists"):
        read_bytes({"a.csv": raw, "un.xml": samples.UN_XML.encode()})


def test_a_bad_part_leaves_the_rest_readable() -> None:
    found = read_bytes({**samples.csv_set(), "alt.csv": b"<html><title>Busy</title></html>"})
    assert len(found.entries) == 5
    assert len(found.aliases) == 0
    assert "alt.csv is a web page (its title: Busy)" in found.faults[0]


@settings(deadline=None)
@given(st.permutations(range(5)), st.permutations(range(3)))
def test_the_order_of_rows_does_not_matter(names: list[int], others: list[int]) -> None:
    from nexus.instruments.vintages import compare

    mixed = {
        **samples.csv_set(),
        "sdn.csv": samples.as_csv([samples.SDN[at] for at in names]),
        "alt.csv": samples.as_csv([samples.ALT[at] for at in others]),
    }
    found = compare(read_bytes(samples.csv_set()), read_bytes(mixed))
    assert (len(found.added), len(found.removed), len(found.changed)) == (0, 0, 0)


WHOLE = read_bytes(samples.csv_set())
ROWS = {name: len(raw) for name, raw in samples.csv_set().items()}


@settings(deadline=None)
@given(st.sampled_from(sorted(ROWS)), st.data())
def test_a_file_cut_at_any_byte_keeps_its_whole_rows(name: str, data: st.DataObject) -> None:
    raw = samples.csv_set()[name]
    end = data.draw(st.integers(0, len(raw)))
    kept, rest = raw[:end].count(b"\r\n"), raw[:end].rpartition(b"\r\n")[2]
    try:
        found = read_bytes({**samples.csv_set(), name: raw[:end]})
    except ListError as fault:
        assert name == "sdn.csv"
        assert kept == 0
        assert "\n" not in str(fault)
        return
    tables = {"sdn.csv": "entries", "alt.csv": "aliases", "add.csv": "addresses"}
    if name in tables:
        cut, whole = (getattr(one, tables[name]) for one in (found, WHOLE))
        assert len(cut) in (kept, kept + 1)
        plain = [column for column in cut.columns if column != "country" or name != "sdn.csv"]
        assert cut[plain].equals(whole[plain].head(len(cut)))
        place = f"{name}, line {kept + 1}: " if kept else name
        assert rest == b"" or rest.endswith(b"\r") or place in "".join(found.faults)


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_list_or_one_sentence(raw: bytes) -> None:
    try:
        read_bytes({"sdn.csv": raw})
    except ListError as fault:
        assert "To mend it: " in str(fault)


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 1200), st.sampled_from([b'"', b",", b"\n", b"\xff", b"-0- ", b"7"])
        ),
        max_size=8,
    )
)
def test_damage_never_raises_anything_else(spots: list[tuple[int, bytes]]) -> None:
    raw = samples.as_csv(samples.SDN)
    for at, what in spots:
        raw = raw[:at] + what + raw[at:]
    try:
        found = read_bytes({**samples.csv_set(), "sdn.csv": raw})
    except ListError as fault:
        assert "To mend it: " in str(fault)
    else:
        assert found.entries["entry_id"].is_unique
