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

_SAMPLES = 17
# How far and how high a thrown ball flies away before it comes back; the partner stands two metres away.
_FLIGHT_M = np.array([1.7, 0.25, 0.0])
# The ball rests in the hands for this share of a throw before it flies.
_RESTS = 0.25


def exercise_ball(prop: Prop, scene: Scene) -> tuple[Piece, ...]:
    """A ball on the floor under the lower legs: as near to the body as no moment has it in the skin.

    `height_m` is where the heels lie on its near side, so that the legs slope down along it. Raises
    ValueError for a height that its side does not reach.
    """
    radius = size_m("exercise ball radius")
    if prop.height_m >= 2 * radius:
        raise ValueError(f"exercise-ball: expected a height below {2 * radius:g} m, got {prop.height_m:g} m")
    legs = np.concatenate([scene.part_always(part) for part in ("feet", "shanks")], axis=1)
    x, _, z = middle_of(scene.part(prop.at))
    centre = np.array([_nearest_x(legs.reshape(-1, 3), x, radius, z), radius, z])
    return (Piece("vinyl", _ball(radius, 15, 28).moved(centre)),)


def _nearest_x(legs: Array, start_x: float, radius: float, z: float) -> float:
    """The least x from `start_x` on at which a ball on the floor stays outside all points (n, 3)."""
    # Where each point, at its height, would touch the ball from the body's side.
    room = radius**2 - (legs[:, 1] - radius) ** 2 - (legs[:, 2] - z) ** 2
    touching = legs[:, 0] + np.sqrt(np.maximum(room, 0.0))
    return max(start_x, float(touching[room > 0.0].max(initial=start_x)))


def light_ball(prop: Prop, scene: Scene) -> tuple[Piece, ...]:
    """A ball between the hands; while the exercise holds, it flies to a partner and back."""
    radius = prop.height_m / 2 or size_m("light ball radius")
    carried = [_hands_middle(scene, m) for m in range(len(scene.pose.places))]
    solid = _ball(radius, 11, 20).moved(carried[0])
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
    """Share `u` (0-1) of the time of a throw there and back: rest, and two arcs."""
    there = 1.0 - abs(2.0 * (u - _RESTS) / (1.0 - _RESTS) - 1.0) if u > _RESTS else 0.0
    arc = 4.0 * there * (1.0 - there)
    out: Array = _FLIGHT_M * np.array([there, arc, 0.0])
    return out


def _vectors(rows: Array) -> tuple[Vector, ...]:
    return tuple((float(x), float(y), float(z)) for x, y, z in rows)


def _ball(radius_m: float, rings: int, sectors: int) -> Solid:
    angles = np.linspace(-np.pi / 2, np.pi / 2, rings)
    return lathe(
        [[(max(0.0, float(radius_m * np.cos(a))), float(radius_m * np.sin(a))) for a in angles]], sectors
    )
