"""Skin weights fitted to the true skin in many postures.

Weights from distances alone are smooth but know nothing of how a bent joint looks. Moving a little weight
from one bone to another moves the skin along the difference of where they would carry it; least squares
takes what brings the skin nearest to the true one, near to the first weights, evened out over neighbours.
"""

import numpy as np

from hipwise.figure.pose import Array
from hipwise.figure.surface.example import Example
from hipwise.figure.surface.relax import Faces, neighbour_mean

# What a change of a weight by 1 costs, in metres off the skin; and a metre along the skin, which slides
# cloth and muscles but leaves the shape.
_CHANGE_M = 0.030
_SLIDING = 0.15
# Only bones that hold a vertex or its near neighbours may take part.
_LEAST_WEIGHT = 0.004
_EVENING_ROUNDS = 5
# Enforces that changes of one vertex sum to 0.
_SUM = 1e3


def fit(
    examples: tuple[Example, ...], vertices: Array, normals: Array, weights: Array, faces: Faces
) -> Array:
    """Weights (n, n_bones), rows summing to 1, that bring skinned `vertices` (n, 3) nearer to the skin."""
    matrix, pull = _normal_equations(examples, vertices, normals, weights)
    change = np.linalg.solve(matrix, pull[:, :, None])[:, :, 0].astype(np.float64)
    for _ in range(_EVENING_ROUNDS):
        change += 0.5 * (neighbour_mean(change, faces) - change)
    fitted = np.maximum(weights + change, 0.0)
    total: Array = fitted / fitted.sum(axis=1, keepdims=True)
    return total


def _normal_equations(
    examples: tuple[Example, ...], vertices: Array, neutral_normals: Array, weights: Array
) -> tuple[Array, Array]:
    count, bones = weights.shape
    held = weights > _LEAST_WEIGHT
    stiff = np.where(held, _CHANGE_M**2, 1e3)
    matrix = stiff[:, :, None] * np.eye(bones) + _SUM * (held[:, :, None] & held[:, None, :])
    pull = np.zeros((count, bones))
    for example in examples:
        carried = example.carried(vertices)
        skin = np.einsum("nb,nbi->ni", weights, carried)
        distance, normals, trust = example.off_skin(skin, neutral_normals, weights)
        way = carried - skin[:, None]
        out = np.einsum("nbi,ni->nb", way, normals)
        matrix += trust[:, None, None] * (1.0 - _SLIDING**2) * out[:, :, None] * out[:, None, :]
        matrix += trust[:, None, None] * _SLIDING**2 * np.einsum("nbi,nci->nbc", way, way)
        pull -= (trust * distance)[:, None] * out
    return matrix, pull
