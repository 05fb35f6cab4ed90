"""Form by day, as a camera saw it: of the repetitions that it judged, how many were without a fault.

Two faults may share one repetition, so the share is known between two ends only. A day on which no camera
looked has no share; it is never taken for a good one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from hipwise.plan.entry import SetEntry
from hipwise.plan.history import Log


@dataclass(frozen=True, slots=True)
class FormDay:
    """One day. `judged` counts repetitions (a hold is one); of them between `good_least` and `good_most` are
    without a fault, as shares from 0 to 1, both None where nothing was judged. `sets` were done in all.
    """

    day: date
    judged: int
    good_least: float | None
    good_most: float | None
    sets: int


def form_series(log: Log, first: date, last: date) -> tuple[FormDay, ...]:
    """The days from `first` to `last`, in order, without gaps."""
    by_day: dict[date, list[SetEntry]] = {}
    for entry in log.of(SetEntry):
        by_day.setdefault(entry.at.date(), []).append(entry)
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return tuple(_form_day(day, by_day.get(day, [])) for day in days)


def _form_day(day: date, sets: list[SetEntry]) -> FormDay:
    seen = [entry for entry in sets if entry.source == "camera"]
    judged = sum(entry.judged for entry in seen)
    if not judged:
        return FormDay(day, 0, None, None, len(sets))
    most_faulty = sum(min(e.judged, sum(_counts(e))) for e in seen)
    least_faulty = sum(min(e.judged, max(_counts(e), default=0)) for e in seen)
    return FormDay(day, judged, 1 - most_faulty / judged, 1 - least_faulty / judged, len(sets))


def _counts(entry: SetEntry) -> Iterable[int]:
    return [count for _, count in entry.faults]
