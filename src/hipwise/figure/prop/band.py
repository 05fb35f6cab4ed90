"""A loop band or a belt round both legs: arcs that hang on the two limbs, and straight parts that stretch."""

import numpy as np

from hipwise.figure.pose import Array
from hipwise.figure.prop.piece import Piece
from hipwise.figure.prop.scene import Scene
from hipwise.figure.prop.size import size_m
from hipwise.figure.prop.solid import bent_sheet
from hipwise.library.exercise import Prop

_STATIONS = 11
_SLICE_M = 0.025
_LIMBS = {
    "thighs": ("femur", "tibia", 0.80),
    "ankles": ("tibia", "foot", 0.84),
    "knees": ("femur", "tibia", 0.92),
}


def loop_band(prop: Prop, scene: Scene) -> tuple[Piece, ...]:
    """An elastic loop, by default just above the knees."""
    return _wrap(prop, scene, "loop band", "rubber")


def belt(prop: Prop, scene: Scene) -> tuple[Piece, ...]:
    """A belt, by default just above the ankles."""
    return _wrap(prop, scene, "belt", "webbing")


def _wrap(prop: Prop, scene: Scene, name: str, material: str) -> tuple[Piece, ...]:
    bone, next_bone, share = _LIMBS[prop.at]
    centres, axes = {}, {}
    for side in ("_r", "_l"):
        start, end = scene.joint(bone + side), scene.joint(next_bone + side)
        centres[side] = start + share * (end - start)
        axes[side] = (end - start) / np.linalg.norm(end - start)
    inner, outer, edge, bones = [], [], [], []
    thick, half = size_m(f"{name} thickness"), size_m(f"{name} width") / 2
    for side, sign in (("_r", 1.0), ("_l", -1.0)):
        u, v = _across(centres[side], centres["_l" if side == "_r" else "_r"], axes[side], sign)
        turns = np.linspace(-np.pi / 2, np.pi / 2, _STATIONS) + (0.0 if sign > 0 else np.pi)
        away = np.outer(np.cos(turns), u) + np.outer(np.sin(turns), v)
        reach = _reach(scene, bone + side, centres[side], axes[side], away) + 0.002
        inner.append(centres[side] + reach[:, None] * away)
        outer.append(centres[side] + (reach + thick)[:, None] * away)
        edge.append(np.broadcast_to(-half * axes[side], away.shape))
        bones += [bone + side] * (_STATIONS * 4)
    solid = bent_sheet(np.concatenate(inner), np.concatenate(outer), np.concatenate(edge))
    return (Piece(material, solid, tuple(bones)),)


def _across(centre: Array, other: Array, axis: Array, sign: float) -> tuple[Array, Array]:
    """Directions square to a limb: away from the left limb to the right one, and forward."""
    u = (centre - other) * sign
    u = u - (u @ axis) * axis
    u /= np.linalg.norm(u)
    return u, np.cross(axis, u)


def _reach(scene: Scene, bone: str, centre: Array, axis: Array, away: Array) -> Array:
    """How far the skin of a limb reaches from its middle in each direction (n, 3)."""
    limb = scene.part(
        {
            "femur_r": "working.thigh",
            "femur_l": "other.thigh",
            "tibia_r": "working.shank",
            "tibia_l": "other.shank",
        }[bone]
    )
    slice_ = limb[np.abs((limb - centre) @ axis) < _SLICE_M]
    if len(slice_) == 0:
        slice_ = limb
    reach: Array = ((slice_ - centre) @ away.T).max(axis=0)
    return reach
