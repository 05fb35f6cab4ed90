"""The right half of the skin as triangles, cut exactly at the plane z = 0."""

from collections.abc import Callable
from dataclasses import dataclass

import fast_simplification
import numpy as np
from skimage.measure import marching_cubes

from hipwise.figure.pose import Array
from hipwise.figure.surface.field import Field
from hipwise.figure.surface.lattice import sample
from hipwise.figure.surface.lens import Lens, look_back
from hipwise.figure.surface.relax import Faces, flip_edges, slide, split_edges

# The half of the bind pose fits into this box, also where a lens makes it larger; metres.
_LOW = np.array([-0.40, -0.08, 0.0])
_HIGH = np.array([0.50, 1.84, 0.84])
# The longest edge (n,) wanted at places (n, 3), metres.
Longest = Callable[[Array], Array]
# A step shorter than Newton's, because a blended distance is not quite a distance.
_NEWTON_SHARE = 0.8
_EVENING_ROUNDS = 6
_SPLIT_ROUNDS = 6
_SLIDE_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class HalfMesh:
    """Vertices (n, 3), those of the midline with z exactly 0, and faces (m, 3) counter-clockwise outside."""

    vertices: Array
    faces: Faces


def mesh_half(
    field: Field, lenses: tuple[Lens, ...], longest: Longest, spacing_m: float, face_count: int
) -> HalfMesh:
    """Marching cubes at `spacing_m` under the lenses, then about `face_count` even triangles on the skin.

    Triangles are cut further until no edge is longer than `longest` says for its place.
    """
    lattice = sample(lambda seen: field.distance(look_back(lenses, seen)), _LOW, _HIGH, spacing_m)
    seen, faces, _, _ = marching_cubes(lattice.values, 0.0, gradient_direction="descent")
    # An edge of the lattice inside the plane gives a vertex inside it; the corner is 0, so this is exact.
    seen = seen.astype(float) * spacing_m + lattice.corner
    seen, faces = fast_simplification.simplify(seen, faces.astype(np.int32), target_count=face_count)
    return _evened(field, look_back(lenses, seen), faces.astype(np.int32), longest)


def _evened(field: Field, vertices: Array, faces: Faces, longest: Longest) -> HalfMesh:
    vertices = _onto(field, vertices, rounds=2)
    for _ in range(_SPLIT_ROUNDS):
        vertices, faces = split_edges(vertices, faces, longest)
        faces = flip_edges(vertices, faces)
    for _ in range(_EVENING_ROUNDS):
        faces = flip_edges(vertices, faces)
        vertices = slide(vertices, faces, field.normals(vertices), _SLIDE_SHARE)
        vertices = _onto(field, vertices, rounds=1)
    return HalfMesh(_onto(field, vertices, rounds=2), faces)


def _onto(field: Field, vertices: Array, rounds: int) -> Array:
    """Move vertices along the slope of the field to where it is 0; the midline stays in its plane."""
    moved, on_midline = vertices.copy(), vertices[:, 2] == 0.0
    for _ in range(rounds):
        normals = field.normals(moved)
        normals[on_midline, 2] = 0.0
        moved -= _NEWTON_SHARE * field.distance(moved)[:, None] * normals
    return moved
