"""Where shirt, shorts and hair end: signed distances on the skin, metres, positive inside.

An edge is a level of a smooth field, so that it stays a clean line however coarse the triangles are.
Edges are measured in the neutral posture, in which people look at clothes.
"""

import numpy as np

from hipwise.figure.pose import Array
from hipwise.figure.surface.primitive import cut
from hipwise.figure.surface.relief import (
    above_hairline,
    above_leg_end,
    above_shirt_end,
    above_sleeve_end,
)

_SHORTS_TOP_M = 1.040
# The collar: above a plane that slopes forward, and within a tube around the neck, the skin is bare.
_COLLAR = np.array([-0.020, 1.458, 0.0])
_COLLAR_UP = np.array([0.30, 0.954, 0.0])
_COLLAR_RADIUS_M = 0.082
_COLLAR_ROUNDING_M = 0.030
_CHIN_M = 1.490
_ARM = ("upper_arm", "forearm", "hand")


def cloth_fields(neutral: Array, groups: dict[str, Array]) -> Array:
    """Fields (n, 3) of shirt, shorts and hair for the right half, from its neutral places.

    `groups` are the distances to every group of parts: the nearest tells what a point belongs to.
    """
    nearest = _nearest_group(groups)
    arm, with_hair = np.isin(nearest, _ARM), np.isin(nearest, ("head", "trunk"))
    collar = np.minimum(_CHIN_M - neutral[:, 1], _under_collar(neutral))
    trunk_shirt = np.minimum(above_shirt_end(neutral), collar)
    shirt = np.where(arm, above_sleeve_end(neutral), trunk_shirt)
    shorts = np.where(arm, -1.0, np.minimum(above_leg_end(neutral), _SHORTS_TOP_M - neutral[:, 1]))
    hair = np.where(with_hair, above_hairline(neutral), -1.0)
    return np.stack([shirt, shorts, hair], axis=1)


def _nearest_group(groups: dict[str, Array]) -> np.ndarray:
    names = np.array([name.removesuffix("_r").removesuffix("_l") for name in groups])
    nearest: np.ndarray = names[np.argmin(np.stack(list(groups.values())), axis=0)]
    return nearest


def _under_collar(points: Array) -> Array:
    """Distance (n,) of points of the trunk below the collar or outside it, metres."""
    way = points - _COLLAR
    above = way @ _COLLAR_UP
    sideways = np.linalg.norm(way - above[:, None] * _COLLAR_UP, axis=1) - _COLLAR_RADIUS_M
    return cut(-above, sideways, _COLLAR_ROUNDING_M)
