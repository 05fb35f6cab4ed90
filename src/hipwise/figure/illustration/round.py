"""The arrow of a movement that goes round: a pelvis over the hours of a clock, a board on its ball."""

from collections.abc import Mapping, Sequence

import numpy as np

from hipwise.body.rig import BONE_NAMES
from hipwise.figure.illustration.storyboard import Moment, bodies
from hipwise.figure.pose import Array, pose
from hipwise.figure.prop_mesh import PropMesh

# Metres and degrees: how large the round is, how far before the body it lies, how much of it is drawn.
_PELVIS_RADIUS_M, _PELVIS_FRONT_M = 0.12, 0.125
_BOARD_RADIUS_M, _BOARD_BELOW_M = 0.24, 0.06
_ARC_DEG = 300.0
_POINTS = 40
# The same for the arrow of a pelvis that turns where it lies.
_LEAST_TURN_DEG, _TURN_ARC_DEG, _TURN_RADIUS_M = 4.0, 80.0, 0.19


def round_way(moments: Sequence[Moment], props: Sequence[PropMesh]) -> Array:
    """An arc (n, 3) of the room round the axis that tilts, in the sense in which it tilts.

    The axis stands on the working foot where a board hangs on it, else on the pelvis, towards its front.
    """
    on_board = any("foot_r" in prop.bones for prop in props)
    bone, neutral = ("foot_r", [0.0, 1.0, 0.0]) if on_board else ("pelvis", [1.0, 0.0, 0.0])
    posed = pose(_series(bodies(moments)))
    i = BONE_NAMES.index(bone)
    needles = posed.rotations[:, i] @ np.array(neutral)
    offsets = needles - needles[0]
    # A board lies flat, whatever little the foot on it is turned.
    axis = np.array([0.0, 1.0, 0.0]) if on_board else needles[0]
    first = offsets[int(np.linalg.norm(offsets, axis=1)[: len(offsets) // 3].argmax())]
    u = first - axis * (first @ axis)
    u /= np.linalg.norm(u)
    v = np.cross(axis, u)
    x, y = offsets @ u, offsets @ v
    sense = np.sign(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))
    out, radius = (-_BOARD_BELOW_M, _BOARD_RADIUS_M) if on_board else (_PELVIS_FRONT_M, _PELVIS_RADIUS_M)
    angles = np.radians(np.linspace(0.0, _ARC_DEG, _POINTS)) * sense
    circle = np.outer(np.cos(angles), u) + np.outer(np.sin(angles), v)
    way: Array = posed.places[0, i] + axis * out + radius * circle
    return way


def turning_way(moments: Sequence[Moment]) -> Array | None:
    """An arc (n, 3) of the room round the axis about which the pelvis turns; None when it hardly turns."""
    posed = pose(_series([moments[0].body, moments[-1].body]))
    i = BONE_NAMES.index("pelvis")
    turn = posed.rotations[1, i] @ posed.rotations[0, i].T
    axis = np.array([turn[2, 1] - turn[1, 2], turn[0, 2] - turn[2, 0], turn[1, 0] - turn[0, 1]]) / 2
    sine = float(np.linalg.norm(axis))
    if sine < np.sin(np.radians(_LEAST_TURN_DEG)):
        return None
    axis /= sine
    front = posed.rotations[1, i] @ np.array([1.0, 0.0, 0.0])
    u = front - axis * (front @ axis)
    u /= np.linalg.norm(u)
    angles = np.radians(np.linspace(-_TURN_ARC_DEG / 2, _TURN_ARC_DEG / 2, _POINTS))
    circle = np.outer(np.cos(angles), u) + np.outer(np.sin(angles), np.cross(axis, u))
    way: Array = posed.places[1, i] + _TURN_RADIUS_M * circle
    return way


def _series(postures: Sequence[Mapping[str, float]]) -> dict[str, Array]:
    names = sorted({name for posture in postures for name in posture})
    return {n: np.array([p.get(n, 0.0) for p in postures]) for n in names}
