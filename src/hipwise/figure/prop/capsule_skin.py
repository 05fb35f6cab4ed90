"""A coarse skin from the body's capsules: enough to fit a prop where the fine skin is not at hand."""

import numpy as np

from hipwise.body.rig import BONE_NAMES
from hipwise.body.shape import CAPSULES
from hipwise.body.skeleton import mirrored
from hipwise.figure.pose import Array
from hipwise.figure.prop.scene import Skin

_POINTS_PER_BALL = 64


def capsule_skin() -> Skin:
    """Points on both balls of every capsule, each on its capsule's bone."""
    ball = _directions(_POINTS_PER_BALL)
    points, bones = [], []
    for capsule in CAPSULES:
        for side in ("_r", "_l") if capsule.paired else ("",):
            ends = ((capsule.start, capsule.start_radius_m), (capsule.end, capsule.end_radius_m))
            for end, radius_m in ends:
                centre = np.array(mirrored(end) if side == "_l" else end)
                mirror = np.array([1.0, 1.0, -1.0 if side == "_l" else 1.0])
                points.append(centre + radius_m * ball * mirror)
                bones.append(np.full((len(ball), 1), BONE_NAMES.index(capsule.bone + side)))
    every = np.concatenate(points)
    return Skin(every, np.concatenate(bones), np.ones((len(every), 1)))


def _directions(count: int) -> Array:
    """Directions spread over a ball, the six along the axes among them (n, 3)."""
    i = np.arange(count) + 0.5
    up, turn = 1.0 - 2.0 * i / count, np.pi * (1.0 + 5.0**0.5) * i
    flat = np.sqrt(1.0 - up * up)
    spread = np.stack([flat * np.cos(turn), up, flat * np.sin(turn)], axis=1)
    return np.concatenate([spread, np.eye(3), -np.eye(3)])
