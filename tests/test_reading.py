"""A reader's own copy: its paragraphs are found however it was pasted, and nothing is lost."""

from __future__ import annotations

import dataclasses
import errno
import itertools
import json
import re
import textwrap
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nexus import own, reading
from nexus.case import Case
from nexus.errors import DataError
from nexus.reading import ReadingError
from tests.invented import FOURTEEN, NEITHER, SEVEN, page

ALL = {**SEVEN, **FOURTEEN}
HEADLINES = "Sign in\nSubscribe now\nMost read today\nHow a lighthouse keeper learned to bake bread"
CREDITS = "Photo: A. Person / Some Agency\nPublished 3 May 1987, 10:15 am\nShare Tweet Print"


@pytest.fixture(scope="module")
def invented(case: Case, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The case, but with the fingerprints of the invented essays."""
    folder = tmp_path_factory.mktemp("data")
    made = reading.fingerprint(ALL)
    (folder / reading.FINGERPRINTS_FILE).write_text(json.dumps(made), encoding="utf-8")
    return dataclasses.replace(case, folder=folder)


def only(case: Case, text: str) -> reading.Copy:
    (copy,) = reading.read_copy(case, text)
    return copy


def whole(copy: reading.Copy, essay: Mapping[str, str]) -> None:
    """Check that a copy holds an essay word for word."""
    assert copy.missing == ()
    assert copy.in_part == ()
    assert {name: found.text for name, found in copy.found.items()} == essay


def without_accents_of_layout(text: str) -> str:
    """Return a text without what a line's end may add or take: spaces and hyphens."""
    return re.sub(r"[\s\u00ad-]", "", text)


# ---- clean copies, and what pages put round them


@pytest.mark.parametrize(
    ("essay", "essay_id"), [(SEVEN, "hurley-2018"), (FOURTEEN, "cha-lloyd-2016")]
)
def test_a_clean_copy_is_found_word_for_word(
    invented: Case, essay: dict[str, str], essay_id: str
) -> None:
    copy = only(invented, page(essay))
    assert copy.essay_id == essay_id
    assert {found.share for found in copy.found.values()} == {1.0}
    whole(copy, essay)


@pytest.mark.parametrize(
    "between", ["\n", "\r\n", "\r\n\r\n", "\r", "\u2028", "\n\n\n\n", " ", "\n\t"]
)
def test_any_line_ends(invented: Case, between: str) -> None:
    whole(only(invented, page(SEVEN, between)), SEVEN)


def test_both_essays_in_one_text(invented: Case) -> None:
    copies = reading.read_copy(invented, page(FOURTEEN) + "\n\n" + page(SEVEN))
    assert {copy.essay_id for copy in copies} == {"hurley-2018", "cha-lloyd-2016"}
    for copy in copies:
        whole(copy, SEVEN if copy.essay_id == "hurley-2018" else FOURTEEN)


@pytest.mark.parametrize("essay", [SEVEN, FOURTEEN])
def test_an_essay_pasted_twice(invented: Case, essay: dict[str, str]) -> None:
    whole(only(invented, page(essay) + "\n\n" + page(essay)), essay)


@pytest.mark.parametrize("letters", [30, 90, 200, 300])
@pytest.mark.parametrize("between", ["\n", "\n\n" + CREDITS + "\n\n"])
def test_an_opening_that_stands_there_cut_as_well(
    invented: Case, letters: int, between: str
) -> None:
    teaser = SEVEN["H01"][:letters].rsplit(" ", 1)[0] + "..."
    text = teaser + between + teaser + between + page(SEVEN)
    whole(only(invented, text), SEVEN)


@settings(deadline=None, max_examples=60)
@given(
    st.sets(st.integers(0, 7)), st.sampled_from([HEADLINES, CREDITS, HEADLINES + "\n" + CREDITS])
)
def test_headlines_and_credits_at_any_place(invented: Case, places: set[int], strange: str) -> None:
    parts: list[str] = []
    for place, paragraph in enumerate([*SEVEN.values(), ""]):
        parts += [strange] * (place in places) + [paragraph]
    whole(only(invented, "\n\n".join(parts)), SEVEN)


def test_a_headline_inside_a_paragraph_is_left_out(invented: Case) -> None:
    words = SEVEN["H04"].split()
    half = len(words) // 2
    cut = " ".join(words[:half]) + "\nMost read today\n" + " ".join(words[half:])
    copy = only(invented, page({**SEVEN, "H04": cut}))
    whole(copy, SEVEN)
    assert copy.found["H04"].share < 1


# ---- what layout does to words


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 200))
def test_hard_wraps_at_any_width(invented: Case, width: int) -> None:
    wrapped = {
        name: textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False)
        for name, text in SEVEN.items()
    }
    whole(only(invented, page(wrapped)), SEVEN)


