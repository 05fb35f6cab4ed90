"""The flat outline of a capsule: two circles and their common tangents, as a polygon."""

import math

from hipwise.figure.camera import Point

POINTS_PER_END = 9


def capsule_outline(start: Point, end: Point, start_radius: float, end_radius: float) -> list[Point]:
    """Outline of two discs and the hull between them; always `2 * POINTS_PER_END` points.

    Where one disc hides the other (seen end-on) both ends fall on the larger disc.
    """
    dx, dy = end[0] - start[0], end[1] - start[1]
    distance = math.hypot(dx, dy)
    along = math.atan2(dy, dx) if distance > 1e-9 else 0.0
    if distance <= abs(start_radius - end_radius):
        centre, radius = (start, start_radius) if start_radius >= end_radius else (end, end_radius)
        return _arc(centre, radius, along + math.pi / 2, along + 1.5 * math.pi) + _arc(
            centre, radius, along - math.pi / 2, along + math.pi / 2
        )
    tangent = math.acos((start_radius - end_radius) / distance)
    return _arc(start, start_radius, along + tangent, along + 2 * math.pi - tangent) + _arc(
        end, end_radius, along - tangent, along + tangent
    )


def _arc(centre: Point, radius: float, begin: float, finish: float) -> list[Point]:
    step = (finish - begin) / (POINTS_PER_END - 1)
    return [
        (centre[0] + radius * math.cos(begin + i * step), centre[1] + radius * math.sin(begin + i * step))
        for i in range(POINTS_PER_END)
    ]
