"""The United Nations' consolidated list in XML, of any vintage, with its nested fields."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator
from typing import Any

from nexus.instruments.published import UN, Draft, is_day, say_fault
from nexus.instruments.xmlfile import XmlFile, grouped, line_of, pieces, text, texts

_NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME", "FIFTH_NAME", "SIXTH_NAME")
_STREET = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE")
_MEND = "compare the entry with the file as the United Nations publishes it."
# Fields that have a column of their own; every other one is kept in ``details``.
_OWN = {
    *_NAMES,
    *("DATAID", "VERSIONNUM", "UN_LIST_TYPE", "REFERENCE_NUMBER", "LISTED_ON", "COMMENTS1"),
    *("NAME_ORIGINAL_SCRIPT", "DESIGNATION", "NATIONALITY", "LAST_DAY_UPDATED", "LIST_TYPE"),
    *("SORT_KEY", "SORT_KEY_LAST_MOD"),
}

Parts = dict[str, list[Any]]


def read_un(xml: XmlFile) -> Draft:
    """Return the entries of a consolidated list, a row each, and one sentence for each fault."""
    draft = Draft(UN)
    day = xml.stated.get("dateGenerated", "")[:10]
    if is_day(day):
        draft.published = dt.date.fromisoformat(day)
    seen: set[str] = set()
    for name, element in pieces(xml, ("INDIVIDUAL", "ENTITY")):
        parts = grouped(element)
        entry = _entry(name, element, parts)
        found = _bad(entry, seen)
        if found:
            expected = "an entry with a DATAID of its own and a name"
            xml.faults.append(say_fault(xml.file, line_of(xml, name), found, expected, _MEND))
            continue
        if entry["listed_on"] and not is_day(entry["listed_on"]):
            found = f'"{entry["listed_on"][:40]}" for LISTED_ON'
            xml.faults.append(
                say_fault(xml.file, line_of(xml, name), found, "a day as YYYY-MM-DD", _MEND)
            )
            entry["listed_on"] = None
        seen.add(entry["entry_id"])
        _nested(name, parts, entry, draft)
        draft.entries.append(entry)
    draft.faults += xml.faults
    return draft


def _entry(name: str, element: Any, parts: Parts) -> dict[str, Any]:
    said = texts(element)
    programme = said.get("UN_LIST_TYPE")
    reference = said.get("REFERENCE_NUMBER", "")
    return {
        "entry_id": said.get("DATAID") or reference,
        "name": " ".join(said[part] for part in _NAMES if part in said),
        "kind": "person" if name == "INDIVIDUAL" else "entity",
        "programmes": (programme,) if programme else (),
        "listed_on": said.get("LISTED_ON", "")[:10] or None,
        "remarks": said.get("COMMENTS1", ""),
        "reference": reference,
        "original_name": said.get("NAME_ORIGINAL_SCRIPT", ""),
        "designations": tuple(_values(parts, "DESIGNATION")),
        "nationalities": tuple(_values(parts, "NATIONALITY")),
        "updated_on": tuple(_values(parts, "LAST_DAY_UPDATED")),
    }


def _bad(entry: dict[str, Any], seen: set[str]) -> str:
    if not entry["entry_id"]:
        return "an entry without DATAID and REFERENCE_NUMBER"
    if not entry["name"]:
        return f"no name in the entry {entry['entry_id']}"
    return f"the entry {entry['entry_id']} a second time" if entry["entry_id"] in seen else ""


def _nested(name: str, parts: Parts, entry: dict[str, Any], draft: Draft) -> None:
    for child in parts.get(f"{name}_ALIAS", []):
        _alias(child, entry["entry_id"], draft)
    countries = []
    for child in parts.get(f"{name}_ADDRESS", []):
        said = texts(child)
        if said:
            street = ", ".join(said.pop(part) for part in _STREET if part in said)
            countries.append(said.pop("COUNTRY", ""))
            draft.addresses.append(
                (entry["entry_id"], street, countries[-1], "; ".join(said.values()))
            )
    entry["country"] = next(filter(None, (*entry["nationalities"], *countries)), "")
    entry["birth_dates"] = _each(parts, f"{name}_DATE_OF_BIRTH", _birth_date)
    entry["birth_places"] = _each(parts, f"{name}_PLACE_OF_BIRTH", _joined)
    entry["documents"] = _each(parts, f"{name}_DOCUMENT", _document)
    entry["details"] = tuple(_others(name, parts))


def _alias(child: Any, entry_id: str, draft: Draft) -> None:
    said = texts(child)
    alias, quality = said.pop("ALIAS_NAME", ""), said.pop("QUALITY", "")
    # For entities the field QUALITY tells a former name from another one, not good from low.
    kind = quality.replace(".", "").strip() if "." in quality else ""
    if alias:
        rest = "; ".join(f"{_words(key)}: {value}" for key, value in said.items())
        draft.aliases.append((entry_id, alias, "" if kind else quality, kind, rest))


def _values(parts: Parts, name: str) -> Iterator[str]:
    for child in parts.get(name, []):
        said = [text(value) for value in child] or [text(child)]
        yield from filter(None, said)


def _each(parts: Parts, name: str, say: Any) -> tuple[str, ...]:
    return tuple(filter(None, (say(texts(child)) for child in parts.get(name, []))))


def _joined(said: dict[str, str]) -> str:
    return ", ".join(said.values())


def _birth_date(said: dict[str, str]) -> str:
    day = said.get("DATE", said.get("YEAR", ""))
    if "FROM_YEAR" in said or "TO_YEAR" in said:
        day = f"{said.get('FROM_YEAR', '?')} to {said.get('TO_YEAR', '?')}"
    about = "about " if said.get("TYPE_OF_DATE", "").startswith("APPROX") and day else ""
    note = f" ({said['NOTE']})" if "NOTE" in said else ""
    return f"{about}{day}{note}".strip()


def _document(said: dict[str, str]) -> str:
    begins = [
        said.pop(key) for key in ("TYPE_OF_DOCUMENT", "TYPE_OF_DOCUMENT2", "NUMBER") if key in said
    ]
    rest = [f"{_words(key)}: {value}" for key, value in said.items()]
    return "; ".join([" ".join(begins), *rest] if begins else rest)


def _others(name: str, parts: Parts) -> Iterator[str]:
    for tag, elements in parts.items():
        if tag in _OWN or tag.startswith(f"{name}_"):
            continue
        for child in elements:
            said = [text(value) for value in child] or [text(child)]
            if any(said):
                yield f"{_words(tag)}: {', '.join(filter(None, said))}"


@functools.lru_cache(maxsize=1000)
def _words(tag: str) -> str:
    return tag.replace("_", " ").lower()
