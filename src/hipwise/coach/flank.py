"""When a way out or back really began and ended, told from its steep middle.

A smooth movement creeps at both ends, so a threshold near the end is crossed late on the way out and
early on the way back. The definition knows how far the watched angle has come after which share of the
way's time; two crossings in the middle, where noise shifts a crossing least, then give both ends.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

# (time in seconds, value); times increase.
Trace = Sequence[tuple[float, float]]

_LOW, _HIGH = 0.25, 0.75
# Two crossings nearer than this share of the way's time say nothing about its ends.
_SPAN_LEAST = 0.1


@dataclass(frozen=True, slots=True)
class Pace:
    """Shares of a way's time after which a quarter and three quarters of its range are covered."""

    quarter: float
    three_quarters: float

    @property
    def reversed(self) -> "Pace":
        """The same way walked backwards."""
        return Pace(1.0 - self.three_quarters, 1.0 - self.quarter)


# Of a minimum-jerk movement, which people come close to (Flash and Hogan 1985).
MINIMUM_JERK = Pace(0.3594, 0.6406)


def pace_of(way: Trace) -> Pace:
    """The pace of a way as defined, from its first to its last value; minimum jerk when it tells nothing."""
    (start_s, start), (end_s, end) = way[0], way[-1]
    if end == start or end_s <= start_s:
        return MINIMUM_JERK
    rise = [((t - start_s) / (end_s - start_s), (v - start) / (end - start)) for t, v in way]
    pace = Pace(_first_rise_s(rise, _LOW), _first_rise_s(rise, _HIGH))
    return pace if pace.three_quarters - pace.quarter >= _SPAN_LEAST else MINIMUM_JERK


def began_s(trace: Trace, low: float, high: float, pace: Pace = MINIMUM_JERK) -> float:
    """When the last rise from `low` to `high` began; never before the trace."""
    quarter, span = _middle(trace, low, high, pace)
    return max(trace[0][0], quarter - pace.quarter * span)


def arrived_s(trace: Trace, low: float, high: float, pace: Pace = MINIMUM_JERK) -> float:
    """When the last rise from `low` to `high` ended; never after the trace."""
    quarter, span = _middle(trace, low, high, pace)
    return min(trace[-1][0], quarter + (1.0 - pace.quarter) * span)


def left_s(trace: Trace, low: float, high: float, pace: Pace = MINIMUM_JERK) -> float:
    """When the first fall from `high` to `low` began; never before the trace. `pace` is that of the fall."""
    return -arrived_s(_reversed(trace), low, high, pace.reversed)


def settled_s(trace: Trace, low: float, high: float, pace: Pace = MINIMUM_JERK) -> float:
    """When the first fall from `high` to `low` ends; foreseen when the trace stops before it has."""
    quarter, span = _middle(_reversed(trace), low, high, pace.reversed)
    return -(quarter - pace.reversed.quarter * span)


def _middle(trace: Trace, low: float, high: float, pace: Pace) -> tuple[float, float]:
    """When the rise passed its quarter, and how long the whole rise takes, seconds."""
    upper = low + _HIGH * (high - low)
    upper_s = _last_rise_s(trace, upper)
    until = [*(p for p in trace if p[0] < upper_s), (upper_s, upper)]
    quarter_s = _last_rise_s(until, low + _LOW * (high - low))
    return quarter_s, (upper_s - quarter_s) / (pace.three_quarters - pace.quarter)


def _reversed(trace: Trace) -> list[tuple[float, float]]:
    return [(-t, value) for t, value in reversed(trace)]


def _last_rise_s(trace: Trace, level: float) -> float:
    """The last time the trace rises through `level`; its first time when it never does."""
    for (t1, v1), (t0, v0) in pairwise(reversed(trace)):
        if v0 <= level < v1:
            return t0 + (t1 - t0) * (level - v0) / (v1 - v0)
    return trace[0][0] if trace else 0.0


def _first_rise_s(trace: Trace, level: float) -> float:
    """The first time the trace rises through `level`; its last time when it never does."""
    for (t0, v0), (t1, v1) in pairwise(trace):
        if v0 <= level < v1:
            return t0 + (t1 - t0) * (level - v0) / (v1 - v0)
    return trace[-1][0] if trace else 0.0
