"""Which points of the skin tell a movement, and the ways they take in a picture."""

from collections.abc import Sequence

import numpy as np

from hipwise.body.rig import BONE_NAMES
from hipwise.figure.illustration.subject import Subject
from hipwise.figure.pose import Array
from hipwise.figure.prop_mesh import PropMesh
from hipwise.library.exercise import Exercise

# How much the way of a point says about an exercise of the hip, by the bone it hangs on; others count whole.
_ARMS = ("humerus", "forearm", "hand", "shoulderhalf", "elbowhalf")
_LEGS = ("femur", "tibia", "foot", "toes", "kneehalf")
_WORTH = {
    **dict.fromkeys(_ARMS, 0.04),
    **dict.fromkeys(("head", "neck"), 0.2),
    **dict.fromkeys(("spine1", "spine2", "spine3"), 0.5),
}
_BELOW_THE_KNEE = ("tibia", "foot", "toes", "kneehalf")
_WORTH_OF_OTHER_LEG = 0.7
_WORTH_BESIDE_THE_FREE_LEG = 0.2
_SINKS_M = -0.06
# How far the flight of a thing is followed, and how far before it that begins, metres.
_FLIGHT_M, _FLIGHT_GAP_M = 0.42, 0.05
_FLIGHT_STEPS = 200
# Where the shoulders carry, the pelvis is what is lifted, however far a foot may travel.
_WORTH_OF_LEGS_IN_A_BRIDGE = 0.2


def worth_of_points(exercise: Exercise, props: Sequence[PropMesh], subject: Subject, rise_m: float) -> Array:
    """How much each vertex (n,) says about the movement, 0-1. `rise_m` is how far the pelvis rises in it."""
    # On one leg it is the other leg that moves, unless the whole body sinks.
    on_one_leg = exercise.movement.fixed == "working.foot" and rise_m > _SINKS_M
    other_leg = 1.0 if on_one_leg else _WORTH_OF_OTHER_LEG
    worth = {}
    for bone in BONE_NAMES:
        part, _, side = bone.partition("_")
        worth[bone] = _WORTH.get(part, other_leg if side == "l" else 1.0)
        if on_one_leg and not (part in _BELOW_THE_KNEE and side == "l"):
            worth[bone] *= _WORTH_BESIDE_THE_FREE_LEG
        if part in _LEGS and exercise.movement.fixed == "shoulders":
            worth[bone] = _WORTH_OF_LEGS_IN_A_BRIDGE
        if part in _ARMS and holds_something(props):
            worth[bone] = 1.0
    return subject.weighed(worth)


def holds_something(props: Sequence[PropMesh]) -> bool:
    """Does a prop hang on a hand?"""
    return any(bone.startswith("hand") for prop in props for bone in prop.bones)


def flight(props: Sequence[PropMesh], leg: int) -> Array | None:
    """The way (n, 3) of what is thrown at the close of a leg, from just before it on; None when nothing is.

    It begins where the thing ends, so that an arrow along it does not cover the thing.
    """
    for prop in props:
        if len(prop.path) <= leg + 1:
            continue
        points = np.array(prop.vertices)
        middle, radius_m = points.mean(axis=0), float(np.ptp(points, axis=0).max()) / 2
        way = np.array([prop.shift_at(leg + 1, share) for share in np.linspace(0.0, 1.0, _FLIGHT_STEPS)])
        gone = np.linalg.norm(way - way[0], axis=1)
        kept = (gone > radius_m + _FLIGHT_GAP_M) & (gone < radius_m + _FLIGHT_M)
        if kept.any():
            until = int(np.argmin(np.append(kept[kept.argmax() :], False)))
            flown: Array = middle + way[kept][:until]
            return flown
    return None
