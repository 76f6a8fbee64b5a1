"""What a file is, read from its bytes: a table, an XML file, or something that is no list."""

from __future__ import annotations

import codecs
import io
import re
import zipfile

from nexus.instruments.published import ListError

LARGEST = 500_000_000
WHERE = (
    "download sdn.csv, alt.csv, add.csv and sdn_comments.csv, SDN.XML or SDN_ADVANCED.XML from "
    "OFAC, or the consolidated list as XML from the United Nations."
)
_STARTS = {
    b"%PDF": "a PDF document",
    b"\x1f\x8b": "a gzip archive",
    b"\xd0\xcf\x11\xe0": "an old spreadsheet or Word document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
}


def kind_of(name: str, raw: bytes) -> str:
    """Return "csv" or "xml".

    Raises
    ------
    ListError: where the file is empty, too large, an archive, a web page, or no text.
    """
    blank = b" \t\r\n\x1a\xef\xbb\xbf"
    if not raw[:400].strip(blank) and not raw.strip(blank):
        raise ListError(f"{name} is empty. To mend it: {WHERE}")
    if len(raw) > LARGEST:
        size = f"{len(raw) / 1e6:.0f} MB, and {LARGEST / 1e6:.0f} are read at most"
        raise ListError(f"{name} has {size}. To mend it: {WHERE}")
    if raw.startswith(b"PK"):
        raise ListError(_say_archive(name, raw))
    for start, what in _STARTS.items():
        if raw.startswith(start):
            raise ListError(f"{name} is {what}, not a list. To mend it: {WHERE}")
    begins = text_of(name, raw[:4000])[0].lstrip()
    _refuse_pages(name, begins)
    return "xml" if begins.startswith("<") else "csv"


def text_of(name: str, raw: bytes) -> tuple[str, str]:
    """Return the text of a file, and a sentence where its encoding had to be guessed (else "").

    A letter that was cut in two at the end of the file is left out.

    Raises
    ------
    ListError: where the bytes are no text.
    """
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _checked(name, codecs.getincrementaldecoder("utf-16")("replace").decode(raw)), ""
    if raw[:400].count(0) > len(raw[:400]) // 3:
        wide = "utf-16-be" if raw[0] == 0 else "utf-16-le"
        return _checked(name, codecs.getincrementaldecoder(wide)("replace").decode(raw)), ""
    try:
        return _checked(name, codecs.getincrementaldecoder("utf-8-sig")().decode(raw)), ""
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        said = (
            f"{name}, line {line}: found the byte 0x{raw[fault.start]:02X}, which is not UTF-8; "
            "the file was read as Windows-1252. To mend it: look whether letters with accents are "
            "right, or download the file again without opening it in another program."
        )
        return _checked(name, raw.decode("cp1252", errors="replace")), said


def _checked(name: str, text: str) -> str:
    if "\x00" in text:
        raise ListError(f"{name} holds zero bytes and is no text. To mend it: {WHERE}")
    return text


def _say_archive(name: str, raw: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            inside = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return f"{name} is a zip archive that is damaged or cut short. To mend it: {WHERE}"
    if any(part.startswith(("xl/", "word/")) for part in inside):
        mend = "save the table from that program as CSV UTF-8, or " + WHERE
        return f"{name} is a spreadsheet or Word document, not a list. To mend it: {mend}"
    lists = [part for part in inside if part.lower().endswith((".csv", ".xml"))]
    if not lists:
        return f"{name} is a zip archive without a CSV or XML file in it. To mend it: {WHERE}"
    held = ", ".join(lists[:6]) + (" and more" if len(lists) > 6 else "")
    mend = "unpack it, and give the files that were in it."
    return f"{name} is a zip archive that holds {held}. To mend it: {mend}"


def _refuse_pages(name: str, start: str) -> None:
    head = start[:3000].lower()
    if "<html" in head or head.startswith(("<!doctype html", "<head", "<body")):
        title = re.search(r"<title[^>]*>\s*([^<]{1,80}?)\s*</title>", start, re.IGNORECASE)
        called = f" (its title: {title[1]})" if title else ""
        found = f"{name} is a web page{called}, not a list; a download often gives an error page"
        raise ListError(f"{found}. To mend it: {WHERE}")
    if start.startswith(("{", "[")):
        raise ListError(f"{name} is a JSON text, not a list. To mend it: {WHERE}")
