"""The large ball under the heels, and the light ball that is thrown and caught."""

import numpy as np

from hipwise.body.rotation import Vector
from hipwise.figure.pose import Array
from hipwise.figure.prop.block import middle_of
from hipwise.figure.prop.piece import Piece
from hipwise.figure.prop.scene import Scene
from hipwise.figure.prop.size import size_m
from hipwise.figure.prop.solid import Solid, lathe
from hipwise.figure.prop_mesh import Path
from hipwise.library.exercise import Prop
from hipwise.movement.timeline import minimum_jerk

_SAMPLES = 13
# How far and how high a thrown ball flies away and comes back within the hold.
_FLIGHT_M = np.array([1.6, 0.35, 0.0])


def exercise_ball(prop: Prop, scene: Scene) -> tuple[Piece, ...]:
    """A ball on the floor whose top carries the heels: pressed a little flat, wider by the same."""
    x, _, z = middle_of(scene.part(prop.at))
    height = prop.height_m
    solid = _sphere(height / 2, height / 2, 15, 28).moved(np.array([x, height / 2, z]))
    return (Piece("vinyl", solid),)


def light_ball(prop: Prop, scene: Scene) -> tuple[Piece, ...]:
    """A ball between the hands; while the exercise holds, it flies to a partner and back."""
    radius = prop.height_m / 2 or size_m("light ball radius")
    carried = [_hands_middle(scene, m) for m in range(len(scene.pose.places))]
    solid = _sphere(radius, radius, 11, 20).moved(carried[0])
    return (Piece("vinyl", solid, path=_thrown(scene, np.array(carried) - carried[0])),)


def _hands_middle(scene: Scene, moment: int) -> Array:
    both = [middle_of(scene.part(f"{role}.hand", moment)) for role in ("working", "other")]
    middle: Array = (both[0] + both[1]) / 2
    return middle


def _thrown(scene: Scene, carried: Array) -> Path:
    """Displacements in time: with the hands while they move, in flight while they rest."""
    path, start = [], 0
    times = np.linspace(0.0, 1.0, _SAMPLES)
    for leg in scene.legs:
        moments = carried[start : start + len(leg)]
        start += len(leg)
        if np.ptp(moments, axis=0).max() < 1e-3:
            away = np.stack([_away(u) for u in times])
            path.append(_vectors(moments[0] + away))
            continue
        way = np.array([minimum_jerk(u) for u in times]) * (len(moments) - 1)
        path.append(
            _vectors(np.stack([np.interp(way, np.arange(len(moments)), moments[:, k]) for k in range(3)], 1))
        )
    return tuple(path)


def _away(u: float) -> Array:
    """Share `u` (0-1) of the time of a throw there and back: two arcs."""
    there = 1.0 - abs(2.0 * u - 1.0)
    arc = 4.0 * there * (1.0 - there) + 0.3 * there
    out: Array = _FLIGHT_M * np.array([there, arc, 0.0])
    return out


def _vectors(rows: Array) -> tuple[Vector, ...]:
    return tuple((float(x), float(y), float(z)) for x, y, z in rows)


def _sphere(radius_m: float, half_height_m: float, rings: int, sectors: int) -> Solid:
    angles = np.linspace(-np.pi / 2, np.pi / 2, rings)
    return lathe(
        [[(max(0.0, float(radius_m * np.cos(a))), float(half_height_m * np.sin(a))) for a in angles]], sectors
    )
