"""Faults that are an angle beyond a limit for a while."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter

Measure = Callable[[Sequence[float]], float]


@dataclass(frozen=True, slots=True)
class AngleFault:
    """How a fault shows in readings.

    `measure` turns the readings (degrees, in the order of `readings`) into one angle that grows with the
    fault. With `from_start` only what exceeds the person's own start and the way that the definition
    itself goes counts; `both_ways` then takes the larger departure to either side.
    """

    code: str
    readings: tuple[str, ...]
    measure: Measure
    from_start: bool
    both_ways: bool = False


@dataclass(frozen=True, slots=True)
class Trust:
    """How a camera's angle relates to the true one: true = (seen - offset) / slope ± error.

    The slope lies between two values. A fault is told when the true value that was seen exceeds its limit by
    `margin_deg`, which is the error where nothing better was measured.
    """

    slope_low: float
    slope_high: float
    error_deg: float
    offset_deg: float = 0.0
    margin_deg: float | None = None

    def true_deg(self, seen_deg: float) -> tuple[float, float]:
        """What is told of what was seen: the true value, as small as it may be, less the margin; and the
        largest true value behind it.
        """
        seen_deg -= self.offset_deg
        margin_deg = self.error_deg if self.margin_deg is None else self.margin_deg
        by_low, by_high = seen_deg / self.slope_low, seen_deg / self.slope_high
        if seen_deg >= 0.0:
            return by_high - margin_deg, by_low + self.error_deg
        return by_low - margin_deg, by_high + self.error_deg


@dataclass(frozen=True, slots=True)
class Excess:
    """Turns a row of values into how far the fault goes, degrees; NaN when something is not seen.

    `read` is the fault's measure, taken from a row.
    """

    fault: AngleFault
    read: Measure
    defined_start_deg: float
    defined_low_deg: float
    defined_high_deg: float
    start_slack_deg: float

    def own_start_deg(self, row: Sequence[float]) -> float:
        """The person's own value in the start position; 0 where the fault is told from upright.

        Who starts further than `start_slack_deg` from the definition starts with the fault: this is no
        build to measure from, and the definition's own start is taken. NaN when something is not seen.
        """
        if not self.fault.from_start:
            return 0.0
        value = self.read(row)
        strays = abs(value - self.defined_start_deg) > self.start_slack_deg
        return self.defined_start_deg if strays else value

    def from_own_start(self, own_start_deg: float) -> Measure:
        """How far the fault goes in a row, for a person who starts there."""
        read, low, high = self.read, self.defined_low_deg, self.defined_high_deg
        if not self.fault.from_start:
            return read
        if not self.fault.both_ways:
            return lambda row: read(row) - own_start_deg - high

        def either_way(row: Sequence[float]) -> float:
            value = read(row)
            above = value - own_start_deg - high
            return above if above != above else max(above, low - (value - own_start_deg))

        return either_way


def measured_at(measure: Measure, places: tuple[int, ...]) -> Measure:
    """The measure of the values at these places of a row."""
    if len(places) == 1:
        (only,) = places
        return lambda row: measure((row[only],))
    values_of = itemgetter(*places)
    return lambda row: measure(values_of(row))
