"""A replayed set is a clip like any other, seen from where the camera stood."""

import json
import math
from functools import cache
from typing import Any

import pytest
from tests.coach.performer import Performer

from hipwise.body.rig import BONE_NAMES
from hipwise.coach.landmarks import Recording
from hipwise.coach.trace import trace_set
from hipwise.exchange.replay.figure_clip import replay_clip
from hipwise.library.catalogue import load_catalogue
from hipwise.library.exercise import Laterality
from hipwise.library.side import Side

CATALOGUE = load_catalogue()
SEEN = sorted(e.id for e in CATALOGUE.exercises.values() if e.watch.camera != "none")


@cache
def _clip(exercise_id: str) -> Any:
    exercise = CATALOGUE.exercise(exercise_id)
    side = Side.BOTH if exercise.laterality is Laterality.BOTH_TOGETHER else Side.LEFT
    hold_s = 3.0 if exercise.is_hold else None
    recording = Performer(exercise, side, CATALOGUE).stand_still(1.5).repeat(1, hold_s=hold_s).record(15.0)
    trace = trace_set(recording, exercise, side, CATALOGUE)
    return replay_clip(recording, trace, exercise, CATALOGUE)


@pytest.mark.parametrize("exercise_id", SEEN)
def test_every_exercise_that_a_camera_sees_can_be_replayed(exercise_id: str) -> None:
    clip = _clip(exercise_id)
    json.dumps(clip, allow_nan=False)
    assert set(clip["bones"]) == set(BONE_NAMES)


def test_it_has_about_ten_frames_a_second() -> None:
    clip = _clip("clamshell")
    assert len(clip["times_s"]) / clip["duration_s"] == pytest.approx(8.0, abs=3.0)


def test_rotations_are_unit_quaternions_all_along() -> None:
    clip = _clip("clamshell")
    flat, q = clip["bones"]["femur_l"], [0, 0, 0, 0]
    for at in range(0, len(flat), 4):
        q = [before + change for before, change in zip(q, flat[at : at + 4], strict=True)]
        assert math.hypot(*q) == pytest.approx(10_000, abs=4)


def test_it_is_seen_from_the_same_place_in_every_view() -> None:
    camera = _clip("clamshell")["camera"]
    assert set(map(tuple, camera["views"].values())) == {tuple(camera["from"])}


def test_one_moment_makes_no_clip() -> None:
    exercise = CATALOGUE.exercise("clamshell")
    recording = Recording((0.0,), {}, scaled=True)
    trace = trace_set(recording, exercise, Side.RIGHT, CATALOGUE)
    assert replay_clip(recording, trace, exercise, CATALOGUE) is None
