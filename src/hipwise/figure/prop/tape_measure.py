"""A tape measure on the floor, from the toes forward."""

import numpy as np

from hipwise.figure.prop.block import middle_of
from hipwise.figure.prop.piece import Piece
from hipwise.figure.prop.scene import Scene
from hipwise.figure.prop.solid import rounded_box
from hipwise.library.exercise import Prop


def tape_measure(prop: Prop, scene: Scene) -> tuple[Piece, ...]:
    """Two centimetres wide, a metre long."""
    x, _, z = middle_of(scene.part(prop.at))
    low, high = np.array([x - 0.1, 0.0, z - 0.01]), np.array([x + 0.9, 0.002, z + 0.01])
    return (Piece("cloth", rounded_box(low, high, 0.001, 1)),)
