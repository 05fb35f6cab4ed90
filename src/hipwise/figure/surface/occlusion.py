"""How much light from all around reaches the skin, where limbs and folds stand in its way."""

import numpy as np

from hipwise.figure.pose import Array
from hipwise.figure.surface.field import Field

# Looked at along the normal; on open skin the distance there equals the step.
_STEPS_M = (0.012, 0.030, 0.060, 0.100)
_STEP_WEIGHTS = (0.40, 0.30, 0.20, 0.10)


def occlusion(field: Field, vertices: Array, normals: Array) -> Array:
    """Share of light (n,), 1 on open skin and towards 0 in a fold."""
    light = np.zeros(len(vertices))
    for step, weight in zip(_STEPS_M, _STEP_WEIGHTS, strict=True):
        free = field.distance(vertices + step * normals) / step
        light += weight * np.clip(free, 0.0, 1.0)
    return light
