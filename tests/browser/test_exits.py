"""The exit checker as a student uses it: by keyboard alone, with the network blocked."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from nexus.case import Case
from nexus.instruments import exit_widgets
from nexus.instruments.conditions import LEVELS, read_law
from nexus.instruments.scenarios import scenario_answers
from nexus.instruments.verdicts import say_missing, say_state, verdict

from .conftest import Server, Watched, choose, serious_faults
from .test_lab import open_lesson

RULES = (Path(__file__).parents[2] / "src" / "nexus" / "instruments" / "exits.js").read_text(
    encoding="utf-8"
)
LESSON = "05-instruments-and-exits"
DAYS = ("1991-07-10", "2006-06-30", "2016-02-18", "2016-03-04", "2017-08-02", "2018-08-13")
LATER = ("2018-12-26", "2019-02-28", "2019-12-20", "2024-05-01", "2026-11-27")
ASKED = """([data, day, answers, ids]) => {
  RULES
  const law = lawOn(data, day);
  return ids.map((id) => {
    const found = verdictOf(law, answers, id);
    const states = found.states.map((one) => [one.way, one.open, one.tests, sayState(one),
      one.missing.map(sayMissing), one.days, one.findings, one.steps, one.limits, one.renewal]);
    return [found.stays, found.words, states];
  });
}""".replace("RULES", RULES)


def expected(case: Case, day: str, answers: dict[str, str], ids: list[str]) -> list[Any]:
    law = read_law(case, day)
    found = []
    for one in (verdict(law, each, answers) for each in ids):
        states = [
            [
                *(state.way, state.open, state.tests, say_state(state), list(say_missing(state))),
                *(state.days, list(state.findings), list(state.steps)),
                *(list(state.limits), list(state.renewal)),
            ]
            for state in one.states
        ]
        found.append([one.stays, one.words, states])
    return found


def test_the_page_gives_the_verdicts_of_the_model(watched: Watched, case: Case) -> None:
    data = exit_widgets.exit_records(case)
    ids = [one["id"] for one in data["instruments"]]
    tests = sorted(read_law(case, "2026-11-27").tests)
    draw = random.Random(11)
    worlds = [scenario_answers(case, one) for one in case.table("scenarios")["scenario_id"]]
    worlds += [{}, dict.fromkeys(tests, "met"), dict.fromkeys(tests, "progress")]
    worlds += [{one: draw.choice(LEVELS) for one in draw.sample(tests, 25)} for _ in range(8)]
    for day in (*DAYS, *LATER):
        for answers in worlds:
            found = watched.page.evaluate(ASKED, [data, day, answers, ids])
            assert found == expected(case, day, answers, ids), (day, answers)


def checker(page: Page, at: int = 0) -> Locator:
    panel = page.locator(".nx-exit").nth(at)
    panel.locator("xpath=self::*[@data-ready='yes']").wait_for()
    panel.scroll_into_view_if_needed()
    return panel


def status(panel: Locator) -> Locator:
    return panel.locator(".nx-exit-status")


def test_an_exit_opens_by_keyboard_alone_and_the_answers_come_back(
    watched: Watched, lab: Server, case: Case
) -> None:
    page = open_lesson(watched, lab, LESSON)
    panel = checker(page)
    panel.get_by_label("The law on").focus()
    page.keyboard.press("Home")
    expect(status(panel)).not_to_contain_text("of the 2016 Act is")
    page.keyboard.press("ArrowDown")
    expect(panel.get_by_label("Day", exact=True)).to_have_value("2016-02-18")
    panel.get_by_label("Scenario").focus()
    page.keyboard.press("Home")
    expect(status(panel)).to_contain_text("401 (suspension) of the 2016 Act is closed: 6 of 6")
    rows = panel.locator(".nx-exit-group").first.locator("table").first.locator("tbody tr")
    expect(rows).to_have_count(6)
    for row in rows.all():
        row.get_by_role("radio").first.focus()
        page.keyboard.press("ArrowRight")
        expect(row.get_by_role("radio").nth(1)).to_be_focused()
    expect(status(panel)).to_contain_text("401 (suspension) of the 2016 Act is open")
    expect(status(panel)).to_contain_text("402 (end) of the 2016 Act is closed: 5 of 11")
    card = panel.locator(".nx-exit-card")
    expect(card).to_contain_text("Can be suspended (President)")
    expect(card).to_contain_text("at most 365 days")
    page.wait_for_timeout(900)

    again = checker(open_lesson(watched, lab, LESSON))
    expect(status(again)).to_contain_text("401 (suspension) of the 2016 Act is open")
    again.get_by_role("button", name="Clear all answers").press("Enter")
    again.get_by_role("button", name="No").press("Enter")
    expect(status(again)).to_contain_text("401 (suspension) of the 2016 Act is open")
    again.get_by_role("button", name="Clear all answers").press("Enter")
    again.get_by_role("button", name="Yes").press("Enter")
    expect(status(again)).to_contain_text("401 (suspension) of the 2016 Act is closed: 6 of 6")
    watched.assert_quiet()


def test_two_days_of_the_law_stand_side_by_side(watched: Watched, pages: dict[str, Path]) -> None:
    page = watched.page
    page.goto(pages[LESSON].as_uri())
    panel = checker(page)
    box = panel.get_by_label("Set a second case beside it")
    box.focus()
    if not box.is_checked():
        page.keyboard.press("Space")
    for at, day in ((0, "2016-02-18"), (1, "2019-12-20")):
        head = panel.get_by_role("group", name="First case" if at == 0 else "Second case")
        choose(head.get_by_label("Scenario"), "weapons-deal")
        head.get_by_label("Day", exact=True).fill(day)
        head.get_by_label("Day", exact=True).press("Tab")
    expect(status(panel)).to_contain_text("under the law of 18 February 2016")
    expect(status(panel)).to_contain_text("under the law of 20 December 2019")
    said = status(panel).inner_text()
    heads = " ".join(panel.locator(".nx-exit-fold").all_inner_texts())
    for at in (1, 2):
        of_all = re.findall(rf"Case {at}\. .*?: (\d+) of \d+ texts stay", said)
        of_each = re.findall(rf"case {at}: (\d+) stay", heads)
        assert sum(map(int, of_each)) == int(of_all[0])
    panel.locator(".nx-exit-group summary", has_text="Warmbier").press("Enter")
    expect(panel.locator(".nx-exit-tests")).to_contain_text("not yet law that day")
    row = panel.locator(".nx-exit-matrix tr", has=page.locator("[data-id=us-warmbier-act-2019]"))
    expect(row.locator("td").first).to_contain_text("not yet law")
    expect(row).to_contain_text("case by case: President")
    row.get_by_role("button").press("Enter")
    card = panel.locator(".nx-exit-card")
    expect(card.get_by_role("region", name="Case 1")).to_contain_text("Not yet law")
    expect(card.get_by_role("region", name="Case 2")).to_contain_text(
        "can be suspended case by case"
    )
    card.locator("summary", has_text="Sources").press("Enter")
    expect(card.get_by_role("link", name="open at the source").first).to_be_visible()
    assert serious_faults(page, ".nx-exit") == []
    watched.assert_quiet()


def test_issuers_fold_by_keyboard_and_stay_as_they_were_left(
    watched: Watched, pages: dict[str, Path]
) -> None:
    page = watched.page
    page.goto(pages[LESSON].as_uri())
    panel = checker(page)
    act, union = (
        panel.locator(f"[data-id={one}]") for one in ("us-nkspea-2016", "eu-dec-2016-849")
    )
    folds = {one: panel.locator(".nx-exit-fold", has_text=one) for one in ("States", "Union")}
    expect(act).to_be_visible()
    expect(union).to_be_hidden()
    for name, one in (("States", act), ("Union", union)):
        folds[name].press("Enter")
        expect(folds[name]).to_be_focused()
        assert one.is_visible() == (name == "Union")
    choose(panel.get_by_label("Scenario").first, "rights-reform")
    expect(act).to_be_hidden()
    expect(union).to_be_visible()
    expect(folds["States"]).to_have_attribute("aria-expanded", "false")
    folds["Union"].press("Enter")
    page.emulate_media(media="print")
    expect(act).to_be_visible()
    expect(union).to_be_visible()
    watched.assert_quiet()


def test_a_history_is_a_case_of_its_own(watched: Watched, pages: dict[str, Path]) -> None:
    page = watched.page
    page.goto(pages[LESSON].as_uri())
    panel = checker(page)
    choose(panel.get_by_label("Scenario").first, "anti-apartheid-act")
    expect(panel.get_by_label("Day", exact=True).first).to_have_value("1991-07-10")
    expect(panel.locator(".nx-exit-tests")).to_contain_text("section 311(a)(5)")
    expect(panel.locator(".nx-exit-tests")).not_to_contain_text("401(a)")
    card = panel.locator(".nx-exit-card")
    expect(card).to_contain_text("tests are enough")
    card.locator("summary", has_text="What came later").press("Enter")
    expect(card).to_contain_text("23 November 1993")
    watched.assert_quiet()
