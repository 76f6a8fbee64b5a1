"""The exit checker: each statute's truth table, four properties, and the law as it stood."""

from __future__ import annotations

import functools
import itertools
import random
from collections.abc import Iterable
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nexus.case import Case, load
from nexus.errors import DataError
from nexus.instruments.conditions import LEVELS, Law, conditions_on, questions, read_law
from nexus.instruments.exits import ExitState, as_table, exit_states
from nexus.instruments.law import LawError
from nexus.instruments.verdicts import say_missing, say_state, verdict, verdict_table, verdicts
from tests.conftest import ROOT

NOT_MET, PROGRESS, SIGNIFICANT, MET = LEVELS
FIRST, CAATSA, HURLEY, WARMBIER, TODAY = (
    "2016-02-18",
    "2017-08-02",
    "2018-12-26",
    "2019-12-20",
    "2026-11-23",
)
NKSPEA, CAATSA_ACT, WARMBIER_ACT = (
    "us-nkspea-2016",
    "us-caatsa-title-iii-2017",
    "us-warmbier-act-2019",
)
S401 = [f"nkspea-401-a-{n}" for n in range(1, 7)]
S402 = [f"nkspea-402-2-{letter}" for letter in "abcde"]
FIVE = [f"caaa-311-a-{n}" for n in range(1, 6)]


@functools.cache
def shipped() -> Case:
    return load(ROOT / "data")


@functools.cache
def law(day: str) -> Law:
    return read_law(shipped(), day)


def state(day: str, way: str, answers: dict[str, str]) -> ExitState:
    instrument = next(one.instrument_id for one in law(day).ways if one.way == way)
    (found,) = [one for one in exit_states(law(day), answers, instrument) if one.way == way]
    return found


def is_open(day: str, way: str, answers: dict[str, str]) -> bool:
    return state(day, way, answers).open


def worlds(tests: Iterable[str], levels: Iterable[str] = LEVELS) -> Iterable[dict[str, str]]:
    names = list(tests)
    for given_levels in itertools.product(levels, repeat=len(names)):
        yield dict(zip(names, given_levels, strict=True))


# ---- truth tables, each against the statute as we read it, not against the table


def test_section_401_opens_on_progress_in_all_six_and_never_on_five() -> None:
    for answers in worlds(S401):
        expected = NOT_MET not in answers.values()
        assert is_open(FIRST, "nkspea-401", answers) == expected, answers


def test_section_402_asks_the_six_and_significant_progress_in_five_more() -> None:
    for six in worlds(S401, (NOT_MET, PROGRESS)):
        for five in worlds(S402, (PROGRESS, SIGNIFICANT)):
            expected = NOT_MET not in six.values() and PROGRESS not in five.values()
            assert is_open(FIRST, "nkspea-402", six | five) == expected, (six, five)


@pytest.mark.parametrize("test", [*S401, *S402])
def test_each_test_of_402_has_its_own_threshold(test: str) -> None:
    enough = dict.fromkeys(S401, PROGRESS) | dict.fromkeys(S402, SIGNIFICANT)
    needed = PROGRESS if test in S401 else SIGNIFICANT
    for level in LEVELS:
        expected = LEVELS.index(level) >= LEVELS.index(needed)
        assert is_open(HURLEY, "nkspea-402", {**enough, test: level}) == expected


def test_section_210_keeps_the_cyber_sanctions_until_its_own_certification() -> None:
    for level in LEVELS:
        assert is_open(FIRST, "nkspea-210-a", {"nkspea-210-a": level}) == (level == MET)
    before = state("2016-02-17", "eo-13687-emergency", {})
    assert (before.reach, before.limits) == ("whole", ())
    for way in ("eo-13687-emergency-2016", "eo-13687-act-2016"):
        found = state(FIRST, way, {})
        assert found.reach == "part"
        (limit,) = found.limits
        assert "section 210(a)" in limit
    assert verdict(law(FIRST), "us-eo-13687", {}).stays


def test_president_or_congress_ends_the_emergency_and_with_it_the_orders() -> None:
    for order in ("13551", "13570", "13722", "13810"):
        found = verdict(law(TODAY), f"us-eo-{order}", {})
        assert "can be ended (Congress, President)" in found.words
    assert "part of it can be ended (Congress, President)" in (
        verdict(law(TODAY), "us-eo-13687", {}).words
    )


