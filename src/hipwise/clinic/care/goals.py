"""The goals that a patient named, each with the day on which it is looked at again."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from hipwise.clinic.care.local_time import local_day, short_day_words
from hipwise.clinic.care.models import Patient, PatientGoal
from hipwise.clinic.people.models import User
from hipwise.library.catalogue import Catalogue
from hipwise.library.rule import Reason

_MOST_OPEN = 8
_LONGEST = 120
_LATEST = timedelta(days=366)
_A_DAY = timedelta(days=1)


class GoalError(ValueError):
    """A goal that cannot be kept; the text says what was expected."""


def open_goals(patient: Patient) -> list[PatientGoal]:
    """The goals that are still wanted, the next to look at first; one query."""
    return list(_open(patient).order_by("look_on", "created_at"))


def goals_due(clinic_id: UUID, now: datetime) -> list[PatientGoal]:
    """The open goals of a clinic whose day may have come somewhere on earth; one query."""
    rows = PatientGoal.objects.filter(
        clinic_id=clinic_id, status=PatientGoal.Status.OPEN, look_on__lte=now.date() + _A_DAY
    )
    return list(rows)


def keep_named_goals(
    patient: Patient, named: Sequence[str], author: User | None, catalogue: Catalogue, now: datetime
) -> None:
    """Give the goals of the questions a day to look at them again, those that never had one."""
    known = set(_all(patient).exclude(goal="").values_list("goal", flat=True))
    rows = [
        PatientGoal(
            clinic_id=patient.clinic_id,
            patient=patient,
            goal=name,
            words=catalogue.goals[name].name if name in catalogue.goals else name.replace("-", " "),
            look_on=_first_look(patient, catalogue, now),
            author=author,
            created_at=now,
        )
        for name in named
        if name not in known
    ]
    PatientGoal.objects.bulk_create(rows)


def add_goal(
    patient: Patient, words: str, look_on: str, author: User, catalogue: Catalogue, now: datetime
) -> PatientGoal:
    """Keep a goal in the patient's own words. Without a day it gets the usual one. Raises GoalError."""
    said = " ".join(words.split())
    if not 0 < len(said) <= _LONGEST:
        raise GoalError(
            f"goal: expected 1 to {_LONGEST} letters, found {len(said)}. Write what the patient said."
        )
    if _open(patient).count() >= _MOST_OPEN:
        raise GoalError(f"goal: expected at most {_MOST_OPEN} open ones. Let one go first.")
    day = _day(look_on, patient, now) if look_on else _first_look(patient, catalogue, now)
    goal: PatientGoal = PatientGoal.objects.create(
        clinic_id=patient.clinic_id, patient=patient, words=said, look_on=day, author=author, created_at=now
    )
    return goal


def look_at_goal(
    patient: Patient, goal_id: str, said: str, look_on: str, user: User, now: datetime
) -> PatientGoal:
    """Write down what became of a goal: `keep` with another day, `reached` or `let-go`. Raises GoalError."""
    goal = next((each for each in open_goals(patient) if str(each.pk) == goal_id), None)
    if goal is None:
        raise GoalError("goal: expected one that is open. Open the plan again.")
    if said == "keep":
        goal.look_on = _day(look_on, patient, now)
    elif said in (PatientGoal.Status.REACHED, PatientGoal.Status.LET_GO):
        goal.status = said
    else:
        raise GoalError(f"answer: expected keep, reached or let-go, found {said[:20]!r}. Choose one of them.")
    goal.looked_at, goal.looked_by = now, user
    goal.save()
    return goal


def goal_rows(goals: Iterable[PatientGoal], today: date) -> list[dict[str, Any]]:
    """The goals as the editor shows them."""
    return [
        {
            "id": str(goal.pk),
            "words": goal.words,
            "look_on": goal.look_on.isoformat(),
            "day_words": short_day_words(goal.look_on),
            "is_due": goal.look_on <= today,
        }
        for goal in goals
    ]


def due_reason(goals: Iterable[PatientGoal], today: date, catalogue: Catalogue) -> Reason | None:
    """The first goal whose day has come, as a reason to look; None while there is none."""
    due = min((goal for goal in goals if goal.look_on <= today), key=lambda g: g.look_on, default=None)
    if due is None:
        return None
    return catalogue.reason("goal-due", goal=due.words, day=short_day_words(due.look_on))


def _all(patient: Patient) -> Any:
    return PatientGoal.objects.filter(clinic_id=patient.clinic_id, patient_id=patient.pk)


def _open(patient: Patient) -> Any:
    return _all(patient).filter(status=PatientGoal.Status.OPEN)


def _first_look(patient: Patient, catalogue: Catalogue, now: datetime) -> date:
    return local_day(patient, now) + timedelta(days=catalogue.setting("goal.review_days"))


def _day(text: str, patient: Patient, now: datetime) -> date:
    """A day after today and within a year."""
    today = local_day(patient, now)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise GoalError("day: expected a date such as 2026-12-24. Choose one.") from None
    if not today < day <= today + _LATEST:
        raise GoalError("day: expected one after today and within a year. Choose another.")
    return day
