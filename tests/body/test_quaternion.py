"""Quaternions agree with the rotation matrices that they stand for."""

import math

import pytest

from hipwise.body.quaternion import from_rotation, half_of, near, negated, to_rotation
from hipwise.body.rotation import about_y, compose, from_zxy

_LAST_BITS = 1e-12
ANGLES = [(0.0, 0.0, 0.0), (120.0, -35.0, 40.0), (-90.0, 80.0, 170.0), (179.0, 0.0, 0.0), (0.0, 0.0, 180.0)]


@pytest.mark.parametrize("angles_deg", ANGLES)
def test_a_rotation_comes_back(angles_deg: tuple[float, float, float]) -> None:
    rotation = from_zxy(*angles_deg)
    assert to_rotation(from_rotation(rotation)) == pytest.approx(rotation, abs=_LAST_BITS)


@pytest.mark.parametrize("angles_deg", ANGLES)
def test_two_halves_make_the_whole(angles_deg: tuple[float, float, float]) -> None:
    rotation = from_zxy(*angles_deg)
    half = to_rotation(half_of(from_rotation(rotation)))
    assert compose(half, half) == pytest.approx(rotation, abs=1e-9)


def test_w_is_the_cosine_of_half_the_angle() -> None:
    assert from_rotation(about_y(60.0)) == pytest.approx((0.0, 0.5, 0.0, math.sqrt(0.75)), abs=_LAST_BITS)


def test_the_nearer_of_the_two_is_taken() -> None:
    q = from_rotation(about_y(10.0))
    assert near(negated(q), q) == q
