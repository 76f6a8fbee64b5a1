"""The XML forms: OFAC's older and advanced, the United Nations'; strangers' XML is not trusted."""

from __future__ import annotations

import datetime as dt
import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nexus.instruments import xmlfile
from nexus.instruments.lists import ListError, PublishedList, read_bytes
from tests.instruments import samples

FORMS = {"old": samples.OLD_XML, "advanced": samples.ADVANCED_XML, "un": samples.UN_XML}
ENDS = {"old": "</sdnEntry>", "advanced": "</DistinctParty>", "un": "</INDIVIDUAL>"}


def read(text: str | bytes) -> PublishedList:
    return read_bytes({"list.xml": text.encode() if isinstance(text, str) else text})


def entry(found: PublishedList, key: str) -> dict[str, object]:
    return found.entries.set_index("entry_id").loc[key].to_dict()


def test_the_older_form() -> None:
    found = read(samples.OLD_XML)
    assert (found.source, found.published, found.faults) == ("OFAC SDN", dt.date(2016, 3, 5), ())
    assert found.entries["kind"].tolist() == ["entity", "person", "vessel"]
    assert entry(found, "101")["programmes"] == ("NPWMD", "DPRK2")
    person = entry(found, "102")
    assert person["name"] == "CHOE, Pil Ho"
    assert person["designations"] == ("Director",)
    assert person["remarks"] == "(Linked To: HETCO)"
    assert person["documents"] == ("Passport 000111 (Korea, North), expires 01 Jan 2020",)
    assert (person["birth_dates"], person["birth_places"]) == (("01 Feb 1950",), ("Sinuiju",))
    assert person["country"] == "Korea, North"
    assert entry(found, "103")["country"] == "Korea, North"
    assert "callSign: HMAB1" in entry(found, "103")["details"]
    assert found.aliases["quality"].tolist() == ["strong", "weak"]
    assert found.addresses["address"].tolist() == ["1 Sample Street, Pyongyang"]


def test_the_advanced_form_says_since_when() -> None:
    found = read(samples.ADVANCED_XML)
    assert (found.source, found.published, found.faults) == ("OFAC SDN", dt.date(2019, 1, 9), ())
    assert found.entries["kind"].tolist() == ["entity", "person", "vessel"]
    firm = entry(found, "101")
    assert firm["programmes"] == ("NPWMD", "DPRK2")
    assert firm["listed_on"] == pd.Timestamp("2009-04-24")
    assert firm["country"] == "Korea, North"
    person = entry(found, "102")
    assert (person["name"], person["original_name"]) == ("CHOE, Pil Ho", "최필호")
    assert person["birth_dates"] == ("1950-02-01",)
    assert person["documents"] == ("Passport 000111 (Korea, North)",)
    assert person["nationalities"] == ("Korea, North",)
    assert (
        "Owned or Controlled By: HWASONG EXAMPLE TRADING CORPORATION"
        in (entry(found, "103")["details"])
    )
    assert found.addresses["address"].tolist() == ["1 Sample Street, Pyongyang"]
    assert set(found.aliases["quality"]) == {"weak"}


def test_the_same_list_in_three_forms_gives_the_same_names_and_tags() -> None:
    whole = read_bytes(samples.csv_set()).entries.head(3)
    for text in (samples.OLD_XML, samples.ADVANCED_XML):
        for column in ("entry_id", "name", "kind", "programmes"):
            assert read(text).entries[column].tolist() == whole[column].tolist()


