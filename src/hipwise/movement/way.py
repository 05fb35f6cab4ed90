"""The solved body on its way along one leg of the path, for the full range or a smaller one."""

from collections.abc import Mapping
from dataclasses import dataclass

from hipwise.library.exercise import Exercise
from hipwise.library.solved_movement import SolvedMovement, SolvedStretch

_ROLES = {"_r": "_working", "_l": "_other"}
_TWO_POSTURES = 2


@dataclass(frozen=True, slots=True)
class Way:
    """Where the body is along a leg: from one share of a solved stretch to another (0-1).

    With `first` the body is moved towards that posture, so that `range_share` (0-1) of the way is left.
    """

    stretch: SolvedStretch
    from_share: float = 0.0
    to_share: float = 1.0
    first: Mapping[str, float] | None = None
    range_share: float = 1.0

    def at(self, share: float) -> dict[str, float]:
        """OpenSim coordinates at a share of the leg (0-1), degrees and metres, working side right."""
        body = self.stretch.at(self.from_share + share * (self.to_share - self.from_share))
        if self.first is None:
            return body
        first = self.first
        return {name: first[name] + self.range_share * (value - first[name]) for name, value in body.items()}


def ways_of(exercise: Exercise, solved: SolvedMovement, range_share: float) -> tuple[Way, ...]:
    """The ways along all legs of the path, in its order.

    Between two postures a smaller range is the same way, left early: contacts hold on all of it. Where there
    are more postures the body is blended towards the first one, and contacts may give way a little.
    """
    if range_share == 1.0:
        return tuple(Way(stretch) for stretch in solved.stretches)
    if len(exercise.movement.postures) != _TWO_POSTURES:
        first = solved.stretches[0].at(0.0)
        return tuple(Way(s, first=first, range_share=range_share) for s in solved.stretches)
    return _there_and_back(exercise, solved, range_share)


def _there_and_back(exercise: Exercise, solved: SolvedMovement, range_share: float) -> tuple[Way, ...]:
    first = here = next(iter(exercise.movement.postures))
    ways: list[Way] = []
    out = solved.stretches[0]
    for leg, stretch in zip(exercise.movement.path, solved.stretches, strict=True):
        if here == first and leg.to != first:
            out = stretch
            ways.append(Way(stretch, 0.0, range_share))
        elif here != first and leg.to == first:
            ways.append(Way(stretch, 1.0 - range_share, 1.0))
        else:
            ways.append(Way(stretch) if here == first else Way(out, range_share, range_share))
        here = leg.to
    return tuple(ways)


def by_role(body: Mapping[str, float]) -> dict[str, float]:
    """The coordinates of the limbs with their role instead of their side: `hip_flexion_working`."""
    return {name[:-2] + _ROLES[name[-2:]]: value for name, value in body.items() if name[-2:] in _ROLES}
