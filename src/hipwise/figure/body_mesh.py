"""The skin of the figure: a triangle mesh that hangs on the bones of the rig."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from hipwise.figure.pose import Array, Pose

FIELD_NAMES = ("shirt", "shorts", "hair", "occlusion")
# How a body is kept in whole numbers: one step of a place and of the way to a broad build, metres, and the
# distance to an edge of cloth at which its byte is full.
PLACE_STEP_M = 2.0**-14
BROAD_STEP_M = 2.0**-11
CLOTH_RANGE_M = 0.06
FULL_BYTE = 255.0
FULL_SIGNED_BYTE = 127.0


@dataclass(frozen=True, slots=True)
class BodyMesh:
    """A mesh in neutral coordinates, metres, exactly symmetric to the plane z = 0.

    `vertices` and `normals` (n, 3); `faces` (m, 3) counter-clockwise from outside; `bones` (n, 4) places in
    `BONE_NAMES` and `weights` (n, 4) that sum to 1. `fields` (n, 4) after `FIELD_NAMES`: signed distances to
    the edge of shirt, shorts and hair, metres, positive inside and cut off at `CLOTH_RANGE_M`, and the share
    of light that reaches the skin. `muscles` (n, n_muscles) after `MUSCLE_NAMES`: 1 on the muscle's line, one
    half at its edge, 0 far outside; on both sides of the body (z > 0 is right). `broad` (n, 3) is the way
    from an average to a broad build, metres, to be added with a factor from -1 (slim) to 1. `mirror` (n,) is
    the vertex on the other side.
    """

    vertices: Array
    normals: Array
    faces: npt.NDArray[np.int32]
    bones: npt.NDArray[np.intp]
    weights: Array
    fields: Array
    muscles: Array
    broad: Array
    mirror: npt.NDArray[np.intp]

    def posed(self, pose: Pose) -> Array:
        """The skin in every frame of a pose, (n_frames, n, 3) metres."""
        return pose.skin(self.vertices, self.bones, self.weights)


def decode(kept: Mapping[str, npt.NDArray[np.generic]]) -> BodyMesh:
    """A body from the whole numbers of its file."""
    cloth = kept["fields"].astype(float)
    cloth[:, :3] = (2.0 * cloth[:, :3] / FULL_BYTE - 1.0) * CLOTH_RANGE_M
    cloth[:, 3] /= FULL_BYTE
    normals = kept["normals"].astype(float)
    return BodyMesh(
        vertices=kept["vertices"].astype(float) * PLACE_STEP_M,
        normals=normals / np.linalg.norm(normals, axis=1, keepdims=True),
        faces=kept["faces"].astype(np.int32),
        bones=kept["bones"].astype(np.intp),
        weights=kept["weights"].astype(float) / FULL_BYTE,
        fields=cloth,
        muscles=kept["muscles"].astype(float) / FULL_BYTE,
        broad=kept["broad"].astype(float) * BROAD_STEP_M,
        mirror=kept["mirror"].astype(np.intp),
    )


@cache
def load_body() -> BodyMesh:
    """The generated body. Raises FileNotFoundError when `make figure` has never run."""
    file = resources.files("hipwise.figure") / "generated" / "body.npz"
    with resources.as_file(file) as path, np.load(path) as kept:
        return decode(dict(kept))
