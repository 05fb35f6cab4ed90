"""A value that follows what it is told with a time constant: the first-order filter for single measures."""

import math
from dataclasses import dataclass


@dataclass(slots=True)
class Eased:
    """`value` is NaN before the first one; what is not seen (NaN) changes nothing. `over_s` in seconds."""

    over_s: float
    value: float = math.nan

    def observe(self, step_s: float, value: float) -> float:
        """The eased value, `step_s` seconds after the one before."""
        before = self.value
        if before == before and value == value and step_s > 0.0:
            value = before + step_s / (step_s + self.over_s) * (value - before)
        elif before == before:
            return before
        self.value = value
        return value
