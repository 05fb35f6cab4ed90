"""The mat: under the whole body through the whole movement, its upper side at height 0."""

import numpy as np

from hipwise.figure.pose import Array
from hipwise.figure.prop.piece import Piece
from hipwise.figure.prop.scene import Scene
from hipwise.figure.prop.size import size_m
from hipwise.figure.prop.solid import rounded_box

_EDGE_M = 0.005
# What is further above the floor than this needs no mat under it.
_NEAR_FLOOR_M = 0.35


def mat(scene: Scene, points: Array) -> tuple[Piece, ...]:
    """A mat of the usual size, or as much larger as the points (n, 3) near the floor need."""
    near = points[points[:, 1] < _NEAR_FLOOR_M]
    low, high = near.min(axis=0) - size_m("mat margin"), near.max(axis=0) + size_m("mat margin")
    least = np.full(3, size_m("mat width"))
    least[scene.length_axis] = size_m("mat length")
    middle, half = (low + high) / 2, np.maximum(high - low, least) / 2
    low, high = middle - half, middle + half
    low[1], high[1] = -size_m("mat thickness"), 0.0
    return (Piece("mat", rounded_box(low, high, _EDGE_M)),)
