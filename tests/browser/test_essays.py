"""Lessons 1 to 3 as a student does them: by keyboard alone, with the network blocked."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from nexus.case import Case
from nexus.essays import bridges, rebuild
from nexus.essays import widgets as essay_widgets
from nexus.essays.argument import argument, standing
from nexus.study.questions import question

from .conftest import Server, Watched, invented_essays, serious_faults
from .test_lab import open_lesson

HERE = Path(__file__).parents[2] / "src" / "nexus" / "essays"
SORT, DRAW, BRIDGES = "01-read-before-you-judge", "02-draw-the-argument", "03-five-bridges"


def script(*names: str) -> str:
    return "\n".join((HERE / name).read_text(encoding="utf-8") for name in names)


def answers(lab: Server) -> dict[str, Any]:
    lines = (lab.work / "answers.jsonl").read_text(encoding="utf-8").splitlines()
    entries = [json.loads(line) for line in lines]
    return {entry["question_id"]: entry["answer"] for entry in entries}


# ---- the front end follows the same rules as the models


def test_the_page_lets_the_same_claims_fall_as_the_model(watched: Watched, case: Case) -> None:
    draw = random.Random(3)
    page = watched.page
    rules = script("standing.js")
    for essay_id in ("hurley-2018", "cha-lloyd-2016", ""):
        whole = argument(case, essay_id)
        record = essay_widgets._argument_record(case, whole)
        for size in (0, 1, 2, 3, 5, 9, 15):
            rejected = draw.sample(list(whole.claims), size)
            found = page.evaluate(
                f"([whole, out]) => {{{rules}; return standing(whole, new Set(out)) }}",
                [record, rejected],
            )
            assert found == standing(whole, rejected), rejected


def test_the_page_reviews_an_attempt_as_the_model_does(watched: Watched, case: Case) -> None:
    draw = random.Random(5)
    for task in rebuild.exercises(case):
        record = essay_widgets._task_record(task)
        ids = [*task.claims, *task.offered]
        for _ in range(40):
            attempt = [
                (tuple(draw.sample(ids, draw.choice((1, 1, 2)))), draw.choice(task.claims))
                for _ in range(draw.randrange(5))
            ]
            key = [(tuple(group), to) for to, groups in task.key.items() for group in groups]
            attempt += draw.sample(key, draw.randrange(len(key) + 1))
            reasons = [{"premises": list(premises), "conclusion": to} for premises, to in attempt]
            found = watched.page.evaluate(
                f"([task, reasons]) => {{{script('review.js')}; return reviewOf(task, reasons) }}",
                [record, reasons],
            )
            expected = {
                (note.kind, frozenset(note.claims)) for note in rebuild.review(task, attempt).notes
            }
            assert {(note["kind"], frozenset(note["claims"])) for note in found} == expected, (
                attempt
            )


# ---- lesson 01


def test_fifteen_claims_are_sorted_by_keyboard_alone(
    watched: Watched, lab: Server, case: Case
) -> None:
    page = open_lesson(watched, lab, SORT)
    panel = page.locator(".nx-sorter")
    panel.scroll_into_view_if_needed()
    asked = panel.get_by_label("Go to").locator("option")
    expect(asked).to_have_count(15)
    ids = sorting_ids(panel)
    panel.get_by_role("radio").first.focus()
    for place, claim_id in enumerate(ids):
        one = by_claim(case, claim_id)
        wrong = next(n for n in range(1, 7) if n not in one.answer)
        choice = wrong if place in (2, 5) else one.answer[0]
        page.keyboard.press(str(choice))
        page.keyboard.press("Enter")
        expect(panel.get_by_role("status").first).to_contain_text(one.feedback[choice - 1])
        if place == 5:
            panel.locator("summary").first.press("Enter")
            panel.get_by_label("Why, with a word").focus()
            page.keyboard.type("The verb grants a point before the claim is made.")
            page.keyboard.press("Tab")
            page.keyboard.press("Enter")
            expect(panel).to_contain_text("counts as defended")
            panel.locator(".nx-next").focus()
        page.keyboard.press("Enter")
    result = panel.get_by_role("region", name="Result")
    expect(result).to_contain_text(
        "15 of 15 claims sorted. 14 count: 13 fit the key, 1 carry a defended dissent"
    )
    expect(result.locator(".nx-chart")).to_contain_text("taken for")
    panel.get_by_role("button", name="Undo last answer").press("Enter")
    expect(result).to_contain_text("14 of 15 claims sorted")
    page.wait_for_timeout(500)
    assert answers(lab)[by_claim(case, ids[0]).question_id]["right"] is True

    again = open_lesson(watched, lab, SORT).locator(".nx-sorter")
    expect(again.get_by_role("region", name="Result")).to_contain_text("14 of 15 claims sorted")
    expect(again.get_by_label("Go to")).to_have_value("14")
    watched.assert_quiet()


def sorting_ids(panel: Locator) -> list[str]:
    texts = panel.get_by_label("Go to").locator("option").all_text_contents()
    return [text.split()[-1] for text in texts]


def by_claim(case: Case, claim_id: str) -> Any:
    return question(case, f"01-sort-{claim_id.lower().replace('.', '-')}")


def test_an_own_copy_is_found_kept_and_opens_beside_the_claim(
    watched: Watched, lab: Server
) -> None:
    essays = invented_essays()
    page = open_lesson(watched, lab, SORT)
    panel = page.locator(".nx-copy")
    panel.get_by_label("Paste the essay").fill(
        "A text about nothing in particular, told at length."
    )
    panel.get_by_role("button", name="Find the paragraphs").press("Enter")
    expect(panel.get_by_role("status").first).to_contain_text("holds no paragraph of either essay")
    pasted = "\n\n".join(text for name, text in essays.items() if name not in ("H02", "C01"))
    panel.get_by_label("Paste the essay").fill(f"Ten headlines\n\n{pasted}\n\nMore of this")
    panel.get_by_role("button", name="Find the paragraphs").press("Enter")
    expect(panel.get_by_role("status").first).to_contain_text(
        "6 of 7 paragraphs are found. Missing: H2."
    )
    panel.get_by_role("button", name="H4: there. Open the passage").press("Enter")
    expect(panel.locator(".nx-passage")).to_contain_text(essays["H04"])
    expect(panel.locator(".nx-passage")).to_contain_text("From your own copy")
    panel.get_by_role("button", name="H2: missing. Open the passage").press("Enter")
    expect(panel.locator(".nx-passage")).to_contain_text("Our paraphrase")
    beside = page.locator(".nx-sorter .nx-beside")
    page.locator(".nx-sorter").get_by_label("Go to").select_option("0")
    open_lesson(watched, lab, SORT)
    page.locator(".nx-sorter").get_by_label("Go to").select_option("0")
    expect(beside).to_contain_text(essays["H03"])
    path = lab.work / "essay.html"
    path.write_text(f"<html><body><p>{essays['H02']}</p></body></html>", encoding="utf-8")
    panel = page.locator(".nx-copy")
    panel.get_by_label("or choose a file").set_input_files(path)
    panel.get_by_role("button", name="Find the paragraphs").press("Enter")
    expect(panel).to_contain_text("7 of 7 paragraphs in your copy")
    panel.get_by_role("button", name="Remove my copy").press("Enter")
    panel.get_by_role("button", name="Yes").press("Enter")
    expect(panel).to_contain_text("0 of 7 paragraphs in your copy")
    assert not list((lab.work / "essays").glob("*"))
    watched.assert_quiet()


# ---- lesson 02


OVERLAPS = (Path(__file__).parent / "overlaps.js").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("essay", "claims"), [("hurley-2018", 40), ("cha-lloyd-2016", 56), ("", 96)]
)
def test_nothing_on_the_map_overlaps(
    watched: Watched, pages: dict[str, Path], essay: str, claims: int, case: Case
) -> None:
    page = watched.page
    page.goto(pages[DRAW].as_uri())
    panel = page.locator(".nx-argument[data-ready=yes]").last
    panel.get_by_label("Argument of").select_option(essay)
    assert panel.evaluate(OVERLAPS)["faults"] == []
    panel.get_by_role("button", name="Unfold all").press("Enter")
    found = panel.evaluate(OVERLAPS)
    assert found["faults"] == []
    assert found["boxes"] == claims == len(argument(case, essay).claims)
    assert found["edges"] > claims / 2
    assert (
        panel.locator(".nx-outline [data-leaf]").evaluate_all(
            "leaves => new Set(leaves.map(leaf => leaf.dataset.leaf)).size"
        )
        == claims
    )
    for name in ("C11.3", "H04.4", "C06.3"):
        if panel.locator(f"[data-claim='{name}']").count():
            panel.locator(f"[data-claim='{name}']").press("Space")
    assert panel.evaluate(OVERLAPS)["faults"] == []
    watched.assert_quiet()


def test_premises_are_knocked_out_by_keyboard_and_the_outline_keeps_step(
    watched: Watched, lab: Server, case: Case
) -> None:
    page = open_lesson(watched, lab, DRAW)
    panel = page.locator(".nx-argument").last
    panel.scroll_into_view_if_needed()
    panel.get_by_label("Argument of").select_option("hurley-2018")
    box = panel.locator("[data-claim='H04.8']")
    box.focus()
    page.keyboard.press("Space")
    whole = argument(case, "hurley-2018")
    states = standing(whole, {"H04.8"})
    assert_states(panel, states)
    expect(panel.locator(".nx-status")).to_contain_text("Proposals without stated support: H06.2")
    assert page.evaluate("() => document.activeElement.dataset.claim") == "H04.8"
    page.keyboard.press("ArrowRight")
    assert page.evaluate("() => document.activeElement.dataset.claim") != "H04.8"
    panel.get_by_role("button", name="Undo").press("Enter")
    assert_states(panel, standing(whole, set()))
    panel.locator("summary", has_text="outline").press("Enter")
    panel.get_by_role("checkbox", name="Reject H05.7").press("Space")
    assert_states(panel, standing(whole, {"H05.7"}))
    box = panel.locator("[data-claim='H05.3']")
    box.focus()
    page.keyboard.press("f")
    assert panel.locator("[data-claim='H05.6']").count() == 0
    assert panel.locator("[data-leaf='H05.6']").count() == 0
    page.keyboard.press("Enter")
    card = panel.get_by_role("article", name="Claim H05.3")
    expect(card).to_contain_text("Strongest objection")
    card.get_by_role("button", name="Show only what bears on it").press("Enter")
    expect(panel.locator("[data-claim='H04.2']")).to_have_count(0)
    assert panel.evaluate(OVERLAPS)["faults"] == []
    page.wait_for_timeout(500)
    assert answers(lab)["map-hurley-2018"] == {"rejected": ["H05.7"]}
    assert serious_faults(page, ".jp-OutputArea-output") == []
    watched.assert_quiet()


def assert_states(panel: Locator, states: dict[str, str]) -> None:
    for kind in ("claim", "leaf"):
        shown = panel.locator(f"[data-{kind}]").evaluate_all(
            f"all => Object.fromEntries(all.map(one => [one.dataset.{kind}, one.dataset.state]))"
        )
        assert shown == states, kind


def test_the_argument_is_taken_away_in_five_forms(
    watched: Watched, pages: dict[str, Path], tmp_path: Path
) -> None:
    page = watched.page
    page.goto(pages[DRAW].as_uri())
    panel = page.locator(".nx-argument[data-ready=yes]").last
    panel.get_by_label("Argument of").select_option("hurley-2018")
    starts = {"argdown": b"===", "aif": b"{", "text": b"- ", "svg": b"<svg", "png": b"\x89PNG"}
    for kind, start in starts.items():
        panel.get_by_label("Take it away as").select_option(kind)
        with page.expect_download() as download:
            panel.get_by_role("button", name="Save as a file").press("Enter")
        saved = tmp_path / download.value.suggested_filename
        download.value.save_as(saved)
        content = saved.read_bytes()
        assert content.startswith(start), kind
        assert len(content) > 2000, kind
        if kind in ("argdown", "text", "aif", "svg"):
            assert b"H04.2" in content
    watched.assert_quiet()


def test_an_argument_is_rebuilt_by_keyboard_alone(watched: Watched, lab: Server) -> None:
    page = open_lesson(watched, lab, DRAW)
    panel = page.locator(".nx-rebuild")
    panel.scroll_into_view_if_needed()
    panel.get_by_label("Argument", exact=True).select_option("c9")
    add(page, panel, "C09.1", "C09.3")
    add(page, panel, "C09.3", "C09.1")
    expect(panel.locator(".nx-status")).to_contain_text("circle")
    add(page, panel, "C09.2", "C09.3")
    add(page, panel, "C10.6", "C10.4")
    panel.get_by_role("button", name="Look it over").press("Enter")
    expect(panel).to_contain_text("You gave C09.1 and C09.2 as separate reasons")
    expect(panel).to_contain_text("Something still bears on C10.4")
    expect(panel).to_contain_text("A premise is missing that C09.2 takes for granted")
    expect(panel).to_contain_text("C10.6 is not what C10.4 needs")
    panel.get_by_role("button", name="Take C10.6 out").press("Enter")
    panel.get_by_role("button", name="Take C09.2 out").press("Enter")
    add(page, panel, "C09.2", "C09.3", together=True)
    add(page, panel, "C09.3", "C10.4")
    add(page, panel, "C09.4", "C09.2")
    panel.get_by_role("button", name="Look it over").press("Enter")
    expect(panel).to_contain_text("This is an accepted answer, in every step")
    panel.get_by_role("button", name="Undo").press("Enter")
    expect(panel).to_contain_text("The last step is taken back")
    page.wait_for_timeout(500)
    assert answers(lab)["rebuilt-c9"]["accepted"] is True
    again = open_lesson(watched, lab, DRAW).locator(".nx-rebuild")
    again.get_by_label("Argument", exact=True).select_option("c9")
    expect(again.locator(".nx-rebuilt")).to_contain_text("because, together")
    watched.assert_quiet()


def add(page: Page, panel: Locator, premise: str, claim: str, together: bool = False) -> None:
    panel.get_by_label("Premise").select_option(premise)
    panel.get_by_label("serves").select_option(claim)
    if together:
        panel.get_by_label("how").select_option(index=1)
    panel.get_by_role("button", name="Add this step").press("Enter")


# ---- lesson 03


def test_bridges_are_turned_off_by_keyboard_alone(
    watched: Watched, lab: Server, case: Case
) -> None:
    page = open_lesson(watched, lab, BRIDGES)
    panel = page.locator(".nx-bridges")
    panel.scroll_into_view_if_needed()
    whole = argument(case)
    for off in (["leverage"], ["leverage", "norms"], ["leverage", "norms", "transformation"]):
        panel.get_by_role("checkbox", name=off[-1]).press("Space")
        lost = bridges.proposals_without_ground(case, whole, off)
        expect(panel.locator(".nx-status")).to_contain_text(
            f": {', '.join(lost)};" if lost else "0 of"
        )
        left = [c for c in bridges.collisions(case) if not {c.first, c.second} & set(off)]
        said = "1 collision is left" if len(left) == 1 else f"{len(left)} collisions are left"
        expect(panel.locator(".nx-status")).to_contain_text(said)
    panel.get_by_label("Show").select_option("instrument")
    expect(panel.locator("tbody tr")).to_have_count(
        bridges.instruments(case)["instrument_id"].nunique()
    )
    assert serious_faults(page, ".jp-OutputArea-output") == []
    watched.assert_quiet()


def test_all_that_hold_are_ticked_and_each_gets_its_own_feedback(
    watched: Watched, lab: Server, case: Case
) -> None:
    page = open_lesson(watched, lab, SORT)
    asked = question(case, "01-split-h3")
    card = page.get_by_role("group", name=asked.prompt)
    card.scroll_into_view_if_needed()
    card.get_by_role("checkbox").first.press("Space")
    card.get_by_role("button", name="Check").press("Enter")
    expect(card.get_by_role("status")).to_contain_text(asked.feedback[0])
    expect(card.get_by_role("status")).to_contain_text(f"{len(asked.answer)} more hold")
    card.get_by_role("checkbox").first.press("Space")
    for one in asked.answer:
        card.get_by_role("checkbox").nth(one - 1).press("Space")
    card.get_by_role("button", name="Check").press("Enter")
    for one in asked.answer:
        expect(card.get_by_role("status")).to_contain_text(asked.feedback[one - 1])
    expect(card.get_by_role("status")).not_to_contain_text("more hold")
    watched.assert_quiet()
