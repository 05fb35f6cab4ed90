"""The parts of the body that touch something, as patches of its skin.

A patch is the skin near a point, given in neutral coordinates (metres, right side for paired parts). Names
in content carry the role: `working.foot`; the working side is the right one. `feet` means both.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hipwise.body.rig import BONE_NAMES
from hipwise.body.rotation import Vector
from hipwise.body.skeleton import mirrored
from hipwise.figure.contact.jacobian import SkinPoints

_SIDES = {"working": ("_r",), "other": ("_l",), "": ("_r", "_l")}
# Names for both limbs at once.
_PLURALS = {
    "feet": "foot",
    "heels": "heel",
    "hands": "hand",
    "knees": "knee",
    "shins": "shin",
    "elbows": "elbow",
    "outer-feet": "outer-foot",
    "outer-edges": "outer-edge",
}


@dataclass(frozen=True, slots=True)
class Patch:
    """The skin of some bones near a point: bones without side, neutral centre and radius, metres."""

    bones: tuple[str, ...]
    centre: Vector
    radius_m: float


_FOOT = ("foot", "toes")
_TRUNK = ("pelvis", "spine1", "spine2", "spine3", "hiphalf")
# Centres: anatomical landmarks of the figure's proportions (see `body.skeleton`).
PAIRED: dict[str, tuple[Patch, ...]] = {
    "foot": (
        Patch(_FOOT, (-0.045, 0.0, 0.085), 0.03),
        Patch(_FOOT, (0.110, 0.0, 0.066), 0.03),
        Patch(_FOOT, (0.100, 0.0, 0.112), 0.03),
    ),
    "heel": (Patch(_FOOT, (-0.070, 0.030, 0.085), 0.04),),
    "forefoot": (
        Patch(_FOOT, (0.110, 0.0, 0.066), 0.03),
        Patch(_FOOT, (0.100, 0.0, 0.112), 0.03),
        Patch(("toes",), (0.175, 0.0, 0.086), 0.03),
    ),
    "toes": (Patch(_FOOT, (0.175, 0.012, 0.086), 0.05),),
    "inner-foot": (Patch(_FOOT, (-0.02, 0.03, 0.055), 0.03), Patch(_FOOT, (0.12, 0.02, 0.055), 0.03)),
    "outer-foot": (Patch(_FOOT, (-0.02, 0.03, 0.115), 0.03), Patch(_FOOT, (0.11, 0.02, 0.120), 0.03)),
    "sole": (Patch(_FOOT, (-0.04, 0.0, 0.085), 0.03), Patch(_FOOT, (0.11, 0.0, 0.088), 0.03)),
    "inner-heel": (Patch(_FOOT, (-0.030, 0.030, 0.052), 0.03),),
    "outer-edge": (Patch(_FOOT, (0.045, 0.015, 0.12), 0.14),),
    "outer-sole": (Patch(_FOOT, (-0.035, 0.004, 0.108), 0.02), Patch(_FOOT, (0.090, 0.004, 0.118), 0.02)),
    "mid-sole": (Patch(_FOOT, (0.060, 0.0, 0.090), 0.03),),
    "instep": (Patch(_FOOT, (0.060, 0.065, 0.085), 0.05), Patch(_FOOT, (0.160, 0.035, 0.086), 0.05)),
    "ankle": (Patch(("tibia", "foot"), (-0.004, 0.090, 0.125), 0.05),),
    "shin": (
        Patch(("tibia", "kneehalf"), (0.048, 0.460, 0.085), 0.06),
        Patch(("tibia",), (0.03, 0.15, 0.085), 0.06),
    ),
    "upper-shin": (Patch(("tibia",), (0.048, 0.415, 0.080), 0.05),),
    "knee": (Patch(("tibia", "kneehalf", "femur"), (0.048, 0.465, 0.085), 0.07),),
    "inner-knee": (Patch(("tibia", "kneehalf", "femur"), (0.0, 0.50, 0.035), 0.06),),
    "outer-knee": (Patch(("tibia", "kneehalf", "femur"), (0.0, 0.48, 0.140), 0.06),),
    "calf": (Patch(("tibia",), (-0.070, 0.340, 0.085), 0.08),),
    "front-thigh": (Patch(("femur",), (0.075, 0.62, 0.088), 0.07),),
    "back-thigh": (Patch(("femur",), (-0.078, 0.73, 0.086), 0.08),),
    "thigh": (Patch(("femur",), (0.0, 0.66, 0.088), 0.16),),
    "hip": (Patch(("pelvis", "hiphalf", "femur"), (0.0, 0.90, 0.175), 0.08),),
    "waist": (Patch(("pelvis", "spine1", "hiphalf"), (0.015, 1.00, 0.145), 0.07),),
    "shoulder": (Patch(("humerus", "shoulderhalf", "spine3"), (-0.01, 1.38, 0.235), 0.09),),
    "elbow": (Patch(("forearm", "elbowhalf", "humerus"), (-0.050, 1.07, 0.192), 0.06),),
    "forearm": (Patch(("forearm", "elbowhalf"), (-0.010, 0.94, 0.194), 0.14),),
    "palm": (Patch(("hand",), (-0.002, 0.770, 0.176), 0.03),),
    "hand": (Patch(("hand",), (-0.002, 0.770, 0.176), 0.05), Patch(("hand",), (0.0, 0.665, 0.172), 0.05)),
    "hand-back": (
        Patch(("hand",), (-0.002, 0.770, 0.212), 0.05),
        Patch(("hand",), (0.0, 0.690, 0.205), 0.05),
    ),
    "fingertips": (Patch(("hand",), (0.0, 0.655, 0.172), 0.04),),
}
MIDLINE: dict[str, tuple[Patch, ...]] = {
    "pelvis": (Patch(("pelvis", "hiphalf"), (-0.01, 0.92, 0.0), 0.25),),
    "hip-bones": (
        Patch(("pelvis", "hiphalf", "spine1"), (-0.10, 0.97, 0.0), 0.04),
        Patch(("pelvis", "hiphalf", "spine1"), (0.075, 0.98, 0.085), 0.04),
        Patch(("pelvis", "hiphalf", "spine1"), (0.075, 0.98, -0.085), 0.04),
    ),
    "seat": (
        Patch(("pelvis", "hiphalf", "femur"), (-0.05, 0.84, 0.07), 0.10),
        Patch(("pelvis", "hiphalf", "femur"), (-0.05, 0.84, -0.07), 0.10),
    ),
    "abdomen": (Patch(("pelvis", "spine1", "spine2"), (0.09, 1.02, 0.0), 0.14),),
    "back": (Patch(("spine2", "spine3"), (-0.11, 1.28, 0.0), 0.16),),
    "shoulders": (
        Patch(("spine3",), (-0.11, 1.33, 0.08), 0.08),
        Patch(("spine3",), (-0.11, 1.33, -0.08), 0.08),
    ),
    "ribs": (
        Patch(("spine3",), (0.100, 1.28, 0.0), 0.08),
        Patch(("spine3",), (-0.110, 1.28, 0.08), 0.08),
        Patch(("spine3",), (-0.110, 1.28, -0.08), 0.08),
    ),
    "chest": (Patch(("spine2", "spine3"), (0.09, 1.28, 0.0), 0.16),),
    "trunk": (Patch(_TRUNK, (-0.01, 1.15, 0.0), 0.50),),
    "head": (Patch(("head",), (0.0, 1.62, 0.0), 0.25),),
    "forehead": (Patch(("head",), (0.088, 1.655, 0.0), 0.04),),
}


@dataclass(frozen=True, slots=True)
class SidedPatch:
    """A patch on one side of the body: bones with their side, neutral centre, radius in metres."""

    bones: tuple[str, ...]
    centre: Vector
    radius_m: float


class PartError(ValueError):
    """A name that no part of the body has."""

    def __init__(self, part: str) -> None:
        known = ", ".join((*PAIRED, *MIDLINE))
        super().__init__(
            f"no part of the body is called {part!r}; expected working. or other. and one of {known}"
        )


def patches_of(part: str) -> tuple[SidedPatch, ...]:
    """The patches of a part named as content names it. Raises PartError."""
    role, _, name = part.rpartition(".")
    name = _PLURALS.get(name, name)
    if role not in _SIDES or (name not in PAIRED and name not in MIDLINE):
        raise PartError(part)
    if name in MIDLINE:
        return tuple(
            SidedPatch(_with_sides(patch.bones), patch.centre, patch.radius_m) for patch in MIDLINE[name]
        )
    return tuple(
        SidedPatch(
            tuple(_sided(bone, side) for bone in patch.bones),
            mirrored(patch.centre) if side == "_l" else patch.centre,
            patch.radius_m,
        )
        for side in _SIDES[role]
        for patch in PAIRED[name]
    )


def _sided(bone: str, side: str) -> str:
    return bone if bone in BONE_NAMES else bone + side


def _with_sides(bones: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for bone in bones for name in (bone, bone + "_r", bone + "_l") if name in BONE_NAMES)


def bone_points(part: str) -> SkinPoints:
    """The centres of a part's patches, fixed to the first bone of each: they keep a whole bone still."""
    patches = patches_of(part)
    bones = np.array([[BONE_NAMES.index(patch.bones[0])] for patch in patches])
    return SkinPoints(np.array([patch.centre for patch in patches]), bones, np.ones((len(patches), 1)))


def skin_of(patch: SidedPatch, skin: SkinPoints) -> npt.NDArray[np.intp]:
    """The points of the skin that belong to a patch: those within its radius, at least the nearest one."""
    numbers = [BONE_NAMES.index(bone) for bone in patch.bones]
    main = skin.bones[np.arange(len(skin)), skin.weights.argmax(axis=1)]
    distance = np.linalg.norm(skin.places - np.array(patch.centre), axis=1)
    distance = np.where(np.isin(main, numbers), distance, np.inf)
    inside = np.flatnonzero(distance <= patch.radius_m)
    return inside if len(inside) else np.array([distance.argmin()])


def spot_of(patch: SidedPatch, skin: SkinPoints) -> int:
    """The point of the skin nearest to the centre of a patch, on the patch's bones."""
    chosen = skin_of(patch, skin)
    return int(chosen[np.linalg.norm(skin.places[chosen] - np.array(patch.centre), axis=1).argmin()])
