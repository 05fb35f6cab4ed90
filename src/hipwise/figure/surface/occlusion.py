"""How much light from all around reaches the skin, where limbs and folds stand in its way."""

import numpy as np

from hipwise.figure.pose import Array
from hipwise.figure.surface.field import Field
from hipwise.figure.surface.relax import Faces, neighbour_mean

# Looked at along the normal; on open skin the distance there equals the step.
_STEPS_M = (0.012, 0.030, 0.060, 0.100)
_STEP_WEIGHTS = (0.30, 0.30, 0.25, 0.15)
_EVENING_ROUNDS = 3
# Full darkness never is: light also comes round the corner.
_DEPTH = 0.85


def occlusion(field: Field, vertices: Array, normals: Array, faces: Faces) -> Array:
    """Share of light (n,), 1 on open skin and towards 0 in a fold; evened out over neighbours."""
    light = np.zeros(len(vertices))
    for step, weight in zip(_STEPS_M, _STEP_WEIGHTS, strict=True):
        free = field.distance(vertices + step * normals) / step
        light += weight * np.clip(free, 0.0, 1.0)
    light = 1.0 - _DEPTH * (1.0 - light)
    for _ in range(_EVENING_ROUNDS):
        light += 0.5 * (neighbour_mean(light[:, None], faces)[:, 0] - light)
    return light
