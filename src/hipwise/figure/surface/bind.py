"""The posture in which the skin is made: limbs apart, joints in the middle of how they are used.

From there no joint turns by more than about 100 degrees, which halves what skinning must bend. Ankle and
toes stay neutral, so that the sole is flat in both.
"""

import numpy as np

from hipwise.body.rotation import Vector
from hipwise.figure.pose import Pose, pose
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


def bind_pose() -> Pose:
    """The bind pose, one frame."""
    return pose({f"{name}{side}": np.array([deg]) for name, deg in _LIMBS.items() for side in ("_r", "_l")})


def bind_lenses(bind: Pose) -> tuple[Lens, ...]:
    """Where the right half of the bind pose is looked at more closely."""
    return tuple(
        Lens(bind.carry(bone, np.array([middle]))[0, 0], power, inner_m, outer_m)
        for bone, middle, power, inner_m, outer_m in _LENSES
    )
