"""What the columns on endings and exits must keep. Read by ``rules``."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from nexus.case import Case

WAYS = ("test", "sunset", "review", "record")
ASKED = ("target", "person")
YEAR = r"\b((?:19|20)\d\d)\b"
THRESHOLDS = ("progress", "significant progress", "met")
# Table, column, which rows are wrong, what is expected there.
Found = tuple[str, str, pd.Series, str]


def endings(case: Case) -> Iterator[Found]:
    """What another instrument ended has the day on which it did."""
    for name, end in (("instruments", "in_force_until"), ("measures", "until_date")):
        table = case.table(name)
        wrong = (table["ended_by"] != "") & table[end].isna()
        yield name, end, wrong, "the day from which ended_by took its place"


def condition_days(case: Case) -> Iterator[Found]:
    """No condition is older than its instrument, or ends before it begins."""
    table = case.table("conditions")
    adopted = case.table("instruments").set_index("instrument_id")["adopted"]
    early = table["from_date"] < table["instrument_id"].map(adopted)
    expected = "the day its instrument was adopted, or a later one"
    yield "conditions", "from_date", early, expected
    over = table["until_date"] <= table["from_date"]
    yield "conditions", "until_date", over, "a day after from_date"


def known_then(case: Case) -> Iterator[Found]:
    """A rule tells nothing of a later year; what followed is a record with a day of its own.

    A term that runs out names its last year, so sunsets are let through; so are cases of other
    countries, which are read as histories.
    """
    table = case.table("conditions")
    other = case.table("instruments").set_index("instrument_id")["comparison"]
    free = table["role"].isin(["record", "sunset"]) | table["instrument_id"].map(other)
    for column in ("requirement", "provision", "decided_by"):
        years = table[column].str.extractall(YEAR)[0].astype(int).groupby(level=0).max()
        later = years.reindex(table.index, fill_value=0) > table["from_date"].dt.year
        yield "conditions", column, later & ~free, "nothing of a later year; a record may hold it"


def ways(case: Case) -> Iterator[Found]:
    """A way belongs to one exit of one instrument; a row has a way, or bears on one."""
    table = case.table("conditions")
    own = table["role"].isin(WAYS)
    yield "conditions", "way", own & (table["way"] == ""), "the way to which the row belongs"
    wrong = ~own & (table["way"] != "")
    yield "conditions", "way", wrong, "an empty cell, and the way in bears_on"
    wrong = ~own & (table["bears_on"].map(len) == 0)
    yield "conditions", "bears_on", wrong, "the ways on which a step, limit or renewal bears"
    wrong = own & (table["reach"] == "")
    yield "conditions", "reach", wrong, "whole, part or case, where way is filled"
    for column in ("instrument_id", "exit", "role", "reach", "decider"):
        kinds = table[own].groupby("way")[column].transform("nunique")
        wrong = (kinds > 1).reindex(table.index, fill_value=False)
        yield "conditions", column, wrong, "the same in all rows of one way"
    joined = table["way"].where(own, table["bears_on"].map(";".join))
    reached = joined.groupby(table["all_of_group"]).transform("nunique")
    wrong = table["all_of_group"].notna() & (reached > 1)
    yield "conditions", "all_of_group", wrong, "a number that the rows of one way share"


def tests(case: Case) -> Iterator[Found]:
    """A test names its provision, and says how much it asks where a student answers it."""
    table = case.table("conditions")
    test = table["role"] == "test"
    wrong = test & (table["provision"] == "")
    yield "conditions", "provision", wrong, "the section or paragraph of the test"
    borrowed = table["same_as"].map(len) > 0
    answered = test & table["asks"].isin(ASKED) & ~borrowed
    wrong = answered & ~table["threshold"].isin(THRESHOLDS)
    yield "conditions", "threshold", wrong, "how much is asked: " + ", ".join(THRESHOLDS)


def references(case: Case) -> Iterator[Found]:
    """What a row refers to is there, is counted, and does not lead back to the row."""
    table = case.table("conditions")
    known_ways = set(table.loc[table["way"] != "", "way"])
    known = known_ways | set(table["condition_id"])
    wrong = pd.Series([not set(ids) <= known for ids in table["same_as"]], index=table.index)
    yield "conditions", "same_as", wrong, "ways or condition ids that are in this table"
    wrong = pd.Series([not set(ids) <= known_ways for ids in table["bears_on"]], index=table.index)
    yield "conditions", "bears_on", wrong, "ways that are in this table"
    many = table["same_as"].map(len)
    counted = table["at_least"].notna() & table["at_least"].between(1, many).fillna(False)
    wrong = counted != (many > 0)
    yield "conditions", "at_least", wrong, "how many of same_as must hold; empty without same_as"
    wrong = table["condition_id"].isin(_leading_back(table))
    yield "conditions", "same_as", wrong, "no way back to the row itself"


def _leading_back(table: pd.DataFrame) -> set[str]:
    """Return the conditions whose ``same_as`` never comes to an end."""
    members = {str(way): set(rows) for way, rows in table.groupby("way")["condition_id"]}
    own = {one: {one} for one in table["condition_id"]}
    left = {}
    for row, refs in zip(table["condition_id"], table["same_as"], strict=True):
        left[row] = {one for ref in refs for one in (members | own).get(ref, set())}
    while ends := {row for row, refs in left.items() if not refs & set(left)}:
        left = {row: refs for row, refs in left.items() if row not in ends}
    return set(left)


def scenario_answers(case: Case) -> Iterator[Found]:
    """A scenario answers tests that can be answered."""
    conditions, table = case.table("conditions"), case.table("scenario_answers")
    asked = (conditions["role"] == "test") & conditions["asks"].isin(ASKED)
    tests = conditions.loc[asked & (conditions["same_as"].map(len) == 0), "condition_id"]
    wrong = ~table["condition_id"].isin(set(tests))
    yield "scenario_answers", "condition_id", wrong, "a test that is answered, not borrowed"
