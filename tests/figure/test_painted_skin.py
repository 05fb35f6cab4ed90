"""Cutting the skin along the edges of its paints changes neither its shape nor its closedness."""

import numpy as np

from hipwise.figure.body_mesh import FIELD_NAMES, load_body
from hipwise.figure.painted_skin import PaintedSkin, painted_skin
from hipwise.figure.pose import Array

one_percent = 0.01
BODY = load_body()
SKIN = painted_skin(BODY)


def all_faces(skin: PaintedSkin) -> Array:
    return np.concatenate(list(skin.faces.values()))


def area(vertices: Array, faces: Array) -> float:
    a, b, c = (vertices[faces[:, k]] for k in range(3))
    return float(np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2.0)


def test_the_pieces_have_the_area_of_the_whole() -> None:
    whole = area(BODY.vertices, BODY.faces)
    assert abs(area(SKIN.vertices, all_faces(SKIN)) - whole) < 1e-9 * whole


def test_every_edge_is_still_shared_by_two_triangles() -> None:
    faces = all_faces(SKIN)
    runs = {(int(f[k]), int(f[(k + 1) % 3])) for f in faces for k in range(3)}
    assert all((b, a) in runs for a, b in runs)


def test_no_triangle_of_the_shirt_reaches_out_of_it() -> None:
    field = BODY.fields[:, FIELD_NAMES.index("shirt")]
    known = SKIN.faces["shirt"][(SKIN.faces["shirt"] < len(BODY.vertices)).all(axis=1)]
    assert field[known].min() >= 0.0


def test_weights_sum_to_one() -> None:
    assert np.abs(SKIN.weights.sum(axis=1) - 1.0).max() < 1e-9


def test_a_patch_covers_what_lies_below() -> None:
    everywhere = np.ones(len(BODY.vertices))
    covered = painted_skin(BODY, [("patch", everywhere)])
    assert len(covered.faces["patch"]) == len(all_faces(covered))