@pytest.mark.parametrize("order", ["13382", "13466", "13551", "13570", "13687", "13722", "13810"])
def test_an_order_ends_by_a_later_order_and_lapses_with_its_emergency(order: str) -> None:
    found = verdict(law(TODAY), f"us-eo-{order}", {})
    ways = {state.way.removeprefix(f"eo-{order}-"): state for state in found.states}
    name, reach = ("order-2016", "part") if order == "13687" else ("order", "whole")
    assert (ways[name].exit, ways[name].decider) == ("termination", "President")
    assert (ways[name].reach, ways[name].open, ways[name].tests) == (reach, True, 0)
    assert found.stays == (order == "13687")
    assert "lapses unless prolonged (President)" in found.words
    (step,) = ways[name].steps
    assert "no vote is needed" in step
    held = [limit for limit in ways[name].limits if "section 210(a)" in limit]
    assert len(held) == (order == "13687")


def test_what_reaches_one_country_or_a_part_does_not_end_the_whole() -> None:
    russia = {f"jv-402-a-{n}": MET for n in (1, 2, 3)}
    found = verdict(law("1994-09-21"), "us-jackson-vanik-1974", russia)
    assert found.stays
    assert "can be ended case by case (President)" in found.words
    union = verdict(law(TODAY), "eu-dec-2016-849", {})
    assert union.stays
    assert "part of it can be ended (EU Council)" in union.words


@pytest.mark.parametrize("day", [CAATSA, HURLEY, WARMBIER, TODAY])
def test_what_caatsa_wrote_into_the_act_of_2016_leaves_with_it(day: str) -> None:
    for six in worlds(S401, (NOT_MET, PROGRESS)):
        opened = NOT_MET not in six.values()
        assert is_open(day, "caatsa-401", six) == opened
        both = six | dict.fromkeys(S402, SIGNIFICANT)
        assert is_open(day, "caatsa-402", both) == opened
        assert not is_open(day, "caatsa-402", {**both, "nkspea-402-2-b": PROGRESS})


def test_the_act_of_2019_suspends_on_two_steps_or_without_any() -> None:
    tests = ["nksea-7143-b-1-a-i-1", "nksea-7143-b-1-a-i-2"]
    for answers in worlds(tests):
        expected = set(answers.values()) == {MET}
        assert is_open(WARMBIER, "nksea-7143-b-steps", answers) == expected
        assert is_open(WARMBIER, "nksea-7143-b-vital", answers)
        assert not is_open(WARMBIER, "nksea-7143-c", answers)


def test_the_act_of_2019_ends_only_with_the_certification_under_402() -> None:
    for six in worlds(S401, (NOT_MET, PROGRESS)):
        for five in worlds(S402, (PROGRESS, SIGNIFICANT)):
            expected = NOT_MET not in six.values() and PROGRESS not in five.values()
            assert is_open(WARMBIER, "nksea-7143-c", six | five) == expected


def test_an_employer_gives_three_assurances_and_goods_one_proof() -> None:
    for answers in worlds([f"caatsa-302b-c-1-{letter}" for letter in "abc"]):
        expected = set(answers.values()) == {MET}
        assert is_open(CAATSA, "caatsa-302b-c", answers) == expected
    for level in LEVELS:
        assert is_open(CAATSA, "caatsa-302a-b", {"caatsa-302a-b": level}) == (level == MET)


@pytest.mark.parametrize("day", ["2017-11-20", "2018-08-13", TODAY])
def test_the_terrorism_list_is_left_by_change_or_by_record(day: str) -> None:
    change, record = (
        [f"sst-change-{n}" for n in (1, 2, 3)],
        [f"sst-record-{n}" for n in (1, 2)],
    )
    for answers in worlds([*change, *record]):
        for way, tests in (("sst-change", change), ("sst-record", record)):
            expected = all(answers[one] == MET for one in tests)
            assert is_open(day, way, answers) == expected, (way, answers)


def test_the_export_act_of_2018_asks_the_same_again_from_its_day() -> None:
    assert state("2018-08-12", "sst-change", {}).tests == 3
    after = state("2018-08-13", "sst-change", {})
    assert after.tests == 6
    assert {one.provision[:12] for one in after.missing} == {"section 6(j)", "section 1754"}
    assert {one.through for one in after.missing} == {""}


