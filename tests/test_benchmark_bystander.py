"""A figure that does not exercise: its feet stay where people's stay, and walking by counts nothing."""

import numpy as np
import pytest
from benchmarks.bystander import PASTIMES, measure, scene_of
from benchmarks.closed_loop.joints import joints_of

from hipwise.library.catalogue import load_catalogue

CATALOGUE = load_catalogue()
one_centimetre = 0.01


PLANTED = ["stand still", "shift weight", "wave", "sit down", "pick something up", "talk with the hands"]


@pytest.mark.parametrize("name", [*PLANTED, "tie shoes"])
def test_feet_stay_on_their_place(name: str) -> None:
    scene = scene_of(CATALOGUE.exercise("step-down"), name, np.random.default_rng(3))
    joints = joints_of(scene.done.coordinates)
    middle = (joints["right_ankle"] + joints["left_ankle"]) / 2.0
    assert np.ptp(middle, axis=0).max() < one_centimetre


@pytest.mark.parametrize("name", sorted(PASTIMES))
def test_whatever_is_done_lasts_some_seconds_and_no_repetition_is_meant(name: str) -> None:
    done = scene_of(CATALOGUE.exercise("bridge"), name, np.random.default_rng(1)).done
    assert done.times_s[-1] > 1.5
    assert done.parts == ()


@pytest.mark.parametrize("exercise_id", ["bridge", "single-leg-squat", "step-down", "jump-and-land"])
def test_nothing_is_counted_of_who_stands_walks_waves_or_lies_down_and_gets_up(exercise_id: str) -> None:
    wanted = {"stand still", "walk by", "come and go", "wave", "lie down and get up"}
    found = measure(CATALOGUE.exercise(exercise_id), 1, CATALOGUE)
    assert {name: count for name, _, _, count in found if name in wanted and count} == {}
