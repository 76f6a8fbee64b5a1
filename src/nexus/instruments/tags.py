"""Programme tags follow orders, not reasons: the tags of entries whose grounds are on record."""

from __future__ import annotations

import pandas as pd

from nexus.instruments.lists import north_korean
from nexus.instruments.names import name_keys
from nexus.instruments.published import OFAC, UN, PublishedList

TAG_NOTE = (
    "A programme tag names the order or the list under which a name was entered, not the reason. "
    "One order has several grounds, and one ground is used under several orders: whether a name "
    "was entered for abuses of human rights stands in the notice of that day, not in the tag."
)

ISSUED_BY = {OFAC: "us-", UN: "unscr-"}


def tags_of(published: PublishedList, designations: pd.DataFrame) -> pd.DataFrame:
    """Return the tags under which names with a recorded ground stand on a list.

    Parameters
    ----------
    designations: rows with date, instrument_id, name, ground, as in the case's table.

    Returns
    -------
    date, instrument_id, name, ground, entry_id, programmes: one row a designation. A name that the
    list does not hold, under that name or an alias, has an empty entry_id and no programmes.
    """
    names = published.names
    found = names.drop_duplicates("key").set_index("key")["entry_id"].to_dict()
    tags = dict(zip(published.entries["entry_id"], published.entries["programmes"], strict=True))
    table = designations[["date", "instrument_id", "name", "ground"]].reset_index(drop=True)
    ids = [found.get(key, "") for key in name_keys(table["name"])]
    programmes = pd.Series([tags.get(key, ()) for key in ids], dtype="object")
    return table.assign(entry_id=pd.Series(ids, dtype="str"), programmes=programmes)


def count_tags(published: PublishedList, designations: pd.DataFrame) -> pd.DataFrame:
    """Return how little a tag tells of the ground: one row a tag of the North Korean entries.

    Only designations by the authority that keeps the list are counted: US orders for OFAC's list,
    Council resolutions for the United Nations'.

    Returns
    -------
    programme, entries (that bear the tag), for_rights (of these, how many are on record as entered
    for abuses of human rights), for_other (on record for another ground), not_recorded (the rest:
    of them the tables say nothing).
    """
    listed = north_korean(published).entries
    known = tags_of(published, designations)
    # A ground that another authority gave says nothing of this list's tag.
    issued = known["instrument_id"].str.startswith(ISSUED_BY[published.source])
    known = known[issued]
    rights = known["ground"].str.split(":").str[0].str.contains("rights")
    for_rights = set(known.loc[rights, "entry_id"])
    for_other = set(known.loc[~rights, "entry_id"]) - for_rights
    rows = []
    for programme in sorted({tag for tags in listed["programmes"] for tag in tags}):
        ids = {
            key
            for key, tags in zip(listed["entry_id"], listed["programmes"], strict=True)
            if programme in tags
        }
        counts = len(ids), len(ids & for_rights), len(ids & for_other)
        rows.append((programme, *counts, len(ids - for_rights - for_other)))
    columns = ["programme", "entries", "for_rights", "for_other", "not_recorded"]
    return pd.DataFrame(rows, columns=columns)
