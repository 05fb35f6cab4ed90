"""A magnifying glass over the parts whose shape is fine: hands, head and feet.

The skin is sampled and thinned out in a space in which these parts are larger than they are; they then get
more triangles than their size deserves, and the smooth limb beside them fewer. Only the way back is needed.
"""

from dataclasses import dataclass

import numpy as np

from hipwise.figure.pose import Array


@dataclass(frozen=True, slots=True)
class Lens:
    """Within `inner_m` of `centre` all is `power` times as large; from `outer_m` on nothing is changed.

    Between them the scale changes evenly, so that no lattice cell is torn; there it is coarser.
    """

    centre: Array
    power: float
    inner_m: float
    outer_m: float

    def back(self, points: Array) -> Array:
        """Where points (n, 3) of the magnified space really are."""
        way = points - self.centre
        seen = np.sqrt(np.einsum("ni,ni->n", way, way))
        edge = self.inner_m * self.power
        between = (seen - edge) / (self.outer_m - edge)
        real = np.where(
            seen < edge, seen / self.power, self.inner_m + between * (self.outer_m - self.inner_m)
        )
        scale = np.where(seen < self.outer_m, real / np.maximum(seen, 1e-9), 1.0)
        out: Array = self.centre + way * scale[:, None]
        return out


def look_back(lenses: tuple[Lens, ...], points: Array) -> Array:
    """Where points of the magnified space really are; the lenses must not overlap."""
    for lens in lenses:
        points = lens.back(points)
    return points
