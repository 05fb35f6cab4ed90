"""Smoothing: causal for live use, without delay for recordings. Both follow time stamps, not frame counts.

What works live takes whole rows of values: a row is one call, and its values mostly share one time step.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

_FULL_TURN = 2.0 * math.pi


@dataclass(slots=True)
class OneEuro:
    """The 1€ filter (Casiez 2012): smooth at rest, quick in motion. One instance smooths the first `width`
    values of each row, every one by itself, and passes the others on.

    `cutoff_hz` at rest; the cut-off rises by `beta` times the speed. NaN in gives NaN out and leaves that
    value's state alone; after a gap longer than `gap_s` it starts anew. Irregular time steps are fine.
    """

    cutoff_hz: float
    beta: float
    gap_s: float
    width: int = 1
    _times_s: list[float] = field(init=False)
    _values: list[float] = field(init=False)
    _speeds: list[float] = field(init=False)

    def __post_init__(self) -> None:
        self._times_s, self._values = [math.nan] * self.width, [math.nan] * self.width
        self._speeds = [0.0] * self.width

    def smooth(self, t_s: float, row: Sequence[float]) -> list[float]:
        """The smoothed row at `t_s`."""
        smoothed = list(row)
        times_s, values, speeds = self._times_s, self._values, self._speeds
        cutoff_hz, beta = self.cutoff_hz, self.beta
        step = turn = gain = seen_s = math.nan
        goes_on = False
        for place, before in enumerate(values):
            value = row[place]
            if value != value:
                continue
            # Nearly all values were last seen in the row before: they have one step.
            if times_s[place] != seen_s:
                seen_s = times_s[place]
                step = t_s - seen_s
                turn = _FULL_TURN * step
                gain = turn / (turn + 1.0)
                goes_on = 0.0 < step <= self.gap_s
            if not goes_on:
                smoothed[place] = self._begin(t_s, place, value)
                continue
            change, speed = value - before, speeds[place]
            speeds[place] = speed = speed + gain * (change / step - speed)
            pull = turn * (cutoff_hz + beta * abs(speed))
            times_s[place] = t_s
            smoothed[place] = values[place] = before + (pull / (pull + 1.0)) * change
        return smoothed

    def _begin(self, t_s: float, place: int, value: float) -> float:
        """Start anew; a second value of one moment changes nothing."""
        if t_s != self._times_s[place]:
            self._times_s[place], self._values[place], self._speeds[place] = t_s, value, 0.0
        return self._values[place]


@dataclass(slots=True)
class SpikeGuard:
    """Holds back a jump until a second moment confirms it; a lone outlier becomes NaN. One instance guards
    the first `width` values of each row, every one by itself, and passes the others on.

    A jump is more than `jump` plus `speed` (per second) times the time since the last believed value.
    """

    jump: float
    speed: float
    width: int = 1
    _times_s: list[float] = field(init=False)
    _values: list[float] = field(init=False)
    _doubtful: list[float] = field(init=False)

    def __post_init__(self) -> None:
        self._times_s, self._values = [math.nan] * self.width, [math.nan] * self.width
        self._doubtful = [math.nan] * self.width

    def believe(self, t_s: float, row: Sequence[float]) -> list[float]:
        """The row with NaN for what is not believable."""
        believed = list(row)
        times_s, values, doubtful = self._times_s, self._values, self._doubtful
        allowed = seen_s = nan = math.nan
        for place, before in enumerate(values):
            value = row[place]
            if times_s[place] != seen_s:
                seen_s = times_s[place]
                allowed = self.jump + self.speed * (t_s - seen_s)
            if abs(value - before) > allowed and not abs(value - doubtful[place]) <= self.jump:
                doubtful[place], believed[place] = value, nan
            elif value == value:
                times_s[place] = t_s
                values[place] = value
                doubtful[place] = nan
        return believed


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
