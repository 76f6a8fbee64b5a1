"""The law on a chosen day: instruments, measures, grounds, limits. Plain functions over a case."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from nexus.case import Case
from nexus.errors import NexusError

Day = dt.date | str

GROUNDS = ("nuclear", "missile", "rights", "cyber", "illicit", "terrorism", "other")
COMMODITIES = ("coal", "refined petroleum", "crude oil", "workers")
# The sectors of measures.csv, gathered into fields that a matrix can show at a glance.
FIELDS: dict[str, str] = {
    "weapons": "weapons; arms; weapons goods; missile goods; missile activity; nuclear; "
    "dual-use goods; technical services; training",
    "money": "finance; trade finance; international loans; investment; "
    "transport, mining, energy, finance; finance and transport; services; industry",
    "ships and aircraft": "shipping; cargo; aviation; helicopters and vessels; vehicles; "
    "trade and shipping",
    "coal and metals": "coal; coal and iron; minerals and metals; coal, iron, textiles, seafood",
    "oil": "petroleum",
    "other goods": "luxury goods; textiles; seafood; food; wood; machinery; statues; trade; "
    "imports; exports; public procurement",
    "workers": "labour",
    "travel": "travel; diplomats; travel and communication",
    "rights and information": "rights; information; refugees; humanitarian aid; aid",
    "crime and cyber": "illicit activity; cyber; courts",
    "oversight": "monitoring; UN implementation; policy; international organizations",
}
ALL_FIELDS = "all"
OTHER_FIELD = "not gathered"
_FIELD_OF = {one: field for field, names in FIELDS.items() for one in names.split("; ")}
_FIELD_OF["all"] = ALL_FIELDS


class LawError(NexusError):
    """Something asked of the tables of the law that they do not hold."""


def the_day(day: Day) -> pd.Timestamp:
    """Return a day as a timestamp.

    Raises
    ------
    LawError: for what is no day.
    """
    try:
        stamp = pd.Timestamp(day)
    except (ValueError, TypeError):
        stamp = pd.NaT
    if stamp is pd.NaT:
        raise LawError(f'No day "{day}": write it as year, month and day, like 2016-03-04.')
    return stamp


def instruments_on(case: Case, day: Day, comparison: bool = False) -> pd.DataFrame:
    """Return the rows of ``instruments`` that are in force on a day, the oldest first.

    An instrument counts from the day of its adoption. Where another one ended it, it no longer
    counts on ``in_force_until``; where it ran out by its own terms, that was its last day.

    Parameters
    ----------
    comparison: also those on other countries, kept for comparison.
    """
    table = case.table("instruments")
    table = table if comparison else table[~table["comparison"]]
    found = _in_force(table, the_day(day), "adopted", "in_force_until")
    return found.sort_values(["adopted", "instrument_id"], kind="stable")


def measures_on(case: Case, day: Day, comparison: bool = False) -> pd.DataFrame:
    """Return the rows of ``measures`` that apply on a day, the oldest first.

    A measure counts from ``from_date``. Its end is read as that of an instrument. What a later
    act added is not here on an earlier day, and neither are the measures of an instrument that
    is no longer in force.
    """
    table = case.table("measures")
    held = set(instruments_on(case, day, comparison)["instrument_id"])
    table = table[table["instrument_id"].isin(held)]
    found = _in_force(table, the_day(day), "from_date", "until_date")
    return found.sort_values(["from_date", "measure_id"], kind="stable")


def _in_force(table: pd.DataFrame, day: pd.Timestamp, start: str, end: str) -> pd.DataFrame:
    replaced = (table["ended_by"] != "") & (table[end] == day)
    over = (table[end] < day) | replaced
    return table[(table[start] <= day) & ~over]


def grounds_by_issuer(
    case: Case, day: Day, binding: bool | None = None, comparison: bool = False
) -> pd.DataFrame:
    """Return how many instruments in force name each ground, by issuer.

    Parameters
    ----------
    binding: only those that bind (True), only those that do not (False), or all.

    Returns
    -------
    One row an issuer (index ``issuer``), one column a ground in the order of ``GROUNDS``, whole
    numbers. An issuer of whom nothing is in force has no row; a ground never named is 0.
    """
    table = instruments_on(case, day, comparison)
    if binding is not None:
        table = table[table["binding"] == binding]
    pairs = table[["issuer", "grounds"]].explode("grounds")
    counts = pairs.groupby(["issuer", "grounds"]).size().unstack(fill_value=0)
    return counts.reindex(columns=list(GROUNDS), fill_value=0).rename_axis(columns=None)


def field_of(sector: str) -> str:
    """Return the field to which a sector is gathered; "not gathered" for one of a user's own."""
    return _FIELD_OF.get(sector, OTHER_FIELD)


