"""Skin at rest: the neutral places from which skinning comes closest to the true skin in many postures.

Undoing the bind pose makes the skin true there and nowhere else. A vertex has three numbers to give and each
posture asks for one, its distance to the skin; least squares finds the best answer, near to the first one.
"""

import numpy as np

from hipwise.figure.pose import Array
from hipwise.figure.surface.example import Example
from hipwise.figure.surface.relax import Faces, neighbour_mean

_ROUNDS = 3
# How much a metre away from the first answer counts against a metre off the skin in a posture.
_STAY = 0.35
# Neighbours move together, else skin at the border of a fold would become rough.
_EVENING_ROUNDS = 3
# How much the first answer for a normal counts beside the postures.
_FIRST_NORMAL = 0.5


def settle(
    examples: tuple[Example, ...], vertices: Array, normals: Array, weights: Array, faces: Faces
) -> Array:
    """Neutral places (n, 3) moved to where the skin is truest; those of the midline keep z = 0."""
    move = np.zeros_like(vertices)
    on_midline = vertices[:, 2] == 0.0
    for _ in range(_ROUNDS):
        matrix = np.tile(_STAY * np.eye(3), (len(vertices), 1, 1))
        pull = -_STAY * move
        for example in examples:
            _ask(example, vertices + move, normals, weights, matrix, pull)
        move += np.linalg.solve(matrix, pull[:, :, None])[:, :, 0]
        for _ in range(_EVENING_ROUNDS):
            move += 0.5 * (neighbour_mean(move, faces) - move)
        move[on_midline, 2] = 0.0
    return vertices + move


def settle_normals(examples: tuple[Example, ...], vertices: Array, normals: Array, weights: Array) -> Array:
    """Neutral normals (n, 3) that skinning turns nearest to the true ones; `normals` are a first answer."""
    total = _FIRST_NORMAL * normals
    for example in examples:
        skin = np.einsum("nb,nbi->ni", weights, example.carried(vertices))
        turn = np.einsum("nb,bij->nij", weights, example.pose.rotations[0])
        _, true, trust = example.off_skin(skin, normals, weights)
        total += trust[:, None] * np.einsum("nij,ni->nj", turn, true)
    unit: Array = total / np.linalg.norm(total, axis=1, keepdims=True)
    return unit


def _ask(
    example: Example, vertices: Array, neutral_normals: Array, weights: Array, matrix: Array, pull: Array
) -> None:
    """Add one posture to the normal equations (n, 3, 3) and (n, 3)."""
    skin = np.einsum("nb,nbi->ni", weights, example.carried(vertices))
    turn = np.einsum("nb,bij->nij", weights, example.pose.rotations[0])
    distance, normals, trust = example.off_skin(skin, neutral_normals, weights)
    row = np.einsum("ni,nij->nj", normals, turn)
    matrix += trust[:, None, None] * row[:, :, None] * row[:, None, :]
    pull -= (trust * distance)[:, None] * row
