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
        if value == value:
            if self.value != self.value:
                self.value = value
            elif step_s > 0.0:
                self.value += step_s / (step_s + self.over_s) * (value - self.value)
        return self.value
