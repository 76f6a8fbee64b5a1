"""The panel for published lists: what it takes in, what it answers, what it never keeps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from nexus.case import Case
from nexus.instruments import list_charts, list_views, list_widgets, shelf
from nexus.instruments.lists import ListError, by_programme, by_year, north_korean, read_bytes
from nexus.instruments.published import NOTE
from nexus.instruments.tags import count_tags
from tests.instruments import samples

UN = {"un.xml": samples.UN_XML.encode()}


class Heard(list_widgets.PublishedLists):
    """The panel, with what it sends to the page."""

    def __init__(self, *arguments: Any, **traits: Any) -> None:
        self.sent: list[dict[str, Any]] = []
        super().__init__(*arguments, **traits)

    def send(self, content: Any, buffers: Any = None) -> None:
        self.sent.append(content)

    def ask(self, act: str, *buffers: bytes, **more: Any) -> dict[str, Any]:
        self._receive(self, {"act": act, **more}, list(buffers))
        return self.sent[-1]

    def put(self, place: str, files: dict[str, bytes], day: str = "") -> dict[str, Any]:
        for name, raw in files.items():
            for at in range(0, len(raw), 700):
                part = raw[at : at + 700]
                self.ask("part", part, place=place, file=name, at=at, first=at == 0)
        return self.ask("read", place=place, day=day)


@pytest.fixture
def panel(case: Case) -> Heard:
    return Heard(case, "twin")


def test_a_list_that_comes_in_parts_is_read_whole(panel: Heard) -> None:
    told = panel.put("first", samples.csv_set())["summary"]
    whole = read_bytes(samples.csv_set())
    assert told["entries"] == len(whole.entries)
    assert told["ours"] == len(north_korean(whole).entries) > 0
    assert sum(count for _, count, _ in told["kinds"]) == told["entries"]
    assert "On which day" in told["ask"]
    assert panel.ask("day", place="first", day="soon")["problem"].startswith('"soon" is no day')
    assert panel.ask("day", place="first", day="2016-01-01")["summary"]["day"] == "2016-01-01"


def test_a_bad_file_is_one_sentence_and_loses_nothing(panel: Heard) -> None:
    panel.put("first", samples.csv_set(), "2016-01-01")
    answer = panel.put("first", {"sdn.csv": b"<html><title>404 Not Found</title></html>"})
    assert "is a web page (its title: 404 Not Found)" in answer["problem"]
    assert "summary" not in answer
    assert panel.ask("search", text="Choe Pil Ho")["found"][0]["entry_id"] == "102"


def test_a_file_of_the_set_that_is_left_out_is_named(panel: Heard) -> None:
    answer = panel.put("first", samples.csv_set() | {"alt.csv": b"PK broken"}, "2016-01-01")
    assert answer["left"] == ["alt.csv"]
    assert answer["summary"]["faults"][0].startswith("alt.csv is a zip archive")
    assert answer["summary"]["aliases"] == 0


def test_a_part_without_its_beginning_is_refused(panel: Heard) -> None:
    answer = panel.ask("part", b"x", place="first", file="sdn.csv", at=9, first=False)
    assert "The beginning of sdn.csv did not arrive" in answer["problem"]


def test_too_large_a_file_is_refused_before_it_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "LARGEST", 10)
    parcel = shelf.Parcel()
    parcel.add("../../sdn.csv", b"12345678", True)
    assert list(parcel.files) == ["sdn.csv"]
    with pytest.raises(ListError, match="more than"):
        parcel.add("sdn.csv", b"12345678", False)
    assert parcel.take() == {}


def test_a_removed_name_is_found_and_marked(panel: Heard) -> None:
    panel.put("first", samples.csv_set(), "2016-01-01")
    gone = {
        name: b"\r\n".join(line for line in raw.split(b"\r\n") if not line.startswith(b"102,"))
        for name, raw in samples.csv_set().items()
    }
    panel.put("second", gone, "2017-01-01")
    found = panel.ask("search", text="Choi Pil-ho")["found"]
    assert (found[0]["entry_id"], found[0]["status"]) == ("102", "removed")
    card = panel.ask("entry", source=found[0]["source"], entry="102")["card"]
    assert card["removed"]
    assert card["list"].endswith("2016-01-01")
    assert [one.split(",")[0] for one in card["aliases"]] == ["CH'OE", "CHOI"]
    other = panel.ask("entry", source=found[0]["source"], entry="101")["card"]
    assert not other["removed"]
    told = panel.ask("compare")["comparison"]
    assert [row[0] for row in told["removed"]["rows"]] == ["102"]
    assert told["added"]["count"] == 0


def test_the_older_vintage_comes_first_wherever_it_was_put(panel: Heard) -> None:
    panel.put("first", samples.csv_set(), "2017-01-01")
    panel.put("second", samples.csv_set(), "2016-01-01")
    told = panel.ask("compare")["comparison"]
    assert told["older"].endswith("2016-01-01")
    assert told["newer"].endswith("2017-01-01")


def test_lists_of_two_publishers_are_searched_and_not_compared(panel: Heard) -> None:
    panel.put("first", samples.csv_set(), "2016-01-01")
    panel.put("second", UN)
    assert "expected vintages of one list" in panel.ask("compare")["problem"]
    sources = {one["source"] for one in panel.ask("search", text="choe pil ho")["found"]}
    assert sources <= {"OFAC SDN", "UN consolidated"}
    assert not panel.ask("search", text="choe")["vintages"]


def test_without_a_list_the_projects_own_names_are_searched(panel: Heard, case: Case) -> None:
    name = str(case.table("designations")["name"].iloc[0])
    answer = panel.ask("search", text=name, only=True)
    assert answer["found"][0]["name"] == name
    assert answer["where"] == shelf.OWN_TABLE
    card = panel.ask("entry", source=shelf.OWN_TABLE, entry=answer["found"][0]["entry_id"])["card"]
    assert any("ground:" in words for _, words in card["lines"])
    assert "No entry 999" in panel.ask("entry", source=shelf.OWN_TABLE, entry="999")["problem"]


def test_nothing_of_a_list_stands_in_what_a_notebook_saves(panel: Heard) -> None:
    panel.put("first", samples.csv_set(), "2016-01-01")
    panel.ask("search", text="Choe Pil Ho")
    kept = {name: getattr(panel, name) for name in panel.trait_names(sync=True)}
    assert "CHOE, Pil Ho" not in str(kept)
    assert "CHOE, Pil Ho" not in panel.as_html()


def test_lists_on_the_shelf_are_offered_and_read(
    panel: Heard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEXUS_WORK", str(tmp_path))
    assert panel.ask("shelf")["lists"] == []
    place = tmp_path / "lists"
    (place / "2016").mkdir(parents=True)
    for name, raw in samples.csv_set().items():
        (place / "2016" / name).write_bytes(raw)
    (place / "un.xml").write_bytes(UN["un.xml"])
    (place / ".hidden").write_text("x")
    assert panel.ask("shelf")["lists"] == ["lists/2016", "lists/un.xml"]
    told = panel.ask("take", place="first", list="lists/2016", day="2016-01-01")["summary"]
    assert told["source"] == "OFAC SDN"
    assert panel.ask("take", place="second", list="lists/un.xml")["summary"]["figures"]
    assert "problem" in panel.ask("take", place="first", list="../elsewhere")


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b"{}", b"\x00\x01\x02"])
def test_what_is_no_list_is_one_sentence(panel: Heard, raw: bytes) -> None:
    panel.ask("part", raw, place="first", file="list.csv", at=0, first=True)
    answer = panel.ask("read", place="first")
    assert "To mend it" in answer["problem"]
    assert "\n" not in answer["problem"]


def test_pictures_say_what_they_show(case: Case) -> None:
    listed = read_bytes(samples.csv_set(), "2016-01-01")
    ours = north_korean(listed)
    figure = list_charts.by_programme(by_programme(ours), listed)
    assert figure.twin.table["Entries"].sum() >= len(ours.entries)
    assert "2016-01-01" in figure.source
    counts = count_tags(listed, case.table("designations"))
    told = list_charts.tags(counts, listed)
    assert f"of {len(counts)} tags" in told.twin.sentence
    un = read_bytes(UN)
    years = by_year(north_korean(un)).dropna()
    assert str(int(years["entries"].sum())) in list_charts.by_year(years, un).twin.sentence


@pytest.mark.parametrize(
    "score, word", [(100, "the same name"), (92, "very near"), (84, "near"), (83.9, "distant")]
)
def test_a_score_is_said_in_words(score: float, word: str) -> None:
    assert list_views.say_score(score) == word


def test_the_twin_holds_what_is_recorded_and_what_a_listing_is(case: Case) -> None:
    twin = list_widgets.published_lists(case).twin
    table = case.table("designations")
    assert f"the {len(table)} designations" in twin
    assert NOTE in twin
    assert all(name in twin for name in table["name"])
