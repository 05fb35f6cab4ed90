"""Times holds: only while the position is held, and only while it is seen."""

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from hipwise.coach.flank import MINIMUM_JERK, Pace, arrived_s, left_s
from hipwise.coach.settings import CoachSettings

# Engineering: how far back the trace reaches, and over what time speed is taken, seconds.
_TRACE_S = 12.0
_KEEP_S = 0.03
_SPEED_S = 0.3
# How fast the held level follows a body that sinks deeper, per second.
_FOLLOW_PER_S = 0.2
# After this long in a hold its level is known, and when it began is told again, seconds.
_KNOWN_AFTER_S = 3.0
# A position that was left is on its way home for at most so long before the hold is closed, seconds.
_CLOSE_AFTER_S = 1.5
# A position that sinks back by more than this share of the person's own way out is not held.
_BAND_MOST_SHARE = 0.4
# Share of the way out that counts as home.
_HOME_SHARE = 0.2
# Share of the defined way out within which the body is still at home, and how often it is asked whether a
# position is like the exercise, seconds.
_AT_HOME_SHARE, _ASKED_EVERY_S = 0.1, 0.2
# A position that is like it so soon after the body came to rest was so from the arrival on, seconds.
_TOLD_LATE_S = 1.5


@dataclass(frozen=True, slots=True)
class Hold:
    """One hold. `seconds` may be less than `end_s - start_s` where it was briefly left or not seen."""

    start_s: float
    end_s: float
    seconds: float


def _anything(home_s: float) -> bool:
    return True