def test_the_first_terrorism_listing_had_the_same_two_ways_from_1989_to_2008() -> None:
    change, record = (
        [f"sst-1988-change-{n}" for n in (1, 2, 3)],
        [f"sst-1988-record-{n}" for n in (1, 2)],
    )
    for answers in worlds([*change, *record], (SIGNIFICANT, MET)):
        for way, tests in (("sst-1988-change", change), ("sst-1988-record", record)):
            expected = all(answers[one] == MET for one in tests)
            assert is_open("2008-06-26", way, answers) == expected, (way, answers)
    assert not verdict(law("1989-12-11"), "us-terror-list-1988", {}).states
    assert verdict(law("2008-10-11"), "us-terror-list-1988", {}).standing == "ended"


def test_a_person_reported_for_proliferation_leaves_on_any_of_four_showings() -> None:
    for answers in worlds([f"inksna-5-a-{n}" for n in (1, 2, 3, 4)], (SIGNIFICANT, MET)):
        for way, level in answers.items():
            assert is_open(TODAY, way, answers) == (level == MET)


def test_the_rule_of_2016_is_suspended_and_ended_with_the_act_that_asks_for_it() -> None:
    for six in worlds(S401, (NOT_MET, PROGRESS)):
        opened = NOT_MET not in six.values()
        assert is_open(TODAY, "us-311-rule-2016-401", six) == opened
        both = six | dict.fromkeys(S402, SIGNIFICANT)
        assert is_open(TODAY, "us-311-rule-2016-402", both) == opened
        assert not is_open(TODAY, "us-311-rule-2016-402", six)


def test_powers_of_wartime_lapse_each_year_until_they_are_ended_in_2008() -> None:
    before, after = (verdict(law(day), "us-facr-1950", {}) for day in ("2008-06-26", "2008-06-27"))
    assert before.lapses
    assert not before.stays
    assert not after.lapses
    assert after.stays


def test_jackson_vanik_asks_full_compliance_or_assurances() -> None:
    for answers in worlds([f"jv-402-a-{n}" for n in (1, 2, 3)]):
        expected = set(answers.values()) == {MET}
        assert is_open("1994-09-21", "jv-402-a", answers) == expected
    for level in LEVELS:
        expected = level == MET
        assert is_open("1994-09-21", "jv-402-c", {"jv-402-c-2-b": level}) == expected


def test_the_anti_apartheid_act_ends_on_five_and_bends_on_one_three_and_progress() -> None:
    day = "1991-07-10"
    for answers in worlds(FIVE):
        assert is_open(day, "caaa-311-a", answers) == (set(answers.values()) == {MET})
    for five in worlds(FIVE, (SIGNIFICANT, MET)):
        first, *others = (five[one] == MET for one in FIVE)
        for level in LEVELS:
            answers = {**five, "caaa-311-b-3": level}
            substantial = level in (SIGNIFICANT, MET)
            expected = first and sum(others) >= 3 and substantial
            assert is_open(day, "caaa-311-b", answers) == expected, answers


def test_the_burmese_act_and_libya_ask_for_everything() -> None:
    cases = {
        "burma-jade-5-h": ("2016-10-07", [f"burma-jade-5-h-{n}" for n in (1, 2, 3)]),
        "libya-1506": ("2003-09-12", [f"libya-1506-{n}" for n in range(1, 5)]),
        "libya-sst": ("2006-06-30", ["libya-sst-1", "libya-sst-2"]),
        "libya-emergency-2004": ("2004-09-20", ["libya-emergency-2004"]),
    }
    for way, (day, tests) in cases.items():
        for answers in worlds(tests):
            assert is_open(day, way, answers) == (set(answers.values()) == {MET})
    tests = [f"burma-2003-3-a-3-{letter}" for letter in "abc"]
    for answers in worlds(tests):
        a, b, c = (LEVELS.index(answers[one]) for one in tests)
        expected = a >= 2 and b >= 2 and c == 3
        assert is_open("2010-01-01", "burma-2003-3-a", answers) == expected


def test_a_listed_person_leaves_on_either_showing_under_each_order() -> None:
    for answers in worlds(["ofac-501-807-basis", "ofac-501-807-change"]):
        for way, level in answers.items():
            for order in ("", "-13687", "-13722", "-13810"):
                assert is_open(TODAY, way + order, answers) == (level == MET)


def test_the_ban_on_burmese_goods_ran_out_in_july_2013() -> None:
    ways = {"burma-2003-3-a", "burma-2003-3-b", "burma-2003-9-b"}
    before, after = ({one.way for one in law(day).ways} for day in ("2013-07-28", "2013-07-29"))
    assert ways <= before
    assert not ways & after
    assert "burma-jade-5-h" in after


