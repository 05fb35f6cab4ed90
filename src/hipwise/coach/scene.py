"""What is read of standing, jumping and hopping beside the angles: feet, legs, and where the weight is.

From the front only. Lengths and places are in the unit of the picture, as if the right side worked.
"""

import math
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from hipwise.coach.angles import Point
from hipwise.coach.reading import Points, Spot
from hipwise.library.exercise import Exercise

_LEG = ("hip", "ankle", "heel", "foot_index")
_HIPS: Spot = ("working_hip", "other_hip")
_ROLES = ("working", "other")
# Feet nearer to each other than this share of a leg do not tell on which of them the weight is.
_FEET_APART_SHARE = 0.1

SCENE_SPOTS: tuple[Spot, ...] = (
    _HIPS,
    *((f"{role}_{name}",) for role in _ROLES for name in _LEG),
)


class Scene(NamedTuple):
    """One moment. NaN for what is not seen.

    `working_low`, `other_low`: how far down in the picture the foot's lowest point is, `working_ankle`,
    `other_ankle` the ankle; `working_leg`, `other_leg`: length hip to ankle; `aside`: hips from the working
    ankle, to the working side positive; `share`: where the hips stand between the feet, 0 over the other one
    and 1 over the working one.
    """

    working_low: float
    other_low: float
    working_ankle: float
    other_ankle: float
    working_leg: float
    other_leg: float
    aside: float
    share: float

    @property
    def free_heights(self) -> tuple[float, float]:
        """How far the other ankle, and the other foot's lowest point, are above those of the working one.

        A foot that hangs from a bent knee has its toes near the floor; one that is carried behind has not.
        """
        return self.working_ankle - self.other_ankle, self.working_low - self.other_low

    @property
    def low(self) -> float:
        """The lowest point of the body; NaN when either foot is hidden, since that one might be it."""
        if self.other_low != self.other_low:
            return math.nan
        return max(self.working_low, self.other_low)


class SceneReader:
    """Reads the scene from what `points` reads; its spots must be among them."""

    def __init__(self, points: Points) -> None:
        self._hips = points.place_of(_HIPS)
        self._legs = itemgetter(*(points.place_of((f"{role}_{name}",)) for role in _ROLES for name in _LEG))

    def read(self, at: Sequence[Point]) -> tuple[float, ...]:
        """The fields of `Scene` in their order."""
        hip, ankle, heel, toe, far_hip, far_ankle, far_heel, far_toe = self._legs(at)
        ankle_x, far_x, hips_x = ankle[0], far_ankle[0], at[self._hips][0]
        leg, apart = math.dist(hip, ankle), far_x - ankle_x
        stands_apart = abs(apart) > _FEET_APART_SHARE * leg
        return (
            _lower(heel[1], toe[1]),
            _lower(far_heel[1], far_toe[1]),
            ankle[1],
            far_ankle[1],
            leg,
            math.dist(far_hip, far_ankle),
            ankle_x - hips_x,
            (far_x - hips_x) / apart if stands_apart else math.nan,
        )


def is_on_scene(exercise: Exercise) -> bool:
    """Does the exercise jump or stand on one foot, before a camera in front?"""
    return exercise.watch.camera == "front" and (leaves_ground(exercise) or stands_on_one_foot(exercise))


def leaves_ground(exercise: Exercise) -> bool:
    """Does its movement leave the ground?"""
    return any(posture.lift_m > 0.0 for posture in exercise.movement.postures.values())


def stands_on_one_foot(exercise: Exercise) -> bool:
    """Does somebody balance on one foot in it?"""
    feet = ("working.foot", "other.foot")
    return any(c.kind == "balances" and c.part in feet for c in exercise.movement.contacts)


def begins_on_both_feet(exercise: Exercise) -> bool:
    """Does somebody stand on both feet in its first posture?"""
    first = next(iter(exercise.movement.postures))
    feet = [c for c in exercise.movement.contacts if c.kind == "balances" and c.part == "feet"]
    return any(not c.postures or first in c.postures for c in feet)


def _lower(a: float, b: float) -> float:
    return math.nan if a != a or b != b else a if a >= b else b
