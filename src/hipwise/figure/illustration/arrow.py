"""The arrow of a movement, along the way that a point of the skin really takes."""

from collections.abc import Iterator

import numpy as np
from scipy.ndimage import uniform_filter

from hipwise.figure.illustration.curve import smooth
from hipwise.figure.illustration.raster import Mask
from hipwise.figure.pose import Array

# Pixels of 2 mm. A shorter way is drawn this long, so that the arrow is seen; below the least there is none.
_SHORTEST = 70.0
_LEAST = 2.5
_SHAFT = (3.5, 7.0)
_HEAD_LENGTH, _HEAD_WIDTH = 36.0, 18.0
# The ends of the way that are left free, so that the arrow does not touch the part it speaks of.
_FREE_BEFORE, _FREE_AFTER = 0.10, 0.06
# Points that travel at least this share of the farthest are asked for the clearest arrow.
_NEARLY_FARTHEST = 0.6
_MOST_CANDIDATES = 60
_SMOOTHING = 14.0
# How far beside the way an arrow may stand, and what an arrow loses by standing there or by covering things.
_BESIDE = (0.0, -22.0, 22.0, -44.0, 44.0, -66.0, 66.0)
_BESIDE_COST = 0.004
_COVER_COST = 0.8


def covering_costs(body: Mask, muscles: Mask, props: Mask) -> Array:
    """What it costs to cover each pixel (h, w) with an arrow's width: muscles most, things least."""
    costs = np.maximum(np.where(props, 0.4, 0.0), np.where(body, 1.0, 0.0)) + np.where(muscles, 0.6, 0.0)
    spread: Array = uniform_filter(costs, round(2 * _HEAD_WIDTH), mode="constant", cval=2.0)
    return spread


def arrow(ways: Array, worth: Array, costs: Array, weight: float = 1.0) -> Array | None:
    """The outline (n, 2), pixels, of the arrow of the point that says most, where it covers least.

    `ways` (n_moments, n_points, 2) are ways in pixels, `worth` (n_points,) how much each point matters,
    `costs` (h, w) from `covering_costs`; `weight` makes it larger. None when nothing moves enough to be seen.
    """
    travel = np.linalg.norm(ways[-1] - ways[0], axis=1) * worth
    if travel.max() < _LEAST:
        return None
    best, best_value = None, -np.inf
    for i in np.argsort(-travel, kind="stable")[:: _stride(travel)][:_MOST_CANDIDATES]:
        for beside, line in _placed(_line(ways[:, i], weight * _SHORTEST)):
            value = travel[i] / travel.max() - _COVER_COST * _cost(line, costs) - _BESIDE_COST * abs(beside)
            if value > best_value:
                best, best_value = line, value
    return None if best is None else outline(best, weight)


def _stride(travel: Array) -> int:
    return max(1, int((travel >= _NEARLY_FARTHEST * travel.max()).sum()) // _MOST_CANDIDATES)


def _placed(line: Array) -> Iterator[tuple[float, Array]]:
    side = _sideways(line)
    for beside in _BESIDE:
        yield beside, line + beside * side.mean(axis=0)


def _line(way: Array, shortest: float) -> Array:
    """The middle line of the arrow along a way (n, 2): free at its ends, and never too short."""
    line = smooth(way, _SMOOTHING, closed=False)
    n = len(line) - 1
    line = line[round(_FREE_BEFORE * n) : round((1.0 - _FREE_AFTER) * n) + 1]
    length = float(np.linalg.norm(np.diff(line, axis=0), axis=1).sum())
    if length >= shortest:
        return line
    along = (way[-1] - way[0]) / max(float(np.linalg.norm(way[-1] - way[0])), 1e-9)
    shares = np.linspace(-shortest, 0.0, round(shortest) + 1)
    stretched: Array = way[-1] + shares[:, None] * along
    return stretched


def _cost(line: Array, costs: Array) -> float:
    column, row = np.rint(line).astype(int).T
    inside = (row >= 0) & (column >= 0) & (row < costs.shape[0]) & (column < costs.shape[1])
    found = costs[row.clip(0, costs.shape[0] - 1), column.clip(0, costs.shape[1] - 1)]
    return float(np.where(inside, found, 4.0).mean())


def outline(line: Array, weight: float = 1.0) -> Array:
    """The polygon of an arrow along a line (n, 2): a shaft that grows, and a head; `weight` thickens it."""
    way = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    neck = max(way[-1] - weight * _HEAD_LENGTH, 0.3 * way[-1])
    at = np.linspace(0.0, neck, max(4, round(neck / 12)))
    middle = np.stack([np.interp(at, way, line[:, i]) for i in range(2)], axis=1)
    side = _sideways(middle)
    half = weight * np.interp(at, [0.0, neck], _SHAFT)[:, None]
    tip = line[-1]
    across = _sideways(np.stack([middle[-1], tip]))[0] * weight * _HEAD_WIDTH
    head = np.stack([middle[-1] + across, tip, middle[-1] - across])
    return np.concatenate([middle + side * half, head, (middle - side * half)[::-1]])


def _sideways(line: Array) -> Array:
    along = np.gradient(line, axis=0)
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
    return np.stack([-along[:, 1], along[:, 0]], axis=1)
