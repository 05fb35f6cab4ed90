"""Smooth curves through traced points, as few cubic Bezier pieces as a tolerance allows.

Fitting after Schneider 1990, "An algorithm for automatically fitting digitized curves" (Graphics Gems).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hipwise.figure.pose import Array

_REFINEMENTS = 3
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


def runs(kept: npt.NDArray[np.bool_]) -> list[slice]:
    """The stretches of neighbouring points where `kept` (n,) holds."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], kept, [False]]).astype(int)))
    return [slice(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def fit(points: Array, tolerance: float, closed: bool) -> Bezier:
    """Bezier pieces through `points` (n, 2), nowhere farther than about `tolerance` from them.

    A closed curve repeats its first point at the end.
    """
    if closed:
        tangent = _unit(points[1] - points[-2])
        pieces = _fit(points, tangent, -tangent, tolerance)
    else:
        pieces = _fit(points, _start_tangent(points), _start_tangent(points[::-1]), tolerance)
    return Bezier(np.array(pieces), closed)


def _unit(v: Array) -> Array:
    length = float(np.hypot(v[0], v[1]))
    return v / length if length > 0.0 else np.array([1.0, 0.0])


def _start_tangent(points: Array) -> Array:
    return _unit(points[min(_TANGENT_POINTS, len(points) - 1)] - points[0])


def _fit(points: Array, left: Array, right: Array, tolerance: float) -> list[Array]:
    if len(points) < 3:
        reach = float(np.linalg.norm(points[-1] - points[0])) / 3.0
        return [np.array([points[0], points[0] + left * reach, points[-1] + right * reach, points[-1]])]
    u = _chord_shares(points)
    for _ in range(_REFINEMENTS):
        piece = _least_squares(points, u, left, right)
        error = ((_at(piece, u) - points) ** 2).sum(axis=1)
        worst = int(error.argmax())
        if error[worst] <= tolerance**2:
            return [piece]
        if error[worst] > 30 * tolerance**2:
            break
        u = _closer(piece, points, u)
    worst = min(max(worst, 1), len(points) - 2)
    reach = min(_TANGENT_POINTS, worst, len(points) - 1 - worst)
    middle = _unit(points[worst - reach] - points[worst + reach])
    return _fit(points[: worst + 1], left, middle, tolerance) + _fit(
        points[worst:], -middle, right, tolerance
    )


def _chord_shares(points: Array) -> Array:
    way = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    shares: Array = way / max(way[-1], 1e-12)
    return shares


def _least_squares(points: Array, u: Array, left: Array, right: Array) -> Array:
    """The piece with given ends and tangents that comes nearest to the points at shares `u`."""
    v = 1.0 - u
    b1, b2 = 3 * u * v * v, 3 * u * u * v
    p0, p3 = points[0], points[-1]
    a = np.stack([np.outer(b1, left), np.outer(b2, right)])
    base = np.outer(v**3 + b1, p0) + np.outer(b2 + u**3, p3)
    c = np.einsum("ink,jnk->ij", a, a)
    x = np.einsum("ink,nk->i", a, points - base)
    determinant = c[0, 0] * c[1, 1] - c[0, 1] * c[1, 0]
    chord = float(np.linalg.norm(p3 - p0))
    if abs(determinant) > 1e-12:
        alpha = (x[0] * c[1, 1] - x[1] * c[0, 1]) / determinant
        beta = (c[0, 0] * x[1] - c[1, 0] * x[0]) / determinant
    else:
        alpha = beta = 0.0
    # Handles that point backwards or far beyond the chord make loops; a third of the chord never does.
    longest = 3.0 * float(np.abs(np.diff(points, axis=0)).sum())
    if not (1e-3 * chord < alpha < longest and 1e-3 * chord < beta < longest):
        alpha = beta = chord / 3.0
    return np.array([p0, p0 + left * alpha, p3 + right * beta, p3])


def _at(piece: Array, u: Array) -> Array:
    v = 1.0 - u
    basis = np.stack([v**3, 3 * u * v * v, 3 * u * u * v, u**3], axis=1)
    place: Array = basis @ piece
    return place


def _closer(piece: Array, points: Array, u: Array) -> Array:
    """One Newton step of the shares towards the nearest place of the piece."""
    first = 3 * np.diff(piece, axis=0)
    second = 2 * np.diff(first, axis=0)
    v = 1.0 - u
    d = _at(piece, u) - points
    d1 = np.stack([v * v, 2 * u * v, u * u], axis=1) @ first
    d2 = np.stack([v, u], axis=1) @ second
    below = (d1 * d1).sum(axis=1) + (d * d2).sum(axis=1)
    step = np.divide((d * d1).sum(axis=1), below, out=np.zeros_like(u), where=np.abs(below) > 1e-12)
    closer: Array = np.clip(u - step, 0.0, 1.0)
    return closer
