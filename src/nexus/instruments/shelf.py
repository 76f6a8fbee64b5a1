"""Lists that a learner downloaded: files put down in the learner's folder, or sent in parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from nexus.case import Case
from nexus.instruments.filekind import LARGEST
from nexus.instruments.published import Draft, ListError, PublishedList, finish

FOLDER = "lists"
OWN_TABLE = "this project's own table"


@dataclass
class Parcel:
    """Files that arrive in parts, each part after the one before it.

    Attributes
    ----------
    files: the bytes that have arrived, by file name.
    """

    files: dict[str, bytearray] = field(default_factory=dict)

    def add(self, name: str, part: bytes, first: bool) -> None:
        """Add one part of a file.

        Raises
        ------
        ListError: where the file grows too large, or its beginning is missing.
        """
        bare = Path(name.replace("\\", "/")).name or "a file without a name"
        if first:
            self.files[bare] = bytearray()
        if bare not in self.files:
            raise ListError(
                f"The beginning of {bare} did not arrive. To mend it: choose the file again."
            )
        held = self.files[bare]
        if len(held) + len(part) > LARGEST:
            del self.files[bare]
            size = f"more than {LARGEST / 1e6:.0f} MB"
            raise ListError(f"{bare} has {size}. To mend it: choose the list itself, unpacked.")
        held += part

    def take(self) -> Mapping[str, bytes]:
        """Return what has arrived, and begin anew."""
        taken = {name: bytes(raw) for name, raw in self.files.items()}
        self.files = {}
        return taken


def on_the_shelf(work: Path) -> dict[str, tuple[Path, ...]]:
    """Return the lists that lie in the learner's folder ``lists``, by what they are called.

    Files beside each other are one list where they are CSV; each folder and each XML file is a
    list of its own.

    Parameters
    ----------
    work: the learner's folder; see ``nexus.own``.
    """
    place = work / FOLDER
    if not place.is_dir():
        return {}
    found: dict[str, tuple[Path, ...]] = {}
    entries = sorted(one for one in place.iterdir() if not one.name.startswith("."))
    loose = tuple(one for one in entries if one.is_file() and one.suffix.lower() == ".csv")
    if loose:
        found[f"{FOLDER}/*.csv"] = loose
    for one in entries:
        filled = one.is_dir() and any(one.iterdir())
        if filled or (one.is_file() and one not in loose):
            found[f"{FOLDER}/{one.name}"] = (one,)
    return found


def own_table(case: Case) -> PublishedList:
    """Return the names of ``designations`` as a list that can be searched like a published one.

    It holds only what this project recorded, with its ground; it is no published list.
    """
    titles = case.table("instruments").set_index("instrument_id")["short_title"]
    draft = Draft(OWN_TABLE, form=OWN_TABLE)
    for at, row in enumerate(case.table("designations").to_dict("records"), 1):
        said = (row["role"], f"ground: {row['ground']}")
        draft.entries.append(
            {
                "entry_id": str(at),
                "name": row["name"],
                "kind": row["kind"],
                "programmes": (titles.get(row["instrument_id"], row["instrument_id"]),),
                "listed_on": str(row["date"].date()),
                "remarks": "; ".join(filter(None, said)),
            }
        )
    return finish(draft, ["designations.csv"])


def grounds_table(case: Case) -> pd.DataFrame:
    """Return the recorded designations as a reader wants them.

    Returns
    -------
    day (ISO text), name, kind, role, by (short title of the instrument), ground; the oldest first.
    """
    titles = case.table("instruments").set_index("instrument_id")["short_title"]
    table = case.table("designations").sort_values(["date", "name"], ignore_index=True)
    return pd.DataFrame(
        {
            "day": table["date"].dt.strftime("%Y-%m-%d"),
            **{name: table[name] for name in ("name", "kind", "role")},
            "by": table["instrument_id"].map(titles),
            "ground": table["ground"],
        }
    )
