import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipwise.coach.angles import growth_percent, incline, length_percent, lines_angle, turned_deg

COORDINATE = st.floats(-100.0, 100.0)
POINT = st.tuples(COORDINATE, COORDINATE)
NOWHERE = (math.nan, math.nan)
joint_deg = lines_angle(1, 0, 1, 2)
lines_deg = lines_angle(0, 1, 2, 3)
incline_deg = incline(0, 1)
percent = length_percent(0, 1, 2, 3)


def test_a_straight_limb_has_180_degrees():
    assert joint_deg([(0.0, 0.0), (0.0, 1.0), (0.0, 2.0)]) == 180.0


def test_a_right_angle_has_90_degrees():
    assert pytest.approx(90.0) == joint_deg([(1.0, 0.0), (0.0, 0.0), (0.0, 1.0)])


def test_up_in_the_picture_is_plus_90_although_y_points_down():
    assert pytest.approx(90.0) == incline_deg([(0.0, 0.0), (0.0, -1.0)])


def test_parallel_lines_have_no_angle():
    assert lines_deg([(0.0, 0.0), (1.0, 0.0), (5.0, 5.0), (7.0, 5.0)]) == 0.0


def test_a_length_is_told_in_percent_of_another():
    assert percent([(0.0, 0.0), (1.0, 0.0), (0.0, 0.0), (0.0, 2.0)]) == 50.0


def test_a_missing_point_gives_nan():
    here = (1.0, 2.0)
    assert math.isnan(joint_deg([NOWHERE, here, (3.0, 4.0)]))
    assert math.isnan(incline_deg([here, NOWHERE]))
    assert math.isnan(percent([NOWHERE, here, here, (0.0, 0.0)]))


def test_points_that_coincide_have_no_angle():
    here = (1.0, 2.0)
    assert math.isnan(joint_deg([here, here, (3.0, 4.0)]))
    assert math.isnan(incline_deg([here, here]))
    assert math.isnan(percent([(0.0, 0.0), (1.0, 1.0), here, here]))


@settings(max_examples=50)
@given(POINT, POINT, POINT)
def test_a_mirrored_picture_has_the_same_joint_angle(a, joint, b):
    mirrored = [(-x, y) for x, y in (a, joint, b)]
    assert pytest.approx(joint_deg([a, joint, b]), nan_ok=True) == joint_deg(mirrored)


@settings(max_examples=50)
@given(st.floats(-720.0, 720.0), st.floats(-720.0, 720.0))
def test_a_turn_never_exceeds_half_a_circle(value, start):
    assert -180.0 <= turned_deg(value, start) <= 180.0


@given(st.floats(0.2, 5.0), st.floats(0.01, 2000.0))
def test_a_growth_is_that_since_the_first_sight_in_any_unit(ratio: float, first: float) -> None:
    read = growth_percent(0, 1)
    assert read([(0.0, 0.0), (first, 0.0)]) == 0.0
    grown = read([(0.0, 0.0), (0.0, ratio * first)])
    assert grown == pytest.approx(100.0 * math.log(ratio))
    assert read([(0.0, 0.0), (first, 0.0)]) == 0.0


def test_a_growth_waits_for_the_first_sight() -> None:
    read = growth_percent(0, 1)
    assert math.isnan(read([(math.nan, 0.0), (1.0, 0.0)]))
    assert math.isnan(read([(1.0, 0.0), (1.0, 0.0)]))
    assert read([(0.0, 0.0), (2.0, 0.0)]) == 0.0
