"""Triangles made even."""

import numpy as np
import pytest

from hipwise.figure.surface.relax import flip_edges, neighbour_mean, slide, split_edges

# A long flat diamond, cut along its long diagonal.
DIAMOND = np.array([[-3.0, 0.0, 1.0], [3.0, 0.0, 1.0], [0.0, 1.0, 1.0], [0.0, -1.0, 1.0]])
LONG_CUT = np.array([[0, 1, 2], [1, 0, 3]], dtype=np.int32)


def _area(vertices, faces):
    a, b, c = (vertices[faces[:, k]] for k in range(3))
    return np.cross(b - a, c - a)[:, 2] / 2.0


def test_a_diamond_is_cut_along_its_short_diagonal():
    flipped = flip_edges(DIAMOND, LONG_CUT)
    assert {frozenset(face) for face in flipped.tolist()} == {frozenset((0, 2, 3)), frozenset((1, 2, 3))}


def test_flipping_keeps_which_way_faces_look():
    assert (_area(DIAMOND, flip_edges(DIAMOND, LONG_CUT)) > 0.0).all()


def test_a_good_cut_stays():
    good = flip_edges(DIAMOND, LONG_CUT)
    assert np.array_equal(flip_edges(DIAMOND, good), good)


def test_a_long_edge_is_cut_on_both_sides():
    vertices, faces = split_edges(DIAMOND, LONG_CUT, lambda places: np.full(len(places), 5.0))
    assert len(vertices) == 5
    assert len(faces) == 4
    assert vertices[4] == pytest.approx([0.0, 0.0, 1.0])
    assert _area(vertices, faces) == pytest.approx([1.5] * 4)


def test_a_midpoint_of_the_midline_lies_in_it_exactly():
    flat = DIAMOND * [1.0, 1.0, 0.0]
    vertices, _ = split_edges(flat, LONG_CUT, lambda places: np.full(len(places), 1.0))
    assert (vertices[:, 2] == 0.0).all()


def test_the_mean_is_that_of_the_neighbours():
    assert neighbour_mean(DIAMOND, LONG_CUT)[2] == pytest.approx([0.0, 0.0, 1.0])


def test_vertices_slide_along_the_skin_only():
    bent = DIAMOND + np.array([[0, 0, 0], [0, 0, 0], [0, 0, 0.5], [0, 0, 0]])
    up = np.tile([0.0, 0.0, 1.0], (4, 1))
    assert slide(bent, LONG_CUT, up, 0.5)[:, 2] == pytest.approx(bent[:, 2])
