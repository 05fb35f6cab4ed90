"""Which decisions still stand: the latest about each exercise, until somebody has answered it."""

from collections.abc import Iterable
from datetime import date, timedelta

from hipwise.clinic.care.locking import ESCALATE
from hipwise.clinic.care.models import DecisionRecord

_UNANSWERED = (DecisionRecord.Status.WAITING, DecisionRecord.Status.APPLIED)
# What happened longer ago and was not answered is history.
_STANDS_FOR = timedelta(days=14)


def standing_decisions(rows: Iterable[DecisionRecord], today: date) -> list[DecisionRecord]:
    """The decisions that wait for a person, of rows in the order of time.

    A later decision about the same exercise overtakes an earlier one; a snoozed one comes back by itself.
    A red flag stands until it is cleared, whatever comes after.
    """
    latest: dict[str, DecisionRecord] = {}
    snoozed: set[tuple[str, str]] = set()
    flags: list[DecisionRecord] = []
    for row in rows:
        if row.kind == ESCALATE:
            if row.status == DecisionRecord.Status.WAITING:
                flags.append(row)
            continue
        latest[row.exercise] = row
        if row.snoozed_until is not None and row.snoozed_until > today:
            snoozed.add((row.exercise, row.kind))
    waiting = [
        row for row in latest.values() if _waits(row, today) and (row.exercise, row.kind) not in snoozed
    ]
    return [*flags[-1:], *waiting]


def latest_holds(rows: Iterable[DecisionRecord], today: date, since: timedelta) -> list[DecisionRecord]:
    """Exercises of which the rules last said hold, at most `since` ago; nobody has to answer those."""
    latest = {row.exercise: row for row in rows if row.kind != ESCALATE}
    return [row for row in latest.values() if _is_silent_hold(row) and today - row.date <= since]


def _waits(row: DecisionRecord, today: date) -> bool:
    is_recent = today - row.date <= _STANDS_FOR
    return is_recent and row.status in _UNANSWERED and not _is_silent_hold(row)


def _is_silent_hold(row: DecisionRecord) -> bool:
    return row.kind == "hold" and row.status == DecisionRecord.Status.APPLIED
