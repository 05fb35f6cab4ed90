from dataclasses import replace

import pytest
from hypothesis import given, settings

from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from hipwise.plan.dose import (
    ItemDose,
    dose_reasons,
    first_dose,
    is_careful,
    item_minutes,
    item_seconds,
    smallest_dose,
    tempo_words,
)
from hipwise.plan.eligibility import Eligible, judge
from hipwise.plan.situation import assess
from tests.plan.intakes import READY, after_surgery, intake, intakes

CATALOGUE = load_catalogue()
CLAMSHELL = CATALOGUE.exercise("clamshell")


def dose_of(exercise, *changes):
    situation = assess(intake(*changes), CATALOGUE)
    answer = judge(CATALOGUE.exercise(exercise), situation)
    assert isinstance(answer, Eligible)
    return first_dose(answer, situation)


def test_seconds_are_ready_sets_and_rests():
    dose = ItemDose(sets=2, repetitions=12, hold_s=1, rest_s=45, days_per_week=3)
    assert item_seconds(CLAMSHELL, Side.LEFT, dose, CATALOGUE) == 10 + 2 * 12 * 5 + 45


def test_both_sides_take_twice_the_sets_and_a_change_of_sides():
    dose = ItemDose(sets=2, repetitions=12, hold_s=1, rest_s=45, days_per_week=3)
    assert item_seconds(CLAMSHELL, Side.BOTH, dose, CATALOGUE) == 10 + 4 * 12 * 5 + 3 * 45 + 5


def test_both_legs_together_count_once():
    bridge = CATALOGUE.exercise("bridge")
    dose = ItemDose(sets=1, repetitions=10, hold_s=2, rest_s=30, days_per_week=3)
    assert item_seconds(bridge, Side.BOTH, dose, CATALOGUE) == 10 + 10 * 6


def test_minutes_are_rounded_up():
    dose = ItemDose(sets=1, repetitions=11, hold_s=1, rest_s=45, days_per_week=3)
    assert item_minutes(CLAMSHELL, Side.LEFT, dose, CATALOGUE) == 2


def test_the_first_dose_is_the_default_and_of_a_sore_hip_the_low_end():
    assert dose_of("clamshell").repetitions == CLAMSHELL.dose.repetitions.default
    for change in (
        {"pain": {"rest": 3}},
        {"pain": {"rest": None}},
        {"person": {"age": 61}},
        after_surgery(30),
    ):
        assert dose_of("clamshell", change).repetitions == CLAMSHELL.dose.repetitions.low


@pytest.mark.parametrize(("tested", "held"), [(45, 30), (30, 30), (29.9, 25), (18, 15), (4, 10)])
def test_a_balance_is_held_as_long_as_the_test_in_steps_of_five(tested, held):
    change = {"weeks_in_programme": 3, "tests": {"single_leg_stance_s": {"left": tested}}}
    assert dose_of("single-leg-stance", READY, change).hold_s == held


def test_the_smallest_dose_stays_in_the_sourced_range():
    dose = smallest_dose(CLAMSHELL, dose_of("clamshell"))
    assert (dose.sets, dose.repetitions) == (CLAMSHELL.dose.sets.low, CLAMSHELL.dose.repetitions.low)


def test_tempo_is_out_held_back():
    assert tempo_words(CLAMSHELL, 1) == "2-1-2"


@given(someone=intakes())
@settings(max_examples=100)
def test_a_first_dose_is_inside_its_range_and_low_for_the_careful(someone):
    situation = assess(someone, CATALOGUE)
    if situation.screening.blocks:
        return
    for exercise in CATALOGUE.exercises.values():
        answer = judge(exercise, situation)
        if not isinstance(answer, Eligible):
            continue
        dose = first_dose(answer, situation)
        amounts = exercise.dose
        assert amounts.sets.low <= dose.sets <= amounts.sets.default
        assert amounts.repetitions.low <= dose.repetitions <= amounts.repetitions.default
        assert amounts.hold_s.low <= dose.hold_s <= amounts.hold_s.default
        if is_careful(situation):
            assert (dose.sets, dose.repetitions) == (amounts.sets.low, amounts.repetitions.low)


@pytest.mark.parametrize(
    ("change", "careful"),
    [
        ({"person": {"age": 60}}, False),
        ({"person": {"age": 61}}, True),
        ({"pain": {"rest": 2}}, False),
        ({"pain": {"rest": 2.5}}, True),
        ({"pain": {"worst_24h": 6}}, False),
        ({"pain": {"worst_24h": 7}}, True),
        (after_surgery(41), True),
        (after_surgery(42), False),
    ],
)
def test_who_begins_at_the_low_end(change, careful):
    assert is_careful(assess(intake(change), CATALOGUE)) is careful


BOTH_HURT = {"symptomatic_side": "both", "weeks_in_programme": 3}


