"""The posture in which the skin is made: limbs apart, joints in the middle of how they are used.

From there no joint turns by more than about 100 degrees, which halves what skinning must bend. Ankle and
toes stay neutral, so that the sole is flat in both.
"""

import numpy as np

from hipwise.body.rotation import Vector
from hipwise.body.skeleton import origin
from hipwise.figure.pose import Array, Pose, pose
from hipwise.figure.surface.lens import Lens

_LIMBS = {
    "hip_flexion": 25.0,
    "hip_adduction": -16.0,
    "knee_angle": 35.0,
    "arm_flex": 10.0,
    "arm_add": -32.0,
    "elbow_flex": 25.0,
}
# Bone, neutral middle of what is looked at, power, reach of the full power and of the glass.
_LENSES: tuple[tuple[str, Vector, float, float, float], ...] = (
    ("hand_r", (0.005, 0.730, 0.185), 2.0, 0.105, 0.34),
    ("head", (0.010, 1.600, 0.0), 1.7, 0.130, 0.34),
    ("foot_r", (0.070, 0.040, 0.088), 1.5, 0.140, 0.29),
)
# Longer edges would show as corners of the outline. The groin opens where it is made, and stretches when the
# leg goes back: there they start shorter, within this distance of the joint.
_LONGEST_EDGE_M, _LONGEST_AT_HIP_M, _HIP_REACH_M = 0.031, 0.019, 0.115


def bind_pose() -> Pose:
    """The bind pose, one frame."""
    return pose({f"{name}{side}": np.array([deg]) for name, deg in _LIMBS.items() for side in ("_r", "_l")})


def bind_lenses(bind: Pose) -> tuple[Lens, ...]:
    """Where the right half of the bind pose is looked at more closely."""
    return tuple(
        Lens(bind.carry(bone, np.array([middle]))[0, 0], power, inner_m, outer_m)
        for bone, middle, power, inner_m, outer_m in _LENSES
    )


def longest_edge(bind: Pose, places: Array) -> Array:
    """The longest edge (n,) that a triangle of the right half may have at places (n, 3) of the bind pose."""
    hip = bind.carry("femur_r", np.array([origin("femur_r")]))[0, 0]
    near = np.linalg.norm(places - hip, axis=1) < _HIP_REACH_M
    return np.where(near, _LONGEST_AT_HIP_M, _LONGEST_EDGE_M)
