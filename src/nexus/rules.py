"""What a data folder must keep beyond its schema: days in order, votes that add up, fair readings.

``every_fault`` is what ``nexus check`` prints. It runs on Nexus's own folder and on a user's.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from nexus import exit_rules
from nexus.case import Case, faults, load
from nexus.errors import DataError

COUNCIL = 15
LONGEST_QUOTATION = 15
RUN = LONGEST_QUOTATION + 1
RUNS_FILE = "essay-runs.txt"
READING_WORDS = (40, 90)
BALANCE = 0.1
ANSWERED = ("choice", "several", "sorting", "matching", "forecast")
QUOTED = re.compile(r"[\"“]([^\"”]+)[\"”]")


def every_fault(folder: str | Path) -> list[DataError]:
    """Return every fault of a data folder: of its schema, and, where that is kept, of these rules.

    Parameters
    ----------
    folder: a folder with a ``datapackage.json``. Rules for tables that it lacks are passed over.
    """
    found = faults(folder)
    return found or rule_faults(load(folder))


def rule_faults(case: Case) -> list[DataError]:
    """Return every fault of a case against the rules below."""
    found: list[DataError] = []
    for needed, rule in _RULES:
        if set(needed) <= set(case.tables):
            found.extend(rule(case))
    return found


# ---- events


def event_days(case: Case) -> Iterator[DataError]:
    """Nothing is known, ends or comes later before it may."""
    events = case.events
    known, date = events["known_from"], events["date"]
    late = "the day of the event or a later one"
    yield from _at("events", events, "known_from", known < date, late)
    ends = events["end_date"]
    yield from _at("events", events, "end_date", ends.notna() & (ends < date), late)
    later = events["later_from"]
    wrong = (events["later"] != "") != later.notna()
    yield from _at("events", events, "later_from", wrong, "a day exactly where `later` is filled")
    wrong = later.notna() & (later <= known)
    yield from _at("events", events, "later_from", wrong, "a day after known_from")


def event_dates(case: Case) -> Iterator[DataError]:
    """A month or a year is written as its first day, and the id starts with the date."""
    events = case.events
    days, months = events["date"].dt.day, events["date"].dt.month
    month, year = (events["precision"] == kind for kind in ("month", "year"))
    wrong = ((month | year) & (days != 1)) | (year & (months != 1))
    yield from _at("events", events, "date", wrong, "the first day of the month or year")
    length = events["precision"].map({"day": 10, "month": 7, "year": 4})
    iso = events["date"].dt.strftime("%Y-%m-%d")
    starts = [f"{day[:size]}-" for day, size in zip(iso, length, strict=True)]
    pairs = zip(events["event_id"], starts, strict=True)
    wrong = pd.Series([not one.startswith(start) for one, start in pairs], index=events.index)
    yield from _at("events", events, "event_id", wrong, "an id that starts with the date")


def disputes(case: Case) -> Iterator[DataError]:
    """A dispute says who says what, and names two sources."""
    events = case.events
    disputed = events["status"] == "disputed"
    silent = disputed & (events["dispute"] == "") & (events["later"] == "")
    yield from _at("events", events, "dispute", silent, "who says what, where status is disputed")
    wrong = ~disputed & (events["dispute"] != "")
    yield from _at("events", events, "status", wrong, "disputed, where `dispute` is filled")
    few = disputed & (events["source_ids"].map(len) < 2)
    yield from _at("events", events, "source_ids", few, "at least two sources for a dispute")


# ---- law


def council_votes(case: Case) -> Iterator[DataError]:
    """The Council has fifteen members, and a vote counts them all."""
    table = case.table("instruments")
    council = (table["issuer"] == "UN Security Council") & table["votes_for"].notna()
    total = table[["votes_for", "votes_against", "abstentions"]].sum(axis=1)
    expected = f"for, against and abstaining that sum to {COUNCIL}, or no figures"
    yield from _at("instruments", table, "votes_for", council & (total != COUNCIL), expected)


def triggers(case: Case) -> Iterator[DataError]:
    """What an instrument answers came before it; its own adoption is no trigger."""
    table = case.table("instruments")
    events = case.table("events").set_index("event_id")
    day = table["trigger_event_id"].map(events["date"])
    # On one day an event and the answer to it can both fall: a launch and the bans of that day.
    passed = table["trigger_event_id"].map(events["lane"]).isin(["sanctions", "rights"])
    late = (day > table["adopted"]) | (passed & (day == table["adopted"]))
    yield from _at("instruments", table, "trigger_event_id", late, "an earlier event")


def measure_days(case: Case) -> Iterator[DataError]:
    """No measure is older than its instrument, and every amount has a unit."""
    table = case.table("measures")
    adopted = case.table("instruments").set_index("instrument_id")["adopted"]
    early = table["from_date"] < table["instrument_id"].map(adopted)
    expected = "the day its instrument was adopted, or a later one"
    yield from _at("measures", table, "from_date", early, expected)
    until = table["until_date"]
    over = until.notna() & (until < table["from_date"])
    yield from _at("measures", table, "until_date", over, "a day not before from_date")
    bare = table["amount"].notna() & (table["unit"] == "")
    yield from _at("measures", table, "unit", bare, "the unit of the amount")


def exits(case: Case) -> Iterator[DataError]:
    """How an exit works is said in columns that agree with each other."""
    kept = (
        exit_rules.endings,
        exit_rules.condition_days,
        exit_rules.known_then,
        exit_rules.ways,
        exit_rules.tests,
        exit_rules.references,
    )
    for rule in kept:
        for table, column, wrong, expected in rule(case):
            yield from _at(table, case.table(table), column, wrong, expected)


def scenarios(case: Case) -> Iterator[DataError]:
    """A scenario answers tests that can be answered."""
    for table, column, wrong, expected in exit_rules.scenario_answers(case):
        yield from _at(table, case.table(table), column, wrong, expected)


# ---- argument


def no_cycles(case: Case) -> Iterator[DataError]:
    """No claim rests on itself by a detour, by reasons, by premises taken for granted, or both."""
    table = case.table("claim_links")
    rows = table[table["relation"].isin(["supports", "assumes"])]
    triples = zip(rows["from_id"], rows["to_id"], rows["relation"], strict=True)
    # From what holds to what it holds: a claim rests on what it assumes.
    ways = [(one, to) if by == "supports" else (to, one) for one, to, by in triples]
    on_cycle = _on_cycles(dict(zip(rows.index, ways, strict=True)))
    wrong = pd.Series(table.index.isin(on_cycle), index=table.index)
    yield from _at("claim_links", table, "to_id", wrong, "claims that do not rest on each other")


def _on_cycles(edges: dict[Any, tuple[str, str]]) -> set[Any]:
    """Return the keys of edges that lie on a cycle or between two."""
    left = dict(edges)
    while left:
        starts = {one for one, _ in left.values()}
        ends = {to for _, to in left.values()}
        kept = {key: (one, to) for key, (one, to) in left.items() if one in ends and to in starts}
        if len(kept) == len(left):
            return set(left)
        left = kept
    return set()


def joint_premises(case: Case) -> Iterator[DataError]:
    """Premises with one group number are several, and meet in one claim."""
    table = case.table("claim_links")
    targets = table.groupby("group")["to_id"].transform("nunique")
    members = table.groupby("group")["to_id"].transform("size")
    wrong = table["group"].notna() & ((targets != 1) | (members < 2))
    expected = "a number that two or more premises of the same to_id share"
    yield from _at("claim_links", table, "group", wrong, expected)


# ---- fairness


def fair_readings(case: Case) -> Iterator[DataError]:
    """Readings have a fair length, and the two families the same for each subject."""
    table = case.table("readings")
    words = table["reading"].str.split().map(len)
    low, high = READING_WORDS
    wrong = ~words.between(low, high)
    yield from _at("readings", table, "reading", wrong, f"{low} to {high} words")
    family = table["lens_id"].map(case.table("lenses").set_index("lens_id")["family"])
    counts = words.groupby([table["subject_id"], family]).sum().unstack(fill_value=0)
    firsts = dict(zip(table["subject_id"][::-1], table.index[::-1], strict=True))
    for subject, count in counts.reindex(columns=["realist", "liberal"], fill_value=0).iterrows():
        realist, liberal = int(count["realist"]), int(count["liberal"])
        if not liberal or not 1 - BALANCE <= realist / liberal <= 1 + BALANCE:
            yield DataError(
                "readings.csv",
                int(firsts[subject]),
                "reading",
                f"{realist} realist and {liberal} liberal words on {subject}",
                "families within ten per cent of each other",
                "shorten the longer readings or say more in the shorter ones.",
            )


def read_subjects(case: Case) -> Iterator[DataError]:
    """What is read is there: a claim, an event, an instrument, or a proposal of an essay."""
    table = case.table("readings")
    claims = case.table("claims")
    known = {
        "claim": set(claims["claim_id"]),
        "event": set(case.events["event_id"]),
        "instrument": set(case.table("instruments")["instrument_id"]),
        "option": set(claims.loc[claims["type"] == "proposal", "claim_id"]),
    }
    pairs = zip(table["subject_type"], table["subject_id"], strict=True)
    wrong = pd.Series([one not in known[kind] for kind, one in pairs], index=table.index)
    expected = "the id of a claim, event, instrument or, for an option, of a proposal"
    yield from _at("readings", table, "subject_id", wrong, expected)


def fair_partings(case: Case) -> Iterator[DataError]:
    """A parting is of a realist and a liberal reading of its subject, and rests on both."""
    table = case.table("partings")
    family = case.table("lenses").set_index("lens_id")["family"]
    readings = case.table("readings").set_index(["subject_id", "lens_id"])["source_ids"]
    for side in ("realist", "liberal"):
        column = f"{side}_lens"
        wrong = table[column].map(family) != side
        yield from _at("partings", table, column, wrong, f"a {side} lens")
        pairs = zip(table["subject_id"], table[column], table["source_ids"], strict=True)
        unused = [
            set(ids).isdisjoint(readings.get((subject, lens), ())) for subject, lens, ids in pairs
        ]
        wrong = pd.Series(unused, index=table.index)
        yield from _at("partings", table, "source_ids", wrong, f"a source of the {side} reading")


def choices_have_feedback(case: Case) -> Iterator[DataError]:
    """Every choice has feedback of its own, and every answer is one of the choices."""
    table = case.questions
    asked = table["kind"].isin(ANSWERED)
    wrong = asked & (table["feedback"].map(len) != table["choices"].map(len))
    yield from _at("questions", table, "feedback", wrong, "one feedback text a choice, by |")
    pairs = zip(table["answer"], table["choices"], strict=True)
    off = [any(int(place) > len(choices) for place in answer) for answer, choices in pairs]
    wrong = pd.Series(off, index=table.index)
    yield from _at("questions", table, "answer", wrong, "places of choices that there are")


# ---- sources and words


def no_orphans(case: Case) -> Iterator[DataError]:
    """Every source is used by some row."""
    used: set[str] = set()
    for name, frame in case.tables.items():
        if name != "sources" and "source_ids" in frame:
            used.update(one for ids in frame["source_ids"] for one in ids)
    sources = case.sources
    idle = ~sources["source_id"].isin(used)
    yield from _at("sources", sources, "source_id", idle, "a source that some row names")


def sources_once(case: Case) -> Iterator[DataError]:
    """One text is one source: two rows would count it twice."""
    sources = case.sources
    named = pd.DataFrame({"url": sources["url"], "title": sources["title"].str.casefold()})
    again = named.duplicated() & (sources["url"] != "")
    expected = "a text that no row before has, by address and title"
    yield from _at("sources", sources, "source_id", again, expected)


def short_quotations(case: Case) -> Iterator[DataError]:
    """A quotation has at most fifteen words."""
    for name, column, row, text in _texts(case):
        for words in QUOTED.findall(text):
            if len(words.split()) > LONGEST_QUOTATION:
                yield _fault(name, row, column, words, f"at most {LONGEST_QUOTATION} quoted words")


def no_long_runs(case: Case) -> Iterator[DataError]:
    """No run of sixteen words is an essay's. Only hashes of the essays' runs are kept."""
    path = case.folder / RUNS_FILE
    known = set(path.read_text(encoding="utf-8").split()) if path.is_file() else set()
    for name, column, row, text in _texts(case) if known else ():
        if known.intersection(word_runs(text)):
            yield _fault(name, row, column, text, "our own words, not an essay's")


def word_runs(text: str) -> Iterator[str]:
    """Return the hash of each run of sixteen words, without case or marks."""
    plain = re.findall(r"[a-z0-9]+", text.lower().replace("’", "").replace("'", ""))
    for at in range(len(plain) - RUN + 1):
        yield hashlib.sha256(" ".join(plain[at : at + RUN]).encode()).hexdigest()[:16]


def _texts(case: Case) -> Iterator[tuple[str, str, int, str]]:
    for name, frame in case.tables.items():
        for column in frame.columns:
            for row, cell in frame[column].items():
                for text in cell if isinstance(cell, tuple) else (cell,):
                    if isinstance(text, str) and " " in text:
                        yield name, str(column), int(str(row)), text


def _at(
    table: str, frame: pd.DataFrame, column: str, wrong: pd.Series, expected: str
) -> Iterator[DataError]:
    for row in frame.index[wrong.fillna(False).astype(bool)]:
        yield _fault(table, int(row), column, frame.at[row, column], expected)


def _fault(table: str, row: int, column: str, cell: object, expected: str) -> DataError:
    shown = ";".join(cell) if isinstance(cell, tuple) else str(cell)
    if isinstance(cell, pd.Timestamp):
        shown = str(cell.date())
    found = f'"{shown[:60]}"' if shown not in ("", "NaT", "<NA>") else "an empty cell"
    return DataError(f"{table}.csv", row, column, found, expected, "correct the cell.")


Rule = Callable[[Case], Iterable[DataError]]
_RULES: tuple[tuple[tuple[str, ...], Rule], ...] = (
    (("events",), event_days),
    (("events",), event_dates),
    (("events",), disputes),
    (("instruments",), council_votes),
    (("events", "instruments"), triggers),
    (("instruments", "measures"), measure_days),
    (("conditions", "instruments", "measures"), exits),
    (("conditions", "scenario_answers"), scenarios),
    (("claim_links",), no_cycles),
    (("claim_links",), joint_premises),
    (("lenses", "readings"), fair_readings),
    (("claims", "events", "instruments", "readings"), read_subjects),
    (("lenses", "partings", "readings"), fair_partings),
    (("questions",), choices_have_feedback),
    (("sources",), no_orphans),
    (("sources",), sources_once),
    ((), short_quotations),
    ((), no_long_runs),
)
