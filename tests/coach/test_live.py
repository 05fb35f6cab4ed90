import math
from itertools import pairwise

import pytest

from hipwise.coach.events import (
    FaultCleared,
    FaultSeen,
    HoldDone,
    HoldProgress,
    NotJudgeable,
    RepetitionDone,
    SetDone,
    StartPoseReached,
)
from hipwise.coach.landmarks import LANDMARK_NAMES, MISSING, Frame
from hipwise.coach.live import _RIVAL_STEP_S, LiveCoach, NoCameraError, SideError, Sides
from hipwise.coach.report import watch
from hipwise.coach.watch_plan import plan_watch
from hipwise.library.exercise import Laterality
from hipwise.library.side import Side
from tests.coach.performer import Performer, unmeasured
from tests.coach.test_quantity import SEEN, STILL

CATALOGUE = unmeasured()
HALF_A_SECOND = 0.5


def _events(coach, recording):
    events = [event for frame in recording.frames() for event in coach.observe(frame)]
    return events + coach.finish()


def _of(kind, events):
    return [event for event in events if isinstance(event, kind)]


def _recording(exercise_id, side=Side.RIGHT, times=3, frames_per_s=30.0):
    exercise = CATALOGUE.exercise(exercise_id)
    hold_s = 5.0 if exercise.is_hold else None
    performer = Performer(exercise, side, CATALOGUE).stand_still(1.5)
    return performer.repeat(times, hold_s=hold_s, pause_s=0.3).stand_still(1.0).record(frames_per_s)


def _coach(exercise_id, side=Side.RIGHT, **wishes):
    return LiveCoach(CATALOGUE.exercise(exercise_id), side, CATALOGUE, **wishes)


@pytest.mark.parametrize("exercise_id", sorted(set(SEEN) - STILL))
@pytest.mark.parametrize("frames_per_s", [7.0, 30.0])
def test_live_and_offline_count_the_same(exercise_id, frames_per_s):
    exercise = CATALOGUE.exercise(exercise_id)
    side = Side.BOTH if exercise.laterality is Laterality.BOTH_TOGETHER else Side.LEFT
    recording = _recording(exercise_id, side, frames_per_s=frames_per_s)
    coach = LiveCoach(exercise, side, CATALOGUE)
    _events(coach, recording)
    assert watch(recording, exercise, side, CATALOGUE).count == coach.count == 3


def test_the_start_position_is_told_before_anything_counts():
    events = _events(_coach("clamshell"), _recording("clamshell"))
    assert isinstance(events[0], StartPoseReached)
    assert len(_of(RepetitionDone, events)) == 3


def test_a_repetition_is_told_within_half_a_second():
    for event in _of(RepetitionDone, _events(_coach("straight-leg-raise"), _recording("straight-leg-raise"))):
        assert event.t_s - event.end_s < HALF_A_SECOND


def test_the_set_is_done_once_when_the_target_is_reached():
    events = _events(_coach("clamshell", target=2), _recording("clamshell"))
    assert [event.count for event in _of(SetDone, events)] == [2]


def test_a_hold_tells_its_seconds_as_they_pass():
    events = _events(_coach("single-leg-stance"), _recording("single-leg-stance", times=1))
    told = [int(event.seconds) for event in _of(HoldProgress, events)]
    assert told[:4] == [1, 2, 3, 4]
    assert pytest.approx(5.0, abs=HALF_A_SECOND) == _of(HoldDone, events)[0].seconds


def test_a_fault_is_told_with_its_cue_and_told_when_it_is_over():
    exercise = CATALOGUE.exercise("straight-leg-raise")
    from tests.coach.test_report import _with_fault

    bent = _with_fault(exercise, working={"hip": {"flexion": 38.0}, "knee": {"flexion": 28.0}})
    recording = Performer(bent, Side.RIGHT, CATALOGUE).stand_still(1.5).repeat(1).stand_still(1.0).record()
    events = _events(_coach("straight-leg-raise"), recording)
    seen = [e for e in _of(FaultSeen, events) if e.code == "KNEE_BEND"]
    assert [w.cue for w in exercise.watch.faults if w.code == "KNEE_BEND"] == [e.cue for e in seen]
    assert [e.code for e in _of(FaultCleared, events)] == ["KNEE_BEND"]


