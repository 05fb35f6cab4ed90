from datetime import timedelta

from hipwise.library.side import Side
from hipwise.plan.done_sets import sets_share
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