def test_aid_groups_have_a_license_and_since_2024_report_first() -> None:
    assert state("2024-02-15", "nksr-510-512-2018", {}).open
    now = {one.way for one in law("2024-02-16").ways}
    assert "nksr-510-512-2018" not in now
    for level in LEVELS:
        answers = {"nksr-510-512-2024": level}
        assert is_open("2024-02-16", "nksr-510-512-2024", answers) == (level == MET)


def test_aid_is_spared_from_the_asset_freeze_from_december_2022() -> None:
    before, after = ({one.way for one in law(day).ways} for day in ("2022-12-08", "2022-12-09"))
    assert "unscr-1718-2664" not in before
    found = state("2022-12-09", "unscr-1718-2664", {})
    assert (found.open, found.reach, found.decider) == (True, "part", "none")
    assert "unscr-2397-25" in before & after


# ---- properties

TESTS = sorted(read_law(shipped(), TODAY).tests)
ANSWERS = st.dictionaries(st.sampled_from(TESTS), st.sampled_from(LEVELS))
DAYS = st.sampled_from([FIRST, CAATSA, HURLEY, WARMBIER, TODAY, "1991-07-10", "2016-10-07"])


def lacks(states: Iterable[ExitState]) -> set[tuple[str, str, str]]:
    return {(one.way, lack.condition_id, lack.through) for one in states for lack in one.missing}


def opened(states: Iterable[ExitState]) -> set[str]:
    return {one.way for one in states if one.open}


@settings(deadline=None)
@given(DAYS, ANSWERS, ANSWERS)
def test_meeting_more_never_closes_an_exit(
    day: str, answers: dict[str, str], more: dict[str, str]
) -> None:
    best = {
        one: max(answers.get(one, NOT_MET), more.get(one, NOT_MET), key=LEVELS.index)
        for one in answers | more
    }
    before = exit_states(law(day), answers, comparison=True)
    after = exit_states(law(day), best, comparison=True)
    assert opened(before) <= opened(after)
    assert {way for way, _, _ in lacks(after)} <= {way for way, _, _ in lacks(before)}
    assert lacks(after) <= lacks(before)


@settings(deadline=None)
@given(DAYS)
def test_an_empty_world_opens_only_what_needs_nothing(day: str) -> None:
    rows = conditions_on(shipped(), day).set_index("condition_id")
    for one in exit_states(law(day), {}, comparison=True):
        asks = set(rows.loc[list(one.test_ids), "asks"])
        assert one.open == (not asks & {"target", "person"}), one.way
        assert one.open == (one.tests == 0)


def test_what_needs_nothing_when_hurley_wrote_is_known_by_name() -> None:
    found = {
        one.way
        for one in exit_states(law(HURLEY), {})
        if one.open and not one.way.startswith(("unscr-", "eo-", "eu-"))
    }
    assert found == {
        "nkspea-208-a-1",
        "nkspea-208-a-2",
        "nkspea-208-a-3",
        "nkspea-208-b",
        "nkspea-208-c-1",
        "nkspea-208-c-2",
        "nkspea-203-c",
        "nkspea-203-d",
        "caatsa-203-b-2",
        "caatsa-208-b",
        "caatsa-315-interest",
        "sst-620a-d",
        "sst-40-g",
        "nksr-510-501",
        "nksr-510-512-2018",
        "us-passport-2017-year",
        "us-passport-2017-validation",
        "us-nkhra-2017-funds",
        "inksna-3-a",
        "inksna-3-a-end",
        "inksna-4",
        "tsra-908-a-3-security",
        "tsra-908-a-3-humanitarian",
        "faa-307-struck",
        "faa-307-c",
        "faa-614",
        "bda-rule-repeal",
        "bda-finding-withdrawal",
        "us-311-finding-2016-withdrawal",
        "us-311-rule-2016-repeal",
        "us-311-rule-2016-208-c",
        "jp-2006-10-imports-52",
        "jp-2006-10-imports-refused",
        "jp-2006-10-ships-6",
        "jp-2006-10-ships-end",
        "jp-2006-10-ships-refused",
        "jp-2006-10-term",
        "jp-2009-06-48",
        "jp-2009-06-refused",
        "jp-2009-06-term",
        "jp-2013-04-refused",
        "jp-2013-04-term",
        "jp-2016-02-ships-end",
        "jp-2016-02-ships-refused",
        "jp-2016-02-ships-term",
        "jp-2016-02-transfers-change",
        "jp-2016-02-transfers-small",
        "rok-kaesong-approval",
        "rok-kaesong-end",
        "rok-may24-approval",
        "rok-may24-end",
        "rok-nkhra-plan",
        "rok-nkhra-repeal",
    }


