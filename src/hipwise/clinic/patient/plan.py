"""My plan, one exercise of it, the printed sheet, help and lessons."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hipwise.clinic.care.access import for_patients
from hipwise.clinic.care.exercise_page import exercise_page
from hipwise.clinic.care.handout import handout_page
from hipwise.clinic.care.handout_answer import handout_response
from hipwise.clinic.care.models import Patient
from hipwise.clinic.care.plan_history import own_plan_history
from hipwise.clinic.care.plan_page import plan_page
from hipwise.library.catalogue import load_catalogue


@for_patients
@never_cache
@require_safe
def plan(request: HttpRequest, patient: Patient) -> HttpResponse:
    """The whole week. Template patient/plan.html: `document`, `plan` (number, signed_on, signed_by,
    authority; None before the first signature), `items`, `week_days`, `left_out`, `handout_url`.
    """
    return render(request, "patient/plan.html", _plan_context(patient))


@for_patients
@never_cache
@require_safe
def plan_changes(request: HttpRequest, patient: Patient) -> HttpResponse:
    """How my plan changed. Template patient/plan_changes.html: `history`, see `care.plan_history`.

    A locked plan leads to the stop page, questions that are due to today: no doses are shown then.
    """
    if patient.is_locked:
        return redirect("patient-stop")
    history = own_plan_history(patient, timezone.now(), load_catalogue())
    if history is None:
        return redirect("patient-today")
    return render(request, "patient/plan_changes.html", {"history": history})


@for_patients
@never_cache
@require_safe
def exercise(request: HttpRequest, patient: Patient, exercise_id: str) -> HttpResponse:
    """One exercise. Template patient/exercise.html: `exercise`, `item` (or None), `fit` (verdict, words,
    number_words, reasons), `figure`, `sources`, `watch` (judged, not_judgeable), `is_locked`,
    `is_screening_due`, `easier`, `harder` ({name, url} or None). A locked plan leads to the stop page.
    """
    if patient.is_locked:
        return redirect("patient-stop")
    page = exercise_page(patient, exercise_id, timezone.now(), load_catalogue())
    if page is None:
        raise Http404("no such exercise")
    return render(request, "patient/exercise.html", page)


@for_patients
@never_cache
@require_safe
def handout(request: HttpRequest, patient: Patient) -> HttpResponse:
    """The sheet to print. Template patient/handout.html: see `care.handout.handout_page`."""
    context = handout_page(patient, timezone.now(), load_catalogue())
    if not context["items"]:
        return redirect("patient-today")
    return render(request, "patient/handout.html", context)


@for_patients
@never_cache
@require_safe
def handout_file(request: HttpRequest, patient: Patient) -> HttpResponse:
    """The sheet as PDF; `?paper=a4|letter`, `?large=1` in large print, `?sessions=1` a page a session."""
    return handout_response(request, patient, "my-exercises")


@for_patients
@require_safe
def help_page(request: HttpRequest, patient: Patient) -> HttpResponse:
    """Lessons, when to get help, whom to call. Template patient/help.html: `lessons`, `red_flags`,
    `clinic_phone`.
    """
    catalogue = load_catalogue()
    context = {
        "lessons": list(catalogue.lessons.values()),
        "red_flags": sorted(catalogue.red_flags.values(), key=lambda flag: flag.order),
        "clinic_phone": patient.clinic.phone,
    }
    return render(request, "patient/help.html", context)


@for_patients
@require_safe
def lesson(request: HttpRequest, patient: Patient, lesson_id: str) -> HttpResponse:
    """One lesson. Template patient/lesson.html: `lesson`."""
    found = load_catalogue().lessons.get(lesson_id)
    if found is None:
        raise Http404("no such lesson")
    return render(request, "patient/lesson.html", {"lesson": found})


def _plan_context(patient: Patient) -> dict[str, Any]:
    return plan_page(patient, timezone.now(), load_catalogue())
