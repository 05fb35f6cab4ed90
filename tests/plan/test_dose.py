import pytest
from hypothesis import given, settings

from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from hipwise.plan.dose import (
    ItemDose,
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
