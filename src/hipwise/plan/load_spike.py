"""A load spike: a week with much more work than the four weeks before it.

A rising load is how stress fractures of the hip begin, so the warning-sign questions are asked again. Three
loads are counted, each by itself: sets of exercise, minutes of walking, and minutes of running. A load that
was not logged is not known and never makes a spike; neither does a week without four known weeks before it.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from hipwise.library.catalogue import Catalogue
from hipwise.plan.done_sets import amount_of
from hipwise.plan.entry import RunEntry, WalkEntry
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
    for days in log.sets_of_days.values():
        for day, done in days.items():
            count = sum(amount_of(entry) > 0 for entry in done)
            if count:
                sets[day] = sets.get(day, 0) + count
    for walk in log.of(WalkEntry):
        walking[walk.at.date()] = walking.get(walk.at.date(), 0) + walk.minutes
    for run in log.of(RunEntry):
        if run.minutes is not None:
            running[run.at.date()] = running.get(run.at.date(), 0) + run.minutes
    return {"sets": sets, "minutes of walking": walking, "minutes of running": running}


def _first_spike(
    days: dict[date, float], unit: str, screened: date, today: date, catalogue: Catalogue
) -> LoadSpike | None:
    """The first week that is one, of those that began after `screened` with all earlier weeks in the log."""
    if not days:
        return None
    ratio = catalogue.setting("load.spike_ratio")
    least = catalogue.setting(_LEAST[unit])
    before = round(catalogue.setting("load.weeks_before"))
    known_from = min(days) + timedelta(days=weeks_compared_days(catalogue) - 1)
    earliest = max(known_from, screened + timedelta(days=_WEEK))
    loads = [days.get(today - timedelta(days=ago), 0.0) for ago in range((today - min(days)).days + 1)]
    for ago in range((today - earliest).days, -1, -1):
        load = sum(loads[ago : ago + _WEEK])
        usual = sum(loads[ago + _WEEK : ago + _WEEK + before * _WEEK]) / before
        if load > ratio * usual and load - usual >= least:
            return LoadSpike(today - timedelta(days=ago), load, usual, unit)
    return None