@settings(deadline=None)
@given(DAYS, ANSWERS, st.integers(0, 10_000))
def test_the_answer_never_depends_on_row_order(
    day: str, answers: dict[str, str], seed: int
) -> None:
    mixed = read_law(shuffled(seed % 5), day)
    expected = exit_states(law(day), answers, comparison=True)
    assert exit_states(mixed, answers, comparison=True) == expected
    assert verdicts(mixed, answers) == verdicts(law(day), answers)


@functools.cache
def shuffled(seed: int) -> Case:
    tables = dict(shipped().tables)
    for at, name in enumerate(("conditions", "instruments", "measures")):
        order = list(range(len(tables[name])))
        random.Random(10 * seed + at).shuffle(order)
        tables[name] = tables[name].iloc[order]
    return Case(shipped().folder, tables)


@settings(deadline=None)
@given(DAYS, ANSWERS)
def test_every_why_not_names_a_provision_and_a_test(day: str, answers: dict[str, str]) -> None:
    for one in exit_states(law(day), answers, comparison=True):
        assert one.open == (not one.missing)
        assert len(one.missing) <= one.tests
        ids = [(lack.condition_id, lack.through) for lack in one.missing]
        assert ids == sorted(ids)
        for lack, said in zip(one.missing, say_missing(one), strict=True):
            assert lack.provision
            assert lack.requirement
            assert said.startswith(lack.provision)
            assert (
                lack.given == answers.get(lack.condition_id, NOT_MET)
                or law(day).conditions[lack.condition_id].same_as
            )


@settings(deadline=None)
@given(DAYS, ANSWERS)
def test_an_open_exit_still_needs_its_decider(day: str, answers: dict[str, str]) -> None:
    for one in exit_states(law(day), answers, comparison=True):
        said = say_state(one)
        assert said.startswith("open: " if one.open else "closed: ")
        assert "lifted" not in said
        if one.open and one.role == "test" and one.decider != "none":
            assert " may " in said
        assert ("nothing is asked" in said) <= (one.tests == 0)


# ---- days


def test_on_the_day_of_the_act_of_2016_no_row_of_a_later_act_counts() -> None:
    rows = conditions_on(shipped(), FIRST)
    assert not set(rows["instrument_id"]) & {CAATSA_ACT, WARMBIER_ACT, "us-terror-list-2017"}
    assert verdict(law(FIRST), CAATSA_ACT, {}).words == "not yet law: adopted on 2017-08-02"
    assert state(FIRST, "nkspea-401", {}).limits == ()


def test_on_the_day_of_caatsa_it_counts_and_the_act_of_2019_does_not() -> None:
    held = set(conditions_on(shipped(), CAATSA)["instrument_id"])
    assert CAATSA_ACT in held
    assert WARMBIER_ACT not in held
    assert CAATSA_ACT not in set(conditions_on(shipped(), "2017-08-01")["instrument_id"])


def test_from_december_2019_401_no_longer_reaches_the_added_measures() -> None:
    assert state("2019-12-19", "nkspea-401", {}).limits == ()
    (limit,) = state(WARMBIER, "nkspea-401", {}).limits
    assert "no longer reaches" in limit
    assert "9221b" in limit
    assert WARMBIER_ACT in {one.instrument_id for one in exit_states(law(WARMBIER), {})}


def test_the_ban_on_aid_to_third_states_ends_by_itself_ever_later() -> None:
    days = {}
    for day in (FIRST, CAATSA, WARMBIER):
        states = exit_states(law(day), {})
        days[day] = {one.way: one.days for one in states if one.way.endswith("203-b-2")}
    assert days == {
        FIRST: {"nkspea-203-b-2": 365},
        CAATSA: {"caatsa-203-b-2": 730},
        WARMBIER: {"nksea-203-b-2": 1825},
    }


