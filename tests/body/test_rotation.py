import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipwise.body.rotation import (
    IDENTITY,
    about_x,
    about_y,
    about_z,
    compose,
    from_zxy,
    inverse,
    to_zxy,
    turn,
)

angles = st.floats(-89.0, 89.0)
tiny = 1e-6


def test_a_quarter_turn_about_z_takes_forward_to_up():
    assert turn(about_z(90.0), (1.0, 0.0, 0.0)) == pytest.approx((0.0, 1.0, 0.0), abs=tiny)


def test_a_quarter_turn_about_x_takes_up_to_the_right():
    assert turn(about_x(90.0), (0.0, 1.0, 0.0)) == pytest.approx((0.0, 0.0, 1.0), abs=tiny)


def test_a_quarter_turn_about_y_takes_right_to_forward():
    assert turn(about_y(90.0), (0.0, 0.0, 1.0)) == pytest.approx((1.0, 0.0, 0.0), abs=tiny)


@given(angles, angles, angles)
def test_angles_survive_the_way_there_and_back(z, x, y):
    assert to_zxy(from_zxy(z, x, y)) == pytest.approx((z, x, y), abs=1e-5)


@given(angles, angles, angles)
def test_a_rotation_and_its_inverse_cancel(z, x, y):
    r = from_zxy(z, x, y)
    assert compose(r, inverse(r)) == pytest.approx(IDENTITY, abs=tiny)


def test_at_the_singularity_the_split_goes_to_z():
    z, x, y = to_zxy(from_zxy(30.0, 90.0, 0.0))
    assert (x, y) == pytest.approx((90.0, 0.0))
    assert z == pytest.approx(30.0, abs=1e-3)
