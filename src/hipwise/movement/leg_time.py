"""Where in the path of a movement a moment lies: which leg, and how much of its time is over."""

from collections.abc import Iterable
from dataclasses import dataclass

from hipwise.library.exercise import Exercise
from hipwise.movement.timeline import Timeline


@dataclass(frozen=True, slots=True)
class LegTime:
    """A moment: the number of the leg from 0, the share of its time that is over (0-1), and its seconds."""

    leg: int
    share: float
    leg_s: float


def leg_times(exercise: Exercise, timeline: Timeline, times_s: Iterable[float]) -> tuple[LegTime, ...]:
    """The legs of moments of a repetition; a moment between two legs belongs to the later one."""
    legs = lasting_legs(exercise, timeline)
    return tuple(_leg_time(legs, timeline, t_s) for t_s in times_s)


def lasting_legs(exercise: Exercise, timeline: Timeline) -> list[int]:
    """The legs of the path that the stretches of the timeline are; a leg of no duration has no stretch."""
    parts = {stretch.part for stretch in timeline.stretches}
    return [i for i, leg in enumerate(exercise.movement.path) if leg.part in parts]


def _leg_time(legs: list[int], timeline: Timeline, t_s: float) -> LegTime:
    stretch = timeline.stretch_at(t_s)
    length = stretch.end_s - stretch.start_s
    share = min(1.0, (t_s - stretch.start_s) / length)
    return LegTime(legs[timeline.stretches.index(stretch)], share, length)
