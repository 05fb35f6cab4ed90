"""Notices when the body goes somewhere else in the picture: walks by, comes nearer, is another person."""

import math
from dataclasses import dataclass

from hipwise.coach.settings import CoachSettings
from hipwise.coach.template import TORSO_M

# Growth or shrinking of the body in the picture, beyond what the movement does, that is a change of
# distance: at two metres a step of half a metre is a quarter.
_SIZE_CHANGE = 0.3


@dataclass(slots=True)
class Wander:
    """Compares hips and size with where the last repetition ended.

    `travel_m` is how far the movement itself carries the hips; `size_m` is the body's expected size at the
    start, `size_low_m` and `size_high_m` along the way.
    """

    settings: CoachSettings
    travel_m: float
    size_m: float
    size_low_m: float
    size_high_m: float
    _x: float = math.nan
    _y: float = math.nan
    _size: float = math.nan
    _there_s: float = math.nan

    def settle(self, t_s: float, x: float, y: float, size: float) -> None:
        """Here is the body's place now."""
        self._x, self._y, self._there_s = x, y, t_s
        if size == size:
            self._size = size

    def has_gone(self, t_s: float, x: float, y: float, size: float) -> bool:
        """Has it been elsewhere for too long? What is not seen has not gone."""
        per_m = self._size / self.size_m
        allowed_m = self.travel_m + self.settings.wander_torsos * TORSO_M
        far = math.hypot(x - self._x, y - self._y) > allowed_m * per_m
        low, high = self.size_low_m * per_m, self.size_high_m * per_m
        other_size = size < low * (1.0 - _SIZE_CHANGE) or size > high * (1.0 + _SIZE_CHANGE)
        if not far and not other_size:
            self._there_s = t_s
        return t_s - self._there_s > self.settings.corridor_left_s