def sector_cells(case: Case, day: Day, comparison: bool = False) -> pd.DataFrame:
    """Return one row for each instrument and field in which it has measures on a day.

    Returns
    -------
    instrument_id, short_title, issuer, adopted, field, measures (how many), actions (their
    kinds, each once, by ", "); by day of adoption, then in the order of ``FIELDS``.
    """
    table = measures_on(case, day, comparison)
    table = table.assign(field=table["sector"].map(field_of))
    named = case.table("instruments")[["instrument_id", "short_title", "issuer", "adopted"]]
    cells = (
        table.groupby(["instrument_id", "field"])
        .agg(measures=("measure_id", "size"), actions=("action", _each_once))
        .reset_index()
        .merge(named, on="instrument_id")
    )
    place = {name: at for at, name in enumerate([*FIELDS, ALL_FIELDS, OTHER_FIELD])}
    cells = cells.assign(place=cells["field"].map(place))
    cells = cells.sort_values(["adopted", "instrument_id", "place"], ignore_index=True)
    columns = ["instrument_id", "short_title", "issuer", "adopted", "field", "measures", "actions"]
    return cells[columns]


def sector_matrix(case: Case, day: Day, comparison: bool = False) -> pd.DataFrame:
    """Return how many measures each instrument has in each field on a day.

    Returns
    -------
    One row an instrument (index ``instrument_id``, by day of adoption), one column a field in
    the order of ``FIELDS``, whole numbers; fields that nothing touches stay, with 0.
    """
    cells = sector_cells(case, day, comparison)
    wide = cells.pivot_table(
        index="instrument_id", columns="field", values="measures", aggfunc="sum", fill_value=0
    )
    more = [one for one in (ALL_FIELDS, OTHER_FIELD) if one in wide.columns]
    rows = list(dict.fromkeys(cells["instrument_id"]))
    wide = wide.reindex(index=rows, columns=[*FIELDS, *more], fill_value=0)
    return wide.astype(int).rename_axis(index="instrument_id", columns=None)


def _each_once(values: pd.Series) -> str:
    return ", ".join(sorted(set(values)))


def cap_steps(case: Case, commodity: str, issuer: str | None = None) -> pd.DataFrame:
    """Return the steps by which one thing was limited, the first one first.

    Nothing is converted, averaged or summed: each step has the amount, unit and period of its
    text. A step without an amount is a ban, or a limit that names a level.

    Parameters
    ----------
    commodity: one of ``COMMODITIES``.
    issuer: only the steps of one issuer, for example "UN Security Council".

    Returns
    -------
    measure_id, instrument_id, short_title, issuer, action, amount, unit, period, exception (what
    a ban leaves free; "" for nothing), from_date, until_date (NaT: still so), ended_by, summary.

    Raises
    ------
    LawError: for a commodity or an issuer that has no steps.
    """
    table = case.table("measures")
    table = table[table["commodity"] == commodity]
    if table.empty:
        raise LawError(f'No steps for "{commodity}"; there are {", ".join(COMMODITIES)}.')
    named = case.table("instruments").set_index("instrument_id")
    for column in ("short_title", "issuer"):
        table = table.assign(**{column: table["instrument_id"].map(named[column])})
    if issuer is not None:
        issuers = ", ".join(sorted(set(table["issuer"])))
        table = table[table["issuer"] == issuer]
        if table.empty:
            raise LawError(f'No steps of "{issuer}" for {commodity}; there are those of {issuers}.')
    table = table.sort_values(["from_date", "measure_id"], ignore_index=True)
    where = ["measure_id", "instrument_id", "short_title", "issuer", "action"]
    how = [
        "amount",
        "unit",
        "period",
        "exception",
        "from_date",
        "until_date",
        "ended_by",
        "summary",
    ]
    return table[where + how]


def what_ended(case: Case, instrument_id: str) -> pd.DataFrame:
    """Return what ended of an instrument, and what ended or replaced it, by day.

    Returns
    -------
    part ("the whole" or the id of a measure or of a record in ``conditions``), until, ended_by
    (id of the other instrument; "" where the part ran out by its own terms or the record says
    how), by (its short title), summary. Empty where all of it is still in force.

    Raises
    ------
    LawError: for an id that is not in ``instruments``.
    """
    instruments = case.table("instruments").set_index("instrument_id", drop=False)
    if instrument_id not in instruments.index:
        raise LawError(f'No instrument "{instrument_id}" in instruments.csv; check the id.')
    rows = []
    one = instruments.loc[instrument_id]
    if pd.notna(one["in_force_until"]):
        rows.append(("the whole", one["in_force_until"], one["ended_by"], one["summary"]))
    measures = case.table("measures")
    ended = measures[(measures["instrument_id"] == instrument_id) & measures["until_date"].notna()]
    for _, row in ended.iterrows():
        rows.append((row["measure_id"], row["until_date"], row["ended_by"], row["summary"]))
    conditions = case.table("conditions")
    chosen = (conditions["instrument_id"] == instrument_id) & (conditions["role"] == "record")
    for _, row in conditions[chosen].iterrows():
        rows.append((row["condition_id"], row["from_date"], "", row["requirement"]))
    table = pd.DataFrame(rows, columns=["part", "until", "ended_by", "summary"])
    table = table.sort_values(["until", "part"], ignore_index=True)
    titles = instruments["short_title"].to_dict()
    table.insert(3, "by", [titles.get(other, "") for other in table["ended_by"]])
    return table
