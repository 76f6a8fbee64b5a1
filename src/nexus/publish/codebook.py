"""Two pages made from the data: the codebook, and the log of what is disputed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from nexus.case import Case, read_package

CODEBOOK, DISPUTES = "CODEBOOK.md", "DISPUTES.md"
MADE = "This page is made by `nexus codebook` and not edited by hand.\n"


def codebook(case: Case) -> str:
    """Return the codebook as Markdown: a fact sheet of all tables, then each table's columns."""
    package = read_package(case.folder)
    parts = [
        "# Codebook\n",
        f"{package['description']}\n",
        MADE,
        "## Fact sheet\n",
        "| Table | Rows | Sources | Primary | Unverified rows |",
        "| --- | --- | --- | --- | --- |",
    ]
    for resource in package["resources"]:
        parts.append(_sheet_row(case, resource["name"]))
    for resource in package["resources"]:
        parts.extend(_table_part(resource))
    return "\n".join(parts) + "\n"


def _sheet_row(case: Case, name: str) -> str:
    frame = case.table(name)
    if name == "sources":
        share = f"{case.sources['primary'].mean():.0%}"
        return f"| sources | {len(frame):,} | | {share} | |"
    used = sorted({one for ids in frame["source_ids"] for one in ids})
    sources = case.sources_of(used)
    share = f"{sources['primary'].mean():.0%}" if used else ""
    unverified = int(frame["unverified"].sum()) if "unverified" in frame else 0
    return f"| {name} | {len(frame):,} | {len(used):,} | {share} | {unverified} |"


def _table_part(resource: Mapping[str, Any]) -> list[str]:
    lines = [
        f"\n## {resource['title']} (`{resource['path']}`)\n",
        f"{resource['description']}\n",
        "| Column | Type | Must be filled | What it means |",
        "| --- | --- | --- | --- |",
    ]
    for field in resource["schema"]["fields"]:
        rules = field.get("constraints", {})
        said = field["description"].replace("|", "\\|")
        if rules.get("enum"):
            said += " One of " + ", ".join(f"`{one}`" for one in rules["enum"]) + "."
        if field.get("references"):
            said += f" Ids of `{field['references']['resource']}`."
        if field.get("example"):
            said += f" Like `{field['example']}`."
        must = "yes" if rules.get("required") else ""
        lines.append(f"| `{field['name']}` | {field['type']} | {must} | {said} |")
    return lines


def disputes(case: Case) -> str:
    """Return the log of disputed events as Markdown: what differs, who says so, from where."""
    events = case.events
    disputed = events[events["status"] == "disputed"].sort_values(["date", "event_id"])
    parts = [
        "# What is disputed, and how it is shown\n",
        f"{len(disputed)} of {len(events)} events are disputed in date, size, cause or meaning. "
        "The timeline shows what was disputed on the day, and what came later from the day on "
        "which it came. Figures that differ stand side by side in `figures.csv`.\n",
        MADE,
    ]
    for _, event in disputed.iterrows():
        parts.extend(_dispute(case, event))
    return "\n".join(parts) + "\n"


def _dispute(case: Case, event: pd.Series) -> list[str]:
    sources = case.sources_of(event["source_ids"])
    names = "; ".join(
        f"[{title}]({url})" for title, url in zip(sources["title"], sources["url"], strict=True)
    )
    lines = [f"## {event['title']} ({event['date'].date()}, `{event['event_id']}`)\n"]
    if event["dispute"]:
        lines.append(f"{event['dispute']}\n")
    if event["later"]:
        lines.append(f"Later: {event['later']}\n")
    lines.append(f"Sources: {names}\n")
    return lines
