"""The vectorised kinematics."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipwise.body.kinematics import JOINTS, forward_kinematics
from hipwise.body.rig import BONE_NAMES, RIG
from hipwise.figure.pose import half_of, pose

same = 1e-12
_NAMES = sorted({name for joint in JOINTS for name, factor in joint.angles if factor})
_POSTURES = st.fixed_dictionaries({name: st.floats(-120.0, 120.0) for name in _NAMES})


@given(_POSTURES, st.floats(-2.0, 2.0))
def test_it_agrees_with_the_kinematics_of_the_browser(posture, height):
    posture = {**posture, "pelvis_ty": height}
    frames = forward_kinematics(posture)
    posed = pose({name: np.array([value]) for name, value in posture.items()})
    for name, frame in frames.items():
        i = BONE_NAMES.index(name)
        assert posed.places[0, i] == pytest.approx(frame.place, abs=same)
        assert posed.rotations[0, i].ravel() == pytest.approx(frame.rotation, abs=same)


def test_a_helper_turns_half_as_far_as_its_bone():
    posed = pose({"knee_angle_r": np.array([90.0])})
    knee, half = posed.rotations[0, BONE_NAMES.index("tibia_r")], BONE_NAMES.index("kneehalf_r")
    assert posed.rotations[0, half] @ posed.rotations[0, half] == pytest.approx(knee, abs=same)


def test_half_of_a_rotation_twice_is_the_rotation():
    rotations = pose({"pelvis_tilt": np.linspace(-170, 170, 9)}).rotations[:, 0]
    assert half_of(rotations) @ half_of(rotations) == pytest.approx(rotations, abs=1e-9)


def test_parents_come_before_their_children():
    for place, bone in enumerate(RIG):
        assert bone.parent is None or BONE_NAMES.index(bone.parent) < place


def test_skinning_with_one_bone_carries_the_point():
    posed = pose({"hip_flexion_r": np.array([0.0, 60.0]), "pelvis_tx": np.array([0.0, 0.3])})
    point = np.array([[0.0, 0.5, 0.085]])
    bones = np.array([[BONE_NAMES.index("femur_r")]])
    assert posed.skin(point, bones, np.ones((1, 1))) == pytest.approx(posed.carry("femur_r", point))
