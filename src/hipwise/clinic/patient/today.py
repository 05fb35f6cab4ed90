"""Today: the page, the session player, the morning check, and the page that says stop."""

import uuid
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_permissions_policy.decorators import permissions_policy_override

from hipwise.clinic.care.access import for_patients
from hipwise.clinic.care.decisions import log_and_decide
from hipwise.clinic.care.models import Patient
from hipwise.clinic.care.morning import MorningForm, morning_entry
from hipwise.clinic.care.today import stop_card, today_document
from hipwise.clinic.people.models import User
from hipwise.library.catalogue import load_catalogue


@for_patients
@never_cache
@require_safe
def today(request: HttpRequest, patient: Patient) -> HttpResponse:
    """Today's page. Template patient/today.html: `document`; a locked plan leads to the stop page."""
    if patient.is_locked:
        return redirect("patient-stop")
    return render(request, "patient/today.html", _context(patient))


@for_patients
@never_cache
@require_safe
@permissions_policy_override({**settings.PERMISSIONS_POLICY, "camera": "self"})
def session(request: HttpRequest, patient: Patient) -> HttpResponse:
    """The session player. Template patient/session.html: `document`. Nothing to do: back to today."""
    context = _context(patient)
    if context["document"]["state"] != "plan":
        return redirect("patient-today")
    return render(request, "patient/session.html", context)


@for_patients
@never_cache
def morning(request: HttpRequest, patient: Patient) -> HttpResponse:
    """The next-morning check without scripts. Template patient/morning.html: `document`, `form`.

    A second answer on the same day corrects the first. With htmx the fragment patient/_morning.html.
    """
    form = MorningForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "patient/morning.html", {**_context(patient), "form": form})
    assert isinstance(request.user, User)
    now, catalogue = timezone.now(), load_catalogue()
    answered = today_document(patient, now, catalogue)["morning"]["answer"]
    entry = morning_entry(form.cleaned_data, str(uuid.uuid4()), patient, now, answered)
    log_and_decide(patient, [entry], request.user, catalogue, now)
    if getattr(request, "htmx", False):
        return render(request, "patient/_morning.html", _context(patient))
    return redirect("patient-today")


@for_patients
@never_cache
@require_safe
def stop(request: HttpRequest, patient: Patient) -> HttpResponse:
    """What to do now and whom to call, and nothing else.

    Template patient/stop.html: `flags`, `what_to_do`, `whom_to_call`, `why`, `is_emergency`, `clinic_phone`.
    """
    if not patient.is_locked:
        return redirect("patient-today")
    return render(request, "patient/stop.html", stop_card(patient))


def _context(patient: Patient) -> dict[str, Any]:
    return {"document": today_document(patient, timezone.now(), load_catalogue())}
