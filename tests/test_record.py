"""The record of the essays and the law: complete where it says so, balanced, and without cycles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pandas as pd
import pytest

from nexus.case import Case
from nexus.rules import ANSWERED, RUNS_FILE, word_runs

REALIST, LIBERAL = "realist", "liberal"


def words(texts: pd.Series) -> int:
    return int(texts.str.split().map(len).sum())


# ---- claims


def test_every_paragraph_of_both_essays_is_covered(case: Case) -> None:
    claims = case.table("claims")
    wanted = {f"H{n:02d}" for n in range(1, 8)} | {f"C{n:02d}" for n in range(1, 15)}
    assert set(claims["paragraph"]) == wanted
    counts = claims["essay_id"].value_counts()
    assert counts.min() >= 35


def test_a_claims_id_says_essay_and_paragraph(case: Case) -> None:
    claims = case.table("claims")
    assert (claims["claim_id"].str.split(".").str[0] == claims["paragraph"]).all()
    letter = claims["essay_id"].map({"hurley-2018": "H", "cha-lloyd-2016": "C"})
    assert (claims["paragraph"].str[0] == letter).all()


def test_unstated_premises_are_found_in_both_essays(case: Case) -> None:
    claims = case.table("claims")
    unstated = claims[~claims["stated"]]
    assert unstated["essay_id"].value_counts().min() >= 3
    assert set(unstated["type"]) <= {"assumption", "mechanism", "value", "fact"}


def test_neither_essay_is_one_lens(case: Case) -> None:
    claims = case.table("claims")
    for _, rows in claims.groupby("essay_id"):
        assert {REALIST, LIBERAL} <= set(rows["lens"])
    by_paragraph = claims.groupby("paragraph")["lens"].agg(set)
    assert REALIST in by_paragraph["H04"]
    assert LIBERAL in by_paragraph["H05"]


def test_only_facts_are_checked_as_facts(case: Case) -> None:
    claims = case.table("claims")
    facts = claims["type"] == "fact"
    assert (claims.loc[facts, "fact_check"] != "not-a-fact").all()
    assert (claims.loc[claims["type"] == "value", "fact_check"] == "not-a-fact").mean() >= 0.7


def test_the_essays_conflict_with_each_other(case: Case) -> None:
    links = case.table("claim_links")
    rows = links[links["relation"] == "conflicts"]
    across = rows[rows["from_id"].str[0] != rows["to_id"].str[0]]
    assert len(across) >= 3


def test_every_claim_is_linked(case: Case) -> None:
    links, claims = case.table("claim_links"), case.table("claims")
    linked = set(links["from_id"]) | set(links["to_id"])
    assert sorted(set(claims["claim_id"]) - linked) == []
    assert links["group"].nunique() >= 6


def test_events_and_claims_agree_on_the_essay(case: Case) -> None:
    """An event that an essay names is tied to a claim of the same paragraph, and to no other."""
    for _, event in case.events.iterrows():
        places = {one.split(".")[0] for one in event["claim_ids"]}
        assert places <= set(event["essay_paragraphs"]), event["event_id"]
        assert bool(event["claim_ids"]) == bool(event["essay_paragraphs"]), event["event_id"]


# ---- law


def test_there_is_enough_law(case: Case) -> None:
    assert len(case.table("instruments")) >= 60
    assert len(case.table("measures")) >= 200
    assert len(case.table("conditions")) >= 60


def test_an_amount_has_a_unit_and_a_cap_an_amount(case: Case) -> None:
    measures = case.table("measures")
    amounts = measures["amount"].notna()
    assert measures.loc[amounts & (measures["unit"] == ""), "measure_id"].tolist() == []
    caps = (measures["action"] == "cap") & ~measures["unverified"]
    assert (caps & amounts).sum() >= 6


def test_the_2016_act_has_its_six_and_its_further_tests(case: Case) -> None:
    conditions = case.table("conditions")
    act = conditions[conditions["instrument_id"] == "us-nkspea-2016"]
    suspension = act[act["condition_id"].str.startswith("nkspea-401-a-")]
    assert len(suspension) == 6
    assert suspension["all_of_group"].nunique() == 1
    assert set(suspension["threshold"]) == {"progress"}
    assert "rights" in set(suspension["domain"])
    termination = act[act["exit"] == "termination"]
    assert len(termination) >= 5
    assert (act["exit"] == "waiver").any()


def test_designations_on_rights_grounds_come_by_their_rounds(case: Case) -> None:
    listed = case.table("designations")
    ours = listed[listed["instrument_id"].str.startswith("us-")]
    counts = ours["date"].dt.strftime("%Y-%m-%d").value_counts()
    assert counts["2016-07-06"] == 16
    assert counts["2018-12-10"] == 3
    assert {"2017-01-11", "2017-10-26", "2021-12-10"} <= set(counts.index)


# ---- lenses


def test_each_subject_is_read_by_all_six_lenses(case: Case) -> None:
    lenses, readings = case.table("lenses"), case.table("readings")
    for subject, rows in readings.groupby("subject_id"):
        assert set(rows["lens_id"]) == set(lenses["lens_id"]), subject
    events = set(case.events["event_id"])
    of_events = readings.loc[readings["subject_type"] == "event", "subject_id"]
    assert set(of_events) <= events


def test_realist_and_liberal_readings_are_of_like_length_and_verdict(case: Case) -> None:
    readings = case.table("readings").merge(case.table("lenses")[["lens_id", "family"]])
    length = readings["reading"].str.split().map(len)
    assert length.between(40, 90).all()
    for subject, rows in readings.groupby("subject_id"):
        ratio = words(rows.loc[rows["family"] == REALIST, "reading"]) / words(
            rows.loc[rows["family"] == LIBERAL, "reading"]
        )
        assert 0.9 <= ratio <= 1.1, (subject, ratio)
    verdicts = readings.groupby("family")["verdict"].value_counts().unstack(fill_value=0)
    for verdict in ("supports", "opposes", "splits"):
        assert abs(verdicts.loc[REALIST, verdict] - verdicts.loc[LIBERAL, verdict]) <= 2, verdict


def test_bridges_collide_both_ways(case: Case) -> None:
    bridges = case.table("bridges").set_index("bridge_id")["conflicts_with"]
    for one, others in bridges.items():
        assert one not in others
        for other in others:
            assert one in bridges[other], (one, other)


def test_the_glossary_is_large_and_short(case: Case) -> None:
    glossary = case.table("glossary")
    assert len(glossary) >= 60
    assert (glossary["korean"] != "").mean() >= 0.95
    assert glossary["definition"].str.split().map(len).max() <= 35


# ---- points that must not be lost


@pytest.fixture(scope="module")
def claims(case: Case) -> pd.DataFrame:
    return case.table("claims").set_index("claim_id", drop=False)


def conflicts(case: Case) -> set[tuple[str, str]]:
    links = case.table("claim_links")
    rows = links[links["relation"] == "conflicts"]
    return set(zip(rows["from_id"], rows["to_id"], strict=True))


def in_paragraphs(claims: pd.DataFrame, *paragraphs: str) -> pd.DataFrame:
    return claims[claims["paragraph"].isin(paragraphs)]


def test_both_essays_are_realist_liberal_and_both(claims: pd.DataFrame) -> None:
    for _, rows in claims.groupby("essay_id"):
        counts = rows["lens"].value_counts()
        assert counts[[REALIST, LIBERAL, "both"]].min() >= 5
        # Neither lens has most of what an essay says.
        assert counts[[REALIST, LIBERAL]].max() < len(rows) / 2


def test_containment_is_realist_and_the_vote_is_liberal(claims: pd.DataFrame) -> None:
    for paragraph, lens, other in (("H04", REALIST, LIBERAL), ("H05", LIBERAL, REALIST)):
        rows = in_paragraphs(claims, paragraph)
        assert (rows["lens"] == lens).mean() > 0.5, paragraph
        assert other not in set(rows["lens"]), paragraph


@pytest.mark.parametrize("paragraphs", [("H06",), ("C12", "C13")], ids="+".join)
def test_a_proposal_of_realist_logic_with_a_liberal_goal(
    case: Case, claims: pd.DataFrame, paragraphs: tuple[str, ...]
) -> None:
    """The central proposal is of both lenses, and what speaks for it is of each."""
    rows = in_paragraphs(claims, *paragraphs)
    central = rows[(rows["type"] == "proposal") & (rows["lens"] == "both")]["claim_id"]
    assert len(central) == len(paragraphs)
    links = case.table("claim_links")
    held = links[(links["relation"] == "supports") & links["to_id"].isin(central)]
    assert {REALIST, LIBERAL} <= set(claims.loc[held["from_id"], "lens"])


def test_only_cha_and_lloyd_say_that_abuse_pays_for_weapons(
    case: Case, claims: pd.DataFrame
) -> None:
    """What says so stands on `resources` alone. Hurley states nothing that does.

    His claims on that bridge turn the arrow round (weapons take from the people, H02.3) or are
    about what sanctions take away (H04.4, and the unstated H04.9).
    """
    alone = claims["bridges"].map(lambda bridges: bridges == ("resources",))
    flows = claims[claims["stated"] & alone]
    assert set(flows["essay_id"]) == {"cha-lloyd-2016"}
    assert {"C06.3", "C12.3", "C13.2"} <= set(flows["claim_id"])
    assert claims.loc["C06.3", "type"] == "mechanism"
    ours = claims[(claims["essay_id"] == "hurley-2018") & claims["stated"]]
    touching = ours[["resources" in bridges for bridges in ours["bridges"]]]
    assert set(touching["claim_id"]) == {"H02.3", "H04.4"}
    assert "leverage" in touching.loc["H04.4", "bridges"]
    assert touching.loc["H02.3", "type"] == "fact"
    assert ("H02.3", "C06.3") in conflicts(case)
    links = case.table("claim_links")
    restated = links[(links["relation"] == "restates") & links["from_id"].isin(ours["claim_id"])]
    assert not set(restated["to_id"]) & set(flows["claim_id"])


def test_rights_inside_a_deal_or_round_it(case: Case, claims: pd.DataFrame) -> None:
    found = {to for one, to in conflicts(case) if one == "H06.1" and to.startswith("C09.")}
    assert {"C09.1", "C09.3"} <= found
    assert claims.loc["C09.1", "lens"] == REALIST


def test_change_by_vote_or_by_information(case: Case, claims: pd.DataFrame) -> None:
    assert ("H05.3", "C10.1") in conflicts(case)
    vote, media = in_paragraphs(claims, "H05")["bridges"], in_paragraphs(claims, "C10")["bridges"]
    assert all("transformation" in bridges and "information" not in bridges for bridges in vote)
    assert all("information" in bridges for bridges in media)


def test_china_is_an_aside_or_a_target(case: Case, claims: pd.DataFrame) -> None:
    named = claims[claims["claim"].str.contains("China|Beijing")]
    assert set(named["paragraph"]) == {"H06", "C11", "C12"}
    assert (named["paragraph"] == "H06").sum() == 1
    assert (named["paragraph"] != "H06").sum() >= 6
    asked = named[named["type"] == "proposal"]
    assert set(asked["paragraph"]) == {"C11", "C12"}
    found = {to.split(".")[0] for one, to in conflicts(case) if one == "H06.4"}
    assert found == {"C11", "C12"}


def test_fence_or_carrot(case: Case, claims: pd.DataFrame) -> None:
    """H04 wants pressure that outlasts compliance, H06 wants relief that rewards it."""
    from_h04 = {one for one, to in conflicts(case) if to == "H06.1" and one.startswith("H04.")}
    assert {"H04.4", "H04.7"} <= from_h04
    links = case.table("claim_links").set_index(["from_id", "to_id"])
    assert "carrot" in links.loc[("H04.4", "H06.1"), "warrant"]
    assert links.loc[("H06.1", "H06.7"), "relation"] == "assumes"
    assert not claims.loc["H06.7", "stated"]


def test_what_hurley_proposes_was_partly_law_already(case: Case) -> None:
    """The Act of 2016 ties suspension and termination to rights, and did on both essays' days."""
    law = case.table("instruments").set_index("instrument_id")
    published = case.essays.set_index("essay_id")["published"]
    adopted = law.loc["us-nkspea-2016", "adopted"]
    assert adopted < published["cha-lloyd-2016"] < published["hurley-2018"]
    table = case.table("conditions")
    act = table[(table["instrument_id"] == "us-nkspea-2016") & (table["domain"] == "rights")]
    sections = act["provision"].str.extract(r"section (\d+)")[0]
    tests = act.groupby(sections)["condition_id"].agg(set)
    assert tests["401"] == {"nkspea-401-a-6"}
    assert tests["402"] == {f"nkspea-402-2-{letter}" for letter in "bcd"}
    assert not act["unverified"].any()
    exits = act.set_index("condition_id")[["exit", "threshold"]].drop_duplicates()
    assert set(exits.itertuples(index=False, name=None)) == {
        ("suspension", "progress"),
        ("termination", "significant progress"),
    }
    # The text of that year, and the Act itself, are the sources: not the law as amended later.
    for ids in act["source_ids"]:
        assert "pl-114-122" in ids
        assert any(one.endswith("-2016") for one in ids)
    assert case.sources_of(["pl-114-122"])["primary"].all()


