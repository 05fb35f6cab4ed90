"""The plan's week as calendar events (.ics): one event for each training day, repeated until the next check.

An event says which exercises and how long, never why: calendars are shared. Times float, so that six in the
evening stays six in the evening wherever the phone is.
"""

import uuid
from datetime import UTC, date, datetime, time, timedelta

from hipwise.exchange.dose_words import dose_in_words, side_in_words
from hipwise.library.catalogue import Catalogue
from hipwise.plan.intake import DAYS
from hipwise.plan.plan import Plan

DEFAULT_START = time(18, 0)
_NAMESPACE = uuid.UUID("6a1c0b0e-3c39-5f2e-9e5f-4f1d2b7c8a10")


def plan_calendar(plan: Plan, catalogue: Catalogue, start: time = DEFAULT_START, key: str = "") -> bytes:
    """The calendar. Events begin on the day the plan was made and end when it has to be looked at again.

    `key` names whose calendar it is: the same key and weekday always give the same event id, so that the
    next plan's event replaces this one. Without a key the plan's date serves. A blocked plan has no events.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Hipwise//Plan//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Exercises")
    for day in plan.schedule:
        calendar.add_component(_event(plan, catalogue, day, start, key))
    return bytes(calendar.to_ical())


def _event(plan: Plan, catalogue: Catalogue, day: str, start: time, key: str):  # type: ignore[no-untyped-def]
    from icalendar import Event, vDuration, vRecur

    first = first_day(plan.made_on, day)
    last = plan.screen_again_on - timedelta(days=1)
    minutes = plan.minutes_per_day[day]
    event = Event()
    event.add("uid", f"{uuid.uuid5(_NAMESPACE, f'{key or plan.made_on}/{day}')}@hipwise")
    event.add("dtstamp", datetime.combine(plan.made_on, time(0, 0), UTC))
    event.add("sequence", plan.made_on.toordinal())
    event.add("dtstart", datetime.combine(first, start))
    event["duration"] = vDuration(timedelta(minutes=max(minutes, 1)))
    if first + timedelta(days=7) <= last:
        until = datetime.combine(last, time(23, 59, 59))
        event.add("rrule", vRecur(freq="WEEKLY", byday=day[:2].upper(), until=until))
    event.add("summary", f"Exercises, {minutes} minutes")
    event.add("description", "\n".join(_lines(plan, catalogue, day)))
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event


def first_day(made_on: date, day: str) -> date:
    """The first such weekday on or after the day the plan was made."""
    return made_on + timedelta(days=(DAYS.index(day) - made_on.weekday()) % 7)


def _lines(plan: Plan, catalogue: Catalogue, day: str) -> list[str]:
    items = [(item, catalogue.exercise(item.exercise)) for item in plan.items if day in item.days]
    return [f"{e.name}: {dose_in_words(item, e)}. {side_in_words(item, e)}." for item, e in items]
