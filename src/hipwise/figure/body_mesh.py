"""The skin of the figure: a triangle mesh that hangs on the bones of the rig."""

from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from hipwise.figure.pose import Array, Pose

FIELD_NAMES = ("shirt", "shorts", "hair", "occlusion")


@dataclass(frozen=True, slots=True)
class BodyMesh:
    """A mesh in neutral coordinates, metres, exactly symmetric to the plane z = 0.

    `vertices` and `normals` (n, 3); `faces` (m, 3) counter-clockwise from outside; `bones` (n, 4) places in
    `BONE_NAMES` and `weights` (n, 4) that sum to 1. `fields` (n, 4) after `FIELD_NAMES`: signed distances to
    the edge of shirt, shorts and hair, metres, positive inside, and the share of light that reaches the skin.
    `broad` (n, 3) is the way from a slim to a broad build, metres, to be added with a factor from -1 to 1.
    """

    vertices: Array
    normals: Array
    faces: npt.NDArray[np.int32]
    bones: npt.NDArray[np.intp]
    weights: Array
    fields: Array
    broad: Array

    def posed(self, pose: Pose) -> Array:
        """The skin in every frame of a pose, (n_frames, n, 3) metres."""
        return pose.skin(self.vertices, self.bones, self.weights)


@cache
def load_body() -> BodyMesh:
    """The generated body. Raises FileNotFoundError when `make figure` has never run."""
    file = resources.files("hipwise.figure") / "generated" / "body.npz"
    with resources.as_file(file) as path, np.load(path) as kept:
        return BodyMesh(
            kept["vertices"].astype(float),
            kept["normals"].astype(float),
            kept["faces"].astype(np.int32),
            kept["bones"].astype(np.intp),
            kept["weights"].astype(float),
            kept["fields"].astype(float),
            kept["broad"].astype(float),
        )
