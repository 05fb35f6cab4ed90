"""A counted share of tries, with how well that many tries know it."""

import math
from dataclasses import dataclass

# Two-sided 95 % of the normal distribution.
_Z = 1.959964
# What happens less often than this by chance, to one side, is none. It is asked where doubt takes a claim
# back.
_CHANCE = 0.05


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of `tries`."""

    hits: int
    tries: int

    @property
    def value(self) -> float:
        """The share, 0 to 1; NaN without a try."""
        return self.hits / self.tries if self.tries else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval (J Am Stat Assoc 1927;22:209), 0 to 1; all of it without a try."""
        n = self.tries
        if n == 0:
            return 0.0, 1.0
        p, z2 = self.hits / n, _Z * _Z
        middle = (p + z2 / (2 * n)) / (1 + z2 / n)
        half = _Z * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
        return max(0.0, middle - half), min(1.0, middle + half)

    def is_clearly_below(self, share: float) -> bool:
        """Would so few hits hardly come by chance if `share` (0 to 1) were true? Exact, from the binomial.

        Wilson's interval would not do: near 0 and 1 a single hit of ten leaves it.
        """
        return self.tries > 0 and _at_most(self.hits, self.tries, share) < _CHANCE

    def is_clearly_above(self, share: float) -> bool:
        """Would so many hits hardly come by chance if `share` (0 to 1) were true?"""
        return self.tries > 0 and _at_most(self.tries - self.hits, self.tries, 1.0 - share) < _CHANCE


def _at_most(hits: int, tries: int, share: float) -> float:
    """Chance of at most so many hits."""
    return sum(math.comb(tries, n) * share**n * (1.0 - share) ** (tries - n) for n in range(hits + 1))
