import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipwise.body.kinematics import forward_kinematics
from hipwise.body.mirror import mirror

names = st.sampled_from(
    ["hip_flexion_r", "hip_adduction_l", "hip_rotation_r", "knee_angle_l", "pelvis_list", "pelvis_tz",
     "pelvis_rotation", "pelvis_tilt", "lumbar_bending", "arm_add_r", "neck_rotation"]
)  # fmt: skip
postures = st.dictionaries(names, st.floats(-80, 80))


@given(postures)
def test_mirroring_twice_changes_nothing(posture):
    assert mirror(mirror(posture)) == posture


@given(postures)
def test_every_joint_of_the_mirrored_posture_is_the_mirror_image(posture):
    here, there = forward_kinematics(posture), forward_kinematics(mirror(posture))
    for bone, frame in here.items():
        twin = bone[:-2] + {"_r": "_l", "_l": "_r"}[bone[-2:]] if bone[-2:] in ("_r", "_l") else bone
        x, y, z = there[twin].place
        assert frame.place == pytest.approx((x, y, -z), abs=1e-9)
