"""Whether a person is reminded now, and of what: once a day at most, at their hour, never after a red flag.

An honest rest day, a session that has begun and a skip with its reason are left in peace; so is somebody who
did not answer the last reminders.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hipwise.library.catalogue import Catalogue
from hipwise.library.rule import Reason


@dataclass(frozen=True, slots=True)
class Moment:
    """What is known at a moment of somebody who wants to be reminded.

    `now` is in the person's own zone, `at` the hour they chose there; `last_on` the day of the last reminder,
    `unanswered` how many came since something was logged. `state` is today's: plan, rest, intake, locked, …
    `minutes` is what today's session takes, `has_acted` whether a set or a skip was logged today, `unread`
    how many messages of the therapist were not opened.
    """

    now: datetime
    at: time
    last_on: date | None
    unanswered: int
    state: str
    minutes: int
    has_acted: bool
    unread: int


def is_hour(now: datetime, at: time, last_on: date | None, catalogue: Catalogue) -> bool:
    """May a reminder come at this moment of the day? Late ones do not: nobody is reminded at night."""
    begins = datetime.combine(now.date(), at, now.tzinfo)
    ends = begins + timedelta(hours=catalogue.setting("reminder.window_h"))
    return last_on != now.date() and begins <= now < ends


def choose_reminder(moment: Moment, catalogue: Catalogue) -> tuple[Reason, ...]:
    """What to remind of, the first sentence first; empty when the person is left in peace."""
    most = int(catalogue.setting("reminder.most_unanswered"))
    if not is_hour(moment.now, moment.at, moment.last_on, catalogue) or moment.unanswered >= most:
        return ()
    of = _occasion(moment, catalogue)
    if of is None:
        return ()
    is_last = moment.unanswered + 1 >= most
    return (of, catalogue.reason("reminder-last")) if is_last else (of,)


def _occasion(moment: Moment, catalogue: Catalogue) -> Reason | None:
    if moment.state == "locked":
        return None
    if moment.unread:
        return catalogue.reason("reminder-message")
    if moment.state == "intake":
        return catalogue.reason("reminder-questions")
    if moment.state == "plan" and not moment.has_acted:
        return catalogue.reason("reminder-session", minutes=moment.minutes)
    return None
