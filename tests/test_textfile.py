"""Files that a reader may give: what they hold as plain text, or one sentence why not."""

from __future__ import annotations

import io
import logging
import re
import textwrap
import zipfile
import zlib

import docx
import pypdf
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from nexus import reading, textfile
from nexus.textfile import TextFileError, html_text, text_of
from tests.invented import FOURTEEN, SEVEN, page

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it says much about damaged files
KNOWN = {name: frozenset(runs) for name, runs in reading.fingerprint({**SEVEN, **FOURTEEN}).items()}


def found_in(text: str) -> dict[str, float]:
    return {name: found.share for name, found in reading.best(KNOWN, text).items()}


def refused(name: str, content: bytes) -> str:
    """Return the sentence with which a file is refused."""
    with pytest.raises(TextFileError) as caught:
        text_of(name, content)
    said = str(caught.value)
    assert said.startswith(name)
    assert said.endswith(textfile.MENDS)
    assert "\n" not in said
    return said


# ---- files made here


def as_html(essay: dict[str, str]) -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in essay.values())
    return (
        "<!DOCTYPE html><html><head><title>An essay</title><style>p {color: red}</style>"
        f"<script>const p = 'Sign in';</script></head><body><nav>Home</nav>{body}</body></html>"
    ).encode()


def as_markdown(essay: dict[str, str]) -> bytes:
    words = [re.sub(r"(\w+ \w+)", r"*\1*", text, count=1) for text in essay.values()]
    return ("# An essay\n\n" + "\n\n".join(words) + "\n\n[next](https://example.org)\n").encode()


def as_docx(essay: dict[str, str]) -> bytes:
    document = docx.Document()
    document.add_heading("An essay")
    for paragraph in essay.values():
        document.add_paragraph(paragraph)
    return saved(document)


def saved(document: object) -> bytes:
    file = io.BytesIO()
    document.save(file)  # type: ignore[attr-defined]
    return file.getvalue()


def as_pdf(essay: dict[str, str], lines_a_page: int = 40) -> bytes:
    """Return a small PDF file written by hand: lines of Helvetica, hyphenated nowhere."""
    lines = [
        line
        for text in essay.values()
        for line in [*textwrap.wrap(text, 80, break_on_hyphens=False), ""]
    ]
    pages = [lines[at : at + lines_a_page] for at in range(0, len(lines), lines_a_page)] or [[]]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, rows in enumerate(pages):
        shown = "".join(f"({_escaped(row)}) Tj T*\n" for row in rows)
        stream = f"BT /F1 10 Tf 12 TL 40 780 Td\n{shown}ET"
        parts += [
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{part}\nendobj\n".encode("cp1252", "replace")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = (
        f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {len(parts) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    )
    return out + end.encode()


def _escaped(row: str) -> str:
    return re.sub(r"([()\\])", r"\\\1", row)


def locked(content: bytes, password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(content))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


# ---- what is read


@pytest.mark.parametrize("essay", [SEVEN, FOURTEEN])
@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("essay.txt", lambda essay: page(essay).encode()),
        ("essay.html", as_html),
        ("essay.md", as_markdown),
        ("essay.docx", as_docx),
        ("essay.pdf", as_pdf),
    ],
)
def test_an_essay_is_found_in_any_kind_of_file(
    essay: dict[str, str], name: str, make: object
) -> None:
    shares = found_in(text_of(name, make(essay)))  # type: ignore[operator]
    assert set(shares) == set(essay)
    assert set(shares.values()) == {1.0}


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_encodings(encoding: str) -> None:
    marks = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
    text = page(SEVEN)
    assert text_of("essay.txt", marks.get(encoding, b"") + text.encode(encoding)) == text


def test_what_a_file_is_is_read_from_its_bytes() -> None:
    for make in (as_pdf, as_docx, as_html):
        assert set(found_in(text_of("essay.txt", make(SEVEN)))) == set(SEVEN)
    assert text_of("essay.pdf", b"plain words") == "plain words"
    assert set(found_in(text_of("essay", b"\n\n" + as_pdf(SEVEN)))) == set(SEVEN)


@settings(deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["x.txt", "x.md", "x.html", "x.pdf", "x.docx"]))
def test_any_bytes_are_read_or_refused(content: bytes, name: str) -> None:
    for start in (b"", b"%PDF-1.4\n", b"PK\x03\x04", b"\xff\xfe", b"<html>"):
        try:
            assert text_of(name, start + content).strip()
        except TextFileError as fault:
            assert str(fault).startswith(name)


