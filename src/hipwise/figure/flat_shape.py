"""Flat painted shapes: what a drawing is made of, in paint order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hipwise.figure.camera import Point


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled polygon in picture metres (y up), with its paint."""

    points: tuple[Point, ...]
    fill: str
    outline: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Shapes outlined as one; groups are painted from far to near."""

    name: str
    nearness_m: float
    shapes: tuple[Shape, ...]


def hull(points: Sequence[Point]) -> list[Point]:
    """Convex hull, counter-clockwise (Andrew's monotone chain)."""
    ordered = sorted(set(points))

    def half(chain: Iterable[Point]) -> list[Point]:
        kept: list[Point] = []
        for p in chain:
            while len(kept) >= 2 and _cross(kept[-2], kept[-1], p) <= 0:
                kept.pop()
            kept.append(p)
        return kept[:-1]

    return half(ordered) + half(reversed(ordered))


def _cross(o: Point, a: Point, b: Point) -> float:
    return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])
