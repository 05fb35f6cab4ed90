"""The right half of the skin as triangles, cut exactly at the plane z = 0."""

from dataclasses import dataclass

import fast_simplification
import numpy as np
import numpy.typing as npt
from skimage.measure import marching_cubes

from hipwise.figure.pose import Array
from hipwise.figure.surface.field import Field
from hipwise.figure.surface.lattice import sample

Faces = npt.NDArray[np.int32]
# The half of the bind pose fits into this box, metres.
_LOW = np.array([-0.34, -0.02, 0.0])
_HIGH = np.array([0.50, 1.76, 0.78])
# A step shorter than Newton's, because a blended distance is not quite a distance.
_NEWTON_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class HalfMesh:
    """Vertices (n, 3), those of the midline with z exactly 0, and faces (m, 3) counter-clockwise outside."""

    vertices: Array
    faces: Faces


def mesh_half(field: Field, spacing_m: float, face_count: int) -> HalfMesh:
    """Marching cubes at `spacing_m`, then about `face_count` triangles on the surface of the field."""
    lattice = sample(field.distance, _LOW, _HIGH, spacing_m)
    vertices, faces, _, _ = marching_cubes(lattice.values, 0.0, gradient_direction="descent")
    vertices = vertices.astype(float) * spacing_m + lattice.corner
    # An edge of the lattice inside the plane gives a vertex inside it; the corner is 0, so this is exact.
    vertices = _onto(field, vertices, rounds=1)
    vertices, faces = fast_simplification.simplify(vertices, faces.astype(np.int32), target_count=face_count)
    return HalfMesh(_onto(field, vertices, rounds=3), faces.astype(np.int32))


def _onto(field: Field, vertices: Array, rounds: int) -> Array:
    """Move vertices along the slope of the field to where it is 0; the midline stays in its plane."""
    moved, on_midline = vertices.copy(), vertices[:, 2] == 0.0
    for _ in range(rounds):
        normals = field.normals(moved)
        normals[on_midline, 2] = 0.0
        moved -= _NEWTON_SHARE * field.distance(moved)[:, None] * normals
    return moved
