"""Ready-made answers for the exit checker, and two sets of answers side by side."""

from __future__ import annotations

import pandas as pd

from nexus.case import Case
from nexus.instruments.conditions import Law, read_law
from nexus.instruments.exits import Answers, exit_states, provisions
from nexus.instruments.law import Day, LawError


def scenario_answers(case: Case, scenario_id: str) -> dict[str, str]:
    """Return the level of each test that a scenario answers; all others are not met.

    Raises
    ------
    LawError: for a scenario that there is not.
    """
    _scenario(case, scenario_id)
    table = case.table("scenario_answers")
    rows = table[table["scenario_id"] == scenario_id]
    return dict(zip(rows["condition_id"], rows["level"], strict=True))


def scenario_day(case: Case, scenario_id: str) -> pd.Timestamp:
    """Return the day whose law a scenario is first read against."""
    return pd.Timestamp(_scenario(case, scenario_id)["day"])


def scenario_instruments(case: Case, scenario_id: str) -> tuple[str, ...]:
    """Return the instruments to which a scenario speaks, the oldest first.

    A deal speaks to all that have exits and are not kept for comparison; a history to its own.
    """
    kind = _scenario(case, scenario_id)["kind"]
    conditions = case.table("conditions")
    if kind == "history":
        answered = conditions["condition_id"].isin(list(scenario_answers(case, scenario_id)))
        conditions = conditions[answered]
    instruments = case.table("instruments").sort_values(["adopted", "instrument_id"])
    spoken = instruments["instrument_id"].isin(set(conditions["instrument_id"]))
    chosen = instruments[spoken & (instruments["comparison"] == (kind == "history"))]
    return tuple(chosen["instrument_id"])


def compare(law: Law, left: Answers, right: Answers, comparison: bool = False) -> pd.DataFrame:
    """Return every way out under two sets of answers, side by side.

    Returns
    -------
    instrument_id, exit, way, decider, open_left, open_right, missing_left, missing_right (tuples
    of provisions), same (whether both are alike). One row a way.

    Raises
    ------
    LawError: for a test or a level that there is not.
    """
    rows = []
    pairs = zip(
        exit_states(law, left, comparison=comparison),
        exit_states(law, right, comparison=comparison),
        strict=True,
    )
    for one, other in pairs:
        missing = (provisions(one), provisions(other))
        alike = one.open == other.open and missing[0] == missing[1]
        where = (one.instrument_id, one.exit, one.way, one.decider)
        rows.append((*where, one.open, other.open, *missing, alike))
    columns = ["instrument_id", "exit", "way", "decider", "open_left", "open_right"]
    return pd.DataFrame(rows, columns=[*columns, "missing_left", "missing_right", "same"])


def compare_scenarios(case: Case, left: str, right: str, day: Day | None = None) -> pd.DataFrame:
    """Return two scenarios side by side, as ``compare`` does.

    Parameters
    ----------
    day: else the day of the left scenario.
    """
    when = scenario_day(case, left) if day is None else day
    both = (scenario_answers(case, left), scenario_answers(case, right))
    past = "history" in {_scenario(case, one)["kind"] for one in (left, right)}
    return compare(read_law(case, when), *both, comparison=past)


def _scenario(case: Case, scenario_id: str) -> pd.Series:
    table = case.table("scenarios")
    rows = table[table["scenario_id"] == scenario_id]
    if rows.empty:
        known = ", ".join(table["scenario_id"])
        raise LawError(f'No scenario "{scenario_id}"; there are {known}.')
    return rows.iloc[0]
