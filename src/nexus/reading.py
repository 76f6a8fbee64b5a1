"""A reader's own copy of an essay becomes its numbered paragraphs, H1 to H7 and C1 to C14.

Nexus ships no essay text. It keeps fingerprints: for each paragraph the hashes of its runs of five
words, cut to 24 bits and sorted, from which no text can be read back. With them the paragraphs
are found in what a reader pastes, also where it is wrapped, hyphenated, doubled or set in columns.
"""

from __future__ import annotations

import bisect
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nexus import own
from nexus.case import Case
from nexus.errors import DataError, NexusError

FINGERPRINTS_FILE = "essay-fingerprints.json"
RUN = 5
DIGITS = 6  # of a hash, in hexadecimal: 24 bits
WHOLE, PART = 0.8, 0.25  # shares of a paragraph's runs
LONGEST = 2_000_000
# A word keeps its hyphens and apostrophes, also where a line ends at the hyphen.
_WORD = re.compile(
    "[^\\W_]+(?:[-\u2010\u2011\u00ad][^\\S\\n]*\\n\\s*[^\\W_]+|[-\u2010\u2011\u00ad'’‘′][^\\W_]+)*"
)
_APOSTROPHE = "\u02bc"  # counts as a letter
_NOTE_MARK = re.compile(r"\[\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*\]|[⁰¹²³⁴-⁹]+")
_LINE_END = re.compile("\r\n?|[\v\x85\u2028\u2029]")
_UNSEEN = re.compile("[\u200b-\u200d\u2060\ufeff]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_PAGE_NUMBER = re.compile(r"\s*(?:page\s+)?\d{1,4}\s*", re.IGNORECASE)
_GAP = re.compile(r"(?<=\S)(?: {3,}|\t+)(?=\S)")


class ReadingError(NexusError):
    """A text that is neither essay, or a copy that could not be kept."""


@dataclass(frozen=True)
class Found:
    """A paragraph in a reader's text.

    Attributes
    ----------
    paragraph: H01 to H07 or C01 to C14.
    text: its words as the reader's copy has them, on one line.
    share: the share of the paragraph's runs of five words that were found, 0 to 1.
    """

    paragraph: str
    text: str
    share: float


@dataclass(frozen=True)
class Copy:
    """What a reader's text holds of one essay.

    Attributes
    ----------
    essay_id: the essay.
    found: paragraphs that are there, by paragraph; those in part have a share below 0.8.
    missing: paragraphs that are not.
    """

    essay_id: str
    found: Mapping[str, Found]
    missing: tuple[str, ...]

    @property
    def in_part(self) -> tuple[str, ...]:
        """Paragraphs that lack a sentence or more."""
        return tuple(one for one, found in self.found.items() if found.share < WHOLE)


Fingerprints = Mapping[str, frozenset[str]]


# ---- fingerprints


def fingerprints(case: Case) -> Fingerprints:
    """Return the fingerprints of a case, by paragraph.

    Raises
    ------
    DataError: where the file is missing or damaged.
    """
    path = case.folder / FINGERPRINTS_FILE
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return {str(name): frozenset(map(str, runs)) for name, runs in kept.items()}
    except (OSError, ValueError, AttributeError, TypeError, RecursionError):
        raise DataError(
            FINGERPRINTS_FILE,
            None,
            None,
            "no file, or one that cannot be read",
            "the fingerprints of both essays",
            "restore the file from the project's copy.",
        ) from None


def fingerprint(paragraphs: Mapping[str, str]) -> dict[str, list[str]]:
    """Return what goes into the file of fingerprints, for an essay's paragraphs by number."""
    return {
        name: sorted({_hash(run) for run in _runs([word.plain for word in words(_tidy(text))])})
        for name, text in paragraphs.items()
    }


def _runs(plain: list[str]) -> Iterable[str]:
    return (" ".join(plain[at : at + RUN]) for at in range(len(plain) - RUN + 1))


def _hash(run: str) -> str:
    return hashlib.sha256(run.encode()).hexdigest()[:DIGITS]


# ---- words


@dataclass(frozen=True)
class Word:
    """One word of a text: as it is compared, and where it stands."""

    plain: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """Return the words of a text without case, accents, hyphens and apostrophes.

    Numbers of notes in square brackets are passed over.
    """
    blank = _NOTE_MARK.sub(lambda mark: " " * len(mark[0]), text)
    found = (Word(_plain(match[0]), *match.span()) for match in _WORD.finditer(blank))
    return [word for word in found if word.plain]


def _plain(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word).lower()
    return "".join(sign for sign in apart if sign.isalnum() and sign != _APOSTROPHE)


def _tidy(text: str) -> str:
    """Return a text with one kind of line end, whole letters, and no sign without a width."""
    text = _UNSEEN.sub("", _LINE_END.sub("\n", text))
    # Half of a surrogate pair, as a browser may send it, could not be kept in any file.
    return unicodedata.normalize("NFC", _LONE_SURROGATE.sub("\ufffd", text))


# ---- finding paragraphs


def read_copy(case: Case, text: str) -> list[Copy]:
    """Find the essays' paragraphs in a reader's text: one copy for each essay that is there.

    Raises
    ------
    ReadingError: where the text is neither essay, empty, or too long.
    """
    if len(text) > LONGEST:
        raise ReadingError(
            f"This text has {len(text):,} characters; an essay has fewer than 10,000. Paste the "
            "page of one essay."
        )
    found = best(fingerprints(case), text)
    copies = []
    for _, essay in case.essays.iterrows():
        letter = essay["essay_id"][0].upper()
        here = {name: one for name, one in found.items() if name.startswith(letter)}
        if here:
            every = [f"{letter}{number:02}" for number in range(1, essay["paragraphs"] + 1)]
            missing = tuple(name for name in every if name not in here)
            copies.append(Copy(essay["essay_id"], here, missing))
    if not copies:
        names = " or ".join(
            f"“{essay['title']}” ({essay['authors']})" for _, essay in case.essays.iterrows()
        )
        raise ReadingError(
            f"This text of {len(words(text)):,} words holds no paragraph of either essay. Expected "
            f"{names}. Open the essay, select the whole page, copy it and paste it here."
        )
    return copies


def best(known: Fingerprints, text: str) -> dict[str, Found]:
    """Return the paragraphs that a text holds, each as it is read best: as it is, or in columns."""
    plain = _tidy(text)
    apart = columns_apart(plain)
    found = find(known, plain)
    for name, one in find(known, apart).items() if apart != plain else ():
        if name not in found or one.share > found[name].share:
            found[name] = one
    return {name: found[name] for name in known if name in found}


def find(known: Fingerprints, text: str) -> dict[str, Found]:
    """Return the paragraphs that a text holds, at least a quarter of each."""
    every = words(text)
    hashes = [_hash(run) for run in _runs([word.plain for word in every])]
    found = {}
    for name, runs in known.items():
        places = [at for at, one in enumerate(hashes) if one in runs]
        if not places:
            continue
        first, last, share = _best_stretch(places, hashes, len(runs))
        if share >= PART:
            covered = {at + step for at in places if first <= at <= last for step in range(RUN)}
            passage = _passage(text, [every[at] for at in sorted(covered)])
            found[name] = Found(name, passage, share)
    return found


def _best_stretch(places: list[int], hashes: list[str], size: int) -> tuple[int, int, float]:
    """Return the stretch of about a paragraph's length that holds most of its runs."""
    length = round(size * 1.3) + 12  # room for a heading or a page's foot within
    best = (places[0], places[0], 0)
    for at, start in enumerate(places):
        end = bisect.bisect_right(places, start + length)
        inside = places[at:end]
        held = len({hashes[one] for one in inside})
        if held > best[2]:
            best = (start, inside[-1], held)
    inside = [one for one in places if best[0] <= one <= best[1]]
    first, last = _tightened([hashes[one] for one in inside])
    return inside[first], inside[last], best[2] / size


def _tightened(runs: list[str]) -> tuple[int, int]:
    """Return the narrowest ends that still hold every run: an opening may stand there twice."""
    first, last = 0, len(runs) - 1
    while runs[first] in runs[first + 1 : last + 1]:
        first += 1
    while runs[last] in runs[first:last]:
        last -= 1
    return first, last


def _passage(text: str, held: list[Word]) -> str:
    """Return the words on one line, without lines that hold none of the paragraph's."""
    at, end = _opening(text, held[0].start), _sentence_end(text, held[-1].end)
    kept = []
    for line in text[at:end].splitlines(keepends=True):
        # A line may hold no more than the rest of a word that the line before began.
        if any(word.start < at + len(line) and at < word.end for word in held):
            kept.append(line.strip())
        at += len(line)
    joined = "\n".join(kept)
    joined = re.sub("\u00ad\\n?", "", joined)
    joined = re.sub(r"(?<=[^\W\d_])[-\u2010]\n(?=[a-zß-öø-ÿ])", "", joined)
    return " ".join(joined.split())


def _opening(text: str, start: int) -> int:
    while start and text[start - 1] in "“\"‘'([":
        start -= 1
    return start


def _sentence_end(text: str, end: int) -> int:
    while end < len(text) and text[end] in ".,;:?!”\"’')]":
        end += 1
    return end


def columns_apart(text: str) -> str:
    """Return a text set in two columns with the left column of each page before the right one."""
    pages: list[list[str]] = [[]]
    for line in text.replace("\f", "\n\f\n").split("\n"):
        if line == "\f" or _PAGE_NUMBER.fullmatch(line):
            pages.append([])
        else:
            pages[-1].append(line)
    return "\n".join(line for page in pages for line in _page_apart(page))


def _page_apart(lines: list[str]) -> list[str]:
    """Return the lines of one page: left column, then right column; as they are without a gap."""
    gaps = [list(_GAP.finditer(line)) for line in lines]
    starts = sorted(
        gap.end() for found in gaps for gap in [max(found, key=_width, default=None)] if gap
    )
    if not starts:
        return lines
    middle = starts[len(starts) // 2]  # where most lines go on in the right column
    out: list[str] = []
    left: list[str] = []
    right: list[str] = []
    for line, found in zip(lines, gaps, strict=True):
        if found:
            gap = min(found, key=lambda one: (line[one.start()] != "\t", abs(one.end() - middle)))
            left.append(line[: gap.start()])
            right.append(line[gap.end() :])
        elif len(line) - len(line.lstrip()) > middle // 2:
            right.append(line.strip())
        elif len(line.rstrip()) <= middle:
            left.append(line)
        else:  # a line over both columns
            out += [*left, *right, line]
            left, right = [], []
    return [*out, *left, *right]


def _width(gap: re.Match[str]) -> int:
    return gap.end() - gap.start()


# ---- the reader's own folder


def keep_copy(folder: Path, copy: Copy) -> None:
    """Keep a copy in the reader's folder; what an earlier paste held and this one lacks stays.

    Raises
    ------
    ReadingError: where the file cannot be written; what it held stands as it was.
    """
    before = _kept(_path(folder, copy.essay_id))
    for name, found in copy.found.items():
        share = round(found.share, 3)
        if share >= before.get(name, ("", 0.0))[1]:
            before[name] = (found.text, share)
    passages_ = {name: {"text": text, "share": share} for name, (text, share) in before.items()}
    try:
        own.replace(
            _path(folder, copy.essay_id), json.dumps(passages_, indent=1, ensure_ascii=False)
        )
    except OSError as fault:
        raise ReadingError(
            f"Your copy is not in {folder.name}/essays yet ({fault.strerror}). Free some space or "
            "check that the folder may be written, then paste it again."
        ) from None


def passages(folder: Path) -> dict[str, str]:
    """Return the reader's passages by paragraph; empty where there is no copy.

    A file that cannot be read holds none: the page then shows our paraphrase.
    """
    return {name: text for name, (text, _) in _all_kept(folder).items()}


def shares(folder: Path) -> dict[str, float]:
    """Return the share of each paragraph that the reader's copy holds, 0 to 1."""
    return {name: share for name, (_, share) in _all_kept(folder).items()}


def forget_copies(folder: Path) -> None:
    """Take the reader's copies away.

    Raises
    ------
    ReadingError: where a file cannot be removed.
    """
    # Also what is left of a copy where the kernel was stopped while it was written.
    for path in (*_copies(folder), *(folder / "essays").glob(f"*{own.PART}")):
        try:
            path.unlink(missing_ok=True)
        except OSError as fault:
            raise ReadingError(
                f"{path.name} could not be removed ({fault.strerror}); remove it by hand from "
                f"{folder.name}/essays."
            ) from None


def paragraphs(case: Case) -> dict[str, dict[str, Any]]:
    """Return what a page shows of each paragraph to a reader without a copy.

    Returns
    -------
    by paragraph (``H04``): ``said`` (``H4``), ``essay`` (authors and year), ``url``, and ``ours``:
        the paragraph's stated claims in our words.
    """
    essays = case.essays.set_index("essay_id")
    claims = case.table("claims")
    shown: dict[str, dict[str, Any]] = {}
    for (essay_id, name), rows in claims[claims["stated"]].groupby(["essay_id", "paragraph"]):
        essay = essays.loc[essay_id]
        shown[str(name)] = {
            "said": say(str(name)),
            "essay": f"{essay['authors']} {essay['published'].year}",
            "url": essay["url"],
            "ours": list(rows["claim"]),
        }
    return shown


def say(paragraph: str) -> str:
    """Return a paragraph as a reader cites it: ``H4`` for ``H04``."""
    return f"{paragraph[0]}{int(paragraph[1:])}"


def _path(folder: Path, essay_id: str) -> Path:
    return folder / "essays" / f"{essay_id}.json"


def _copies(folder: Path) -> list[Path]:
    return sorted((folder / "essays").glob("*.json"))


def _all_kept(folder: Path) -> dict[str, tuple[str, float]]:
    found: dict[str, tuple[str, float]] = {}
    for path in _copies(folder):
        found.update(_kept(path))
    return found


def _kept(path: Path) -> dict[str, tuple[str, float]]:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        found = {str(name): (str(one["text"]), float(one["share"])) for name, one in kept.items()}
    except (OSError, ValueError, AttributeError, TypeError, KeyError, RecursionError):
        return {}
    # A share that is none would keep every better copy out.
    return {name: one for name, one in found.items() if 0 <= one[1] <= 1}
