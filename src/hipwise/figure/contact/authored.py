"""The movement as content asks for it, placed on the ground by rule: where solving starts and is held."""

from collections.abc import Mapping

from hipwise.body.placement import place
from hipwise.body.posture import RoleCoordinates, role_coordinates
from hipwise.figure.contact.stance import Stance, stance_of
from hipwise.library.arm_posture import ArmPosture
from hipwise.library.exercise import Exercise
from hipwise.movement.motion import ground_of
from hipwise.movement.timeline import blend


def authored_postures(exercise: Exercise, arms: Mapping[str, ArmPosture]) -> dict[str, RoleCoordinates]:
    """Coordinates by role of every posture."""
    return {name: role_coordinates(p, arms[p.arms]) for name, p in exercise.movement.postures.items()}


def placed_way(
    exercise: Exercise, start: RoleCoordinates, end: RoleCoordinates, shares: list[float]
) -> Stance:
    """The body at these shares (0-1) of the way between two postures."""
    ground = ground_of(exercise)
    return stance_of([place(blend(start, end, share), ground) for share in shares])
