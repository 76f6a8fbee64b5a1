"""OFAC's list in its advanced XML form, SDN_ADVANCED.XML: the one that says since when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from nexus.instruments.lists_ofac_xml import KINDS, bad_entry, full_name
from nexus.instruments.published import OFAC, Draft, is_day, say_fault
from nexus.instruments.xmlfile import XmlFile, line_of, pieces, text, texts

_PIECES = (
    *("DateOfIssue", "ReferenceValueSets", "Location", "IDRegDocument", "DistinctParty"),
    *("ProfileRelationship", "SanctionsEntry"),
)
_MEND = "compare the entry with the file as OFAC publishes it."
_STREET = (
    "Unknown",
    "ADDRESS1",
    "ADDRESS2",
    "ADDRESS3",
    "CITY",
    "STATE/PROVINCE",
    "POSTAL CODE",
    "REGION",
)
_FAMILY, _GIVEN = ("Last Name",), ("First Name", "Middle Name", "Patronymic", "Matronymic")
_FLAG = "Vessel Flag: "
_COLUMN = {
    "Birthdate": "birth_dates",
    "Place of Birth": "birth_places",
    "Nationality Country": "nationalities",
    "Citizenship Country": "nationalities",
    "Nationality": "nationalities",
    "Citizenship": "nationalities",
    "Title": "designations",
}


@dataclass
class _Known:
    """What the file has said so far, by id: its words, places, papers, parties."""

    words: dict[tuple[str, str], str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    places: dict[str, tuple[str, str]] = field(default_factory=dict)
    papers: dict[str, list[str]] = field(default_factory=dict)
    parties: dict[str, dict[str, Any]] = field(default_factory=dict)

    def word(self, kind: str, element: Any, attribute: str = "") -> str:
        return self.words.get((kind, element.get(attribute or f"{kind}ID", "")), "")


def read_advanced_xml(xml: XmlFile) -> Draft:
    """Return the entries of SDN_ADVANCED.XML, its reference values, places and dates joined in."""
    draft, known = Draft(OFAC, "advanced XML"), _Known()
    steps = {
        "ReferenceValueSets": _reference,
        "Location": _location,
        "IDRegDocument": _paper,
        "ProfileRelationship": _relation,
    }
    for name, element in pieces(xml, _PIECES):
        if name == "DateOfIssue":
            day = _day(element)
            draft.published = dt.date.fromisoformat(day) if is_day(day) else None
        elif name == "DistinctParty":
            _party(xml, element, known, draft)
        elif name == "SanctionsEntry":
            _sanction(xml, element, known)
        else:
            steps[name](element, known)
    for entry in known.parties.values():
        entry["programmes"] = tuple(dict.fromkeys(entry["programmes"]))
        for column in ("details", *_COLUMN.values()):
            entry[column] = tuple(dict.fromkeys(entry[column]))
    draft.entries = list(known.parties.values())
    draft.faults += xml.faults
    return draft


def _reference(element: Any, known: _Known) -> None:
    for values in element:
        for value in values:
            tag, key = value.tag, value.get("ID", "")
            known.words[tag, key] = text(value)
            if tag == "PartySubType":
                known.parents[key] = value.get("PartyTypeID", "")


def _location(element: Any, known: _Known) -> None:
    parts: dict[str, str] = {}
    for part in element.findall("LocationPart"):
        values = [texts(value).get("Value", "") for value in part.findall("LocationPartValue")]
        parts[known.word("LocPartType", part)] = next(filter(None, values), "")
    countries = (known.word("Country", child) for child in element.findall("LocationCountry"))
    country = next(filter(None, countries), "")
    street = ", ".join(parts[part] for part in _STREET if parts.get(part))
    known.places[element.get("ID", "")] = (street, country)


def _paper(element: Any, known: _Known) -> None:
    said = texts(element)
    kind = known.word("IDRegDocType", element)
    country = known.word("Country", element, "IssuedBy-CountryID")
    shown = " ".join(filter(None, (kind, said.get("IDRegistrationNo", ""))))
    shown += f" ({country})" if country else ""
    known.papers.setdefault(element.get("IdentityID", ""), []).append(shown)


def _party(xml: XmlFile, element: Any, known: _Known, draft: Draft) -> None:
    for profile in element.findall("Profile"):
        key = profile.get("ID", "") or element.get("FixedRef", "")
        entry: dict[str, Any] = {
            "entry_id": key,
            "name": "",
            "kind": _kind(profile, known),
            "programmes": [],
            "listed_on": None,
            "remarks": texts(element).get("Comment", ""),
            "details": [],
            **{column: [] for column in _COLUMN.values()},
        }
        aliases = [
            alias
            for identity in profile.findall("Identity")
            for alias in _identity(identity, known, entry)
        ]
        found = bad_entry(entry, known.parties)
        if found:
            expected = "an entry with an ID of its own and a name"
            xml.faults.append(
                say_fault(xml.file, line_of(xml, "DistinctParty"), found, expected, _MEND)
            )
            continue
        draft.aliases += [(key, *alias) for alias in aliases]
        before = len(draft.addresses)
        for feature in profile.findall("Feature"):
            _feature(feature, known, entry, draft)
        flags = [said[len(_FLAG) :] for said in entry["details"] if said.startswith(_FLAG)]
        homes = [address[2] for address in draft.addresses[before:]]
        entry["country"] = next(filter(None, (*entry["nationalities"], *flags, *homes)), "")
        known.parties[key] = entry


def _kind(profile: Any, known: _Known) -> str:
    below = profile.get("PartySubTypeID", "")
    above = known.words.get(("PartyType", known.parents.get(below, "")), "")
    names = (known.words.get(("PartySubType", below), ""), above)
    fixed = {"1": "vessel", "2": "aircraft", "4": "person"}.get(below, "entity")
    return next((KINDS[name.lower()] for name in names if name.lower() in KINDS), fixed)


def _identity(
    identity: Any, known: _Known, entry: dict[str, Any]
) -> Iterator[tuple[str, str, str, str]]:
    """Yield the aliases of a party; its main name goes into the entry."""
    entry["documents"] = tuple(known.papers.get(identity.get("ID", ""), []))
    kinds = {
        group.get("ID", ""): known.word("NamePartType", group)
        for master in identity.findall("NamePartGroups")
        for middle in master.findall("MasterNamePartGroup")
        for group in middle.findall("NamePartGroup")
    }
    for alias in identity.findall("Alias"):
        quality = "weak" if alias.get("LowQuality") == "true" else "strong"
        kind = known.word("AliasType", alias).replace(".", "").lower()
        main = alias.get("Primary") == "true"
        for name in alias.findall("DocumentedName"):
            written, script = _written(name, kinds, known)
            if main and not entry["name"]:
                entry["name"] = written
            elif main and script and not entry.get("original_name"):
                entry["original_name"] = written
            elif written:
                yield written, quality, "aka" if main else kind, script


def _written(name: Any, kinds: dict[str, str], known: _Known) -> tuple[str, str]:
    """Return a name as OFAC's CSV set writes it, and its script where that is not Latin."""
    family: list[str] = []
    given: list[str] = []
    script = ""
    for part in name.findall("DocumentedNamePart"):
        for value in part.findall("NamePartValue"):
            kind = kinds.get(value.get("NamePartGroupID", ""), "")
            (given if kind in _GIVEN else family).append(text(value))
            script = known.word("Script", value) or script
    return full_name(" ".join(family), " ".join(given)), "" if script == "Latin" else script


