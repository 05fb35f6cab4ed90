"""The time in the air of a jump or hop, and the height that follows from it.

Height from time in the air is how contact mats measure jumps (Bosco 1983): nothing but gravity acts, so
height = g T² / 8. It takes for granted that the legs are as straight at landing as at take-off.
"""

import math
from dataclasses import dataclass

from hipwise.coach.settings import CoachSettings

_GRAVITY_M_PER_S2 = 9.80665  # standard gravity, ISO 80000-3
# How quickly the level of the ground follows a body that comes nearer or hops on, seconds.
_GROUND_S = 0.5
# Nobody is in the air for longer: what was taken for a flight is a camera that was moved, seconds.
_LONGEST_S = 1.2


@dataclass(frozen=True, slots=True)
class Flight:
    """One flight. The true time lies within `error_s` of `seconds`, since between two pictures nobody looks.

    `is_timed` is False where the pictures came too slowly around take-off or landing.
    """

    start_s: float
    end_s: float
    seconds: float
    error_s: float
    is_timed: bool

    @property
    def height_m(self) -> float:
        """How high the body's centre rose, metres."""
        return _GRAVITY_M_PER_S2 * self.seconds**2 / 8.0

    @property
    def height_error_m(self) -> float:
        """What the error of the time does to the height, metres."""
        return _GRAVITY_M_PER_S2 * self.seconds * self.error_s / 4.0


@dataclass(slots=True)
class FlightWatch:
    """Finds flights in the body's lowest point (down is positive) and its length in the picture.

    `size_m` is that length on the reference body, metres.
    """

    settings: CoachSettings
    size_m: float
    _ground: float = math.nan
    _t_s: float = math.nan
    _left_s: tuple[float, float] | None = None

    @property
    def is_in_the_air(self) -> bool:
        """Has the body left the ground?"""
        return self._left_s is not None

    def saw_feet_since(self, t_s: float) -> bool:
        """Were both feet seen at all since then?"""
        return self._t_s >= t_s

    def observe(self, t_s: float, low: float, size: float) -> Flight | None:
        """Take the next moment; a flight when one has just ended. What is not seen waits."""
        if low != low or size != size:
            return None
        before_s, self._t_s = self._t_s, t_s
        if self._ground != self._ground or before_s != before_s:
            self._ground = low
            return None
        lift = self.settings.flight_lift_share * size
        if self._left_s is None:
            self._stand(t_s, before_s, low, lift)
            return None
        if self._ground - low >= lift and t_s - self._left_s[0] <= _LONGEST_S:
            return None
        return self._land(t_s, before_s, low)

    def _stand(self, t_s: float, before_s: float, low: float, lift: float) -> None:
        if self._ground - low >= lift:
            self._left_s = before_s, t_s
            return
        self._ground += min(1.0, (t_s - before_s) / _GROUND_S) * (low - self._ground)

    def _land(self, t_s: float, before_s: float, low: float) -> Flight | None:
        assert self._left_s is not None
        (off_s, up_s), self._left_s = self._left_s, None
        self._ground = low
        seconds = (before_s + t_s) / 2 - (off_s + up_s) / 2
        if not self.settings.flight_least_s <= seconds < _LONGEST_S:
            return None
        steps_s = (up_s - off_s, t_s - before_s)
        is_timed = max(steps_s) <= self.settings.flight_step_s
        return Flight(off_s, t_s, self._with_the_ends(seconds), sum(steps_s) / 2, is_timed)

    def _with_the_ends(self, seconds: float) -> float:
        """The foot is seen in the air only above a small height; the rest of the fall takes its time, too."""
        unseen_m = self.settings.flight_lift_share * self.size_m
        return math.sqrt(seconds**2 + 8.0 * unseen_m / _GRAVITY_M_PER_S2)
