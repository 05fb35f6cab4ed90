"""The unknowns of contact solving: many moments at once as place, turn and joint angles.

The pelvis is kept as a rotation and not as three angles, because a body that lies on its side stands at the
singularity of OpenSim's pelvis angles. Needs numpy.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from hipwise.body.kinematics import JOINTS
from hipwise.figure.pose import Array, Pose, from_zxy, pose

# Each angle of each joint: place of the joint in JOINTS, which of z, x, y, the coordinate, and the factor.
ANGLES: tuple[tuple[int, int, str, float], ...] = tuple(
    (number, axis, name, factor)
    for number, joint in enumerate(JOINTS)
    if joint.parent is not None
    for axis, (name, factor) in enumerate(joint.angles)
    if factor
)
COORDINATES: tuple[str, ...] = tuple(dict.fromkeys(name for _, _, name, _ in ANGLES))
PELVIS_ANGLES = ("pelvis_tilt", "pelvis_list", "pelvis_rotation")
PELVIS_SHIFTS = ("pelvis_tx", "pelvis_ty", "pelvis_tz")
ROOT_UNKNOWNS = 6
UNKNOWNS = ROOT_UNKNOWNS + len(COORDINATES)


@dataclass(frozen=True, slots=True)
class Stance:
    """Where the body is at each moment.

    `shift` (n, 3) of the pelvis from neutral, metres; `turn` (n, 3, 3) of the pelvis from neutral;
    `angles` (n, len(COORDINATES)) degrees.
    """

    shift: Array
    turn: Array
    angles: Array

    def __len__(self) -> int:
        return len(self.shift)

    def moved(self, step: Array) -> "Stance":
        """After a step (n, UNKNOWNS): metres, degrees about the room's axes, degrees of each coordinate."""
        turn = from_rotation_vector(np.radians(step[:, 3:ROOT_UNKNOWNS])) @ self.turn
        return Stance(self.shift + step[:, :3], turn, self.angles + step[:, ROOT_UNKNOWNS:])

    def step_from(self, other: "Stance") -> Array:
        """The step (n, UNKNOWNS) that leads from `other` to here; turns below 180 degrees."""
        turn = np.degrees(rotation_vector(self.turn @ np.swapaxes(other.turn, 1, 2)))
        return np.concatenate([self.shift - other.shift, turn, self.angles - other.angles], axis=1)

    def at(self, moments: Sequence[int]) -> "Stance":
        """Only these moments."""
        chosen = list(moments)
        return replace(self, shift=self.shift[chosen], turn=self.turn[chosen], angles=self.angles[chosen])

    def coordinates(self) -> dict[str, Array]:
        """OpenSim names to (n,) degrees and metres. The pelvis' angles run without jumps of 360 degrees."""
        tilt, side, spin = _continuous(_to_zxy(self.turn))
        named = dict(zip(PELVIS_ANGLES, (tilt, side, spin), strict=True))
        named |= {name: self.shift[:, i] for i, name in enumerate(PELVIS_SHIFTS)}
        return named | {name: self.angles[:, i] for i, name in enumerate(COORDINATES)}

    def pose(self) -> Pose:
        """The bones of the rig at every moment."""
        return pose(self.coordinates())


def stance_of(moments: Sequence[Mapping[str, float]]) -> Stance:
    """From one mapping a moment, OpenSim names to degrees and metres; what is missing is 0."""
    values = {
        name: np.array([moment.get(name, 0.0) for moment in moments])
        for name in (*PELVIS_ANGLES, *PELVIS_SHIFTS, *COORDINATES)
    }
    return Stance(
        np.stack([values[name] for name in PELVIS_SHIFTS], axis=1),
        from_zxy(*(values[name] for name in PELVIS_ANGLES)),
        np.stack([values[name] for name in COORDINATES], axis=1),
    )


def joined(stances: Sequence[Stance]) -> Stance:
    """The moments of all of them, one after the other."""
    return Stance(
        np.concatenate([s.shift for s in stances]),
        np.concatenate([s.turn for s in stances]),
        np.concatenate([s.angles for s in stances]),
    )


def from_rotation_vector(vectors: Array) -> Array:
    """Rotations (n, 3, 3) about axes (n, 3) by their length in radians (Rodrigues)."""
    angle = np.linalg.norm(vectors, axis=1)[:, None, None]
    x, y, z = vectors.T
    zero = np.zeros_like(x)
    cross = np.stack([zero, -z, y, z, zero, -x, -y, x, zero], axis=1).reshape(-1, 3, 3)
    out: Array = np.eye(3) + np.sinc(angle / np.pi) * cross
    out += 0.5 * np.sinc(angle / (2.0 * np.pi)) ** 2 * (cross @ cross)
    return out


def rotation_vector(rotations: Array) -> Array:
    """Axes times angle in radians (n, 3) of rotations below 180 degrees."""
    r = rotations
    v = np.stack([r[:, 2, 1] - r[:, 1, 2], r[:, 0, 2] - r[:, 2, 0], r[:, 1, 0] - r[:, 0, 1]], axis=1) / 2.0
    sine = np.linalg.norm(v, axis=1)
    angle = np.arctan2(sine, (np.trace(r, axis1=1, axis2=2) - 1.0) / 2.0)
    factor = np.where(sine > 1e-9, angle / np.maximum(sine, 1e-9), 1.0)
    out: Array = v * factor[:, None]
    return out


def _to_zxy(r: Array) -> tuple[Array, Array, Array]:
    """Intrinsic Z-X-Y angles in degrees as `body.rotation.to_zxy`; at x = ±90 the angle about y is 0."""
    x = np.degrees(np.arcsin(np.clip(r[:, 2, 1], -1.0, 1.0)))
    singular = np.abs(r[:, 2, 1]) > 1.0 - 1e-15
    z = np.where(singular, np.arctan2(r[:, 1, 0], r[:, 0, 0]), np.arctan2(-r[:, 0, 1], r[:, 1, 1]))
    y = np.where(singular, 0.0, np.arctan2(-r[:, 2, 0], r[:, 2, 2]))
    return np.degrees(z), x, np.degrees(y)


def _continuous(angles: tuple[Array, Array, Array]) -> tuple[Array, Array, Array]:
    z, x, y = angles
    return np.unwrap(z, period=360.0), x, np.unwrap(y, period=360.0)
