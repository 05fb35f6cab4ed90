"""A calendar month: its days, its name, the one before and the one after."""

from dataclasses import dataclass
from datetime import date, timedelta

from hipwise.plan.day_words import month_in_words

_ONE_DAY = timedelta(days=1)
# Before and after these no month has both neighbours.
_FIRST_YEAR, _LAST_YEAR = 2, 9998
_CODE_SIGNS = len("2026-11")


class MonthError(ValueError):
    """Words that name no month; the text says what was expected."""


@dataclass(frozen=True, slots=True, order=True)
class CalendarMonth:
    """One month; `first` is its first day."""

    first: date

    @property
    def last(self) -> date:
        """Its last day."""
        return self.next.first - _ONE_DAY

    @property
    def next(self) -> "CalendarMonth":
        """The month after it."""
        return month_of(self.first.replace(day=28) + timedelta(days=4))

    @property
    def previous(self) -> "CalendarMonth":
        """The month before it."""
        return month_of(self.first - _ONE_DAY)

    @property
    def words(self) -> str:
        """As people say it: "November 2026"."""
        return month_in_words(self.first)

    @property
    def code(self) -> str:
        """As addresses and files name it: "2026-11"."""
        return self.first.isoformat()[:_CODE_SIGNS]

    def has(self, day: date) -> bool:
        """Is the day in it?"""
        return month_of(day) == self


def month_of(day: date) -> CalendarMonth:
    """The month of that day."""
    return CalendarMonth(day.replace(day=1))


def month_of_code(code: str) -> CalendarMonth:
    """The month that "2026-11" names. Raises MonthError."""
    try:
        first = date.fromisoformat(f"{code}-01")
    except ValueError:
        first = date.min
    month = CalendarMonth(first)
    if not _FIRST_YEAR <= first.year <= _LAST_YEAR or month.code != code:
        raise MonthError(f'month: expected a year and a month such as 2026-11, got "{code[:20]}"')
    return month