def test_the_list_of_the_united_nations_keeps_its_nested_fields() -> None:
    found = read(samples.UN_XML)
    assert (found.source, found.published) == ("UN consolidated", dt.date(2016, 3, 3))
    assert found.faults == ()
    person = entry(found, "9001")
    assert person["name"] == "CHOE PIL-HO"
    assert person["listed_on"] == pd.Timestamp("2009-07-16")
    assert (person["reference"], person["programmes"]) == ("KPi.901", ("DPRK",))
    assert person["original_name"] == "최필호"
    assert person["remarks"] == "Director of an invented body."
    assert person["designations"] == ("Director", "Member")
    assert person["birth_dates"] == ("1950-02-01", "1948 to 1951", "about 1949")
    assert person["birth_places"] == ("Sinuiju, Democratic People's Republic of Korea",)
    assert person["documents"] == (
        "Passport 000111; issuing country: Democratic People's Republic of Korea",
    )
    assert person["details"] == ("gender: Male", "title: Mr")
    assert person["updated_on"] == ("2012-01-01", "2014-07-30")
    assert found.aliases["quality"].tolist() == ["Good", "Low", ""]
    assert found.aliases["type"].tolist() == ["", "", "fka"]
    assert found.addresses["note"].tolist() == ["office", ""]
    assert entry(found, "9003")["kind"] == "entity"
    assert entry(found, "9003")["country"] == "Democratic People's Republic of Korea"


def test_the_files_own_day_is_kept_and_a_quarrel_is_said() -> None:
    files = {"list.xml": samples.UN_XML.encode()}
    assert read_bytes(files, published="2016-03-03").faults == ()
    found = read_bytes(files, published="2017-01-01")
    assert found.published == dt.date(2016, 3, 3)
    assert "gives 2016-03-03 as its day, and you gave 2017-01-01" in found.faults[0]
    undated = samples.UN_XML.replace("dateGenerated=", "made=")
    assert read_bytes({"a": undated.encode()}, published="2017-01-01").published == dt.date(
        2017, 1, 1
    )


def test_bad_entries_are_named_by_line_and_the_rest_is_kept() -> None:
    text = samples.UN_XML.replace("<DATAID>9002</DATAID>", "<DATAID>9001</DATAID>")
    text = text.replace("2009-04-24", "24 April 2009")
    found = read(text)
    assert found.entries["entry_id"].tolist() == ["9001", "9003"]
    assert "list.xml, line 33: found the entry 9001 a second time" in found.faults[0]
    assert '"24 April 2' in found.faults[1]
    assert found.entries["listed_on"].isna().tolist() == [False, True]
    nameless = samples.OLD_XML.replace("<lastName>MORNING REED</lastName>", "")
    assert "line 42: found no name in the entry 103" in read(nameless).faults[0]
    strange = samples.OLD_XML.replace("Vessel</sdnType>", "Orchestra</sdnType>")
    assert "no known sdnType in the entry 103" in read(strange).faults[0]
    undated = samples.OLD_XML.replace("03/05/2016", "in March")
    assert (read(undated).published, len(read(undated).faults)) == (None, 1)
    lost = samples.ADVANCED_XML.replace('ProfileID="103" ListID', 'ProfileID="104" ListID')
    assert "a SanctionsEntry for 104" in read(lost).faults[0]
    halfday = samples.ADVANCED_XML.replace("<Month>7</Month><Day>6</Day>", "")
    assert '"2016" for the day of the entry 102' in read(halfday).faults[0]
    numberless = samples.UN_XML.replace("<DATAID>9002</DATAID>", "").replace("CDi.902", "")
    assert "an entry without DATAID and REFERENCE_NUMBER" in read(numberless).faults[0]


