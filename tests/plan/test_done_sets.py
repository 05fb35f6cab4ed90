from datetime import timedelta

import pytest

from hipwise.library.side import Side
from hipwise.plan.done_sets import amount_of, done_amount, planned_amount, sets_share, working_sides
from hipwise.plan.entry import SetEntry
from hipwise.plan.history import parse_log
from tests.plan.logs import CATALOGUE, START, at, bout, entry, item, plan


def share(lines, *, day: int, of_plan=None):
    log = parse_log(lines, CATALOGUE)
    return sets_share(log, of_plan or plan(), START + timedelta(days=day), 7, CATALOGUE)


def test_all_sets_done_are_a_full_share():
    assert share(bout(0) + bout(2), day=3).share == 1


def test_a_day_without_sets_counts_as_planned_and_not_done():
    assert share(bout(0), day=3).share == 0.5


def test_today_counts_only_once_something_is_done():
    assert share(bout(0), day=2).planned == 2
    assert share(bout(0) + bout(2, sets=1), day=2).share == 0.75


def test_rest_days_ask_for_nothing():
    assert share(bout(0), day=1).share == 1


def test_more_than_planned_does_not_make_up_for_another_exercise():
    both = plan(item(), item("bridge", side=Side.BOTH))
    assert share(bout(0, sets=4), day=1, of_plan=both).share == 0.5


def test_each_side_needs_its_own_sets():
    both_sides = plan(item(side=Side.BOTH, first_side=Side.RIGHT))
    assert share(bout(0), day=1, of_plan=both_sides).share == 0.5


def test_sets_left_out_for_pain_are_eased_not_missed():
    skip = entry("skip", at(2, 18), exercise="clamshell", reason="pain")
    result = share([*bout(0), skip], day=3)
    assert (result.share, result.eased) == (1, 2)


def test_sets_left_out_for_want_of_time_are_missed():
    skip = entry("skip", at(2, 18), exercise="clamshell", reason="time")
    assert share([*bout(0), skip], day=3).share == 0.5


def test_nothing_planned_is_no_share():
    assert share([], day=-1).share is None


def test_a_line_whose_override_has_ended_asks_for_nothing_any_more():
    ended = plan(item(expires_on=START + timedelta(days=2)))
    assert share(bout(0), day=3, of_plan=ended).share == 1


# The dose of one session.


CLAMSHELL, STANCE = CATALOGUE.exercise("clamshell"), CATALOGUE.exercise("single-leg-stance")
HELD = item("single-leg-stance", sets=2, repetitions=1, hold_s=20)


def a_set(number: int = 1, side: str = "right", exercise: str = "clamshell", **done: object) -> SetEntry:
    line = entry(
        "set", at(0, 18 + number / 100), f"{side}{number}{done}", exercise=exercise, side=side, set=number
    )
    (found,) = parse_log([{**line, **done}], CATALOGUE).of(SetEntry)
    return found


@pytest.mark.parametrize(
    ("done", "amount"),
    [
        ({"repetitions": 12, "hold_s": 2}, 24),
        ({"repetitions": 12}, 12),
        ({"hold_s": 20}, 20),
        ({"repetitions": 0, "hold_s": 20}, 0),
        ({"repetitions": 3, "hold_s": 0.5}, 1.5),
        ({}, 0),
    ],
)
def test_what_was_done_in_a_set_is_its_repetitions_times_the_seconds_held(done, amount):
    assert amount_of(a_set(**done)) == amount


def test_a_dose_is_counted_in_repetitions_and_a_hold_in_seconds():
    assert planned_amount(item(sets=2, repetitions=12, hold_s=3), CLAMSHELL) == 24
    assert planned_amount(HELD, STANCE) == 40


def test_of_the_dose_of_a_session_the_side_with_less_of_it_counts():
    both = item(side=Side.BOTH, first_side=Side.LEFT)
    sets = [a_set(1, repetitions=12), a_set(2, repetitions=12), a_set(1, "left", repetitions=10)]
    assert done_amount(sets, both, CLAMSHELL) == 10
    assert done_amount(sets, item(), CLAMSHELL) == 24
    assert done_amount(sets[:2], both, CLAMSHELL) == 0


def test_of_two_entries_for_one_set_the_larger_counts():
    assert done_amount([a_set(1, repetitions=8), a_set(1, repetitions=11)], item(), CLAMSHELL) == 11


@pytest.mark.parametrize(
    ("done", "seconds"),
    [
        ({"repetitions": 1, "hold_s": 20}, 20),
        ({"repetitions": 2, "hold_s": 20}, 40),
        ({"hold_s": 20}, 20),
        ({"repetitions": 1}, 0),
    ],
)
def test_a_hold_without_its_seconds_is_worth_nothing(done, seconds):
    assert done_amount([a_set(exercise="single-leg-stance", **done)], HELD, STANCE) == seconds


def test_repetitions_that_were_not_told_are_none():
    assert done_amount([a_set(hold_s=2)], item(), CLAMSHELL) == 0


def test_where_no_side_was_said_to_begin_both_sides_need_their_sets():
    assert set(working_sides(item(side=Side.BOTH), CLAMSHELL)) == {Side.LEFT, Side.RIGHT}
    left_first = item(side=Side.BOTH, first_side=Side.LEFT)
    assert working_sides(left_first, CLAMSHELL) == (Side.LEFT, Side.RIGHT)
    assert working_sides(item(side=Side.LEFT), CLAMSHELL) == (Side.LEFT,)
    assert working_sides(item("bridge", side=Side.BOTH), CATALOGUE.exercise("bridge")) == (Side.BOTH,)


def test_holds_are_counted_singly_and_turned_into_sets():
    """3 holds of a set are logged one by one, or as one set of 3."""
    stretch = plan(item("hip-flexor-stretch", sets=1, repetitions=3, hold_s=20))
    singly = bout(0, "hip-flexor-stretch", sets=3, repetitions=1, hold_s=20)
    at_once = bout(0, "hip-flexor-stretch", sets=1, repetitions=3, hold_s=20)
    two = bout(0, "hip-flexor-stretch", sets=2, repetitions=1, hold_s=20)
    shares = [share(lines, day=1, of_plan=stretch).share for lines in (singly, at_once, two)]
    assert shares == [1, 1, pytest.approx(2 / 3)]


def test_a_whole_day_left_out_for_pain_eases_each_exercise_and_one_exercise_itself():
    both = plan(item(), item("bridge", side=Side.BOTH))
    day = share([*bout(2), entry("skip", at(0, 12), reason="pain")], day=2, of_plan=both)
    one = share([*bout(2), entry("skip", at(0, 12), reason="pain", exercise="bridge")], day=2, of_plan=both)
    assert (day.eased, day.planned) == (4, 4)
    assert (one.eased, one.planned) == (2, 6)


def test_a_day_that_was_left_out_is_over_although_nothing_was_done_on_it():
    skipped = entry("skip", at(2, 12), reason="time")
    assert share([*bout(0), skipped], day=2).planned == 4
    assert share(bout(0), day=2).planned == 2


def test_a_set_of_fewer_repetitions_is_one_in_the_share_of_sets():
    assert share(bout(0, repetitions=6), day=1).share == 1
