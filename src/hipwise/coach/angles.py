"""Angles in the plane of the picture, from points with x to the right and y down.

Depth is not used: a pose model's depth order flips and its three-dimensional knees never straighten.
An angle of a limb that does not lie in the picture plane is therefore the angle of its shadow.
"""

import math

Point = tuple[float, float]


def joint_angle_deg(a: Point, joint: Point, b: Point) -> float:
    """Angle a-joint-b, 0 to 180 degrees; 180 when straight. NaN when a point is NaN or two coincide."""
    ux, uy = a[0] - joint[0], a[1] - joint[1]
    vx, vy = b[0] - joint[0], b[1] - joint[1]
    return _between_deg(ux, uy, vx, vy)


def lines_angle_deg(a: Point, b: Point, c: Point, d: Point) -> float:
    """Angle between the directions a→b and c→d, 0 to 180 degrees. NaN like `joint_angle_deg`."""
    return _between_deg(b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1])


def length_percent(a: Point, b: Point, c: Point, d: Point) -> float:
    """Length a-b in percent of the length c-d. NaN when a point is NaN or c equals d."""
    whole = math.dist(c, d)
    return 100.0 * math.dist(a, b) / whole if whole != 0.0 else math.nan


def incline_deg(a: Point, b: Point) -> float:
    """Direction a→b, -180 to 180 degrees: 0 to the picture's right, 90 up. NaN when a equals b."""
    dx, dy = b[0] - a[0], a[1] - b[1]
    if dx == 0.0 and dy == 0.0:
        return math.nan
    return math.degrees(math.atan2(dy, dx))


def turned_deg(value_deg: float, from_deg: float) -> float:
    """How far `value_deg` is turned from `from_deg`, the short way round: -180 to 180."""
    return (value_deg - from_deg + 180.0) % 360.0 - 180.0


def _between_deg(ux: float, uy: float, vx: float, vy: float) -> float:
    cross, dot = ux * vy - uy * vx, ux * vx + uy * vy
    if cross == 0.0 and dot == 0.0:
        return math.nan
    return math.degrees(math.atan2(abs(cross), dot))
