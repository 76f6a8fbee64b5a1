"""Names searched as people write them: accents, word order, romanisation and small slips aside."""

from __future__ import annotations

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

from nexus.instruments.names import name_keys
from nexus.instruments.published import PublishedList

LEAST = 75.0
PART = 0.95  # a name of which only a part was asked for stands behind one that is asked for whole
FOUND_COLUMNS = ("entry_id", "name", "kind", "programmes", "written", "stands_in", "score")


def search(published: PublishedList, text: str, limit: int = 10) -> pd.DataFrame:
    """Return the entries whose names come nearest to a text, the nearest first.

    Names, aliases, names in remarks and names in other scripts are searched. A near name is not the
    same person: see ``NOTE``.

    Parameters
    ----------
    text: a name or a part of one, in any order of words. An empty text finds nothing.
    limit: how many entries at most.

    Returns
    -------
    entry_id, name, kind, programmes, written (the form that came nearest), stands_in (name, alias,
    remarks, original name), score (0 to 100; 100 is the same name after romanisation).
    """
    names = published.names
    scores = _scores(name_keys([text])[0], names["key"].tolist())
    near = np.flatnonzero(scores >= LEAST)
    found = names.iloc[near][["entry_id", "written", "stands_in"]]
    found = found.assign(score=scores[near].round(1), size=found["written"].str.len())
    found = found.sort_values(
        ["score", "size", "written", "entry_id"], ascending=[False, True, True, True]
    )
    found = found.drop_duplicates("entry_id").head(limit)
    entries = published.entries[["entry_id", "name", "kind", "programmes"]]
    return found.merge(entries, on="entry_id", how="left")[list(FOUND_COLUMNS)]


def _scores(key: str, keys: list[str]) -> np.ndarray:
    """Return how near each key is to one key: as a whole, or as a longer name that contains it."""
    if not key or not keys:
        return np.zeros(len(keys))
    whole: np.ndarray = process.cdist(
        [key], keys, scorer=fuzz.ratio, score_cutoff=LEAST, dtype=np.float64
    )[0]
    part: np.ndarray = process.cdist(
        [key], keys, scorer=fuzz.token_set_ratio, score_cutoff=LEAST, dtype=np.float64
    )[0]
    part *= PART
    for at in np.flatnonzero(part >= LEAST):
        # A listed name that is itself only a part of what was asked ("Kim") is no full match.
        words = " ".join(dict.fromkeys(keys[at].split()))
        part[at] *= min(1.0, len(words) / len(key))
    nearest: np.ndarray = np.maximum(whole, part)
    return nearest