def test_a_person_out_of_the_picture_is_told_once():
    coach = _coach("clamshell")
    nobody = (MISSING,) * len(LANDMARK_NAMES)
    events = [event for i in range(90) for event in coach.observe(Frame(i / 30, nobody))]
    assert [event.reason.rule for event in _of(NotJudgeable, events)] == ["coach-not-seen"]


def test_a_frame_that_does_not_go_forward_in_time_is_left_out():
    recording = _recording("clamshell")
    coach = _coach("clamshell")
    for frame in recording.frames():
        coach.observe(frame)
        assert coach.observe(frame) == []
    assert coach.count == 3


def test_an_exercise_without_a_camera_is_refused():
    with pytest.raises(NoCameraError, match="camera place"):
        _coach("pelvic-clock", Side.BOTH)


def test_a_one_sided_exercise_needs_a_side():
    with pytest.raises(SideError):
        _coach("clamshell", Side.BOTH)


def _events_where_nothing_waits(exercise_id, side, recording):
    plan = plan_watch(CATALOGUE.exercise(exercise_id), CATALOGUE)
    sides, looked_s = Sides(plan, side, CATALOGUE), -math.inf
    rival, events = sides.rival, []
    for frame in recording.frames():
        told = sides.main.look(frame)
        if frame.t_s - looked_s >= _RIVAL_STEP_S:
            looked_s = frame.t_s
            told = sides.settle(frame.t_s, told, rival.look(frame))
        events += told
    return events + sides.main.finish()


@pytest.mark.parametrize("asked", [Side.RIGHT, Side.LEFT])
@pytest.mark.parametrize("exercise_id", ["clamshell", "hip-hike", "single-leg-stance", "single-leg-hop"])
def test_the_other_side_that_is_watched_late_tells_the_same(exercise_id, asked):
    recording = _recording(exercise_id, Side.RIGHT)
    both = _events_where_nothing_waits(exercise_id, asked, recording)
    assert _events(_coach(exercise_id, asked), recording) == both
    sides = [event for event in both if isinstance(event, NotJudgeable) and event.what == "side"]
    assert len(sides) == (asked is Side.LEFT)


def test_frames_that_wait_for_the_other_side_do_not_pile_up():
    exercise = CATALOGUE.exercise("single-leg-stance")
    performer = Performer(exercise, Side.RIGHT, CATALOGUE).stand_still(1.5).repeat(1, hold_s=75.0)
    recording = performer.stand_still(1.0).record(frames_per_s=15.0)
    both = _events_where_nothing_waits(exercise.id, Side.RIGHT, recording)
    coach, events, waiting = _coach(exercise.id), [], []
    for frame in recording.frames():
        events += coach.observe(frame)
        waiting.append(len(coach._unwatched))
    assert events + coach.finish() == both
    assert 500 < max(waiting) <= 1000
    assert waiting[-1] == 0


@pytest.mark.parametrize("frames_per_s", [10.0, 15.0, 30.0, 60.0])
def test_the_other_side_is_looked_at_as_often_as_counting_needs(frames_per_s):
    recording, coach, looked = _recording("clamshell", frames_per_s=frames_per_s), _coach("clamshell"), []
    look = coach.sides.rival.look
    coach.sides.rival.look = lambda frame: looked.append(frame.t_s) or look(frame)
    for frame in recording.frames():
        coach.observe(frame)
    steps_s = [after - before for before, after in pairwise(looked)]
    assert min(steps_s) >= 0.06
    assert max(steps_s) <= 0.101
