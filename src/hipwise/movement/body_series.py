"""The body at moments of a repetition, done rightly or with one fault."""

from collections.abc import Iterator, Sequence

from hipwise.body.mirror import mirror
from hipwise.library.exercise import Exercise
from hipwise.library.fault import Fault
from hipwise.library.side import Side
from hipwise.movement.departure import depart
from hipwise.movement.leg_time import LegTime, leg_times
from hipwise.movement.motion import frames_at
from hipwise.movement.timeline import Timeline, minimum_jerk

Body = dict[str, float]


def bodies_at(
    exercise: Exercise,
    timeline: Timeline,
    side: Side,
    times_s: Sequence[float],
    fault: Fault | None = None,
) -> list[Body]:
    """OpenSim coordinates (degrees, pelvis_t* metres) at each moment; `BOTH` is shown like the right."""
    bodies = [dict(frame.coordinates) for frame in frames_at(exercise, timeline, Side.RIGHT, times_s)]
    if fault is not None:
        strengths = _strengths(exercise, leg_times(exercise, timeline, times_s))
        bodies = [depart(body, fault, share) for body, share in zip(bodies, strengths, strict=True)]
    return [mirror(body) for body in bodies] if side is Side.LEFT else bodies


def _strengths(exercise: Exercise, legs: Sequence[LegTime]) -> Iterator[float]:
    """How far a fault has set in (0-1) by each frame: it comes with the first leg and goes with the last."""
    last = len(exercise.movement.path) - 1
    for moment in legs:
        if moment.leg == 0:
            yield minimum_jerk(moment.share)
        else:
            yield 1.0 - minimum_jerk(moment.share) if moment.leg == last else 1.0
