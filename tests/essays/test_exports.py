"""The argument in other forms, read back by tools that others keep."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import subprocess
from itertools import cycle, product
from pathlib import Path
from types import MappingProxyType
from typing import Any

import arguebuf
import pandas as pd
import pytest

from nexus.case import Case
from nexus.essays import exports as model
from nexus.essays.argument import Argument, argument, outline

HERE = Path(__file__).parent / "argdown"
ESSAYS = {"C": "cha-lloyd-2016", "H": "hurley-2018", "both": ""}
TITLE = 'Two essays: "A" === #1 [x] {y} 한국어 \\'

# What each could be taken for: mark-up, a tag, a comment, a list, a sign, front matter, data.
HOSTILE = (
    "[x] <y> {z} #w @v *u* **t** _s_ __r__ | \\",
    "“quoted”, \"doubly\" and 'singly', with `ticks`",
    "a line\nand another\r\n\r\nafter an empty one\ttabbed",
    "북한의 인권과 안보 (北韓) — č ñ 😀",
    "[H01.1]: <Reason 1> @[H01.1] @<Reason 1> [H01.1](address)",
    "see http://example.org/a//b /* not a comment */ <!-- nor this --> // nor this",
    "=== title: x === and ====",
    "U.S., U.K.: A.A.B, .E. :heart: 10:30:15 .~. .v. e.g. i.e. ...",
    "# heading",
    "- [H01.1]",
    "+ <Reason 1>",
    "-> x",
    "-----",
    "(1) x",
    "1. x",
    '{"type": "value"} #proposal',
    "#unstated",
    "ends in a backslash \\",
    "ends in a hash #",
    "\\\\ \\n \\[ \\",
    "a -- b --- c ->- d >< e _> f <_ g",
)
MARKS = (*"[]<>{}#@*_|\\\"'`~^$&()+-=/.,:;!?A 한", "\n", "--", "//", "===")

Read = dict[str, Any]


@dataclasses.dataclass(frozen=True)
class Export:
    """An argument, and the case whose words it has."""

    case: Case
    whole: Argument

    @property
    def texts(self) -> dict[str, str]:
        """Return the claims with one space for each run of white space."""
        table = self.case.table("claims").set_index("claim_id")["claim"]
        return {one: " ".join(table[one].split()) for one in self.whole.claims}

    @property
    def inferences(self) -> list[tuple[set[str], str]]:
        """Return premises and conclusion of each reason, and of each claim that only needs."""
        needs = self.whole.needs
        found = [
            ({*reason.premises, *needs.get(reason.conclusion, ())}, reason.conclusion)
            for reason in self.whole.reasons
        ]
        held = {reason.conclusion for reason in self.whole.reasons}
        return found + [(set(all_), one) for one, all_ in needs.items() if one not in held]

    def linked(self, relation: str) -> list[tuple[str, str]]:
        links = self.whole.links
        return sorted((one.from_id, one.to_id) for one in links if one.relation == relation)


def with_claims(case: Case, claims: pd.DataFrame) -> Case:
    return dataclasses.replace(case, tables=MappingProxyType({**case.tables, "claims": claims}))


@pytest.fixture(scope="module")
def exports(case: Case) -> dict[str, Export]:
    """Return the three real arguments, the same under hostile texts, and every pair of marks."""
    found = {name: Export(case, argument(case, essay)) for name, essay in ESSAYS.items()}
    claims = case.table("claims")
    hostile = [text for text, _ in zip(cycle(HOSTILE), claims["claim"], strict=False)]
    found["hostile"] = Export(with_claims(case, claims.assign(claim=hostile)), found["both"].whole)
    texts = [f"x{one}{two}y" for one, two in product(MARKS, MARKS)]
    texts += [f"{one}y {two}" for one, two in product(MARKS, MARKS)]
    ids = [f"H01.{number}" for number in range(1, len(texts) + 1)]
    table = pd.DataFrame({"claim_id": ids, "claim": texts, "type": "value", "stated": True})
    found["marks"] = Export(with_claims(case, table), Argument(tuple(ids), (), {}, ()))
    return found


@pytest.fixture(scope="module", params=[*ESSAYS, "hostile", "marks"])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def export(exports: dict[str, Export], name: str) -> Export:
    return exports[name]


# ---- plain text


def test_the_text_twin_has_every_claim(export: Export) -> None:
    lines = model.as_text(export.case, export.whole).split("\n")
    wanted = outline(export.whole)
    assert len(lines) == len(wanted), "one line each, whatever a claim says"
    table = export.case.table("claims").set_index("claim_id")
    texts, seen = export.texts, set()
    for said, line in zip(lines, wanted, strict=True):
        sign = {"joint": f"[together {line.group}] ", "needed": "[taken for granted] "}
        start = "  " * line.depth + "- " + sign.get(line.role, "") + line.claim_id + " "
        end = "" if table.loc[line.claim_id, "stated"] else " (unstated)"
        end += " (see above)" if line.again else ""
        assert said == start + texts[line.claim_id] + end
        seen.add(line.claim_id)
    assert seen == set(export.whole.claims)


# ---- the Argument Interchange Format


def test_aif_is_read_by_arguebuf(export: Export) -> None:
    data = json.loads(json.dumps(model.as_aif(export.case, export.whole)))
    graph = arguebuf.load.aif(data)
    claims = export.case.table("claims").set_index("claim_id")["claim"]
    texts = {one: node.plain_text for one, node in graph.atom_nodes.items()}
    assert texts == {one: claims[one] for one in export.whole.claims}, "line breaks and all"
    kinds = [type(node.scheme) for node in graph.scheme_nodes.values()]
    assert kinds.count(arguebuf.Support) == len(export.inferences)
    assert kinds.count(arguebuf.Attack) == len(export.linked("conflicts"))
    assert kinds.count(arguebuf.Rephrase) == len(export.linked("restates"))
    assert len(kinds) == sum(
        map(kinds.count, {arguebuf.Support, arguebuf.Attack, arguebuf.Rephrase})
    )
    assert sorted(aif_steps(graph, arguebuf.Support)) == sorted(
        (sorted(premises), to) for premises, to in export.inferences
    )
    for scheme, relation in ((arguebuf.Attack, "conflicts"), (arguebuf.Rephrase, "restates")):
        steps = [(one, to) for (one,), to in aif_steps(graph, scheme)]
        assert sorted(steps) == export.linked(relation)


def aif_steps(graph: arguebuf.Graph, scheme: type) -> list[tuple[list[str], str]]:
    """Return what leads into each scheme node of a kind, and the one claim that it leads to."""
    steps = []
    for node in graph.scheme_nodes.values():
        if type(node.scheme) is not scheme:
            continue
        into = [edge.source.id for edge in graph.edges.values() if edge.target.id == node.id]
        (out,) = [edge.target.id for edge in graph.edges.values() if edge.source.id == node.id]
        steps.append((sorted(into), out))
    return steps


def test_aif_ids_are_unique(export: Export) -> None:
    data = model.as_aif(export.case, export.whole)
    for ids in ([n["nodeID"] for n in data["nodes"]], [e["edgeID"] for e in data["edges"]]):
        assert len(set(ids)) == len(ids)


def test_a_premise_that_is_also_needed_stands_once(exports: dict[str, Export]) -> None:
    case, both = exports["both"].case, exports["both"].whole
    reason = both.reasons[0]
    whole = dataclasses.replace(
        both, reasons=(reason,), needs={reason.conclusion: reason.premises}, links=()
    )
    data = model.as_aif(case, whole)
    assert len(data["edges"]) == len(reason.premises) + 1
    shown = model.as_argdown(case, whole, "x").partition("# Reasons")[2]
    assert [shown.count(f"[{one}]") for one in reason.premises] == [1] * len(reason.premises)


# ---- Argdown


@pytest.fixture(scope="session")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install Argdown's own parser outside the repository, and return where."""
    if not (shutil.which("node") and shutil.which("npm")):
        not_here("Node.js with npm is not installed; Argdown's own parser runs on it")
    folder = tmp_path_factory.mktemp("argdown")
    for name in ("package.json", "parse.mjs"):
        shutil.copy(HERE / name, folder)
    quietly = ["--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"]
    done = run([str(shutil.which("npm")), "install", *quietly], folder)
    if done.returncode:
        not_here(f"npm could not install Argdown's parser: {done.stderr[-500:]}")
    return folder


