"""What is no list is named for what it is."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from nexus.instruments.filekind import kind_of
from nexus.instruments.lists import ListError, read_bytes
from tests.instruments import samples


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, raw in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), raw)
    return out.getvalue()


PAGE = b"<!DOCTYPE html>\r\n<html><head><title>\n 404 Not Found </title></head><body></body></html>"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "sdn.csv is empty"),
        (b"\xef\xbb\xbf \r\n\x1a", "sdn.csv is empty"),
        (PAGE, r"sdn.csv is a web page \(its title: 404 Not Found\)"),
        (b"\n\n  <HTML><BODY>Service unavailable", "sdn.csv is a web page, not a list"),
        (zipped(sdn_csv=b"1", SDN_XML=b"2"), r"a zip archive that holds sdn.csv, SDN.XML"),
        (zipped(notes_txt=b"1"), "a zip archive without a CSV or XML file"),
        (zipped(xl__workbook_xml=b"1"), "a spreadsheet or Word document"),
        (zipped(sdn_csv=b"1" * 999)[:40], "a zip archive that is damaged or cut short"),
        (gzip.compress(b"1"), "a gzip archive"),
        (b"%PDF-1.7", "a PDF document"),
        (b"\xd0\xcf\x11\xe0\xa1", "an old spreadsheet"),
        (b'{"error": "not found"}', "a JSON text"),
        (b"12,\x00\x01\x02", "zero bytes"),
        (b"Access denied.", "found no rows that begin with an entry's number"),
        (b"<note>hello</note>", r"sdn.csv begins with <note>; expected sdnList"),
        (b"<sdnList", "begins like XML but cannot be read"),
        (b"<sdnList/>", "holds no whole entry"),
    ],
)
def test_no_list_is_one_sentence_that_says_what_it_is(raw: bytes, said: str) -> None:
    with pytest.raises(ListError, match=said) as caught:
        read_bytes({"sdn.csv": raw})
    assert "To mend it: " in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_two_kinds() -> None:
    assert kind_of("x", samples.as_csv(samples.SDN)) == "csv"
    assert kind_of("x", samples.UN_XML.encode()) == "xml"
    assert kind_of("x.csv", samples.UN_XML.encode("utf-16")) == "xml"


def test_too_large_a_file_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nexus.instruments.filekind.LARGEST", 100)
    with pytest.raises(ListError, match="are read at most"):
        read_bytes({"sdn.csv": samples.as_csv(samples.SDN)})
