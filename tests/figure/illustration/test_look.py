import numpy as np

from hipwise.figure.camera import camera_for
from hipwise.figure.illustration.look import PIXELS_PER_M, Look, frame_around, look
from hipwise.figure.illustration.solid import Solid, vertex_normals
from hipwise.figure.prop.solid import rounded_box

FRONT = camera_for("standing", "front")
ONE_PIXEL_M = 1.0 / PIXELS_PER_M


def box(low: tuple[float, float, float], high: tuple[float, float, float], layer: str = "skin") -> Solid:
    made = rounded_box(np.array(low), np.array(high), 0.01)
    return Solid(layer, made.vertices, made.normals, made.faces)


def seen(*solids: Solid) -> Look:
    frame = frame_around(FRONT, np.concatenate([s.vertices for s in solids]), 0.02)
    return look(solids, FRONT, frame)


def test_what_stands_in_front_hides_what_is_behind() -> None:
    behind, before = box((-0.2, 0, -0.2), (-0.1, 0.4, 0.2)), box((0.3, 0, -0.2), (0.4, 0.4, 0.2), "wood")
    assert (seen(before, behind).owner == 0).sum() > (seen(before, behind).owner == 1).sum()


def test_a_frame_holds_all_points_and_its_margin() -> None:
    points = np.array([[0.0, 0.0, -0.5], [0.0, 1.0, 0.5]])
    frame = frame_around(FRONT, points, 0.1)
    pixels = frame.pixels(points @ np.array(FRONT.rotation).reshape(3, 3).T)
    least = 0.1 * PIXELS_PER_M - 1
    assert pixels[:, :2].min() >= least
    assert (pixels[:, :2].max(axis=0) <= np.array([frame.columns, frame.rows]) - least).all()


def test_a_body_over_the_floor_throws_a_shadow_on_it() -> None:
    raised = box((-0.1, 0.3, -0.1), (0.1, 0.5, 0.1))
    floor = box((-0.5, -0.02, -0.5), (0.5, 0.0, 0.5), "mat")
    shadow = seen(raised, floor).shadow
    assert shadow.any()
    assert not (shadow & seen(raised, floor).shows(0)).any()


def test_the_side_that_looks_up_has_more_light_than_the_one_that_looks_down() -> None:
    picture = seen(box((-0.1, 0.3, -0.1), (0.1, 0.5, 0.1)))
    rows = np.nonzero(picture.shows(0))[0]
    column = picture.light.shape[1] // 2
    assert picture.light[rows.min() + 1, column] > picture.light[rows.max() - 1, column]


def test_normals_of_a_ball_look_outward() -> None:
    made = rounded_box(np.array([-0.1] * 3), np.array([0.1] * 3), 0.1, segments=6)
    normals = vertex_normals(made.vertices, made.faces)
    away = made.vertices / np.linalg.norm(made.vertices, axis=1, keepdims=True)
    assert (normals * away).sum(axis=1).min() > 0.9
