"""The body as a signed distance."""

import numpy as np
import pytest

from hipwise.figure.pose import pose
from hipwise.figure.surface.field import Field

NEUTRAL = pose({"pelvis_tx": np.zeros(1)})
unit = 1e-6


def test_it_is_negative_inside_and_positive_outside():
    inside = [[0.0, 0.95, 0.0], [0.0, 0.7, 0.09], [0.0, 1.62, 0.0], [0.0, 0.77, 0.19]]
    outside = [[0.3, 0.95, 0.0], [0.0, 0.4, 0.0], [0.0, 1.8, 0.0]]
    field = Field(NEUTRAL)
    assert (field.distance(np.array(inside)) < 0.0).all()
    assert (field.distance(np.array(outside)) > 0.0).all()


def test_it_moves_with_the_bones():
    bent = pose({"hip_flexion_r": np.array([70.0]), "knee_angle_r": np.array([80.0])})
    shank = np.array([[0.03, 0.3, 0.09], [-0.08, 0.35, 0.08], [0.02, 0.2, 0.05]])
    carried = bent.carry("tibia_r", shank)[0]
    assert Field(bent).distance(carried) == pytest.approx(Field(NEUTRAL).distance(shank), abs=1e-9)


def test_the_other_side_of_a_mirrored_posture_is_the_same():
    points = np.random.default_rng(3).uniform([-0.3, 0.0, 0.1], [0.3, 1.7, 0.6], (300, 3))
    right = pose({"hip_flexion_r": np.array([40.0]), "arm_add_r": np.array([-30.0])})
    left = pose({"hip_flexion_l": np.array([40.0]), "arm_add_l": np.array([-30.0])})
    across = np.array([1.0, 1.0, -1.0])
    # Away from the midline; on it the order in which shapes melt differs by a fraction of a millimetre.
    assert Field(left).distance(points * across) == pytest.approx(Field(right).distance(points), abs=2e-3)


def test_normals_point_outward_and_have_length_one():
    points = np.array([[0.25, 1.2, 0.0], [0.0, 0.7, 0.3], [0.0, 1.9, 0.0]])
    normals = Field(NEUTRAL).normals(points)
    assert np.linalg.norm(normals, axis=1) == pytest.approx(1.0, abs=unit)
    assert (normals * [[1, 0, 0], [0, 0, 1], [0, 1, 0]]).sum(axis=1) == pytest.approx(1.0, abs=0.15)


def test_thighs_that_touch_do_not_melt():
    together = pose({"hip_adduction_r": np.array([8.0]), "hip_adduction_l": np.array([8.0])})
    above_the_knees = np.array([[0.0, 0.62, 0.0]])
    apart = Field(NEUTRAL).distance(above_the_knees)
    assert Field(together).distance(above_the_knees) < apart
    assert Field(together).distance(above_the_knees) > -0.06
