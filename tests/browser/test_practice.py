"""Lesson 06, the exercises: by keyboard alone, with the network blocked, axe-core clean."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import docx
import pytest
from playwright.sync_api import Locator, Page, expect

from nexus.case import Case
from nexus.framings import blind, controversy, predict, readings, ribbon, steelman
from nexus.publish.page import write_page
from nexus.study import answers as file_of_answers

from .conftest import Server, Watched, choose, serious_faults, write_book
from .test_lab import open_lesson

HERE = Path(__file__).parents[2] / "src" / "nexus" / "framings"
BOOK = "framings-exercises"
WIDGETS = ("ribbon", "blind", "predict", "steelman", "swap", "controversy")
CELLS = (
    "import nexus\nfrom nexus.framings import practice_widgets\ncase = nexus.set_up()",
    *(f"practice_widgets.{name}(case)" for name in WIDGETS),
)


@pytest.fixture(scope="module")
def room(lab: Server) -> Server:
    """The lab, with a notebook that holds the exercises."""
    write_book(lab.work.parent / "notebooks" / f"{BOOK}.ipynb", CELLS)
    return lab


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Path:
    book = write_book(tmp_path_factory.mktemp("exercises") / f"{BOOK}.ipynb", CELLS)
    write_page(book, book.with_suffix(".html"))
    return book.with_suffix(".html")


def kept(room: Server) -> dict[str, Any]:
    return dict(file_of_answers.kept(room.work).answers)


def open_panel(watched: Watched, room: Server, name: str) -> tuple[Page, Locator]:
    page = open_lesson(watched, room, BOOK)
    return page, panel_of(page, name)


def panel_of(page: Page, name: str) -> Locator:
    panel = page.locator(f".nx-{name}[data-ready=yes]")
    panel.scroll_into_view_if_needed()
    return panel


def press(control: Locator, key: str = "Enter") -> None:
    control.focus()
    control.press(key)


def type_into(page: Page, field: Locator, text: str) -> None:
    field.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type(text)
    page.keyboard.press("Tab")


# ---- whole essays through a lens


def test_the_ribbon_is_walked_and_filtered_by_keyboard_alone(
    watched: Watched, room: Server, case: Case
) -> None:
    page, panel = open_panel(watched, room, "ribbon")
    expect(panel.get_by_role("heading").first).to_have_text(ribbon.finding(case))
    claims = case.table("claims").set_index("claim_id")
    panel.locator("[data-claim='H01.1']").focus()
    for key, claim_id in (
        ("ArrowRight", "H01.2"),
        ("ArrowDown", "H02.1"),
        ("ArrowLeft", "H01.3"),
        ("End", "C14.5"),
        ("ArrowUp", "C13.1"),
        ("Home", "H01.1"),
        ("ArrowLeft", "H01.1"),
    ):
        page.keyboard.press(key)
        assert page.evaluate("() => document.activeElement.dataset.claim") == claim_id
        expect(panel.locator(".nx-practice-card")).to_contain_text(claims.at[claim_id, "claim"])
        expect(panel.locator(".nx-practice-card")).to_contain_text(
            claims.at[claim_id, "lens_reason"]
        )
    names = panel.locator("[data-claim='H06.1']").get_attribute("aria-label") or ""
    assert names.startswith("H6.1, proposal, both: ")

    status = panel.locator(".nx-status")
    choose(panel.get_by_label("Kind of claim"), "proposal")
    for school in ("liberal", "both", "neither"):
        press(panel.get_by_role("checkbox", name=school, exact=False).first, "Space")
    stated = claims[claims["stated"]]
    left = stated[(stated["type"] == "proposal") & (stated["lens"] == "realist")]
    expect(status).to_contain_text(f"{len(left)} of {len(stated)} claims.")
    enabled = panel.locator("[data-claim]:not(:disabled)")
    expect(enabled).to_have_count(len(left))
    choose(panel.get_by_label("Kind of claim"), "value")
    expect(status).to_contain_text("No claim is left")
    choose(panel.get_by_label("Kind of claim"), "assumption")
    press(panel.get_by_label("also premises", exact=False), "Space")
    premises = claims[(claims["type"] == "assumption") & (claims["lens"] == "realist")]
    expect(enabled).to_have_count(len(premises))
    assert (
        page.evaluate("() => document.querySelectorAll('[data-claim][tabindex=\"0\"]').length") == 1
    )
    watched.assert_quiet()


def test_mixed_proposals_are_marked_in_words_and_locators_open_the_passage(
    watched: Watched, room: Server
) -> None:
    page, panel = open_panel(watched, room, "ribbon")
    for said in ("H6.1", "C12.1", "C13.1"):
        press(panel.get_by_role("button", name=f"{said}: {ribbon.MIXED_SAID}"))
        expect(panel.locator(".nx-practice-card")).to_contain_text(
            f"This proposal is {ribbon.MIXED_SAID}"
        )
        focused = page.evaluate("() => document.activeElement.getAttribute('aria-label')")
        assert focused.startswith(said)
    press(panel.get_by_role("button", name="H4: open the passage").first)
    expect(panel.locator(".nx-passage")).to_contain_text("H4")
    press(panel.locator("summary", has_text="Read this chart"))
    expect(panel.locator("table")).to_contain_text("whole essay (32)")
    watched.assert_quiet()


# ---- blind


def test_readings_are_named_by_keyboard_undone_and_resumed(
    watched: Watched, room: Server, case: Case
) -> None:
    page, panel = open_panel(watched, room, "blind")
    choose(panel.get_by_label("Name", exact=True), "lens")
    deck = blind.cards(case, blind.decks(case)[0])
    result = panel.get_by_role("region", name="Result")
    status = panel.locator(".nx-feedback")
    panel.get_by_role("button", name="Check").press("Enter")
    expect(status).to_contain_text("Name one of the six lenses first")
    for place, card in enumerate(deck[:4]):
        expect(panel.get_by_role("article")).to_contain_text(card["steps"]["mechanism"])
        other = card["near"]
        name = readings.say_lens(other if place == 1 else card["lens_id"])
        pick(page, panel, name)
        press(panel.get_by_role("button", name="Check"))
        if place == 0:
            expect(status).to_contain_text("Say first by which step you knew")
        pick(page, panel, blind.KNOWN_BY["verdict" if place == 2 else "mechanism"])
        press(panel.get_by_role("button", name="Check"))
        if place == 1:
            expect(status).to_contain_text(f"Not the {name}")
            expect(status).to_contain_text(card["others"][other]["mechanism"])
            press(panel.get_by_role("button", name="Show whose it is"))
        lens = readings.say_lens(card["lens_id"])
        expect(status).to_contain_text(f"t is the {lens}")
        expect(status).to_contain_text(blind.LISTEN_FOR[card["lens_id"]])
        expect(status).to_contain_text(card["others"][card["near"]]["mechanism"])
        if place == 2 and card["alike"]:
            expect(status).to_contain_text(f"{card['alike']} of the other five lenses")
        assert page.evaluate("() => document.activeElement.classList.contains('nx-next')")
        page.keyboard.press("Enter")
    expect(result).to_contain_text("4 of 12 readings answered. 3 named, 3 of them at the first try")
    expect(result.locator(".nx-chart")).to_contain_text("were taken for")
    press(panel.get_by_role("button", name="Undo last answer"))
    expect(result).to_contain_text("3 of 12 readings answered")
    page.wait_for_timeout(500)
    assert kept(room)[f"blind-lens-{deck[1]['reading_id']}"]["shown"] is True

    page, again = open_panel(watched, room, "blind")
    expect(again.get_by_label("Name", exact=True)).to_have_value("lens")
    expect(again.get_by_label("Go to")).to_have_value("3")
    expect(again.get_by_role("region", name="Result")).to_contain_text("3 of 12 readings answered")
    watched.assert_quiet()


def pick(page: Page, panel: Locator, text: str) -> None:
    """Choose one of a group of radio buttons by Space, as a keyboard does."""
    radio = panel.get_by_role("radio", name=text, exact=True)
    radio.focus()
    page.keyboard.press("Space")
    expect(radio).to_be_checked()


def test_families_are_the_easier_stage(watched: Watched, still: Path, case: Case) -> None:
    page = watched.page
    page.goto(still.as_uri())
    panel = panel_of(page, "blind")
    choose(panel.get_by_label("Name", exact=True), "family")
    choose(panel.get_by_label("Readings", exact=True), "2")
    card = blind.cards(case, blind.decks(case)[2])[0]
    wrong = "realist" if card["family"] != "realist" else "liberal"
    inside = " or ".join(readings.say_lens(one) for one in readings.families(case)[wrong])
    pick(page, panel, f"{wrong} ({inside})")
    pick(page, panel, blind.KNOWN_BY["guess"])
    press(panel.get_by_role("button", name="Check"))
    for lens in readings.families(case)[wrong]:
        expect(panel.locator(".nx-feedback")).to_contain_text(card["others"][lens]["mechanism"])
    expect(panel.get_by_role("group", name="Of which family").get_by_role("radio")).to_have_count(3)
    watched.assert_quiet()


# ---- predict, then reveal


def test_verdicts_are_predicted_locked_and_compared_by_keyboard_alone(
    watched: Watched, room: Server, case: Case
) -> None:
    page, panel = open_panel(watched, room, "predict")
    records = predict.records(case)
    expect(panel.get_by_label("Claim", exact=True)).to_have_value("0")
    lock = panel.get_by_role("button", name="Lock all six")
    press(lock)
    expect(panel.get_by_role("alert")).to_contain_text("Choose a verdict for the")
    given = dict.fromkeys(records[0]["lenses"], "supports")
    fill(page, panel, given, "too short")
    press(lock)
    expect(panel.get_by_role("alert")).to_contain_text("at least 3 words")
    mechanism = records[0]["readings"]["humanitarian"]["steps"]["mechanism"]
    assert mechanism not in panel.inner_text()
    fill(page, panel, given, "It makes a rival poorer.")
    press(lock)
    points = predict.fidelity(given, records[0])
    expect(panel.get_by_role("heading").first).to_contain_text(f"{points} of 6 verdicts")
    assert page.evaluate("() => document.activeElement.tagName") == "H4"
    expect(panel).to_contain_text(mechanism)
    card = panel.get_by_role("article", name="humanitarian")
    press(card.get_by_role("checkbox", name=predict.TICKS["mechanism"]), "Space")
    result = panel.get_by_role("region", name="Result")
    expect(result.locator("tr", has_text="humanitarian")).to_contain_text("1 of 4")
    expect(result).to_contain_text(
        f"{points} of 6 verdicts are those of the lens, on 1 of 3 claims"
    )
    page.wait_for_timeout(500)
    held = kept(room)["predict-H04.2"]
    assert held["first"] == points
    assert held["ticks"] == {"humanitarian": ["mechanism"]}

    page, panel = open_panel(watched, room, "predict")
    expect(panel.get_by_label("Claim", exact=True)).to_have_value("1")
    for place in (1, 2):
        choose(panel.get_by_label("Claim", exact=True), str(place))
        key = predict.key(records[place])
        fill(page, panel, key, "The step is clear.")
        press(panel.get_by_role("button", name="Lock all six"))
    expect(panel.get_by_role("region", name="Result")).to_contain_text(
        f"{points + 12} of 18 verdicts are those of the lens, on 3 of 3 claims"
    )
    press(panel.get_by_role("button", name="Clear H5.5"))
    press(panel.get_by_role("button", name="No", exact=True))
    press(panel.get_by_role("button", name="Clear H5.5"))
    press(panel.get_by_role("button", name="Yes", exact=True))
    expect(panel.get_by_role("button", name="Lock all six")).to_be_visible()
    expect(panel.get_by_role("region", name="Result")).to_contain_text(f"{points + 12} of 18")
    watched.assert_quiet()


def fill(page: Page, panel: Locator, verdicts: dict[str, str], reason: str) -> None:
    for lens, verdict in verdicts.items():
        group = panel.get_by_role("group", name=f"The {readings.say_lens(lens)}", exact=True)
        choose(group.get_by_label("A holder"), verdict)
        type_into(page, group.get_by_label("because"), reason)


# ---- steelman and swap


def test_a_steelman_is_written_signed_and_signed_again_by_keyboard_alone(
    watched: Watched, room: Server, case: Case
) -> None:
    page, panel = open_panel(watched, room, "steelman")
    choose(panel.get_by_label("Claim", exact=True), "H04.3")
    choose(panel.get_by_label("Lens", exact=True), "offensive-realist")
    for caricature in steelman.caricatures(case, "offensive-realist")["caricature"]:
        expect(panel).to_contain_text(caricature)
    expect(panel).to_contain_text(steelman.objections(case)["H04.3"])
    status = panel.get_by_role("region", name="A peer signs").get_by_role("status")
    sign = panel.get_by_role("button", name="Sign")
    press(sign)
    expect(status).to_contain_text("write the case first")
    text = panel.get_by_label("The best case of the offensive realist on H4.3")
    type_into(page, text, "Wealth is what armies are made of, so keep a rival poor.")
    expect(panel).to_contain_text("12 words; about 120 are asked")
    press(panel.get_by_role("group", name="Your checklist").get_by_role("checkbox").nth(1), "Space")
    press(sign)
    expect(status).to_contain_text("Type your name or initials first")
    type_into(page, panel.get_by_label("Name or initials"), "MK")
    press(sign)
    expect(status).to_contain_text("Say in a sentence what you would change")
    type_into(page, panel.get_by_label("What I would change"), "Say who the rival is.")
    for box in (
        panel.get_by_role("group", name="The peer's checklist").get_by_role("checkbox").all()[:3]
    ):
        press(box, "Space")
    press(sign)
    expect(status).to_contain_text("Signed by MK on")
    expect(status).to_contain_text("does not find that it answers the strongest objection")
    type_into(page, text, "Wealth is what armies are made of, so keep the North poor.")
    expect(status).to_contain_text("MK signed an earlier wording")
    press(sign)
    expect(status).to_contain_text("Signed by MK on")
    page.wait_for_timeout(500)
    held = kept(room)["steelman-H04.3--offensive-realist"]
    assert held["ticks"] == ["mechanism"]
    assert held["signed"]["ticks"] == ["sign", "mechanism", "caricature"]
    assert held["signed"]["of"] == held["text"]

    page, again = open_panel(watched, room, "steelman")
    expect(again.get_by_label("The best case of the offensive realist on H4.3")).to_have_value(
        held["text"]
    )
    expect(again.get_by_role("region", name="A peer signs")).to_contain_text("Signed by MK on")
    watched.assert_quiet()


def test_facts_are_rewritten_and_then_compared_by_keyboard_alone(
    watched: Watched, room: Server, case: Case
) -> None:
    page, panel = open_panel(watched, room, "swap")
    choose(panel.get_by_label("Facts of"), "unscr-2397")
    choose(panel.get_by_label("You read the"), "institutional-liberal")
    choose(panel.get_by_label("You write as the"), "offensive-realist")
    record = readings.record(case, "unscr-2397")
    target = record["readings"]["offensive-realist"]["steps"]
    for fact in steelman.facts(case, "unscr-2397"):
        expect(panel).to_contain_text(fact["text"])
    expect(panel).to_contain_text(record["readings"]["institutional-liberal"]["steps"]["reading"])
    assert target["reading"] not in panel.inner_text()
    text = panel.get_by_label("The same facts as the offensive realist would write them")
    reveal = panel.get_by_role("button", name="Show the reading of this lens")
    type_into(page, text, "Too few words.")
    press(reveal)
    expect(panel).to_contain_text("Write at least 20 words of your own first")
    type_into(page, text, "The cap on oil makes a rival poorer. " * 4)
    press(reveal)
    expect(panel).to_contain_text(target["reading"])
    press(panel.get_by_role("checkbox", name=steelman.SWAP_CHECKS["mechanism"]), "Space")
    type_into(page, text, "The cap on oil makes a rival poorer, and China decides how far. " * 3)
    page.wait_for_timeout(500)
    page, again = open_panel(watched, room, "swap")
    expect(again.get_by_label("The same facts as the offensive realist")).to_have_value(
        kept(room)["swap-unscr-2397--offensive-realist"]["text"]
    )
    expect(again.get_by_role("checkbox", name=steelman.SWAP_CHECKS["mechanism"])).to_be_checked()
    same = again.get_by_label("You read the").locator("option[value=offensive-realist]")
    expect(same).to_be_disabled()
    press(again.get_by_role("button", name="Change places"))
    expect(again.get_by_label("You write as the")).to_have_value("institutional-liberal")
    expect(again.get_by_label("You read the")).to_have_value("offensive-realist")
    watched.assert_quiet()


# ---- the controversy


def test_the_page_writes_the_statement_as_the_model_does(watched: Watched) -> None:
    rules = (HERE / "statement.js").read_text(encoding="utf-8")
    words = {
        "title": controversy.TITLE,
        "empty": controversy.EMPTY,
        "fields": [list(one) for one in controversy.FIELDS.items()],
        "notes": [list(one) for one in controversy.NOTES.items()],
    }
    draw = random.Random(11)
    texts = ("", " ", "We part at the mechanism.", "One.\nTwo.", " Spaces round it ")
    for _ in range(40):
        record = {
            "proposition": draw.choice(texts),
            "first": draw.choice(("realist", "liberal")),
            "names": {letter: draw.choice(("", " ", "MK")) for letter in "ab"},
            "joint": {key: draw.choice(texts) for key in controversy.FIELDS},
            "notes": {key: draw.choice(texts) for key in controversy.NOTES},
        }
        found = watched.page.evaluate(
            f"([record, words]) => {{{rules}; return statementText(record, words) }}",
            [record, words],
        )
        assert found == controversy.as_markdown(record)


def test_a_controversy_is_run_kept_and_exported_by_keyboard_alone(
    watched: Watched, room: Server
) -> None:
    page, panel = open_panel(watched, room, "controversy")
    clock = panel.get_by_role("region", name="Clock")
    digits, told = clock.get_by_role("timer"), clock.get_by_role("status")
    expect(digits).to_have_text("15:00")
    choose(panel.get_by_label("Proposition", exact=True), "C12.1")
    choose(panel.get_by_label("A reads first as", exact=True).first, "liberal")
    type_into(page, panel.get_by_label("Who is A"), "MK")
    expect(clock).to_contain_text("A (MK) argues as the liberal, B argues as the realist")
    type_into(page, panel.get_by_label("Minutes: Prepare"), "0")
    expect(panel).to_contain_text("Prepare takes a whole number of minutes from 1 to 90")
    type_into(page, panel.get_by_label("Minutes: Prepare"), "12")
    expect(digits).to_have_text("12:00")
    expect(panel).to_contain_text("72 minutes in all")
    press(panel.get_by_role("button", name="Minutes for a class of 50"))
    expect(panel).to_contain_text("50 minutes in all")
    start = clock.get_by_role("button", name="Start", exact=True)
    press(start)
    expect(told).to_contain_text("Prepare: the clock runs")
    expect(digits).to_have_text("9:58", timeout=5000)
    press(clock.get_by_role("button", name="Pause"))
    expect(told).to_contain_text("Prepare: paused")
    press(clock.get_by_role("button", name="One more minute"))
    assert digits.inner_text().startswith("10:5")
    for name in ("A presents", "B presents", "Change sides"):
        press(clock.get_by_role("button", name="Next phase"))
        expect(told).to_contain_text(f"{name}: ")
    expect(clock).to_contain_text("A (MK) now argues as the realist")
    press(clock.get_by_role("button", name="Back a phase"))
    expect(digits).to_have_text("7:00")
    type_into(page, panel.get_by_label("Notes of B"), "Ask for the step.")
    for name in controversy.FIELDS.values():
        type_into(page, panel.get_by_label(name), f"{name}, as we see it.")
    saved = panel.locator(".nx-practice-saved")
    found = []
    for kind in ("Markdown", "Word file"):
        press(panel.get_by_role("button", name=kind))
        expect(saved).to_contain_text("md" if kind == "Markdown" else "docx")
        found.append(Path(saved.inner_text().split(": ", 1)[1]))
    text = found[0].read_text(encoding="utf-8")
    lines = [one.text for one in docx.Document(str(found[1])).paragraphs]
    assert found[0].parent == room.work.resolve()
    for part in (controversy.PROPOSITIONS["C12.1"], "A (MK) read first as liberal", "Ask for the"):
        assert part in text
        assert any(part in line for line in lines)
    watched.assert_quiet()


def test_the_clock_goes_on_after_a_reload_and_says_when_time_is_up(
    watched: Watched, room: Server
) -> None:
    clock_now = {"at": 4, "left": 3.0, "since": 0}
    file_of_answers.keep(room.work, "controversy-clock", clock_now)
    _, panel = open_panel(watched, room, "controversy")
    clock = panel.get_by_role("region", name="Clock")
    expect(clock.get_by_role("timer")).to_have_text("0:03")
    press(clock.get_by_role("button", name="Go on"))
    expect(clock.get_by_role("status")).to_contain_text("Time is up: Open discussion. Next: Joint")
    expect(clock.get_by_role("timer")).to_contain_text("over")
    page, again = open_panel(watched, room, "controversy")
    clock = again.get_by_role("region", name="Clock")
    expect(clock.get_by_role("timer")).to_contain_text("over")
    expect(clock.get_by_role("status")).to_contain_text("Time is up")
    press(clock.get_by_role("button", name="Start over"))
    press(clock.get_by_role("button", name="Yes", exact=True))
    expect(clock).to_contain_text("1 of 6")
    page.wait_for_timeout(500)
    assert kept(room)["controversy-clock"]["at"] == 0
    watched.assert_quiet()


# ---- all of them


def test_the_exercises_have_no_serious_fault_in_the_lab(watched: Watched, room: Server) -> None:
    page = open_lesson(watched, room, BOOK)
    expect(page.locator(".nx-practice[data-ready=yes]")).to_have_count(len(WIDGETS))
    assert page.locator(".jp-OutputArea-output[data-mime-type*=error]").count() == 0
    assert serious_faults(page, ".jp-OutputArea-output") == []
    watched.assert_quiet()


def test_the_exported_page_answers_and_says_that_it_keeps_nothing(
    watched: Watched, still: Path
) -> None:
    page = watched.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(still.as_uri())
    expect(page.locator(".nx-practice[data-ready=yes]")).to_have_count(len(WIDGETS))
    for name in WIDGETS[1:]:
        expect(page.locator(f".nx-{name} .nx-kept")).to_contain_text("keeps nothing")
    panel = panel_of(page, "controversy")
    assert panel.get_by_role("button", name="Save as").count() == 0
    type_into(page, panel.get_by_label("What we agree on"), "The findings stand.")
    press(panel.get_by_role("button", name="Copy as text"))
    expect(panel.locator(".nx-practice-saved")).to_contain_text("copied")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert json.dumps("The findings stand.")[1:-1] in copied
    assert copied.startswith(f"# {controversy.TITLE}")
    for name in WIDGETS:
        assert serious_faults(page, f".nx-{name}") == []
    watched.assert_quiet()


@pytest.mark.parametrize("width", [640, 1280, 1920])
def test_nothing_is_wider_than_the_page(watched: Watched, still: Path, width: int) -> None:
    page = watched.page
    page.set_viewport_size({"width": width, "height": 1000})
    page.goto(still.as_uri())
    expect(page.locator(".nx-practice[data-ready=yes]")).to_have_count(len(WIDGETS))
    for name in WIDGETS:
        panel = page.locator(f".nx-{name}")
        wide = panel.evaluate(
            "one => [...one.querySelectorAll(':not(.nx-chart *)')].filter((part) => "
            "part.getBoundingClientRect().right > one.getBoundingClientRect().right + 1)"
            ".map((part) => part.outerHTML.slice(0, 120))"
        )
        assert wide == [], name


def test_on_paper_the_ribbon_keeps_its_marks(watched: Watched, still: Path) -> None:
    page = watched.page
    page.goto(still.as_uri())
    panel = panel_of(page, "ribbon")
    marks = panel.locator("[data-claim]")
    on_screen = sum(one.is_visible() for one in marks.all())
    page.emulate_media(media="print")
    assert sum(one.is_visible() for one in marks.all()) == on_screen > 80
    expect(page.locator(".nx-blind").get_by_role("button", name="Check")).to_be_hidden()
