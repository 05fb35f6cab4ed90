"""The arc of the permitted range lies about the hip, and continues where the permitted part ends."""

import math

import pytest

from hipwise.body.skeleton import origin
from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from hipwise.movement.range_arc import RADIUS_M, RangeArc, range_arc

_LAST_BITS = 1e-9
CATALOGUE = load_catalogue()


def arc_of(exercise_id: str, share: float, side: Side = Side.RIGHT) -> RangeArc | None:
    exercise, solved = CATALOGUE.exercise(exercise_id), CATALOGUE.solved.get(exercise_id)
    return range_arc(exercise, CATALOGUE.arm_postures, side, share, solved)


def test_the_full_range_has_no_arc() -> None:
    assert arc_of("straight-leg-raise", 1.0) is None


def test_a_thigh_that_hardly_moves_has_no_arc() -> None:
    assert arc_of("pelvic-tilt", 0.6) is None


def test_every_point_is_as_far_from_the_hip() -> None:
    arc = arc_of("straight-leg-raise", 0.6)
    assert arc is not None
    for point in (*arc.permitted, *arc.beyond):
        assert math.dist(point, origin("femur_r")) == pytest.approx(RADIUS_M, abs=_LAST_BITS)


def test_the_rest_begins_where_the_permitted_part_ends() -> None:
    arc = arc_of("straight-leg-raise", 0.6)
    assert arc is not None
    assert arc.beyond[0] == pytest.approx(arc.permitted[-1], abs=_LAST_BITS)


def test_the_left_hip_has_the_mirrored_arc() -> None:
    right, left = arc_of("side-lying-leg-raise", 0.5), arc_of("side-lying-leg-raise", 0.5, Side.LEFT)
    assert right is not None
    assert left is not None
    for (x, y, z), image in zip(right.permitted, left.permitted, strict=True):
        assert image == pytest.approx((x, y, -z), abs=_LAST_BITS)
