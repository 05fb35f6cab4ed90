"""One test a coordinate: where does a point go when the coordinate grows?"""

import pytest

from hipwise.body.kinematics import forward_kinematics
from hipwise.body.skeleton import BONES, origin

one_millimetre = 1e-3
KNEE_R, TOE_R, ANKLE_R = (0.0, 0.490, 0.085), (0.18, 0.02, 0.088), (-0.005, 0.067, 0.085)


def where(bone, point, **coordinates):
    return forward_kinematics(coordinates)[bone].carry(bone, point)


def test_the_neutral_posture_leaves_every_joint_at_its_origin():
    frames = forward_kinematics({})
    for bone in BONES:
        for name in (f"{bone.name}_r", f"{bone.name}_l") if bone.paired else (bone.name,):
            assert frames[name].place == pytest.approx(origin(name))


@pytest.mark.parametrize(
    ("coordinate", "bone", "point", "axis", "direction"),
    [
        ("hip_flexion_r", "femur_r", KNEE_R, 0, +1),
        ("hip_adduction_r", "femur_r", KNEE_R, 2, -1),
        ("hip_rotation_r", "foot_r", TOE_R, 2, -1),
        ("knee_angle_r", "tibia_r", ANKLE_R, 0, -1),
        ("ankle_angle_r", "foot_r", TOE_R, 1, +1),
        ("arm_flex_r", "forearm_r", (-0.005, 0.819, 0.195), 0, +1),
        ("elbow_flex_r", "forearm_r", (-0.005, 0.819, 0.195), 0, +1),
        ("arm_add_r", "forearm_r", (-0.005, 0.819, 0.195), 2, -1),
        ("pelvis_tilt", "spine1", (-0.02, 1.2, 0.0), 0, -1),
        ("lumbar_extension", "head", (0.0, 1.7, 0.0), 0, -1),
    ],
)
def test_a_growing_coordinate_moves_its_point_the_way_its_name_says(coordinate, bone, point, axis, direction):
    moved = where(bone, point, **{coordinate: 20.0})
    still = where(bone, point)
    assert (moved[axis] - still[axis]) * direction > one_millimetre


def test_internal_rotation_of_the_left_hip_turns_the_left_toes_inwards():
    toe = (TOE_R[0], TOE_R[1], -TOE_R[2])
    assert where("foot_l", toe, hip_rotation_l=20.0)[2] > where("foot_l", toe)[2]


def test_bones_keep_their_length_in_any_posture():
    frames = forward_kinematics({"hip_flexion_r": 70, "hip_adduction_r": -20, "knee_angle_r": 95})
    hip, knee = frames["femur_r"].place, frames["tibia_r"].place
    assert sum((a - b) ** 2 for a, b in zip(hip, knee, strict=True)) ** 0.5 == pytest.approx(0.422)
