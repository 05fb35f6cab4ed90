"""Distances to the shapes that the body is put together from."""

import numpy as np
import pytest

from hipwise.figure.surface.primitive import Ellipsoid, RoundCone, blend, cut

exact = 1e-12
BALL = Ellipsoid((0.1, 1.0, 0.2), (0.05, 0.05, 0.05))
CONE = RoundCone((0.0, 1.0, 0.1), (0.0, 0.5, 0.1), 0.08, 0.04)


def test_an_ellipsoid_of_equal_radii_is_a_ball():
    points = np.array([[0.1, 1.0, 0.3], [0.1, 1.05, 0.2], [0.1, 1.0, 0.22]])
    assert BALL.distance(points) == pytest.approx([0.05, 0.0, -0.03], abs=exact)


def test_an_ellipsoid_has_a_depth_in_its_very_middle():
    assert BALL.distance(np.array([BALL.centre])) == pytest.approx([-0.05])


def test_the_distance_of_a_long_ellipsoid_is_zero_on_its_skin():
    shape = Ellipsoid((0.0, 0.0, 0.0), (0.1, 0.3, 0.05))
    angle = np.linspace(0.0, 2.0 * np.pi, 20)
    skin = np.stack([0.1 * np.cos(angle), 0.3 * np.sin(angle), 0.0 * angle], axis=1)
    assert shape.distance(skin) == pytest.approx(0.0, abs=exact)


def test_a_cone_grows_thinner_along_its_axis():
    points = np.array([[0.2, 1.0, 0.1], [0.2, 0.75, 0.1], [0.2, 0.4, 0.1]])
    assert CONE.distance(points)[:2] == pytest.approx([0.12, 0.14])
    assert CONE.distance(points)[2] == pytest.approx(np.hypot(0.2, 0.1) - 0.04)


def test_a_stretched_cone_is_wider_along_that_axis():
    wide = RoundCone((0.0, 1.0, 0.0), (0.0, 0.5, 0.0), 0.05, 0.05, (2.0, 1.0, 1.0))
    assert wide.distance(np.array([[0.1, 0.7, 0.0], [0.0, 0.7, 0.05]])) == pytest.approx(
        [0.0, 0.0], abs=exact
    )


@pytest.mark.parametrize("shape", [BALL, CONE])
def test_the_mirrored_shape_is_as_far_from_mirrored_points(shape):
    points = np.random.default_rng(1).uniform(-1.0, 1.0, (50, 3))
    across = np.array([1.0, 1.0, -1.0])
    assert shape.mirrored.distance(points * across) == pytest.approx(shape.distance(points), abs=exact)


@pytest.mark.parametrize("shape", [BALL, CONE])
def test_its_ball_holds_the_shape(shape):
    points = np.random.default_rng(2).uniform(-0.5, 1.5, (4000, 3))
    inside = points[shape.distance(points) < 0.0]
    assert (np.linalg.norm(inside - shape.middle, axis=1) <= shape.reach_m).all()


def test_a_blend_is_the_nearer_one_where_they_differ_much():
    a, b = np.array([0.0, 0.5]), np.array([0.2, 0.1])
    assert blend(a, b, 0.05) == pytest.approx([0.0, 0.1])


def test_a_blend_bulges_by_a_quarter_of_its_width_where_both_are_alike():
    assert blend(np.zeros(1), np.zeros(1), 0.04) == pytest.approx([-0.01])


def test_a_blend_of_no_width_is_the_nearer_one():
    assert blend(np.array([0.1]), np.array([0.1]), 0.0) == pytest.approx([0.1])


def test_a_cut_keeps_what_is_inside_both():
    assert cut(np.array([-0.3, -0.3]), np.array([-0.1, 0.2]), 0.01) == pytest.approx([-0.1, 0.2])
