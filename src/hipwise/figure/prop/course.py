"""A movement's path as props are fitted to it: each leg as coordinates at even shares of its way."""

from hipwise.body.kinematics import Coordinates
from hipwise.body.placement import place
from hipwise.body.posture import role_coordinates
from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise
from hipwise.movement.motion import ground_of
from hipwise.movement.timeline import blend

_PIECES = 8
Course = tuple[tuple[Coordinates, ...], ...]


def course_of(exercise: Exercise, catalogue: Catalogue) -> Course:
    """One repetition at full range for a working right side, leg by leg; nine samples a leg.

    As solved, or placed by rule where no movement was solved yet.
    """
    solved = catalogue.solved.get(exercise.id)
    if solved is None:
        return placed_course(exercise, catalogue)
    shares = [i / _PIECES for i in range(_PIECES + 1)]
    return tuple(tuple(stretch.at(share) for share in shares) for stretch in solved.stretches)


def placed_course(exercise: Exercise, catalogue: Catalogue) -> Course:
    """The same course placed by rule."""
    movement, ground, arms = exercise.movement, ground_of(exercise), catalogue.arm_postures
    postures = {name: role_coordinates(p, arms[p.arms]) for name, p in movement.postures.items()}
    here = postures[next(iter(postures))]
    legs = []
    for leg in movement.path:
        there = postures[leg.to]
        legs.append(tuple(place(blend(here, there, i / _PIECES), ground) for i in range(_PIECES + 1)))
        here = there
    return tuple(legs)
