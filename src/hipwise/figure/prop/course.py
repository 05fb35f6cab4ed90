"""A movement's path as props are fitted to it: each leg as coordinates at even shares of its way."""

from collections.abc import Mapping

from hipwise.body.kinematics import Coordinates
from hipwise.body.placement import place
from hipwise.body.posture import role_coordinates
from hipwise.library.arm_posture import ArmPosture
from hipwise.library.exercise import Exercise
from hipwise.movement.motion import ground_of
from hipwise.movement.timeline import blend

_PIECES = 8


def course_of(exercise: Exercise, arms: Mapping[str, ArmPosture]) -> tuple[tuple[Coordinates, ...], ...]:
    """One repetition at full range for a working right side, leg by leg; nine samples a leg."""
    movement, ground = exercise.movement, ground_of(exercise)
    postures = {name: role_coordinates(p, arms[p.arms]) for name, p in movement.postures.items()}
    here = postures[next(iter(postures))]
    legs = []
    for leg in movement.path:
        there = postures[leg.to]
        legs.append(tuple(place(blend(here, there, i / _PIECES), ground) for i in range(_PIECES + 1)))
        here = there
    return tuple(legs)
