"""What carries the body: the floor, and the tops of the things that stand under parts of it.

A thing carries only the skin of the parts that stand on it; all other skin meets the floor. The ball of a
bridge is a cylinder across, on which the legs lie.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from hipwise.figure.contact.jacobian import SkinPoints
from hipwise.figure.contact.part import patches_of
from hipwise.figure.pose import Array
from hipwise.figure.rig import BONE_NAMES
from hipwise.library.exercise import Prop

# Bones whose skin a prop carries, by the place that content gives it.
_CARRIED: dict[str, tuple[str, ...]] = {
    "foot": ("foot", "toes"),
    "feet": ("foot", "toes"),
    "heels": ("foot", "toes"),
    "seat": ("pelvis", "hiphalf", "femur", "spine1"),
    "hips": ("pelvis", "hiphalf", "femur", "spine1"),
    "head": ("head", "neck"),
    "abdomen": ("spine1", "spine2", "pelvis"),
}
# A thigh leaves the seat this far below the hip joint, in neutral coordinates.
_SEAT_EDGE_M = 0.76
_ROLE_SIDES = {"working": ("_r",), "other": ("_l",), "": ("_r", "_l", "")}


@dataclass(frozen=True, slots=True)
class Ground:
    """Height of the ground under each point of the skin, metres (n,)."""

    heights: Array


def ground_under(skin: SkinPoints, props: Iterable[Prop]) -> Ground:
    """The ground under every point, from the props that carry a part."""
    heights = np.zeros(len(skin))
    main = skin.bones[np.arange(len(skin)), skin.weights.argmax(axis=1)]
    for prop in props:
        role, _, name = prop.at.rpartition(".")
        if prop.height_m == 0.0 or name not in _CARRIED:
            continue
        bones = [
            BONE_NAMES.index(bone + side)
            for bone in _CARRIED[name]
            for side in (*_ROLE_SIDES[role], "")
            if bone + side in BONE_NAMES
        ]
        carried = np.isin(main, bones)
        if name in ("seat", "hips"):
            carried &= skin.places[:, 1] > _SEAT_EDGE_M
        if name == "abdomen":
            carried &= skin.places[:, 1] > 0.90
        heights[carried] = prop.height_m
    return Ground(heights)


def height_of(part: str, skin: SkinPoints, ground: Ground) -> float:
    """The ground under a part's middle, metres. Raises PartError."""
    from hipwise.figure.contact.part import spot_of

    return float(max(ground.heights[spot_of(patch, skin)] for patch in patches_of(part)))
