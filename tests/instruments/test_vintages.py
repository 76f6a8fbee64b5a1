"""Two vintages compared; a removed name stays findable."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nexus.instruments.lists import ListError, PublishedList, read_bytes
from nexus.instruments.published import NOTE, narrowed
from nexus.instruments.vintages import compare, history
from tests.instruments import samples

WHOLE = read_bytes(samples.csv_set(), published="2016-01-01")
UN = read_bytes({"un.xml": samples.UN_XML.encode()})


def vintage(day: str, *changes: tuple[str, str], without: tuple[str, ...] = ()) -> PublishedList:
    parts = samples.csv_set()
    for before, after in changes:
        parts = {name: raw.replace(before.encode(), after.encode()) for name, raw in parts.items()}
    found = read_bytes(parts, published=day)
    keep = [key for key in found.entries["entry_id"] if key not in without]
    return narrowed(found, keep)


def test_added_removed_and_changed() -> None:
    old = vintage("2016-01-01", without=("104",))
    new = vintage(
        "2017-01-01",
        ('"DPRK3"', '"DPRK3] [DPRK2"'),
        ("CHOI, Pil Ho", "CHOI, Philo"),
        ("2 Sample Street", "3 Sample Street"),
        ("General Cargo", "Tug"),
        without=("101",),
    )
    found = compare(old, new)
    assert found.added["entry_id"].tolist() == ["104"]
    assert found.removed["name"].tolist() == ["HWASONG EXAMPLE TRADING CORPORATION"]
    changed = found.changed.set_index(["entry_id", "field"])
    assert sorted(changed.index) == [
        ("102", "aliases"),
        ("102", "programmes"),
        ("103", "details"),
        ("105", "addresses"),
    ]
    assert changed.loc[("102", "programmes"), "before"] == "DPRK3"
    assert changed.loc[("102", "programmes"), "after"] == "DPRK2; DPRK3"
    assert "CHOI, Philo" in changed.loc[("102", "aliases"), "after"]
    assert found.note == NOTE
    assert found.not_compared == ()


def test_the_order_of_tags_is_no_change() -> None:
    new = vintage("2017-01-01", ("NPWMD] [DPRK2", "DPRK2] [NPWMD"))
    assert compare(WHOLE, new).changed.empty


keys = st.sets(st.sampled_from(["101", "102", "103", "104", "105"]))


@settings(deadline=None)
@given(keys, keys, st.booleans())
def test_what_one_way_adds_the_other_way_removes(
    one: set[str], two: set[str], touched: bool
) -> None:
    change = [("MORNING REED", "EVENING REED")] if touched else []
    old, new = narrowed(WHOLE, one), narrowed(vintage("2017-01-01", *change), two)
    there, back = compare(old, new), compare(new, old)
    assert there.added.equals(back.removed)
    assert there.removed.equals(back.added)
    assert set(there.added["entry_id"]) == two - one
    assert set(there.removed["entry_id"]) == one - two
    swapped = back.changed.rename(columns={"before": "after", "after": "before"})
    columns = ["entry_id", "field", "before", "after"]
    assert there.changed[columns].equals(swapped[columns])
    assert (len(there.changed) == 1) == (touched and "103" in one & two)
    assert there.not_compared == back.not_compared


def test_of_what_only_one_vintage_gives_nothing_is_said() -> None:
    bare = read_bytes({"sdn.csv": samples.csv_set()["sdn.csv"]})
    found = compare(WHOLE, bare)
    assert set(found.not_compared) == {"aliases", "addresses"}
    assert set(found.changed["field"]) <= {"country", "remarks"}
    old = read_bytes({"SDN.XML": samples.OLD_XML.encode()})
    across = compare(WHOLE, old)
    assert across.changed.empty
    assert across.removed["entry_id"].tolist() == ["104", "105"]
    assert {"remarks", "addresses", "details"} <= set(across.not_compared)


def test_lists_of_two_sources_are_not_compared() -> None:
    with pytest.raises(ListError, match="Found OFAC SDN and UN consolidated; expected vintages of"):
        compare(WHOLE, UN)
    with pytest.raises(ListError, match="Found no list"):
        history([], "Choe")


def test_a_removed_name_stays_findable_with_its_history() -> None:
    vintages = [
        vintage("2015-01-01", without=("102",)),
        vintage("2016-01-01"),
        vintage("2017-01-01", ('"DPRK3"', '"DPRK2"')),
        vintage("2018-01-01", ('"DPRK3"', '"DPRK2"')),
        vintage("2019-01-01", without=("102",)),
        vintage("2020-01-01", without=("102",)),
        vintage("2021-01-01"),
    ]
    found = history(vintages[:6], "Choi Pil-ho", limit=1)
    assert found.rows["status"].tolist() == [
        "absent", "added", "changed", "listed", "removed", "removed",
    ]  # fmt: skip
    assert found.rows["fields"].tolist()[2] == ("programmes",)
    assert set(found.rows["name"]) == {"CHOE, Pil Ho"}
    assert found.rows["published"].tolist()[0] == "2015-01-01"
    assert found.rows["vintage"].tolist() == [1, 2, 3, 4, 5, 6]
    assert found.removed == ("102",)
    assert found.note == NOTE
    back = history(vintages, "Choi Pil-ho", limit=1)
    assert back.rows["status"].tolist()[-1] == "added"
    assert back.removed == ()


def test_a_history_of_nobody_is_empty_and_of_one_vintage_is_short() -> None:
    assert history([WHOLE], "Zebulon Quixote").rows.empty
    assert history([WHOLE], "Pil Ho Choe").rows["status"].tolist() == ["listed"]


def test_vintages_out_of_order_are_refused() -> None:
    later = dataclasses.replace(WHOLE, published=dt.date(2019, 1, 1))
    with pytest.raises(ListError, match="not in order: 2019-01-01, 2016-01-01"):
        history([later, WHOLE], "Choe")