def test_the_year_of_pressure_and_the_year_of_summits(case: Case) -> None:
    events = case.events
    counts = pd.crosstab(events["date"].dt.year, events["lane"])
    assert counts.loc[2016, "sanctions"] > 2 * counts.loc[2018, "sanctions"]
    assert counts.loc[2018, "diplomacy"] > 2 * counts.loc[2016, "diplomacy"]


# ---- those who do not favour linkage


def beside_the_essays(case: Case, source_ids: tuple[str, ...]) -> pd.DataFrame:
    """Return the sources of a row that are not the essays themselves."""
    essays = {one for ids in case.essays["source_ids"] for one in ids}
    return case.sources_of([one for one in source_ids if one not in essays])


def test_every_claim_is_met_by_an_objection_with_a_source(case: Case) -> None:
    """The objection names a year, and a source of the row beside the essay is of that year."""
    for _, claim in case.table("claims").iterrows():
        own = beside_the_essays(case, claim["source_ids"])
        assert len(claim["objection"].split()) >= 8, claim["claim_id"]
        assert (own["url"].str.startswith("http") & (own["title"] != "")).all()
        assert len(own), claim["claim_id"]
        said = set(re.findall(r"\b(?:19|20)\d\d\b", claim["objection"]))
        years = set(re.findall(r"\b(?:19|20)\d\d\b", " ".join([*own["date"], *own["source_id"]])))
        assert said & years, claim["claim_id"]


