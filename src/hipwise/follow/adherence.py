"""How much of the plan was done, and of how many days we know anything: two numbers, never mixed.

People overstate what they did in diaries by about a quarter (Nicolson 2018), so the share is an upper
bound. Rest days count as known; sets left out for pain are eased, not missed.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from hipwise.follow.calendar import DayMark, Mark, day_marks
from hipwise.library.catalogue import Catalogue
from hipwise.plan.done_sets import SetsShare, sets_share
from hipwise.plan.history import Log
from hipwise.plan.in_force import PlansInForce
from hipwise.plan.plan import Plan


class AdherenceBand(StrEnum):
    """What a share of sets done means; unknown when nothing was planned."""

    GOOD = "good"
    USABLE = "usable"
    LOW = "low"
    POOR = "poor"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class DaysKnown:
    """Days about which something is known, of all days that are over."""

    known: int
    of: int


def adherence(log: Log, plan: Plan | PlansInForce, today: date, days: int, catalogue: Catalogue) -> SetsShare:
    """Sets done and planned in the `days` days up to today, each day by the plan in force on it."""
    return sets_share(log, plan, today, days, catalogue)


@dataclass(frozen=True, slots=True)
class AdherenceWeek:
    """Seven days that end on `last`: the share of sets done, days rested, days not logged, days known.

    A rest day is a done day; a day that was not logged says nothing about what was done on it.
    """

    first: date
    last: date
    sets: SetsShare
    rest: int
    not_logged: int
    days: DaysKnown


def adherence_weeks(
    log: Log, plan: Plan | PlansInForce, today: date, weeks: int, catalogue: Catalogue
) -> tuple[AdherenceWeek, ...]:
    """The last weeks of `adherence.window_days` days each, the oldest first; none before the plan."""
    days = round(catalogue.setting("adherence.window_days"))
    ends = [today - timedelta(days=days * back) for back in range(weeks - 1, -1, -1)]
    found = (_week(log, plan, last, days, today, catalogue) for last in ends)
    return tuple(week for week in found if week.days.of)


def _week(
    log: Log, plan: Plan | PlansInForce, last: date, days: int, today: date, catalogue: Catalogue
) -> AdherenceWeek:
    first = last - timedelta(days=days - 1)
    marks = day_marks(log, plan, first, last, today, catalogue)
    return AdherenceWeek(
        first,
        last,
        adherence(log, plan, last, days, catalogue),
        sum(each.mark is Mark.REST for each in marks),
        sum(each.mark is Mark.NOT_LOGGED for each in marks),
        days_known(marks),
    )


def adherence_band(share: float | None, catalogue: Catalogue) -> AdherenceBand:
    """The band of a share of sets done, 0 to 1."""
    if share is None:
        return AdherenceBand.UNKNOWN
    if share >= catalogue.setting("adherence.good"):
        return AdherenceBand.GOOD
    if share >= catalogue.setting("adherence.min"):
        return AdherenceBand.USABLE
    return AdherenceBand.POOR if share < catalogue.setting("adherence.poor") else AdherenceBand.LOW


def days_known(marks: tuple[DayMark, ...]) -> DaysKnown:
    """How many of the marked days are known. Today and days without a mark are not counted."""
    over = [each for each in marks if each.mark not in (Mark.NONE, Mark.TODAY)]
    return DaysKnown(sum(each.mark is not Mark.NOT_LOGGED for each in over), len(over))
