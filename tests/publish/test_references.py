"""References for Zotero: what the table says, in the words of CSL-JSON and BibTeX."""

from __future__ import annotations

import codecs
import csv
import dataclasses
import datetime as dt
import errno
import json
import re
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pybtex.database import BibliographyData, Entry, parse_string

from nexus import own
from nexus.case import Case
from nexus.cli import main
from nexus.errors import DataError
from nexus.publish import references
from nexus.publish.creators import Creator, creators

# What csl-data.json of CSL 1.0.2 allows of the fields that we use.
CSL_TYPES = {
    *("article-journal", "article-newspaper", "book", "dataset", "document", "legislation"),
    *("report", "treaty", "webpage"),
}
TEXTS = {"id", "type", "title", "publisher", "container-title", "genre", "URL", "note"}
NAMES = ({"literal"}, {"family", "given"}, {"family", "given", "suffix"})


def csl_faults(item: dict[str, Any]) -> list[str]:
    """Return what is wrong with an item by the rules of CSL-JSON, for the fields that we use."""
    wrong = [f"no {name}" for name in ("id", "type", "title", "URL") if not item.get(name)]
    wrong += [f"strange {name}" for name in set(item) - TEXTS - {"author", "issued", "accessed"}]
    wrong += [f"{name} is no text" for name in TEXTS & set(item) if type(item[name]) is not str]
    if item.get("type") not in CSL_TYPES:
        wrong.append(f"type {item.get('type')}")
    if "publisher" in item and "container-title" in item:
        wrong.append("published twice")
    for name in item.get("author", []):
        if set(name) not in NAMES or not all(type(one) is str and one for one in name.values()):
            wrong.append(f"name {name}")
    for date in ("issued", "accessed"):
        if date in item and not is_csl_date(item[date]):
            wrong.append(f"{date} {item[date]}")
    return wrong


def is_csl_date(date: dict[str, Any]) -> bool:
    if set(date) != {"date-parts"} or len(date["date-parts"]) != 1:
        return False
    parts = date["date-parts"][0]
    if not 1 <= len(parts) <= 3 or not all(type(one) is int for one in parts):
        return False
    try:
        return bool(dt.date(*[*parts, 1, 1][:3]))
    except ValueError:
        return False


@pytest.fixture(scope="module")
def items(case: Case) -> dict[str, dict[str, Any]]:
    return {item["id"]: item for item in references.csl_json(case)}


@pytest.fixture(scope="module")
def entries(case: Case) -> dict[str, Entry]:
    return dict(parse_string(references.bibtex(case), "bibtex").entries.items())


# What LaTeX shows, and pybtex's own decoder does not know or takes for a space's end.
SHOWN = {"backslash": "\\", "braceleft": "{", "braceright": "}", "asciicircum": "^"}
STANDS_FOR = {name: chr(0xE000 + at) for at, name in enumerate(SHOWN)}


def plain(field: str) -> str:
    """Return a BibTeX field as a reader sees it."""
    for name, private in STANDS_FOR.items():
        field = field.replace(f"{{\\text{name}}}", private)
    shown = codecs.decode(field, "ulatex+UTF-8").replace("\\$", "$")
    shown = shown.replace("{,}", ",")  # a comma that is kept from its neighbour
    for name, private in STANDS_FOR.items():
        shown = shown.replace(private, SHOWN[name])
    return shown


def title_of(entry: Entry) -> str:
    title = entry.fields["title"]
    assert title[0] == "{" and title[-1] == "}"
    return plain(title[1:-1])


def one_source(case: Case, **cells: object) -> Case:
    """Return the case with one source, some of whose cells are changed."""
    row = case.sources.iloc[[0]].copy()
    for name, cell in cells.items():
        row[name] = [cell]
    return dataclasses.replace(case, tables=MappingProxyType({**case.tables, "sources": row}))


def read_back(case: Case) -> Entry:
    found = parse_string(references.bibtex(case), "bibtex").entries
    assert len(found) == 1
    return next(iter(found.values()))


# ---- the committed files


def test_the_committed_files_are_current(root: Path, case: Case) -> None:
    kept = (root / "data" / references.CSL_FILE).read_text(encoding="utf-8")
    mend = "run `nexus references`: the file is not current"
    assert json.loads(kept) == references.csl_json(case), mend
    kept = (root / "data" / references.BIBTEX_FILE).read_text(encoding="utf-8")
    assert kept == references.bibtex(case), mend


