"""Smoothing: causal for live use, without delay for recordings. Both follow time stamps, not frame counts."""

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(slots=True)
class OneEuro:
    """The 1€ filter (Casiez 2012): smooth at rest, quick in motion. One instance smooths one series.

    `cutoff_hz` at rest; the cut-off rises by `beta` times the speed. NaN in gives NaN out and leaves the
    state alone; after a gap longer than `gap_s` it starts anew. Irregular time steps are fine.
    """

    cutoff_hz: float
    beta: float
    gap_s: float
    _t_s: float = math.nan
    _value: float = math.nan
    _speed: float = 0.0

    def smooth(self, t_s: float, value: float) -> float:
        """The smoothed value at `t_s`."""
        if value != value:
            return value
        step = t_s - self._t_s
        if not 0.0 < step <= self.gap_s:
            if step != 0.0 or self._value != self._value:
                self._t_s, self._value, self._speed = t_s, value, 0.0
            return self._value
        raw_speed = (value - self._value) / step
        turn = 6.283185307179586 * step
        self._speed += (turn / (turn + 1.0)) * (raw_speed - self._speed)
        turn *= self.cutoff_hz + self.beta * abs(self._speed)
        self._value += (turn / (turn + 1.0)) * (value - self._value)
        self._t_s = t_s
        return self._value


@dataclass(slots=True)
class SpikeGuard:
    """Holds back a jump until a second moment confirms it; a lone outlier becomes NaN.

    A jump is more than `jump` plus `speed` (per second) times the time since the last believed value.
    """

    jump: float
    speed: float
    _t_s: float = math.nan
    _value: float = math.nan
    _doubtful: float = math.nan

    def believe(self, t_s: float, value: float) -> float:
        """`value` when it is believable, else NaN."""
        if value != value:
            return value
        allowed = self.jump + self.speed * (t_s - self._t_s)
        if abs(value - self._value) > allowed and not abs(value - self._doubtful) <= self.jump:
            self._doubtful = value
            return math.nan
        self._t_s, self._value, self._doubtful = t_s, value, math.nan
        return value


def smooth_both_ways(
    times_s: Sequence[float], values: Sequence[float], cutoff_hz: float, gap_s: float
) -> list[float]:
    """First-order low-pass forwards and backwards, without delay. NaN stays; gaps over `gap_s` split it.

    The two passes together have -6 dB at `cutoff_hz`. Each pass starts at its first value.
    """
    forward = _pass(times_s, values, cutoff_hz, gap_s)
    back_times = [-t for t in reversed(times_s)]
    backward = _pass(back_times, forward[::-1], cutoff_hz, gap_s)
    return backward[::-1]


def _pass(times_s: Sequence[float], values: Sequence[float], cutoff_hz: float, gap_s: float) -> list[float]:
    smoothed: list[float] = []
    at, state = math.nan, math.nan
    for t_s, value in zip(times_s, values, strict=True):
        if value != value:
            smoothed.append(value)
            continue
        step = t_s - at
        if 0.0 < step <= gap_s:
            state += (1.0 - math.exp(-2.0 * math.pi * cutoff_hz * step)) * (value - state)
        elif step != 0.0:
            state = value
        at = t_s
        smoothed.append(state)
    return smoothed
