"""Soft things: a pillow that gives way in its middle, a folded towel."""

import numpy as np

from hipwise.figure.pose import Array
from hipwise.figure.prop.block import middle_of
from hipwise.figure.prop.piece import Piece
from hipwise.figure.prop.scene import Scene
from hipwise.figure.prop.size import size_m
from hipwise.figure.prop.solid import Solid, grid_solid, joined, rounded_box, smooth_normals
from hipwise.library.exercise import Prop

_RINGS = 7
_COLUMNS = 28
# How much higher a pillow stays around what lies on it.
_RIM_M = 0.022
# A pillow reaches so far beyond the head, and ends so far from an arm beside it.
_BESIDE_HEAD_M, _FROM_ARM_M = 0.03, 0.01


def pillow(prop: Prop, scene: Scene) -> tuple[Piece, ...]:
    """A pillow under a part, at `height_m` where the part rests; under a head it ends at the neck."""
    part = scene.part(prop.at)
    middle = middle_of(part)
    half = np.array([size_m("pillow width"), 0.0, size_m("pillow length")]) / 2
    if scene.length_axis == 2:
        half = half[::-1]
    if prop.at.endswith("foot"):
        half = np.array([size_m("pillow length"), 0.0, size_m("pillow width")]) / 2
    if prop.at == "head":
        axis = scene.length_axis
        # The neck and the shoulder need their room: the pillow carries the head from just above the neck.
        middle[axis] += scene.head_sign * 0.035
        _keep_from_arms(scene, part, middle, half, prop.height_m)
    return (Piece("cloth", _cushion(middle, half, prop.height_m)),)


def _keep_from_arms(scene: Scene, head: Array, middle: Array, half: Array, height_m: float) -> None:
    """Let the pillow end before an arm that lies beside the head; one under the head stays under it."""
    along, across = scene.length_axis, 2 - scene.length_axis
    arms = np.concatenate([scene.part_always(part) for part in ("hands", "forearms")], axis=1).reshape(-1, 3)
    beside = (np.abs(arms[:, along] - middle[along]) < half[along]) & (arms[:, 1] < height_m + _RIM_M)
    offset = arms[beside, across] - middle[across]
    ends = []
    for sign in (-1.0, 1.0):
        least = float((sign * (head[:, across] - middle[across])).max()) + _BESIDE_HEAD_M
        there = sign * offset[sign * offset > least]
        ends.append(sign * float(np.clip(there.min(initial=np.inf) - _FROM_ARM_M, least, half[across])))
    middle[across] += (ends[0] + ends[1]) / 2
    half[across] = (ends[1] - ends[0]) / 2


def _cushion(middle: Array, half: Array, height_m: float) -> Solid:
    """A pillow with soft edges whose middle is pressed down to `height_m`."""
    turns = np.arange(_COLUMNS) * 2 * np.pi / _COLUMNS
    outline = _rounded_square(turns)
    rise = np.linspace(-np.pi / 2, np.pi / 2, 2 * _RINGS - 1)
    share = np.cos(rise) ** 0.55
    full = height_m + _RIM_M
    level = full / 2 * (1.0 + np.sign(rise) * np.abs(np.sin(rise)) ** 0.8)
    x = share[:, None] * outline[:, 0] * half[0]
    z = share[:, None] * outline[:, 1] * half[2]
    y = np.broadcast_to(level[:, None], x.shape) - _dent(share, rise)[:, None]
    vertices = np.stack([x + middle[0], y, z + middle[2]], axis=-1)
    return grid_solid(vertices, smooth_normals(vertices))


def _dent(share: Array, rise: Array) -> Array:
    """How far the upper side is pressed down, most in the middle."""
    dent: Array = np.where(rise > 0.0, _RIM_M * np.clip(1.0 - (share / 0.75) ** 2, 0.0, 1.0) ** 0.5, 0.0)
    return dent


def _rounded_square(turns: Array) -> Array:
    """A square with round corners, half side 1 (n, 2); points stand closer together at the corners."""
    turns = turns + 0.15 * np.sin(4.0 * turns)
    c, s = np.cos(turns), np.sin(turns)
    size = (c**6 + s**6) ** (-1 / 6)
    outline: Array = np.stack([c * size, s * size], axis=1)
    return outline


def folded_towel(prop: Prop, scene: Scene) -> tuple[Piece, ...]:
    """A towel folded to three layers under a part."""
    x, _, z = middle_of(scene.part(prop.at))
    half = np.array([size_m("towel length"), 0.0, size_m("towel width")]) / 2
    layers = []
    for i in range(3):
        inset = np.array([0.004, 0.0, 0.004]) * (i % 2)
        low = np.array([x, prop.height_m * i / 3, z]) - half + inset
        high = np.array([x, prop.height_m * (i + 1) / 3, z]) + half - inset
        layers.append(rounded_box(low, high, prop.height_m / 6))
    return (Piece("cloth", joined(layers)),)
