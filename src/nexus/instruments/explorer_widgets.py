"""The instrument explorer: the law on a chosen day, grounds by issuer, and limits in time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import traitlets

from nexus.case import Case
from nexus.controls import Panel, front_end
from nexus.instruments import charts
from nexus.instruments import law as model
from nexus.instruments.findings import COUNCIL, fields_finding
from nexus.instruments.law_records import group_of, groups, law_records
from nexus.words import say_day

HERE = Path(__file__).parent
ASSETS = HERE.parent / "assets"
RULES = (HERE / "exits.js", HERE / "law.js")
STOPS = (
    ("2016-03-04", "4 March 2016: Cha & Lloyd publish"),
    ("2018-12-26", "26 December 2018: Hurley publishes"),
)


class Explorer(Panel):
    """Instruments in force on a day against fields or grounds; all of it runs on the page.

    The rules are those of the model (``law.js``, ``exits.js``); a test holds them together.

    Traits
    ------
    law: as ``law_records`` gives it.
    day, selected: the ISO day and the instrument whose card is open; both follow the reader.
    binding, unfolded: what is shown at first: only what binds, and which issuers are unfolded.
    """

    _esm = front_end(
        ASSETS / "days.js",
        *RULES,
        HERE / "law_card.js",
        HERE / "law_table.js",
        HERE / "explorer.js",
    )
    name = traitlets.Unicode("Instrument explorer").tag(sync=True)
    law: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    stops: traitlets.List[Any] = traitlets.List().tag(sync=True)
    day = traitlets.Unicode("").tag(sync=True)
    selected = traitlets.Unicode("").tag(sync=True)
    binding = traitlets.Bool(True).tag(sync=True)
    unfolded: traitlets.List[Any] = traitlets.List().tag(sync=True)
    source = traitlets.Unicode().tag(sync=True)


def explorer(
    case: Case,
    day: str = "2016-03-04",
    *,
    selected: str = "",
    binding: bool = True,
    unfolded: Sequence[str] = (),
) -> Explorer:
    """Show the law on a day: who issued it, on which grounds, what it does, to whom, what ends it.

    Parameters
    ----------
    day: the ISO day at first.
    selected: the instrument whose card is open at first; none that is not in force on the day.
    binding: show only what binds at first.
    unfolded: issuers whose instruments are shown one by one at first.

    Raises
    ------
    LawError: for what is no day, an issuer that there is not, or an instrument not in force.
    """
    found = shown_on(case, day, binding)
    _check(case, found, selected, unfolded)
    table = twin_table(case, day, binding)
    return Explorer(
        f"{twin_sentence(case, day, binding)}\n\n{table.to_string(index=False)}",
        law=law_records(case),
        stops=[list(stop) for stop in STOPS],
        day=str(model.the_day(day).date()),
        selected=selected,
        binding=binding,
        unfolded=list(unfolded),
        source=source_line(case, "instruments", "measures", "designations", "conditions"),
    )


class Grounds(Panel):
    """On which grounds each issuer acts on a day; ``day`` and ``binding`` follow the reader."""

    _esm = front_end(ASSETS / "days.js", *RULES, HERE / "grounds.js")
    name = traitlets.Unicode("Grounds by issuer").tag(sync=True)
    law: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    spec: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    stops: traitlets.List[Any] = traitlets.List().tag(sync=True)
    day = traitlets.Unicode("").tag(sync=True)
    binding = traitlets.Bool(True).tag(sync=True)
    source = traitlets.Unicode().tag(sync=True)


def grounds(case: Case, day: str = "2016-03-04", *, binding: bool = True) -> Grounds:
    """Show on which grounds each issuer acts on a day: where rights stand, and where they never do.

    Raises
    ------
    LawError: for what is no day.
    """
    figure = charts.grounds(case, day, binding)
    records = law_records(case)
    return Grounds(
        figure.twin.as_text(),
        law={name: records[name] for name in ("instruments", "groups", "grounds")},
        spec=dict(figure.spec),
        stops=[list(stop) for stop in STOPS],
        day=str(model.the_day(day).date()),
        binding=binding,
        source=source_line(case, "instruments"),
    )


class Caps(Panel):
    """Limits as steps in time; ``commodity`` and ``issuer`` follow the reader."""

    _esm = front_end(HERE / "caps.js")
    name = traitlets.Unicode("Limits as steps in time").tag(sync=True)
    pictures: traitlets.List[Any] = traitlets.List().tag(sync=True)
    commodity = traitlets.Unicode("").tag(sync=True)
    issuer = traitlets.Unicode("").tag(sync=True)


def caps(case: Case, commodity: str = "coal", issuer: str = COUNCIL) -> Caps:
    """Show the steps by which coal, oil or workers were limited, each in the unit of its text.

    Raises
    ------
    LawError: for a commodity or an issuer that has no steps.
    """
    return Caps(
        charts.caps(case, commodity, issuer).twin.as_text(),
        pictures=[
            _picture(case, one, by)
            for one in model.COMMODITIES
            for by in sorted(set(model.cap_steps(case, one)["issuer"]), reverse=True)
        ],
        commodity=commodity,
        issuer=issuer,
    )


def _picture(case: Case, commodity: str, issuer: str) -> dict[str, Any]:
    figure = charts.caps(case, commodity, issuer)
    return {
        "commodity": commodity,
        "issuer": issuer,
        "spec": dict(figure.spec),
        "finding": figure.twin.sentence,
        "columns": list(figure.twin.table.columns),
        "rows": figure.twin.table.to_numpy().tolist(),
        "source": figure.source,
    }


def _check(case: Case, found: pd.DataFrame, selected: str, unfolded: Sequence[str]) -> None:
    strange = set(unfolded) - set(groups(case))
    if strange:
        raise model.LawError(
            f'No issuer "{sorted(strange)[0]}"; there are {", ".join(groups(case))}.'
        )
    if selected and selected not in set(found["instrument_id"]):
        raise model.LawError(f'No instrument "{selected}" is shown on this day; check the id.')


def shown_on(case: Case, day: str, binding: bool) -> pd.DataFrame:
    """Return the instruments that the explorer shows at first, with ``group``, their issuer."""
    found = model.instruments_on(case, day)
    found = found[found["binding"]] if binding else found
    pairs = zip(found["issuer"], found["kind"], strict=True)
    return found.assign(group=[group_of(*pair) for pair in pairs])


def twin_sentence(case: Case, day: str, binding: bool) -> str:
    """Return the explorer in a few sentences, as it stands before the reader moves it."""
    found = shown_on(case, day, binding)
    every = len(model.instruments_on(case, day))
    said = say_day(model.the_day(day))
    issuers = found["group"].nunique()
    kind = "bind and are shown" if binding else "are shown"
    return (
        f"{fields_finding(case, day, binding)}. {every} instruments are in force on {said}. "
        f"{len(found)} of them {kind}, of {issuers} issuers. What was adopted, added or ended "
        f"after {said} is not here."
    )


def twin_table(case: Case, day: str, binding: bool) -> pd.DataFrame:
    """Return how many instruments of each issuer touch each field, as the table shows it.

    Returns
    -------
    One row an issuer, in the order of ``groups``; column ``all texts``, then one a field.
    """
    found = shown_on(case, day, binding)
    group = found.set_index("instrument_id")["group"]
    wide = model.sector_matrix(case, day).reindex(group.index, fill_value=0) > 0
    counts = wide.groupby(group).sum()
    counts.insert(0, "all texts", group.value_counts())
    order = [one for one in groups(case) if one in counts.index]
    return counts.loc[order].rename_axis("issuer").reset_index()


def source_line(case: Case, *tables: str) -> str:
    """Return the source line of some tables: how many sources they name, how many primary."""
    ids = {one for name in tables for row in case.table(name)["source_ids"] for one in row}
    primary = int(case.sources_of(sorted(ids))["primary"].sum())
    files = ", ".join(f"{name}.csv" for name in tables)
    return f"Source: Nexus, {files}; {len(ids)} sources, {primary} of them primary."
