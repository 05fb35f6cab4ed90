"""The posture in which the skin is made: limbs apart, joints in the middle of how they are used.

From there no joint turns by more than about 100 degrees, which halves what skinning must bend. Ankle and
toes stay neutral, so that the sole is flat in both.
"""

import numpy as np

from hipwise.figure.pose import Pose, pose

_LIMBS = {
    "hip_flexion": 25.0,
    "hip_adduction": -16.0,
    "knee_angle": 35.0,
    "arm_flex": 10.0,
    "arm_add": -32.0,
    "elbow_flex": 25.0,
}


def bind_pose() -> Pose:
    """The bind pose, one frame."""
    return pose({f"{name}{side}": np.array([deg]) for name, deg in _LIMBS.items() for side in ("_r", "_l")})
