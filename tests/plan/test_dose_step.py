import math
from dataclasses import replace

import pytest

from hipwise.plan.dose import ItemDose
from hipwise.plan.dose_step import Change, dose_after, smaller_range, step_back, step_up
from tests.plan.logs import CATALOGUE, item

CLAMSHELL = CATALOGUE.exercise("clamshell")
STANCE = CATALOGUE.exercise("single-leg-stance")


@pytest.mark.parametrize(
    ("sets", "repetitions", "field", "after"),
    [
        (2, 10, "repetitions", 12),
        (2, 12, "repetitions", 14),
        (2, 14, "repetitions", 15),
        (2, 15, "dose", {"sets": 3, "repetitions": 12}),
        (3, 12, "repetitions", 14),
    ],
)
def test_repetitions_climb_first_and_then_a_set_comes(sets, repetitions, field, after):
    change = step_up(item(sets=sets, repetitions=repetitions), CLAMSHELL, sets * repetitions, CATALOGUE)
    assert (change.field, change.after) == (field, after)


def test_at_the_top_there_is_no_step():
    assert step_up(item(sets=3, repetitions=15), CLAMSHELL, 45, CATALOGUE) is None


def test_a_hold_grows_by_seconds():
    change = step_up(item("single-leg-stance", sets=3, repetitions=1, hold_s=20), STANCE, 60, CATALOGUE)
    assert (change.field, change.before, change.after) == ("hold_s", 20, 24)


@pytest.mark.parametrize(
    ("exercise", "sets", "repetitions", "hold_s", "after"),
    [
        ("hip-flexor-stretch", 1, 3, 30, {"repetitions": 4, "hold_s": 25}),
        ("hip-flexor-stretch", 1, 4, 30, {"repetitions": 5, "hold_s": 25}),
        ("single-leg-stance", 1, 1, 30, {"sets": 2, "hold_s": 18}),
    ],
)
def test_another_hold_comes_with_shorter_ones_in_fives_where_that_is_still_a_step(
    exercise, sets, repetitions, hold_s, after
):
    held = item(exercise, sets=sets, repetitions=repetitions, hold_s=hold_s)
    change = step_up(held, CATALOGUE.exercise(exercise), sets * repetitions * hold_s, CATALOGUE)
    assert change.after == after


def test_a_step_is_measured_from_what_was_lately_done():
    assert step_up(item(repetitions=14), CLAMSHELL, 20, CATALOGUE) is None


@pytest.mark.parametrize(
    ("sets", "repetitions", "field", "after"),
    [(3, 15, "repetitions", 10), (3, 12, "sets", 2), (3, 10, "sets", 2)],
)
def test_a_step_back_takes_a_third_to_a_half(sets, repetitions, field, after):
    change = step_back(item(sets=sets, repetitions=repetitions), CLAMSHELL, 0.3, CATALOGUE)
    assert (change.field, change.after) == (field, after)


@pytest.mark.parametrize(
    ("repetitions", "wanted_cut", "after"), [(12, 0.3, 8), (12, 0.5, 6), (10, 0.3, 7), (10, 0.5, 5)]
)
def test_from_the_low_end_of_the_range_a_step_back_goes_below_it(repetitions, wanted_cut, after):
    change = step_back(item(sets=2, repetitions=repetitions), CLAMSHELL, wanted_cut, CATALOGUE)
    assert (change.field, change.after) == ("repetitions", after)


def test_below_the_range_the_way_up_leads_back_into_it():
    repetitions, steps = 5, []
    while repetitions < 12:
        change = step_up(item(sets=2, repetitions=repetitions), CLAMSHELL, 2 * repetitions, CATALOGUE)
        repetitions = int(change.after)
        steps.append(repetitions)
    assert steps == [6, 7, 8, 9, 10, 12]


def test_half_of_the_least_dose_has_no_step_back():
    assert step_back(item(sets=2, repetitions=5), CLAMSHELL, 0.3, CATALOGUE) is None


