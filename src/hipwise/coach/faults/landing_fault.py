"""Faults of a landing: one value of it beyond a limit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hipwise.coach.faults.verdict import Verdict
from hipwise.coach.landing import Landing


@dataclass(frozen=True, slots=True)
class LandingFault:
    """`value` is the landing's in the fault's unit; the fault is a value below the limit, or above it."""

    code: str
    value: Callable[[Landing], float]
    is_below: bool

    def verdict(self, landing: Landing, limit: float, error: float) -> Verdict:
        """Fault or ok only where the error cannot turn it; not seen is not judgeable."""
        beyond = (limit - self.value(landing)) * (1.0 if self.is_below else -1.0)
        if beyond > error:
            return Verdict.FAULT
        return Verdict.OK if beyond <= -error else Verdict.NOT_JUDGEABLE

    def worst(self, landings: Sequence[Landing]) -> float | None:
        """The value that comes nearest to the fault; None when none was seen."""
        seen = [value for landing in landings if (value := self.value(landing)) == value]
        return (min(seen) if self.is_below else max(seen)) if seen else None


STIFF_LANDING = LandingFault("STIFF_LANDING", lambda landing: landing.bend_deg, is_below=True)
ASYMMETRY = LandingFault("ASYMMETRY", lambda landing: landing.uneven_percent, is_below=False)
LOST_STICK = LandingFault("LOST_STICK", lambda landing: landing.held_s, is_below=True)
