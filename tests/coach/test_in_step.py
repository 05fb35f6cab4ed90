"""The planned repetition goes with the person's: out with out, held with held, back with back."""

from functools import cache

import pytest

from hipwise.coach.in_step import plan_times
from hipwise.coach.trace import SetTrace, trace_set
from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from hipwise.movement.clip import Manner, timeline_of
from hipwise.movement.timeline import Timeline
from tests.coach.performer import Performer

CATALOGUE = load_catalogue()


@cache
def _trace(exercise_id: str, times: int = 3, hold_s: float | None = None) -> SetTrace:
    exercise = CATALOGUE.exercise(exercise_id)
    performer = Performer(exercise, Side.RIGHT, CATALOGUE).stand_still(1.5)
    performer.repeat(times, hold_s=hold_s, pause_s=0.6).stand_still(1.0)
    return trace_set(performer.record(20.0), exercise, Side.RIGHT, CATALOGUE)


def _timeline(exercise_id: str) -> Timeline:
    exercise = CATALOGUE.exercise(exercise_id)
    return timeline_of(exercise, CATALOGUE.arm_postures, Manner(), CATALOGUE.solved.get(exercise_id))


def _planned(exercise_id: str, *at_s: float) -> list[float]:
    return plan_times(_trace(exercise_id), _timeline(exercise_id), at_s)


def test_before_and_after_the_set_the_plan_waits_where_it_begins() -> None:
    assert _planned("straight-leg-raise", 0.0, 1000.0) == [0.0, 0.0]


def test_at_the_end_of_the_way_out_the_plan_is_there_too() -> None:
    first = _trace("straight-leg-raise").report.repetitions[0]
    [there] = _planned("straight-leg-raise", first.start_s + first.out_s)
    assert there == pytest.approx(_timeline("straight-leg-raise").out_s)


def test_between_two_repetitions_the_plan_never_runs_back_through_one() -> None:
    first, second = _trace("straight-leg-raise").report.repetitions[:2]
    middle = (first.end_s + second.start_s) / 2
    assert _planned("straight-leg-raise", middle) == [0.0]


def test_within_a_repetition_the_plan_only_goes_on() -> None:
    second = _trace("straight-leg-raise").report.repetitions[1]
    moments = [second.start_s + share / 20 * (second.end_s - second.start_s) for share in range(1, 20)]
    planned = _planned("straight-leg-raise", *moments)
    assert planned == sorted(planned)


def test_a_hold_that_is_longer_than_planned_stretches_the_planned_one() -> None:
    trace = _trace("hip-flexor-stretch", 1, 40.0)
    [held] = trace.report.holds
    timeline = _timeline("hip-flexor-stretch")
    [middle] = plan_times(trace, timeline, [(held.start_s + held.end_s) / 2])
    planned_hold = next(s for s in timeline.stretches if s.part == "hold")
    assert middle == pytest.approx((planned_hold.start_s + planned_hold.end_s) / 2)
