"""What remote monitoring of one person amounts to: days with data, and minutes that somebody spent.

Two clocks run beside each other. Days with data are counted in periods of `monitoring.period_days`, one after
the other from the day on which monitoring began. Minutes and calls are counted in calendar months. Nothing is
counted by itself but the days: minutes are what a therapist says they were.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from hipwise.follow.calendar_month import CalendarMonth
from hipwise.library.catalogue import Catalogue

_ONE_DAY = timedelta(days=1)


class CareKind(StrEnum):
    """What a therapist did for one person from afar. Only a TALK is both sides at once."""

    SET_UP = "set-up"
    REVIEW = "review"
    MESSAGE = "message"
    TALK = "talk"


@dataclass(frozen=True, slots=True)
class Spell:
    """Monitoring of one person: its first day, and its last (None while it goes on)."""

    begun: date
    ended: date | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """One period: its days, how many of them have data, and whether it is over."""

    first: date
    last: date
    days_with_data: int
    is_over: bool


@dataclass(frozen=True, slots=True)
class CareTime:
    """Minutes that a therapist spent on one person on one day."""

    on: date
    minutes: int
    kind: CareKind


@dataclass(frozen=True, slots=True)
class MonthOfCare:
    """Minutes of one calendar month, and whether somebody talked with the person in it."""

    minutes: int
    has_talk: bool


def periods_in_month(
    spell: Spell, month: CalendarMonth, days: Collection[date], today: date, catalogue: Catalogue
) -> tuple[Period, ...]:
    """The periods that end in the month, and the one that runs today if today is in it; the oldest first.

    A period is told in the month in which it ends, so that each is told once. `days` are all days with data.
    An ended spell cuts its last period short.
    """
    length = timedelta(days=int(catalogue.setting("monitoring.period_days")))
    found: list[Period] = []
    first = spell.begun
    until = min(spell.ended or date.max, today)
    while first <= min(until, month.last):
        last = min(first + length - _ONE_DAY, spell.ended or date.max)
        if month.has(last) or (month.has(today) and first <= today <= last):
            known = sum(first <= day <= last for day in days)
            found.append(Period(first, last, known, last < today))
        first += length
    return tuple(found)


def first_day_needed(month: CalendarMonth, catalogue: Catalogue) -> date:
    """The earliest day that a period told in that month can hold."""
    return month.first - timedelta(days=int(catalogue.setting("monitoring.period_days")))


def month_of_care(spent: Iterable[CareTime], month: CalendarMonth) -> MonthOfCare:
    """Sum of the month's minutes."""
    inside = [each for each in spent if month.has(each.on)]
    return MonthOfCare(
        sum(each.minutes for each in inside), any(each.kind is CareKind.TALK for each in inside)
    )


def minutes_between_openings(openings: Sequence[datetime], catalogue: Catalogue) -> int:
    """Whole minutes between openings of a record that follow each other closely; a proposal, never a count.

    A pause longer than `monitoring.sitting_min` is not counted, nor is what came after the last opening.
    `openings` in the order of time.
    """
    longest = timedelta(minutes=catalogue.setting("monitoring.sitting_min"))
    pauses = (after - before for before, after in pairwise(openings))
    return int(sum((each for each in pauses if each <= longest), timedelta()).total_seconds() // 60)
