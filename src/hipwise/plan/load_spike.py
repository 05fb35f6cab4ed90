"""A load spike: a week with much more work than the four weeks before it.

A rising load is how stress fractures of the hip begin, so the warning-sign questions are asked again. Three
loads are counted, each by itself: sets of exercise, minutes of walking, and minutes of running. A load that
was not logged is not known and never makes a spike; neither does a week without four known weeks before it.
"""

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

    def look() -> LoadSpike | None:
        loads = _loads(log, catalogue).items()
        spikes = [_first_spike(days, unit, screened, today, catalogue) for unit, days in loads]
        return min((s for s in spikes if s is not None), key=lambda spike: spike.last, default=None)

    return log.remember("load spike", (screened, today, catalogue), look)


def _loads(log: Log, catalogue: Catalogue) -> dict[str, dict[date, float]]:
    """The load of each day by what is counted."""
    return log.remember("loads", (), lambda: _count_loads(log, catalogue))


def _count_loads(log: Log, catalogue: Catalogue) -> dict[str, dict[date, float]]:
    """A log that goes on another goes on counting."""
    known = {} if log.before is None else _loads(log.before, catalogue)
    sets, walking, running = (dict(known.get(unit, {})) for unit in _LEAST)
    for entry in log.later_of(SetEntry):
        if amount_of(entry) > 0:
            day = entry.at.date()
            sets[day] = sets.get(day, 0) + 1
    for walk in log.later_of(WalkEntry):
        walking[walk.at.date()] = walking.get(walk.at.date(), 0) + walk.minutes
    for run in log.later_of(RunEntry):
        running[run.at.date()] = running.get(run.at.date(), 0) + _minutes_run(run, catalogue)
    return dict(zip(_LEAST, (sets, walking, running), strict=True))


def _minutes_run(run: RunEntry, catalogue: Catalogue) -> float:
    """The minutes that were told, else those of the step, also of one that was broken off."""
    if run.minutes is not None:
        return run.minutes
    steps = (enumerate(programme.steps, 1) for programme in catalogue.programmes.values())
    return max((step.run_min for each in steps for number, step in each if number == run.step), default=0.0)


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
    first = (today - earliest).days
    needed = first + weeks_compared_days(catalogue) if first >= 0 else 0
    loads = [days.get(today - timedelta(days=ago), 0.0) for ago in range(needed)]
    for ago in range(first, -1, -1):
        load = sum(loads[ago : ago + _WEEK])
        usual = sum(loads[ago + _WEEK : ago + _WEEK + before * _WEEK]) / before
        if load > ratio * usual and load - usual >= least:
            return LoadSpike(today - timedelta(days=ago), load, usual, unit)
    return None
