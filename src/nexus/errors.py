"""What can go wrong, in sentences that a reader can act on."""

from __future__ import annotations

from dataclasses import dataclass


class NexusError(Exception):
    """Any fault that the reader can mend. Notebooks show its sentence and no traceback."""


class ChartError(NexusError):
    """A chart that lacks what every reader needs: title, description, finding or source line."""


@dataclass(eq=False)
class DataError(NexusError):
    """One fault in one file of a data folder.

    Attributes
    ----------
    file: the file's name, for example ``events.csv``.
    row: row as a spreadsheet counts it (the header is row 1); None where the whole file is meant.
    column: the column's name; None where the whole row is meant.
    found, expected: what stands there, and what should.
    mend: what to do about it.
    """

    file: str
    row: int | None
    column: str | None
    found: str
    expected: str
    mend: str

    def __str__(self) -> str:
        place = self.file
        if self.row is not None:
            place += f", row {self.row}"
        if self.column is not None:
            place += f", column {self.column}"
        return f"{place}: found {self.found}; expected {self.expected}. To mend it: {self.mend}"
