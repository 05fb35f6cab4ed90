"""A body in whole numbers, as its files keep it: the right half is rounded, then mirrored.

Rounding before mirroring makes both halves the same bit for bit.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hipwise.figure.body_mesh import (
    BROAD_STEP_M,
    CLOTH_RANGE_M,
    FULL_BYTE,
    FULL_SIGNED_BYTE,
    PLACE_STEP_M,
)
from hipwise.figure.pose import Array
from hipwise.figure.surface.relax import Faces
from hipwise.figure.surface.skin_weights import BONES_PER_VERTEX, mirror_bones

Numbers = dict[str, npt.NDArray[np.generic]]


@dataclass(frozen=True, slots=True)
class HalfBody:
    """The right half with everything that a `BodyMesh` holds; `weights` (n, n_bones), z of the midline 0."""

    vertices: Array
    normals: Array
    faces: Faces
    weights: Array
    fields: Array
    muscles: Array
    broad: Array


def encode(half: HalfBody) -> Numbers:
    """The whole body in the integers that `body_mesh.decode` reads."""
    bones, weights = _strongest(half.weights)
    cloth = (half.fields[:, :3] / CLOTH_RANGE_M + 1.0) / 2.0
    return _both_halves(
        {
            "vertices": _places(half.vertices),
            "normals": np.rint(half.normals * FULL_SIGNED_BYTE).astype(np.int8),
            "broad": np.rint(half.broad / BROAD_STEP_M).astype(np.int8),
            "fields": _bytes(np.concatenate([cloth, half.fields[:, 3:]], axis=1)),
            "muscles": _bytes(half.muscles),
            "weights": weights,
            "bones": bones,
        },
        half.faces,
        half.vertices[:, 2] == 0.0,
    )


def _places(vertices: Array) -> npt.NDArray[np.int16]:
    """Places in steps; what is beside the midline stays beside it, by a step at least."""
    steps = np.rint(vertices / PLACE_STEP_M).astype(np.int16)
    beside = vertices[:, 2] != 0.0
    steps[beside, 2] = np.maximum(steps[beside, 2], 1)
    return steps


def _bytes(shares: Array) -> npt.NDArray[np.uint8]:
    return np.rint(np.clip(shares, 0.0, 1.0) * FULL_BYTE).astype(np.uint8)


def _strongest(weights: Array) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
    """The strongest bones (n, 4) and their weights in bytes that sum to 255; what rounding left is added to
    the strongest bone that has no other side's twin of the same weight, so that pairs stay alike."""
    order = np.argsort(-weights, axis=1, kind="stable")[:, :BONES_PER_VERTEX]
    kept = np.take_along_axis(weights, order, axis=1)
    rounded = np.rint(kept * FULL_BYTE).astype(int)
    twins = np.take_along_axis(weights[:, mirror_bones()], order, axis=1)
    own_twin = mirror_bones()[order] == order
    alone = own_twin | (twins != kept)
    target = np.argmax(alone, axis=1)
    rows = np.arange(len(weights))
    rounded[rows, target] += int(FULL_BYTE) - rounded.sum(axis=1)
    order[rounded == 0] = 0
    return order.astype(np.uint8), rounded.astype(np.uint8)


def _both_halves(half: Numbers, faces: Faces, on_midline: npt.NDArray[np.bool_]) -> Numbers:
    count = len(on_midline)
    other = np.arange(count)
    other[~on_midline] = count + np.arange(count - on_midline.sum())
    body = {
        name: np.concatenate([values, _mirrored(name, values)[~on_midline]]) for name, values in half.items()
    }
    body["faces"] = np.concatenate([faces, other[faces][:, ::-1]]).astype(np.uint16)
    mirror = np.concatenate([other, np.flatnonzero(~on_midline)])
    body["mirror"] = mirror.astype(np.uint16)
    return body


def _mirrored(name: str, values: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
    if name in ("vertices", "normals", "broad"):
        return values * np.array([1, 1, -1], dtype=values.dtype)
    if name == "bones":
        swapped: npt.NDArray[np.generic] = mirror_bones()[values.astype(int)].astype(values.dtype)
        return swapped
    return values
