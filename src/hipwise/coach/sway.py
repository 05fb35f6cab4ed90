"""How far somebody sways while standing on one foot, in percent of body height.

Sideways only: the hips against the standing ankle, seen from the front. Told as the standard deviation, as
posturography does for the centre of pressure; a camera sees the hips, which move more than it.
"""

import math
from collections import deque
from dataclasses import dataclass, field

from hipwise.body.skeleton import REFERENCE_HEIGHT_M
from hipwise.coach.eased import Eased
from hipwise.coach.settings import CoachSettings

# Smoothing, seconds: sway is slower than two swings a second, a landmark's jitter quicker.
_SWAY_S = 0.08
# Getting up on one foot is no sway, nor is coming down: so much at both ends is left out, seconds.
_SETTLED_S = 2.0
_LEAVING_S = 1.5


@dataclass(frozen=True, slots=True)
class Sway:
    """`percent` of body height, `error` the part that jitter alone could make; `seconds` of standing seen."""

    percent: float
    error: float
    seconds: float


@dataclass(slots=True)
class SwayMeter:
    """Collects while a position is held; holds of one set are taken together, each about its own middle."""

    settings: CoachSettings
    size_m: float
    _eased: Eased = field(default_factory=lambda: Eased(_SWAY_S))
    _held_s: float = 0.0
    _waiting: deque[tuple[float, float, float]] = field(default_factory=deque)
    _waiting_s: float = 0.0
    _weight: float = 0.0
    _mean: float = 0.0
    _squares: float = 0.0
    _jitter: float = 0.0
    _all_s: float = 0.0
    _all_squares: float = 0.0
    _steps: int = 0
    _wanted_s: float = 0.0

    def observe(self, step_s: float, aside: float, size: float) -> None:
        """Take the next moment of a hold: hips beside the ankle, and the body's length, in the picture."""
        self._held_s += step_s
        value = aside / size if size > 0.0 else math.nan
        smooth = self._eased.observe(step_s, value)
        if self._held_s <= _SETTLED_S:
            return
        self._wanted_s += step_s
        if value != value:
            return
        self._waiting.append((step_s, smooth, (value - smooth) ** 2))
        self._waiting_s += step_s
        while self._waiting_s > _LEAVING_S:
            moment = self._waiting.popleft()
            self._waiting_s -= moment[0]
            self._take(*moment)

    def pause(self) -> None:
        """The hold is over, or nothing is held: its last moments were its end already, and are forgotten."""
        if self._held_s == 0.0:
            return
        self._all_s += self._weight
        self._all_squares += self._squares
        self._wanted_s -= min(self._wanted_s, self._waiting_s)
        self._held_s = self._weight = self._mean = self._squares = self._waiting_s = 0.0
        self._waiting.clear()
        self._eased = Eased(_SWAY_S)

    def _take(self, step_s: float, smooth: float, jitter: float) -> None:
        """Welford's sum of squares about the mean, each moment weighed by its time."""
        self._jitter += step_s * jitter
        self._steps += 1
        self._weight += step_s
        change = smooth - self._mean
        self._mean += change * step_s / self._weight
        self._squares += step_s * change * (smooth - self._mean)

    @property
    def sway(self) -> Sway | None:
        """What was seen, or None where too little was: short, hidden, too few pictures, or all jitter."""
        seconds = self._all_s + self._weight
        s = self.settings
        if seconds < s.sway_least_s or seconds < s.fault_seen_share * self._wanted_s or not self._steps:
            return None
        step_s = seconds / self._steps
        if step_s > s.sway_step_s:
            return None
        noise = math.sqrt(self._jitter / seconds * _passed_share(step_s))
        spread = math.sqrt((self._all_squares + self._squares) / seconds)
        if spread < s.sway_noise_times * noise:
            return None
        per = 100.0 * self.size_m / REFERENCE_HEIGHT_M
        return Sway(per * math.sqrt(spread**2 - noise**2), per * noise, seconds)


def _passed_share(step_s: float) -> float:
    """Of white jitter with residual variance 1, the variance that passes the smoothing.

    For a first-order filter with share a: passed a / (2 - a), residual 2 (1 - a)² / (2 - a) of the jitter.
    """
    a = step_s / (step_s + _SWAY_S)
    return a / (2.0 * (1.0 - a) ** 2)
