"""Fits what a pose model makes of a true value: slope, offset, and the error that is left."""

from collections.abc import Sequence

import numpy as np

from hipwise.figure.pose import Array
from hipwise.library.share import Share
from hipwise.library.validity_card import BEYOND_ERROR, Calibration, Deviation

# Fewer pairs, or a reading that follows the truth less than this, give no calibration.
_LEAST_PAIRS, _LEAST_SLOPE = 20, 0.2
# Pairs farther off than so many standard deviations are left out of the line, not out of the error.
_TRIM = 2.5
# The error covers so many percent of the sets.
_COVERED = 100.0 * (1.0 - BEYOND_ERROR)
# Percent of the sets without a fault that the margin lets be told; less than the bar allows.
_ALARMS = 3.0


def calibrate(
    pairs: Sequence[tuple[float, float]], limit: float | None = None, absent: float | None = None
) -> Calibration | None:
    """The line through (true, seen) pairs; None where there are too few or the reading hardly follows.

    With a `limit`, the margin lets at most three of a hundred sets be told whose true value stays below
    `absent`. Large true values are rare among sets; they weigh as much together as the small ones do.
    """
    true, seen = _columns(pairs)
    if len(true) < _LEAST_PAIRS or np.ptp(true) == 0.0:
        return None
    weights = _even_weights(true)
    slope, offset = _line(true, seen, weights)
    left = seen - offset - slope * true
    near = np.abs(left) <= _TRIM * left.std() + 1e-9
    slope, offset = _line(true[near], seen[near], weights[near])
    if slope < _LEAST_SLOPE:
        return None
    told = (seen - offset) / slope
    error = float(np.percentile(np.abs(told - true), _COVERED))
    margin = _margin(told[true < absent], limit) if limit is not None and absent is not None else 0.0
    return Calibration(round(slope, 3), round(offset, 2), round(error, 2), round(margin, 2))


def shifted(pairs: Sequence[tuple[float, float]]) -> Calibration:
    """The same slope as the truth, and the mean offset."""
    true, seen = _columns(pairs)
    offset = float((seen - true).mean())
    error = float(np.percentile(np.abs(seen - offset - true), _COVERED))
    return Calibration(1.0, round(offset, 2), round(error, 2), 0.0)


def mean_square(pairs: Sequence[tuple[float, float]], calibration: Calibration) -> float:
    """Mean of the squared errors that are left."""
    true, seen = _columns(pairs)
    return float((((seen - calibration.offset) / calibration.slope - true) ** 2).mean())


def _margin(told_of_absent: Array, limit: float) -> float:
    if not len(told_of_absent):
        return 0.0
    return max(0.0, float(np.percentile(told_of_absent, 100.0 - _ALARMS)) - limit)


def deviation(pairs: Sequence[tuple[float, float]]) -> Deviation | None:
    """Told minus true of (true, told) pairs; None without any."""
    true, told = _columns(pairs)
    if not len(true):
        return None
    error = told - true
    spread = float(error.std(ddof=1)) if len(error) > 1 else 0.0
    return Deviation(
        round(float(error.mean()), 2), round(spread, 2), round(float(np.abs(error).mean()), 2), len(error)
    )


def errors_beyond(
    pairs: Sequence[tuple[float, float]], calibration: Calibration
) -> tuple[Share, float | None]:
    """How many corrected readings of (true, seen) pairs lie farther off than the calibration's error, and
    what error covers nine of ten of them; None without any.
    """
    true, seen = _columns(pairs)
    if not len(true):
        return Share(0, 0), None
    off = np.abs((seen - calibration.offset) / calibration.slope - true)
    return (
        Share(int((off > calibration.error).sum()), len(off)),
        round(float(np.percentile(off, _COVERED)), 2),
    )


def _columns(pairs: Sequence[tuple[float, float]]) -> tuple[Array, Array]:
    known = np.array([pair for pair in pairs if not np.isnan(pair).any()], float).reshape(-1, 2)
    return known[:, 0], known[:, 1]


def _even_weights(true: Array) -> Array:
    """Each fifth of the way from least to greatest weighs the same."""
    bins = np.minimum(((true - true.min()) / np.ptp(true) * 5.0).astype(int), 4)
    weights: Array = 1.0 / np.bincount(bins, minlength=5)[bins]
    return weights


def _line(x: Array, y: Array, weights: Array) -> tuple[float, float]:
    mean_x, mean_y = np.average(x, weights=weights), np.average(y, weights=weights)
    spread = np.average((x - mean_x) ** 2, weights=weights)
    slope = float(np.average((x - mean_x) * (y - mean_y), weights=weights) / spread) if spread > 0.0 else 0.0
    return slope, float(mean_y - slope * mean_x)
