"""Swings back and forth while a position should be held."""

from dataclasses import dataclass

BOUNCE = "BOUNCE"


@dataclass(slots=True)
class SwingCounter:
    """Counts swings: a move of at least `least_deg` that turns round again."""

    least_deg: float
    _low: float = float("inf")
    _high: float = float("-inf")
    _direction: int = 0
    _turns: int = 0

    @property
    def swings(self) -> int:
        """Back and forth is one swing."""
        return self._turns // 2

    def observe(self, value: float) -> None:
        """Take the next value while holding."""
        if value < self._low:
            self._low = value
        if value > self._high:
            self._high = value
        if self._direction >= 0 and self._high - value >= self.least_deg:
            self._turn(value, -1)
        elif self._direction <= 0 and value - self._low >= self.least_deg:
            self._turn(value, 1)

    def _turn(self, value: float, direction: int) -> None:
        self._turns += 1
        self._direction = direction
        self._low = self._high = value
