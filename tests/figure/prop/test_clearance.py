"""No part of the body passes through a thing of the room."""

import numpy as np
import pytest

from hipwise.figure.body_mesh import load_body
from hipwise.figure.pose import Array
from hipwise.figure.prop.clearance import depths_inside, distances
from hipwise.figure.prop.course import course_of
from hipwise.figure.prop.scene import scene_of, skin_of
from hipwise.figure.prop.solid import rounded_box
from hipwise.figure.prop_mesh import ROOM, props_of
from hipwise.library.catalogue import load_catalogue

five_millimetres = 5e-3
CATALOGUE = load_catalogue()
BOX = rounded_box(np.zeros(3), np.ones(3), 0.01)
# What gives way under the body, and the mat, whose upper side the contacts hold to.
SOFT = ("pillow", "folded-towel", "mat")


def hard_props(exercise: str) -> list[tuple[Array, Array]]:
    return [
        (np.array(prop.vertices), np.array(prop.faces))
        for prop in props_of(exercise)
        if prop.kind not in SOFT and set(prop.bones) == {ROOM} and not prop.path
    ]


WITH_PROPS = [exercise for exercise in sorted(CATALOGUE.exercises) if hard_props(exercise)]


def test_a_point_in_a_box_is_as_deep_as_its_nearest_face_is_far() -> None:
    points = np.array([[0.5, 0.5, 0.5], [0.9, 0.5, 0.5], [0.5, 0.03, 0.2]])
    assert depths_inside(points, BOX.vertices, BOX.faces) == pytest.approx([0.5, 0.1, 0.03])


def test_a_point_outside_a_box_is_not_deep_in_it() -> None:
    points = np.array([[1.5, 0.5, 0.5], [-0.1, 0.5, 0.5], [0.5, 0.5, 1.001]])
    assert depths_inside(points, BOX.vertices, BOX.faces) == pytest.approx([0.0, 0.0, 0.0])


def test_the_nearest_of_a_triangle_can_be_its_inside_its_edge_or_its_corner() -> None:
    triangle = np.array([[[0.0, 0.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]])
    points = np.array([[0.2, 0.3, 0.2], [0.5, 0.0, -0.4], [-3.0, 0.0, -4.0]])
    assert distances(points, triangle) == pytest.approx([0.3, 0.4, 5.0])


@pytest.mark.parametrize("exercise", WITH_PROPS)
def test_no_skin_lies_inside_a_prop(exercise: str) -> None:
    skin = skin_of(load_body())
    scene = scene_of(skin, [leg[::4] for leg in course_of(CATALOGUE.exercise(exercise), CATALOGUE)])
    for vertices, faces in hard_props(exercise):
        for points in scene.points:
            assert depths_inside(points, vertices, faces).max() < five_millimetres
