"""Forward kinematics of many moments at once: the vectorised twin of `body.kinematics`, with helper bones.

Same tables, same results to 1e-12; for meshes, contact solving and drawings, where a moment has thousands
of points. Needs numpy.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hipwise.body.kinematics import JOINTS
from hipwise.body.rig import BONE_NAMES, RIG

Array = npt.NDArray[np.float64]
_ANGLES = {joint.bone: joint.angles for joint in JOINTS}
_INDEX = {name: i for i, name in enumerate(BONE_NAMES)}
ORIGINS: Array = np.array([bone.origin for bone in RIG])


@dataclass(frozen=True, slots=True)
class Pose:
    """Where every bone of the rig is, bones in the order of `BONE_NAMES`.

    `rotations` (n_frames, n_bones, 3, 3) from neutral, `places` (n_frames, n_bones, 3) of the joints, metres.
    """

    rotations: Array
    places: Array

    def carry(self, bone: str, neutral_points: Array) -> Array:
        """Where points (n, 3) fixed to a bone, in neutral coordinates, lie: (n_frames, n, 3)."""
        i = _INDEX[bone]
        local = neutral_points - ORIGINS[i]
        turned: Array = np.einsum("fij,nj->fni", self.rotations[:, i], local) + self.places[:, i, None]
        return turned

    def skin(self, neutral_points: Array, bones: npt.NDArray[np.intp], weights: Array) -> Array:
        """Linear blend skinning of points (n, 3) with `bones`, `weights` (n, k): (n_frames, n, 3)."""
        offsets = self.places - np.einsum("fbij,bj->fbi", self.rotations, ORIGINS)
        out: Array = np.zeros((len(self.places), len(neutral_points), 3))
        for k in range(bones.shape[1]):
            turned = np.einsum("fnij,nj->fni", self.rotations[:, bones[:, k]], neutral_points)
            out += weights[None, :, k, None] * (turned + offsets[:, bones[:, k]])
        return out


def pose(coordinates: Mapping[str, Array]) -> Pose:
    """Pose of every frame. `coordinates` maps OpenSim names to (n_frames,) degrees, pelvis_t* metres.

    Coordinates that are missing are 0. Raises ValueError when there is none at all.
    """
    if not coordinates:
        raise ValueError("expected at least one coordinate, got none")
    count = len(next(iter(coordinates.values())))
    zeros = np.zeros(count)
    rotations = np.empty((count, len(RIG), 3, 3))
    places = np.empty((count, len(RIG), 3))
    shift = np.stack([coordinates.get(f"pelvis_t{axis}", zeros) for axis in "xyz"], axis=1)
    for i, bone in enumerate(RIG):
        local = _local(bone.driven or bone.name, coordinates, zeros, bone.axial_share, bool(bone.driven))
        if bone.parent is None:
            rotations[:, i], places[:, i] = local, ORIGINS[i] + shift
            continue
        p = _INDEX[bone.parent]
        rotations[:, i] = rotations[:, p] @ local
        places[:, i] = places[:, p] + np.einsum("fij,j->fi", rotations[:, p], ORIGINS[i] - ORIGINS[p])
    return Pose(rotations, places)


def _local(
    bone: str, coordinates: Mapping[str, Array], zeros: Array, axial_share: float, halved: bool
) -> Array:
    z, x, y = (coordinates.get(name, zeros) * factor for name, factor in _ANGLES[bone])
    rotation = from_zxy(z, x, y * axial_share)
    return half_of(rotation) if halved else rotation


def from_zxy(z_deg: Array, x_deg: Array, y_deg: Array) -> Array:
    """Intrinsic Z-X-Y Cardan rotations (n, 3, 3) from degrees (n,), as `body.rotation.from_zxy`."""
    z, x, y = np.radians(z_deg), np.radians(x_deg), np.radians(y_deg)
    cz, sz, cx, sx, cy, sy = np.cos(z), np.sin(z), np.cos(x), np.sin(x), np.cos(y), np.sin(y)
    out = np.empty((*z.shape, 3, 3))
    out[..., 0, 0], out[..., 0, 1], out[..., 0, 2] = cz * cy - sz * sx * sy, -sz * cx, cz * sy + sz * sx * cy
    out[..., 1, 0], out[..., 1, 1], out[..., 1, 2] = sz * cy + cz * sx * sy, cz * cx, sz * sy - cz * sx * cy
    out[..., 2, 0], out[..., 2, 1], out[..., 2, 2] = -cx * sy, sx, cx * cy
    return out


def half_of(rotations: Array) -> Array:
    """The rotations (n, 3, 3) with the same axes and half of the angle.

    Half of a rotation R is the rotation part of R + I. At 180 degrees the axis is not defined: NaN.
    """
    a = rotations
    w = np.sqrt(np.maximum(0.0, 1.0 + a[..., 0, 0] + a[..., 1, 1] + a[..., 2, 2]))  # 2 cos(angle / 2)
    v = np.stack([a[..., 2, 1] - a[..., 1, 2], a[..., 0, 2] - a[..., 2, 0], a[..., 1, 0] - a[..., 0, 1]], -1)
    # Quaternion of R is (w/2, v/(2w)); adding the identity and normalising halves the angle.
    with np.errstate(divide="ignore", invalid="ignore"):
        q = np.concatenate([(w / 2.0 + 1.0)[..., None], v / (2.0 * w[..., None])], axis=-1)
    q /= np.linalg.norm(q, axis=-1, keepdims=True)
    return from_quaternion(q)


def from_quaternion(q: Array) -> Array:
    """Rotations (n, 3, 3) from unit quaternions (n, 4), scalar first."""
    w, x, y, z = np.moveaxis(q, -1, 0)
    rows = [
        [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
        [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
        [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
    ]
    out: Array = np.stack([np.stack(row, axis=-1) for row in rows], axis=-2)
    return out
