"""The bytes of a file become plain text: text, Markdown, HTML, PDF or Word.

What a file is, is read from its bytes; its name is only asked where the bytes do not say.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from nexus.errors import NexusError

LARGEST = 20_000_000
MENDS = "Save the page as a text, HTML, PDF or Word file, or copy its words and paste them."
# Tags whose words stand apart from those before and after.
BLOCKS = frozenset(
    (
        *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "br", "hr", "title"),
        *("ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "tr", "td", "th", "option"),
        *("section", "article", "header", "footer", "main", "nav", "aside", "address"),
        *("figure", "figcaption", "details", "summary", "form", "button", "label"),
    )
)
UNSEEN = frozenset(("script", "style", "noscript", "template"))
_NOTE_MARK = re.compile(r"[\s\[\](),*†‡\d–-]+")


class TextFileError(NexusError):
    """A file from which no text can be had."""


def text_of(name: str, content: bytes) -> str:
    """Return the text of a file.

    Parameters
    ----------
    name: the file's name; its ending tells Markdown from plain text.
    content: the file's bytes, at most 20 MB.

    Raises
    ------
    TextFileError: where the file is empty, too large, locked, a picture, or of another kind.
    """
    if not content.strip():
        raise TextFileError(f"{name} is empty. {MENDS}")
    if len(content) > LARGEST:
        raise TextFileError(
            f"{name} has {len(content) / 1e6:.3g} MB, and {LARGEST / 1e6:.0f} are read at most. "
            f"{MENDS}"
        )
    if content[:1024].lstrip().startswith(b"%PDF"):
        text = _pdf(name, content)
    elif content.startswith(b"PK"):
        text = _word(name, content)
    else:
        text = _plain(name, content)
    if not text.strip():
        raise TextFileError(f"{name} holds no words that can be read; it may be a scan. {MENDS}")
    return text


def _pdf(name: str, content: bytes) -> str:
    import pypdf

    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not _unlocked(reader):
            raise TextFileError(
                f"{name} is locked with a password, or in a way that is not read here. {MENDS}"
            )
        return "\n".join(page.extract_text() for page in reader.pages)
    except TextFileError:
        raise
    except Exception:
        # A damaged PDF fails in many ways, and the reader's help is the same for each.
        raise TextFileError(f"{name} cannot be read as a PDF file. {MENDS}") from None


def _unlocked(reader: Any) -> bool:
    """Say whether a locked PDF opens without a password, as many that only bar printing do."""
    try:
        return bool(reader.decrypt(""))
    except Exception:  # a cipher for which pypdf needs a library that Nexus does not bring
        return False


def _word(name: str, content: bytes) -> str:
    import docx

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            sizes = {part.filename: part.file_size for part in parts.infolist()}
        # Pictures are only unpacked; of XML every tag takes many times its bytes in memory.
        parsed = sum(size for part, size in sizes.items() if part.endswith((".xml", ".rels")))
        if parsed > LARGEST or sum(sizes.values()) > 5 * LARGEST:
            whole = sum(sizes.values()) / 1e6
            raise TextFileError(f"{name} unpacks to {whole:.0f} MB, too much. {MENDS}")
        return "\n".join(_word_lines(docx.Document(io.BytesIO(content)).element.body))
    except TextFileError:
        raise
    except Exception:
        raise TextFileError(f"{name} cannot be read as a Word file (.docx). {MENDS}") from None


def _word_lines(body: Any) -> Iterator[str]:
    """Yield every paragraph as it stands, also in tables within tables, fields and insertions.

    ``Document.paragraphs`` holds only those that stand in none of these.
    """
    from docx.oxml.ns import qn

    signs = {"w:tab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
    signs = {qn(name): sign for name, sign in signs.items()}
    text = qn("w:t")
    for paragraph in body.iter(qn("w:p")):
        parts = paragraph.iter(text, *signs)
        yield "".join((one.text or "") if one.tag == text else signs[one.tag] for one in parts)


def _plain(name: str, content: bytes) -> str:
    text = _decoded(content)
    if "\0" in text:
        raise TextFileError(f"{name} is not a text. {MENDS}")
    ending = PurePath(name).suffix.lower()
    start = text[:2000].lower()
    marks = ("<html", "<!doctype html", "<body", "<p>", "<div")
    try:
        if ending in (".html", ".htm", ".xhtml") or any(mark in start for mark in marks):
            return html_text(text)
        if ending in (".md", ".markdown"):
            import mistune

            return html_text(str(mistune.html(text)))
    except RecursionError:
        raise TextFileError(
            f"{name} cannot be read: its parts are nested too deep. {MENDS}"
        ) from None
    return text


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def html_text(page: str) -> str:
    """Return the words of an HTML page: a line for each block, no scripts, no styles, no notes."""
    import bs4

    with warnings.catch_warnings():
        # XHTML is read well enough, and a page that is only an address is no mistake of ours.
        warnings.simplefilter("ignore", bs4.XMLParsedAsHTMLWarning)
        warnings.simplefilter("ignore", bs4.MarkupResemblesLocatorWarning)
        soup = bs4.BeautifulSoup(page, "html.parser")
    return "".join(_seen(soup))


def _seen(soup: Any) -> Iterator[str]:
    """Yield the words of a page, with a line's end before and after each block."""
    from bs4.element import CData, NavigableString, Tag

    waiting: list[Any] = [soup]
    while waiting:  # no recursion: a page may be nested deeper than Python goes
        one = waiting.pop()
        if isinstance(one, Tag):
            if one.name in UNSEEN or (one.name == "sup" and _NOTE_MARK.fullmatch(one.get_text())):
                continue
            children = list(reversed(one.contents))
            waiting += ["\n", *children, "\n"] if one.name in BLOCKS else children
        elif type(one) in (str, NavigableString, CData):
            yield str(one)
