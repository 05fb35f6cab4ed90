"""From where a log has to be read: nothing before its start changes what the rules say.

A year of entries is some thousand lines, and a decision looks at the last weeks. It looks farther only
where something is still open: a flare, an exercise without a known session, questions that are due. So a
start is a quiet moment with all of that behind it. Warning signs, their clearance, tests, scores, walks and
runs always belong to the log, however old, and the mornings just before the start say what its first ones are
compared with.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from hipwise.library.catalogue import Catalogue
from hipwise.plan.entry import (
    ClearanceEntry,
    GoAheadEntry,
    MeasureEntry,
    RedFlagEntry,
    RunEntry,
    SetEntry,
    TestEntry,
    WalkEntry,
)
from hipwise.plan.flare import was_quiet
from hipwise.plan.history import Log, build_sessions
from hipwise.plan.intake import Intake
from hipwise.plan.load_spike import weeks_compared_days
from hipwise.plan.overall import last_screened_on
from hipwise.plan.patient_settings import catalogue_for
from hipwise.plan.plan import Plan
from hipwise.plan.progression import looks_no_farther
from hipwise.plan.session_pain import WEEK, hip_history

# What is known of a person from one day on, until it is found anew: warning signs, tests, scores, how far
# one walks and runs. An older one in place of a newer could open what the newer one keeps shut.
_STANDING_BY_KIND = {
    "red_flag": RedFlagEntry,
    "clearance": ClearanceEntry,
    "test": TestEntry,
    "measure": MeasureEntry,
    "walk": WalkEntry,
    "run": RunEntry,
    "go_ahead": GoAheadEntry,
}
STANDING = tuple(_STANDING_BY_KIND.values())
# The same as words of a log; what a correction has moved or turned into another kind goes with them.
STANDING_KINDS = (*_STANDING_BY_KIND, "correction")
# The mornings of so many days before the start are read as well.
MORNINGS_BEFORE = timedelta(days=21)
# Two weeks of mornings are compared with each other; one day more for the zones of devices.
_MORNINGS_COMPARED_DAYS = 15
_DAY = timedelta(days=1)
# A start that does not do is rarely followed by one that does.
_MOST_TRIES = 12


@dataclass(frozen=True, slots=True)
class LogStart:
    """The moment, and the exercises of which there are sessions before it."""

    at: datetime
    done_before: tuple[str, ...]


def find_log_start(
    plan: Plan, log: Log, intake: Intake, today: date, catalogue: Catalogue
) -> LogStart | None:
    """The latest start of a log; None when all of it can matter."""
    catalogue = catalogue_for(intake.settings, catalogue)
    sessions = build_sessions(log, catalogue)
    for at in islice(_candidates(plan, log, intake, today, catalogue), _MOST_TRIES):
        done = {name for session in sessions if session.started < at for name in session.exercises}
        start = LogStart(at, tuple(sorted(done)))
        if is_enough(plan, log_from(log, start), start, intake, today, catalogue):
            return start
    return None


def log_from(log: Log, start: LogStart) -> Log:
    """The part of the log that is read from there: later entries, what stands, the mornings just before."""
    return log.remember("from a start", (start,), lambda: _log_from(log, start))


def _log_from(log: Log, start: LogStart) -> Log:
    kept = tuple(entry for entry in log.entries if entry.at >= start.at or isinstance(entry, STANDING))
    before = [e for e in (*log.earlier, *log.mornings) if start.at - MORNINGS_BEFORE <= e.at < start.at]
    return Log(kept, log.replaced, tuple(before))


def is_enough(
    plan: Plan, part: Log, start: LogStart, intake: Intake, today: date, catalogue: Catalogue
) -> bool:
    """Does this part of a log, read from its start, still say all that the whole would?

    That it was quiet at the start is the start's own promise.
    """
    catalogue = catalogue_for(intake.settings, catalogue)
    newest = today - timedelta(days=_days_looked_at(catalogue))
    return (
        start.at.date() <= newest
        and start.at.date() <= _screened_on(part, intake, catalogue)
        and _knows_usual_morning(part, start, catalogue)
        and _has_sets_before(part, newest)
        and _has_sessions(plan, part, start, intake, today, catalogue)
    )


def _candidates(
    plan: Plan, log: Log, intake: Intake, today: date, catalogue: Catalogue
) -> Iterator[datetime]:
    """Quiet moments long enough ago at which no session was under way, the newest first."""
    history = hip_history(log, intake, plan.phase)
    gap = timedelta(hours=catalogue.setting("session.gap_h"))
    looked_at = today - timedelta(days=_days_looked_at(catalogue))
    newest = min(looked_at, _screened_on(log, intake, catalogue))
    # No zone is a day away from Greenwich, so nothing after this moment is that old.
    latest = datetime.combine(newest, time(), UTC) + 2 * _DAY
    for place in range(bisect_right(log.entries, latest, key=lambda e: e.at) - 1, 0, -1):
        at = log.entries[place].at
        is_apart = at - log.entries[place - 1].at > gap
        if is_apart and at.date() <= newest and was_quiet(log, history, at, catalogue):
            yield at


def _days_looked_at(catalogue: Catalogue) -> int:
    """Days back to which flares, sets and mornings are counted."""
    settings = ("flare.repeat_days", "adherence.window_days")
    counted = [_MORNINGS_COMPARED_DAYS, *(int(catalogue.setting(name)) for name in settings)]
    return max(counted) + 2


def _screened_on(part: Log, intake: Intake, catalogue: Catalogue) -> date:
    """The day of the last answers to the warning-sign questions, less the pause that they cover.

    The weeks that a later week's load is compared with are covered as well.
    """
    covered = max(int(catalogue.setting("gap_days")), weeks_compared_days(catalogue))
    return last_screened_on(part, intake) - timedelta(days=covered) - _DAY


def _knows_usual_morning(part: Log, start: LogStart, catalogue: Catalogue) -> bool:
    """Are there as many mornings as make the usual one a week before the start, and a night that is known?

    A week before, because the usual morning is held against that of a week ago.
    """
    a_week_ago = start.at - WEEK
    days = {e.at.date() for e in part.earlier if e.score is not None and e.at < a_week_ago}
    nights = any(e.night_waking is not None for e in part.earlier)
    return nights and len(days) >= catalogue.setting("pain.base_mornings")


def _has_sets_before(part: Log, newest: date) -> bool:
    return any(isinstance(entry, SetEntry) and entry.at.date() <= newest for entry in part.entries)


def _has_sessions(
    plan: Plan, part: Log, start: LogStart, intake: Intake, today: date, catalogue: Catalogue
) -> bool:
    """Is every exercise of the plan decided by sessions of this part, or was it never done before?"""
    decided = looks_no_farther(plan, part, intake, today, catalogue, start.at)
    return all(enough or name not in start.done_before for name, enough in decided.items())