@settings(deadline=None, max_examples=60)
@given(
    st.sets(st.integers(0, 2000), max_size=60),
    st.sampled_from(["-\n", "-\r\n", "-\n    ", "\u2010\n", "\u00ad\n", "\u00ad", "- \n"]),
)
def test_hyphens_at_line_ends(invented: Case, places: set[int], hyphen: str) -> None:
    text = page(SEVEN)
    inside = [match.start() for match in re.finditer(r"(?<=[a-zé]{2})(?=[a-zé]{2})", text)]
    for place in sorted({inside[one % len(inside)] for one in places}, reverse=True):
        text = text[:place] + hyphen + text[place:]
    whole(only(invented, text), SEVEN)


def test_a_last_line_with_only_the_rest_of_a_word(invented: Case) -> None:
    cut = {
        name: re.sub(r"(?<=[a-z]{2})([a-z]{2}\.)$", r"-\n\1", one) for name, one in SEVEN.items()
    }
    assert sum("\n" in one for one in cut.values()) >= 5
    whole(only(invented, page(cut)), SEVEN)


@settings(deadline=None, max_examples=60)
@given(st.integers(20, 90))
def test_wraps_at_the_hyphens_that_words_have(invented: Case, width: int) -> None:
    wrapped = {name: textwrap.fill(text, width) for name, text in FOURTEEN.items()}
    copy = only(invented, page(wrapped))
    assert {found.share for found in copy.found.values()} == {1.0}
    for name, found in copy.found.items():
        assert without_accents_of_layout(found.text) == without_accents_of_layout(FOURTEEN[name])


STRAIGHT = str.maketrans("“”‘’", "\"\"''")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.translate(STRAIGHT),
        lambda text: text.replace("’", "\u02bc"),
        lambda text: text.replace("’", "‘"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace(" ", "\u202f"),
        lambda text: re.sub(r"(?<=[a-z]{3})(?=[a-z]{3})", "\u00ad", text),
        lambda text: re.sub(r"(?<=[a-z]{3})(?=[a-z]{3})", "\u200b", text),
        lambda text: text.replace("ï", "i\u0308").replace("é", "e\u0301"),
        lambda text: text.replace("—", " -- "),
        lambda text: text.replace("fl", "ﬂ").replace("fi", "ﬁ"),
        str.upper,
        lambda text: re.sub(r"\. ", ".[1] ", text),
        lambda text: re.sub(r"\. ", ".[12, 13] ", text),
        lambda text: re.sub(r"\. ", ".¹² ", text),
        lambda text: re.sub(r"(?<=[a-z]),", "²,", text),
    ],
    ids=itertools.count(),
)
def test_signs_that_copies_change(invented: Case, change: object) -> None:
    copy = only(invented, change(page(SEVEN)))  # type: ignore[operator]
    assert copy.missing == ()
    assert {found.share for found in copy.found.values()} == {1.0}


def test_soft_hyphens_are_gone_from_what_is_shown(invented: Case) -> None:
    soft = re.sub(r"(?<=[a-z]{3})(?=[a-z]{3})", "\u00ad", page(SEVEN))
    whole(only(invented, soft), SEVEN)
    soft = re.sub(r"(?<=[a-z]{3})(?=[a-z]{3})", "\u200b", page(SEVEN))
    whole(only(invented, soft), SEVEN)


