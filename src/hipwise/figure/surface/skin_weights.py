"""Which bones a point of the skin hangs on, and by how much."""

import numpy as np
import numpy.typing as npt

from hipwise.body.rig import BONE_NAMES
from hipwise.figure.pose import Array, Pose
from hipwise.figure.surface.field import Field
from hipwise.figure.surface.relax import Faces, neighbour_mean

BONES_PER_VERTEX = 4
# How fast the pull of a bone fades with the distance from its nearest shape.
_FADE_M = 0.016
# Around a joint its helper bone takes over: reach, and how much of the weight at the centre.
_HALOS: dict[str, tuple[str, float, float]] = {
    "hiphalf": ("femur", 0.125, 0.75),
    "kneehalf": ("tibia", 0.075, 0.75),
    "shoulderhalf": ("humerus", 0.085, 0.75),
    "elbowhalf": ("forearm", 0.060, 0.75),
}
# A halo acts only where its limb has any hold, else the belly would follow the hip's helper.
_LEAST_LIMB_WEIGHT = 0.02
_SMOOTHING_ROUNDS = 8
_SMOOTHING_SHARE = 0.5


def weigh(field: Field, pose: Pose, vertices: Array, faces: Faces) -> Array:
    """Weights (n, n_bones) of the right half's vertices in the pose of the field; rows sum to 1.

    Vertices of the midline hang on both sides alike.
    """
    weights = _pull(field, vertices)
    _add_halos(weights, pose, vertices)
    on_midline = vertices[:, 2] == 0.0
    for _ in range(_SMOOTHING_ROUNDS):
        even_out(weights, on_midline)
        weights += _SMOOTHING_SHARE * (neighbour_mean(weights, faces) - weights)
    even_out(weights, on_midline)
    return weights


def mirror_bones() -> npt.NDArray[np.intp]:
    """For each bone the place of the one on the other side; midline bones are their own."""
    swap = {"_r": "_l", "_l": "_r"}
    names = [name[:-2] + swap[name[-2:]] if name[-2:] in swap else name for name in BONE_NAMES]
    return np.array([BONE_NAMES.index(name) for name in names])


def _pull(field: Field, vertices: Array) -> Array:
    distances = np.full((len(vertices), len(BONE_NAMES)), np.inf)
    for bone, d in field.bone_distances(vertices).items():
        distances[:, BONE_NAMES.index(bone)] = d
    pull = np.exp(-(distances - distances.min(axis=1, keepdims=True)) / _FADE_M)
    total: Array = pull / pull.sum(axis=1, keepdims=True)
    return total


def _add_halos(weights: Array, pose: Pose, vertices: Array) -> None:
    for helper, (bone, reach_m, most) in _HALOS.items():
        for side in ("_r", "_l"):
            i, limb = BONE_NAMES.index(helper + side), BONE_NAMES.index(bone + side)
            away = np.linalg.norm(vertices - pose.places[0, limb], axis=1)
            held = weights[:, limb] + weights[:, i] > _LEAST_LIMB_WEIGHT
            share = np.where(held, most * np.exp(-((away / reach_m) ** 4)), 0.0)
            weights *= 1.0 - share[:, None]
            weights[:, i] += share


def even_out(weights: Array, on_midline: npt.NDArray[np.bool_]) -> None:
    """Let vertices of the midline hang on both sides alike, in place."""
    middle = weights[on_midline]
    weights[on_midline] = (middle + middle[:, mirror_bones()]) / 2.0


def keep_strongest(weights: Array) -> Array:
    """Only the strongest bones of each vertex, made to sum to 1.

    Ties count as one, so that a vertex of the midline loses both bones of a pair or none; it may then keep
    one bone too many, and loses its weakest pair.
    """
    order = -np.sort(-weights, axis=1)
    kept = np.where(weights > order[:, BONES_PER_VERTEX, None], weights, 0.0)
    total: Array = kept / kept.sum(axis=1, keepdims=True)
    return total
