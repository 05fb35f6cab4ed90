"""The Jacobian is the change of the points for a small step."""

import numpy as np

from hipwise.body.rig import BONE_NAMES
from hipwise.figure.contact.jacobian import SkinPoints, moment_of, point_jacobian, point_places
from hipwise.figure.contact.stance import COORDINATES, UNKNOWNS, stance_of

small = 1e-4
a_hundredth_of_a_millimetre_per_degree = 1e-5
POSTURES = [{name: 7.0 * i % 50 - 20.0 for i, name in enumerate(COORDINATES)} | {"pelvis_list": -80.0}]
BONES = [b for b in BONE_NAMES if "half" not in b]


def test_it_agrees_with_small_steps() -> None:
    random = np.random.default_rng(1)
    places = random.normal(0.0, 0.3, (9, 3)) + np.array([0.0, 1.0, 0.0])
    bones = np.array(
        [[BONE_NAMES.index(BONES[(3 * i + k) % len(BONES)]) for k in range(2)] for i in range(9)]
    )
    points = SkinPoints(places, bones, np.full((9, 2), 0.5))
    stance = stance_of(POSTURES)
    slopes = point_jacobian(moment_of(stance), points)
    before = point_places(moment_of(stance), points)
    for unknown in range(UNKNOWNS):
        step = np.zeros((1, UNKNOWNS))
        step[0, unknown] = small
        change = (point_places(moment_of(stance.moved(step)), points) - before) / small
        assert np.abs(change - slopes[..., unknown]).max() < a_hundredth_of_a_millimetre_per_degree