# ---- two columns


def columns(text: str, width: int, lines: int, page_end: str, gap: int = 6) -> str:
    """Set a text in two columns, page by page, as a PDF reader's layout mode writes it."""
    rows = [
        row
        for paragraph in text.split("\n\n")
        for row in [*textwrap.wrap(paragraph, width, break_on_hyphens=False), ""]
    ]
    pages = []
    for at in range(0, len(rows), 2 * lines):
        left, right = rows[at : at + lines], rows[at + lines : at + 2 * lines]
        pairs = itertools.zip_longest(left, right, fillvalue="")
        pages.append("\n".join(f"{one:{width + gap}}{other}".rstrip() for one, other in pairs))
    return page_end.join(pages)


@pytest.mark.parametrize("essay", [SEVEN, FOURTEEN])
@pytest.mark.parametrize("page_end", ["\n\f", "\f", "\n\n  12\n\n", "\n\nPage 3\n\n", "\n\f\n 4\n"])
@pytest.mark.parametrize("lines", [12, 30])
def test_two_columns_with_page_ends(
    invented: Case, essay: dict[str, str], page_end: str, lines: int
) -> None:
    copy = only(invented, columns(page(essay), 44, lines, page_end))
    assert copy.missing == ()
    assert copy.in_part == ()
    for name, found in copy.found.items():
        assert without_accents_of_layout(found.text) == without_accents_of_layout(essay[name])


@pytest.mark.parametrize("essay", [SEVEN, FOURTEEN])
@pytest.mark.parametrize("width", [36, 44, 60])
def test_two_columns_on_one_long_page(invented: Case, essay: dict[str, str], width: int) -> None:
    lines = sum(len(textwrap.wrap(text, width)) + 1 for text in essay.values()) // 2 + 1
    copy = only(invented, columns(page(essay), width, lines, ""))
    assert copy.missing == ()
    assert copy.in_part == ()


def test_columns_after_plain_text(invented: Case) -> None:
    names = list(SEVEN)
    plain = page({name: SEVEN[name] for name in names[:3]})
    set_in_two = columns(page({name: SEVEN[name] for name in names[3:]}), 44, 15, "\n\f")
    copy = only(invented, plain + "\n\n" + set_in_two)
    assert copy.missing == ()
    assert copy.in_part == ()


def test_a_heading_over_both_columns_parts_what_is_above_from_what_is_below(
    invented: Case,
) -> None:
    names = list(FOURTEEN)
    blocks = []
    for part in (names[:5], names[5:9], names[9:]):
        text = page({name: FOURTEEN[name] for name in part})
        lines = len(textwrap.wrap(text, 44, replace_whitespace=False)) // 2 + 3
        blocks.append(columns(text, 44, lines, ""))
    heading = (
        "\nA heading that is as wide as the page, over the left column and over the right one\n"
    )
    copy = only(invented, heading.join(blocks))
    assert copy.missing == ()
    for name, found in copy.found.items():
        assert found.share == 1, name
        assert without_accents_of_layout(found.text) == without_accents_of_layout(FOURTEEN[name])


def test_a_number_on_a_line_of_its_own_is_not_always_a_page(invented: Case) -> None:
    text = page(SEVEN).replace(" 1987 ", "\n1987\n")
    assert "\n1987\n" in text
    whole(only(invented, text), SEVEN)


# ---- what is missing


@pytest.mark.parametrize("name", list(ALL))
def test_a_missing_paragraph_is_named(invented: Case, name: str) -> None:
    essay = SEVEN if name in SEVEN else FOURTEEN
    rest = {one: text for one, text in essay.items() if one != name}
    copy = only(invented, page(rest))
    assert copy.missing == (name,)
    assert set(copy.found) == set(rest)


