"""The plan in step with a person: which moment of the planned repetition belongs to a moment of a set.

A repetition's way out, its far position and its way back each run through the planned part of the same
name; between repetitions the plan waits where it begins.
"""

from bisect import bisect_right
from collections.abc import Sequence

from hipwise.coach.events import HoldDone
from hipwise.coach.report import Part
from hipwise.coach.trace import SetTrace
from hipwise.movement.timeline import Timeline

_Knot = tuple[float, float]


def plan_times(trace: SetTrace, timeline: Timeline, times_s: Sequence[float]) -> list[float]:
    """The moment of the planned repetition for each of these times of the recording, seconds."""
    knots = _knots(trace.parts, timeline)
    return [_between(knots, t_s) for t_s in times_s]


def _knots(parts: Sequence[Part], timeline: Timeline) -> list[_Knot]:
    """Times of the recording and of the plan that belong together, in order; straight lines between."""
    out_s = timeline.out_s
    hold_s = max((s.end_s for s in timeline.stretches if s.part != "back"), default=0.0)
    knots: list[_Knot] = []
    for part in parts:
        if isinstance(part, HoldDone):
            marks = (
                part.start_s - out_s,
                part.start_s,
                part.end_s,
                part.end_s + timeline.duration_s - hold_s,
            )
        else:
            arrived_s = min(part.start_s + part.out_s, part.end_s)
            marks = (part.start_s, arrived_s, max(arrived_s, part.end_s - part.back_s), part.end_s)
        # What began before the last part was over begins where that one ended.
        last_s = knots[-1][0] if knots else marks[0]
        planned = (0.0, out_s, hold_s, timeline.duration_s)
        knots += [(max(mark, last_s), plan) for mark, plan in zip(marks, planned, strict=True)]
    return knots


def _between(knots: Sequence[_Knot], t_s: float) -> float:
    place = bisect_right(knots, t_s, key=lambda knot: knot[0])
    if place in (0, len(knots)):
        return 0.0
    (before_s, before), (after_s, after) = knots[place - 1], knots[place]
    if after < before:  # From the end of one repetition to the beginning of the next.
        return 0.0
    return before + (after - before) * (t_s - before_s) / (after_s - before_s)