def not_here(why: str) -> None:
    """Skip on a reader's machine; in CI nothing is skipped."""
    if os.environ.get("CI"):
        pytest.fail(why)
    pytest.skip(why)


def run(command: list[str], folder: Path, said: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=folder,
        input=said,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


@pytest.fixture(scope="module")
def parsed(reader: Path, exports: dict[str, Export]) -> dict[str, Read]:
    """Return what Argdown reads in each export, all by one process."""
    texts = [model.as_argdown(one.case, one.whole, TITLE) for one in exports.values()]
    done = run([str(shutil.which("node")), "parse.mjs"], reader, json.dumps(texts))
    assert done.returncode == 0, done.stderr
    return dict(zip(exports, json.loads(done.stdout), strict=True))


@pytest.fixture
def read(parsed: dict[str, Read], name: str) -> Read:
    return parsed[name]


def test_argdown_finds_no_fault(read: Read) -> None:
    assert read["faults"] == []
    assert read["title"] == TITLE


def test_argdown_gives_every_claim_back_word_for_word(export: Export, read: Read) -> None:
    found = {one["id"]: one["texts"] for one in read["statements"]}
    assert found == {one: [text] for one, text in export.texts.items()}
    assert [one["id"] for one in read["statements"]] == list(export.whole.claims)


def test_argdown_gives_kinds_and_unstated_premises_back(export: Export, read: Read) -> None:
    table = export.case.table("claims").set_index("claim_id")
    for one in read["statements"]:
        row = table.loc[one["id"]]
        assert one["tags"] == [row["type"], *([] if row["stated"] else ["unstated"])]


def test_argdown_gives_reasons_back_with_their_joint_premises(export: Export, read: Read) -> None:
    found = [(sorted(one["premises"]), one["conclusions"]) for one in read["arguments"]]
    assert sorted(found) == sorted((sorted(all_), [to]) for all_, to in export.inferences)


def test_argdown_gives_conflicts_back_as_attacks(export: Export, read: Read) -> None:
    found = [(one, to) for _, one, to in read["relations"]]
    assert sorted(found) == export.linked("conflicts")
    assert {kind for kind, *_ in read["relations"]} <= {"attack"}


def test_argdown_gives_concessions_and_restatements_back(export: Export, read: Read) -> None:
    for relation in ("concedes", "restates"):
        found = [
            (one["id"], to) for one in read["statements"] for to in one["data"].get(relation, [])
        ]
        assert sorted(found) == export.linked(relation)


def test_the_real_exports_hold_what_the_others_only_stress(exports: dict[str, Export]) -> None:
    """Each of the checks above has something to find in the essays themselves."""
    for essay in ESSAYS:
        export = exports[essay]
        assert any(len(premises) > 1 for premises, _ in export.inferences)
        for relation in ("conflicts", "restates", "concedes"):
            assert export.linked(relation)
        stated = export.case.table("claims").set_index("claim_id")["stated"]
        assert not stated[list(export.whole.claims)].all()
