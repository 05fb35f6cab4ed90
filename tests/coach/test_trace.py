"""A set over time tells the same as its report, and where each thing stood."""

import math
from functools import cache

import pytest

from hipwise.coach.faults.verdict import Verdict
from hipwise.coach.landmarks import MISSING, Recording
from hipwise.coach.report import watch
from hipwise.coach.trace import FaultLane, SetTrace, trace_set
from hipwise.library.side import Side
from tests.coach.performer import Performer, unmeasured

CATALOGUE = unmeasured()
RAISE = CATALOGUE.exercise("straight-leg-raise")
a_third_of_a_second = 0.34


def _bent_from_third() -> tuple[Performer, float]:
    """Two repetitions as defined, then two with a bent knee; and when the bent ones begin."""
    performer = Performer(RAISE, Side.RIGHT, CATALOGUE).stand_still(1.5).repeat(2, pause_s=0.5)
    bent = Performer(RAISE, Side.RIGHT, CATALOGUE, fault=CATALOGUE.faults["KNEE_BEND"])
    bent.repeat(2, pause_s=0.5).stand_still(0.5)
    begins_s = performer._seconds
    performer._pieces += bent._pieces
    performer._seconds += bent._seconds
    return performer, begins_s


@cache
def _trace() -> SetTrace:
    return trace_set(_bent_from_third()[0].record(15.0), RAISE, Side.RIGHT, CATALOGUE)


def _lane(trace: SetTrace, code: str) -> FaultLane:
    return next(lane for lane in trace.faults if lane.report.code == code)


def test_the_report_is_that_of_watching() -> None:
    recording = _bent_from_third()[0].record(15.0)
    assert _trace().report == watch(recording, RAISE, Side.RIGHT, CATALOGUE)


def test_every_fault_of_the_report_has_a_lane() -> None:
    assert [lane.report for lane in _trace().faults] == list(_trace().report.faults)


def test_a_fault_stands_in_the_repetitions_that_had_it() -> None:
    assert _lane(_trace(), "KNEE_BEND").parts == (3, 4)


def test_a_fault_is_drawn_from_where_it_began_not_from_where_it_was_told() -> None:
    trace, begins_s = _trace(), _bent_from_third()[1]
    first = trace.report.repetitions[2]
    assert begins_s < _lane(trace, "KNEE_BEND").spans[0].start_s < first.start_s + 1.5


def test_what_was_not_seen_as_a_fault_has_no_span() -> None:
    lane = _lane(_trace(), "RANGE_OVER")
    assert (lane.report.verdict, lane.spans, lane.parts) == (Verdict.OK, (), ())


def test_the_angle_reaches_the_peak_that_is_reported() -> None:
    trace = _trace()
    repetition = trace.report.repetitions[0]
    highest = max(
        value
        for t_s, value in zip(trace.times_s, trace.values_deg, strict=True)
        if repetition.start_s <= t_s <= repetition.end_s
    )
    assert highest == pytest.approx(repetition.peak_deg, abs=0.5)


def test_the_ends_are_those_of_the_definition() -> None:
    assert _trace().start_deg == pytest.approx(0.0, abs=2.0)
    assert _trace().far_deg == pytest.approx(38.0, abs=2.0)


def test_what_was_hidden_has_no_angle_and_a_span() -> None:
    seen = _bent_from_third()[0].record(15.0)
    ankle = tuple(
        MISSING if 8.0 <= t_s < 10.0 else place
        for t_s, place in zip(seen.times_s, seen.landmarks["right_ankle"], strict=True)
    )
    hidden = Recording(seen.times_s, {**seen.landmarks, "right_ankle": ankle}, seen.scaled)
    trace = trace_set(hidden, RAISE, Side.RIGHT, CATALOGUE)
    [span] = trace.unseen
    assert span.start_s == pytest.approx(8.0, abs=a_third_of_a_second)
    assert span.end_s == pytest.approx(10.0, abs=0.1)
    assert all(
        math.isnan(value)
        for t_s, value in zip(trace.times_s, trace.values_deg, strict=True)
        if span.start_s <= t_s < span.end_s
    )


def test_getting_into_position_is_told_apart() -> None:
    performer = Performer(RAISE, Side.RIGHT, CATALOGUE).come_from_standing(2.0).stand_still(1.5).repeat(1)
    [placing] = trace_set(performer.record(15.0), RAISE, Side.RIGHT, CATALOGUE).placing
    assert placing.start_s == 0.0
    assert 2.0 < placing.end_s < 3.5


def test_the_mirrored_set_has_the_same_trace() -> None:
    right = Performer(RAISE, Side.RIGHT, CATALOGUE).stand_still(1.5).repeat(2).record(15.0, noise=0.0)
    left = Performer(RAISE, Side.LEFT, CATALOGUE).stand_still(1.5).repeat(2).record(15.0, noise=0.0)
    of_right = trace_set(right, RAISE, Side.RIGHT, CATALOGUE)
    of_left = trace_set(left, RAISE, Side.LEFT, CATALOGUE)
    assert of_left.working is Side.LEFT
    assert of_left.values_deg == pytest.approx(of_right.values_deg, abs=1e-6, nan_ok=True)


def test_an_exercise_without_a_camera_has_an_empty_trace() -> None:
    recording = Recording((0.0, 0.1), {}, scaled=True)
    trace = trace_set(recording, CATALOGUE.exercise("pelvic-tilt"), Side.BOTH, CATALOGUE)
    assert (trace.placing, trace.unseen, trace.parts) == ((), (), ())
    assert all(math.isnan(value) for value in trace.values_deg)


def test_whoever_waits_hears_how_far_it_is() -> None:
    heard: list[float] = []
    trace_set(_bent_from_third()[0].record(30.0), RAISE, Side.RIGHT, CATALOGUE, heard.append)
    assert heard == sorted(heard)
    assert 0.0 < heard[0] < heard[-1] <= 1.0
