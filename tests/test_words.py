"""A source is named the same way everywhere."""

from __future__ import annotations

from nexus import words
from nexus.case import Case


def test_a_record_names_title_publisher_year_and_address(case: Case) -> None:
    source = case.sources_of(["pl-114-122"]).iloc[0]
    record = words.source_record(source)
    for part in (source["title"], source["publisher"], source["date"][:4]):
        assert part in record["label"]
    assert record["url"] in record["reference"]
    assert record["primary"] is True


def test_no_mark_stands_for_what_is_missing(case: Case) -> None:
    source = case.sources_of(["pl-114-122"]).iloc[0].copy()
    source["author"], source["date"] = "", ""
    record = words.source_record(source)
    assert record["label"] == f"{source['title']} ({source['publisher']})"
    assert record["reference"].startswith(source["title"])
