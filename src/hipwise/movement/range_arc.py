"""Where the thigh may go when a hip's range is limited, as an arc about the hip joint.

The arc is the way of the knee seen from the pelvis: the permitted part, and the rest of the full movement.
"""

import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass

from hipwise.body.kinematics import forward_kinematics
from hipwise.body.rotation import Vector, inverse, turn
from hipwise.body.skeleton import origin
from hipwise.library.arm_posture import ArmPosture
from hipwise.library.exercise import Exercise
from hipwise.library.side import Side
from hipwise.library.solved_movement import SolvedMovement
from hipwise.movement.motion import MotionFrame, frames_at
from hipwise.movement.timeline import build_timeline

# So far from the joint the arc is drawn: past the knee, where a bent leg leaves it free.
RADIUS_M = 0.5
_PIECES = 8
# A shorter way is hidden by the thigh itself; a turn of the thigh about its length has none.
_LEAST_ARC_M = 0.06


@dataclass(frozen=True, slots=True)
class RangeArc:
    """Points in the pelvis' neutral coordinates, metres; `beyond` begins where `permitted` ends."""

    bone: str
    centre: Vector
    permitted: tuple[Vector, ...]
    beyond: tuple[Vector, ...]


def range_arc(
    exercise: Exercise,
    arms: Mapping[str, ArmPosture],
    side: Side,
    range_share: float,
    solved: SolvedMovement | None = None,
) -> RangeArc | None:
    """The arc of the working hip; None at the full range, and where the thigh hardly moves."""
    if range_share >= 1.0:
        return None
    limb = "l" if side is Side.LEFT else "r"
    shares = [range_share * i / _PIECES for i in range(_PIECES + 1)]
    rest = [range_share + (1.0 - range_share) * i / _PIECES for i in range(_PIECES + 1)]

    def reached(share: float) -> Vector:
        timeline = build_timeline(exercise, arms, exercise.dose.hold_s.default, share, solved=solved)
        (frame,) = frames_at(exercise, timeline, side, [timeline.out_s])
        return _thigh_points_at(frame, limb)

    permitted = tuple(reached(share) for share in shares)
    if sum(math.dist(a, b) for a, b in itertools.pairwise(permitted)) < _LEAST_ARC_M:
        return None
    return RangeArc("pelvis", origin(f"femur_{limb}"), permitted, tuple(reached(share) for share in rest))


def _thigh_points_at(frame: MotionFrame, limb: str) -> Vector:
    """The point of the arc to which the thigh points, in the pelvis' neutral coordinates."""
    bones = forward_kinematics(frame.coordinates)
    hip, knee = bones[f"femur_{limb}"].place, bones[f"tibia_{limb}"].place
    along = turn(inverse(bones["pelvis"].rotation), (knee[0] - hip[0], knee[1] - hip[1], knee[2] - hip[2]))
    scale = RADIUS_M / math.hypot(*along)
    centre = origin(f"femur_{limb}")
    x, y, z = (c + scale * v for c, v in zip(centre, along, strict=True))
    return (x, y, z)
