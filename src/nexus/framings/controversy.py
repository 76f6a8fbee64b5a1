"""A structured controversy: propositions, phases with their minutes, and the joint statement."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nexus import own
from nexus.case import Case
from nexus.errors import NexusError
from nexus.framings import readings

# A step that somebody could take, never whether abuses occur: that is settled for class.
PROPOSITIONS: Mapping[str, str] = {
    "H06.1": (
        "Relief from sanctions should depend on active improvement of human rights in North Korea."
    ),
    "C10.4": (
        "Governments, civic groups and firms should find new ways to bring outside media to North "
        "Koreans."
    ),
    "C12.1": (
        "Washington should use the Act of 2016 to press China over mining contracts with North "
        "Korea."
    ),
    "C13.1": "Other states should be brought to take no more North Korean labourers.",
}
FIELDS: Mapping[str, str] = {
    "agree": "What we agree on",
    "part": "Where we part, and at which step",
    "settle": "What evidence would settle it",
    "recommend": "What we would recommend",
}
NOTES: Mapping[str, str] = {"a": "Notes of A", "b": "Notes of B"}
TITLE = "Joint statement"
EMPTY = "Nothing written."
ENDINGS: Mapping[str, str] = {"markdown": "md", "word": "docx"}


class StatementError(NexusError):
    """A joint statement that could not be saved."""


@dataclass(frozen=True)
class Phase:
    """One phase of the hour.

    Attributes
    ----------
    phase_id, name: its id, and what the projector shows.
    minutes, short: its minutes in a class of 75, and in one of 50.
    does: what happens, in a sentence.
    speaks: "a", "b" or "" for both.
    swapped: whether each side argues for the other lens.
    prompts: what to ask oneself or the other.
    """

    phase_id: str
    name: str
    minutes: int
    short: int
    does: str
    speaks: str = ""
    swapped: bool = False
    prompts: tuple[str, ...] = ()


PHASES = (
    Phase(
        "prepare",
        "Prepare",
        15,
        10,
        "Each side reads its lens and prepares its case.",
        prompts=(
            "By which step does your lens get from the proposal to its verdict?",
            "Which fact, with its day or paragraph, do you point to?",
            "What would change a holder's mind?",
        ),
    ),
    Phase(
        "first",
        "A presents",
        10,
        7,
        "A presents. B listens, takes notes, and may ask only what a word means.",
        speaks="a",
        prompts=("Say the mechanism before the verdict.", "B: write down A's strongest step."),
    ),
    Phase(
        "second",
        "B presents",
        10,
        7,
        "B presents. A listens, takes notes, and may ask only what a word means.",
        speaks="b",
        prompts=("Say the mechanism before the verdict.", "A: write down B's strongest step."),
    ),
    Phase(
        "reverse",
        "Change sides",
        10,
        6,
        "Each side argues the case that it has just heard, half of the time each.",
        swapped=True,
        prompts=(
            "Give their best point in a form that they would sign.",
            "Name a step that you had not seen from your own side.",
            "Ask: is this what you meant? Mend it until they say yes.",
        ),
    ),
    Phase(
        "open",
        "Open discussion",
        20,
        13,
        "Put both lenses down. Ask each other about facts and steps.",
        prompts=(
            "Which facts do we both accept?",
            "At which step do we part: question, mechanism, or evidence?",
            "What does neither lens see here?",
        ),
    ),
    Phase(
        "joint",
        "Joint statement",
        10,
        7,
        "Write one statement together. You need not agree; say exactly where you part.",
        prompts=("Could each of you sign every sentence?",),
    ),
)


def briefs(case: Case, claim_id: str) -> list[dict[str, str]]:
    """Return what each realist and liberal lens brings to a proposition, in the order of lenses.

    Returns
    -------
    lens_id, name, family, question, expects; and where the proposal has readings, ``says`` (the
        verdict as a verb), reading and evidence.

    Raises
    ------
    KeyError: where there is no such proposition.
    """
    if claim_id not in PROPOSITIONS:
        raise KeyError(f"No proposition {claim_id!r}; there are {', '.join(PROPOSITIONS)}.")
    lenses = case.table("lenses")
    table = case.table("readings")
    said = table[table["subject_id"] == claim_id].set_index("lens_id")
    found = []
    for _, lens in lenses[lenses["family"].isin(readings.SIDES)].iterrows():
        one = {
            "lens_id": str(lens["lens_id"]),
            "name": readings.say_lens(lens["lens_id"]),
            "family": str(lens["family"]),
            "question": str(lens["core_question"]),
            "expects": str(lens["expects"]),
        }
        if lens["lens_id"] in said.index:
            row = said.loc[lens["lens_id"]]
            one |= {name: str(row[name]) for name in ("reading", "evidence")}
            one["says"] = readings.say_verdict(row["verdict"])
        found.append(one)
    return found


def roles(first: str, swapped: bool = False) -> dict[str, str]:
    """Return which family each side argues for.

    Parameters
    ----------
    first: the family that A argues for at first, "realist" or "liberal".
    swapped: whether the sides have changed.
    """
    other = readings.SIDES[1 - readings.SIDES.index(first)]
    a, b = (other, first) if swapped else (first, other)
    return {"a": a, "b": b}


def parts(record: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return a statement as headings, each with its text; the first heading is the title.

    Parameters
    ----------
    record: what the page holds: proposition, first (A's family at first), names (a, b), notes
        (a, b) and joint (a text by each of ``FIELDS``). What is absent counts as empty.
    """
    first = _text(record, "first")
    taken = roles(first if first in readings.SIDES else readings.SIDES[0])
    sides = [
        f"{letter.upper()}{_named(record, letter)} read first as {taken[letter]}"
        for letter in ("a", "b")
    ]
    proposition = f"Proposition: {_text(record, 'proposition') or EMPTY}"
    found = [(TITLE, f"{proposition}\n\n{'; '.join(sides)}. Then they changed sides.")]
    found += [(name, _text(record, "joint", key) or EMPTY) for key, name in FIELDS.items()]
    found += [(name, _text(record, "notes", key) or EMPTY) for key, name in NOTES.items()]
    return found


