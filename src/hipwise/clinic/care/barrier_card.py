"""What a person may tap when a session does not come about, and the days that wait for a word."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.urls import reverse

from hipwise.clinic.care.models import Patient
from hipwise.follow.barrier import TIME, ShorterBudget, short_session
from hipwise.library.barrier import Barrier
from hipwise.library.catalogue import Catalogue
from hipwise.plan.day_words import weekday_of
from hipwise.plan.plan import PlanItem

_MOST_NAMED = 2
_WAYS = {
    "short": "patient-session",
    "reminders": "patient-reminders",
    "morning": "patient-morning",
    "message": "patient-messages",
    "questions": "patient-intake",
}


def barrier_choices(
    patient: Patient,
    items: Sequence[PlanItem],
    has_morning: bool,
    catalogue: Catalogue,
    shorter: ShorterBudget | None = None,
) -> list[dict[str, Any]]:
    """The choices in their order, each with what is said at once and the way on that is offered.

    A way that leads nowhere today is left out: a short session without exercises today, a morning check that
    was answered already, a message where nobody reads one. `shorter` are the minutes that are proposed where
    there was no time again and again.
    """
    return [
        {
            "value": barrier.id,
            "words": barrier.name,
            "title": barrier.title,
            "text": barrier.text,
            **_way(barrier, patient, items, has_morning),
        }
        for barrier in (_as_told(each, patient, catalogue, shorter) for each in _in_order(catalogue))
        if not barrier.only_in_session
    ]


def _as_told(
    barrier: Barrier, patient: Patient, catalogue: Catalogue, shorter: ShorterBudget | None
) -> Barrier:
    """The barrier with the words for this person; no time again and again leads to a shorter plan."""
    solo = patient.clinic.is_solo
    if shorter is None or barrier.id != TIME:
        return replace(barrier, text=barrier.alone_text) if solo and barrier.alone_text else barrier
    rule = "barrier-shorter-alone" if solo else "barrier-shorter"
    told = replace(barrier, text=catalogue.reason(rule, days=shorter.days, minutes=shorter.minutes).text)
    if not solo:
        return told
    return replace(told, way="questions", way_words=catalogue.reason("barrier-shorter-way").text)


def _way(barrier: Barrier, patient: Patient, items: Sequence[PlanItem], has_morning: bool) -> dict[str, str]:
    leads = {"short": bool(items), "morning": not has_morning, "message": not patient.clinic.is_solo}
    if not leads.get(barrier.way, True):
        return {"way_url": "", "way_words": ""}
    if barrier.way == "lesson":
        url = reverse("patient-lesson", args=(barrier.lesson,))
    else:
        url = reverse(_WAYS[barrier.way]) + ("?short=1" if barrier.way == "short" else "")
    return {"way_url": url, "way_words": barrier.way_words}


def skip_reasons(catalogue: Catalogue) -> list[dict[str, str]]:
    """Why one exercise is left out in a session: what the skip sheet asks."""
    return [{"value": each.id, "words": each.name} for each in _in_order(catalogue) if each.in_session]


def _in_order(catalogue: Catalogue) -> list[Barrier]:
    return sorted(catalogue.barriers.values(), key=lambda barrier: barrier.order)


def open_days(days: Sequence[date], catalogue: Catalogue) -> dict[str, Any] | None:
    """The days of which nothing is known, as the page asks about them; None when there are none."""
    if not days:
        return None
    text = catalogue.reason("barrier-days-open", days=_days_are(days)).text
    return {"days": [day.isoformat() for day in days], "text": text}


def _days_are(days: Sequence[date]) -> str:
    """Which days are so: one or two by name, more by their number."""
    if len(days) > _MOST_NAMED:
        return f"{len(days)} days are"
    return " and ".join(map(weekday_of, days)) + (" is" if len(days) == 1 else " are")


def short_count(items: Sequence[PlanItem], catalogue: Catalogue) -> int:
    """How many of today's lines a short session has."""
    return len(short_session(tuple(items), catalogue))
