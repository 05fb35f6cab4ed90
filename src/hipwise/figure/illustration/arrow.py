"""The arrow of a movement, along the way that a point of the skin really takes."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hipwise.figure.illustration.curve import smooth
from hipwise.figure.illustration.raster import Mask
from hipwise.figure.pose import Array

# Pixels of 2 mm. A shorter way is drawn this long, so that the arrow is seen; below the least there is none.
_SHORTEST = 64.0
_LEAST = 2.0
_SHAFT = (3.5, 7.0)
_HEAD_LENGTH, _HEAD_WIDTH = 34.0, 18.0
# The ends of the way that are left free, so that the arrow does not touch the part it speaks of.
_FREE_BEFORE, _FREE_AFTER = 0.10, 0.06
# Points that travel at least this share of the farthest are asked for the clearest arrow.
_NEARLY_FARTHEST = 0.6
# What an arrow loses by covering the body all along.
_COVER_COST = 0.75


@dataclass(frozen=True, slots=True)
class Arrow:
    """The outline of the arrow, a closed polygon in pixels (n, 2)."""

    outline: Array


def arrow(ways: Array, worth: Array, body: Mask) -> Arrow | None:
    """The arrow of the point that says most.

    `ways` (n_moments, n_points, 2) are ways in pixels, `worth` (n_points,) how much each point matters,
    `body` (h, w) what the arrow should not cover. None when nothing moves enough to be seen.
    """
    travel = np.linalg.norm(ways[-1] - ways[0], axis=1) * worth
    if travel.max() < _LEAST:
        return None
    candidates = np.flatnonzero(travel >= _NEARLY_FARTHEST * travel.max())
    value = [travel[i] * (1.0 - _COVER_COST * _covered(_line(ways[:, i]), body)) for i in candidates]
    return Arrow(_outline(_line(ways[:, candidates[int(np.argmax(value))]])))


def _line(way: Array) -> Array:
    """The middle line of the arrow along a way (n, 2): free at its ends, and never too short."""
    line = smooth(way, 6.0, closed=False)
    n = len(line) - 1
    line = line[round(_FREE_BEFORE * n) : round((1.0 - _FREE_AFTER) * n) + 1]
    length = float(np.linalg.norm(np.diff(line, axis=0), axis=1).sum())
    if length >= _SHORTEST:
        return line
    along = (way[-1] - way[0]) / max(float(np.linalg.norm(way[-1] - way[0])), 1e-9)
    shares = np.linspace(-_SHORTEST, 0.0, round(_SHORTEST) + 1)
    stretched: Array = way[-1] + shares[:, None] * along
    return stretched


def _covered(line: Array, body: Mask) -> float:
    column, row = np.rint(line).astype(int).T
    inside = body[row.clip(0, body.shape[0] - 1), column.clip(0, body.shape[1] - 1)]
    return float(inside.mean())


def _outline(line: Array) -> Array:
    way = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    neck = max(way[-1] - _HEAD_LENGTH, 0.3 * way[-1])
    at = np.linspace(0.0, neck, max(4, round(neck / 12)))
    middle = np.stack([np.interp(at, way, line[:, i]) for i in range(2)], axis=1)
    side = _sideways(middle)
    half = np.interp(at, [0.0, neck], _SHAFT)[:, None]
    tip = line[-1]
    across = _sideways(np.stack([middle[-1], tip]))[0] * _HEAD_WIDTH
    head = np.stack([middle[-1] + across, tip, middle[-1] - across])
    return np.concatenate([middle + side * half, head, (middle - side * half)[::-1]])


def _sideways(line: Array) -> npt.NDArray[np.float64]:
    along = np.gradient(line, axis=0)
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
    return np.stack([-along[:, 1], along[:, 0]], axis=1)