# What those who do not favour linkage say, and in whose words; each is the objection to a claim.
AGAINST = {
    "linkage wins neither": ("feffer-2004", {"H04.1", "H06.1", "C14.3"}),
    "mixed grounds are hard to unwind": ("moaref-2016", {"H04.3", "C03.3"}),
    "relief should start small and clear": ("nephew-2018", {"H06.1"}),
    "people pay": ("korea-peace-now-2019", {"H04.9", "H07.3"}),
    "sanctions worsen rights": ("peksen-2009-jpr", {"H01.1", "C08.4"}),
    "a spiral": ("jervis-1978", {"H04.4"}),
    "it cannot be verified": ("fariss-2014-apsr", {"H06.6"}),
    "little is known": ("smith-2014", {"H06.6", "C06.4", "C12.2"}),
    "Pyongyang": ("kcna-2018-12-16-ias", {"H01.2"}),
    "Beijing on returns": ("cohen-2014-repatriation", {"C12.4", "C12.5"}),
    "Beijing on stability": ("icg-2013-fire-city-gate", {"H06.4", "C11.1", "C12.6"}),
}


@pytest.mark.parametrize("view", AGAINST)
def test_a_view_against_linkage_is_heard(case: Case, claims: pd.DataFrame, view: str) -> None:
    source_id, met = AGAINST[view]
    (source,) = case.sources_of([source_id]).to_dict("records")
    year = re.findall(r"(?:19|20)\d\d", source_id)[0]
    for claim_id in met:
        claim = claims.loc[claim_id]
        assert source_id in claim["source_ids"], claim_id
        assert year in claim["objection"], claim_id
    assert str(source["date"]).startswith(year)


