"""Forward kinematics: joint coordinates in, place and direction of every bone out."""

from collections.abc import Mapping
from dataclasses import dataclass

from hipwise.body.rotation import Rotation, Vector, compose, from_zxy, turn
from hipwise.body.skeleton import BONES, origin

Coordinates = Mapping[str, float]
# A Cardan angle as coordinate and factor; a factor 0 is an angle that the joint does not have.
Angle = tuple[str, float]

_NONE: Angle = ("", 0.0)
# Shares of the lumbar coordinates that the three spine bones take; more below, as in the living spine.
_SPINE_SHARES = {"spine1": 0.40, "spine2": 0.35, "spine3": 0.25}
_NECK_SHARE = 0.5
# Angles about z, x and y of the limbs' joints. The last two change their sign on the left side.
_LIMB_ANGLES: dict[str, tuple[Angle, Angle, Angle]] = {
    "femur": (("hip_flexion", 1.0), ("hip_adduction", 1.0), ("hip_rotation", 1.0)),
    "tibia": (("knee_angle", -1.0), _NONE, ("knee_rotation", 1.0)),
    "foot": (("ankle_angle", 1.0), ("subtalar_angle", 1.0), _NONE),
    "toes": (("mtp_angle", 1.0), _NONE, _NONE),
    "humerus": (("arm_flex", 1.0), ("arm_add", 1.0), ("arm_rot", 1.0)),
    "forearm": (("elbow_flex", 1.0), _NONE, ("pro_sup", 1.0)),
    "hand": (("wrist_flex", 1.0), ("wrist_dev", 1.0), _NONE),
}


def _midline_angles(bone: str) -> tuple[Angle, Angle, Angle]:
    if bone == "pelvis":
        return ("pelvis_tilt", 1.0), ("pelvis_list", 1.0), ("pelvis_rotation", 1.0)
    if bone in _SPINE_SHARES:
        share = _SPINE_SHARES[bone]
        return ("lumbar_extension", share), ("lumbar_bending", share), ("lumbar_rotation", share)
    return ("neck_extension", _NECK_SHARE), ("neck_bending", _NECK_SHARE), ("neck_rotation", _NECK_SHARE)


def _limb_angles(bone: str, side: str) -> tuple[Angle, Angle, Angle]:
    mirror = -1.0 if side == "_l" else 1.0
    (z, z_factor), (x, x_factor), (y, y_factor) = _LIMB_ANGLES[bone]
    return (z + side, z_factor), (x + side, mirror * x_factor), (y + side, mirror * y_factor)


@dataclass(frozen=True, slots=True)
class Joint:
    """How a bone hangs on its parent: Cardan angles about z, x, y. Bone names carry their side."""

    bone: str
    parent: str | None
    angles: tuple[Angle, Angle, Angle]


def _joints() -> tuple[Joint, ...]:
    joints: list[Joint] = []
    paired = {bone.name for bone in BONES if bone.paired}
    for bone in BONES:
        if not bone.paired:
            joints.append(Joint(bone.name, bone.parent, _midline_angles(bone.name)))
            continue
        for side in ("_r", "_l"):
            parent = f"{bone.parent}{side}" if bone.parent in paired else bone.parent
            joints.append(Joint(bone.name + side, parent, _limb_angles(bone.name, side)))
    return tuple(joints)


# Parents come before their children.
JOINTS: tuple[Joint, ...] = _joints()


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a bone is: the rotation from neutral and the place of its joint, metres."""

    rotation: Rotation
    place: Vector

    def carry(self, bone: str, neutral_point: Vector) -> Vector:
        """Where a point fixed to `bone`, given in neutral coordinates, now lies."""
        o = origin(bone)
        local = (neutral_point[0] - o[0], neutral_point[1] - o[1], neutral_point[2] - o[2])
        x, y, z = turn(self.rotation, local)
        return (x + self.place[0], y + self.place[1], z + self.place[2])


def forward_kinematics(coordinates: Coordinates) -> dict[str, Frame]:
    """Global frame of each bone for OpenSim-named coordinates (degrees; pelvis_t* metres).

    Missing coordinates are 0. `pelvis_tx/ty/tz` are the displacement of the pelvis from neutral.
    """
    frames: dict[str, Frame] = {}
    for joint in JOINTS:
        local = local_rotation(joint, coordinates)
        if joint.parent is None:
            frames[joint.bone] = Frame(local, _root_place(coordinates))
            continue
        parent = frames[joint.parent]
        place = parent.carry(joint.parent, origin(joint.bone))
        frames[joint.bone] = Frame(compose(parent.rotation, local), place)
    return frames


def local_rotation(joint: Joint, coordinates: Coordinates) -> Rotation:
    """The rotation of a bone to its parent, from neutral."""
    z, x, y = (coordinates.get(name, 0.0) * factor for name, factor in joint.angles)
    return from_zxy(z, x, y)


def _root_place(c: Coordinates) -> Vector:
    o = origin("pelvis")
    return (o[0] + c.get("pelvis_tx", 0.0), o[1] + c.get("pelvis_ty", 0.0), o[2] + c.get("pelvis_tz", 0.0))
