"""The rig's bones turn as the skeleton's do; helpers by half."""

import pytest

from hipwise.body.kinematics import JOINTS, local_rotation
from hipwise.body.quaternion import from_rotation, to_rotation
from hipwise.body.rig import BONE_NAMES, RIG, local_quaternions
from hipwise.body.rotation import about_z

_LAST_BITS = 1e-12
POSTURE = {"hip_flexion_r": 90.0, "hip_adduction_l": -20.0, "knee_angle_r": 100.0, "lumbar_extension": 12.0}


def test_parents_come_before_their_children() -> None:
    seen: set[str] = set()
    for bone in RIG:
        assert bone.parent is None or bone.parent in seen
        seen.add(bone.name)


def test_bones_of_the_skeleton_turn_as_in_the_kinematics() -> None:
    local = local_quaternions(POSTURE)
    for joint in JOINTS:
        expected = local_rotation(joint, POSTURE)
        assert to_rotation(local[joint.bone]) == pytest.approx(expected, abs=_LAST_BITS)


def test_the_helper_at_the_knee_turns_by_half() -> None:
    helper = local_quaternions(POSTURE)["kneehalf_r"]
    assert helper == pytest.approx(from_rotation(about_z(-50.0)), abs=_LAST_BITS)


def test_every_bone_has_a_rotation() -> None:
    assert tuple(local_quaternions({})) == BONE_NAMES