def test_a_movement_gets_smaller_by_a_third_down_to_its_smallest():
    once = smaller_range(item(), CLAMSHELL, CATALOGUE)
    assert (once.field, once.after) == ("range_share", 0.667)
    assert smaller_range(item(range_share=0.667), CLAMSHELL, CATALOGUE) is None


# What changes, in numbers.


def test_a_change_of_one_field_and_of_two_gives_its_numbers():
    assert Change("range_share", 1, 0.667).values(0.667) == {"range_share": 0.667}
    two = Change("dose", {"sets": 2, "repetitions": 15}, {"sets": 3, "repetitions": 12})
    assert two.values(two.before) == {"sets": 2, "repetitions": 15}
    assert two.values(two.after) == {"sets": 3, "repetitions": 12}


@pytest.mark.parametrize(
    "change",
    [
        Change("exercise", "clamshell", None),
        Change("sets", 2, None),
        Change("sets", 2, "3"),
        Change("minutes", 4, 5),
        Change("dose", {"sets": 2}, {"sets": 3, "minutes": 5}),
    ],
)
def test_what_is_no_number_of_a_dose_is_refused(change):
    with pytest.raises(ValueError, match="expected a number for a dose field"):
        change.values(change.after)


# Steps up.


def up(exercise, sets, repetitions, hold_s=1, lately=None):
    """The step up of one who lately did all of the dose, or so much of it."""
    line = item(exercise, sets=sets, repetitions=repetitions, hold_s=hold_s)
    known = CATALOGUE.exercise(exercise)
    done = sets * repetitions * (hold_s if known.is_hold else 1)
    return step_up(line, known, done if lately is None else lately, CATALOGUE)


@pytest.mark.parametrize(
    ("exercise", "sets", "repetitions", "after"),
    [
        ("clamshell", 2, 11, 12),
        ("pelvic-tilt", 1, 14, 15),
        ("pelvic-tilt", 1, 15, 18),
        ("bridge", 2, 15, 18),
        ("bridge", 2, 18, 20),
    ],
)
def test_repetitions_rise_to_the_next_rung_and_no_further(exercise, sets, repetitions, after):
    """11 may become 13, and rises to 12; 14 may become 16, and rises to 15."""
    change = up(exercise, sets, repetitions, hold_s=2)
    assert (change.field, change.after) == ("repetitions", after)


def test_where_no_rung_lies_inside_the_range_its_upper_end_is_the_next_one():
    change = up("single-leg-squat", 2, 8, lately=100)
    assert (change.field, change.after) == ("repetitions", 10)


def test_the_seconds_of_each_repetition_are_not_part_of_a_dose_that_is_counted():
    """A bridge held 2 s: 2 times 15 repetitions are 30, not 60."""
    assert up("bridge", 2, 15, hold_s=2, lately=30).after == 18


def test_an_exercise_that_holds_nothing_rises_like_any_other():
    assert up("pelvic-clock", 1, 15, hold_s=0).after == 18


def test_of_several_holds_each_gets_its_part_of_the_step():
    change = up("hip-flexor-stretch", 1, 3, hold_s=20)
    assert (change.field, change.after) == ("hold_s", 24)


def test_another_set_that_would_fall_below_the_range_is_no_step():
    """2 sets after 1 set of 20 would be 12 each; the source begins at 15."""
    assert up("prone-leg-raise", 1, 20) is None


def test_another_hold_that_would_be_too_short_is_no_step():
    """2 holds after 1 of 30 s would be 18 s each; this source would begin at 25."""
    narrow = replace(STANCE.dose, hold_s=replace(STANCE.dose.hold_s, low=25))
    exercise = replace(STANCE, dose=narrow)
    one = item("single-leg-stance", sets=1, repetitions=1, hold_s=30)
    assert step_up(one, exercise, 30, CATALOGUE) is None
    assert step_up(one, STANCE, 30, CATALOGUE).after == {"sets": 2, "hold_s": 18}


# Steps back.


