"""One angle fault over a set: when it is told, when it is over, and what may be said at the end."""

import math
from dataclasses import dataclass

from hipwise.coach.faults.angle_fault import Trust
from hipwise.coach.faults.verdict import Verdict
from hipwise.coach.settings import CoachSettings


@dataclass(slots=True)
class FaultWatch:
    """Watches one value against one limit, both in the fault's unit.

    A fault is told when the true value behind the reading, less a margin, has reached the limit for long
    enough. "ok" needs the largest true value to stay below it, and enough of the time to be seen.
    """

    settings: CoachSettings
    trust: Trust
    limit: float
    count: int = 0
    worst: float = math.nan
    is_active: bool = False
    _watched_s: float = 0.0
    _seen_s: float = 0.0
    _over_since_s: float = math.nan
    _below_since_s: float = math.nan
    _doubt_since_s: float = math.nan
    _was_in_doubt: bool = False

    def observe(self, t_s: float, step_s: float, value: float) -> bool | None:
        """Take the next value, NaN when not seen. True when the fault begins, False when it ends."""
        self._watched_s += step_s
        if value != value:
            return None
        self._seen_s += step_s
        if not value <= self.worst:
            self.worst = value
        told, most = self.trust.true_deg(value)
        if most < self.limit:
            self._doubt_since_s = math.nan
        else:
            self._note_doubt(t_s)
        if self.is_active:
            return self._until_cleared(t_s, told)
        if told < self.limit:
            self._over_since_s = math.nan
            return None
        return self._until_told(t_s)

    @property
    def seen_share(self) -> float:
        """Share of the watched time in which the value was seen."""
        return self._seen_s / self._watched_s if self._watched_s > 0.0 else 0.0

    @property
    def was_in_doubt(self) -> bool:
        """Did the largest possible true value reach the limit for long enough?"""
        return self._was_in_doubt

    @property
    def verdict(self) -> Verdict:
        """What may be said so far."""
        if self.count:
            return Verdict.FAULT
        if self._was_in_doubt or self.seen_share < self.settings.fault_seen_share:
            return Verdict.NOT_JUDGEABLE
        return Verdict.OK

    def _until_told(self, t_s: float) -> bool | None:
        if math.isnan(self._over_since_s):
            self._over_since_s = t_s
        if t_s - self._over_since_s < self.settings.fault_after_s:
            return None
        self.count, self.is_active, self._below_since_s = self.count + 1, True, math.nan
        return True

    def _until_cleared(self, t_s: float, told: float) -> bool | None:
        if told >= self.settings.fault_clear_share * self.limit:
            self._below_since_s = math.nan
            return None
        if math.isnan(self._below_since_s):
            self._below_since_s = t_s
        if t_s - self._below_since_s < self.settings.fault_after_s:
            return None
        self.is_active, self._over_since_s = False, math.nan
        return False

    def _note_doubt(self, t_s: float) -> None:
        if math.isnan(self._doubt_since_s):
            self._doubt_since_s = t_s
        elif t_s - self._doubt_since_s >= self.settings.fault_after_s:
            self._was_in_doubt = True
