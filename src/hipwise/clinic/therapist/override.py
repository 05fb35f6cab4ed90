"""Overrides and delegated steps of one patient, and the history of the plan."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hipwise.clinic.care.access import open_record
from hipwise.clinic.care.delegation import DelegationError, delegate_steps, end_delegation
from hipwise.clinic.care.overrides import (
    Asked,
    OverrideError,
    find_grant,
    grant_override,
    withdraw_override,
)
from hipwise.clinic.care.permissions_page import permissions_page
from hipwise.clinic.people.models import User
from hipwise.library.catalogue import load_catalogue
from hipwise.plan.day_words import day_in_words


@never_cache
@require_safe
def history(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Template therapist/plan_history.html: see `care.permissions_page`."""
    patient = open_record(request, patient_id, "history of the plan")
    context = permissions_page(patient, timezone.now(), load_catalogue())
    return render(request, "therapist/plan_history.html", context)


@require_POST
def grant(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Lift rules: POST `exercise`, `side`, each `rule`, `reason`, `expires_on`; `back` is history or editor.

    Without a reason, or where it may not be lifted: 422 with the sentence that says why.
    """
    patient = open_record(request, patient_id, "override")
    assert isinstance(request.user, User)
    said = {name: request.POST.get(name, "") for name in ("exercise", "side", "reason", "expires_on")}
    asked = Asked(**said, rules=tuple(request.POST.getlist("rule")))
    catalogue, now = load_catalogue(), timezone.now()
    try:
        given = grant_override(patient, request.user, asked, catalogue, now)[0]
    except OverrideError as error:
        context = {**permissions_page(patient, now, catalogue), "problem": str(error), "asked": asked}
        return render(request, "therapist/plan_history.html", context, status=422)
    messages.success(request, f"Lifted until {day_in_words(given.expires_on)}. It ends by itself.")
    back = "plan-history" if request.POST.get("back") == "history" else "plan-editor"
    return redirect(back, patient_id)


@require_POST
def withdraw(request: HttpRequest, patient_id: uuid.UUID, grant_id: uuid.UUID) -> HttpResponse:
    """Take an override back: POST `reason`. 422 without one."""
    patient = open_record(request, patient_id, "override")
    assert isinstance(request.user, User)
    catalogue, now = load_catalogue(), timezone.now()
    reason = request.POST.get("reason", "")
    try:
        withdraw_override(find_grant(patient, grant_id), request.user, reason, catalogue, now)
    except OverrideError as error:
        context = {**permissions_page(patient, now, catalogue), "problem": str(error)}
        return render(request, "therapist/plan_history.html", context, status=422)
    messages.success(request, "Taken back. The line is out of the plan.")
    return redirect("plan-history", patient_id)


@require_POST
def delegate(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Set the limits of delegated steps, or take them back: POST `op` set or end, and the limits."""
    patient = open_record(request, patient_id, "delegation")
    assert isinstance(request.user, User)
    catalogue, now = load_catalogue(), timezone.now()
    if request.POST.get("op") == "end":
        end_delegation(patient, request.user, now)
        messages.success(request, "Taken back. Every step up waits for you again.")
        return redirect("plan-history", patient_id)
    try:
        delegate_steps(patient, request.user, request.POST.dict(), catalogue, now)
    except DelegationError as error:
        context = {**permissions_page(patient, now, catalogue), "problem": str(error), "posted": request.POST}
        return render(request, "therapist/plan_history.html", context, status=422)
    messages.success(request, "Steps up inside these limits act at once, in your name.")
    return redirect("plan-history", patient_id)