def back(exercise, sets, repetitions, hold_s=1, cut=0.3, catalogue=CATALOGUE, **options):
    line = item(exercise, sets=sets, repetitions=repetitions, hold_s=hold_s)
    change = step_back(line, CATALOGUE.exercise(exercise), cut, catalogue, **options)
    return None if change is None else (change.field, change.after)


@pytest.mark.parametrize(("cut", "after"), [(0.3, 21), (0.5, 15)])
def test_a_hold_gets_shorter_before_there_are_fewer(cut, after):
    """Exactly the least and exactly the most of a step back are both steps."""
    assert back("single-leg-stance", 3, 1, 30, cut) == ("hold_s", after)


@pytest.mark.parametrize(("cut", "after"), [(0.3, 7), (0.4, 6), (0.5, 5)])
def test_a_hold_at_the_low_end_of_its_range_goes_below_it(cut, after):
    assert back("single-leg-stance", 2, 1, 10, cut) == ("hold_s", after)


def test_one_second_less_of_a_short_hold_is_a_step():
    assert back("isometric-hip-raise", 1, 10, 3, 0.33) == ("hold_s", 2)


def test_a_set_less_may_come_nearest_below_the_range_too():
    """Half of 2 times 5 landings: one set of 5, since nobody does two and a half."""
    assert back("jump-and-land", 2, 5, 2, 0.5) == ("sets", 1)


def test_below_the_range_a_dose_that_is_counted_is_half_of_the_least_at_least():
    assert back("bridge", 1, 15, 2) == ("repetitions", 10)
    assert back("bridge", 1, 8, 2) is None


def test_below_the_range_all_the_seconds_of_a_hold_are_half_of_the_least_at_least():
    """The least stretch is 3 times 15 s, 45 s in all; 21 s would be less than half."""
    assert back("hip-flexor-stretch", 1, 3, 15, 0.5) == ("hold_s", 8)
    assert back("hip-flexor-stretch", 1, 3, 10) is None


@pytest.mark.parametrize("exercise", ["lateral-band-walk", "pelvic-clock"])
def test_an_exercise_that_holds_nothing_is_not_stepped_back_by_its_hold(exercise):
    least = CATALOGUE.exercise(exercise).dose
    sets, half = round(least.sets.low), math.ceil(least.repetitions.low / 2)
    assert back(exercise, sets, half) is None


def test_a_dose_above_its_range_steps_back_into_it():
    assert back("clamshell", 2, 30) == ("repetitions", 15)


def test_a_step_back_is_exact_where_half_the_dose_was_asked_for():
    assert back("clamshell", 3, 12, cut=0.5) == ("sets", 2)
    assert back("clamshell", 3, 12, cut=0.5, is_exact=True) == ("repetitions", 6)


@pytest.mark.parametrize("is_exact", [False, True])
def test_where_no_smaller_cut_is_left_a_larger_one_inside_the_range_is_taken(is_exact):
    """With cuts of 40 % at most; 2 sets of 3 cannot go below the half of the least dose any more."""
    strict = CATALOGUE.with_settings({"regress.most": 0.4})
    assert back("bridge", 2, 3, catalogue=strict, is_exact=is_exact) == ("sets", 1)


def test_a_movement_may_get_exactly_as_small_as_its_smallest():
    halved = CATALOGUE.with_settings({"pinch.smaller_share": 0.5})
    assert smaller_range(item(), CLAMSHELL, halved).after == 0.5


# The dose once a change is made.


def test_the_dose_after_a_change_has_the_new_numbers_and_keeps_the_others():
    line = item(sets=2, repetitions=12, hold_s=1, rest_s=45)
    assert dose_after(line, Change("sets", 2, 3)) == ItemDose(3, 12, 1, 45, 3)
    assert dose_after(line, Change("hold_s", 1, 2)) == ItemDose(2, 12, 2, 45, 3)
    both = Change("dose", {"sets": 2, "repetitions": 12}, {"sets": 3, "repetitions": 10})
    assert dose_after(line, both) == ItemDose(3, 10, 1, 45, 3)
