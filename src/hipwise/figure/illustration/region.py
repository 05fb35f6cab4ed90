"""Outlines of areas: pixels that belong together become smooth closed curves."""

import numpy as np
from scipy.ndimage import gaussian_filter
from skimage.measure import find_contours

from hipwise.figure.illustration.curve import Bezier, fit, smooth
from hipwise.figure.illustration.raster import Mask
from hipwise.figure.pose import Array

# Pixels. The blur takes the stairs out of a mask, the smoothing the nervousness out of a line.
_BLUR = 1.0
_SMOOTHING = 2.0
TOLERANCE = 0.55
_LEAST_POINTS = 3


def outlines(mask: Mask, least_area: float, smoothing: float = _SMOOTHING) -> list[Array]:
    """Closed outlines of a mask (h, w), columns and rows, holes included; each repeats its first point.

    Areas and holes smaller than `least_area` square pixels are left out.
    """
    soft = gaussian_filter(np.pad(mask, 3).astype(float), _BLUR)
    found = []
    for contour in find_contours(soft, 0.5):
        points = contour[:, ::-1] - 3.0
        if abs(area_of(points)) >= least_area:
            found.append(smooth(points, smoothing, closed=True))
    return found


def blurred_inside(values: Array, inside: Mask, sigma: float) -> Array:
    """Values blurred without what lies outside a mask; outside they are 0."""
    weight = gaussian_filter(inside.astype(float), sigma)
    total = gaussian_filter(np.where(inside, values, 0.0), sigma)
    out: Array = np.where(inside, total / np.maximum(weight, 1e-6), 0.0)
    return out


def area_of(points: Array) -> float:
    """Area inside a closed polygon, square units, positive or negative by its sense of turning."""
    x, y = points[:, 0], points[:, 1]
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1])) / 2.0


def fitted(lines: list[Array], closed: bool, tolerance: float = TOLERANCE) -> list[Bezier]:
    """Bezier curves through smoothed lines."""
    return fit([line for line in lines if len(line) > _LEAST_POINTS], tolerance, closed)