@pytest.mark.parametrize("name", [name for name in ALL if not name.endswith("03")])
@pytest.mark.parametrize("half", ["first", "second"])
def test_a_halved_paragraph_is_there_in_part(invented: Case, name: str, half: str) -> None:
    essay = SEVEN if name in SEVEN else FOURTEEN
    words = essay[name].split()
    middle = len(words) // 2
    kept = " ".join(words[:middle] if half == "first" else words[middle:])
    copy = only(invented, page({**essay, name: kept}))
    assert copy.in_part == (name,)
    assert copy.missing == ()
    assert 0.3 < copy.found[name].share < 0.7
    assert copy.found[name].text == kept


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_paragraph_is_found_where_at_least_half_stands(
    invented: Case, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(ALL)))
    words = ALL[name].split()
    size = data.draw(st.integers(len(words) // 2 + 2, len(words)))
    start = data.draw(st.integers(0, len(words) - size))
    kept = " ".join(words[start : start + size])
    # The guard is in neither essay, so that no run goes on into the paragraph by chance.
    copy = only(invented, f"{NEITHER} Zebra.\n\n{kept}\n\nZebra. {NEITHER}")
    assert list(copy.found) == [name]
    assert copy.found[name].text == kept


# ---- what is refused


def test_a_text_that_is_neither_essay_is_refused(invented: Case) -> None:
    with pytest.raises(ReadingError) as caught:
        reading.read_copy(invented, NEITHER)
    said = str(caught.value)
    assert "holds no paragraph of either essay" in said
    assert f"{len(reading.words(NEITHER)):,} words" in said
    for title, authors in zip(invented.essays["title"], invented.essays["authors"], strict=True):
        assert title in said
        assert authors in said
    assert "copy it and paste it here" in said


@pytest.mark.parametrize("text", ["", " \n\t ", "…", "\ud800", "1987", "\0"])
def test_an_empty_text_is_refused(invented: Case, text: str) -> None:
    with pytest.raises(ReadingError, match=r"of [01] words holds no paragraph of either essay"):
        reading.read_copy(invented, text)


@pytest.mark.parametrize("sentence", [0, 2, -1])
def test_one_sentence_is_refused(invented: Case, sentence: int) -> None:
    text = SEVEN["H01"].split(". ")[sentence]
    with pytest.raises(ReadingError, match="Expected “"):
        reading.read_copy(invented, text)


def test_a_far_too_long_text_is_refused_at_once(invented: Case) -> None:
    text = page(SEVEN) + " x" * reading.LONGEST
    with pytest.raises(ReadingError, match=r"4,0\d\d,\d\d\d characters; an essay has fewer"):
        reading.read_copy(invented, text)


def test_a_long_text_with_an_essay_in_it_is_read(invented: Case) -> None:
    copy = only(invented, (NEITHER + "\n\n") * 40 + page(SEVEN) + ("\n\n" + NEITHER) * 40)
    whole(copy, SEVEN)


@pytest.mark.parametrize(
    "odd", ["a-" + "\n" * 300_000, "-" * 300_000, "a-\n" * 100_000, " " * 300_000, "[" * 300_000]
)
def test_odd_texts_take_no_endless_time(invented: Case, odd: str) -> None:
    whole(only(invented, page(SEVEN) + "\n\n" + odd), SEVEN)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(invented: Case, text: str) -> None:
    with pytest.raises(ReadingError):
        reading.read_copy(invented, text)
    # A word with a hyphen at its end would go on in the essay's first word.
    whole(only(invented, text + ".\n\n" + page(SEVEN) + "\n\n" + text), SEVEN)


# ---- fingerprints


def test_fingerprints_hold_no_word_and_no_order() -> None:
    made = reading.fingerprint(ALL)
    assert set(made) == set(ALL)
    for name, runs in made.items():
        assert all(re.fullmatch("[0-9a-f]{6}", run) for run in runs)
        assert runs == sorted(set(runs))
        assert len(runs) <= len(reading.words(ALL[name])) - reading.RUN + 1
    shuffled = " ".join(sorted(SEVEN["H01"].split()))
    assert reading.fingerprint({"H01": shuffled}) != {"H01": made["H01"]}


def test_the_shipped_fingerprints_are_of_that_form(case: Case) -> None:
    raw = json.loads((case.folder / reading.FINGERPRINTS_FILE).read_text(encoding="utf-8"))
    counts = dict(zip(case.essays["essay_id"], case.essays["paragraphs"], strict=True))
    names = [
        f"{essay_id[0].upper()}{number:02}"
        for essay_id, count in counts.items()
        for number in range(1, count + 1)
    ]
    assert sorted(raw) == sorted(names)
    for runs in raw.values():
        assert all(re.fullmatch("[0-9a-f]{6}", run) for run in runs)
        assert runs == sorted(set(runs))


def test_invented_essays_are_not_the_real_ones(case: Case) -> None:
    with pytest.raises(ReadingError):
        reading.read_copy(case, page(SEVEN) + page(FOURTEEN))


@pytest.mark.parametrize("text", [None, "", "{", "[]", '{"H01": 3}', "[" * 100_000, "\xff"])
def test_damaged_fingerprints_are_one_sentence(
    case: Case, tmp_path: Path, text: str | None
) -> None:
    if text is not None:
        (tmp_path / reading.FINGERPRINTS_FILE).write_text(text, encoding="latin-1")
    with pytest.raises(DataError, match=r"essay-fingerprints\.json: found no file"):
        reading.read_copy(dataclasses.replace(case, folder=tmp_path), page(SEVEN))


# ---- the reader's folder


def test_a_copy_is_kept_and_comes_back(invented: Case, tmp_path: Path) -> None:
    assert reading.passages(tmp_path) == {}
    assert reading.shares(tmp_path) == {}
    for copy in reading.read_copy(invented, page(SEVEN) + "\n\n" + page(FOURTEEN)):
        reading.keep_copy(tmp_path, copy)
    assert reading.passages(tmp_path) == ALL
    assert set(reading.shares(tmp_path).values()) == {1.0}
    assert len(list((tmp_path / "essays").iterdir())) == 2


def test_a_poorer_paste_takes_nothing_away(invented: Case, tmp_path: Path) -> None:
    reading.keep_copy(tmp_path, only(invented, page(SEVEN)))
    words = SEVEN["H04"].split()
    poor = {"H02": SEVEN["H02"], "H04": " ".join(words[: len(words) // 2])}
    reading.keep_copy(tmp_path, only(invented, page(poor)))
    assert reading.passages(tmp_path) == SEVEN


def test_a_better_paste_replaces_and_adds(invented: Case, tmp_path: Path) -> None:
    words = SEVEN["H04"].split()
    poor = {"H02": SEVEN["H02"], "H04": " ".join(words[: len(words) // 2])}
    reading.keep_copy(tmp_path, only(invented, page(poor)))
    assert set(reading.passages(tmp_path)) == {"H02", "H04"}
    assert reading.shares(tmp_path)["H04"] < 0.7
    reading.keep_copy(tmp_path, only(invented, page(SEVEN)))
    assert reading.passages(tmp_path) == SEVEN


def test_the_last_of_two_equal_pastes_counts(tmp_path: Path) -> None:
    share = 2 / 3  # is not what three digits of it say
    for text in ("older", "newer"):
        found = {"H01": reading.Found("H01", text, share)}
        reading.keep_copy(tmp_path, reading.Copy("hurley-2018", found, ()))
    assert reading.passages(tmp_path) == {"H01": "newer"}


DAMAGED = [
    "",
    "{",
    "[]",
    "null",
    '{"H01": "text"}',
    '{"H01": {"text": "x"}}',
    '{"H01": {"text": "x", "share": "y"}}',
    '{"H01": {"text": "x", "share": NaN}}',
    '{"H01": {"text": "x", "share": 7}}',
    "[" * 100_000,
]


@pytest.mark.parametrize("text", DAMAGED)
def test_a_damaged_file_holds_nothing_and_is_replaced(
    invented: Case, tmp_path: Path, text: str
) -> None:
    path = tmp_path / "essays" / "hurley-2018.json"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    assert reading.passages(tmp_path) == {}
    assert reading.shares(tmp_path) == {}
    reading.keep_copy(tmp_path, only(invented, page(SEVEN)))
    assert reading.passages(tmp_path) == SEVEN


def test_bytes_that_are_no_text_hold_nothing(tmp_path: Path) -> None:
    path = tmp_path / "essays" / "hurley-2018.json"
    path.parent.mkdir()
    path.write_bytes(b"\xff\xfe\x00")
    assert reading.passages(tmp_path) == {}


def test_a_full_disk_is_one_sentence_and_the_old_file_stands(
    invented: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading.keep_copy(tmp_path, only(invented, page({"H02": SEVEN["H02"]})))
    before = (tmp_path / "essays" / "hurley-2018.json").read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(own.os, "fsync", full)
    with pytest.raises(ReadingError) as caught:
        reading.keep_copy(tmp_path, only(invented, page(SEVEN)))
    assert str(caught.value) == (
        f"Your copy is not in {tmp_path.name}/essays yet (No space left on device). Free some "
        "space or check that the folder may be written, then paste it again."
    )
    assert (tmp_path / "essays" / "hurley-2018.json").read_bytes() == before
    assert len(list((tmp_path / "essays").iterdir())) == 1


def test_a_file_where_the_folder_should_be_is_one_sentence(invented: Case, tmp_path: Path) -> None:
    (tmp_path / "essays").touch()
    with pytest.raises(ReadingError, match=r"is not in .*/essays yet"):
        reading.keep_copy(tmp_path, only(invented, page(SEVEN)))
    assert reading.passages(tmp_path) == {}
    reading.forget_copies(tmp_path)


def test_half_a_surrogate_pair_from_a_browser_is_kept(invented: Case, tmp_path: Path) -> None:
    text = page(SEVEN).replace(SEVEN["H02"], SEVEN["H02"].replace(". ", ". \ud83d ", 1))
    reading.keep_copy(tmp_path, only(invented, text))
    assert set(reading.passages(tmp_path)) == set(SEVEN)


def test_copies_are_forgotten_and_nothing_else(invented: Case, tmp_path: Path) -> None:
    for copy in reading.read_copy(invented, page(SEVEN) + "\n\n" + page(FOURTEEN)):
        reading.keep_copy(tmp_path, copy)
    folder = tmp_path / "essays"
    # What a kernel that was killed while writing would leave behind.
    (folder / f".hurley-2018.json.0{own.PART}").write_text("half a copy", encoding="utf-8")
    (folder / "mine.txt").write_text("a note", encoding="utf-8")
    (tmp_path / "answers.jsonl").write_text("{}", encoding="utf-8")
    reading.forget_copies(tmp_path)
    assert reading.passages(tmp_path) == {}
    assert [path.name for path in folder.iterdir()] == ["mine.txt"]
    assert (tmp_path / "answers.jsonl").exists()
    reading.forget_copies(tmp_path)
    reading.forget_copies(tmp_path / "none")


def test_a_copy_that_cannot_be_removed_is_named(tmp_path: Path) -> None:
    (tmp_path / "essays" / "hurley-2018.json").mkdir(parents=True)
    with pytest.raises(ReadingError, match=r"hurley-2018\.json could not be removed .* by hand"):
        reading.forget_copies(tmp_path)


# ---- what readers without a copy see


def test_every_paragraph_has_our_words(case: Case) -> None:
    shown = reading.paragraphs(case)
    assert set(shown) == {f"H{number:02}" for number in range(1, 8)} | {
        f"C{number:02}" for number in range(1, 15)
    }
    assert shown["H04"]["said"] == "H4"
    assert shown["H04"]["essay"] == "Daniel Hurley 2018"
    assert shown["C12"]["said"] == "C12"
    assert shown["C12"]["url"].startswith("https://foreignpolicy.com/")
    claims = case.table("claims")
    for name, one in shown.items():
        rows = claims[claims["paragraph"] == name]
        assert one["ours"] == rows.loc[rows["stated"], "claim"].tolist()
        assert one["ours"]