def test_an_answer_to_a_test_that_is_not_yet_law_changes_nothing() -> None:
    early = {"nksea-7143-b-1-a-i-1": MET, "nksea-7143-b-1-a-i-2": MET}
    assert exit_states(law(HURLEY), early) == exit_states(law(HURLEY), {})
    assert exit_states(law(WARMBIER), early) != exit_states(law(WARMBIER), {})


def test_an_instrument_that_ended_has_no_exits_left() -> None:
    found = verdict(law("1991-07-11"), "us-caaa-1986", {})
    assert found.words == "no longer law: ended on 1991-07-10"
    assert found.states == ()


# ---- what the states say


def test_a_suspension_says_how_long_and_how_it_is_renewed() -> None:
    found = state(HURLEY, "nkspea-401", {})
    assert (found.exit, found.days, found.decider) == ("suspension", 365, "President")
    assert len(found.renewal) == 1
    assert "section 401(b)" in found.renewal[0]
    steps = state(WARMBIER, "nksea-7143-b-steps", {})
    assert steps.days == 180
    assert any("9265" in one for one in steps.steps)
    assert any("for one entity" in one for one in steps.limits)


def test_the_waiver_softens_all_of_it_and_asks_nothing_of_pyongyang() -> None:
    found = state(HURLEY, "nkspea-208-c-1", {})
    assert (found.open, found.tests, found.reach, found.days) == (True, 0, "case", 365)
    assert say_state(found) == (
        "open: the President (written determination to Congress) may waive; "
        "nothing is asked of the state under measures"
    )
    assert any("important to the national security" in one for one in found.findings)


def test_deciders_are_the_ones_the_law_names() -> None:
    deciders = {one.way: one.decider for one in law(TODAY).ways}
    for way, decider in {
        "unscr-2397-vote": "Security Council",
        "unscr-2397-25": "1718 Committee",
        "eu-ghrsr-listings": "EU Council",
        "ofac-501-807-basis": "Treasury",
        "sst-record": "Secretary of State",
        "eo-13466-202-a-1": "Congress",
        "nkspea-402": "President",
        "nkspea-208-a-1": "none",
    }.items():
        assert deciders[way] == decider


def test_a_borrowed_test_says_through_which_provision() -> None:
    missing = state(WARMBIER, "nksea-7143-c", {}).missing
    assert len(missing) == 11
    assert {one.through for one in missing} == {"section 7143(c); 22 U.S.C. 9269b"}
    assert "section 402(2)(B)" in {one.provision for one in missing}


def test_counting_tests_says_how_many_hold() -> None:
    answers = {"caaa-311-a-2": MET, "caaa-311-a-5": MET}
    (lack,) = [
        one
        for one in state("1991-01-01", "caaa-311-b", answers).missing
        if one.condition_id == "caaa-311-b-2"
    ]
    assert (lack.given, lack.provision) == ("2 of the 3 needed", "section 311(b)(2)")


# ---- verdicts


def test_in_an_empty_world_the_act_of_2016_stays_and_may_be_waived() -> None:
    found = verdict(law(HURLEY), NKSPEA, {})
    assert (found.stays, found.suspended, found.ended, found.waived) == (True, False, False, True)
    assert found.words.startswith("stays as a whole; ")
    assert "can be waived case by case (President, Secretary of State)" in found.words


def test_six_steps_suspend_it_and_eleven_end_it() -> None:
    six = dict.fromkeys(S401, PROGRESS)
    found = verdict(law(HURLEY), NKSPEA, six)
    assert (found.stays, found.suspended, found.ended) == (False, True, False)
    assert "can be suspended (President)" in found.words
    found = verdict(law(HURLEY), NKSPEA, six | dict.fromkeys(S402, SIGNIFICANT))
    assert (found.stays, found.suspended, found.ended) == (False, True, True)


def test_the_council_may_end_its_measures_in_any_world() -> None:
    found = verdict(law(HURLEY), "unscr-2397", {})
    assert found.ended
    assert not found.stays
    vote = next(one for one in found.states if one.way == "unscr-2397-vote")
    assert "nine votes, no veto" in say_state(vote)


def test_measures_that_lapse_say_who_must_prolong_them() -> None:
    found = verdict(law(TODAY), "eu-impl-2021-478", {})
    assert found.lapses
    assert "lapses unless prolonged (EU Council)" in found.words
    own = verdict(law(TODAY), "eu-dec-2016-849", {})
    assert own.words == (
        "stays as a whole; part of it can be ended (EU Council); "
        "part of it can be waived (the law itself); is looked at again (EU Council)"
    )


