"""Re-implemented counters of other systems, each on one angle over time."""

from collections.abc import Callable, Sequence

import numpy as np

Series = Sequence[float]
Baseline = Callable[[np.ndarray, np.ndarray], int]


def single_threshold(times_s: np.ndarray, values: np.ndarray) -> int:
    """Crossings of the middle between the extremes, outwards."""
    middle = (np.nanmin(values) + np.nanmax(values)) / 2
    out = values > middle
    return int(np.sum(out[1:] & ~out[:-1]))


def two_thresholds(times_s: np.ndarray, values: np.ndarray) -> int:
    """Above 70 % of the range, then below 30 % of it: the usual pair with hysteresis."""
    low, high = np.nanmin(values), np.nanmax(values)
    share = (values - low) / max(1e-9, high - low)
    count, is_out = 0, False
    for value in share:
        if not is_out and value > 0.7:
            is_out = True
        elif is_out and value < 0.3:
            is_out, count = False, count + 1
    return count


def smoothed_levels(times_s: np.ndarray, values: np.ndarray) -> int:
    """Exponential smoothing of a ten-level class, counted by entering at 6 and leaving at 4."""
    low, high = np.nanmin(values), np.nanmax(values)
    levels = 10.0 * (values - low) / max(1e-9, high - low)
    count, is_in, smooth = 0, False, levels[0]
    for level in levels:
        smooth += 0.2 * (level - smooth)
        if not is_in and smooth > 6.0:
            is_in = True
        elif is_in and smooth < 4.0:
            is_in, count = False, count + 1
    return count


def reversals_of_18_degrees(times_s: np.ndarray, values: np.ndarray) -> int:
    """Exponentially smoothed angle; a repetition is a reversal by 18 degrees up and one down."""
    count, rising, extreme, smooth = 0, True, values[0], values[0]
    for value in values:
        smooth += 0.3 * (value - smooth)
        if rising:
            extreme = max(extreme, smooth)
            if extreme - smooth > 18.0:
                rising, extreme, count = False, smooth, count + 1
        else:
            extreme = min(extreme, smooth)
            if smooth - extreme > 18.0:
                rising, extreme = True, smooth
    return count


BASELINES: dict[str, Baseline] = {
    "single threshold": single_threshold,
    "two thresholds": two_thresholds,
    "levels 6 and 4, smoothed": smoothed_levels,
    "reversals of 18 degrees": reversals_of_18_degrees,
}


def pca_peaks(times_s: np.ndarray, points: np.ndarray) -> int:
    """First principal component of all joint places (T, J*3), smoothed; prominent swings are counted.

    A swing is prominent by 40 % of the whole range.
    """
    centred = np.nan_to_num(points - np.nanmean(points, axis=0))
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    rate = 1.0 / float(np.median(np.diff(times_s)))
    component = smooth_series(centred @ axes[0], 0.15 * rate)
    if component[0] > np.median(component):
        component = -component
    return _swings(component, 0.4 * float(np.ptp(component)))


def smooth_series(values: np.ndarray, sigma_frames: float) -> np.ndarray:
    """Gaussian smoothing; the ends are held."""
    half = max(1, int(4.0 * sigma_frames))
    kernel = np.exp(-0.5 * (np.arange(-half, half + 1) / sigma_frames) ** 2)
    padded = np.concatenate([np.full(half, values[0]), values, np.full(half, values[-1])])
    return np.convolve(padded, kernel / kernel.sum(), mode="valid")


def _swings(values: np.ndarray, least: float) -> int:
    """How often the series rises and then falls by at least `least`."""
    count, low, high, is_up = 0, values[0], values[0], False
    for value in values:
        low, high = min(low, value), max(high, value)
        if not is_up and value - low >= least:
            is_up, high = True, value
        elif is_up and high - value >= least:
            is_up, low, count = False, value, count + 1
    return count
