"""The exit checker: what is supposed to have been done, and what the law of a day then allows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import traitlets

from nexus.case import Case
from nexus.controls import Panel, front_end
from nexus.instruments import scenarios as model
from nexus.instruments.conditions import LEVELS, read_law
from nexus.instruments.exits import Answers
from nexus.instruments.law_records import condition_records
from nexus.instruments.verdicts import Verdict, verdict, verdict_table, verdicts
from nexus.study.widgets import held, keeper
from nexus.words import iso, source_record

HERE = Path(__file__).parent
KEPT = "05-exits"
FIRST = "2016-02-18"  # the law whose exits the lesson reads
OWN = ""  # no ready-made scenario: the student's own answers
STOPS = (
    ("2016-02-17", "17 February 2016: the day before the 2016 Act"),
    ("2016-02-18", "18 February 2016: the 2016 Act is signed"),
    ("2016-03-04", "4 March 2016: Cha & Lloyd publish"),
    ("2017-08-02", "2 August 2017: the act of 2017 is signed"),
    ("2018-12-26", "26 December 2018: Hurley publishes"),
    ("2019-12-20", "20 December 2019: the Warmbier Act is signed"),
)


class ExitChecker(Panel):
    """Tests of the law, answers to them for one or two cases, and what each opens.

    The rules run on the page (``exits.js``); a test holds them to the model.

    Traits
    ------
    sides: for each case its ``day``, ``scenario`` and ``answers``; the second may be hidden.
    beside: whether the second case is shown.
    chosen: the instrument whose exits are open to read.
    """

    _esm = front_end(HERE / "exits.js", HERE / "checker.js")
    name = traitlets.Unicode("Exit checker").tag(sync=True)
    data: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    stops: traitlets.List[Any] = traitlets.List().tag(sync=True)
    sides: traitlets.List[Any] = traitlets.List().tag(sync=True)
    beside = traitlets.Bool(False).tag(sync=True)
    chosen = traitlets.Unicode("").tag(sync=True)
    source = traitlets.Unicode().tag(sync=True)


def exits(  # noqa: PLR0913 - each is one thing a notebook may want to set
    case: Case,
    left: str = OWN,
    right: str | None = None,
    *,
    day: str = "",
    right_day: str = "",
    chosen: str = "us-nkspea-2016",
    name: str = "",
) -> ExitChecker:
    """Show the exit checker.

    Parameters
    ----------
    left, right: ids in ``scenarios``, or "" for answers of one's own, all not met at first. With
        ``right`` two cases stand side by side.
    day, right_day: ISO days whose law is read; else those of the scenarios.
    chosen: the instrument whose exits are open to read at first.
    name: under which the student's own answers are kept; answers are kept apart for each name.

    Raises
    ------
    LawError: for a scenario or a day that there is not.
    """
    sides = [_side(case, left, day), _side(case, right or OWN, right_day or day)]
    key = "-".join(part for part in (KEPT, name) if part)
    shown = sides if right is not None else sides[:1]
    return ExitChecker(
        "\n\n".join(_say(case, side) for side in shown),
        keeper(),
        data=exit_records(case) | {"key": key},
        stops=[list(stop) for stop in STOPS],
        sides=sides,
        beside=right is not None,
        chosen=chosen,
        source=_source(case),
        kept=held([key]),
    )


def _side(case: Case, scenario_id: str, day: str) -> dict[str, Any]:
    answers: Answers = model.scenario_answers(case, scenario_id) if scenario_id else {}
    found = day or (str(model.scenario_day(case, scenario_id).date()) if scenario_id else "")
    when = str(read_law(case, found or FIRST).day.date())
    return {"day": when, "scenario": scenario_id, "answers": dict(answers)}


def _say(case: Case, side: Mapping[str, Any]) -> str:
    """Return one case in words: the law of its day, its answers, and every verdict."""
    found = side_verdicts(case, side["scenario"], side["day"], side["answers"])
    title = _title(case, side["scenario"])
    stay = sum(one.stays for one in found)
    lead = f"{title}, under the law of {side['day']}: {stay} of {len(found)} stay as a whole."
    given = [f"  {one}: {level}" for one, level in side["answers"].items()]
    table = verdict_table(found)[["short_title", "words"]]
    rows = [f"  {row.short_title}: {row.words}" for row in table.itertuples()]
    return "\n".join([lead, *(given or ["  no test is met"]), *rows])


def side_verdicts(case: Case, scenario_id: str, day: str, answers: Answers) -> tuple[Verdict, ...]:
    """Return the verdicts that one case shows: a history's own instruments, else North Korea's.

    Raises
    ------
    LawError: for a scenario, a day, a test or a level that there is not.
    """
    law = read_law(case, day)
    kinds = case.table("scenarios").set_index("scenario_id")["kind"]
    if scenario_id and kinds.get(scenario_id) == "history":
        ids = model.scenario_instruments(case, scenario_id)
        return tuple(verdict(law, one, answers) for one in ids)
    return verdicts(law, answers)


def _title(case: Case, scenario_id: str) -> str:
    titles = case.table("scenarios").set_index("scenario_id")["title"]
    return str(titles.get(scenario_id, "Your own answers"))


def _source(case: Case) -> str:
    table = case.table("conditions")
    laws = table["instrument_id"].nunique()
    return f"Sources: {len(table)} provisions of {laws} texts, each named with its exit."


def exit_records(case: Case) -> dict[str, Any]:
    """Return the law of exits as the page reads it, in the order of the model.

    Returns
    -------
    conditions, instruments (those with exits), scenarios, sources by id, levels; days as ISO text,
    "" where there is none.
    """
    instruments = case.table("instruments").sort_values(["adopted", "instrument_id"])
    known = set(case.table("conditions")["instrument_id"])
    kept = instruments[instruments["instrument_id"].isin(known)]
    conditions = condition_records(case)
    scenarios = [_scenario(case, row) for row in case.table("scenarios").to_dict("records")]
    cited = {one for row in [*conditions, *scenarios] for one in row["sources"]}
    return {
        "conditions": conditions,
        "instruments": [_instrument(row) for row in kept.to_dict("records")],
        "scenarios": scenarios,
        "sources": _sources(case, cited),
        "levels": list(LEVELS),
    }


def _instrument(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": row["instrument_id"],
        **{name: row[name] for name in ("short_title", "title", "issuer", "kind", "ended_by")},
        "adopted": str(row["adopted"].date()),
        "until": iso(row["in_force_until"]),
        "comparison": bool(row["comparison"]),
    }


def _scenario(case: Case, row: Mapping[str, Any]) -> dict[str, Any]:
    one = row["scenario_id"]
    answers = case.table("scenario_answers")
    given = answers[answers["scenario_id"] == one].to_dict("records")
    return {
        "id": one,
        **{name: row[name] for name in ("title", "summary", "kind")},
        "day": str(row["day"].date()),
        "instruments": list(model.scenario_instruments(case, one)),
        "answers": {each["condition_id"]: each["level"] for each in given},
        "reasons": {
            each["condition_id"]: {"basis": each["basis"], "reason": each["reason"]}
            for each in given
        },
        "sources": sorted(
            {source for each in given for source in each["source_ids"]} | set(row["source_ids"])
        ),
    }


def _sources(case: Case, ids: set[str]) -> dict[str, dict[str, Any]]:
    rows = case.sources_of(sorted(ids)).to_dict("records")
    return {row["source_id"]: source_record(row) for row in rows}