# ---- HTML


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>one</p><p>two</p>", "one two"),
        ("one<p>two</p>three", "one two three"),
        ("<div>one<div>two</div></div>", "one two"),
        ("one<br>two<br/>three", "one two three"),
        (
            "<table><tr><td>one</td><td>two</td></tr><tr><th>three</th></tr></table>",
            "one two three",
        ),
        ("<ul><li>one</li><li>two</li></ul>", "one two"),
        ("<dl><dt>one</dt><dd>two</dd></dl>", "one two"),
        ("<figure><img><figcaption>one</figcaption></figure>two", "one two"),
        ("<title>one</title><h1>two</h1>", "one two"),
        ("<select><option>one</option><option>two</option></select>", "one two"),
        ("o<b>n</b>e <i>two</i>", "one two"),
        ("exam<wbr>ple ex&shy;ample", "example ex\u00adample"),
        ("one&nbsp;two &amp; &#8220;three&#8221;", "one two & “three”"),
        ("weapons<sup>12</sup> and<sup>[3]</sup> m<sup>th</sup>", "weapons and mth"),
        ("<script>no</script>one<style>no</style><template>no</template>", "one"),
        ("<noscript><style>no</style>no</noscript>one<!-- no -->", "one"),
        ("<div hidden>one</div>", "one"),
    ],
)
def test_words_of_a_page(markup: str, text: str) -> None:
    assert " ".join(html_text(f"<html>{markup}</html>").split()) == text


def test_a_fragment_is_html_where_its_name_says_so() -> None:
    assert text_of("part.html", b"<em>one</em>two").strip() == "onetwo"
    assert text_of("part.HTM", b"<span class='p'>one</span>").strip() == "one"
    assert text_of("note.txt", b"a < b and c > d") == "a < b and c > d"


def test_a_page_of_xhtml_is_read_without_a_warning() -> None:
    page_ = (
        b'<?xml version="1.0" encoding="utf-8"?>\n<p xmlns="http://www.w3.org/1999/xhtml">one</p>'
    )
    assert text_of("x.xhtml", page_).strip() == "one"


def test_tags_nested_very_deep_are_no_traceback() -> None:
    deep = b"<html>" + b"<div>" * 20_000 + b"one"
    try:
        assert "one" in text_of("x.html", deep)
    except TextFileError as fault:
        assert "x.html cannot be read as a web page" in str(fault)


# ---- Markdown


def test_markdown_marks_are_gone() -> None:
    text = text_of("x.md", b"# One\n\n*two* **three** [four](http://example.org) `five`\n\n- six\n")
    assert text.split() == ["One", "two", "three", "four", "five", "six"]
    assert "*two*" in text_of("x.txt", b"*two*")


def test_odd_markdown_is_no_traceback() -> None:
    for odd in (b">" * 20_000, b"[" * 5_000, b"- " * 5_000):
        try:
            text_of("x.md", odd + b" one")
        except TextFileError as fault:
            assert str(fault).startswith("x.md")


# ---- Word


def test_every_place_of_a_word_file_is_read() -> None:
    document = docx.Document()
    document.add_paragraph("plain")
    outer = document.add_table(rows=1, cols=2)
    outer.cell(0, 0).text = "cell"
    outer.cell(0, 1).add_table(rows=1, cols=1).cell(0, 0).text = "nested"
    body = document.element.body
    for xml in (
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>control</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        '<w:p><w:ins w:id="1" w:author="A"><w:r><w:t>inserted</w:t></w:r></w:ins></w:p>',
        '<w:p><w:del w:id="2" w:author="A"><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>',
        "<w:p><w:r><w:t>one</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t></w:r></w:p>",
        "<w:p><w:hyperlink><w:r><w:t>linked</w:t></w:r></w:hyperlink></w:p>",
        "<w:p><w:r><w:t>long</w:t><w:noBreakHyphen/><w:t>term</w:t></w:r></w:p>",
    ):
        body.insert(len(body) - 1, parse_xml(xml.replace(">", f" {nsdecls('w')}>", 1)))
    document.add_paragraph("last")
    words = text_of("x.docx", saved(document)).split()
    assert words == [
        *("plain", "cell", "nested", "control", "inserted", "one", "two", "three", "linked"),
        *("long-term", "last"),
    ]


