"""Forward kinematics: joint coordinates in, place and direction of every bone out."""

from collections.abc import Mapping
from dataclasses import dataclass

from hipwise.body.rotation import Rotation, Vector, compose, from_zxy, turn
from hipwise.body.skeleton import BONES, origin

# Shares of the lumbar coordinates that the three spine bones take; more below, as in the living spine.
_SPINE_SHARES = {"spine1": 0.40, "spine2": 0.35, "spine3": 0.25}

Coordinates = Mapping[str, float]


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
    for bone in BONES:
        for name, suffix in _instances(bone.name, bone.paired):
            local = _local_rotation(bone.name, suffix, coordinates)
            if bone.parent is None:
                frames[name] = Frame(local, _root_place(coordinates))
                continue
            parent_name = bone.parent + (suffix if bone.parent not in frames else "")
            parent = frames[parent_name]
            frames[name] = Frame(compose(parent.rotation, local), parent.carry(parent_name, origin(name)))
    return frames


def _instances(name: str, paired: bool) -> tuple[tuple[str, str], ...]:
    return ((f"{name}_r", "_r"), (f"{name}_l", "_l")) if paired else ((name, ""),)


def _root_place(c: Coordinates) -> Vector:
    o = origin("pelvis")
    return (o[0] + c.get("pelvis_tx", 0.0), o[1] + c.get("pelvis_ty", 0.0), o[2] + c.get("pelvis_tz", 0.0))


def _local_rotation(bone: str, suffix: str, c: Coordinates) -> Rotation:
    mirror = -1.0 if suffix == "_l" else 1.0
    if bone == "pelvis":
        return from_zxy(c.get("pelvis_tilt", 0.0), c.get("pelvis_list", 0.0), c.get("pelvis_rotation", 0.0))
    if bone in _SPINE_SHARES:
        share = _SPINE_SHARES[bone]
        return from_zxy(
            share * c.get("lumbar_extension", 0.0),
            share * c.get("lumbar_bending", 0.0),
            share * c.get("lumbar_rotation", 0.0),
        )
    if bone in ("neck", "head"):
        half = 0.5
        return from_zxy(
            half * c.get("neck_extension", 0.0),
            half * c.get("neck_bending", 0.0),
            half * c.get("neck_rotation", 0.0),
        )
    return _limb_rotation(bone, suffix, mirror, c)


def _limb_rotation(bone: str, suffix: str, mirror: float, c: Coordinates) -> Rotation:
    def value(name: str) -> float:
        return c.get(name + suffix, 0.0)

    if bone == "femur":
        return from_zxy(value("hip_flexion"), mirror * value("hip_adduction"), mirror * value("hip_rotation"))
    if bone == "tibia":
        return from_zxy(-value("knee_angle"), 0.0, 0.0)
    if bone == "foot":
        return from_zxy(value("ankle_angle"), mirror * value("subtalar_angle"), 0.0)
    if bone == "humerus":
        return from_zxy(value("arm_flex"), mirror * value("arm_add"), mirror * value("arm_rot"))
    if bone == "forearm":
        return from_zxy(value("elbow_flex"), 0.0, mirror * value("pro_sup"))
    return from_zxy(0.0, 0.0, 0.0)
