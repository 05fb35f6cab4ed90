"""Somebody else in the picture: the pose model follows one body, and may take the wrong one for a while."""

import pytest

from hipwise.coach.landmarks import Landmark, Recording
from hipwise.coach.live import LiveCoach
from hipwise.coach.report import watch
from hipwise.library.catalogue import load_catalogue
from hipwise.library.exercise import Laterality
from hipwise.library.side import Side
from tests.coach.performer import Performer
from tests.coach.test_quantity import SEEN, STILL

CATALOGUE = load_catalogue()
MOVING = sorted(set(SEEN) - STILL)
_REPETITIONS = 3
_TORSO_PX = 125.0


def _scene(exercise_id: str) -> tuple[Performer, Side]:
    exercise = CATALOGUE.exercise(exercise_id)
    side = Side.BOTH if exercise.laterality is Laterality.BOTH_TOGETHER else Side.RIGHT
    return Performer(exercise, side, CATALOGUE).stand_still(1.5), side


def _beside(landmark: Landmark) -> Landmark:
    """A body of three quarters the size, four torso lengths to the right."""
    x, y, z, visibility = landmark
    return (0.75 * x + 4.0 * _TORSO_PX, 0.75 * y, z, visibility)


def _captured(own: Recording, other: Recording, from_s: float, to_s: float) -> Recording:
    """The recording in which the pose model follows the other body for a while."""
    times = [i for i, t in enumerate(own.times_s) if from_s <= t < to_s]
    landmarks = {}
    for name, series in own.landmarks.items():
        mixed = list(series)
        for place, i in enumerate(times):
            mixed[i] = _beside(other.landmarks[name][place % len(other.times_s)])
        landmarks[name] = tuple(mixed)
    return Recording(own.times_s, landmarks, own.scaled, own.image_height_px)


def _count(recording: Recording, exercise_id: str, side: Side) -> int:
    return watch(recording, CATALOGUE.exercise(exercise_id), side, CATALOGUE).count


def _live_count(recording: Recording, exercise_id: str, side: Side) -> int:
    coach = LiveCoach(CATALOGUE.exercise(exercise_id), side, CATALOGUE)
    for frame in recording.frames():
        coach.observe(frame)
    coach.finish()
    return coach.count


@pytest.mark.parametrize("exercise_id", MOVING)
def test_who_waves_behind_adds_no_repetition(exercise_id: str) -> None:
    performer, side = _scene(exercise_id)
    is_hold = CATALOGUE.exercise(exercise_id).is_hold
    own = (
        performer.repeat(_REPETITIONS, hold_s=5.0 if is_hold else None, pause_s=0.3)
        .stand_still(9.0)
        .record(15.0)
    )
    ended_s = performer.truth.repetitions[-1][1] + 1.5
    other = Performer(CATALOGUE.exercise(exercise_id), side, CATALOGUE).wave(5.0).record(15.0)
    recording = _captured(own, other, ended_s, ended_s + 4.0)
    assert _count(recording, exercise_id, side) == _REPETITIONS


@pytest.mark.parametrize("exercise_id", ["ball-bridge", "clamshell", "single-leg-squat", "prone-leg-raise"])
@pytest.mark.parametrize("after_share", [0.25, 0.6, 1.1])
def test_a_glance_at_somebody_else_changes_no_count(exercise_id: str, after_share: float) -> None:
    performer, side = _scene(exercise_id)
    own = performer.repeat(2, pause_s=3.0).repeat(1).stand_still(1.0).record(30.0)
    start_s, end_s = performer.truth.repetitions[0]
    begins_s = start_s + after_share * (end_s - start_s)
    other = Performer(CATALOGUE.exercise(exercise_id), side, CATALOGUE).wave(5.0).record(30.0)
    recording = _captured(own, other, begins_s, begins_s + 0.4)
    assert _count(recording, exercise_id, side) == _REPETITIONS
    assert _live_count(recording, exercise_id, side) == _REPETITIONS