def test_a_damaged_word_file_is_refused() -> None:
    content = as_docx(SEVEN)
    for damaged in (content[: len(content) // 2], content[:100], b"PK\x03\x04", b"PK" + b"x" * 99):
        assert "cannot be read as a Word file (.docx)" in refused("x.docx", damaged)


def test_a_word_file_without_a_body_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(as_docx(SEVEN))) as good, zipfile.ZipFile(out, "w") as bad:
        for name in good.namelist():
            part = good.read(name)
            if name == "word/document.xml":
                part = f"<w:document {nsdecls('w')}/>".encode()
            bad.writestr(name, part)
    assert "cannot be read as a Word file (.docx)" in refused("x.docx", out.getvalue())


SHEET = {
    "[Content_Types].xml": (
        b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        b'relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/'
        b'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
    ),
    "_rels/.rels": (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    ),
}


@pytest.mark.parametrize("content", [zipped(**SHEET), zipped(mimetype=b"application/epub+zip")])
def test_a_spreadsheet_or_a_book_with_another_name_is_refused(content: bytes) -> None:
    assert "cannot be read as a Word file (.docx)" in refused("x.docx", content)


@pytest.mark.parametrize(("part", "megabytes"), [("word/document.xml", 30), ("word/a.png", 120)])
def test_a_zip_bomb_is_refused_before_it_is_unpacked(
    monkeypatch: pytest.MonkeyPatch, part: str, megabytes: int
) -> None:
    bomb = zipped(**{part: bytes(megabytes * 1_000_000)})
    assert len(bomb) < textfile.LARGEST

    def opened(*_: object) -> None:
        raise AssertionError("the file was opened")

    monkeypatch.setattr(docx, "Document", opened)
    assert f"unpacks to {megabytes} MB, too much" in refused("x.docx", bomb)


def test_a_zip_bomb_that_lies_about_its_size_is_refused() -> None:
    bomb = bytearray(as_docx(SEVEN))
    at = bomb.index(b"PK\x01\x02", bomb.index(b"word/document.xml"))
    at = bomb.index(b"word/document.xml", at) - 46
    bomb[at + 24 : at + 28] = (10).to_bytes(4, "little")
    assert "cannot be read as a Word file (.docx)" in refused("x.docx", bytes(bomb))


# ---- PDF


def test_the_hand_made_pdf_is_one_that_others_read() -> None:
    reader = pypdf.PdfReader(io.BytesIO(as_pdf(FOURTEEN)), strict=True)
    assert len(reader.pages) >= 3
    assert reader.pages[0].extract_text().startswith(FOURTEEN["C01"][:30])


def test_a_pdf_with_a_password_is_refused_and_without_one_is_read() -> None:
    assert "is locked with a password" in refused("x.pdf", locked(as_pdf(SEVEN), "secret"))
    assert set(found_in(text_of("x.pdf", locked(as_pdf(SEVEN), "")))) == set(SEVEN)


def test_a_lock_that_is_not_known_here_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> None:
        raise pypdf.errors.DependencyError("cryptography>=3.1 is required for AES algorithm")

    monkeypatch.setattr(pypdf.PdfReader, "decrypt", missing)
    assert "is locked" in refused("x.pdf", locked(as_pdf(SEVEN), ""))


def test_a_damaged_pdf_is_refused_or_read_as_far_as_it_goes() -> None:
    content = as_pdf(FOURTEEN)
    for damaged in (b"%PDF-1.4\n", content[:60], b"%PDF" + b"\xff" * 500):
        refused("x.pdf", damaged)
    for share in (0.3, 0.5, 0.9):
        try:
            assert found_in(text_of("x.pdf", content[: int(len(content) * share)]))
        except TextFileError as fault:
            assert str(fault).startswith("x.pdf")


def test_a_pdf_of_pictures_is_refused() -> None:
    assert "may be a scan" in refused("x.pdf", as_pdf({}))


def test_a_pdf_bomb_is_refused() -> None:
    packed = zlib.compress(b"(x) Tj " * 12_000_000)
    good = as_pdf({"H01": "word"})
    at, end = good.index(b"<< /Length"), good.index(b"endstream")
    head = f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode()
    bomb = good[:at] + head + packed + b"\n" + good[end:]
    assert len(bomb) < textfile.LARGEST
    refused("x.pdf", bomb)


# ---- what is no text


PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
    b"\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa75\x81\x84"
    b"\x00\x00\x00\x00IEND\xaeB`\x82"
)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
GIF = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00!\xf9\x04\x00;"
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100


@pytest.mark.parametrize(
    "content", [PNG, JPEG, GIF, OLD_WORD, b"\0\0\0", "word".encode("utf-16-le")]
)
def test_what_is_no_text_is_refused_whatever_its_name(content: bytes) -> None:
    assert "is not a text" in refused("x.txt", content)


@pytest.mark.parametrize("content", [b"", b" \n\t", b"\xef\xbb\xbf", b"\xff\xfe", b"<html></html>"])
def test_an_empty_file_is_refused(content: bytes) -> None:
    said = refused("x.txt", content)
    assert "is empty" in said or "holds no words" in said


def test_a_file_of_21_mb_is_refused() -> None:
    assert "has 21 MB, and 20 are read at most" in refused("x.txt", b"x" * 21_000_000)
    assert "has 20.1 MB" in refused("x.txt", b"x" * 20_100_000)
