"""Smooth curves through traced points, as few cubic Bezier pieces as a tolerance allows.

Fitting after Schneider 1990, "An algorithm for automatically fitting digitized curves" (Graphics Gems): a
stretch of points gets one piece by least squares; where that is too far off, the stretch is cut at the worst
point and both parts are tried. All stretches of all curves are tried at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hipwise.figure.pose import Array

Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]

_REFINEMENTS = 3
# The tangent where two pieces meet is taken from so many points to either side.
_TANGENT_POINTS = 3


@dataclass(frozen=True, slots=True)
class Bezier:
    """Cubic pieces (n, 4, 2) that join; `closed` when the last ends where the first begins."""

    pieces: Array
    closed: bool


def smooth(points: Array, sigma: float, closed: bool) -> Array:
    """Points (n, 2) at a step of about one, smoothed by a Gaussian of `sigma` along the curve.

    The ends of an open curve stay where they are: it is mirrored through them.
    """
    even = _resample(points, closed)
    reach = min(int(3 * sigma), len(even) - 2)
    if reach < 1:
        return even
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    kernel /= kernel.sum()
    if closed:
        padded = np.concatenate([even[-reach - 1 : -1], even, even[1 : reach + 1]])
    else:
        padded = np.concatenate(
            [2 * even[0] - even[reach:0:-1], even, 2 * even[-1] - even[-2 : -reach - 2 : -1]]
        )
    return np.stack([np.convolve(padded[:, i], kernel, "valid") for i in range(2)], axis=1)


def _resample(points: Array, closed: bool) -> Array:
    """Evenly spaced points, about one unit apart; a closed curve repeats its first point at the end."""
    if closed and not np.allclose(points[0], points[-1]):
        points = np.concatenate([points, points[:1]])
    way = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    count = max(4, round(way[-1]) + 1)
    at = np.linspace(0.0, way[-1], count)
    return np.stack([np.interp(at, way, points[:, i]) for i in range(2)], axis=1)


def runs(kept: Flags) -> list[slice]:
    """The stretches of neighbouring points where `kept` (n,) holds."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], kept, [False]]).astype(int)))
    return [slice(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def fit(lines: Sequence[Array], tolerance: float, closed: bool) -> list[Bezier]:
    """Bezier curves through lines of at least four points (n, 2), nowhere farther off than `tolerance`.

    A closed line repeats its first point at the end. Distances are taken at the points.
    """
    if not lines:
        return []
    ends = np.cumsum([len(line) for line in lines])
    points = np.concatenate(lines)
    first, last = np.concatenate([[0], ends[:-1]]), ends - 1
    left, right = _end_tangents(points, first, last, closed)
    found: list[tuple[Places, Array]] = []
    while len(first):
        pieces, fits, worst = _try(points, first, last, left, right, tolerance)
        found.append((first[fits], pieces[fits]))
        first, last, left, right = _cut(points, first, last, left, right, worst, ~fits)
    starts, pieces = (np.concatenate(part) for part in zip(*found, strict=True))
    order = np.argsort(starts, kind="stable")
    line_of = np.searchsorted(ends, starts[order], side="right")
    return [Bezier(pieces[order[line_of == i]], closed) for i in range(len(lines))]


def _end_tangents(points: Array, first: Places, last: Places, closed: bool) -> tuple[Array, Array]:
    """Directions into the lines at their two ends."""
    if closed:
        along = _unit(points[first + 1] - points[last - 1])
        return along, -along
    inward = _unit(points[first + _TANGENT_POINTS] - points[first])
    return inward, _unit(points[last - _TANGENT_POINTS] - points[last])


def _unit(v: Array) -> Array:
    unit: Array = v / np.maximum(np.linalg.norm(v, axis=-1, keepdims=True), 1e-12)
    return unit


def _try(
    points: Array, first: Places, last: Places, left: Array, right: Array, tolerance: float
) -> tuple[Array, Flags, Places]:
    """The best piece (n, 4, 2) for each stretch, whether it fits, and the place of its worst point."""
    size = int((last - first).max()) + 1
    at = np.minimum(first[:, None] + np.arange(size), last[:, None])
    inside = first[:, None] + np.arange(size) <= last[:, None]
    p = points[at]
    u = _chord_shares(p)
    for i in range(_REFINEMENTS):
        pieces = _least_squares(p, u, inside, left, right)
        error = np.where(inside, ((_on(pieces, u) - p) ** 2).sum(axis=-1), 0.0)
        if i < _REFINEMENTS - 1:
            u = _closer(pieces, p, u)
    short = last - first < 2
    worst = np.clip(first + error.argmax(axis=1), first + 1, last - 1)
    return pieces, short | (error.max(axis=1) <= tolerance**2), worst


def _chord_shares(p: Array) -> Array:
    way = np.cumsum(np.linalg.norm(np.diff(p, axis=1), axis=-1), axis=1)
    shares: Array = np.pad(way, ((0, 0), (1, 0))) / np.maximum(way[:, -1:], 1e-12)
    return shares


def _least_squares(p: Array, u: Array, inside: Flags, left: Array, right: Array) -> Array:
    """Pieces with given ends and tangents that come nearest to the points at shares `u`."""
    v = 1.0 - u
    weights = inside.astype(float)
    b1, b2 = 3 * u * v * v * weights, 3 * u * u * v * weights
    p0, p3 = p[:, 0], p[:, -1]
    base = (v**3 * weights + b1)[..., None] * p0[:, None] + (b2 + u**3 * weights)[..., None] * p3[:, None]
    rest = p * weights[..., None] - base
    c00, c11 = (b1 * b1).sum(axis=1), (b2 * b2).sum(axis=1)
    c01 = (b1 * b2).sum(axis=1) * (left * right).sum(axis=1)
    x0 = (b1 * (rest * left[:, None]).sum(axis=-1)).sum(axis=1)
    x1 = (b2 * (rest * right[:, None]).sum(axis=-1)).sum(axis=1)
    determinant = c00 * c11 - c01 * c01
    safe = np.where(np.abs(determinant) > 1e-12, determinant, 1.0)
    alpha, beta = (x0 * c11 - x1 * c01) / safe, (c00 * x1 - c01 * x0) / safe
    chord = np.linalg.norm(p3 - p0, axis=1)
    longest = 3.0 * np.abs(np.diff(p, axis=1)).sum(axis=(1, 2))
    # Handles that point backwards or far beyond the chord make loops; a third of the chord never does.
    sound = (np.abs(determinant) > 1e-12) & (np.minimum(alpha, beta) > 1e-3 * chord)
    sound &= np.maximum(alpha, beta) < longest
    alpha, beta = np.where(sound, alpha, chord / 3.0), np.where(sound, beta, chord / 3.0)
    return np.stack([p0, p0 + left * alpha[:, None], p3 + right * beta[:, None], p3], axis=1)


def _on(pieces: Array, u: Array) -> Array:
    v = 1.0 - u
    basis = np.stack([v**3, 3 * u * v * v, 3 * u * u * v, u**3], axis=-1)
    place: Array = basis @ pieces
    return place


def _closer(pieces: Array, p: Array, u: Array) -> Array:
    """One Newton step of the shares towards the nearest place of the piece."""
    first = 3 * np.diff(pieces, axis=1)
    second = 2 * np.diff(first, axis=1)
    v = 1.0 - u
    d = _on(pieces, u) - p
    d1 = np.stack([v * v, 2 * u * v, u * u], axis=-1) @ first
    d2 = np.stack([v, u], axis=-1) @ second
    below = (d1 * d1).sum(axis=-1) + (d * d2).sum(axis=-1)
    step = np.divide((d * d1).sum(axis=-1), below, out=np.zeros_like(u), where=np.abs(below) > 1e-12)
    closer: Array = np.clip(u - step, 0.0, 1.0)
    return closer


def _cut(
    points: Array, first: Places, last: Places, left: Array, right: Array, worst: Places, chosen: Flags
) -> tuple[Places, Places, Array, Array]:
    """The chosen stretches as two each, cut at their worst point, with one tangent across the cut."""
    first, last, worst = first[chosen], last[chosen], worst[chosen]
    left, right = left[chosen], right[chosen]
    reach = np.minimum(_TANGENT_POINTS, np.minimum(worst - first, last - worst))
    back = _unit(points[worst - reach] - points[worst + reach])
    return (
        np.concatenate([first, worst]),
        np.concatenate([worst, last]),
        np.concatenate([left, -back]),
        np.concatenate([back, right]),
    )
