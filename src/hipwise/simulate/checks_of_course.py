"""What must never happen over weeks (see the registry about the numbers)."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from hipwise.library.catalogue import load_catalogue
from hipwise.plan.plan import Plan, PlanItem
from hipwise.simulate.course import Course, Signing, Visit
from hipwise.simulate.safety_check import course_check

_DAY = timedelta(days=1)
_WEEK = 7 * _DAY
_THREE_WEEKS = 21 * _DAY
_TINY = 1e-6


def _amount(item: PlanItem) -> float:
    """Repetitions of a session; seconds for what is held."""
    held = load_catalogue().exercise(item.exercise).is_hold
    return item.sets * item.repetitions * (item.hold_s if held else 1.0)


@course_check("H09-ramp")
def no_dose_rises_faster_than_a_fifth_a_week(
    course: Course, visits: tuple[Visit, ...]
) -> Iterator[tuple[date, str]]:
    """No dose is over 1.2 times the least that was in force in the seven days before, new phase or not."""
    lately: list[Signing] = []
    for signing in course.signings:
        lately = [each for each in lately if signing.day - each.day < _WEEK] or lately[-1:]
        for item in signing.plan.items:
            amounts = [a for each in lately if (a := _amount_in(each.plan, item.exercise)) is not None]
            if amounts and _amount(item) > 1.2 * min(amounts) + _TINY:
                yield signing.day, f"{item.exercise} from {min(amounts):g} to {_amount(item):g} in a week"
        lately.append(signing)


def _amount_in(plan: Plan, exercise: str) -> float | None:
    return next((_amount(item) for item in plan.items if item.exercise == exercise), None)


@course_check("H10-stuck")
def nobody_is_forgotten(course: Course, visits: tuple[Visit, ...]) -> Iterator[tuple[date, str]]:
    """A calm person who does the programme is not three weeks on the same doses without an alert."""
    rises = [each.day for each in course.signings]
    for visit in visits:
        since = visit.day - _THREE_WEEKS
        if since < course.patient.starts_on or not _was_calm(visit, since):
            continue
        moved = any(since <= day <= visit.day for day in rises)
        alerted = any(since <= day <= visit.day for day, _ in course.needs)
        if not moved and not alerted:
            yield visit.day, "three calm weeks, no dose rose and nobody was told"


def _was_calm(visit: Visit, since: date) -> bool:
    """Four of five planned sessions done since that day, in each pain up to 2, no pinch, nothing missing."""
    sessions = [s for s in visit.told.sessions if since <= s.at.date() <= visit.day and s.at < visit.at]
    week = {day for item in visit.plan.items for day in item.days}
    return (
        bool(week)
        and len(sessions) >= 0.8 * 3 * len(week)
        and all(
            session.worst <= 2
            and not session.limp
            and not session.analgesic
            and not any(session.pinch.values())
            and None not in session.during.values()
            for session in sessions
        )
    )


@course_check("H32-weekly")
def at_most_one_item_a_week_that_can_wait(
    course: Course, visits: tuple[Visit, ...]
) -> Iterator[tuple[date, str]]:
    """What can wait comes up once a week at most."""
    waits = [day for day, need in course.needs if need.urgency.value == "this-week"]
    for before, after in pairwise(waits):
        if _DAY <= after - before < _WEEK:
            yield after, f"again after {(after - before).days} days"
