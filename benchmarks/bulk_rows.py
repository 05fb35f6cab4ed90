"""Rows of whole recordings at once: the numpy twin of the coach's angles and filters.

For analysis of many recordings that already are arrays: there it is some twenty times faster than plain
floats. Turning landmarks into arrays costs as much as reading them plainly, and counting stays plain, so
`hipwise watch` does without, and the twin lies here.
A test holds every value within 1e-9 of `coach.channels.smoothed_rows`.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from hipwise.coach.channels import Channels, jumps
from hipwise.coach.filter import SpikeGuard
from hipwise.coach.landmarks import Frame
from hipwise.coach.reading import Reading
from hipwise.coach.settings import CoachSettings
from hipwise.coach.template import SIZE_CHAIN

# What a value of the past weighs at most when it is left out, relative.
_NEGLECTED = 1e-16


def landmark_array(frames: Sequence[Frame]) -> np.ndarray:
    """Landmarks as numbers: (frames, 33, 4)."""
    return np.array([frame.landmarks for frame in frames], dtype=float).reshape(len(frames), 33, 4)


def smoothed_array(
    channels: Channels, times_s: np.ndarray, landmarks: np.ndarray, settings: CoachSettings, is_hold: bool
) -> np.ndarray:
    """The rows (frames, channels + 3) of landmarks (frames, 33, 4) at times that never go back.

    What `smoothed_rows` returns for the same recording; NaN where it has NaN. Channels that read a
    scene (jumps, standing on one foot) have more columns there: ValueError.
    """
    if channels.scene is not None:
        raise ValueError("expected channels without a scene, found one; use coach.channels.smoothed_rows")
    cutoff_hz = settings.offline_hold_cutoff_hz if is_hold else settings.offline_cutoff_hz
    points = _points(channels, landmarks)
    centres = np.array([[centre] for _, centre in channels.angles])
    angles = np.array([_angle(reading, channels, points) for reading in channels.readings])
    angles = np.fmod(angles - centres + 180.0, 360.0)
    angles = np.where(angles < 0.0, angles + 360.0, angles) - 180.0 + centres
    believed = np.array([_believed(times_s, column, settings) for column in angles])
    scene = [*points[channels.hips], _chain(channels, points)]
    stretch = np.zeros(len(times_s), dtype=int)
    stretch[jumps(*(column.tolist() for column in scene))] = 1
    smooth = _smooth_both_ways(times_s, stretch.cumsum(), believed, cutoff_hz, settings.gap_bridged_s)
    return np.vstack([smooth, *scene]).T


def _points(channels: Channels, landmarks: np.ndarray) -> np.ndarray:
    """Places (places, 2, frames), in the order of `Points.read`; NaN where not seen."""
    reader = channels.points
    seen = landmarks[:, reader.indices, 3] >= reader.visibility_least
    x = np.where(seen, reader.flip * landmarks[:, reader.indices, 0], np.nan)
    y = np.where(seen, landmarks[:, reader.indices, 1], np.nan)
    single = np.stack([x, y]).transpose(2, 0, 1)
    middles = [(single[a] + single[b]) / 2 for a, b in reader.middles]
    return np.concatenate([single, middles]) if middles else single


def _angle(reading: Reading, channels: Channels, points: np.ndarray) -> np.ndarray:
    at = [points[channels.points.place_of(spot)] for spot in reading.spots]
    if reading.kind == "joint":
        return _between_deg(at[0] - at[1], at[2] - at[1])
    if reading.kind == "incline":
        x, y = at[1] - at[0]
        return np.where((x == 0.0) & (y == 0.0), np.nan, np.degrees(np.arctan2(-y, x)))
    if reading.kind == "between":
        return _between_deg(at[1] - at[0], at[3] - at[2])
    if reading.kind == "growth":
        return _growth(_length(at[1] - at[0]))
    part, whole = _length(at[1] - at[0]), _length(at[3] - at[2])
    return 100.0 * part / np.where(whole == 0.0, np.nan, whole)


def _between_deg(u: np.ndarray, v: np.ndarray) -> np.ndarray:
    cross, dot = u[0] * v[1] - u[1] * v[0], u[0] * v[0] + u[1] * v[1]
    nowhere = (cross == 0.0) & (dot == 0.0)
    return np.where(nowhere, np.nan, np.degrees(np.arctan2(np.abs(cross), dot)))


def _growth(length: np.ndarray) -> np.ndarray:
    seen = length > 0.0
    first = length[seen][:1] if seen.any() else np.nan
    return 100.0 * np.log(np.where(seen, length, np.nan) / first)


def _length(way: np.ndarray) -> np.ndarray:
    length: np.ndarray = np.hypot(way[0], way[1])
    return length


def _chain(channels: Channels, points: np.ndarray) -> np.ndarray:
    at = [points[channels.points.place_of(spot)] for spot in SIZE_CHAIN]
    return sum((_length(b - a) for a, b in pairwise(at)), np.zeros(points.shape[-1]))


def _believed(times_s: np.ndarray, column: np.ndarray, settings: CoachSettings) -> np.ndarray:
    """The column without lone outliers: where nothing jumps nothing is doubted, else the guard is asked."""
    seen = ~np.isnan(column)
    turns = np.abs(np.diff(column[seen]))
    allowed = settings.spike_deg + settings.spike_deg_per_s * np.diff(times_s[seen])
    if not (turns > allowed).any():
        return column
    guard = SpikeGuard(settings.spike_deg, settings.spike_deg_per_s)
    pairs = zip(times_s.tolist(), column.tolist(), strict=True)
    return np.array([guard.believe(t_s, [value])[0] for t_s, value in pairs])


def _smooth_both_ways(
    times_s: np.ndarray, stretch: np.ndarray, columns: np.ndarray, cutoff_hz: float, gap_s: float
) -> np.ndarray:
    """`coach.filter.smooth_both_ways` for (channels, frames), each stretch between two jumps on its own."""
    smooth = columns.copy()
    for places, seen in _alike(columns):
        steps = np.diff(times_s[seen])
        kept = np.exp(-2.0 * np.pi * cutoff_hz * steps)
        kept[(steps > gap_s) | (np.diff(stretch[seen]) != 0)] = 0.0
        forward = _pass(kept, columns[np.ix_(places, seen)])
        smooth[np.ix_(places, seen)] = _pass(kept[::-1], forward[:, ::-1])[:, ::-1]
    return smooth


def _alike(columns: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Channels that are seen at the same moments, with those moments; together they are smoothed at once."""
    groups: dict[bytes, list[int]] = {}
    seen = ~np.isnan(columns)
    for place, row in enumerate(seen):
        groups.setdefault(row.tobytes(), []).append(place)
    for places in groups.values():
        moments = np.flatnonzero(seen[places[0]])
        if len(moments):
            yield np.array(places), moments


def _pass(kept_between: np.ndarray, values: np.ndarray) -> np.ndarray:
    """One causal pass: state = kept * state + (1 - kept) * value. What is kept is told between moments.

    The recursion is composed in doubling spans until what lies further back weighs nothing.
    """
    kept = np.concatenate([[0.0], kept_between])
    state: np.ndarray = (1.0 - kept) * values
    span = 1
    while span < len(kept) and kept.max() > _NEGLECTED:
        state[:, span:] += kept[span:] * state[:, :-span]
        kept[span:] = kept[span:] * kept[:-span]
        kept[:span] = 0.0
        span *= 2
    return state