def _feature(feature: Any, known: _Known, entry: dict[str, Any], draft: Draft) -> None:
    name = known.word("FeatureType", feature).rstrip(": -")
    for version in feature.findall("FeatureVersion"):
        places = [
            known.places.get(place.get("LocationID", ""), ("", ""))
            for place in version.findall("VersionLocation")
        ]
        if name == "Location":
            draft.addresses += [(entry["entry_id"], *place, "") for place in places if any(place)]
            continue
        said = [_period(period) for period in version.findall("DatePeriod")]
        said += [", ".join(filter(None, place)) for place in places]
        for detail in version.findall("VersionDetail"):
            said.append(text(detail) or known.word("DetailReference", detail))
        said += [text(comment) for comment in version.findall("Comment")]
        value = "; ".join(filter(None, said))
        if value and name in _COLUMN:
            entry[_COLUMN[name]].append(value)
        elif value:
            entry["details"].append(f"{name}: {value}" if name else value)


def _period(period: Any) -> str:
    """Return a day, or the first and the last day between which it lies."""
    days = [_day(bound) for edge in period for bound in edge if bound.tag in ("From", "To")]
    days = sorted({day for day in days if day})
    return " to ".join(dict.fromkeys(days[:1] + days[-1:]))


def _day(element: Any) -> str:
    """Return Year, Month and Day as YYYY-MM-DD, as far as they are given."""
    said = texts(element)
    parts = [said.get("Year", "").zfill(4)]
    parts += [said[name].zfill(2) for name in ("Month", "Day") if name in said]
    return "-".join(parts) if "Year" in said else ""


def _relation(element: Any, known: _Known) -> None:
    one = known.parties.get(element.get("From-ProfileID", ""))
    other = known.parties.get(element.get("To-ProfileID", ""))
    kind = known.word("RelationType", element).rstrip(": ")
    if one and other:
        one["details"].append(f"{kind}: {other['name']}")


def _sanction(xml: XmlFile, element: Any, known: _Known) -> None:
    key = element.get("ProfileID", "")
    entry = known.parties.get(key)
    if entry is None:
        found, mend = f"a SanctionsEntry for {key or 'nobody'}", "download the file again."
        expected = "the number of a party that stands in the file"
        xml.faults.append(
            say_fault(xml.file, line_of(xml, "SanctionsEntry"), found, expected, mend)
        )
        return
    for measure in element.findall("SanctionsMeasure"):
        kind = known.word("SanctionsType", measure)
        tag = texts(measure).get("Comment", "")
        if kind == "Program" or (not kind and tag):
            entry["programmes"].append(tag)
    for event in element.findall("EntryEvent"):
        for date in event.findall("Date"):
            _listed(xml, entry, _day(date))


def _listed(xml: XmlFile, entry: dict[str, Any], day: str) -> None:
    """Keep the earliest day of the entry."""
    if not is_day(day):
        found = f'"{day}" for the day of the entry {entry["entry_id"]}'
        expected = "a year, a month and a day"
        xml.faults.append(
            say_fault(xml.file, line_of(xml, "SanctionsEntry"), found, expected, _MEND)
        )
    elif entry["listed_on"] is None or day < entry["listed_on"]:
        entry["listed_on"] = day
