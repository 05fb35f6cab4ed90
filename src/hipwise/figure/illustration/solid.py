"""What stands in a picture: the body, its props and its shadow, as triangles in the room."""

from dataclasses import dataclass, field

import numpy as np

from hipwise.figure.illustration.raster import Indices
from hipwise.figure.pose import Array

_NO_VALUES: Array = np.zeros((0, 0))


@dataclass(frozen=True, slots=True)
class Solid:
    """One thing. `vertices` and `normals` (n, 3) metres; `faces` (m, 3); `values` (n, k) of the body's skin.

    `layer` names the paint: body, or the material of a prop. A `closed` solid never shows its inside.
    """

    layer: str
    vertices: Array
    normals: Array
    faces: Indices
    values: Array = field(default_factory=lambda: _NO_VALUES)
    closed: bool = True


def vertex_normals(vertices: Array, faces: Indices) -> Array:
    """Unit normals (n, 3): the mean of the faces around a vertex by their area. NaN for a lone vertex."""
    corners = vertices[faces]
    across = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    total = np.zeros_like(vertices)
    for i in range(3):
        for axis in range(3):
            total[:, axis] += np.bincount(faces[:, i], across[:, axis], len(vertices))
    with np.errstate(invalid="ignore"):
        unit: Array = total / np.linalg.norm(total, axis=1, keepdims=True)
    return unit
