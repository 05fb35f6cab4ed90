"""Trials of home tests in the log: what is kept, what counts, and what a stopped test takes back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipwise.library.side import Side
from hipwise.plan.entry import TestEntry, home_test_to_mapping
from hipwise.plan.given import GivenError
from hipwise.plan.history import LogError, parse_log
from hipwise.plan.home_trials import ONLY, Trials, choose, counted_result, shown_result
from hipwise.plan.known_today import known_today
from tests.plan.logs import CATALOGUE, START, at, entry, intake

STANCE = CATALOGUE.home_tests["single-leg-stance"]
REACH = CATALOGUE.home_tests["y-balance"]
numbers = st.lists(st.floats(0.1, 300), min_size=3, max_size=5)


def read(**body):
    (found,) = parse_log([entry("test", at(0, 9), **body)], CATALOGUE).of(TestEntry)
    return found


def stance(moment, **body):
    return entry("test", moment, test="single_leg_stance_s", **body)


def known(*lines, tested=None):
    person = intake() if tested is None else intake(tests=tested)
    return known_today(person, parse_log(lines, CATALOGUE), START, CATALOGUE).intake.tests


def test_the_least_of_three_trials_counts_for_the_door():
    found = read(test="single_leg_stance_s", trials={"left": [31, 45, 28], "right": [45, 45, 45]})
    assert (found.left, found.right) == (28, 45)


def test_people_read_the_mean():
    trials = Trials(Side.LEFT, {ONLY: (30.0, 45.0, 45.0)})
    assert (shown_result(STANCE, trials), counted_result(STANCE, trials)) == (40, 30)


def test_missing_trials_open_no_door():
    assert read(test="single_leg_stance_s", trials={"left": [45, 45]}).left is None


def test_trials_are_kept_as_they_were_measured():
    found = read(test="single_leg_stance_s", trials={"left": [31, 45, 28]})
    assert found.trials == (Trials(Side.LEFT, {ONLY: (31.0, 45.0, 28.0)}),)


def test_a_reach_is_the_sum_of_three_directions_over_three_leg_lengths():
    reach = {"anterior": [60, 60, 60], "posteromedial": [90, 90, 90], "posterolateral": [90, 90, 90]}
    found = read(test="y_balance_percent", leg_length_cm=80, trials={"left": reach})
    assert found.left == pytest.approx(100)


def test_a_reach_without_the_length_of_the_leg_has_no_result():
    reach = {"anterior": [60, 60, 60], "posteromedial": [90, 90, 90], "posterolateral": [90, 90, 90]}
    assert read(test="y_balance_percent", trials={"left": reach}).left is None


def test_a_reach_without_one_direction_has_no_result():
    found = read(test="y_balance_percent", leg_length_cm=80, trials={"left": {"anterior": [60, 60, 60]}})
    assert found.left is None


def test_hops_stay_a_list_as_the_intake_keeps_them():
    tests = known(entry("test", at(0, 9), test="single_leg_hop_cm", trials={"left": [100, 110]}))
    assert tests.single_leg_hop_cm.left == (105.0,)


def test_a_test_of_both_sides_together_has_one_value():
    tests = known(entry("test", at(0, 9), test="plank_s", trials={"both": [52]}))
    assert tests.plank_s == 52


def test_a_side_that_the_test_does_not_have_is_refused():
    with pytest.raises(LogError, match="one of the keys both"):
        read(test="plank_s", trials={"left": [52]})


def test_trials_of_a_test_of_the_clinic_are_refused():
    with pytest.raises(LogError, match="a test that is done at home"):
        read(test="fadir", trials={"left": [1]})


def test_a_stopped_side_has_no_result():
    found = read(test="single_leg_stance_s", trials={"left": [45, 45, 45], "right": [30]}, stopped="right")
    assert (found.left, found.right) == (45, None)


def test_a_stopped_test_takes_back_what_was_known_of_that_side():
    before = stance(at(0, 8), left=45, right=45)
    tests = known(before, stance(at(0, 9), stopped="right"))
    assert (tests.single_leg_stance_s.left, tests.single_leg_stance_s.right) == (45, None)


def test_an_older_stop_does_not_take_back_a_newer_result():
    tests = known(stance(at(0, 8), stopped="right"), stance(at(0, 9), right=45))
    assert tests.single_leg_stance_s.right == 45


def test_a_word_that_no_test_has_is_refused():
    with pytest.raises(GivenError, match="one of"):
        read(test="handstand_s", value=3)


def test_a_measure_that_no_rule_reads_is_kept_and_changes_nothing():
    assert known(entry("test", at(0, 9), test="sit_to_stand_30s", trials={"both": [14]})) == known()


def test_an_unknown_choice_is_refused():
    with pytest.raises(ValueError, match="mean, best or least"):
        choose((1.0,), "middle")


@given(numbers)
def test_the_door_never_asks_for_more_than_people_read(values):
    trials = Trials(Side.LEFT, {ONLY: tuple(values)})
    assert counted_result(STANCE, trials) <= shown_result(STANCE, trials) + 1e-9


@given(numbers, numbers)
def test_sides_swap_with_their_numbers(left, right):
    one = read(test="single_leg_stance_s", trials={"left": left, "right": right})
    other = read(test="single_leg_stance_s", trials={"left": right, "right": left})
    assert (one.left, one.right) == (other.right, other.left)


@pytest.mark.parametrize(
    "body",
    [
        {"test": "single_leg_stance_s", "trials": {"left": [31, 45, 28], "right": [3]}, "stopped": "right"},
        {"test": "plank_s", "trials": {"both": [52]}},
        {"test": "single_leg_stance_s", "left": 31},
        {"test": "single_leg_hop_cm", "left": [100, 110]},
        {"test": "y_balance_percent", "leg_length_cm": 80, "trials": {"left": {"anterior": [60.5]}}},
    ],
)
def test_an_entry_is_written_as_it_is_read(body):
    (once,) = parse_log([entry("test", at(0, 9), **body)], CATALOGUE).of(TestEntry)
    (again,) = parse_log([home_test_to_mapping(once)], CATALOGUE).of(TestEntry)
    assert (again.left, again.right, again.value, again.stopped) == (
        once.left,
        once.right,
        once.value,
        once.stopped,
    )
    assert shown_all(again) == shown_all(once)


def shown_all(found):
    home = CATALOGUE.test_measures[found.test]
    return [shown_result(home, trials) for trials in found.trials]
