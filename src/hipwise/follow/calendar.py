"""One mark for each day: done, partly, made easier, left out, rest, not logged, or today. Never a cross."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from hipwise.library.catalogue import Catalogue
from hipwise.plan.day_words import full_day_in_words
from hipwise.plan.done_sets import day_share
from hipwise.plan.entry import Entry, PainEntry, SetEntry, SkipEntry
from hipwise.plan.history import Log, is_for_pain
from hipwise.plan.in_force import PlansInForce
from hipwise.plan.pain_response import stopping_pain_of
from hipwise.plan.plan import Plan


class Mark(StrEnum):
    """What a day was. `NONE` is a day before the plan or still to come."""

    DONE = "done"
    PARTLY = "partly"
    EASED = "eased"
    LEFT_OUT = "left-out"
    REST = "rest"
    NOT_LOGGED = "not-logged"
    TODAY = "today"
    NONE = ""


_WORDS = {
    Mark.DONE: "done",
    Mark.PARTLY: "partly done",
    Mark.EASED: "made easier",
    Mark.LEFT_OUT: "left out, told why",
    Mark.REST: "rest day",
    Mark.NOT_LOGGED: "not logged",
    Mark.TODAY: "today",
    Mark.NONE: "",
}


@dataclass(frozen=True, slots=True)
class DayMark:
    """One day, its mark, and both in words, such as "Monday 9 March: done"."""

    day: date
    mark: Mark
    words: str


def day_marks(
    log: Log, plan: Plan | PlansInForce, first: date, last: date, today: date, catalogue: Catalogue
) -> tuple[DayMark, ...]:
    """The marks of the days from `first` to `last`, in order, each by the plan in force on it.

    A single plan speaks for all its days: what was planned before it is not known here.
    """
    plans = PlansInForce.of(plan) if isinstance(plan, Plan) else plan
    entries = log.remember("entries of days", (), lambda: _by_day(log.entries))
    begun = min([plans.begun_on, *entries])
    days = [first + timedelta(days=i) for i in range((last - first).days + 1)]
    marks = []
    for day in days:
        told = entries.get(day, [])
        mark = Mark.NONE if day < begun else _mark(day, told, log, plans.on(day), today, catalogue)
        words = full_day_in_words(day)
        marks.append(DayMark(day, mark, f"{words}: {_WORDS[mark]}" if mark is not Mark.NONE else words))
    return tuple(marks)


def _by_day(entries: Iterable[Entry]) -> Mapping[date, list[Entry]]:
    days: dict[date, list[Entry]] = {}
    for entry in entries:
        day = entry.about if isinstance(entry, SkipEntry) else entry.at.date()
        days.setdefault(day, []).append(entry)
    return days


def _mark(day: date, entries: list[Entry], log: Log, plan: Plan, today: date, catalogue: Catalogue) -> Mark:
    """The mark of one day by its own entries, which are of that log."""
    if day > today:
        return Mark.NONE
    if any(_is_stopped_for_pain(entry, plan, catalogue) for entry in entries):
        return Mark.EASED
    done = any(isinstance(entry, SetEntry) for entry in entries)
    if not plan.items_on(day):
        return Mark.DONE if done else Mark.REST
    if done:
        return _done_mark(day, log, plan, today, catalogue)
    if day == today:
        return Mark.TODAY
    skips = [entry for entry in entries if isinstance(entry, SkipEntry)]
    if skips and all(skip.exercise is None for skip in skips):
        return Mark.LEFT_OUT
    return Mark.PARTLY if skips else Mark.NOT_LOGGED


def _done_mark(day: date, log: Log, plan: Plan, today: date, catalogue: Catalogue) -> Mark:
    share = day_share(log, plan, day, catalogue)
    if share is None or share >= 1:
        return Mark.DONE
    return Mark.TODAY if day == today else Mark.PARTLY


def _is_stopped_for_pain(entry: Entry, plan: Plan, catalogue: Catalogue) -> bool:
    """Left out for pain, or pain in the exercise at which the rules stop for whom the plan is."""
    if isinstance(entry, SkipEntry):
        return is_for_pain(entry)
    if not isinstance(entry, PainEntry) or entry.when != "during":
        return False
    strong = entry.score is not None and entry.score > stopping_pain_of(plan, catalogue)
    return strong or (entry.pinch is not None and entry.pinch >= catalogue.setting("pinch.stop"))
