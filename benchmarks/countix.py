"""Countix-Fitness: repetitions in videos of the gym, whose landmarks have lost their angles.

The data set scales the landmarks of each frame to the frame's own box, so that no angle is left and no
definition applies. What remains of the coach is its counter. It runs on the movement's own direction: of the
first four principal components of all landmarks, the one that returns most regularly. Nothing is learned
from the data set.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.baselines import smooth_series
from benchmarks.definitions import benchmark_catalogue
from benchmarks.public_recordings import decode_series
from hipwise.coach.repetition import RepetitionCounter
from hipwise.coach.settings import coach_settings

_FILE = "countix_fitness_pose_test"
_COMPONENTS = 4
# The data set does not tell the rate; most of its videos have this one.
_FRAMES_PER_S = 30.0
_SMOOTH_FRAMES = 4.0
# A repetition of the gym lasts this long, seconds.
_SHORTEST_S, _LONGEST_S = 0.4, 10.0
# The usual way of the movement (5th to 95th percentile) stands for a definition's range of that many degrees.
_RANGE_DEG = 60.0
_LEAST_SHARE = 1.0 / 3.0


@dataclass(frozen=True)
class Clip:
    """One video: landmarks (T, 51) with gaps bridged, the true count, and what is done in it."""

    name: str
    kind: str
    count: int
    points: np.ndarray

    @property
    def times_s(self) -> np.ndarray:
        """Seconds."""
        return np.arange(len(self.points)) / _FRAMES_PER_S


def countix_clips(folder: Path) -> Iterator[Clip]:
    """Every clip with landmarks; none when the file is not there."""
    if not (folder / f"{_FILE}.npz").exists():
        return
    with (folder / f"{_FILE}.csv").open(encoding="utf-8") as table, np.load(folder / f"{_FILE}.npz") as file:
        for row in csv.DictReader(table):
            if row["poses_included"] == "True":
                xyz = decode_series(file[f"{row['clip']}_xyz"], float(file["unit"]))
                yield Clip(row["clip"], row["type"], int(row["count"]), _bridged(xyz))


def _bridged(xyz: np.ndarray) -> np.ndarray:
    """The landmarks in one row a frame; frames without a person (all zero) lie between their neighbours."""
    rows = xyz.reshape(len(xyz), -1)
    frames = np.arange(len(rows))
    seen = ~(np.isnan(rows).any(axis=1) | (rows == 0.0).all(axis=1))
    return np.stack([np.interp(frames, frames[seen], column[seen]) for column in rows.T], axis=1)


def count_without_definition(times_s: np.ndarray, points: np.ndarray) -> int:
    """The coach's counter on the component that returns most regularly."""
    centred = points - points.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    components = [smooth_series(centred @ axis, _SMOOTH_FRAMES) for axis in axes[:_COMPONENTS]]
    way = max(components, key=lambda component: _regularity(component, times_s))
    outwards = way if np.median(way[:10]) < np.median(way) else -way
    return _count(times_s, outwards)


def _regularity(series: np.ndarray, times_s: np.ndarray) -> float:
    """The highest peak of the series' correlation with its own delay, as long as a repetition may last."""
    centred, total = series - series.mean(), len(series)
    products = np.correlate(centred, centred, "full")[total - 1 :]
    overlap = np.maximum(total - np.arange(total), 1)
    likeness = products / overlap / max(products[0] / total, 1e-12)
    step_s = float(np.median(np.diff(times_s)))
    first, last = round(_SHORTEST_S / step_s), round(min(_LONGEST_S, times_s[-1] / 2) / step_s)
    window = likeness[first:last]
    inner = window[1:-1]
    peaks = inner[(inner > window[:-2]) & (inner >= window[2:])]
    return float(peaks.max()) if len(peaks) else 0.0


def _count(times_s: np.ndarray, outwards: np.ndarray) -> int:
    low, high = np.percentile(outwards, [5, 95])
    if high <= low:
        return 0
    settings = coach_settings(benchmark_catalogue())
    counter = RepetitionCounter(settings, _RANGE_DEG, _LEAST_SHARE * _RANGE_DEG)
    values = _RANGE_DEG * (outwards - low) / (high - low)
    found = sum(counter.observe(float(t), float(v)) is not None for t, v in zip(times_s, values, strict=True))
    return found + (counter.finish() is not None)
