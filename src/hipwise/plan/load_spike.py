"""A load spike: a week with much more work than the four weeks before it.

A rising load is how stress fractures of the hip begin, so the warning-sign questions are asked again. Three
loads are counted, each by itself: sets of exercise, minutes of walking, and minutes of running. A load that
was not logged is not known and never makes a spike; neither does a week without four known weeks before it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hipwise.library.catalogue import Catalogue
from hipwise.plan.done_sets import amount_of
from hipwise.plan.entry import RunEntry, SetEntry, WalkEntry
from hipwise.plan.history import Log

_WEEK = 7  # days
_LEAST = {
    "sets": "load.least_sets",
    "minutes of walking": "load.least_walking",
    "minutes of running": "load.least_running",
}


@dataclass(frozen=True, slots=True)
class LoadSpike:
    """The week up to `last`: its load, the mean of the weeks before it, and what was counted in words."""

    last: date
    load: float
    usual: float
    unit: str


def weeks_compared_days(catalogue: Catalogue) -> int:
    """Days of a week and the weeks that it is compared with."""
    return _WEEK * (1 + round(catalogue.setting("load.weeks_before")))


def find_load_spike(log: Log, screened: date, today: date, catalogue: Catalogue) -> LoadSpike | None:
    """The first spike since the questions were answered on `screened`, up to today.

    Only weeks that began after that day are looked at: what came before was answered.
    """
    spikes = [
        spike
        for unit, days in _loads(log).items()
        if (spike := _first_spike(days, unit, screened, today, catalogue)) is not None
    ]
    return min(spikes, key=lambda spike: spike.last, default=None)


def _loads(log: Log) -> dict[str, dict[date, float]]:
    """The load of each day by what is counted."""
    sets: dict[date, float] = {}
    walking: dict[date, float] = {}
    running: dict[date, float] = {}
    for entry in log.entries:
        day = entry.at.date()
        if isinstance(entry, SetEntry) and amount_of(entry) > 0:
            sets[day] = sets.get(day, 0) + 1
        elif isinstance(entry, WalkEntry):
            walking[day] = walking.get(day, 0) + entry.minutes
        elif isinstance(entry, RunEntry) and entry.minutes is not None:
            running[day] = running.get(day, 0) + entry.minutes
    return {"sets": sets, "minutes of walking": walking, "minutes of running": running}


def _first_spike(
    days: dict[date, float], unit: str, screened: date, today: date, catalogue: Catalogue
) -> LoadSpike | None:
    ratio = catalogue.setting("load.spike_ratio")
    least = catalogue.setting(_LEAST[unit])
    for last in _ends(days, screened, today, catalogue):
        load, usual = _of_weeks(days, last, catalogue)
        if load > ratio * usual and load - usual >= least:
            return LoadSpike(last, load, usual, unit)
    return None


def _ends(days: dict[date, float], screened: date, today: date, catalogue: Catalogue) -> Iterator[date]:
    """The days on which a week ends that began after `screened` and has all its earlier weeks in the log."""
    if not days:
        return
    known_from = min(days) + timedelta(days=weeks_compared_days(catalogue) - 1)
    last = max(known_from, screened + timedelta(days=_WEEK))
    while last <= today:
        yield last
        last += timedelta(days=1)


def _of_weeks(days: dict[date, float], last: date, catalogue: Catalogue) -> tuple[float, float]:
    """The load of the week up to `last`, and the mean of the weeks before it."""
    before = round(catalogue.setting("load.weeks_before"))
    week = _sum(days, last, _WEEK)
    return week, _sum(days, last - timedelta(days=_WEEK), before * _WEEK) / before


def _sum(days: dict[date, float], last: date, count: int) -> float:
    return sum(days.get(last - timedelta(days=ago), 0.0) for ago in range(count))
