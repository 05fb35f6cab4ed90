"""The plan in force as a page: the week, each line, and what was left out."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from hipwise.clinic.care.aftercare import flare_plan
from hipwise.clinic.care.local_time import short_day_words
from hipwise.clinic.care.models import Patient, PlanRevision
from hipwise.clinic.care.patient_settings import catalogue_of
from hipwise.clinic.care.today import Day, item_document, open_day
from hipwise.library.catalogue import Catalogue
from hipwise.plan.day_words import WEEKDAYS
from hipwise.plan.pain_response import stopping_pain_of
from hipwise.plan.plan import Plan, reason_to_mapping


def plan_page(patient: Patient, now: datetime, catalogue: Catalogue) -> dict[str, Any]:
    """Everything about the plan in force; without one, empty lists and the reason in `document.state`."""
    return plan_page_of(open_day(patient, now, catalogue), catalogue)


def plan_page_of(day: Day, catalogue: Catalogue) -> dict[str, Any]:
    """The page of a day that is open already; asks no further query."""
    plan = day.plan
    items = _items(day, plan, catalogue) if plan is not None and day.is_open else []
    return {
        "document": day.document(catalogue, asks=False),
        "plan": _signature(day.revision) if day.revision and items else None,
        "items": items,
        "week_days": week_days(plan) if plan and items else [],
        "left_out": _left_out(plan, catalogue) if plan and items else [],
        "handout_url": reverse("patient-handout"),
        "flare_plan": flare_plan(day.revision, plan, catalogue) if day.revision and plan and items else None,
        "clinic_phone": day.patient.clinic.phone,
        "may_close": day.patient.clinic.is_solo
        and bool(items)
        and plan is not None
        and not plan.is_maintenance,
    }


def week_days(plan: Plan) -> list[dict[str, Any]]:
    """The seven days with their minutes; a day without exercises is a rest day."""
    return [
        {
            "day": day,
            "words": words,
            "minutes": plan.minutes_per_day.get(day, 0),
            "exercises": list(plan.schedule.get(day, ())),
            "is_rest": day not in plan.schedule,
        }
        for day, words in WEEKDAYS.items()
    ]


def _items(day: Day, plan: Plan, catalogue: Catalogue) -> list[dict[str, Any]]:
    limit = stopping_pain_of(plan, catalogue_of(day.patient, catalogue))
    return [
        item_document(item, catalogue, why_url=day.why_urls.get(item.exercise), day=day.day, limit=limit)
        for item in plan.items
    ]


def _signature(revision: PlanRevision) -> dict[str, Any]:
    signer = revision.signed_by
    return {
        "number": revision.number,
        "authority": revision.authority,
        "signed_by": str(signer) if signer and revision.authority == PlanRevision.Authority.CLINICIAN else "",
        "signed_on": short_day_words(revision.signed_at.date()) if revision.signed_at else "",
    }


def _left_out(plan: Plan, catalogue: Catalogue) -> list[dict[str, Any]]:
    return [
        {
            "exercise": left.exercise,
            "name": catalogue.exercise(left.exercise).name,
            "reasons": [reason_to_mapping(reason) for reason in left.reasons],
        }
        for left in plan.left_out
        if left.exercise in catalogue.exercises
    ]
