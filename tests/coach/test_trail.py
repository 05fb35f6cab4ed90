"""What is remembered of where the body was."""

import math

import pytest

from hipwise.coach.trail import Mark, Trail, moved_m


def trail_of(seconds: float) -> Trail:
    """Two directions and a body that goes right by one unit a second, thirty times a second."""
    trail = Trail(2)
    for number in range(int(seconds * 30)):
        t_s = number / 30.0
        trail.keep(t_s, (10.0 * t_s, -5.0, t_s, 0.0, 2.0))
    return trail


def mark(x: float, y: float, size: float = 2.0) -> Mark:
    return Mark(0.0, x, y, size, ())


def test_the_nearest_moment_is_found() -> None:
    found = trail_of(3.0).at(1.52)
    assert found is not None
    assert found.t_s == pytest.approx(1.52, abs=0.06)
    assert found.pose == (10.0 * found.t_s, -5.0)


def test_before_the_first_row_there_is_none() -> None:
    assert Trail(1).at(1.0) is None


def test_an_hour_takes_no_more_room_than_a_minute() -> None:
    trail = trail_of(100.0)
    first = trail.at(0.0)
    assert first is not None
    assert first.t_s > 55.0


def test_a_way_is_told_in_metres_of_the_reference_body() -> None:
    assert moved_m(mark(0.0, 0.0), mark(1.0, 0.0), 1.0, (0.0, 0.0)) == pytest.approx(0.5)


def test_the_way_that_the_definition_goes_is_no_departure() -> None:
    assert moved_m(mark(0.0, 0.0), mark(1.0, 0.0), 1.0, (0.5, 0.0)) == pytest.approx(0.0)


def test_what_was_not_seen_is_not_known() -> None:
    assert math.isnan(moved_m(mark(math.nan, 0.0), mark(1.0, 0.0), 1.0, (0.0, 0.0)))
    assert math.isnan(moved_m(mark(0.0, 0.0, math.nan), mark(1.0, 0.0), 1.0, (0.0, 0.0)))


def test_hips_that_rise_and_come_back_have_risen() -> None:
    trail = Trail(0)
    for number, up in enumerate((0.0, 0.0, 0.04, 0.1, 0.02, 0.0)):
        trail.keep(0.2 * number, (0.0, -up, 1.0))
    assert trail.has_risen_since(0.2, 0.05)
    assert not trail.has_risen_since(0.2, 0.15)
    assert not Trail(0).has_risen_since(0.0, 0.05)
