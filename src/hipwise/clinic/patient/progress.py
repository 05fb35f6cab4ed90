"""Progress, and why the plan changed."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hipwise.clinic.care.access import for_patients, own_decision
from hipwise.clinic.care.decision_card import decision_card
from hipwise.clinic.care.decisions import DecisionError, accept_decision
from hipwise.clinic.care.models import Patient
from hipwise.clinic.care.phase_words import is_for_the_person
from hipwise.clinic.care.progress_page import progress_page
from hipwise.clinic.people.models import User
from hipwise.library.catalogue import load_catalogue


@for_patients
@never_cache
@require_safe
def progress(request: HttpRequest, patient: Patient) -> HttpResponse:
    """How it goes. Template patient/progress.html: see `care.progress_page`."""
    return render(request, "patient/progress.html", progress_page(patient, timezone.now(), load_catalogue()))


@for_patients
@never_cache
def why(request: HttpRequest, patient: Patient, decision_id: uuid.UUID) -> HttpResponse:
    """One decision with its reasons. Template patient/why.html: `decision` (a card), `can_accept`.

    Without a therapist the patient may accept a step up or another phase: POST `accept`, and `confirmed`
    with each sign that they have seen.
    """
    decision = own_decision(patient, decision_id)
    decision.patient = patient
    can_accept = patient.clinic.is_solo and is_for_the_person(decision)
    if request.method == "POST":
        assert isinstance(request.user, User)
        try:
            if not can_accept:
                raise DecisionError("Your therapist answers this.")
            confirmed = request.POST.getlist("confirmed")
            accept_decision(decision, request.user, load_catalogue(), timezone.now(), confirmed)
            return redirect("patient-today")
        except DecisionError as error:
            messages.error(request, str(error))
    plan = decision.revision.plan if decision.revision else None
    context = {"decision": decision_card(decision, load_catalogue(), plan), "can_accept": can_accept}
    return render(request, "patient/why.html", context)
