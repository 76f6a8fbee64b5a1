"""OFAC's list in its older XML form, SDN.XML."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator, Mapping
from typing import Any

from nexus.instruments.published import OFAC, Draft, say_fault
from nexus.instruments.xmlfile import XmlFile, line_of, pieces, text, texts

KINDS = {"individual": "person", "entity": "entity", "vessel": "vessel", "aircraft": "aircraft"}
_MEND = "compare the entry with the file as OFAC publishes it."
_STREET = ("address1", "address2", "address3", "city", "stateOrProvince", "postalCode")
_OWN = {
    *("uid", "firstName", "lastName", "sdnType", "remarks", "title", "programList", "akaList"),
    *("addressList", "idList", "nationalityList", "citizenshipList", "dateOfBirthList"),
    *("placeOfBirthList",),
}


def read_old_xml(xml: XmlFile) -> Draft:
    """Return the entries of SDN.XML (``sdnList``, ``publshInformation``, ``sdnEntry``)."""
    draft = Draft(OFAC)
    seen: set[str] = set()
    for name, element in pieces(xml, ("publshInformation", "publishInformation", "sdnEntry")):
        if name != "sdnEntry":
            _header(xml, texts(element), draft)
            continue
        parts = _parts(element)
        entry = _entry(element, parts)
        found = bad_entry(entry, seen)
        if found:
            expected = "an entry with a uid of its own and a name"
            xml.faults.append(say_fault(xml.file, line_of(xml, "sdnEntry"), found, expected, _MEND))
            continue
        seen.add(entry["entry_id"])
        if not entry["kind"]:
            _strange_type(xml, entry)
        _nested(parts, entry, draft)
        draft.entries.append(entry)
    draft.faults += xml.faults
    return draft


def full_name(last: str, first: str) -> str:
    """Return a name as OFAC's CSV set writes it: ``KIM, Jong Un``."""
    return ", ".join(part for part in (last, first) if part)


def bad_entry(entry: Mapping[str, Any], seen: Container[str]) -> str:
    """Say why an entry cannot be kept, or "" where it can."""
    if not entry["entry_id"]:
        return "an entry without its number"
    if not entry["name"]:
        return f"no name in the entry {entry['entry_id']}"
    return f"the entry {entry['entry_id']} a second time" if entry["entry_id"] in seen else ""


def _header(xml: XmlFile, said: Mapping[str, str], draft: Draft) -> None:
    day = said.get("Publish_Date", "")
    try:
        draft.published = dt.datetime.strptime(day, "%m/%d/%Y").date()
    except ValueError:
        mend = "give the day of the list yourself."
        found = f'"{day[:40]}" for Publish_Date'
        xml.faults.append(say_fault(xml.file, None, found, "a day as MM/DD/YYYY", mend))


def _parts(element: Any) -> dict[str, list[Any]]:
    """Return the children of an entry by their names; a list such as akaList as its items."""
    found: dict[str, list[Any]] = {}
    for child in element:
        found.setdefault(child.tag, []).extend(child if len(child) else [child])
    return found


def _one(parts: Mapping[str, list[Any]], name: str) -> str:
    return text(parts[name][0]) if name in parts else ""


def _entry(element: Any, parts: Mapping[str, list[Any]]) -> dict[str, Any]:
    kind = _one(parts, "sdnType").lower()
    title = _one(parts, "title")
    nations = [
        texts(item)
        for name in ("nationalityList", "citizenshipList")
        for item in parts.get(name, [])
    ]
    return {
        "entry_id": _one(parts, "uid"),
        "name": full_name(_one(parts, "lastName"), _one(parts, "firstName")),
        "kind": KINDS.get(kind, ""),
        "programmes": tuple(dict.fromkeys(filter(None, map(text, parts.get("programList", []))))),
        "remarks": _one(parts, "remarks"),
        "designations": (title,) if title else (),
        "nationalities": tuple(
            dict.fromkeys(said["country"] for said in nations if "country" in said)
        ),
        "birth_dates": _items(parts, "dateOfBirthList", "dateOfBirth"),
        "birth_places": _items(parts, "placeOfBirthList", "placeOfBirth"),
        "documents": tuple(_document(texts(item)) for item in parts.get("idList", [])),
        "details": tuple(_details(parts)),
    }


def _items(parts: Mapping[str, list[Any]], name: str, field: str) -> tuple[str, ...]:
    said = (texts(item).get(field, "") for item in parts.get(name, []))
    return tuple(filter(None, said))


def _document(said: dict[str, str]) -> str:
    first = " ".join(said[key] for key in ("idType", "idNumber") if key in said)
    country = f" ({said['idCountry']})" if "idCountry" in said else ""
    issued = f", issued {said['issueDate']}" if "issueDate" in said else ""
    until = f", expires {said['expirationDate']}" if "expirationDate" in said else ""
    return f"{first}{country}{issued}{until}".strip()


def _details(parts: Mapping[str, list[Any]]) -> Iterator[str]:
    for name, items in parts.items():
        for item in items if name not in _OWN else []:
            said = text(item) or ", ".join(texts(item).values())
            if said:
                yield f"{item.tag}: {said}"


def _strange_type(xml: XmlFile, entry: dict[str, Any]) -> None:
    entry["kind"] = "entity"
    found = f"no known sdnType in the entry {entry['entry_id']}"
    expected, mend = "Individual, Entity, Vessel or Aircraft", "it is kept as an entity."
    xml.faults.append(say_fault(xml.file, line_of(xml, "sdnEntry"), found, expected, mend))


def _nested(parts: Mapping[str, list[Any]], entry: dict[str, Any], draft: Draft) -> None:
    key = entry["entry_id"]
    for item in parts.get("akaList", []):
        said = texts(item)
        alias = full_name(said.get("lastName", ""), said.get("firstName", ""))
        if alias:
            kind = said.get("type", "").replace(".", "")
            draft.aliases.append((key, alias, said.get("category", ""), kind, ""))
    countries = []
    for item in parts.get("addressList", []):
        said = texts(item)
        street = ", ".join(said[part] for part in _STREET if part in said)
        countries.append(said.get("country", ""))
        if street or countries[-1]:
            draft.addresses.append((key, street, countries[-1], ""))
    flag = [text(item) for item in parts.get("vesselInfo", []) if item.tag == "vesselFlag"]
    known = (*entry["nationalities"], *flag, *countries)
    entry["country"] = next(filter(None, known), "")
