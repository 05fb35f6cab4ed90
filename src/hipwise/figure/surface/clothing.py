"""Where shirt, shorts and hair end: signed distances on the skin, metres, positive inside.

An edge is a level of a smooth field, so that it stays a clean line however coarse the triangles are.
Each edge is measured in the frame of the part that it runs around: hems across a limb in neutral
coordinates of its bone, the waist and the neck on the trunk.
"""

import numpy as np

from hipwise.figure.pose import ORIGINS, Array, Pose
from hipwise.figure.rig import BONE_NAMES

_SLEEVE_END_M = 1.205
_SHIRT_END_M = 0.985
_LEG_END_M = 0.600
_SHORTS_TOP_M = 1.020
# The collar is a ring around this place; above it all within a widening tube is bare.
_NECK = (np.array([-0.016, 1.462, 0.0]), 0.070)
_NECK_AXIS = np.array([0.1219, 0.9925, 0.0])
_NECK_WIDENING = 0.35
_ARM = ("upper_arm", "forearm", "hand")


def cloth_fields(bind: Pose, bind_vertices: Array, groups: dict[str, Array]) -> Array:
    """Fields (n, 3) of shirt, shorts and hair for the right half in the bind pose.

    `groups` are the distances to every group of parts: the nearest tells what a point belongs to.
    """
    nearest = _nearest_group(groups)
    arm, head = np.isin(nearest, _ARM), nearest == "head"
    height = bind_vertices[:, 1]
    along_arm = _to_neutral(bind, "humerus_r", bind_vertices)[:, 1]
    along_thigh = _to_neutral(bind, "femur_r", bind_vertices)[:, 1]
    below_neck = np.minimum(height - _SHIRT_END_M, _out_of_neck(bind_vertices))
    shirt = np.where(arm, along_arm - _SLEEVE_END_M, np.where(head, -1.0, below_neck))
    shorts = np.where(arm, -1.0, np.minimum(along_thigh - _LEG_END_M, _SHORTS_TOP_M - height))
    hair = np.where(head, _above_hairline(bind_vertices), -1.0)
    return np.stack([shirt, shorts, hair], axis=1)


def _nearest_group(groups: dict[str, Array]) -> np.ndarray:
    names = np.array([name.removesuffix("_r").removesuffix("_l") for name in groups])
    nearest: np.ndarray = names[np.argmin(np.stack(list(groups.values())), axis=0)]
    return nearest


def _to_neutral(pose: Pose, bone: str, points: Array) -> Array:
    i = BONE_NAMES.index(bone)
    neutral: Array = (points - pose.places[0, i]) @ pose.rotations[0, i] + ORIGINS[i]
    return neutral


def _out_of_neck(points: Array) -> Array:
    """Distance outside a tube that stands on the collar and widens upwards, so that the head is outside."""
    start, radius = _NECK
    up = points - start
    height = np.maximum(up @ _NECK_AXIS, 0.0)
    away: Array = np.linalg.norm(up - height[:, None] * _NECK_AXIS, axis=1) - radius - _NECK_WIDENING * height
    return away


def _above_hairline(points: Array) -> Array:
    x, y, z = points.T
    line = 1.598 + 0.95 * np.maximum(x, 0.0) + 0.6 * np.minimum(x, 0.0) + 0.1 * np.abs(z)
    above: Array = (y - line) / 1.3
    return above
