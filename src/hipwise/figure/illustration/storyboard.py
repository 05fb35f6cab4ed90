"""The postures that a drawing shows: where a repetition begins, where it leads, and the way between."""

from collections.abc import Mapping
from dataclasses import dataclass

from hipwise.library.arm_posture import ArmPosture
from hipwise.library.exercise import Exercise
from hipwise.library.side import Side
from hipwise.movement.motion import frames_at
from hipwise.movement.timeline import build_timeline

Coordinates = Mapping[str, float]
# Shares of the full range for which an end is drawn; another permitted range shows the next smaller one.
SHARES = (1.0, 0.8, 0.6, 0.4, 0.3)


@dataclass(frozen=True, slots=True)
class Storyboard:
    """Postures of a working right side. `ways` lead from `start` to the `ends` at some share of the range.

    `last_leg` is the leg of the movement's path, from 0, at whose close the end is reached.
    """

    start: Coordinates
    ends: Mapping[float, Coordinates]
    ways: Mapping[float, tuple[Coordinates, ...]]
    last_leg: int


def storyboard(exercise: Exercise, arms: Mapping[str, ArmPosture], steps: int = 8) -> Storyboard:
    """The storyboard of an exercise; shares below the smallest range that helps are left out."""
    shares = [s for s in SHARES if s >= exercise.movement.smallest_range]
    ways = {share: _way(exercise, arms, share, steps) for share in shares}
    last_leg = max((i for i, leg in enumerate(exercise.movement.path) if leg.part == "out"), default=0)
    return Storyboard(ways[1.0][0], {share: way[-1] for share, way in ways.items()}, ways, last_leg)


def _way(
    exercise: Exercise, arms: Mapping[str, ArmPosture], share: float, steps: int
) -> tuple[Coordinates, ...]:
    timeline = build_timeline(exercise, arms, 0.0, share)
    times = [timeline.out_s * i / steps for i in range(steps + 1)]
    return tuple(frame.coordinates for frame in frames_at(exercise, timeline, Side.RIGHT, times))
