"""Angles in the plane of the picture, from points with x to the right and y down.

Depth is not used: a pose model's depth order flips and its three-dimensional knees never straighten.
An angle of a limb that does not lie in the picture plane is therefore the angle of its shadow.

Each function takes the places of its points and makes a reader of them: a live frame asks for few angles
thirty times a second, and each further call would cost as much as the angle.
"""

import math
from collections.abc import Callable, Sequence

Point = tuple[float, float]
ReadPoints = Callable[[Sequence[Point]], float]


def lines_angle(a: int, b: int, c: int, d: int) -> ReadPoints:
    """Reads the angle between the directions a→b and c→d, 0 to 180 degrees; of a limb, both from its joint.

    NaN when a point is NaN or the two of a line coincide.
    """

    def read(at: Sequence[Point]) -> float:
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = at[a], at[b], at[c], at[d]
        ux, uy, vx, vy = bx - ax, by - ay, dx - cx, dy - cy
        cross, dot = ux * vy - uy * vx, ux * vx + uy * vy
        if cross == 0.0 and dot == 0.0:
            return math.nan
        return math.degrees(math.atan2(abs(cross), dot))

    return read


def length_percent(a: int, b: int, c: int, d: int) -> ReadPoints:
    """Reads the length a-b in percent of the length c-d. NaN when a point is NaN or c equals d."""

    def read(at: Sequence[Point]) -> float:
        whole = math.dist(at[c], at[d])
        return 100.0 * math.dist(at[a], at[b]) / whole if whole != 0.0 else math.nan

    return read


def growth_percent(a: int, b: int) -> ReadPoints:
    """Reads by how many percent the line a-b is longer than when it was first seen; shorter is negative.

    As 100 times the logarithm of the ratio: ways out and back are then of one size wherever they begin. NaN
    when a point is NaN or a equals b.
    """
    first = math.nan

    def read(at: Sequence[Point]) -> float:
        nonlocal first
        length = math.dist(at[a], at[b])
        if not length > 0.0:
            return math.nan
        if first != first:
            first = length
        return 100.0 * math.log(length / first)

    return read


def incline(a: int, b: int) -> ReadPoints:
    """Reads the direction a→b, -180 to 180 degrees: 0 to the picture's right, 90 up. NaN when a equals b."""

    def read(at: Sequence[Point]) -> float:
        (ax, ay), (bx, by) = at[a], at[b]
        dx, dy = bx - ax, ay - by
        if dx == 0.0 and dy == 0.0:
            return math.nan
        return math.degrees(math.atan2(dy, dx))

    return read


def turned_deg(value_deg: float, from_deg: float) -> float:
    """How far `value_deg` is turned from `from_deg`, the short way round: -180 to 180."""
    return (value_deg - from_deg + 180.0) % 360.0 - 180.0
