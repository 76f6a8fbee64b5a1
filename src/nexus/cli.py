"""The command line, thin: each verb calls one function."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from nexus import __version__
from nexus.errors import NexusError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``nexus``; return its exit code: 0, or 1 with one sentence on standard error."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.act(options))
    except NexusError as fault:
        print(f"Nexus: {fault}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="nexus", description="A seminar in notebooks.")
    top.add_argument("--version", action="version", version=f"nexus {__version__}")
    verbs = top.add_subparsers(title="what it does", metavar="", required=True)
    tables = verbs.add_parser("tables", help="read a data folder and count its rows")
    tables.add_argument("folder", nargs="?", type=Path, help="the folder (else Nexus's own)")
    tables.set_defaults(act=_tables)
    check = verbs.add_parser("check", help="print every fault of a data folder, and how to mend it")
    check.add_argument("folder", nargs="?", type=Path, help="the folder (else Nexus's own)")
    check.set_defaults(act=_check)
    book = verbs.add_parser("codebook", help="make CODEBOOK.md and DISPUTES.md of a folder anew")
    book.add_argument("folder", nargs="?", type=Path, help="the folder (else Nexus's own)")
    book.set_defaults(act=_codebook)
    references = verbs.add_parser("references", help="write a folder's sources for Zotero")
    references.add_argument("folder", nargs="?", type=Path, help="the folder (else Nexus's own)")
    references.set_defaults(act=_references)
    page = verbs.add_parser("page", help="run a notebook and write it as one HTML file")
    page.add_argument("notebook", type=Path)
    page.add_argument("-o", "--output", type=Path, help="the file (else beside where you stand)")
    page.set_defaults(act=_page)
    return top


def _tables(options: argparse.Namespace) -> int:
    from nexus.case import load

    case = load(options.folder)
    for name, frame in case.tables.items():
        print(f"{len(frame):6,}  {name}")
    return 0


def _check(options: argparse.Namespace) -> int:
    from nexus.case import own_folder
    from nexus.rules import every_fault

    folder = options.folder or own_folder()
    found = every_fault(folder)
    for fault in found:
        print(fault)
    print(f"{len(found)} faults in {folder.name}/." if found else f"No fault in {folder.name}/.")
    return 1 if found else 0


def _codebook(options: argparse.Namespace) -> int:
    from nexus.case import load
    from nexus.publish import codebook

    case = load(options.folder)
    (case.folder / codebook.CODEBOOK).write_text(codebook.codebook(case), encoding="utf-8")
    (case.folder / codebook.DISPUTES).write_text(codebook.disputes(case), encoding="utf-8")
    print(f"{codebook.CODEBOOK} and {codebook.DISPUTES} are made anew in {case.folder.name}/.")
    return 0


def _references(options: argparse.Namespace) -> int:
    from nexus.case import load
    from nexus.publish import references

    case = load(options.folder)
    references.write_references(case)
    print(
        f"{references.CSL_FILE} (CSL-JSON) and {references.BIBTEX_FILE} (BibTeX) are made anew in "
        f"{case.folder.name}/: {len(case.sources):,} references."
    )
    return 0


def _page(options: argparse.Namespace) -> int:
    from nexus.publish.page import write_page

    output = options.output or Path(options.notebook.stem + ".html")
    write_page(options.notebook, output)
    print(f"{output} is written: {output.stat().st_size / 1e6:.1f} MB, and it needs no network.")
    return 0
