"""Stances keep every rotation, also where the pelvis' angles are singular."""

import numpy as np

from hipwise.figure.contact.stance import (
    COORDINATES,
    UNKNOWNS,
    from_rotation_vector,
    rotation_vector,
    stance_of,
)

same = 1e-9
a_millionth_of_a_degree = 1e-6


def test_coordinates_come_back_from_a_stance() -> None:
    asked = {"pelvis_tilt": 80.0, "pelvis_list": -20.0, "pelvis_ty": -0.3, "knee_angle_l": 40.0}
    back = stance_of([asked]).coordinates()
    assert all(abs(back[name][0] - value) < same for name, value in asked.items())


def test_a_body_on_its_side_keeps_its_turn() -> None:
    stance = stance_of([{"pelvis_tilt": 20.0, "pelvis_list": -90.0, "pelvis_rotation": 5.0}])
    again = stance_of([{name: float(v[0]) for name, v in stance.coordinates().items()}])
    assert np.abs(stance.turn - again.turn).max() < a_millionth_of_a_degree


def test_a_step_there_leads_back_as_a_difference() -> None:
    stance = stance_of([dict.fromkeys(COORDINATES, 10.0)])
    step = np.linspace(-3.0, 3.0, UNKNOWNS)[None]
    assert np.abs(stance.moved(step).step_from(stance) - step).max() < same


def test_rotation_vectors_come_back_from_rotations() -> None:
    vectors = np.array([[0.3, -1.2, 0.5], [0.0, 0.0, 0.0], [1e-7, 0.0, 0.0]])
    assert np.abs(rotation_vector(from_rotation_vector(vectors)) - vectors).max() < same
