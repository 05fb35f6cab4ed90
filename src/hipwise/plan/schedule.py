"""The week: which exercise on which of the given days, within the minutes and the rests between."""

import math
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import combinations

from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise
from hipwise.plan.intake import DAYS

DAYS_IN_WEEK = 7


def days_between(tier: int, catalogue: Catalogue) -> int:
    """The least distance, in days, before the same muscles work again: 1 is the next day."""
    if tier < catalogue.setting("plan.strong_tier"):
        return 1
    power = tier >= catalogue.setting("plan.power_tier")
    return math.ceil(catalogue.setting("plan.power_rest_h" if power else "plan.strong_rest_h") / 24)


def distance(one: str, other: str) -> int:
    """Days between two days of a week that repeats: 1 for sunday and monday, 0 for the same day."""
    apart = abs(DAYS.index(one) - DAYS.index(other))
    return min(apart, DAYS_IN_WEEK - apart)


def muscles(exercise: Exercise) -> frozenset[str]:
    """The muscles that work in it."""
    return frozenset(muscle.id for muscle in exercise.muscles if muscle.role == "working")


@cache
def spaced_days(days: tuple[str, ...], most: int, apart: int) -> tuple[str, ...]:
    """As many of the days as there may be, `apart` or more from each other, spread evenly, early first."""
    for size in range(min(most, len(days)), 0, -1):
        fitting = [c for c in combinations(days, size) if _least_gap(c) >= apart]
        if fitting:
            return max(fitting, key=_evenness)
    return ()


def _least_gap(days: Sequence[str]) -> int:
    return min((distance(a, b) for a, b in combinations(days, 2)), default=DAYS_IN_WEEK)


def _evenness(days: Sequence[str]) -> int:
    """The product of the gaps round the week: largest when they are alike."""
    places = [DAYS.index(day) for day in days]
    following = [*places[1:], places[0] + DAYS_IN_WEEK]
    return math.prod(after - before for before, after in zip(places, following, strict=True))


def training_days(days: tuple[str, ...], strong: Sequence[str], rest_days: int) -> tuple[str, ...]:
    """The given days less those that have to stay free, the latest lighter days first."""
    free = max(0, len(days) - (DAYS_IN_WEEK - rest_days))
    lighter = [day for day in reversed(days) if day not in strong][:free]
    return tuple(day for day in days if day not in lighter)


class Week:
    """A week being filled, exercise after exercise in the order of their importance."""

    def __init__(self, days: tuple[str, ...], minutes: float, catalogue: Catalogue) -> None:
        self._minutes_left = dict.fromkeys(days, minutes)
        self._count = dict.fromkeys(days, 0)
        self._most = round(catalogue.setting("plan.items_a_day"))

    @property
    def count(self) -> Mapping[str, int]:
        """How many exercises each day has."""
        return self._count

    def days_with_room(self, days: Sequence[str], minutes: int) -> list[str]:
        """Those days that have a place and the minutes left."""
        return [d for d in days if self._count[d] < self._most and minutes <= self._minutes_left[d]]

    def fits_instead(self, day: str, minutes: int, instead_of: int) -> bool:
        """Has the day the minutes left for one exercise in the place of another of so many minutes?"""
        return minutes <= self._minutes_left[day] + instead_of

    def has_time(self, days: Sequence[str], minutes: int) -> bool:
        """Has any of the days the minutes left?"""
        return any(minutes <= self._minutes_left[day] for day in days)

    def put(self, days: Sequence[str], minutes: int) -> None:
        """Take a place and the minutes on these days."""
        for day in days:
            self._count[day] += 1
            self._minutes_left[day] -= minutes

    def take_back(self, days: Sequence[str], minutes: int) -> None:
        """Give a place and the minutes on these days free again."""
        for day in days:
            self._count[day] -= 1
            self._minutes_left[day] += minutes
