"""Where a hand can take hold of a prop that stands in the room: the points on its top."""

import numpy as np

from hipwise.figure.pose import Array
from hipwise.figure.prop_mesh import ROOM, props_of
from hipwise.library.side import Side

# So near to the highest point of a prop is its top.
_TOP_M = 0.004


def top_of_prop(exercise_id: str, kind: str) -> Array:
    """The highest points (n, 3) of an exercise's prop, metres, working side right; without it ValueError."""
    points = [
        vertex
        for prop in props_of(exercise_id, Side.RIGHT)
        if prop.kind == kind
        for vertex, bone in zip(prop.vertices, prop.bones, strict=True)
        if bone == ROOM
    ]
    if not points:
        raise ValueError(f"expected a {kind} that stands in the room, found none in {exercise_id}")
    there = np.array(points)
    top: Array = there[there[:, 1] > there[:, 1].max() - _TOP_M]
    return top
