"""When a way out or back really began and ended, told from its steep middle.

A smooth movement creeps at both ends, so a threshold near the end is crossed late on the way out and
early on the way back. People move close to the minimum-jerk profile (Flash and Hogan 1985); its shape
gives the ends from two crossings in the middle, where noise shifts a crossing least.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

# Share of the duration at which a minimum-jerk movement has covered a tenth, a half, nine tenths.
_AT_TENTH = 0.2466
_AT_HALF = 0.5
_AT_NINE_TENTHS = 1.0 - _AT_TENTH

# (time in seconds, value); times increase.
Trace = Sequence[tuple[float, float]]


def began_s(trace: Trace, low: float, high: float) -> float:
    """When the rise from `low` to `high` began; never before the trace."""
    half = _last_rise_s(trace, low + 0.5 * (high - low))
    tenth = _last_rise_s([p for p in trace if p[0] <= half], low + 0.1 * (high - low))
    return max(trace[0][0], half - (half - tenth) * _AT_HALF / (_AT_HALF - _AT_TENTH))


def settled_s(trace: Trace, low: float, high: float) -> float:
    """When the fall from `high` to `low` ends; foreseen when the trace stops before it has."""
    back = reversed_trace(trace)
    half = _last_rise_s(back, low + 0.5 * (high - low))
    tenth = _last_rise_s([p for p in back if p[0] <= half], low + 0.1 * (high - low))
    return -(half - (half - tenth) * _AT_HALF / (_AT_HALF - _AT_TENTH))


def arrived_s(trace: Trace, low: float, high: float) -> float:
    """When the rise from `low` to `high` ended; never after the trace."""
    half = _first_rise_s(trace, low + 0.5 * (high - low))
    nine = _first_rise_s([p for p in trace if p[0] >= half], low + 0.9 * (high - low))
    return min(trace[-1][0], half + (nine - half) * _AT_HALF / (_AT_NINE_TENTHS - _AT_HALF))


def reversed_trace(trace: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """The trace read backwards in time, so that a fall becomes a rise."""
    return [(-t, value) for t, value in reversed(list(trace))]


def _last_rise_s(trace: Trace, level: float) -> float:
    """The last time the trace rises through `level`; its first time when it never does."""
    for (t0, v0), (t1, v1) in zip(reversed(trace[:-1]), reversed(trace), strict=False):
        if v0 <= level < v1:
            return t0 + (t1 - t0) * (level - v0) / (v1 - v0)
    return trace[0][0] if trace else 0.0


def _first_rise_s(trace: Trace, level: float) -> float:
    """The first time the trace rises through `level`; its last time when it never does."""
    for (t0, v0), (t1, v1) in pairwise(trace):
        if v0 <= level < v1:
            return t0 + (t1 - t0) * (level - v0) / (v1 - v0)
    return trace[-1][0] if trace else 0.0
