"""The bytes of a file become plain text: text, Markdown, HTML, PDF or Word.

What a file is, is read from its bytes; its name is only asked where the bytes do not say.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePath

from nexus.errors import NexusError

LARGEST = 20_000_000
MENDS = "Save the page as a text, HTML, PDF or Word file, or copy its words and paste them."
BLOCKS = (
    *("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "br", "tr"),
    *("section", "article", "header", "footer"),
)


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
            f"{name} has {len(content) / 1e6:.0f} MB, and {LARGEST / 1e6:.0f} are read at most. "
            f"{MENDS}"
        )
    if content.startswith(b"%PDF"):
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
        if reader.is_encrypted and not reader.decrypt(""):
            raise TextFileError(f"{name} is locked with a password. {MENDS}")
        return "\n".join(page.extract_text() for page in reader.pages)
    except TextFileError:
        raise
    except Exception:
        # A damaged PDF fails in many ways, and the reader's help is the same for each.
        raise TextFileError(f"{name} cannot be read as a PDF file. {MENDS}") from None


def _word(name: str, content: bytes) -> str:
    import docx

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            size = sum(part.file_size for part in parts.infolist())
        if size > 5 * LARGEST:
            raise TextFileError(f"{name} unpacks to {size / 1e6:.0f} MB, too much. {MENDS}")
        document = docx.Document(io.BytesIO(content))
    except TextFileError:
        raise
    except Exception:
        raise TextFileError(f"{name} cannot be read as a Word file (.docx). {MENDS}") from None
    lines = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:  # pages that were laid out in a table
        lines += [cell.text for row in table.rows for cell in row.cells]
    return "\n".join(lines)


def _plain(name: str, content: bytes) -> str:
    text = _decoded(content)
    if "\0" in text:
        raise TextFileError(f"{name} is not a text. {MENDS}")
    start = text[:2000].lower()
    if any(mark in start for mark in ("<html", "<!doctype html", "<body", "<p>", "<div")):
        return html_text(text)
    if PurePath(name).suffix.lower() in (".md", ".markdown"):
        import mistune

        return html_text(str(mistune.html(text)))
    return text


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def html_text(page: str) -> str:
    """Return the words of an HTML page: a line for each block, no scripts, no styles."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(page, "html.parser")
    for tag in soup(["script", "style", "noscript", "template"]):
        tag.decompose()
    for tag in soup(list(BLOCKS)):
        tag.append("\n")
    return soup.get_text()