def stance(left, right, *changes):
    held = {"tests": {"single_leg_stance_s": {"left": left, "right": right}}}
    return dose_of("single-leg-stance", READY, {"weeks_in_programme": 3}, *changes, held)


def test_of_two_working_sides_the_weaker_one_says_how_long_a_balance_is_held():
    assert stance(28, 16, BOTH_HURT).hold_s == 15
    assert stance(16, 28, BOTH_HURT).hold_s == 15


@pytest.mark.parametrize(("left", "right"), [(None, 28), (28, None)])
def test_a_balance_that_one_side_was_not_tested_in_begins_with_the_shortest_hold(left, right):
    assert stance(left, right, BOTH_HURT).hold_s == CATALOGUE.exercise("single-leg-stance").dose.hold_s.low


def eligible(exercise, *changes):
    situation = assess(intake(*changes), CATALOGUE)
    answer = judge(CATALOGUE.exercise(exercise), situation)
    assert isinstance(answer, Eligible)
    return answer, situation


def test_where_one_side_works_the_other_sides_test_says_nothing():
    weaker = {"tests": {"single_leg_stance_s": {"left": 28, "right": 12}}}
    answer, situation = eligible("single-leg-stance", READY, {"weeks_in_programme": 3}, weaker)
    alone = replace(answer, sides=(Side.LEFT,))
    assert first_dose(alone, situation).hold_s == 25
    assert first_dose(replace(answer, sides=(Side.RIGHT,)), situation).hold_s == 10
    assert first_dose(replace(answer, sides=(Side.RIGHT, Side.LEFT)), situation).hold_s == 10


@pytest.mark.parametrize("age", [31, 61])
def test_a_stretch_is_held_as_long_as_its_source_says_also_by_the_careful(age):
    answer, situation = eligible("hip-flexor-stretch", READY, {"person": {"age": age}})
    hold = answer.exercise.dose.hold_s
    assert first_dose(answer, situation).hold_s == hold.default > hold.low


@pytest.mark.parametrize(("careful", "hold_s"), [(False, 2), (True, 1)])
def test_a_counted_repetition_is_held_for_less_by_the_careful(careful, hold_s):
    answer, situation = eligible("single-leg-bridge", READY, *([{"person": {"age": 61}}] if careful else []))
    assert first_dose(answer, situation).hold_s == hold_s


def test_a_balance_without_a_need_begins_with_its_own_hold():
    answer, situation = eligible("single-leg-stance", READY, {"weeks_in_programme": 3})
    aimless = replace(answer, exercise=replace(answer.exercise, aims=()))
    strong = replace(answer, exercise=replace(answer.exercise, aims=("strength-extensors",)))
    default = answer.exercise.dose.hold_s.default
    assert [first_dose(one, situation).hold_s for one in (aimless, strong)] == [default, default]


def test_a_locked_exercise_is_done_on_the_days_of_its_unlock():
    answer, situation = eligible("clamshell")
    locked = CATALOGUE.exercise("piriformis-knee-to-opposite-shoulder")
    assert first_dose(replace(answer, exercise=locked), situation).days_per_week == 3
    never = replace(locked, restrictions=replace(locked.restrictions, unlock=None))
    assert first_dose(replace(answer, exercise=never), situation).days_per_week == 0
    other = replace(locked.restrictions.unlock, days_per_week=5)
    kept = replace(CLAMSHELL, restrictions=replace(locked.restrictions, unlock=other))
    wanted = CLAMSHELL.dose.days_per_week.default
    assert first_dose(replace(answer, exercise=kept), situation).days_per_week == wanted


def test_a_minute_is_sixty_seconds():
    """10 s to get ready and 22 repetitions of 5 s are two minutes; one second more is a third."""
    two = ItemDose(sets=1, repetitions=22, hold_s=1, rest_s=45, days_per_week=3)
    assert item_minutes(CLAMSHELL, Side.LEFT, two, CATALOGUE) == 2
    assert item_minutes(CLAMSHELL, Side.LEFT, replace(two, hold_s=1.05), CATALOGUE) == 3


@pytest.mark.parametrize("exercise", ["bridge", "single-leg-stance"])
def test_the_source_of_a_dose_is_that_of_its_repetitions_and_of_a_hold_that_of_its_seconds(exercise):
    answer, situation = eligible(exercise, READY, {"weeks_in_programme": 3})
    amounts = answer.exercise.dose
    of = amounts.hold_s if answer.exercise.is_hold else amounts.repetitions
    (reason,) = dose_reasons(answer, situation)
    assert (reason.rule, reason.source, reason.evidence) == ("plan-dose", of.source, of.evidence)
    assert amounts.hold_s.source != amounts.repetitions.source


def test_a_dose_that_begins_low_says_why():
    answer, situation = eligible("clamshell", {"person": {"age": 61}})
    assert [reason.rule for reason in dose_reasons(answer, situation)] == ["plan-dose", "plan-dose-careful"]
