"""What was logged on each day, as one small total a day, kept as entries come in.

A total is the same whichever way its entries came, so that a page of ten years reads one line a day. A
correction may take away what made a total: the day is then counted anew from its entries.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from hipwise.plan.entry import EffortEntry, Entry, PainEntry, SetEntry, SkipEntry, pain_of
from hipwise.plan.history import Log


@dataclass(frozen=True, slots=True)
class DayTotal:
    """One day: worst pain in exercise and in the morning, worst pinch and effort (0 to 10), and counts.

    A worst that nobody told is None, never 0. `skips` are exercises or days left out.
    """

    day: date
    entries: int = 0
    sets: int = 0
    skips: int = 0
    during: float | None = None
    morning: float | None = None
    pinch: float | None = None
    effort: float | None = None


DayTotals = Mapping[date, DayTotal]


def total_by_day(entries: Iterable[Entry]) -> dict[date, DayTotal]:
    """The totals of these entries from nothing, by local day."""
    totals: dict[date, DayTotal] = {}
    for entry in entries:
        day = entry.at.date()
        totals[day] = add_entry(totals.get(day, DayTotal(day)), entry)
    return totals


def add_entry(total: DayTotal, entry: Entry) -> DayTotal:
    """The total with one more entry of its day. Raises ValueError for an entry of another day."""
    if entry.at.date() != total.day:
        raise ValueError(f"expected an entry of {total.day}, got one of {entry.at.date()}")
    counted = replace(
        total,
        entries=total.entries + 1,
        sets=total.sets + isinstance(entry, SetEntry),
        skips=total.skips + isinstance(entry, SkipEntry),
        effort=_worse(total.effort, entry.score if isinstance(entry, EffortEntry) else None),
    )
    pain = pain_of(entry)
    return counted if pain is None else _with_pain(counted, pain)


def _with_pain(total: DayTotal, pain: PainEntry) -> DayTotal:
    return replace(
        total,
        during=_worse(total.during, pain.score if pain.when == "during" else None),
        morning=_worse(total.morning, pain.score if pain.when == "next_morning" else None),
        pinch=_worse(total.pinch, pain.pinch),
    )


def _worse(known: float | None, told: float | None) -> float | None:
    if known is None or told is None:
        return told if known is None else known
    return max(known, told)


def grow_totals(totals: DayTotals, before: Log, after: Log) -> dict[date, DayTotal]:
    """The totals of `after`, from those of `before`; only days on which something is new are touched.

    A day that only gained entries is added to. A day that lost one, to a correction, is counted anew.
    """
    known = {entry.id: entry for entry in before.entries}
    now = {entry.id: entry for entry in after.entries}
    lost = {entry.at.date() for key, entry in known.items() if now.get(key) != entry}
    grown = {day: total for day, total in totals.items() if day not in lost}
    again = (entry for entry in after.entries if entry.at.date() in lost)
    grown.update(total_by_day(again))
    for entry in after.entries:
        day = entry.at.date()
        if day not in lost and known.get(entry.id) != entry:
            grown[day] = add_entry(grown.get(day, DayTotal(day)), entry)
    return grown
