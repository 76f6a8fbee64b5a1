"""The tables of a case: read, checked and joined. A bad file is one clear ``DataError``."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd

from nexus.errors import DataError
from nexus.tables import RawTable, read_raw, read_table, reference_faults, table_faults

PACKAGE_FILE = "datapackage.json"
FOLDER_VARIABLE = "NEXUS_DATA"


@dataclass(frozen=True)
class Case:
    """The tables of one data folder.

    Attributes
    ----------
    folder: where the tables were read.
    tables: DataFrames by table name. Ask for them with ``table`` or by name (``case.events``):
        what is handed out is a copy, so that a cell which changes it does not change the case.
    """

    folder: Path
    tables: Mapping[str, pd.DataFrame]

    def table(self, name: str) -> pd.DataFrame:
        """Return a table; its columns are described in ``data/datapackage.json``.

        Raises
        ------
        KeyError: where there is no such table.
        """
        if name not in self.tables:
            raise KeyError(f"No table {name!r}; there are {', '.join(sorted(self.tables))}.")
        # pandas copies the values only when somebody writes to them.
        return self.tables[name].copy(deep=False)

    @property
    def sources(self) -> pd.DataFrame:
        """One row a source: source_id, type, author, title, publisher, date, url, primary, note."""
        return self.table("sources")

    @property
    def essays(self) -> pd.DataFrame:
        """One row an essay: essay_id, authors, title, venue, published, paragraphs, url."""
        return self.table("essays")

    @property
    def events(self) -> pd.DataFrame:
        """One row an event: event_id, date, precision, lane, title, summary, known_from, ..."""
        return self.table("events")

    @property
    def questions(self) -> pd.DataFrame:
        """One row a question: question_id, lesson, kind, prompt, choices, answer, feedback, ..."""
        return self.table("questions")

    def sources_of(self, ids: Iterable[str]) -> pd.DataFrame:
        """Return the rows of ``sources`` with these ids, in the order of the ids."""
        return self.sources.set_index("source_id", drop=False).loc[list(ids)]


def load(folder: str | Path | None = None) -> Case:
    """Read a data folder through its ``datapackage.json``.

    Parameters
    ----------
    folder: the folder; else the one that the variable ``NEXUS_DATA`` names; else Nexus's own.

    Raises
    ------
    DataError: names file, row, column, what was found, what was expected and how to mend it.
    """
    where = Path(folder or os.environ.get(FOLDER_VARIABLE) or own_folder())
    resources = _resources(where)
    raws = {name: read_raw(path) for name, path, _ in resources}
    tables = {name: read_table(raws[name], schema) for name, _, schema in resources}
    for name, _, schema in resources:
        for fault in reference_faults(raws[name], schema, raws):
            raise fault
    return Case(where, MappingProxyType(tables))


def faults(folder: str | Path) -> list[DataError]:
    """Return every fault of a data folder against its ``datapackage.json``, not only the first.

    Parameters
    ----------
    folder: a folder with a ``datapackage.json``; one's own, or a copy of Nexus's.
    """
    found: list[DataError] = []
    raws: dict[str, RawTable] = {}
    try:
        resources = _resources(Path(folder))
    except DataError as fault:
        return [fault]
    for name, path, schema in resources:
        try:
            raws[name] = read_raw(path)
        except DataError as fault:
            found.append(fault)
        else:
            found.extend(table_faults(raws[name], schema))
    for name, _, schema in resources:
        if name in raws:
            found.extend(reference_faults(raws[name], schema, raws))
    return found


def own_folder() -> Path:
    """Return the folder of the data that Nexus ships: in the checkout or in the wheel."""
    here = Path(__file__).resolve().parent
    checkout = here.parents[1] / "data"
    return checkout if (checkout / PACKAGE_FILE).is_file() else here / "_data"


def _resources(folder: Path) -> list[tuple[str, Path, Mapping[str, Any]]]:
    package = read_package(folder)
    found = []
    for number, resource in enumerate(package["resources"], 1):
        try:
            name, path, schema = resource["name"], resource["path"], resource["schema"]
            inside = (folder / path).resolve().is_relative_to(folder.resolve())
            fields = [(field["name"], field["type"]) for field in schema["fields"]]
        except (KeyError, TypeError):
            raise _package_fault(
                f"a resource (number {number}) without name, path or schema",
                "name, path and a schema whose fields have name and type",
            ) from None
        if not inside or not fields:
            raise _package_fault(f"the path {path!r}", "a file in the data folder itself")
        found.append((name, folder / path, schema))
    return found


def read_package(folder: Path) -> dict[str, Any]:
    """Return the parsed ``datapackage.json`` of a folder.

    Raises
    ------
    DataError: where it is missing, is not JSON, or lists no resources.
    """
    try:
        package = json.loads((folder / PACKAGE_FILE).read_text(encoding="utf-8-sig"))
    except OSError:
        raise _package_fault(f"no such file in {folder.name}/", "the list of tables") from None
    except ValueError as fault:
        raise _package_fault(f"text that is not JSON ({fault})", "a JSON object") from None
    if not isinstance(package, dict) or not isinstance(package.get("resources"), list):
        raise _package_fault("no list of resources", "one resource a table")
    return package


def _package_fault(found: str, expected: str) -> DataError:
    return DataError(
        PACKAGE_FILE, None, None, found, expected, "restore the file from the project's copy."
    )
