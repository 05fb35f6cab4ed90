"""What touches in the movement touches in the body: resting feet stay, soles meet, nothing sinks."""

import math

import pytest

from hipwise.body.kinematics import forward_kinematics
from hipwise.body.shape import placed_capsules
from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from hipwise.movement.motion import build_motion

CATALOGUE = load_catalogue()
ARMS = ("upper_arm", "forearm", "hand")
# The head of a bridge rests on soft neck and hair; below this nothing is seen.
SINKS_UNSEEN_M = 0.04
SLIDES_UNSEEN_M = 0.025
TWO_FINGERS_M = 0.03


def frames_of(exercise_id):
    motion = build_motion(CATALOGUE.exercise(exercise_id), CATALOGUE.arm_postures, Side.RIGHT, 3.0)
    return [forward_kinematics(frame.coordinates) for frame in motion.frames]


@pytest.mark.parametrize("exercise_id", CATALOGUE.exercises)
def test_no_part_of_the_body_sinks_into_the_floor(exercise_id):
    for frames in frames_of(exercise_id):
        deepest = min(c.lowest_m for c in placed_capsules(frames) if c.part not in ARMS)
        assert deepest >= -SINKS_UNSEEN_M


@pytest.mark.parametrize(
    ("exercise_id", "foot"),
    [
        ("bridge", "foot_r"),
        ("single-leg-bridge", "foot_r"),
        ("hip-flexor-stretch", "foot_l"),
        ("groin-butterfly", "foot_r"),
        ("clamshell", "foot_r"),
        ("straight-leg-raise", "foot_l"),
        ("side-lying-adduction", "foot_l"),
    ],
)
def test_a_foot_that_rests_does_not_slide(exercise_id, foot):
    places = [frames[foot].place for frames in frames_of(exercise_id)]
    assert max(math.dist(places[0], place) for place in places) <= SLIDES_UNSEEN_M


def test_the_crossed_ankle_of_the_figure_four_stays_on_the_other_thigh():
    for frames in frames_of("piriformis-figure-four"):
        hip, knee = frames["femur_l"].place, frames["tibia_l"].place
        ankle = frames["foot_r"].place
        share = 0.88
        spot = [a + share * (b - a) for a, b in zip(hip, knee, strict=True)]
        thigh_and_ankle_radius_m = 0.09
        assert math.dist(spot, ankle) <= thigh_and_ankle_radius_m + TWO_FINGERS_M


def test_the_soles_of_the_butterfly_meet():
    for frames in frames_of("groin-butterfly"):
        gap = frames["foot_r"].place[2] - frames["foot_l"].place[2]
        ankle_widths_m = 0.11
        assert gap <= ankle_widths_m + TWO_FINGERS_M


def test_the_pelvis_of_the_bridge_rests_first_and_is_up_at_the_top():
    heights = [min(c.lowest_m for c in placed_capsules(f) if c.part == "hips") for f in frames_of("bridge")]
    assert heights[0] == pytest.approx(0.0, abs=TWO_FINGERS_M)
    assert max(heights) > 0.12