@dataclass(slots=True)
class HoldTimer:
    """Finds holds in one angle that grows on the way out.

    `expected_range_deg` is the way out as defined; `out` and `back` the definition's pace both ways. A hold
    that has sunk by more than `sinks_most` of its way out is over, however slowly it sank.
    """

    settings: CoachSettings
    expected_range_deg: float
    out: Pace = MINIMUM_JERK
    back: Pace = MINIMUM_JERK
    sinks_most: float = math.inf
    _trace: deque[tuple[float, float]] = field(default_factory=deque)
    _home: float = float("inf")
    _home_s: float = 0.0
    _asked_s: float = float("-inf")
    _rest: tuple[float, float] | None = None
    _earliest_s: float = float("-inf")
    _level: float | None = None
    _top: float = 0.0
    _start_s: float = 0.0
    _seen_s: float = 0.0
    _inside_s: float = 0.0
    _seconds: float = 0.0
    _is_known: bool = False
    _band_most_deg: float = field(init=False)

    def __post_init__(self) -> None:
        s = self.settings
        self._band_most_deg = max(s.hold_band_least_deg, s.hold_band_share * self.expected_range_deg)

    @property
    def is_holding(self) -> bool:
        """Is a position being held?"""
        return self._level is not None

    @property
    def seconds(self) -> float:
        """Seconds of the present hold, 0 when there is none."""
        return 0.0 if self._level is None else self._seconds

    @property
    def band_deg(self) -> float:
        """How far the held position may drift back."""
        way = self.expected_range_deg if self._level is None else self._level - self._home
        return min(self._band_most_deg, _BAND_MOST_SHARE * way)

    def observe(self, t_s: float, value: float, is_like: Callable[[float], bool] = _anything) -> Hold | None:
        """Take the next seen value (degrees, outwards positive); return a hold when one ends.

        None begins before `is_like` says so of the time at which the body was last at home.
        """
        self._keep(t_s, value)
        if self._level is None:
            if value < self._home:
                self._home = value
            if value <= self._home + _AT_HOME_SHARE * self.expected_range_deg:
                self._home_s = t_s
            self._begin_when_still(t_s, value, is_like)
            self._seen_s = t_s
            return None
        return self._go_on(t_s, value)

    def finish(self) -> Hold | None:
        """Watching ends or pauses: the hold so far."""
        return self._end() if self.is_holding else None

    def _keep(self, t_s: float, value: float) -> None:
        trace = self._trace
        if not trace or t_s - trace[-1][0] >= _KEEP_S:
            trace.append((t_s, value))
        while trace[-1][0] - trace[0][0] > _TRACE_S:
            trace.popleft()

    def _begin_when_still(self, t_s: float, value: float, is_like: Callable[[float], bool]) -> None:
        if value - self._home < self.settings.hold_from_share * self.expected_range_deg:
            self._rest = None
            return
        if self._speed_deg_per_s() > self._still_deg_per_s():
            return
        self._inside_s = t_s
        if self._rest is None:
            self._rest = t_s, self._arrival_s(value)
        if t_s - self._asked_s < _ASKED_EVERY_S:
            return
        self._asked_s = t_s
        if not is_like(self._home_s):
            return
        rest_s, arrived = self._rest
        self._earliest_s = t_s if t_s - rest_s > _TOLD_LATE_S else float("-inf")
        arrived = max(arrived, self._earliest_s)
        self._level, self._top, self._start_s = value, value, arrived
        self._seconds, self._is_known = t_s - arrived, False

    def _still_deg_per_s(self) -> float:
        """Slower than the way out at its slowest: a fifth of the range in a second."""
        return min(self.settings.hold_still_deg_per_s, 0.2 * self.expected_range_deg)

    def _know_the_level(self) -> None:
        """Tell the beginning again, now that the level is known."""
        assert self._level is not None
        self._is_known = True
        arrived = max(self._arrival_s(self._level), self._earliest_s)
        self._seconds -= arrived - self._start_s
        self._start_s = arrived

    def _arrival_s(self, value: float) -> float:
        """When the way out to `value` ended, of the trace up to the last moment inside the hold."""
        until = [p for p in self._trace if p[0] <= self._inside_s]
        near_home = self._home + 0.1 * (value - self._home)
        home_s = max((t for t, v in until if v <= near_home), default=self._trace[0][0])
        way = [p for p in until if p[0] >= home_s]
        return arrived_s(way, self._home, value, self.out) if len(way) > 1 else self._trace[-1][0]

    def _speed_deg_per_s(self) -> float:
        now_s, now = self._trace[-1]
        for t_s, value in reversed(self._trace):
            if now_s - t_s >= _SPEED_S:
                return abs(now - value) / (now_s - t_s)
        return float("inf")

    def _go_on(self, t_s: float, value: float) -> Hold | None:
        assert self._level is not None
        step = t_s - self._seen_s
        self._seen_s = t_s
        drop = self._level - value
        sunk = self._top - value > self.sinks_most * (self._top - self._home)
        if drop <= self.band_deg and not sunk:
            bridged_s = self.settings.gap_bridged_s
            is_broken = t_s - self._inside_s > self.settings.hold_break_s + bridged_s
            if is_broken and step <= bridged_s:
                return self._end()
            if step <= bridged_s:
                self._seconds += min(step, t_s - self._inside_s)
            self._inside_s = t_s
            self._level -= drop * min(1.0, _FOLLOW_PER_S * step)
            if self._level > self._top:
                self._top = self._level
            if not self._is_known and t_s - self._start_s > _KNOWN_AFTER_S:
                self._know_the_level()
            return None
        left_s = t_s - self._inside_s
        home = value <= self._home + _HOME_SHARE * (self._level - self._home)
        if left_s > self.settings.hold_break_s and (home or left_s > _CLOSE_AFTER_S):
            return self._end(sank=not home)
        return None

    def _left_s(self) -> float:
        """When the way back began, told from its middle where it has got that far."""
        assert self._level is not None
        after = [p for p in self._trace if p[0] >= self._inside_s - 2.0]
        if len(after) < 3:
            return self._inside_s
        return min(self._inside_s, left_s(after, self._home, self._level, self.back))

    def _end(self, sank: bool = False) -> Hold | None:
        """A position that sank has no way back whose middle would tell when it was left."""
        if not self._is_known:
            self._know_the_level()
        end_s = self._inside_s if sank and self.sinks_most < math.inf else self._left_s()
        seconds = self._seconds - max(0.0, self._inside_s - end_s)
        hold = Hold(self._start_s, end_s, seconds)
        self._level, self._seconds = None, 0.0
        self._home = min(self._home, self._trace[-1][1])
        return hold if seconds >= self.settings.hold_least_s else None
