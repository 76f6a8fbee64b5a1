"""An argument in forms that other tools read: Argdown, AIF JSON, and plain text."""

from __future__ import annotations

import json
import re
from typing import Any

from nexus.case import Case
from nexus.essays.argument import Argument, Line, outline

# What Argdown would not read as text: its marks; `===` (front matter); `//` (a comment); a point or
# colon that could open a sign such as `.A.` or `:heart:`.
_SPECIAL = re.compile(r"([\\\[\]<>{}#@*_|]|=(?===)|/(?=/)|[.:](?=\S))")


def as_text(case: Case, whole: Argument) -> str:
    """Return the outline as indented plain text."""
    texts = _texts(case)
    return "\n".join(_text_line(line, texts) for line in outline(whole))


def _text_line(line: Line, texts: dict[str, dict[str, Any]]) -> str:
    claim = texts[line.claim_id]
    sign = {"joint": f"[together {line.group}] ", "needed": "[taken for granted] "}.get(
        line.role, ""
    )
    unstated = "" if claim["stated"] else " (unstated)"
    again = " (see above)" if line.again else ""
    text = _one_line(claim["claim"])
    return f"{'  ' * line.depth}- {sign}{line.claim_id} {text}{unstated}{again}"


def as_argdown(case: Case, whole: Argument, title: str) -> str:
    """Return the argument in Argdown.

    Each reason is one argument with its premises, so that joint premises stay joint. A premise that
    a claim needs stands among the premises of every reason for it. Conflicts are attacks;
    concessions and restatements stand in the data of the statement that makes them.
    """
    texts = _texts(case)
    # An equals sign in the title would end the front matter; as an escape it is the same to YAML.
    shown = json.dumps(title).replace("=", "\\u003d")
    parts = [f"===\ntitle: {shown}\n===", "# Claims"]
    for one in whole.claims:
        parts.append(_statement(one, texts[one], whole))
    parts.append("# Reasons")
    number = 0
    for conclusion in whole.claims:
        needed = whole.needs.get(conclusion, ())
        groups = [reason.premises for reason in whole.reasons_for(conclusion)]
        for premises in groups or ([()] if needed else []):
            number += 1
            lines = _once(premises, needed)
            steps = [f"({at}) [{one}]" for at, one in enumerate(lines, 1)]
            end = f"({len(lines) + 1}) [{conclusion}]"
            parts.append("\n".join([f"<Reason {number}>\n", *steps, "-----", end]))
    attacks = [link for link in whole.links if link.relation == "conflicts"]
    if attacks:
        parts.append("# Conflicts")
        parts += [f"[{link.to_id}]\n  - [{link.from_id}]" for link in attacks]
    return "\n\n".join(parts) + "\n"


def _statement(claim_id: str, claim: dict[str, Any], whole: Argument) -> str:
    tags = f"#{claim['type']}" + ("" if claim["stated"] else " #unstated")
    data: dict[str, list[str]] = {}
    for link in whole.links:
        if link.from_id == claim_id and link.relation != "conflicts":
            data.setdefault(link.relation, []).append(link.to_id)
    shown = f" {json.dumps(data)}" if data else ""
    text = _SPECIAL.sub(r"\\\1", _one_line(claim["claim"]))
    return f"[{claim_id}]: {text} {tags}{shown}"


def as_aif(case: Case, whole: Argument) -> dict[str, Any]:
    """Return the argument in the Argument Interchange Format, as JSON values.

    Claims are information nodes (I); a reason is a rule of inference (RA) to which its premises,
    and what its conclusion needs, lead; a conflict is CA, a restatement MA. Concessions have no
    node in AIF and are left out.
    """
    texts = _texts(case)
    graph = _Graph()
    for one in whole.claims:
        graph.node(one, texts[one]["claim"], "I")
    for conclusion in whole.claims:
        needed = whole.needs.get(conclusion, ())
        groups = [reason.premises for reason in whole.reasons_for(conclusion)]
        for premises in groups or ([()] if needed else []):
            graph.scheme("RA", "Default Inference", _once(premises, needed), conclusion)
    for link in whole.links:
        if link.relation == "conflicts":
            graph.scheme("CA", "Default Conflict", [link.from_id], link.to_id)
        elif link.relation == "restates":
            graph.scheme("MA", "Default Rephrase", [link.from_id], link.to_id)
    return {"nodes": graph.nodes, "edges": graph.edges, "locutions": []}


class _Graph:
    def __init__(self) -> None:
        self.nodes: list[dict[str, str]] = []
        self.edges: list[dict[str, str | None]] = []

    def node(self, node_id: str, text: str, kind: str) -> None:
        self.nodes.append(
            {"nodeID": node_id, "text": text, "type": kind, "timestamp": "2026-01-01 00:00:00"}
        )

    def edge(self, from_id: str, to_id: str) -> None:
        number = f"e{len(self.edges) + 1}"
        self.edges.append({"edgeID": number, "fromID": from_id, "toID": to_id, "formEdgeID": None})

    def scheme(self, kind: str, text: str, sources: list[str], target: str) -> None:
        node_id = f"{kind}{sum(node['type'] == kind for node in self.nodes) + 1}"
        self.node(node_id, text, kind)
        for one in sources:
            self.edge(one, node_id)
        self.edge(node_id, target)


def _one_line(text: str) -> str:
    """Return a text with one space for each line break or run of spaces."""
    return " ".join(text.split())


def _once(premises: tuple[str, ...], needed: tuple[str, ...]) -> list[str]:
    """Return the premises of a reason and those that its conclusion needs, each one time."""
    return list(dict.fromkeys([*premises, *needed]))


def _texts(case: Case) -> dict[str, dict[str, Any]]:
    rows = case.table("claims").to_dict("records")
    return {str(row["claim_id"]): {str(name): cell for name, cell in row.items()} for row in rows}
