"""XML from strangers: entity bombs and external entities refused, then read piece by piece."""

from __future__ import annotations

import codecs
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

import defusedxml.ElementTree
from defusedxml.common import DefusedXmlException

from nexus.instruments.filekind import WHERE, text_of
from nexus.instruments.published import ListError, say_fault

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_NAMESPACE = re.compile(rb"""(<[A-Za-z][^<>]*?)\sxmlns\s*=\s*(?:"[^"<>]*"|'[^'<>]*')""")
_PREFIX = re.compile(rb"xmlns(?::([\w.-]+))?\s*=")
_HEAD = 4000  # bytes within which a list declares its namespace
_STRETCH = 1 << 14  # bytes that are built at a time: few enough to stay near the processor
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
    read: how many elements of each name ``pieces`` has yielded.
    lines: where the elements of a name begin, once ``line_of`` was asked.
    """

    file: str
    raw: bytes
    root: str
    stated: dict[str, str]
    faults: list[str] = field(default_factory=list)
    read: Counter[str] = field(default_factory=Counter)
    lines: dict[str, list[int]] = field(default_factory=dict)


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
    head, found = _NAMESPACE.subn(rb"\1", raw[:_HEAD], count=1)
    raw = head + raw[_HEAD:] if found else raw
    return XmlFile(file, raw, local(first.tag), dict(first.attrib), [guessed] if guessed else [])


def pieces(xml: XmlFile, names: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """Yield each whole element of these names in the order of the file, with its name.

    No name has its namespace, which differs from vintage to vintage. An element is let go of once
    the next is asked for. A file that is cut short or broken yields what is whole, and adds a
    sentence to ``faults``.
    """
    # Without a DOCTYPE (``open_xml`` refuses one) no entity can be declared, so the standard
    # parser, which is some three times as fast on these files as others, has none to follow.
    builder = ElementTree.TreeBuilder()
    top = builder.start("file", {})
    parser = ElementTree.XMLParser(target=builder)  # noqa: S314 - see above
    spaced = _other_namespace(xml.raw)
    broken = None
    try:
        for start in range(0, len(xml.raw), _STRETCH):
            parser.feed(xml.raw[start : start + _STRETCH])
            yield from _ended(xml, _taken(top, names), spaced)
        parser.close()
    except ElementTree.ParseError as fault:
        broken = fault
    builder.start("end", {})  # comes to stand after what has ended, within what is still open
    yield from _ended(xml, _taken(top, names), spaced)
    if broken is not None:
        found = f"a file that breaks off or is damaged here ({_plain(str(broken))})"
        mend = "download it again. What was whole before this line is kept."
        expected = f"whole XML to the closing </{xml.root}>"
        xml.faults.append(say_fault(xml.file, broken.position[0], found, expected, mend))


def _taken(holder: Any, names: tuple[str, ...], last: bool = False) -> list[Any]:
    """Take the elements of these names out of a holder; the last of all may be open still."""
    found = []
    while len(holder):
        *ended, newest = holder
        for child in ended:
            found += [child] if local(child.tag) in names else _taken(child, names, last=True)
        del holder[:-1]
        if local(newest.tag) in names:
            return found + [newest] * last
        holder = newest
    return found


def _ended(xml: XmlFile, elements: list[Any], spaced: bool) -> Iterator[tuple[str, Any]]:
    for element in elements:
        if spaced:
            for one in element.iter():
                one.tag = local(one.tag)
        xml.read[element.tag] += 1
        yield element.tag, element


def _other_namespace(raw: bytes) -> bool:
    """Say whether elements may stand in a namespace still, after the first was taken out."""
    prefixes = set(_PREFIX.findall(raw))
    return any(b"<" + prefix + b":" in raw for prefix in prefixes if prefix) or b"" in prefixes


def line_of(xml: XmlFile, name: str) -> int:
    """Return the line on which the last element of this name begins that ``pieces`` yielded."""
    # Seldom asked, and then perhaps often: the parser keeps no lines, so all are counted once.
    if name not in xml.lines:
        begins = re.compile(rb"<!--.*?-->|(<(?:[\w.-]+:)?" + name.encode() + rb"[\s/>])", re.DOTALL)
        lines, line, before = [], 1, 0
        for found in begins.finditer(xml.raw):
            if found[1]:
                line += xml.raw.count(b"\n", before, found.start())
                before = found.start()
                lines.append(line)
        xml.lines[name] = lines
    return xml.lines[name][xml.read[name] - 1]


def local(tag: str) -> str:
    """Return the name of an element without its namespace."""
    return tag.rpartition("}")[2] if tag[0] == "{" else tag


def text(element: Any) -> str:
    """Return the text of one element, its spaces and line ends made one space."""
    return " ".join((element.text or "").split())


def grouped(element: Any) -> dict[str, list[Any]]:
    """Return the children of an element by their names."""
    found: dict[str, list[Any]] = {}
    for child in element:
        if child.tag in found:
            found[child.tag].append(child)
        else:
            found[child.tag] = [child]
    return found


def texts(element: Any) -> dict[str, str]:
    """Return the text of each child by its name, where there is any; the first of several."""
    found: dict[str, str] = {}
    for child in element:
        said = child.text
        if said and child.tag not in found and (said := " ".join(said.split())):
            found[child.tag] = said
    return found


def _is_utf8(raw: bytes) -> bool:
    """Say whether bytes are text in UTF-8; the text itself is not kept, which would take longer."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(raw), _STRETCH):
            decoder.decode(raw[start : start + _STRETCH])
    except UnicodeDecodeError:
        return False
    return b"\x00" not in raw


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
        if _is_utf8(raw):
            return raw, ""
    content, guessed = text_of(file, raw)
    if guessed or wide:
        return _DECLARATION.sub("", content).strip("\x1a \r\n").encode("utf-8"), guessed
    return raw, ""
