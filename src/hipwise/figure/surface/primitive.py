"""The shapes that the body is put together from, and their distances.

A distance is positive outside and in metres near the surface; for an ellipsoid and a stretched cone it is
an estimate that is exact only on the surface itself, which is all that a skin needs.
"""

from dataclasses import dataclass

import numpy as np

from hipwise.body.rotation import Vector
from hipwise.body.skeleton import mirrored
from hipwise.figure.pose import Array

_LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class Ellipsoid:
    """An ellipsoid with its axes along x, y and z, metres."""

    centre: Vector
    radii: Vector

    @property
    def mirrored(self) -> "Ellipsoid":
        """The same on the other side of the body."""
        return Ellipsoid(mirrored(self.centre), self.radii)

    @property
    def middle(self) -> Vector:
        """Centre of a ball that holds the shape."""
        return self.centre

    @property
    def reach_m(self) -> float:
        """Radius of a ball that holds the shape."""
        return max(self.radii)

    def distance(self, points: Array) -> Array:
        """Distances (n,) of points (n, 3), to first order."""
        scaled = (points - self.centre) / self.radii
        near = np.sqrt(np.einsum("ni,ni->n", scaled, scaled))
        scaled /= self.radii
        slope = np.sqrt(np.einsum("ni,ni->n", scaled, scaled))
        distance: Array = near * (near - 1.0) / np.maximum(slope, _LEAST)
        # In the very middle the estimate is 0 / 0; the smallest radius is how deep it is there.
        return np.where(near < 0.05, -min(self.radii), distance)


@dataclass(frozen=True, slots=True)
class RoundCone:
    """Two balls and the hull between them, metres; `stretch` widens it along x, y and z."""

    start: Vector
    end: Vector
    start_radius_m: float
    end_radius_m: float
    stretch: Vector = (1.0, 1.0, 1.0)

    @property
    def mirrored(self) -> "RoundCone":
        """The same on the other side of the body."""
        return RoundCone(
            mirrored(self.start), mirrored(self.end), self.start_radius_m, self.end_radius_m, self.stretch
        )

    @property
    def middle(self) -> Vector:
        """Centre of a ball that holds the shape."""
        (ax, ay, az), (bx, by, bz) = self.start, self.end
        return ((ax + bx) / 2.0, (ay + by) / 2.0, (az + bz) / 2.0)

    @property
    def reach_m(self) -> float:
        """Radius of a ball that holds the shape."""
        half = float(np.linalg.norm(np.subtract(self.end, self.start))) / 2.0
        return half + max(self.start_radius_m, self.end_radius_m) * max(self.stretch)

    def distance(self, points: Array) -> Array:
        """Distances (n,) of points (n, 3); the radius grows evenly along the axis."""
        start = np.divide(self.start, self.stretch)
        axis = np.divide(self.end, self.stretch) - start
        from_start = points / self.stretch - start
        share = np.clip(from_start @ axis / (axis @ axis), 0.0, 1.0)
        away = from_start - share[:, None] * axis
        radius = self.start_radius_m + share * (self.end_radius_m - self.start_radius_m)
        distance: Array = np.sqrt(np.einsum("ni,ni->n", away, away)) - radius
        return distance


Shape = Ellipsoid | RoundCone


def blend(a: Array, b: Array, width_m: float | Array) -> Array:
    """Smooth union of two distances: the smaller one, and less where they differ by less than `width_m`.

    Polynomial smooth minimum (Quilez). A width of 0 is the plain minimum.
    """
    width = np.maximum(width_m, _LEAST)
    overlap = np.maximum(width - np.abs(a - b), 0.0) / width
    blended: Array = np.minimum(a, b) - overlap * overlap * width * 0.25
    return blended


def cut(a: Array, b: Array, width_m: float) -> Array:
    """Smooth intersection of two distances."""
    return -blend(-a, -b, width_m)
