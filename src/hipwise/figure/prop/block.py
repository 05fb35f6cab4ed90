"""Things with flat faces that carry a part of the body: yoga block, step, box."""

import numpy as np

from hipwise.figure.pose import Array
from hipwise.figure.prop.piece import Piece
from hipwise.figure.prop.scene import Scene
from hipwise.figure.prop.size import size_m
from hipwise.figure.prop.solid import rounded_box
from hipwise.library.exercise import Prop

# Room between the step and the free foot that passes it.
_CLEAR_M = 0.008


def middle_of(points: Array) -> Array:
    """The middle of the box around points (n, 3)."""
    middle: Array = (points.min(axis=0) + points.max(axis=0)) / 2
    return middle


def block_under(
    x: float, z: float, half_x: float, half_z: float, height_m: float, edge_m: float
) -> tuple[Array, Array, float]:
    """Corners of a block on the floor, and its edge's radius."""
    return np.array([x - half_x, 0.0, z - half_z]), np.array([x + half_x, height_m, z + half_z]), edge_m


def yoga_block(prop: Prop, scene: Scene) -> tuple[Piece, ...]:
    """A block that is sat on, its long side across."""
    x, _, z = middle_of(scene.part(prop.at))
    half_x, half_z = size_m("block width") / 2, size_m("block length") / 2
    return (Piece("foam", rounded_box(*block_under(x, z, half_x, half_z, prop.height_m, 0.012))),)


def step(prop: Prop, scene: Scene) -> tuple[Piece, ...]:
    """A step that the foot stands on near its inner end, so that the other leg hangs free beside it."""
    x, _, _ = middle_of(scene.part(prop.at))
    inner = _inner_edge(scene, prop)
    low = np.array([x - size_m("step depth") / 2, 0.0, inner])
    high = np.array([x + size_m("step depth") / 2, prop.height_m, inner + size_m("step length")])
    seam = 0.014
    body = rounded_box(low, high - np.array([0.0, seam, 0.0]), 0.02)
    cover = rounded_box(
        np.array([low[0] + 0.012, prop.height_m - seam - 0.004, low[2] + 0.012]),
        np.array([high[0] - 0.012, prop.height_m, high[2] - 0.012]),
        0.007,
    )
    return Piece("rubber", body), Piece("dark-rubber", cover)


def _inner_edge(scene: Scene, prop: Prop) -> float:
    """Beside the standing foot, or further out where the free foot passes and the standing one overhangs."""
    role = prop.at.split(".")[0]
    foot = scene.part(prop.at)
    free = scene.part_always(f"{'other' if role == 'working' else 'working'}.foot").reshape(-1, 3)
    middle_x, reach = middle_of(foot)[0], size_m("step depth") / 2
    beside = (np.abs(free[:, 0] - middle_x) < reach) & (free[:, 1] < prop.height_m)
    passing = float(free[beside, 2].max(initial=-np.inf)) + _CLEAR_M
    wanted = float(foot[:, 2].min()) - size_m("step inner margin")
    return min(max(wanted, passing), float(foot[:, 2].min()) + size_m("step overhang"))


def box(prop: Prop, scene: Scene) -> tuple[Piece, ...]:
    """A wooden box."""
    x, _, z = middle_of(scene.part(prop.at))
    half = size_m("box side") / 2
    return (Piece("wood", rounded_box(*block_under(x, z, half, half, prop.height_m, 0.012))),)
