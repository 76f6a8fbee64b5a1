"""Twenty seeded faults and more: each is found where it stands, and nothing else is."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from nexus.cli import main
from nexus.rules import every_fault

Row = dict[str, str]
EVENT = "2016-02-18-public-law-114-122"
DISPUTED = "2017-09-03-sixth-nuclear-test"
READING = "2016-02-18-public-law-114-122--defensive-realist"


def change(folder: Path, table: str, act: Callable[[list[Row]], None]) -> None:
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        header, rows = list(reader.fieldnames or []), list(reader)
    act(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def set_in(key: str, value: str, **cells: str) -> Callable[[list[Row]], None]:
    def act(rows: list[Row]) -> None:
        (row,) = [row for row in rows if row[key] == value]
        row.update(cells)

    return act


def in_the_first(**cells: str) -> Callable[[list[Row]], None]:
    return lambda rows: rows[0].update(cells)


def link_back(rows: list[Row]) -> None:
    row = next(row for row in rows if row["relation"] == "supports" and not row["group"])
    rows.append({**row, "from_id": row["to_id"], "to_id": row["from_id"]})


def need_what_it_holds(rows: list[Row]) -> None:
    """Let a reason take for granted the very claim that it holds."""
    row = next(row for row in rows if row["relation"] == "supports" and not row["group"])
    rows.append({**row, "relation": "assumes"})


def lonely_group(rows: list[Row]) -> None:
    next(row for row in rows if not row["group"])["group"] = "999"


def an_idle_source(rows: list[Row]) -> None:
    idle = {"source_id": "nobody-names-me", "url": "https://example.org/idle"}
    rows.append({**rows[0], **idle})


def one_text_twice(rows: list[Row]) -> None:
    rows[1].update(url=rows[0]["url"], title=rows[0]["title"].upper())


def event(**cells: str) -> tuple[str, Callable[[list[Row]], None]]:
    return "events", set_in("event_id", EVENT, **cells)


def condition(
    name: str = "nkspea-401-a-6", **cells: str
) -> tuple[str, Callable[[list[Row]], None]]:
    return "conditions", set_in("condition_id", name, **cells)


TOO_LONG = "one two three four five six seven eight nine ten eleven twelve 13 14 15 16"
SEEDED = {
    "known before it happens": (*event(known_from="2016-02-17"), "known_from"),
    "ends before it begins": (*event(end_date="2016-02-01"), "end_date"),
    "later without its day": (*event(later="More became known."), "later_from"),
    "later too early": (*event(later="More.", later_from="2016-02-18"), "later_from"),
    "an id of another day": (*event(date="2016-02-17"), "event_id"),
    "a month with a day": (*event(precision="month"), "date"),
    "a dispute without words": (*event(status="disputed"), "dispute"),
    "words of a dispute, settled": (*event(dispute="A says one, B two."), "status"),
    "a dispute with one source": (
        "events",
        set_in("event_id", DISPUTED, source_ids="csis-mt-6th-test"),
        "source_ids",
    ),
    "fourteen votes": (
        "instruments",
        set_in("instrument_id", "unscr-2270", votes_for="14"),
        "votes_for",
    ),
    "a trigger after its answer": (
        "instruments",
        set_in("instrument_id", "unscr-1718", trigger_event_id="2009-05-25-second-nuclear-test"),
        "trigger_event_id",
    ),
    "an act that answers itself": (
        "instruments",
        set_in("instrument_id", "us-nkspea-2016", trigger_event_id=EVENT),
        "trigger_event_id",
    ),
    "a measure before its law": (
        "measures",
        set_in("measure_id", "us-nkspea-2016-weapons-goods", from_date="2015-01-01"),
        "from_date",
    ),
    "a measure that ends too early": (
        "measures",
        set_in("measure_id", "us-nkspea-2016-weapons-goods", until_date="2016-01-01"),
        "until_date",
    ),
    "an amount without a unit": (
        "measures",
        set_in("measure_id", "us-nkspea-2016-weapons-goods", amount="5", unit=""),
        "unit",
    ),
    "ended by another, on no day": (
        "instruments",
        set_in("instrument_id", "us-nksr-2010", in_force_until=""),
        "in_force_until",
    ),
    "a measure ended on no day": (
        "measures",
        set_in("measure_id", "us-nksr-2010-rules", until_date=""),
        "until_date",
    ),
    "a condition before its law": (*condition(from_date="2016-02-17"), "from_date"),
    "a condition that ends at once": (*condition(until_date="2016-02-18"), "until_date"),
    "a rule that tells of later": (*condition(requirement="Progress, as in 2018"), "requirement"),
    "a provision of a later year": (*condition(provision="31 CFR (2018)"), "provision"),
    "a test without a way": (*condition(way=""), "way"),
    "a step with a way of its own": (*condition("nksea-9265", way="nksea-9265"), "way"),
    "a step on no way": (*condition("nksea-9265", bears_on=""), "bears_on"),
    "a step on a way that is none": (*condition("nksea-9265", bears_on="nowhere"), "bears_on"),
    "a way of no reach": (*condition("sst-40-g", reach=""), "reach"),
    "a way with two deciders": (*condition(decider="Congress"), "decider"),
    "a way of two instruments": (
        *condition("nksea-7143-c", way="nkspea-402"),
        "instrument_id",
    ),
    "a group across two ways": (*condition(all_of_group="2"), "all_of_group"),
    "a test without a provision": (*condition(provision=""), "provision"),
    "a test that asks nothing": (*condition(threshold="none"), "threshold"),
    "a reference to nothing": (*condition("nkspea-402-1", same_as="nowhere"), "same_as"),
    "a reference that is not counted": (*condition("nkspea-402-1", at_least=""), "at_least"),
    "more than there are": (*condition("caaa-311-b-2", at_least="5"), "at_least"),
    "a reference in a circle": (*condition(same_as="nkspea-402", at_least="1"), "same_as"),
    "a scenario that answers what is borrowed": (
        "scenario_answers",
        set_in("condition_id", "libya-emergency-2004", condition_id="nkspea-402-1"),
        "condition_id",
    ),
    "a cycle": ("claim_links", link_back, "to_id"),
    "a cycle of two relations": ("claim_links", need_what_it_holds, "to_id"),
    "a joint premise alone": ("claim_links", lonely_group, "group"),
    "a reading too short": (
        "readings",
        set_in("reading_id", READING, reading="Pressure."),
        "reading",
    ),
    "a parting of two realists": (
        "partings",
        in_the_first(liberal_lens="offensive-realist"),
        "liberal_lens",
    ),
    "a parting that rests on one side": (
        "partings",
        in_the_first(source_ids="keohane-martin-1995"),
        "source_ids",
    ),
    "a parting of nothing": (
        "partings",
        in_the_first(subject_id="H99.9"),
        "subject_id",
    ),
    "a choice without feedback": (
        "questions",
        set_in("question_id", "04-count", feedback="only one text"),
        "feedback",
    ),
    "an answer that is no choice": (
        "questions",
        set_in("question_id", "04-count", answer="9"),
        "answer",
    ),
    "a source that nobody names": ("sources", an_idle_source, "source_id"),
    "one text as two sources": ("sources", one_text_twice, "source_id"),
    "a long quotation": (*event(summary=f"He said “{TOO_LONG}” that day."), "summary"),
    "an unknown lane": (*event(lane="economy"), "lane"),
    "a day that is none": (*event(date="2016-02-30"), "date"),
    "an unknown source": (*event(source_ids="nowhere"), "source_ids"),
    "an empty title": (*event(title=""), "title"),
    "a threshold of one's own": (
        "conditions",
        set_in("condition_id", "nkspea-401-a-6", threshold="some progress"),
        "threshold",
    ),
}


@pytest.mark.parametrize("name", SEEDED)
def test_a_seeded_fault_is_found_where_it_stands(data_copy: Path, name: str) -> None:
    table, act, column = SEEDED[name]
    change(data_copy, table, act)
    found = every_fault(data_copy)
    assert (f"{table}.csv", column) in {(fault.file, fault.column) for fault in found}
    for fault in found:
        assert fault.row is not None
        assert "; expected " in str(fault)
        assert "To mend it: " in str(fault)


def test_every_fault_is_printed_not_only_the_first(
    data_copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(data_copy, "events", set_in("event_id", EVENT, lane="economy", status="maybe"))
    change(data_copy, "events", set_in("event_id", DISPUTED, date="soon", source_ids="nowhere"))
    (data_copy / "glossary.csv").unlink()
    assert main(["check", str(data_copy)]) == 1
    said = capsys.readouterr().out
    for words in ("column lane", "column status", "column date", "nowhere", "glossary.csv"):
        assert words in said
    assert "5 faults in data/." in said


def test_a_sound_folder_is_said_to_be_sound(
    data_copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(data_copy)]) == 0
    assert capsys.readouterr().out == "No fault in data/.\n"


def test_a_folder_that_is_none_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(tmp_path)]) == 1
    assert "datapackage.json" in capsys.readouterr().out


def test_a_sentence_of_an_essay_is_found(data_copy: Path) -> None:
    # Hashes cannot be read back, so the test brings its own run and its own hash.
    from nexus.rules import RUNS_FILE, word_runs

    words = (
        "a sentence of sixteen words or more that somebody might have copied from one of the essays"
    )
    (data_copy / RUNS_FILE).write_text("\n".join(word_runs(words)), encoding="utf-8")
    change(data_copy, "events", set_in("event_id", EVENT, summary=f"So: {words.upper()}."))
    assert ("events.csv", "summary") in {(one.file, one.column) for one in every_fault(data_copy)}
