"""Both essays claim by claim: which lens a claim is cut for, and how the essays mix them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from nexus import reading
from nexus.case import Case
from nexus.words import surnames

SCHOOLS = ("realist", "liberal", "both", "neither")
MEANING: Mapping[str, str] = {
    "realist": "rests on power, threat or interest",
    "liberal": "rests on rules, institutions or the kind of government",
    "both": "either school could argue so, or it joins the two",
    "neither": "needs no school: a record or plain prudence",
}
KINDS = ("fact", "mechanism", "value", "proposal", "concession", "assumption")
# Proposals whose tool one school recommends and whose end the other names. ``lens_reason`` says
# how; which claims these are is a judgement of ours.
MIXED = ("H06.1", "C12.1", "C13.1")
MIXED_SAID = "realist in logic, liberal in aim"


def authors(case: Case) -> dict[str, str]:
    """Return the essays by id, the later one first, each as a reader cites it."""
    essays = case.essays.sort_values("published", ascending=False)
    return {row["essay_id"]: surnames(row["authors"]) for _, row in essays.iterrows()}


def counts(case: Case) -> pd.DataFrame:
    """Return how many stated claims of each essay belong to each school.

    Returns
    -------
    essay_id, lens, claims, of: one row for each essay and each of ``SCHOOLS``.
    """
    return _counted(case, ["essay_id"])


def shares(case: Case) -> pd.DataFrame:
    """Return how many stated claims of each paragraph belong to each school.

    Returns
    -------
    essay_id, paragraph, lens, claims, of: one row for each paragraph and each of ``SCHOOLS``.
    """
    return _counted(case, ["essay_id", "paragraph"])


def _counted(case: Case, by: list[str]) -> pd.DataFrame:
    claims = case.table("claims")
    stated = claims[claims["stated"]]
    wide = stated.groupby([*by, "lens"]).size().unstack(fill_value=0)
    wide = wide.reindex(columns=list(SCHOOLS), fill_value=0)
    of = wide.sum(axis=1).rename("of").reset_index()
    long = wide.stack().rename("claims").reset_index()
    order = {name: place for place, name in enumerate(SCHOOLS)}
    long = long.sort_values([*by, "lens"], key=lambda one: one.map(order).fillna(one))
    return long.merge(of, on=by).reset_index(drop=True)


def finding(case: Case) -> str:
    """Return in one sentence whether an essay is of one lens, with its numbers."""
    table = counts(case).pivot_table(index="essay_id", columns="lens", values="claims")
    numbers = [
        (name, int(table.at[one, "realist"]), int(table.at[one, "liberal"]))
        for one, name in authors(case).items()
    ]
    of_one = [name for name, realist, liberal in numbers if not realist or not liberal]
    start = f"Of one lens: {' and '.join(of_one)}" if of_one else "Neither essay is one lens"
    (first, realist, liberal), *others = numbers
    said = [f"{first} has {realist} realist and {liberal} liberal claims"]
    said += [f"{name} {realist} and {liberal}" for name, realist, liberal in others]
    return f"{start}: {', '.join(said)}"


def contrast(case: Case) -> str:
    """Return where each essay leans which way: its most realist and its most liberal paragraph."""
    table = shares(case)
    said = []
    for essay_id in authors(case):
        mine = table[table["essay_id"] == essay_id]
        leans = {}
        for school in ("realist", "liberal"):
            rows = mine[mine["lens"] == school]
            rows = rows.assign(share=rows["claims"] / rows["of"])
            leans[school] = rows.sort_values(["claims", "share"]).iloc[-1]["paragraph"]
        realist, liberal = (reading.say(str(one)) for one in leans.values())
        said.append(f"{realist} leans realist and {liberal} liberal")
    return ", ".join(said)


def paragraphs(case: Case) -> list[dict[str, Any]]:
    """Return the paragraphs in order, Hurley's first, with their claims: plain JSON values.

    Returns
    -------
    essay_id, paragraph (``H04``), said (``H4``), claims: each with claim_id, said, claim, label,
        type, lens, lens_reason, stated, and ``mixed``: words where a proposal joins two lenses.
    """
    claims = case.table("claims")
    names = ("claim_id", "claim", "label", "type", "lens", "lens_reason")
    found = []
    for essay_id in authors(case):
        mine = claims[claims["essay_id"] == essay_id]
        for paragraph, rows in mine.groupby("paragraph"):
            found.append(
                {
                    "essay_id": essay_id,
                    "paragraph": str(paragraph),
                    "said": reading.say(str(paragraph)),
                    "claims": [
                        {
                            **{name: row[name] for name in names},
                            "said": say(row["claim_id"]),
                            "stated": bool(row["stated"]),
                            "mixed": MIXED_SAID if row["claim_id"] in MIXED else "",
                        }
                        for _, row in rows.iterrows()
                    ],
                }
            )
    return found


def say(claim_id: str) -> str:
    """Return a claim's id as a reader cites it: ``H4.2`` for ``H04.2``."""
    paragraph, _, number = claim_id.partition(".")
    return f"{reading.say(paragraph)}.{number}"


def as_text(case: Case) -> str:
    """Return the ribbon in words: the finding, and each paragraph's stated claims by school."""
    lines = [f"{finding(case)}."]
    for one in paragraphs(case):
        stated = [claim for claim in one["claims"] if claim["stated"]]
        parts = [
            f"{school} {', '.join(claim['said'] for claim in stated if claim['lens'] == school)}"
            for school in SCHOOLS
            if any(claim["lens"] == school for claim in stated)
        ]
        parts += [f"{claim['said']} is {claim['mixed']}" for claim in stated if claim["mixed"]]
        lines.append(f"{one['said']}: {'; '.join(parts)}.")
    return "\n".join(lines)
