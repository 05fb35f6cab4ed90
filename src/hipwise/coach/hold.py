"""Times holds: only while the position is held, and only while it is seen."""

from collections import deque
from dataclasses import dataclass, field

from hipwise.coach.flank import arrived_s, reversed_trace
from hipwise.coach.settings import CoachSettings

# Engineering: how far back the trace reaches, and over what time speed is taken, seconds.
_TRACE_S = 12.0
_KEEP_S = 0.03
_SPEED_S = 0.3
# How fast the held level follows a body that sinks deeper, per second.
_FOLLOW_PER_S = 0.2


@dataclass(frozen=True, slots=True)
class Hold:
    """One hold. `seconds` may be less than `end_s - start_s` where it was briefly left or not seen."""

    start_s: float
    end_s: float
    seconds: float


@dataclass(slots=True)
class HoldTimer:
    """Finds holds in one angle that grows on the way out.

    `expected_range_deg` is the way out as defined; 0 when the position is held from the very start, then
    any value near the first one is the hold.
    """

    settings: CoachSettings
    expected_range_deg: float
    _trace: deque[tuple[float, float]] = field(default_factory=deque)
    _home: float = float("inf")
    _level: float | None = None
    _start_s: float = 0.0
    _seen_s: float = 0.0
    _inside_s: float = 0.0
    _seconds: float = 0.0

    @property
    def is_holding(self) -> bool:
        """Is a position being held?"""
        return self._level is not None

    @property
    def seconds(self) -> float:
        """Seconds of the present hold, 0 when there is none."""
        return self._seconds if self.is_holding else 0.0

    @property
    def band_deg(self) -> float:
        """How far the held position may drift back."""
        s = self.settings
        if self.expected_range_deg == 0.0:
            return s.hold_band_still_deg
        return max(s.hold_band_least_deg, s.hold_band_share * self.expected_range_deg)

    def observe(self, t_s: float, value: float) -> Hold | None:
        """Take the next seen value (degrees, outwards positive); return a hold when one ends."""
        self._keep(t_s, value)
        if self._level is None:
            self._home = min(self._home, value)
            self._begin_when_still(t_s, value)
            self._seen_s = t_s
            return None
        return self._go_on(t_s, value)

    def finish(self) -> Hold | None:
        """Watching ends or pauses: the hold so far."""
        return self._end(self._inside_s) if self.is_holding else None

    def _keep(self, t_s: float, value: float) -> None:
        trace = self._trace
        if not trace or t_s - trace[-1][0] >= _KEEP_S:
            trace.append((t_s, value))
        while trace[-1][0] - trace[0][0] > _TRACE_S:
            trace.popleft()

    def _begin_when_still(self, t_s: float, value: float) -> None:
        out = value - self._home >= self.settings.hold_from_share * self.expected_range_deg
        if not out or self._speed_deg_per_s() > self.settings.hold_still_deg_per_s:
            return
        arrived = self._arrival_s(value) if self.expected_range_deg > 0.0 else t_s
        self._level, self._start_s, self._inside_s = value, arrived, t_s
        self._seconds = t_s - arrived

    def _arrival_s(self, value: float) -> float:
        since = [p for p in self._trace if p[0] >= self._last_home_s(value)]
        return arrived_s(since, self._home, value) if len(since) > 1 else self._trace[-1][0]

    def _last_home_s(self, value: float) -> float:
        """The last moment the body was nearer to home than to the held position."""
        middle = (self._home + value) / 2
        times = [t for t, v in self._trace if v <= middle]
        return times[-1] if times else self._trace[0][0]

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
        away = abs(drop) if self.expected_range_deg == 0.0 else drop
        if away <= self.band_deg:
            if step <= self.settings.gap_bridged_s:
                self._seconds += min(step, t_s - self._inside_s)
            self._inside_s = t_s
            self._level -= drop * min(1.0, _FOLLOW_PER_S * step)
            return None
        if t_s - self._inside_s > self.settings.hold_break_s:
            return self._end(self._left_s())
        return None

    def _left_s(self) -> float:
        """When the way back began, told from its middle where it has got that far."""
        assert self._level is not None
        after = [p for p in self._trace if p[0] >= self._inside_s - 2.0]
        back = reversed_trace(after)
        low = after[-1][1]
        if len(back) < 3 or self.expected_range_deg == 0.0:
            return self._inside_s
        return min(self._inside_s, -arrived_s(back, low, self._level))

    def _end(self, end_s: float) -> Hold | None:
        seconds = self._seconds - max(0.0, self._inside_s - end_s)
        hold = Hold(self._start_s, end_s, seconds)
        self._level, self._seconds = None, 0.0
        self._home = self._trace[-1][1]
        return hold if seconds >= self.settings.hold_least_s else None
