"""Counts repetitions: a way out that is long enough, and most of the way back.

The count looks at turning points, not at fixed angles, so that it follows a person whose range is
smaller than defined, shrinks with fatigue, or who does not come all the way back.
"""

from collections import deque
from dataclasses import dataclass, field
from statistics import median

from hipwise.coach.flank import MINIMUM_JERK, Pace, arrived_s, began_s, left_s, settled_s
from hipwise.coach.settings import CoachSettings

# What the trace keeps: a new point when the angle moved or time passed. Engineering, not clinical.
_KEEP_DEG = 0.5
_KEEP_S = 0.1
# Before a way out begins only the recent past matters: the longest slow way out to its half.
_HOME_S = 6.0
# Repetitions that make up the person's own range.
_OWN = 5
# Share of the way out within which a repetition has come all the way back.
_HOME_SHARE = 0.1
# A repetition that was begun when time is up counts from here on, share of the person's own way out.
_HALF = 0.5
# Rest at a partial return that ends a repetition, seconds.
_REST_S = 0.5


@dataclass(frozen=True, slots=True)
class Repetition:
    """One repetition on the phase reading: times in seconds, `low` and `peak` in degrees outwards."""

    start_s: float
    end_s: float
    low: float
    peak: float
    out_s: float
    back_s: float


@dataclass(slots=True)
class RepetitionCounter:
    """Finds repetitions in one angle that grows on the way out.

    `expected_range_deg` is the way out as defined; `least_deg` the smallest way out ever believed;
    `start_deg` the person's own start, which a repetition must go beyond outwards (the mirror image of a
    movement goes the other way first); `out` and `back` the definition's pace both ways.
    """

    settings: CoachSettings
    expected_range_deg: float
    least_deg: float
    start_deg: float = float("-inf")
    out: Pace = MINIMUM_JERK
    back: Pace = MINIMUM_JERK
    _stage: str = "home"
    _trace: deque[tuple[float, float]] = field(default_factory=deque)
    _valley: float = float("inf")
    _peak: float = float("-inf")
    _low: float = float("inf")
    _low_s: float = 0.0
    _turn: int = 0
    _out_deg: float = field(init=False)
    _half_deg: float = field(init=False)
    _own: deque[float] = field(default_factory=lambda: deque(maxlen=_OWN))

    def __post_init__(self) -> None:
        self._know_own_range()

    @property
    def is_home(self) -> bool:
        """Is the body at rest between repetitions?"""
        return self._stage == "home"

    @property
    def is_over_half(self) -> bool:
        """Has a repetition that is not counted yet come more than half of the way out, or farther?"""
        reached = self._peak if self._stage != "home" else self._trace[-1][1] if self._trace else self._valley
        return reached - self._valley > self._half_deg

    @property
    def own_range_deg(self) -> float:
        """The person's own way out, or the definition's before the first repetition."""
        return median(self._own) if self._own else self.expected_range_deg

    def observe(self, t_s: float, value: float) -> Repetition | None:
        """Take the next seen value (degrees, outwards positive); return a repetition when one ends."""
        self._keep(t_s, value)
        if self._stage == "home":
            self._at_home(value)
        elif self._stage == "out":
            self._on_the_way_out(t_s, value)
        else:
            return self._on_the_way_back(t_s, value)
        return None

    def finish(self) -> Repetition | None:
        """Watching ends or pauses: a repetition that was most of the way back still counts."""
        done = self._complete() if self._stage == "back" else None
        self._go_home()
        return done

    def forget_last(self) -> None:
        """The last repetition was none: it tells nothing about the person's own range."""
        if self._own:
            self._own.pop()
            self._know_own_range()

    def _keep(self, t_s: float, value: float) -> None:
        if self._trace:
            last_s, last = self._trace[-1]
            if abs(value - last) < _KEEP_DEG and t_s - last_s < _KEEP_S:
                return
        self._trace.append((t_s, value))

    def _at_home(self, value: float) -> None:
        trace = self._trace
        dropped = False
        while trace[-1][0] - trace[0][0] > _HOME_S:
            dropped = trace.popleft()[1] <= self._valley or dropped
        if dropped:
            self._valley = min(v for _, v in trace)
        elif value < self._valley:
            self._valley = value
        if value - self._valley >= self._out_deg:
            self._stage, self._peak, self._turn = "out", value, len(trace) - 1

    def _know_own_range(self) -> None:
        """The least way out that is believed, and half of a whole one; they change only with a repetition."""
        s, own_deg = self.settings, self.own_range_deg
        share = s.out_share if self._own else s.first_out_share
        self._out_deg, self._half_deg = max(self.least_deg, share * own_deg), _HALF * own_deg

    def _on_the_way_out(self, t_s: float, value: float) -> None:
        if value > self._peak:
            self._peak, self._turn = value, len(self._trace) - 1
        if self._peak - value >= self.settings.back_share * (self._peak - self._valley):
            self._stage, self._low, self._low_s = "back", value, t_s

    def _on_the_way_back(self, t_s: float, value: float) -> Repetition | None:
        if value < self._low:
            self._low, self._low_s = value, t_s
        is_back = value <= self._valley + _HOME_SHARE * (self._peak - self._valley)
        leaves_again = value - self._low >= self._out_deg
        rests = t_s - self._low_s >= _REST_S
        if not (is_back or leaves_again or rests):
            return None
        done = self._complete()
        self._go_home(after=self._low)
        return done

    def _complete(self) -> Repetition | None:
        points = list(self._trace)
        turn = min(self._turn, len(points) - 1)
        out, back = points[: turn + 1], points[turn:]
        start_s = began_s(out, self._valley, self._peak, self.out)
        end_s = settled_s(back, self._low, self._peak, self.back)
        if self._low > self._valley + _HOME_SHARE * (self._peak - self._valley):
            end_s = min(end_s, self._low_s)
        top_s = arrived_s(out, self._valley, self._peak, self.out)
        leave_s = left_s(back, self._low, self._peak, self.back)
        beyond = self._peak - self.start_deg >= self.settings.beyond_start_share * self.expected_range_deg
        if end_s - start_s < self.settings.repetition_least_s or not beyond:
            return None
        self._own.append(self._peak - self._valley)
        self._know_own_range()
        return Repetition(start_s, end_s, self._valley, self._peak, top_s - start_s, end_s - leave_s)

    def _go_home(self, after: float | None = None) -> None:
        last = self._trace[-1] if self._trace else None
        self._trace.clear()
        if last is not None and after is not None:
            self._trace.append(last)
        self._stage = "home"
        self._valley = float("inf") if after is None else after