def _named(record: Mapping[str, Any], letter: str) -> str:
    name = _text(record, "names", letter)
    return f" ({name})" if name else ""


def _text(record: Mapping[str, Any], *path: str) -> str:
    found: Any = record
    for name in path:
        found = found.get(name, "") if isinstance(found, Mapping) else ""
    return found.strip() if isinstance(found, str) else ""


def as_markdown(record: Mapping[str, Any]) -> str:
    """Return a statement as Markdown; see ``parts`` for the record."""
    (title, head), *others = parts(record)
    return (
        "\n\n".join([f"# {title}", head, *(f"## {name}\n\n{text}" for name, text in others)]) + "\n"
    )


def as_word(record: Mapping[str, Any]) -> bytes:
    """Return a statement as a Word file (.docx); see ``parts`` for the record."""
    import docx

    document = docx.Document()
    for level, (name, text) in enumerate(parts(record)):
        document.add_heading(name, level=1 if level == 0 else 2)
        for paragraph in text.split("\n"):
            if paragraph.strip():
                document.add_paragraph(_printable(paragraph))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _printable(text: str) -> str:
    # XML has no place for control characters and half pairs, which a paste may bring along.
    whole = text.encode("utf-8", errors="replace").decode("utf-8")
    return "".join(
        sign for sign in whole if sign == "\t" or (sign >= " " and sign not in "\ufffe\uffff")
    )


def save(record: Mapping[str, Any], kind: str, now: dt.datetime | None = None) -> Path:
    """Write a statement into the learner's folder under a name of its own; return where it is.

    Parameters
    ----------
    record: see ``parts``.
    kind: "markdown" or "word".
    now: the moment, for the file's name.

    Raises
    ------
    StatementError: where it cannot be written; the text is still on the page.
    """
    if kind not in ENDINGS:
        raise StatementError(f"A statement is saved as {' or '.join(ENDINGS)}, not as {kind!r}.")
    moment = (now or dt.datetime.now()).strftime("%Y-%m-%d-%H%M%S")
    path = own.work_folder() / f"joint-statement-{moment}.{ENDINGS[kind]}"
    try:
        own.replace(path, as_markdown(record) if kind == "markdown" else as_word(record))
    except OSError as fault:
        raise StatementError(
            f"The statement is not saved ({fault.strerror}); it is still on this page. Check that "
            f"the folder {path.parent.name} may be written, then press the button again."
        ) from None
    return path.resolve()