@pytest.mark.parametrize("form", FORMS)
def test_other_encodings_are_read(form: str) -> None:
    whole = read(FORMS[form]).entries
    bare = FORMS[form].split("?>", 1)[1].replace("최필호", "PEÑA")
    plain = read(bare).entries
    for raw in (
        b"\xef\xbb\xbf" + FORMS[form].encode(),
        b"\r\n " + FORMS[form].encode() + b"\x1a",
        FORMS[form].encode("utf-16"),
    ):
        assert read(raw).entries.equals(whole)
        assert read(raw).faults == ()
    declared = '<?xml version="1.0" encoding="windows-1252"?>' + bare
    assert read(declared.encode("cp1252")).entries.equals(plain)
    if form != "old":
        lied = read(('<?xml version="1.0" encoding="UTF-8"?>' + bare).encode("cp1252"))
        assert lied.entries.equals(plain)
        assert "which is not UTF-8; the file was read as Windows-1252" in lied.faults[0]


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE lol [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
REMOTE = '<?xml version="1.0"?><!DOCTYPE sdnList SYSTEM "http://127.0.0.1:9/list.dtd">'
PARAMETER = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY % x SYSTEM "file:///etc/hostname"> %x;]>'


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("start", [BOMB, OUTSIDE, REMOTE, PARAMETER, "<!DOCTYPE sdnList []>"])
@pytest.mark.parametrize("pad", ["", "<!--" + "x" * 200_000 + "-->"])
def test_entities_are_refused_before_anything_is_read(form: str, start: str, pad: str) -> None:
    head, _, body = start.partition("?>") if start.startswith("<?") else ("", "", start)
    text = (head + "?>" if head else "") + pad + body + FORMS[form].split("?>", 1)[1]
    text = text.replace("CHOE", "&c;").replace("Director", "&x;")
    with pytest.raises(ListError, match="found a DOCTYPE") as caught:
        read(text)
    assert "To mend it: " in str(caught.value)


@pytest.mark.parametrize("form", FORMS)
def test_an_entity_that_nobody_declared_ends_the_reading_there(form: str) -> None:
    found = read(FORMS[form].replace("MORNING REED", "&c;").replace("ANNA", "&c;"))
    assert len(found.entries) in (1, 2)
    assert "breaks off or is damaged here" in found.faults[0]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("stretch", [1, 7, 64, 1000])
@pytest.mark.parametrize("cut", [None, -1, -30, -400])
def test_it_does_not_matter_how_much_is_built_at_a_time(
    form: str, stretch: int, cut: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = FORMS[form].encode().rstrip()[:cut]
    at_once = read(raw)
    monkeypatch.setattr(xmlfile, "_STRETCH", stretch)
    in_parts = read(raw)
    assert in_parts.faults == at_once.faults
    for table in ("entries", "aliases", "addresses", "names"):
        assert getattr(in_parts, table).equals(getattr(at_once, table)), table


@pytest.mark.parametrize("form", FORMS)
def test_names_with_a_prefix_are_the_same_names(form: str) -> None:
    whole = read(FORMS[form])
    start, body = FORMS[form].split("?>", 1)
    inner = re.sub(r"<(/?)([A-Za-z])", r"<\1o:\2", body).replace("xmlns=", "xmlns:o=")
    if "xmlns:o=" not in inner:
        inner = re.sub(r"(<o:\w+)", r'\1 xmlns:o="urn:other"', inner, count=1)
    found = read(f"{start}?>{inner}")
    assert found.faults == ()
    assert found.entries.equals(whole.entries)


@pytest.mark.parametrize("form", FORMS)
@settings(deadline=None)
@given(data=st.data())
def test_a_file_cut_at_any_byte_keeps_its_whole_entries(form: str, data: st.DataObject) -> None:
    raw = FORMS[form].encode()
    end = data.draw(st.integers(0, len(raw.rstrip()) - 1))
    kept = raw[:end].count(ENDS[form].encode()) + raw[:end].count(b"</ENTITY>")
    try:
        found = read(raw[:end])
    except ListError as fault:
        assert kept == 0
        assert "To mend it: " in str(fault)
        return
    whole = read(raw).entries
    columns = ["entry_id", "name", "kind", "country", "original_name", "birth_dates", "documents"]
    assert found.entries[columns].equals(whole[columns].head(kept))
    assert "breaks off" in found.faults[-1]


@pytest.mark.parametrize("form", FORMS)
@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 3000), st.sampled_from([b"<", b">", b"&", b'"', b"\xff", b"</a>"])
        ),
        min_size=1,
        max_size=4,
    )
)
def test_damage_never_raises_anything_else(form: str, spots: list[tuple[int, bytes]]) -> None:
    raw = FORMS[form].encode()
    for at, what in spots:
        raw = raw[:at] + what + raw[at:]
    try:
        read(raw)
    except ListError as fault:
        assert "To mend it: " in str(fault)
