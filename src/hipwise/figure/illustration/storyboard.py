"""The postures that a drawing shows: where a repetition begins, where it leads, and the way between."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hipwise.library.arm_posture import ArmPosture
from hipwise.library.exercise import Exercise
from hipwise.library.side import Side
from hipwise.library.solved_movement import SolvedMovement
from hipwise.movement.motion import frames_at
from hipwise.movement.timeline import Timeline, build_timeline

# Shares of the full range for which an end is drawn, besides the smallest that helps; another permitted
# range shows the next smaller one.
SHARES = (1.0, 0.75, 0.5)
_STEPS = 8
# A way back that passes so many postures goes round: it is shown whole.
_ROUND = 3


@dataclass(frozen=True, slots=True)
class Moment:
    """A body, and how far the path has come: the leg, from 0, and the share of its time."""

    body: Mapping[str, float]
    leg: int
    time_share: float


@dataclass(frozen=True, slots=True)
class Stage:
    """A picture after the first: its name, and the way that leads to it from the picture before."""

    name: str
    way: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Storyboard:
    """Pictures of a working right side: the start, what comes between, and the end at some ranges.

    `round_way` is the way of a movement that goes round several postures, empty for one there and back.
    """

    start: Moment
    stages: tuple[Stage, ...]
    round_way: tuple[Moment, ...]


def storyboard(
    exercise: Exercise, arms: Mapping[str, ArmPosture], solved: SolvedMovement | None
) -> Storyboard:
    """The storyboard of an exercise; shares below the smallest range that helps are left out."""
    legs = exercise.movement.path
    last = max((i for i, leg in enumerate(legs) if leg.part == "out"), default=0)
    smallest = exercise.movement.smallest_range
    shares = [s for s in SHARES if s > smallest] + [smallest]
    timelines = {s: build_timeline(exercise, arms, _HOLD_S, s, solved=solved) for s in shares}
    full = timelines[1.0]
    flies = any(posture.lift_m > 0.0 for posture in exercise.movement.postures.values())
    stages = []
    if flies:
        stages += [Stage(f"between-{i + 1}", _way(exercise, full, i, i)) for i in range(last)]
    for share in shares:
        name = "end" if share == 1.0 else f"end-{round(100 * share)}"
        stages.append(Stage(name, _way(exercise, timelines[share], last if flies else 0, last)))
    back = [i for i, leg in enumerate(legs) if leg.part == "back"]
    around = _way(exercise, full, 0, len(legs) - 1) if len(back) >= _ROUND else ()
    return Storyboard(stages[0].way[0], tuple(stages), around)


def ends_of(story: Storyboard) -> Storyboard:
    """The same storyboard without what comes between the start and the ends."""
    return replace(story, stages=tuple(s for s in story.stages if not s.name.startswith("between")))


# A hold of no length would have no stretch, and stretches would no longer be the legs of the path.
_HOLD_S = 1.0


def _way(exercise: Exercise, timeline: Timeline, first: int, last: int) -> tuple[Moment, ...]:
    """Moments along the legs `first` to `last` of the path."""
    stretches = timeline.stretches[first : last + 1]
    moments = [Moment(_body(exercise, timeline, stretches[0].start_s), first, 0.0)]
    for leg, stretch in enumerate(stretches, first):
        for i in range(1, _STEPS + 1):
            at = stretch.start_s + (stretch.end_s - stretch.start_s) * i / _STEPS
            moments.append(Moment(_body(exercise, timeline, at), leg, i / _STEPS))
    return tuple(moments)


def _body(exercise: Exercise, timeline: Timeline, at_s: float) -> Mapping[str, float]:
    return frames_at(exercise, timeline, Side.RIGHT, [at_s])[0].coordinates


def bodies(moments: Sequence[Moment]) -> list[Mapping[str, float]]:
    """The bodies of moments."""
    return [moment.body for moment in moments]