def test_both_essays_meet_several_critics(case: Case, claims: pd.DataFrame) -> None:
    """The steps from rights to security hear different voices, not one over and over."""
    critics = {source_id for source_id, _ in AGAINST.values()}
    steps = claims[
        claims["type"].isin(["mechanism", "proposal"]) & (claims["bridges"].map(len) > 0)
    ]
    for essay, rows in steps.groupby("essay_id"):
        assert len(rows) >= 10, essay
        cited = {one for ids in rows["source_ids"] for one in ids}
        assert len(cited & critics) >= 3, essay


# ---- enough to work with


def test_the_readings_are_of_all_four_kinds_of_subject(case: Case) -> None:
    """At least twelve claims, six events, three instruments and three options, six lenses each."""
    readings = case.table("readings")
    subjects = readings.groupby("subject_type")["subject_id"].nunique()
    least = {"claim": 12, "event": 6, "instrument": 3, "option": 3}
    assert set(subjects.index) == set(least)
    assert all(subjects[kind] >= count for kind, count in least.items()), subjects.to_dict()
    assert len(readings) == 6 * subjects.sum()
    assert not readings.duplicated(["subject_id", "lens_id"]).any()
    letters = readings.loc[readings["subject_type"] == "claim", "subject_id"].str[0]
    assert set(letters) == {"H", "C"}


