"""The trials of a home test, and which number comes of them: one for people, one for the doors.

A result counts only when every trial of it was done. Missing trials are not guessed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hipwise.library.home_test import HomeTest
from hipwise.library.side import Side

# The one direction of a test without directions.
ONLY = ""


@dataclass(frozen=True, slots=True)
class Trials:
    """What was measured on one side (`both`: together), by direction; leg length in centimetres."""

    side: Side
    values: Mapping[str, tuple[float, ...]]
    leg_length_cm: float | None = None

    def least_done(self, test: HomeTest) -> int:
        """How many trials there are of the direction with the fewest."""
        return min(len(self.values.get(name, ())) for name in _directions(test))


def is_complete(test: HomeTest, trials: Trials) -> bool:
    """Was every trial done, and the leg measured where the result needs it?"""
    has_leg = not test.directions or trials.leg_length_cm is not None
    return has_leg and trials.least_done(test) >= test.trials


def shown_result(test: HomeTest, trials: Trials) -> float | None:
    """The result for people, in the test's unit; None while trials are missing."""
    return _result(test, trials, test.shown)


def counted_result(test: HomeTest, trials: Trials) -> float | None:
    """The result that doors ask; None while trials are missing, which opens none."""
    return _result(test, trials, test.counted)


def _result(test: HomeTest, trials: Trials, which: str) -> float | None:
    if not is_complete(test, trials):
        return None
    chosen = [choose(trials.values[name], which) for name in _directions(test)]
    if not test.directions:
        return chosen[0]
    assert trials.leg_length_cm is not None
    return 100 * sum(chosen) / (len(chosen) * trials.leg_length_cm)


def choose(values: Sequence[float], which: str) -> float:
    """The mean, best (most) or least of some trials. Raises ValueError for another word."""
    if which == "mean":
        return sum(values) / len(values)
    if which in ("best", "least"):
        return max(values) if which == "best" else min(values)
    raise ValueError(f"expected mean, best or least, got {which!r}")


def _directions(test: HomeTest) -> tuple[str, ...]:
    return tuple(direction.id for direction in test.directions) or (ONLY,)


def side_order(sore: Side, is_sided: bool) -> tuple[Side, ...]:
    """The sides in the order they are tested: the one that hurts less first. Both sore: right first."""
    if not is_sided:
        return (Side.BOTH,)
    first = Side.RIGHT if sore is Side.BOTH else sore.opposite
    return (first, first.opposite)
