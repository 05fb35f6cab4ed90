"""The bones of the skin: those of the skeleton, and helpers that turn half as far as a joint does.

A skin that hangs on two bones alone collapses where the joint bends far. A helper bone that turns by half
keeps its volume. Standard library only: the viewer's clips and the meshes hang on the same bones.
"""

from dataclasses import dataclass

from hipwise.body.kinematics import JOINTS, Coordinates, Joint, local_rotation
from hipwise.body.quaternion import Quaternion, from_rotation, half_of
from hipwise.body.rotation import Vector
from hipwise.body.skeleton import origin

# The buttock takes a third of the turn of the thigh about its long axis; other helpers take half of all.
_HELPERS: tuple[tuple[str, str, float], ...] = (
    ("hiphalf", "femur", 0.35),
    ("kneehalf", "tibia", 1.0),
    ("shoulderhalf", "humerus", 1.0),
    ("elbowhalf", "forearm", 1.0),
)


@dataclass(frozen=True, slots=True)
class RigBone:
    """A bone with its side in the name, its parent (None for the pelvis) and its neutral joint, metres.

    A helper names the bone that it follows by half in `driven`; before it halves, it takes `axial_share` of
    the angle about y.
    """

    name: str
    parent: str | None
    origin: Vector
    driven: str = ""
    axial_share: float = 1.0


def _rig() -> tuple[RigBone, ...]:
    bones = [RigBone(joint.bone, joint.parent, origin(joint.bone)) for joint in JOINTS]
    parents = {bone.name: bone.parent for bone in bones}
    for helper, driven, axial_share in _HELPERS:
        for side in ("_r", "_l"):
            bone = driven + side
            bones.append(RigBone(helper + side, parents[bone], origin(bone), bone, axial_share))
    return tuple(bones)


# Parents come before their children, helpers last.
RIG: tuple[RigBone, ...] = _rig()
BONE_NAMES: tuple[str, ...] = tuple(bone.name for bone in RIG)
_JOINTS = {joint.bone: joint for joint in JOINTS}


def local_quaternions(coordinates: Coordinates) -> dict[str, Quaternion]:
    """The rotation of every bone of the rig to its parent, from neutral (degrees; missing ones are 0)."""
    return {bone.name: _local(bone, coordinates) for bone in RIG}


def _local(bone: RigBone, coordinates: Coordinates) -> Quaternion:
    if not bone.driven:
        return from_rotation(local_rotation(_JOINTS[bone.name], coordinates))
    z, x, (y, y_factor) = _JOINTS[bone.driven].angles
    joint = Joint(bone.name, bone.parent, (z, x, (y, y_factor * bone.axial_share)))
    return half_of(from_rotation(local_rotation(joint, coordinates)))
