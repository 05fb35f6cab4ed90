"""The benchmark's camera sees the figure where its joints are."""

import numpy as np
import pytest
from benchmarks.figure_picture import HEIGHT, WIDTH, Moment, figure_picture, lens_for, skin_at

from hipwise.coach.camera import camera_place
from hipwise.figure.body_mesh import load_body
from hipwise.library.side import Side

BODY = load_body()
STANDING = Moment({"pelvis_ty": 0.0, "arm_add_r": -12.0, "arm_add_l": -12.0}, ())
SKIN = skin_at(BODY, STANDING.coordinates)


@pytest.mark.parametrize("camera", ["front", "side", "oblique"])
def test_the_whole_body_is_in_the_picture(camera: str) -> None:
    seen = lens_for(camera_place("standing", camera), SKIN).see(SKIN)
    assert seen[:, :2].min() > 0.0
    assert seen[:, 0].max() < WIDTH
    assert seen[:, 1].max() < HEIGHT


def test_the_right_side_of_a_body_that_faces_us_is_on_our_left() -> None:
    right, left = lens_for(camera_place("standing", "front"), SKIN).see(np.array([[0, 1, 0.2], [0, 1, -0.2]]))
    assert right[0] < left[0]


def test_what_is_nearer_is_larger() -> None:
    lens = lens_for(camera_place("standing", "side", Side.RIGHT), SKIN)
    near, near_up, far, far_up = lens.see(
        np.array([[0, 1, 0.3], [0, 1.1, 0.3], [0, 1, -0.3], [0, 1.1, -0.3]])
    )
    assert abs(near_up[1] - near[1]) > abs(far_up[1] - far[1])


def test_the_shirt_has_its_colour_and_the_wall_is_left_plain() -> None:
    lens = lens_for(camera_place("standing", "front"), SKIN)
    picture = figure_picture(BODY, STANDING, lens)
    column, row, _ = lens.see(np.array([[0.1, 1.2, 0.0]]))[0].round().astype(int)
    red, green, blue = picture[row, column].astype(int)
    assert blue > green > red
    assert np.ptp(picture[row, :20].astype(int), axis=0).max() == 0
