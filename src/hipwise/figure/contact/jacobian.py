"""How points of the skin move with each unknown: the geometric Jacobian of many moments at once.

A point that hangs on several bones moves with the weighted mean of them. A helper bone takes half of its
joint's turn; that its axis is then not quite the joint's axis is neglected, which costs the solver an
iteration and never exactness, since residuals are computed from the true skin.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hipwise.body.kinematics import JOINTS
from hipwise.body.rig import BONE_NAMES, RIG
from hipwise.figure.contact.stance import ANGLES, COORDINATES, ROOT_UNKNOWNS, UNKNOWNS, Stance
from hipwise.figure.pose import ORIGINS, Array, Pose, from_zxy

_PARENTS = {bone.name: bone.parent for bone in RIG}
_INDEX = {name: i for i, name in enumerate(BONE_NAMES)}


def _influence() -> Array:
    """(bones of the rig, joints): which share of a joint's turn carries a bone along."""
    table = np.zeros((len(RIG), len(JOINTS)))
    numbers = {joint.bone: i for i, joint in enumerate(JOINTS)}
    for row, bone in enumerate(RIG):
        if bone.driven:
            table[row, numbers[bone.driven]] = 0.5
        here: str | None = bone.parent if bone.driven else bone.name
        while here is not None:
            table[row, numbers[here]] = 1.0
            here = _PARENTS[here]
    return table


INFLUENCE: Array = _influence()
_COLUMNS = np.array([ROOT_UNKNOWNS + COORDINATES.index(name) for _, _, name, _ in ANGLES])
_JOINTS = np.array([joint for joint, _, _, _ in ANGLES])
_JOINT_BONES = np.array([_INDEX[joint.bone] for joint in JOINTS])


@dataclass(frozen=True, slots=True)
class SkinPoints:
    """Points of the skin: `places` (n, 3) in neutral coordinates, `bones` and `weights` (n, k)."""

    places: Array
    bones: npt.NDArray[np.intp]
    weights: Array

    def __len__(self) -> int:
        return len(self.places)

    def at(self, chosen: npt.NDArray[np.intp]) -> "SkinPoints":
        """Only these points."""
        return SkinPoints(self.places[chosen], self.bones[chosen], self.weights[chosen])


@dataclass(frozen=True, slots=True)
class Moment:
    """Everything the residuals need of one iteration: the stance, its pose and the axes of all angles.

    `axes` (n_frames, n_angles, 3): unit axes in the room, times factor, for a turn in radians.
    """

    stance: Stance
    pose: Pose
    axes: Array


def moment_of(stance: Stance) -> Moment:
    """The pose of a stance and the axes about which its angles turn."""
    named = stance.coordinates()
    from hipwise.figure.pose import pose

    posed = pose(named)
    axes = np.empty((len(stance), len(ANGLES), 3))
    zero = np.zeros(len(stance))
    for column, (number, axis, _, factor) in enumerate(ANGLES):
        joint = JOINTS[number]
        parent = posed.rotations[:, _INDEX[str(joint.parent)]]
        (z, z_factor), (x, x_factor), _y = joint.angles
        turned_z = named.get(z, zero) * z_factor if axis > 0 else zero
        turned_x = named.get(x, zero) * x_factor if axis > 1 else zero
        unit = np.eye(3)[(2, 0, 1)[axis]]
        axes[:, column] = factor * (parent @ from_zxy(turned_z, turned_x, zero) @ unit)
    return Moment(stance, posed, axes)


def point_places(moment: Moment, points: SkinPoints) -> Array:
    """Where the points are, (n_frames, n, 3) metres."""
    return moment.pose.skin(points.places, points.bones, points.weights)


def point_jacobian(moment: Moment, points: SkinPoints) -> Array:
    """(n_frames, n, 3, UNKNOWNS): metres per metre and metres per degree."""
    pose, count = moment.pose, len(points)
    offsets = pose.places - np.einsum("fbij,bj->fbi", pose.rotations, ORIGINS)
    carried = np.zeros((len(moment.stance), count, len(JOINTS), 3))
    shares = np.zeros((count, len(JOINTS)))
    for k in range(points.bones.shape[1]):
        bones, weights = points.bones[:, k], points.weights[:, k]
        turned = np.einsum("fnij,nj->fni", pose.rotations[:, bones], points.places) + offsets[:, bones]
        share = weights[:, None] * INFLUENCE[bones]
        carried += turned[:, :, None, :] * share[None, :, :, None]
        shares += share
    centres = pose.places[:, _JOINT_BONES]
    levers = carried - shares[None, :, :, None] * centres[:, None]
    out = np.zeros((len(moment.stance), count, 3, UNKNOWNS))
    out[..., 0, 0] = out[..., 1, 1] = out[..., 2, 2] = 1.0
    for axis in range(3):
        unit = np.eye(3)[axis]
        out[..., 3 + axis] = np.cross(unit, levers[:, :, 0])
    moves = np.cross(moment.axes[:, None], levers[:, :, _JOINTS])
    for column, place in enumerate(_COLUMNS):
        out[..., place] += moves[:, :, column]
    out[..., 3:] *= np.pi / 180.0
    return out
