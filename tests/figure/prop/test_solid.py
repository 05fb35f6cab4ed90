"""Solids are closed and look outward."""

import numpy as np
import pytest

from hipwise.figure.pose import Array
from hipwise.figure.prop.solid import Solid, bent_sheet, joined, lathe, rounded_box

one_percent = 0.01
LOW, HIGH = np.array([-1.0, 0.0, -0.5]), np.array([1.0, 0.4, 0.5])
BOX = rounded_box(LOW, HIGH, 0.01)
ANGLES = np.linspace(-np.pi / 2, np.pi / 2, 25)
BALL = lathe([[(max(0.0, float(np.cos(a))), float(np.sin(a))) for a in ANGLES]], 48)
TURNS = np.arange(24) * 2 * np.pi / 24
RING = np.stack([np.cos(TURNS), 0 * TURNS, np.sin(TURNS)], axis=1)
HOOP = bent_sheet(RING, 1.1 * RING, np.tile([0.0, 0.2, 0.0], (24, 1)))


def volume(solid: Solid) -> float:
    """Positive when closed faces look outward."""
    a, b, c = (solid.vertices[solid.faces[:, k]] for k in range(3))
    return float(np.einsum("fi,fi->", a, np.cross(b, c)) / 6.0)


def open_edges(vertices: Array, solid: Solid) -> int:
    """Edges that are not run through once in each direction, by place."""
    _, place = np.unique(vertices.round(6), axis=0, return_inverse=True)
    faces = place.reshape(-1)[solid.faces]
    runs = {(int(f[k]), int(f[(k + 1) % 3])) for f in faces for k in range(3)}
    return sum((b, a) not in runs for a, b in runs)


@pytest.mark.parametrize("solid", [BOX, BALL, HOOP])
def test_a_solid_is_closed(solid: Solid) -> None:
    assert open_edges(solid.vertices, solid) == 0


def test_a_box_fills_its_corners() -> None:
    assert volume(BOX) == pytest.approx(2.0 * 0.4 * 1.0, rel=one_percent)


def test_a_ball_has_the_volume_of_a_ball() -> None:
    assert volume(BALL) == pytest.approx(4.0 / 3.0 * np.pi, rel=one_percent)


def test_a_hoop_encloses_its_own_thickness_only() -> None:
    assert volume(HOOP) == pytest.approx(np.pi * (1.1**2 - 1.0) * 0.4, rel=2 * one_percent)


@pytest.mark.parametrize("solid", [BOX, BALL, HOOP])
def test_normals_have_length_one(solid: Solid) -> None:
    assert np.linalg.norm(solid.normals, axis=1) == pytest.approx(np.ones(len(solid.normals)))


def test_joined_solids_keep_their_faces() -> None:
    both = joined([BOX, BALL.moved(np.array([5.0, 0.0, 0.0]))])
    assert volume(both) == pytest.approx(volume(BOX) + volume(BALL))
