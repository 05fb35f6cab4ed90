"""Places in the room of the landmarks of many moments: the vectorised twin of `coach.picture.room_points`.

Bodies differ in their proportions: every segment is stretched along itself, so that all angles stay.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from hipwise.body.rig import BONE_NAMES
from hipwise.body.skeleton import mirrored
from hipwise.coach.picture import JOINTS, NOSE, ON_BONES
from hipwise.figure.pose import Array, pose

Joints = dict[str, Array]
_INDEX = {name: place for place, name in enumerate(BONE_NAMES)}


@dataclass(frozen=True, slots=True)
class Build:
    """Lengths of a body's segments against those of the figure, 1 as the figure."""

    trunk: float = 1.0
    shoulders: float = 1.0
    hips: float = 1.0
    thigh: float = 1.0
    shank: float = 1.0
    foot: float = 1.0
    arm: float = 1.0


def joints_of(coordinates: Mapping[str, Array]) -> Joints:
    """Landmark -> (n_frames, 3) metres, for OpenSim coordinates (n_frames,) in degrees, pelvis_t* metres."""
    posed = pose(coordinates)
    points: Joints = {"nose": posed.carry(NOSE[0], np.array([NOSE[1]]))[:, 0]}
    for side, suffix in (("right", "_r"), ("left", "_l")):
        for name, joint in JOINTS.items():
            points[f"{side}_{name}"] = posed.places[:, _INDEX[joint + suffix]]
        for name, (bone, place) in ON_BONES.items():
            owner = bone if bone in _INDEX else bone + suffix
            at = place if side == "right" else mirrored(place)
            points[f"{side}_{name}"] = posed.carry(owner, np.array([at]))[:, 0]
    return points


def rebuilt(points: Joints, build: Build) -> Joints:
    """The same posture of another body. The hips' middle keeps its place; planted feet move by
    millimetres.
    """
    hips = _middle(points, "hip")
    shoulders = _middle(points, "shoulder")
    neck = hips + build.trunk * (shoulders - hips)
    out: Joints = {"nose": neck + build.trunk * (points["nose"] - shoulders)}
    for side in ("right", "left"):
        was = {name[len(side) + 1 :]: place for name, place in points.items() if name.startswith(side)}
        now = {"hip": hips + build.hips * (was["hip"] - hips)}
        now["knee"] = now["hip"] + build.thigh * (was["knee"] - was["hip"])
        now["ankle"] = now["knee"] + build.shank * (was["ankle"] - was["knee"])
        for name in ("heel", "foot_index"):
            now[name] = now["ankle"] + build.foot * (was[name] - was["ankle"])
        now["shoulder"] = neck + build.shoulders * (was["shoulder"] - shoulders)
        now["elbow"] = now["shoulder"] + build.arm * (was["elbow"] - was["shoulder"])
        now["wrist"] = now["elbow"] + build.arm * (was["wrist"] - was["elbow"])
        now["index"] = now["wrist"] + build.arm * (was["index"] - was["wrist"])
        for name in ("eye", "ear"):
            now[name] = neck + build.trunk * (was[name] - shoulders)
        out |= {f"{side}_{name}": place for name, place in now.items()}
    return out


def other_side(landmark: str) -> str:
    """The same landmark of the other side; one of neither side, as the nose, is its own."""
    here, there = ("left", "right") if "left" in landmark else ("right", "left")
    return landmark.replace(here, there)


def _middle(points: Joints, name: str) -> Array:
    return (points[f"right_{name}"] + points[f"left_{name}"]) / 2.0
