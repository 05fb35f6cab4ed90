from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import theilslopes

from hipwise.follow.trend import Direction, morning_trend, robust_slope
from hipwise.plan.history import parse_log
from tests.plan.logs import CATALOGUE, START, at, entry

scores = st.lists(st.integers(0, 10), min_size=3, max_size=28)
exactly = pytest.approx


def series(values):
    return [(float(day), float(value)) for day, value in enumerate(values) if value is not None]


def trend(values):
    lines = [
        entry("pain", at(day, 7), when="next_morning", score=value)
        for day, value in enumerate(values)
        if value is not None
    ]
    today = START + timedelta(days=len(values) - 1)
    return morning_trend(parse_log(lines, CATALOGUE), today, CATALOGUE)


@given(scores)
def test_the_slope_is_that_of_scipy(values):
    points = series(values)
    expected = theilslopes([y for _, y in points], [x for x, _ in points])
    assert robust_slope(points, 0.95).middle == exactly(expected.slope)


@given(scores)
def test_the_range_is_never_narrower_than_scipys(values):
    points = series(values)
    expected = theilslopes([y for _, y in points], [x for x, _ in points], 0.95)
    found = robust_slope(points, 0.95)
    assert found.low <= expected.low_slope + 1e-12
    assert found.high >= expected.high_slope - 1e-12


@given(scores)
def test_the_slope_lies_in_its_range(values):
    found = robust_slope(series(values), 0.95)
    assert found.low <= found.middle <= found.high


@given(scores, st.integers(-5, 5))
def test_adding_the_same_to_all_days_changes_nothing(values, more):
    one, other = robust_slope(series(values), 0.95), robust_slope(series([v + more for v in values]), 0.95)
    assert other.middle == exactly(one.middle)


@given(scores)
def test_mirrored_pain_has_the_mirrored_slope(values):
    one, other = robust_slope(series(values), 0.95), robust_slope(series([-v for v in values]), 0.95)
    assert other.middle == exactly(-one.middle)


def test_one_bad_morning_does_not_turn_a_falling_line():
    assert robust_slope(series([6, 5, 5, 4, 4, 10, 3, 2, 2, 1]), 0.95).middle < 0


def test_one_time_alone_has_no_slope():
    with pytest.raises(ValueError, match="two times"):
        robust_slope([(1, 2), (1, 3)], 0.95)


def test_too_few_mornings_have_no_trend():
    found = trend([4, 3, None, None, 2])
    assert (found.direction, found.per_week, found.known) == (Direction.TOO_FEW, None, 3)


def test_a_steady_fall_is_falling():
    assert trend([6, 6, 5, 6, 5, 4, 5, 4, 4, 3, 4, 3, 2, 3, 2, 1, 2, 1]).direction is Direction.FALLING


def test_a_steady_rise_is_rising():
    assert trend([1, 2, 1, 2, 3, 2, 3, 4, 3, 4, 4, 5, 4, 5, 6, 5, 6, 6]).direction is Direction.RISING


def test_the_same_every_morning_goes_nowhere():
    found = trend([3] * 20)
    assert found.direction is Direction.UNCLEAR
    assert found.reason.text == "Between 0 and 0 points a week, over 28 days. That is within error."


def test_a_fall_of_less_than_a_point_is_within_error():
    assert trend([2.6, 2.6, 2.5, 2.5, 2.4, 2.4, 2.3, 2.3, 2.2, 2.2, 2.1, 2.1]).direction is Direction.UNCLEAR


def test_mornings_before_the_window_do_not_count():
    assert trend([9] * 10 + [3] * 28).direction is Direction.UNCLEAR