def test_cases_kept_for_comparison_are_left_out_unless_asked_for() -> None:
    then = law("2010-01-01")
    burma = "us-burma-jade-2008"
    alone, both = exit_states(then, {}), exit_states(then, {}, comparison=True)
    assert burma not in {one.instrument_id for one in alone}
    assert burma in {one.instrument_id for one in both}
    assert {one.instrument_id for one in exit_states(then, {}, burma)} == {burma}
    assert burma not in {one.instrument_id for one in verdicts(then, {})}
    assert burma in {one.instrument_id for one in verdicts(then, {}, comparison=True)}


def test_tables_hold_every_instrument_and_every_way() -> None:
    table = verdict_table(verdicts(law(HURLEY), {}))
    assert NKSPEA in set(table["instrument_id"])
    assert "us-caaa-1986" not in set(table["instrument_id"])
    row = table.set_index("instrument_id").loc[NKSPEA]
    assert {"section 401(a)(6)", "section 402(2)(B)"} <= set(row["missing"])
    ways = as_table(exit_states(law(HURLEY), {}))
    assert ways["way"].is_unique
    assert ways.set_index("way").loc["nkspea-402", "tests"] == 11


# ---- what a student answers


def test_only_tests_are_asked_and_each_once() -> None:
    asked = questions(shipped(), TODAY)
    assert asked["condition_id"].is_unique
    assert set(asked["asks"]) <= {"target", "person"}
    assert not set(asked["condition_id"]) & {"nkspea-402-1", "sst-ecra-change-1", "nkspea-401-b"}


def test_the_act_of_2019_asks_its_own_two_and_the_eleven_it_borrows() -> None:
    asked = set(questions(shipped(), WARMBIER, WARMBIER_ACT)["condition_id"])
    assert asked == {*S401, *S402, "nksea-7143-b-1-a-i-1", "nksea-7143-b-1-a-i-2"}
    first = set(questions(shipped(), FIRST, NKSPEA)["condition_id"])
    assert first == {*S401, *S402, "nkspea-210-a"}


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"nkspea-401-a-7": MET}, "no test that can be answered"),
        ({"nkspea-402-1": MET}, "no test that can be answered"),
        ({"nkspea-208-c-1": MET}, "no test that can be answered"),
        ({"nkspea-401-a-6": "some"}, "there are not met, progress"),
    ],
)
def test_a_wrong_answer_is_one_sentence(answers: dict[str, str], words: str) -> None:
    with pytest.raises(LawError, match=words):
        exit_states(law(HURLEY), answers)


def test_an_instrument_without_exits_is_said_to_have_none() -> None:
    found = verdict(law(HURLEY), "us-twea-end-2008", {})
    assert found.words == "stays: these tables hold no way out of it on this day"
    assert (found.stays, found.waived, found.states) == (True, False, ())
    everyone = {one.instrument_id for one in verdicts(law(HURLEY), {}, silent=True)}
    assert "us-twea-end-2008" in everyone
    assert "us-twea-end-2008" not in {one.instrument_id for one in verdicts(law(HURLEY), {})}
    with pytest.raises(LawError, match='No instrument "us-twea-end-2009"'):
        verdict(law(HURLEY), "us-twea-end-2009", {})


def test_rows_that_lead_in_a_circle_are_named() -> None:
    conditions = dict(law(FIRST).conditions)
    loop = replace(conditions["nkspea-401-a-1"], same_as=("nkspea-402",))
    broken = replace(law(FIRST), conditions={**conditions, "nkspea-401-a-1": loop})
    with pytest.raises(DataError, match=r"conditions\.csv, row 2, column same_as"):
        exit_states(broken, {})


def test_a_way_that_is_not_law_keeps_what_refers_to_it_closed() -> None:
    tables = dict(shipped().tables)
    rows = tables["conditions"].copy()
    later = rows["way"] == "nkspea-402"
    rows["from_date"] = rows["from_date"].where(~later, pd.Timestamp("2030-01-01"))
    early = read_law(Case(shipped().folder, {**tables, "conditions": rows}), TODAY)
    answers = dict.fromkeys(S401, MET)
    (found,) = [
        one for one in exit_states(early, answers, WARMBIER_ACT) if one.way == "nksea-7143-c"
    ]
    assert not found.open
    assert found.missing[0].provision == "section 7143(c); 22 U.S.C. 9269b"
