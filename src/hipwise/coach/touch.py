"""Touches of the free foot: it was up, came down to the ground for a moment, and went up again."""

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from hipwise.coach.eased import Eased
from hipwise.coach.settings import CoachSettings

# Smoothing of the foot's height, seconds; the own height in which it is carried is known more slowly.
_FOOT_S = 0.06
_CARRIED_S = 1.0
# Touches are told as so many in this time, seconds: the unit of the fault.
PER_S = 30.0


@dataclass(slots=True)
class Carried:
    """A height of the free foot, and the one in which this person carries it."""

    least: float
    _now: Eased = field(default_factory=lambda: Eased(_FOOT_S))
    _own: Eased = field(default_factory=lambda: Eased(_CARRIED_S))

    def observe(self, step_s: float, height: float) -> float:
        """Take the next height, NaN when it is not seen; the share of the own one, NaN until it was clearly
        up.
        """
        return self._now.observe(step_s, height) / self._own.value

    def learn(self, step_s: float) -> bool:
        """The foot is up: this is how high it is carried. False when that is not clearly up."""
        if not self._now.value >= self.least:
            return False
        self._own.observe(step_s, self._now.value)
        return True


@dataclass(slots=True)
class TouchWatch:
    """Counts touches in heights of the free foot above the standing one, in lengths of the body.

    A foot that stays down for longer than `longest_s` was put down, and is no touch. Without a free foot that
    was clearly up nothing can be told.
    """

    settings: CoachSettings
    longest_s: float
    touched_s: list[float] = field(default_factory=list)
    most: int = 0
    was_put_down: bool = False
    _ankle: Carried = field(init=False)
    _lowest: Carried = field(init=False)
    _recent: deque[float] = field(default_factory=deque)
    _down_s: float = math.nan
    _watched_s: float = 0.0
    _seen_s: float = 0.0
    _up_s: float = 0.0

    def __post_init__(self) -> None:
        least = self.settings.touch_lift_least
        self._ankle, self._lowest = Carried(least), Carried(least)

    @property
    def seen_share(self) -> float:
        """Share of the watched time in which both feet were seen."""
        return self._seen_s / self._watched_s if self._watched_s > 0.0 else 0.0

    @property
    def was_up(self) -> bool:
        """Was the free foot clearly up for long enough to know its own height?"""
        return self._up_s >= _CARRIED_S

    def observe(self, t_s: float, step_s: float, heights: Sequence[float]) -> bool:
        """Take the next heights, of the ankle and of the lowest point; True when a touch has just ended."""
        self._watched_s += step_s
        if heights[0] != heights[0]:
            return False
        self._seen_s += step_s
        ankle, lowest = self._ankle.observe(step_s, heights[0]), self._lowest.observe(step_s, heights[1])
        share = ankle if ankle < lowest or lowest != lowest else lowest
        if self._down_s == self._down_s:
            self.was_put_down = self.was_put_down or t_s - self._down_s > self.longest_s
            return share >= self.settings.touch_raised_share and self._ends(t_s)
        if share <= self.settings.touch_share:
            self._down_s = t_s
        elif self._learn(step_s):
            self._up_s += step_s
        return False

    def _learn(self, step_s: float) -> bool:
        """Is any of the heights clearly up? All that are, are learnt."""
        is_ankle_up, is_lowest_up = self._ankle.learn(step_s), self._lowest.learn(step_s)
        return is_ankle_up or is_lowest_up

    def _ends(self, t_s: float) -> bool:
        down_s, self._down_s = self._down_s, math.nan
        if t_s - down_s > self.longest_s:
            return False
        self.touched_s.append(down_s)
        self._recent.append(down_s)
        while down_s - self._recent[0] > PER_S:
            self._recent.popleft()
        self.most = max(self.most, len(self._recent))
        return True
