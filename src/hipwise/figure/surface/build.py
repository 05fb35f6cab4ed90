"""The way of each point of the skin from an average to a broad build; a slim one is its opposite."""

import numpy as np

from hipwise.body.rig import BONE_NAMES
from hipwise.figure.pose import Array

# How far the skin over a bone goes out for a broad build, metres; drawn, not measured.
_OUT_M: dict[str, float] = {
    "pelvis": 0.022,
    "hiphalf": 0.020,
    "spine1": 0.026,
    "spine2": 0.024,
    "spine3": 0.014,
    "neck": 0.007,
    "head": 0.002,
    "femur": 0.014,
    "kneehalf": 0.005,
    "tibia": 0.006,
    "shoulderhalf": 0.009,
    "humerus": 0.009,
    "elbowhalf": 0.005,
    "forearm": 0.004,
}
# The belly goes out most, in front and half-way between navel and pubis.
_BELLY = (np.array([0.09, 1.06, 0.0]), np.array([0.09, 0.11, 0.13]), 0.022)


def broad(vertices: Array, normals: Array, weights: Array) -> Array:
    """Displacement (n, 3) in neutral coordinates, metres, to add with a factor from -1 to 1.

    Feet and hands stay as they are, so that contacts with the floor do.
    """
    out = weights @ np.array([_OUT_M.get(name.split("_")[0], 0.0) for name in BONE_NAMES])
    centre, reach, most = _BELLY
    out += most * np.exp(-(((vertices - centre) / reach) ** 2).sum(axis=1))
    way: Array = out[:, None] * normals
    return way
