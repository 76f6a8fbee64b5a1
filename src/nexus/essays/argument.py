"""What rests on what: reasons, needed premises, and what stands when some are rejected.

Dependency, not truth: a claim that stands here is only one whose stated support is still there.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from nexus.case import Case
from nexus.essays.claims import LETTERS

REJECTED, FALLEN, WEAKENED, STANDS = "rejected", "fallen", "weakened", "stands"
MEANING: Mapping[str, str] = {
    REJECTED: "you rejected it",
    FALLEN: "nothing stated holds it any more",
    WEAKENED: "a reason is gone; another, or the record, still holds it",
    STANDS: "its support is untouched",
}


@dataclass(frozen=True)
class Reason:
    """Premises that together support one claim; one alone, or several that only work together."""

    premises: tuple[str, ...]
    conclusion: str


@dataclass(frozen=True)
class Link:
    """Two claims that concede, restate or conflict."""

    from_id: str
    to_id: str
    relation: str


@dataclass(frozen=True)
class Argument:
    """The argument of one essay, or of both together.

    Attributes
    ----------
    claims: claim ids in the order of the essays.
    reasons: what supports what. Reasons for one claim are alternatives; within one reason all
        premises are needed.
    needs: for a claim, the premises that it takes for granted and cannot do without.
    links: concessions, restatements and conflicts. They show; they carry no weight.
    facts: claims that a record decides. They lose reasons, and do not fall with them.
    """

    claims: tuple[str, ...]
    reasons: tuple[Reason, ...]
    needs: Mapping[str, tuple[str, ...]]
    links: tuple[Link, ...]
    facts: frozenset[str] = frozenset()

    def reasons_for(self, claim_id: str) -> list[Reason]:
        """Return the reasons that support a claim."""
        return [reason for reason in self.reasons if reason.conclusion == claim_id]


def argument(case: Case, essay_id: str = "") -> Argument:
    """Return the argument of one essay; of both, with the links between them, for ``""``."""
    claims = case.table("claims")
    if essay_id:
        claims = claims[claims["essay_id"] == essay_id]
    ids = tuple(in_order(claims["claim_id"]))
    links = case.table("claim_links")
    links = links[links["from_id"].isin(ids) & links["to_id"].isin(ids)]
    facts = frozenset(claims.loc[claims["type"] == "fact", "claim_id"])
    return Argument(ids, _reasons(links), _needs(links), _others(links), facts)


def in_order(claim_ids: Collection[str] | pd.Series) -> list[str]:
    """Return claim ids as one reads: Cha & Lloyd first, as the older essay; by paragraph."""

    def place(claim_id: str) -> tuple[str, int, int]:
        paragraph, number = claim_id.split(".")
        return paragraph[0], int(paragraph[1:]), int(number)

    return sorted(claim_ids, key=place)


def _reasons(links: pd.DataFrame) -> tuple[Reason, ...]:
    rows = links[links["relation"] == "supports"]
    alone = rows[rows["group"].isna()]
    reasons = [Reason((one,), to) for one, to in zip(alone["from_id"], alone["to_id"], strict=True)]
    for _, group in rows[rows["group"].notna()].groupby("group"):
        reasons.append(Reason(tuple(in_order(group["from_id"])), group["to_id"].iloc[0]))
    return tuple(sorted(reasons, key=lambda one: (one.conclusion, one.premises)))


def _needs(links: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    rows = links[links["relation"] == "assumes"]
    return {str(one): tuple(in_order(group["to_id"])) for one, group in rows.groupby("from_id")}


def _others(links: pd.DataFrame) -> tuple[Link, ...]:
    rows = links[links["relation"].isin(["concedes", "restates", "conflicts"])]
    triples = zip(rows["from_id"], rows["to_id"], rows["relation"], strict=True)
    return tuple(Link(*triple) for triple in triples)


# ---- knock out


def standing(whole: Argument, rejected: Collection[str]) -> dict[str, str]:
    """Return what becomes of each claim when some are rejected.

    A claim falls where a premise that it needs is gone, or where it had reasons and none is left.
    A reason is gone as soon as one of its premises is. A fact does not fall: a record decides it.

    Parameters
    ----------
    rejected: claim ids that the reader rejects; the order does not matter.

    Returns
    -------
    for each claim id one of ``rejected``, ``fallen``, ``weakened``, ``stands``.
    """
    gone = set(rejected) & set(whole.claims)
    falling = True
    while falling:
        new = {one for one in whole.claims if one not in gone and _falls(whole, one, gone)}
        gone |= new
        falling = bool(new)
    return {one: _state(whole, one, gone, rejected) for one in whole.claims}


def _falls(whole: Argument, claim_id: str, gone: set[str]) -> bool:
    if claim_id in whole.facts:
        return False
    if gone & set(whole.needs.get(claim_id, ())):
        return True
    reasons = whole.reasons_for(claim_id)
    return bool(reasons) and all(gone & set(reason.premises) for reason in reasons)


def _state(whole: Argument, claim_id: str, gone: set[str], rejected: Collection[str]) -> str:
    if claim_id in rejected:
        return REJECTED
    if claim_id in gone:
        return FALLEN
    lost = any(gone & set(reason.premises) for reason in whole.reasons_for(claim_id))
    return WEAKENED if lost else STANDS


def claims_resting_on(whole: Argument, claim_id: str) -> set[str]:
    """Return the claims that fall when this one alone is rejected."""
    states = standing(whole, {claim_id})
    return {one for one, state in states.items() if state == FALLEN}


def near(whole: Argument, claim_id: str) -> Argument:
    """Return the part of an argument that bears on one claim: what it rests on, what it serves."""
    inside = {claim_id}
    growing = True
    while growing:
        more = {
            one
            for reason in whole.reasons
            if reason.conclusion in inside
            for one in reason.premises
        }
        more |= {one for claim in inside for one in whole.needs.get(claim, ())}
        growing = not more <= inside
        inside |= more
    return dataclasses.replace(
        whole,
        claims=tuple(one for one in whole.claims if one in inside),
        reasons=tuple(one for one in whole.reasons if one.conclusion in inside),
        needs={one: needed for one, needed in whole.needs.items() if one in inside},
        links=tuple(one for one in whole.links if {one.from_id, one.to_id} <= inside),
    )


# ---- outline


@dataclass(frozen=True)
class Line:
    """One line of the outline.

    Attributes
    ----------
    claim_id: the claim.
    depth: how deep it stands; 0 for a claim that supports no other.
    role: ``claim`` at the top; ``reason`` (alone), ``joint`` (only together with others) or
        ``needed`` (taken for granted) below the claim that it serves.
    group: for ``joint``, which of that claim's reasons it belongs to, from 1; else 0.
    again: whether the claim has stood higher up already; what is under it is not repeated.
    """

    claim_id: str
    depth: int
    role: str
    group: int = 0
    again: bool = False


def outline(whole: Argument) -> list[Line]:
    """Return the argument as an outline that holds the same claims as the map."""
    inner = {one for reason in whole.reasons for one in reason.premises}
    inner |= {one for needed in whole.needs.values() for one in needed}
    tops = [one for one in whole.claims if one not in inner]
    seen: set[str] = set()
    return [line for top in tops for line in _lines(whole, Line(top, 0, "claim"), seen)]


def _lines(whole: Argument, line: Line, seen: set[str]) -> Iterator[Line]:
    again = line.claim_id in seen
    yield dataclasses.replace(line, again=again)
    if again:
        return
    seen.add(line.claim_id)
    for place, reason in enumerate(whole.reasons_for(line.claim_id), 1):
        joint = len(reason.premises) > 1
        role, group = ("joint", place) if joint else ("reason", 0)
        for premise in reason.premises:
            yield from _lines(whole, Line(premise, line.depth + 1, role, group), seen)
    for premise in whole.needs.get(line.claim_id, ()):
        yield from _lines(whole, Line(premise, line.depth + 1, "needed"), seen)


def essay_ids() -> tuple[str, ...]:
    """Return the ids of the two essays, the older first."""
    return tuple(sorted(LETTERS, key=lambda one: LETTERS[one]))
