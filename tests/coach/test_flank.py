import pytest

from hipwise.coach.flank import MINIMUM_JERK, Pace, arrived_s, began_s, left_s, pace_of, settled_s
from hipwise.movement.timeline import minimum_jerk

TENTH_OF_A_SECOND = 0.1


def _way(start_s, seconds, low, high, rest_s=1.0):
    step = 1 / 30
    n = round((start_s + seconds + rest_s) / step)
    return [
        (i * step, low + (high - low) * minimum_jerk(min(1.0, max(0.0, (i * step - start_s) / seconds))))
        for i in range(n + 1)
    ]


def test_minimum_jerk_is_its_own_pace():
    pace = pace_of([(i / 100, minimum_jerk(i / 100)) for i in range(101)])
    assert pytest.approx((MINIMUM_JERK.quarter, MINIMUM_JERK.three_quarters), abs=0.001) == (
        pace.quarter,
        pace.three_quarters,
    )


def test_the_begin_of_a_rise_is_found_where_it_still_creeps():
    assert pytest.approx(1.0, abs=TENTH_OF_A_SECOND) == began_s(_way(1.0, 3.0, 10.0, 60.0), 10.0, 60.0)


def test_the_end_of_a_rise_is_found():
    assert pytest.approx(4.0, abs=TENTH_OF_A_SECOND) == arrived_s(_way(1.0, 3.0, 10.0, 60.0), 10.0, 60.0)


def test_the_begin_and_end_of_a_fall_are_found():
    fall = _way(1.0, 2.0, 60.0, 10.0)
    assert pytest.approx(1.0, abs=TENTH_OF_A_SECOND) == left_s(fall, 10.0, 60.0)
    assert pytest.approx(3.0, abs=TENTH_OF_A_SECOND) == settled_s(fall, 10.0, 60.0)


def test_the_end_of_a_fall_is_foreseen():
    seen = [p for p in _way(1.0, 2.0, 60.0, 10.0) if p[0] <= 2.5]
    assert pytest.approx(3.0, abs=TENTH_OF_A_SECOND) == settled_s(seen, 10.0, 60.0)


def test_a_way_that_does_not_move_has_the_usual_pace():
    assert pace_of([(0.0, 5.0), (1.0, 5.0)]) == MINIMUM_JERK


def test_a_pace_read_backwards_twice_is_itself():
    pace = Pace(0.2, 0.7)
    again = pace.reversed.reversed
    assert pytest.approx((0.2, 0.7)) == (again.quarter, again.three_quarters)
