"""How much of the plan was done, and of how many days we know anything: two numbers, never mixed.

People overstate what they did in diaries by about a quarter (Nicolson 2018), so the share is an upper
bound. Rest days count as known; sets left out for pain are eased, not missed.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hipwise.follow.calendar import DayMark, Mark
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
