"""XML from strangers: entity bombs and external entities refused, then read piece by piece."""

from __future__ import annotations

import io
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from typing import Any

import defusedxml.ElementTree
from defusedxml.common import DefusedXmlException
from lxml import etree

from nexus.instruments.filekind import WHERE, text_of
from nexus.instruments.published import ListError, say_fault

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_NAMESPACE = re.compile(rb"""(<[A-Za-z][^<>]*?)\sxmlns\s*=\s*(?:"[^"<>]*"|'[^'<>]*')""")
_HEAD = 4096  # the first element begins well before
_BAD_ENTITY = (
    "found a DOCTYPE, in which entities could be declared that swell or that fetch other files; it "
    "was not opened. Neither OFAC nor the United Nations publishes such a file"
)


@dataclass
class XmlFile:
    """An XML file that is safe to read.

    Attributes
    ----------
    file, raw: its name and its bytes, in an encoding that its declaration names rightly.
    root: the name of its first element, without namespace.
    stated: the attributes of that element.
    faults: what was noticed on the way; ``pieces`` adds a sentence where the file is cut short.
    """

    file: str
    raw: bytes
    root: str
    stated: dict[str, str]
    faults: list[str] = field(default_factory=list)


def open_xml(file: str, raw: bytes) -> XmlFile:
    """Return an XML file of which the first element was read with care.

    Raises
    ------
    ListError: for a DOCTYPE (entity bombs, external entities) and for what is no XML.
    """
    raw, guessed = _readable(file, raw)
    try:
        # A DOCTYPE can only stand before the first element, so this is the whole check: without
        # one, no entity can be declared. What follows is read by a faster parser.
        events = defusedxml.ElementTree.iterparse(io.BytesIO(raw), ["start"], forbid_dtd=True)
        _, first = next(events)
    except DefusedXmlException:
        raise ListError(f"{file}: {_BAD_ENTITY}. To mend it: {WHERE}") from None
    except (SyntaxError, ValueError, LookupError, StopIteration) as fault:
        said = f"{file} begins like XML but cannot be read ({fault})"
        raise ListError(f"{said}. To mend it: {WHERE}") from None
    # Without the one namespace that the lists declare, names are short and reading is quicker.
    head = _NAMESPACE.sub(rb"\1", raw[:_HEAD], count=1)
    faults = [guessed] if guessed else []
    return XmlFile(file, head + raw[_HEAD:], local(first.tag), dict(first.attrib), faults)


def pieces(xml: XmlFile, names: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """Yield each whole element of these names, as it ends, with its name; then let go of it.

    A file that is cut short or broken yields what is whole, and adds a sentence to ``faults``.
    """
    tags = [f"{{*}}{name}" for name in names]
    parser = etree.iterparse(
        io.BytesIO(xml.raw),
        tag=tags,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, element in parser:
            yield local(element.tag), element
            element.clear()
    except etree.XMLSyntaxError as fault:
        line = fault.lineno or None
        found = f"a file that breaks off or is damaged here ({_plain(fault.msg)})"
        mend = "download it again. What was whole before this line is kept."
        expected = f"whole XML to the closing </{xml.root}>"
        xml.faults.append(say_fault(xml.file, line, found, expected, mend))


def local(tag: str) -> str:
    """Return the name of an element without its namespace."""
    return tag.rpartition("}")[2] if tag[0] == "{" else tag


def line_of(element: Any) -> int | None:
    """Return the line of an element, or None beyond line 65,534, where it is not kept."""
    line = element.sourceline
    return line if line and line < 65_535 else None


def text(element: Any) -> str:
    """Return the text of one element, its spaces and line ends made one space."""
    return " ".join((element.text or "").split())


def children(element: Any, name: str) -> list[Any]:
    """Return the children of one name, whatever their namespace."""
    return list(element.iterchildren(f"{{*}}{name}"))


def grouped(element: Any, single: Container[str]) -> tuple[dict[str, str], dict[str, list[Any]]]:
    """Return the children of an element by their names, whatever their namespace.

    Parameters
    ----------
    single: names of which only the first text counts; they come as text, all others as elements.
    """
    said: dict[str, str] = {}
    found: dict[str, list[Any]] = {}
    for child in element:
        name = child.tag
        if name[0] == "{":
            name = local(name)
        if name in single:
            if not said.get(name):
                said[name] = text(child)
        elif name in found:
            found[name].append(child)
        else:
            found[name] = [child]
    return said, found


def texts(element: Any) -> dict[str, str]:
    """Return the text of each child by its name, where there is any; the first of several."""
    found: dict[str, str] = {}
    for child in element:
        said = child.text
        if said and not said.isspace():
            name = child.tag
            if name[0] == "{":
                name = local(name)
            if name not in found:
                found[name] = " ".join(said.split())
    return found


def _plain(message: str | None) -> str:
    return re.sub(r", line \d+.*", "", message or "not XML")


def _readable(file: str, raw: bytes) -> tuple[bytes, str]:
    """Return bytes whose declaration does not lie about their encoding."""
    wide = raw[:4].count(0) or raw[:2] in (b"\xff\xfe", b"\xfe\xff")
    if not wide:
        raw = raw.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n").rstrip(b"\x1a \r\n")
        declared = _DECLARED.match(raw[:200])
        if declared and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii"):
            return raw, ""
    content, guessed = text_of(file, raw)
    if guessed or wide:
        return _DECLARATION.sub("", content).strip("\x1a \r\n").encode("utf-8"), guessed
    return raw, ""