def test_there_are_questions_enough_with_feedback_for_every_choice(case: Case) -> None:
    questions = case.questions
    lessons = {f"{number:02d}" for number in range(1, 7)}
    asked = questions[questions["lesson"].isin(lessons)]
    assert len(asked) >= 70
    assert set(asked["lesson"]) == lessons
    assert asked["lesson"].value_counts().min() >= 10
    assert (asked["prompt"].str.split().map(len) >= 4).all()
    chosen = asked[asked["kind"].isin(ANSWERED)]
    assert len(chosen) >= 70
    for _, question in chosen.iterrows():
        assert len(question["choices"]) >= 2, question["question_id"]
        assert len(question["feedback"]) == len(question["choices"]), question["question_id"]
        # Never only "wrong": each says why, and no two choices are told the same.
        assert all(len(text.split()) >= 5 for text in question["feedback"]), question["question_id"]
        assert len(set(question["feedback"])) == len(question["feedback"]), question["question_id"]


def test_there_are_sources_and_terms_enough(case: Case) -> None:
    sources, glossary = case.sources, case.table("glossary")
    assert len(sources) >= 220
    assert sources["url"].str.startswith("http").all()
    korean = glossary["korean"].str.contains("[\uac00-\ud7a3]")
    assert korean.sum() >= 60
    assert glossary["term"].is_unique


# ---- the essays' words stay the essays'


def texts_of_the_project(root: Path) -> Iterator[tuple[str, str]]:
    for path in [*root.glob("*.md"), *(root / "lessons").glob("*.md")]:
        yield path.name, path.read_text(encoding="utf-8")
    for path in (root / "notebooks").glob("*.ipynb"):
        book = nbformat.read(path, as_version=4)
        yield path.name, "\n".join(cell.source for cell in book.cells)


def test_no_long_run_of_words_is_taken_from_the_essays(root: Path) -> None:
    known = set((root / "data" / RUNS_FILE).read_text(encoding="utf-8").split())
    assert len(known) > 1000
    for name, text in texts_of_the_project(root):
        assert not known.intersection(word_runs(text)), name


def test_a_run_is_found_whatever_its_case_and_marks() -> None:
    sample = "the quick brown fox jumps over the lazy dog and then it does all of that again"
    spoilt = f"Before. {sample.title().replace(' And', ', “and”')}! After."
    assert set(word_runs(sample)) & set(word_runs(spoilt))
    assert not set(word_runs(sample)) & set(word_runs(sample.replace("lazy", "idle")))


@pytest.mark.parametrize("name", ["claims", "measures", "conditions", "instruments", "glossary"])
def test_few_rows_are_unverified_and_they_say_so(case: Case, name: str) -> None:
    assert case.table(name)["unverified"].mean() <= 0.1
