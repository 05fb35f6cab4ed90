"""What happened after a flight: how far the knees gave way, on which foot, and whether it was held."""

import math
from dataclasses import dataclass, field

from hipwise.coach.eased import Eased
from hipwise.coach.flank import MINIMUM_JERK
from hipwise.coach.scene import Scene

# Smoothing of legs and weight over time, seconds, against the jitter of single pictures.
_LEG_S = 0.06
_REST_S = 0.3
# The knees have given way, and the impact is over, so long after contact, seconds.
_IMPACT_S = 0.6
# A landing that has lasted so long was held; how much longer nobody asks, seconds.
_LONGEST_S = 3.0
# Legs that shorten less than this share in landing do not show when somebody stands up again.
_SHOWS_SHARE = 0.03


@dataclass(frozen=True, slots=True)
class Landing:
    """One landing; NaN for what was not seen.

    `bend_deg` is the largest knee bend, `uneven_percent` how much more one leg carries than the other,
    `held_s` how long the landed position was kept, 3 s at most.
    """

    contact_s: float
    bend_deg: float
    uneven_percent: float
    held_s: float


@dataclass(slots=True)
class LandingWatch:
    """Follows the legs from one contact until the person stands up again.

    From the front a knee shows its bend by the distance of hip and ankle: thigh and shank are of one length
    within 3 percent, so that it is the straight leg's times cos(bend / 2). `start_bend_deg` is the bend in
    which the person stands at the start, by the definition.
    """

    start_bend_deg: float
    on_both_feet: bool
    _leg: Eased = field(default_factory=lambda: Eased(_LEG_S))
    _share: Eased = field(default_factory=lambda: Eased(_REST_S))
    _own_leg: float = math.nan
    _own_share: float = math.nan
    _contact_s: float = math.nan
    _shortest: float = math.nan
    _quarter_s: float = math.nan
    _uneven_sum: float = 0.0
    _uneven_s: float = 0.0

    @property
    def is_open(self) -> bool:
        """Is a landing under way?"""
        return self._contact_s == self._contact_s

    def settle(self) -> None:
        """The start position is held: so long are the legs, and so spread is the weight, of this person."""
        self._own_leg, self._own_share = self._leg.value, self._share.value
        self._contact_s = math.nan

    def touch_down(self, t_s: float) -> None:
        """The feet are back on the ground."""
        self._contact_s, self._shortest, self._quarter_s = t_s, math.nan, math.nan
        self._uneven_sum = self._uneven_s = 0.0

    def observe(self, t_s: float, step_s: float, scene: Scene) -> Landing | None:
        """Take the next moment; a landing when the person has left it, or has held it for long."""
        legs = (scene.working_leg + scene.other_leg) / 2 if self.on_both_feet else scene.working_leg
        leg = self._leg.observe(step_s, legs)
        share = self._share.observe(step_s, scene.share)
        if not self.is_open:
            return None
        if t_s - self._contact_s <= _IMPACT_S:
            self._shortest = leg if self._shortest != self._shortest else min(self._shortest, leg)
            return None
        if share == share and self._quarter_s != self._quarter_s:
            self._uneven_sum += step_s * (share - self._own_share)
            self._uneven_s += step_s
        if t_s - self._contact_s > _LONGEST_S:
            return self.end(t_s)
        return self._stand_up(t_s, leg)

    def end(self, left_s: float) -> Landing | None:
        """The landing, left at that time; None when none is under way."""
        if not self.is_open:
            return None
        contact_s, self._contact_s = self._contact_s, math.nan
        return Landing(contact_s, self._bend_deg(), self._uneven_percent(), max(0.0, left_s - contact_s))

    def _stand_up(self, t_s: float, leg: float) -> Landing | None:
        """Standing up shows when the legs are three quarters of the way back; its begin follows from that."""
        way = self._own_leg - self._shortest
        if not way > _SHOWS_SHARE * self._own_leg:
            return None
        if self._quarter_s != self._quarter_s and leg >= self._shortest + 0.25 * way:
            self._quarter_s = t_s
        if not leg >= self._shortest + 0.75 * way:
            return None
        pace = MINIMUM_JERK
        span_s = (t_s - self._quarter_s) / (pace.three_quarters - pace.quarter)
        return self.end(self._quarter_s - pace.quarter * span_s)

    def _bend_deg(self) -> float:
        straight = self._own_leg / math.cos(math.radians(self.start_bend_deg) / 2)
        if not straight > 0.0 or self._shortest != self._shortest:
            return math.nan
        return 2.0 * math.degrees(math.acos(min(1.0, self._shortest / straight)))

    def _uneven_percent(self) -> float:
        """Standing still, the load follows where the body is between the feet: 2 |share - own share|."""
        if not self.on_both_feet or self._uneven_s <= 0.0:
            return math.nan
        return 200.0 * abs(self._uneven_sum / self._uneven_s)
