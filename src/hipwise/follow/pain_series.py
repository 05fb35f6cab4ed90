"""Pain and dose by day, for charts. What is not known stays None; no line is drawn over it here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from hipwise.library.catalogue import Catalogue
from hipwise.plan.done_sets import done_amount, planned_amount
from hipwise.plan.entry import PainEntry, SetEntry
from hipwise.plan.history import Log, build_sessions
from hipwise.plan.in_force import PlansInForce
from hipwise.plan.intake import DAYS, Intake
from hipwise.plan.plan import Plan
from hipwise.plan.session_pain import hip_history


@dataclass(frozen=True, slots=True)
class PainDay:
    """Pain of one day, 0 to 10: worst in an exercise, in the morning, and the usual morning then.

    `is_morning_due`: a morning answer was due because there was a session the day before.
    """

    day: date
    during: float | None
    morning: float | None
    usual: float
    is_morning_due: bool


@dataclass(frozen=True, slots=True)
class DoseDay:
    """The dose of one exercise on one day, on the side with less of it: repetitions, or seconds held.

    `planned` is None where it was not planned, `done` where nothing was logged.
    """

    day: date
    done: float | None
    planned: float | None


def pain_series(
    log: Log, intake: Intake, phase: int, first: date, last: date, catalogue: Catalogue
) -> tuple[PainDay, ...]:
    """The days from `first` to `last`, in order, without gaps."""
    history = hip_history(log, intake, phase)
    sessions = build_sessions(log, catalogue)
    after_session = {session.day + timedelta(days=1) for session in sessions}
    pains = [entry for entry in log.entries if isinstance(entry, PainEntry)]
    during = _worst_by_day(entry for entry in pains if entry.when == "during")
    mornings = _worst_by_day(entry for entry in pains if entry.when == "next_morning")
    return tuple(
        PainDay(
            day,
            during.get(day),
            mornings.get(day),
            history.usual_on(day, catalogue),
            day in after_session,
        )
        for day in _days(first, last)
    )


def dose_series(
    log: Log, plan: Plan | PlansInForce, exercise_id: str, first: date, last: date, catalogue: Catalogue
) -> tuple[DoseDay, ...]:
    """The exercise's days, in order, without gaps; planned by the plan in force on each.

    On a day whose plan does not have the exercise nothing was planned, and what was done is not compared.
    """
    plans = PlansInForce.of(plan) if isinstance(plan, Plan) else plan
    exercise = catalogue.exercise(exercise_id)
    sets: dict[date, list[SetEntry]] = {}
    for entry in log.entries:
        if isinstance(entry, SetEntry) and entry.exercise == exercise_id:
            sets.setdefault(entry.at.date(), []).append(entry)
    days = []
    for day in _days(first, last):
        item = plans.item_on(day, exercise_id)
        done = done_amount(sets[day], item, exercise) if item is not None and day in sets else None
        due = item is not None and day >= plans.begun_on and DAYS[day.weekday()] in item.days
        planned = planned_amount(item, exercise) if item is not None and due else None
        days.append(DoseDay(day, done, planned))
    return tuple(days)


def _worst_by_day(entries: Iterable[PainEntry]) -> dict[date, float]:
    worst: dict[date, float] = {}
    for entry in entries:
        if entry.score is not None:
            day = entry.at.date()
            worst[day] = max(entry.score, worst.get(day, entry.score))
    return worst


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=i) for i in range((last - first).days + 1)]
