"""The skeleton: bones, their parents and where their joints lie in the neutral posture.

Neutral: standing, arms hanging, all coordinates 0; x forward, y up, z to the right, metres, for a body
of `REFERENCE_HEIGHT_M`. Segment lengths are the fractions of body height of Drillis and Contini 1966
(hip .530 H, thigh .245 H, shank .246 H, foot .152 H).
"""

from dataclasses import dataclass

from hipwise.body.rotation import Vector

REFERENCE_HEIGHT_M = 1.72


@dataclass(frozen=True, slots=True)
class Bone:
    """A bone, its parent and the neutral place of its joint to the parent (right side for paired bones)."""

    name: str
    parent: str | None
    origin: Vector
    paired: bool = False


BONES: tuple[Bone, ...] = (
    Bone("pelvis", None, (0.0, 0.912, 0.0)),
    Bone("spine1", "pelvis", (-0.025, 1.002, 0.0)),
    Bone("spine2", "spine1", (-0.015, 1.112, 0.0)),
    Bone("spine3", "spine2", (-0.020, 1.222, 0.0)),
    Bone("neck", "spine3", (-0.020, 1.445, 0.0)),
    Bone("head", "neck", (0.0, 1.535, 0.0)),
    Bone("femur", "pelvis", (0.0, 0.912, 0.085), paired=True),
    Bone("tibia", "femur", (0.0, 0.490, 0.085), paired=True),
    Bone("foot", "tibia", (-0.005, 0.067, 0.085), paired=True),
    Bone("toes", "foot", (0.125, 0.020, 0.088), paired=True),
    Bone("humerus", "spine3", (-0.010, 1.390, 0.185), paired=True),
    Bone("forearm", "humerus", (-0.010, 1.070, 0.192), paired=True),
    Bone("hand", "forearm", (-0.005, 0.819, 0.195), paired=True),
)


def mirrored(point: Vector) -> Vector:
    """The same point on the other side of the body."""
    return (point[0], point[1], -point[2])


def origin(bone: str) -> Vector:
    """Neutral place of a bone's joint. `bone` carries its side, e.g. `femur_l`. Raises KeyError."""
    return _ORIGINS[bone]


def _origins() -> dict[str, Vector]:
    table: dict[str, Vector] = {}
    for bone in BONES:
        if bone.paired:
            table[f"{bone.name}_r"] = bone.origin
            table[f"{bone.name}_l"] = mirrored(bone.origin)
        else:
            table[bone.name] = bone.origin
    return table


_ORIGINS = _origins()
