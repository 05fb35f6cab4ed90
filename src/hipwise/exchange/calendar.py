"""The plan's week as calendar events (.ics): one event for each training day, repeated until the next check.

An event says which exercises and how long, never why: calendars are shared. A discreet calendar says only how
long. Times float, so that six in the evening stays six in the evening wherever the phone is.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from hipwise.exchange.dose_words import dose_in_words, side_in_words
from hipwise.library.catalogue import Catalogue
from hipwise.plan.intake import DAYS
from hipwise.plan.plan import Plan

DEFAULT_START = time(18, 0)
_NAMESPACE = uuid.UUID("6a1c0b0e-3c39-5f2e-9e5f-4f1d2b7c8a10")


def plan_calendar(
    plan: Plan | None,
    catalogue: Catalogue,
    start: time = DEFAULT_START,
    key: str = "",
    is_discreet: bool = False,
) -> bytes:
    """The calendar. Events begin on the day the plan was made and end when it has to be looked at again.

    `key` names whose calendar it is: the same key and weekday always give the same event id, so that the
    next plan's event replaces this one. Without a key the plan's date serves. A blocked plan has no events,
    and None is an empty calendar. A line that rests on an override is in no event from its end on.
    `is_discreet` leaves out the names of exercises and of this program.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Exercises//Week//EN" if is_discreet else "-//Hipwise//Plan//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Exercises")
    for event in _events(plan, start, key) if plan is not None else ():
        if not is_discreet:
            event.component.add("description", "\n".join(_lines(event.part, catalogue, event.day)))
        event.component.add("uid", f"{event.uid}@{'exercises' if is_discreet else 'hipwise'}")
        calendar.add_component(event.component)
    return bytes(calendar.to_ical())


@dataclass(frozen=True, slots=True)
class _Event:
    """One event with what it comes from: a part of the plan and a day of the week."""

    component: Any
    uid: uuid.UUID
    part: Plan
    day: str


def _events(plan: Plan, start: time, key: str) -> Iterator[_Event]:
    for number, (part, first, last) in enumerate(_parts(plan)):
        for day in part.schedule:
            component = _event(part, day, (first_day(first, day), last), start)
            if component is not None:
                name = f"{day}/{number}" if number else day
                uid = uuid.uuid5(_NAMESPACE, f"{key or plan.made_on}/{name}")
                yield _Event(component, uid, part, day)


def _parts(plan: Plan) -> Iterator[tuple[Plan, date, date]]:
    """The plan between the days on which a line of it ends, with the first and the last day of each part."""
    ends = {item.expires_on for item in plan.items if item.expires_on is not None}
    inside = sorted(end for end in ends if plan.made_on < end < plan.screen_again_on)
    for first, after in pairwise([plan.made_on, *inside, plan.screen_again_on]):
        yield plan.as_of(first), first, after - timedelta(days=1)


def _event(plan: Plan, day: str, days: tuple[date, date], start: time) -> Any:
    """The event of one day of the week from the first to the last of `days`; None when it has no such day."""
    from icalendar import Event, vDuration, vRecur

    first, last = days
    if first > last:
        return None
    minutes = plan.minutes_per_day[day]
    event = Event()
    event.add("dtstamp", datetime.combine(plan.made_on, time(0, 0), UTC))
    event.add("sequence", plan.made_on.toordinal())
    event.add("dtstart", datetime.combine(first, start))
    event["duration"] = vDuration(timedelta(minutes=max(minutes, 1)))
    if first + timedelta(days=7) <= last:
        until = datetime.combine(last, time(23, 59, 59))
        event.add("rrule", vRecur(freq="WEEKLY", byday=day[:2].upper(), until=until))
    event.add("summary", f"Exercises, {minutes} minutes")
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event


def first_day(made_on: date, day: str) -> date:
    """The first such weekday on or after the day the plan was made."""
    return made_on + timedelta(days=(DAYS.index(day) - made_on.weekday()) % 7)


def _lines(plan: Plan, catalogue: Catalogue, day: str) -> list[str]:
    items = [(item, catalogue.exercise(item.exercise)) for item in plan.items if day in item.days]
    return [f"{e.name}: {dose_in_words(item, e)}. {side_in_words(item, e)}." for item, e in items]
