"""Names found however they are written; North Korean entries counted."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nexus.instruments.lists import (
    by_list,
    by_programme,
    by_year,
    north_korean,
    read_bytes,
)
from nexus.instruments.names import SAME, name_keys, weak_names
from nexus.instruments.published import NOTE, PublishedList
from nexus.instruments.search import search
from nexus.instruments.tags import TAG_NOTE, count_tags, tags_of
from tests.instruments import samples

OFAC = read_bytes(samples.csv_set())
OLD = read_bytes({"SDN.XML": samples.OLD_XML.encode()})
ADVANCED = read_bytes({"SDN_ADVANCED.XML": samples.ADVANCED_XML.encode()})
UN = read_bytes({"un.xml": samples.UN_XML.encode()})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("KIM, Jong Un", "Gim Jeong-eun"),
        ("Kim Jongun", "kim jung un"),
        ("RI, Pyong Chol", "Lee Byung-chul"),
        ("YI Pyŏng-ch'ŏl", "Ri Pyong Chol"),
        ("CHOE, Pu Il", "Choi Bu-il"),
        ("PAK, Yong Sik", "Young Sik Park"),
        ("Chong", "Jung"),
        ("Jeong", "Cheong"),
        ("PEÑA, José", "jose pena"),
        ("Example Co., Ltd.", "EXAMPLE COMPANY LIMITED"),
        ("BANCO S.A.", "banco SA"),
        ("Yun Ho-jin", "YUN Hojin"),
        ("Ødegård", "odegard"),
        ("김정은", "김정은"),
    ],
)
def test_one_name_written_in_two_ways_has_one_key(one: str, other: str) -> None:
    keys = name_keys([one, other])
    assert keys[0] == keys[1] != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Jong Un", "Kim Jong Il"),
        ("Pak", "Paek"),
        ("Kim Jong", "Kim Jong Jong"),
        ("김정은", "김정일"),
    ],
)
def test_other_names_keep_other_keys(one: str, other: str) -> None:
    keys = name_keys([one, other])
    assert keys[0] != keys[1]


def test_no_way_of_writing_stands_for_two_syllables() -> None:
    words = [word for row in SAME.strip().splitlines() for word in row.split()]
    assert len(words) == len(set(words))


@settings(deadline=None)
@given(st.lists(st.text(max_size=30), max_size=6))
def test_each_name_has_its_own_key_alone_or_among_others(names: list[str]) -> None:
    assert name_keys(names) == [name_keys([name])[0] for name in names]


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["KIM", "Jong", "Un", "Choe", "Pil-ho", "o'RI"]), max_size=4),
    st.randoms(),
)
def test_the_order_of_words_and_their_case_do_not_matter(words: list[str], chance: object) -> None:
    mixed = list(words)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert name_keys([" ".join(words)]) == name_keys([", ".join(mixed).upper()])


def test_weak_names_are_read_from_remarks() -> None:
    remarks = "DOB 1950; a.k.a. 'TIGER'; f.k.a. 'BA'ATH UNION'; n.k.a. 'X'."
    assert weak_names(remarks) == ["TIGER", "BA'ATH UNION", "X"]
    assert weak_names("alias 'TIGER'.") == []


@pytest.mark.parametrize("asked", ["Choi Pil Ho", "Pil-ho CHOE", "choe pilho", "Ch'oe P'il-ho"])
@pytest.mark.parametrize(("published", "key"), [(OFAC, "102"), (OLD, "102"), (UN, "9001")])
def test_a_search_finds_a_person_however_written(asked: str, published: object, key: str) -> None:
    found = search(published, asked)  # type: ignore[arg-type]
    assert found["entry_id"].tolist()[:1] == [key]
    assert found["score"].iloc[0] == 100


def test_a_search_finds_parts_slips_remarks_aliases_and_other_scripts() -> None:
    assert search(OFAC, "hwasong example")["entry_id"].tolist() == ["101"]
    assert search(OFAC, "Hwasung Exampel Trading Corporation")["entry_id"].tolist() == ["101"]
    hetco = search(OFAC, "hetco").iloc[0]
    assert (hetco["entry_id"], hetco["stands_in"], hetco["score"]) == ("101", "remarks", 100)
    assert search(OFAC, "HWASONG SAMPLE CORP")["stands_in"].tolist() == ["alias"]
    assert search(UN, "최필호")["stands_in"].tolist() == ["original name"]
    assert search(UN, "HETCO")["name"].tolist() == ["HWASONG EXAMPLE TRADING CORPORATION"]


def test_a_search_for_nothing_or_nobody_finds_nothing() -> None:
    for asked in ("", "  ", "-", "Zebulon Quixote", "a"):
        assert search(OFAC, asked).empty
    nobody = dataclasses.replace(OFAC, names=OFAC.names.head(0))
    assert search(nobody, "Choe").empty


def test_a_search_gives_each_entry_once_the_nearest_first_and_at_most_as_asked() -> None:
    found = search(OFAC, "Choe Pil Ho")
    assert found["entry_id"].is_unique
    rows = [
        ["301", f"KIM, {one}", "individual", "DPRK", *[samples.NONE] * 8] for one in ("A", "Bok")
    ]
    rows += [["303", "KIM", "individual", "DPRK", *[samples.NONE] * 8]]
    rows = [[str(301 + at), *row[1:]] for at, row in enumerate(rows)]
    kims = read_bytes({"sdn.csv": samples.as_csv(rows)})
    assert search(kims, "Kim")["entry_id"].tolist() == ["303", "301", "302"]
    assert search(kims, "Kim", limit=2)["entry_id"].tolist() == ["303", "301"]
    assert search(kims, "Kim Bok")["entry_id"].tolist()[:1] == ["302"]
    assert "303" not in search(kims, "Kim Bok")["entry_id"].tolist()


def named(*names: str) -> PublishedList:
    rows = [
        [str(301 + at), name, "individual", "DPRK", *[samples.NONE] * 8]
        for at, name in enumerate(names)
    ]
    return read_bytes({"sdn.csv": samples.as_csv(rows)})


def test_a_part_stands_behind_the_whole_and_a_doubled_word_counts_once() -> None:
    assert search(OFAC, "hwasong example")["score"].tolist() == [95.0]
    assert search(named("KIM, Jung Jong"), "Kim Jong Un").empty
    assert search(named("---"), "").empty


def test_equally_near_names_come_in_one_order() -> None:
    there, back = named("KIM, Bo", "KIM, Al"), named("KIM, Al", "KIM, Bo")
    for found in (search(there, "Kim"), search(back, "Kim")):
        assert found["written"].tolist() == ["KIM, Al", "KIM, Bo"]


def test_the_order_of_rows_does_not_matter_to_a_search() -> None:
    mixed = read_bytes({**samples.csv_set(), "sdn.csv": samples.as_csv(samples.SDN[::-1])})
    for asked in ("Choe", "example", "o"):
        assert search(mixed, asked).equals(search(OFAC, asked))


def test_north_korean_entries_and_all_that_belongs_to_them() -> None:
    found = north_korean(OFAC)
    assert found.entries["entry_id"].tolist() == ["101", "102", "103"]
    assert set(found.aliases["entry_id"]) == {"101", "102"}
    assert set(found.addresses["entry_id"]) == {"101", "102"}
    assert search(found, "PEÑA, José").empty
    assert len(OFAC.entries) == 5
    assert north_korean(UN).entries["reference"].tolist() == ["KPi.901", "KPe.903"]
    tagless = read_bytes({"un.xml": samples.UN_XML.replace(">DPRK<", ">1718<").encode()})
    assert north_korean(tagless).entries["reference"].tolist() == ["KPi.901", "KPe.903"]


def test_counts_by_programme_year_and_list() -> None:
    counts = by_programme(north_korean(OFAC)).set_index("programme")
    assert counts["entries"].to_dict() == {"DPRK2": 1, "DPRK3": 1, "DPRK4": 1, "NPWMD": 1}
    assert counts["alone"].to_dict() == {"DPRK2": 0, "DPRK3": 1, "DPRK4": 1, "NPWMD": 0}
    years = by_year(UN)
    assert list(years.itertuples(index=False, name=None)) == [(2009, 2), (2012, 1)]
    unknown = by_year(OFAC)
    assert unknown["entries"].tolist() == [5]
    assert unknown["year"].isna().all()
    lists = by_list([OFAC, UN])
    assert lists["entries"].tolist() == [5, 3]
    assert lists["person"].tolist() == [2, 2]
    assert lists["published"].tolist() == ["", "2016-03-03"]
    assert by_list([]).empty


DESIGNATIONS = pd.DataFrame(
    [
        ("2016-07-06", "us-eo-13722", "Choe Pil-ho", "rights: heads an invented body"),
        ("2016-07-06", "us-eo-13722", "Nobody Known", "rights: stands on no list"),
        ("2017-01-11", "us-eo-13722", "Choe Pil-ho", "censorship: a second, invented ground"),
        ("2018-02-23", "us-eo-13810", "MORNING REED", "shipping: an invented ship"),
        ("2016-03-02", "unscr-2270", "HWASONG EXAMPLE TRADING CORPORATION", "missile: invented"),
    ],
    columns=["date", "instrument_id", "name", "ground"],
)


def test_tags_beside_the_grounds_on_record() -> None:
    tags = tags_of(OFAC, DESIGNATIONS)
    assert tags["entry_id"].tolist() == ["102", "", "102", "103", "101"]
    assert tags["programmes"].tolist() == [
        ("DPRK3",),
        (),
        ("DPRK3",),
        ("DPRK4",),
        ("NPWMD", "DPRK2"),
    ]
    counts = count_tags(OFAC, DESIGNATIONS).set_index("programme")
    assert counts.loc["DPRK3"].tolist() == [1, 1, 0, 0]
    assert counts.loc["DPRK4"].tolist() == [1, 0, 1, 0]
    # The Council's reason for a name says nothing of OFAC's tag.
    assert counts.loc["DPRK2"].tolist() == [1, 0, 0, 1]
    assert count_tags(UN, DESIGNATIONS).values.tolist() == [["DPRK", 2, 0, 1, 1]]


def test_the_notes_say_what_a_listing_and_a_tag_are_not() -> None:
    assert "no conviction" in NOTE
    assert "not thereby cleared" in NOTE
    assert "not the reason" in TAG_NOTE


def test_the_advanced_form_gives_years_to_ofac() -> None:
    assert by_year(ADVANCED)["year"].tolist() == [2009, 2016, 2018]
