import pytest

from hipwise.plan.dose_step import smaller_range, step_back, step_up
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
