"""The dashed outline of where a movement began."""

import numpy as np
from scipy.ndimage import distance_transform_edt

from hipwise.figure.illustration.curve import runs
from hipwise.figure.illustration.raster import Mask
from hipwise.figure.illustration.region import outlines
from hipwise.figure.pose import Array

# Pixels of 2 mm. Nearer than this to the figure the dashes would only make its outline nervous.
_CLEAR = 7.0
_SHORTEST = 24
_LEAST_AREA = 200.0
_SMOOTHING = 5.0


def ghost_lines(before: Mask, now: Mask) -> list[Array]:
    """Stretches of the outline of `before` that lie clear of `now`, pixels."""
    away = distance_transform_edt(~now)
    lines = []
    for outline in outlines(before, _LEAST_AREA, _SMOOTHING):
        column, row = np.rint(outline).astype(int).T
        row, column = row.clip(0, away.shape[0] - 1), column.clip(0, away.shape[1] - 1)
        lines += _stretches(outline, away[row, column] > _CLEAR)
    return lines


def _stretches(points: Array, kept: Mask) -> list[Array]:
    """The stretches of a closed curve where `kept` holds."""
    if kept.all():
        return [points]
    # Begin where nothing is kept, so that no stretch runs over the seam.
    first = int(np.flatnonzero(~kept)[0])
    points, kept = np.roll(points[:-1], -first, axis=0), np.roll(kept[:-1], -first)
    return [points[run] for run in runs(kept) if run.stop - run.start >= _SHORTEST]
