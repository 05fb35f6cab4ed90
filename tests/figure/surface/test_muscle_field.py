"""Muscles on the skin."""

import numpy as np
import pytest

from hipwise.body.rig import BONE_NAMES
from hipwise.figure.body_mesh import load_body
from hipwise.figure.muscle_course import MUSCLE_NAMES
from hipwise.library.catalogue import load_catalogue

BODY = load_body()
EDGE = 0.5


def _shown(muscle):
    return BODY.muscles[:, MUSCLE_NAMES.index(muscle)] > EDGE


def test_every_muscle_that_an_exercise_names_can_be_shown():
    named = {muscle.id for exercise in load_catalogue().exercises.values() for muscle in exercise.muscles}
    assert named <= set(MUSCLE_NAMES)


# Mean place (forward, up, metres) of the shown skin; forward and backward are what matters for a patient.
@pytest.mark.parametrize(
    ("muscle", "is_in_front", "low_m", "high_m"),
    [
        ("gluteus-maximus", False, 0.82, 0.97),
        ("hamstrings", False, 0.55, 0.78),
        ("quadriceps", True, 0.55, 0.82),
        ("iliopsoas", True, 0.85, 1.05),
        ("calf", False, 0.25, 0.45),
        ("erector-spinae", False, 1.0, 1.3),
        ("abdominals", True, 0.95, 1.2),
    ],
)
def test_a_muscle_shows_where_it_is(muscle, is_in_front, low_m, high_m):
    forward, up, _ = BODY.vertices[_shown(muscle)].mean(axis=0)
    assert (forward > 0.0) == is_in_front
    assert low_m < up < high_m


def test_no_muscle_shows_on_the_other_side_of_its_limb():
    assert (BODY.normals[_shown("quadriceps"), 0] > -0.3).all()
    assert (BODY.normals[_shown("hamstrings"), 0] < 0.3).all()


def test_no_muscle_shows_on_a_hand():
    hands = [BONE_NAMES.index("hand_r"), BONE_NAMES.index("hand_l")]
    on_hand = (BODY.weights * np.isin(BODY.bones, hands)).sum(axis=1) > 0.9
    assert BODY.muscles[on_hand].max() == 0.0