def test_the_command_makes_both_anew(
    data_copy: Path, case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {}
    for name in (references.CSL_FILE, references.BIBTEX_FILE):
        before[name] = (data_copy / name).read_bytes()
        (data_copy / name).write_text("old", encoding="utf-8")
    assert main(["references", str(data_copy)]) == 0
    assert before == {name: (data_copy / name).read_bytes() for name in before}
    assert f"{len(case.sources):,} references" in capsys.readouterr().out
    assert list(data_copy.glob(f"*{own.PART}")) == []


def test_a_full_disk_is_one_sentence_and_the_old_files_stand(
    data_copy: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (data_copy / references.CSL_FILE).write_text("old", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(own.os, "fsync", full)
    assert main(["references", str(data_copy)]) == 1
    said = capsys.readouterr().err
    assert said.startswith("Nexus: references.json could not be written into data/ (No space left")
    assert said.count("\n") == 1
    assert (data_copy / references.CSL_FILE).read_text(encoding="utf-8") == "old"
    assert list(data_copy.glob(f"*{own.PART}")) == []


# ---- CSL-JSON


def test_every_item_is_csl_json(items: dict[str, dict[str, Any]]) -> None:
    assert {name: faults for name, item in items.items() if (faults := csl_faults(item))} == {}


@pytest.mark.parametrize(
    "change",
    [
        {"type": "press-release"},
        {"title": ""},
        {"day": "2016"},
        {"author": [{"name": "Reuters"}]},
        {"author": [{"literal": ""}]},
        {"issued": {"date-parts": [["2016"]]}},
        {"issued": {"date-parts": [[2016, 13]]}},
        {"issued": {"date-parts": [[2016, 2, 30]]}},
        {"issued": {"date-parts": [[]]}},
        {"issued": {"raw": "2016"}},
        {"publisher": "x", "container-title": "y"},
    ],
    ids=str,
)
def test_the_check_sees_what_is_not(
    items: dict[str, dict[str, Any]], change: dict[str, Any]
) -> None:
    assert csl_faults({**items["doyle-1986"], **change})


def test_every_source_is_there_once_in_order(
    case: Case, items: dict[str, dict[str, Any]], entries: dict[str, Entry]
) -> None:
    ids = case.sources["source_id"].tolist()
    assert [item["id"] for item in references.csl_json(case)] == ids
    assert list(entries) == ids


def test_every_type_of_the_table_has_one_of_csl(root: Path) -> None:
    package = json.loads((root / "data" / "datapackage.json").read_text(encoding="utf-8"))
    (sources,) = [one for one in package["resources"] if one["name"] == "sources"]
    (kind,) = [field for field in sources["schema"]["fields"] if field["name"] == "type"]
    assert set(references.CSL_TYPES) == set(kind["constraints"]["enum"])
    assert set(references.CSL_TYPES.values()) == CSL_TYPES


def test_the_cells_come_through(root: Path, items: dict[str, dict[str, Any]]) -> None:
    with (root / "data" / "sources.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        item = items[row["source_id"]]
        assert (item["title"], item["URL"]) == (row["title"], row["url"])
        assert item.get("note", "") == row["note"]
        assert (item.get("publisher") or item["container-title"]) == row["publisher"]
        assert iso(item.get("issued")) == row["date"]
        assert iso(item["accessed"]) == row["accessed"]
        assert bool(item.get("author")) == bool(row["author"])


def iso(date: dict[str, Any] | None) -> str:
    """Return a CSL date as the table writes it."""
    parts = date["date-parts"][0] if date else []
    return "-".join(f"{one:02}" for one in parts)


def test_an_article_stands_in_its_journal(items: dict[str, dict[str, Any]]) -> None:
    article = items["doyle-1986"]
    assert article["type"] == "article-journal"
    assert article["author"] == [{"family": "Doyle", "given": "Michael W."}]
    assert article["container-title"].startswith("American Political Science Review")
    assert "publisher" not in article
    assert article["issued"] == {"date-parts": [[1986]]}


@pytest.mark.parametrize(
    ("kind", "csl", "genre"),
    [
        ("law", "legislation", ""),
        ("treaty", "treaty", ""),
        ("resolution", "document", "resolution"),
        ("official-release", "document", "official release"),
        ("news", "article-newspaper", ""),
    ],
)
def test_types(case: Case, kind: str, csl: str, genre: str) -> None:
    (item,) = references.csl_json(one_source(case, type=kind))
    assert (item["type"], item.get("genre", "")) == (csl, genre)


@pytest.mark.parametrize(
    ("date", "parts"),
    [("", None), ("1986", [1986]), ("2018-09", [2018, 9]), ("2016-02-29", [2016, 2, 29])],
)
def test_a_date_is_as_exact_as_it_is_known(case: Case, date: str, parts: list[int] | None) -> None:
    (item,) = references.csl_json(one_source(case, date=date))
    assert item.get("issued") == ({"date-parts": [parts]} if parts else None)


@pytest.mark.parametrize("date", ["2016-13", "2015-02-29", "0000"])
@pytest.mark.parametrize("make", [references.csl_json, references.bibtex])
def test_a_day_that_never_was_is_named(case: Case, date: str, make: Any) -> None:
    with pytest.raises(DataError) as caught:
        make(one_source(case, date=date))
    assert str(caught.value).startswith(f'sources.csv, row 2, column date: found "{date}"')


# ---- creators


def person(family: str, given: str, suffix: str = "") -> Creator:
    return Creator(family, given, suffix)


def literal(name: str) -> Creator:
    return Creator(literal=name)


@pytest.mark.parametrize(
    ("cell", "made"),
    [
        (
            "Robert O. Keohane and Lisa L. Martin",
            [person("Keohane", "Robert O."), person("Martin", "Lisa L.")],
        ),
        ("Victor Cha and Lindsay Lloyd", [person("Cha", "Victor"), person("Lloyd", "Lindsay")]),
        ("M. Rodwan Abouharb", [person("Abouharb", "M. Rodwan")]),
        ("Emilie M. Hafner-Burton", [person("Hafner-Burton", "Emilie M.")]),
        (
            "David Albright and Kevin O'Neill",
            [person("Albright", "David"), person("O'Neill", "Kevin")],
        ),
        (
            "Sam Jameson and Nick B. Williams Jr.",
            [person("Jameson", "Sam"), person("Williams", "Nick B.", "Jr.")],
        ),
        (
            "David Sobek, M. Rodwan Abouharb, and Christopher G. Ingram",
            [
                person("Sobek", "David"),
                person("Abouharb", "M. Rodwan"),
                person("Ingram", "Christopher G."),
            ],
        ),
        ("James Pearson, Reuters", [person("Pearson", "James"), literal("Reuters")]),
        ("Donald J. Trump and Kim Jong Un", [person("Trump", "Donald J."), literal("Kim Jong Un")]),
        ("Matthew Bunn and others", [person("Bunn", "Matthew"), literal("others")]),
        (
            "UN Command; Korean People's Army",
            [literal("UN Command"), literal("Korean People's Army")],
        ),
        ("", []),
        (" ; ", []),
    ],
)
def test_persons_that_are_certain(cell: str, made: list[Creator]) -> None:
    assert creators(cell) == made


@pytest.mark.parametrize(
    "cell",
    [
        "Kim Jong Un",
        "Kim Soo-am, Lee Kyu-chang",
        "Kim Jong Il and Kim Dae-jung",
        "Sung Kim",
        "U.S. Department of State",
        "Ministry of Commerce and General Administration of Customs of China",
        "Ministry of Foreign Affairs and Trade, Republic of Korea",
        "James Martin Center for Nonproliferation Studies",
        "Peterson Institute blog",
        "Thomas J. Watson Institute",
        "Paul Press",
        "Georgia Hall",
        "Victor Cha and Marie DuMond (editors)",
        "John J. Mearsheimer (interview)",
        "Carlos Feu Alvim and Leonam dos Santos Guimaraes",
        "38 North",
        "TASS",
    ],
)
def test_all_that_is_doubtful_stays_as_it_is(cell: str) -> None:
    assert creators(cell) == [literal(cell)]


def test_no_institution_of_the_table_is_taken_for_a_person(case: Case) -> None:
    persons = {one for cell in case.sources["author"] for one in creators(cell) if one.family}
    assert len(persons) >= 100
    known = set(case.sources["publisher"]) | {"United", "Korea", "North", "News"}
    for one in persons:
        assert f"{one.given} {one.family}" not in known
        assert not {one.family, *one.given.split()} & known, one


@given(st.text(max_size=80))
def test_no_sign_of_a_cell_is_lost(cell: str) -> None:
    made = creators(cell)
    kept = "".join(one.literal + one.given + one.family + one.suffix for one in made)
    spared = re.sub(r"[\s;]", "", cell)
    assert re.sub(r"[\s;]", "", kept) in (spared, re.sub(r",|and", "", spared))


# ---- BibTeX


def test_the_round_trip(case: Case, entries: dict[str, Entry]) -> None:
    for _, source in case.sources.iterrows():
        entry = entries[source["source_id"]]
        assert title_of(entry) == source["title"]
        assert entry.fields["url"] == source["url"]
        assert entry.fields.get("year", "") == source["date"][:4]
        assert plain(entry.fields.get("note", "")) == source["note"]
        assert len(entry.persons.get("author", [])) == len(creators(source["author"]))


def test_plain_bibtex_knows_every_entry(entries: dict[str, Entry]) -> None:
    needs = {
        "article": {"title", "journal"},
        "book": {"title", "publisher"},
        "techreport": {"title", "institution"},
        "misc": {"title", "howpublished"},
    }
    assert {entry.type for entry in entries.values()} == set(needs)
    for entry in entries.values():
        assert needs[entry.type] <= set(entry.fields)


def test_names(case: Case) -> None:
    entry = read_back(one_source(case, author="Nick B. Williams Jr. and Reuters"))
    first, second = entry.persons["author"]
    assert (first.first_names, first.middle_names) == (["Nick"], ["B."])
    assert (first.last_names, first.lineage_names) == (["Williams"], ["Jr."])
    assert second.last_names == ["{Reuters}"]
    assert 'author = "Bunn, Matthew and others"' in references.bibtex(
        one_source(case, author="Matthew Bunn and others")
    )


def test_month_and_day(case: Case) -> None:
    fields = read_back(one_source(case, date="2016-03-02")).fields
    assert (fields["year"], fields["month"], fields["day"]) == ("2016", "March", "2")
    fields = read_back(one_source(case, date="2016")).fields
    assert "month" not in fields and "day" not in fields


HOSTILE = [
    "50% of {all} & more",
    "a \\ b \\textbf{c} \\",
    "He said \"no\" and 'yes'",
    "}{",
    "{{{",
    "}}}",
    '"}',
    "인권 문제, 김정은",
    "one\ntwo\r\n three",
    "$40M, #82, a_b, x^2, ~y",
    "“curly” – — … é ß ﬁ",
    "@book{x, title={y}}",
    "% a comment",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_cell_survives(case: Case, text: str) -> None:
    odd = one_source(case, title=text, note=text, publisher=text, author=text)
    (item,) = references.csl_json(odd)
    assert csl_faults(item) == []
    assert json.loads(json.dumps(item))["title"] == text
    entry = read_back(odd)
    assert title_of(entry) == " ".join(text.split())
    assert plain(entry.fields["note"]) == " ".join(text.split())
    (name,) = entry.persons["author"]
    assert plain(" ".join(name.last_names)[1:-1]) == " ".join(text.split())


# Without two hyphens, grave accents or apostrophes in a row, which LaTeX shows as one sign, and
# without question or exclamation marks before a grave accent.
SIGNS = st.text(alphabet=st.sampled_from('abZ {}\\%&$#_^~"/.,:;()[]<>@=+*|é한–'), max_size=40)


@settings(deadline=None)
@example(title=",,")
@given(title=SIGNS)
def test_no_title_breaks_the_file(case: Case, title: str) -> None:
    two = pd.concat([case.sources.iloc[[0]], case.sources.iloc[[1]]])
    two["title"] = [f"x{title}x", "The second"]
    both = dataclasses.replace(case, tables=MappingProxyType({**case.tables, "sources": two}))
    found: BibliographyData = parse_string(references.bibtex(both), "bibtex")
    first, second = found.entries.values()
    assert title_of(first) == " ".join(f"x{title}x".split())
    assert title_of(second) == "The second"


def test_an_address_is_not_escaped_but_cannot_break_the_file(case: Case) -> None:
    url = "https://example.org/a_b?x=1&y=%20#z~"
    assert read_back(one_source(case, url=url)).fields["url"] == url
    odd = 'https://example.org/{"\\'
    assert read_back(one_source(case, url=odd)).fields["url"] == "https://example.org/%7B%22%5C"
