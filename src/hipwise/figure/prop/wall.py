"""A piece of wall behind the body or beside it."""

import numpy as np

from hipwise.figure.prop.piece import Piece
from hipwise.figure.prop.scene import Scene
from hipwise.figure.prop.size import size_m
from hipwise.figure.prop.solid import rounded_box
from hipwise.library.exercise import Prop

_EDGE_M = 0.004
_GAP_M = 0.002


def wall(prop: Prop, scene: Scene) -> tuple[Piece, ...]:
    """A wall that the body's back, or at a side's reach its outermost skin, touches once in the movement."""
    points, thick = scene.points.reshape(-1, 3), size_m("wall thickness")
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    half = size_m("wall width") / 2
    role = prop.at.rpartition(".")[0]
    if role:
        face = points[:, 2].max() + _GAP_M if role == "working" else points[:, 2].min() - _GAP_M - thick
        low, high = [middle[0] - half, 0.0, face], [middle[0] + half, size_m("wall height"), face + thick]
    else:
        face = points[:, 0].min() - _GAP_M
        low, high = [face - thick, 0.0, middle[2] - half], [face, size_m("wall height"), middle[2] + half]
    return (Piece("wall", rounded_box(np.array(low), np.array(high), _EDGE_M)),)
