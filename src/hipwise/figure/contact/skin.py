"""The skin that is held against the floor: all of it for the table, a sample of it for solving."""

from functools import cache

import numpy as np
import numpy.typing as npt

from hipwise.body.rig import BONE_NAMES
from hipwise.body.shape import CAPSULES
from hipwise.body.skeleton import mirrored
from hipwise.figure.body_mesh import load_body
from hipwise.figure.contact.jacobian import SkinPoints
from hipwise.figure.pose import Array

_DIRECTIONS = 60


@cache
def whole_skin() -> SkinPoints:
    """Every vertex of the body; the outline's capsules when no body has been generated yet."""
    try:
        body = load_body()
    except FileNotFoundError:
        return _capsule_skin()
    return SkinPoints(body.vertices, body.bones, body.weights)


@cache
def sampled_skin(count: int) -> npt.NDArray[np.intp]:
    """Places of `count` points of `whole_skin` that lie as far from each other as can be."""
    places = whole_skin().places
    chosen = [int(places[:, 1].argmin())]
    nearest = np.full(len(places), np.inf)
    for _ in range(min(count, len(places)) - 1):
        nearest = np.minimum(nearest, ((places - places[chosen[-1]]) ** 2).sum(axis=1))
        chosen.append(int(nearest.argmax()))
    return np.array(chosen)


def _capsule_skin() -> SkinPoints:
    places: list[Array] = []
    bones: list[int] = []
    directions = _sphere(_DIRECTIONS)
    for capsule in CAPSULES:
        for side in ("_r", "_l") if capsule.paired else ("",):
            for end, radius in ((capsule.start, capsule.start_radius_m), (capsule.end, capsule.end_radius_m)):
                centre = np.array(mirrored(end) if side == "_l" else end)
                places.append(centre + radius * directions)
                bones += [BONE_NAMES.index(capsule.bone + side)] * len(directions)
    return SkinPoints(np.concatenate(places), np.array(bones)[:, None], np.ones((len(bones), 1)))


def _sphere(count: int) -> Array:
    """Directions spread evenly over a sphere (Fibonacci lattice)."""
    i = np.arange(count) + 0.5
    height, turn = 1.0 - 2.0 * i / count, np.pi * (1.0 + 5.0**0.5) * i
    ring = np.sqrt(1.0 - height**2)
    return np.stack([ring * np.cos(turn), height, ring * np.sin(turn)], axis=1)
