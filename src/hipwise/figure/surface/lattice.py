"""Distances on a lattice, computed only near the skin."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hipwise.figure.pose import Array

Distance = Callable[[Array], Array]
# From this many fine cells to one, in halves: 8, 4, 2, 1.
_COARSEST = 8
# A lattice point matters to the next level when it is nearer than this many cells to the skin. Half of a
# cell's diagonal is .87; the rest is for distances that are only estimates.
_BAND_CELLS = 1.8
_CHUNK = 60_000


@dataclass(frozen=True, slots=True)
class Lattice:
    """Values (nx, ny, nz) at `corner + spacing_m * index`, metres."""

    values: npt.NDArray[np.float32]
    corner: Array
    spacing_m: float


def sample(distance: Distance, low: Array, high: Array, spacing_m: float) -> Lattice:
    """The distance on a lattice from `low` to at least `high`, exact near the skin and coarse elsewhere."""
    counts = np.ceil((np.asarray(high) - low) / (spacing_m * _COARSEST)).astype(int) * _COARSEST + 1
    values = np.full(counts, np.inf, dtype=np.float32)
    step = _COARSEST
    wanted = np.ones(((counts - 1) // step + 1), dtype=bool)
    while True:
        places = np.argwhere(wanted) * step
        values[tuple(places.T)] = _in_chunks(distance, low + places * spacing_m)
        if step == 1:
            return Lattice(values, np.asarray(low, dtype=float), spacing_m)
        step //= 2
        _spread(values, 2 * step, step)
        wanted = np.abs(values[::step, ::step, ::step]) < _BAND_CELLS * 2 * step * spacing_m


def _in_chunks(distance: Distance, points: Array) -> Array:
    parts = [distance(points[i : i + _CHUNK]) for i in range(0, len(points), _CHUNK)]
    return np.concatenate(parts)


def _spread(values: npt.NDArray[np.float32], coarse: int, fine: int) -> None:
    """Fill the lattice at step `fine` from the nearest point at step `coarse`."""
    coarse_values = values[::coarse, ::coarse, ::coarse]
    picks = [(np.arange(0, n, fine) + coarse // 2) // coarse for n in values.shape]
    picks = [np.minimum(pick, n - 1) for pick, n in zip(picks, coarse_values.shape, strict=True)]
    values[::fine, ::fine, ::fine] = coarse_values[np.ix_(*picks)]
