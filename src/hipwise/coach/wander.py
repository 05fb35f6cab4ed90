"""Notices when the body goes somewhere else in the picture: walks by, comes nearer, is another person."""

import math
from dataclasses import dataclass

from hipwise.coach.settings import CoachSettings
from hipwise.coach.template import TORSO_M

# Growth or shrinking of the body in the picture, beyond what the movement does, that is a change of
# distance: at two metres a step of half a metre is a quarter.
_SIZE_CHANGE = 0.3
# The smoothing remembers another body's angles for so long after it is gone, seconds.
_MIXED_S = 0.15


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
    _far: float = math.nan
    _small: float = math.nan
    _large: float = math.nan
    _there_s: float = math.nan
    _away_s: float = -math.inf

    def settle(self, t_s: float, x: float, y: float, size: float) -> None:
        """Here is the body's place now."""
        self._x, self._y, self._there_s = x, y, t_s
        if size != size or size == self._size:
            return
        self._size = size
        per_m = size / self.size_m
        self._far = (self.travel_m + self.settings.wander_torsos * TORSO_M) * per_m
        self._small = self.size_low_m * per_m * (1.0 - _SIZE_CHANGE)
        self._large = self.size_high_m * per_m * (1.0 + _SIZE_CHANGE)

    def is_elsewhere(self, t_s: float) -> bool:
        """Is this moment another place's, or too shortly after one to be this body's alone?

        A pose model that takes a second person for a moment must not count what that one does.
        """
        return t_s - self._away_s <= _MIXED_S

    def has_gone(self, t_s: float, x: float, y: float, size: float) -> bool:
        """Has it been elsewhere for too long? What is not seen has not gone."""
        far = math.hypot(x - self._x, y - self._y) > self._far
        if far or size < self._small or size > self._large:
            self._away_s = t_s
        else:
            self._there_s = t_s
        return t_s - self._there_s > self.settings.corridor_left_s
