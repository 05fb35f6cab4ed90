"""Taking one's data along, and deleting one's account."""

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hipwise.clinic.attachment import attachment
from hipwise.clinic.care.access import for_patients
from hipwise.clinic.care.leaving import LeavingError, ask_to_leave, leaving_page, stay
from hipwise.clinic.care.models import Patient
from hipwise.clinic.care.own_data import archive_of, summary_file
from hipwise.clinic.people.models import User
from hipwise.library.catalogue import load_catalogue


@for_patients
@never_cache
@require_safe
def own_data(request: HttpRequest, patient: Patient) -> HttpResponse:
    """What can be taken along. Template patient/own_data.html: `is_solo`."""
    return render(request, "patient/own_data.html", {"is_solo": patient.clinic.is_solo})


@for_patients
@never_cache
@require_safe
def everything(request: HttpRequest, patient: Patient) -> HttpResponse:
    """Everything in one ZIP file."""
    content = archive_of(patient, timezone.now(), load_catalogue())
    return attachment(content, "application/zip", "my-data.zip")


@for_patients
@never_cache
@require_safe
def summary(request: HttpRequest, patient: Patient) -> HttpResponse:
    """The summary as PDF."""
    content = summary_file(patient, timezone.now(), load_catalogue())
    return attachment(content, "application/pdf", "summary.pdf")


@for_patients
@never_cache
def leave(request: HttpRequest, patient: Patient) -> HttpResponse:
    """Ask to delete the account: POST `password` and `sure`. Template patient/leaving.html: see
    `care.leaving.leaving_page`, with `problem`.
    """
    assert isinstance(request.user, User)
    problem = ""
    if request.method == "POST":
        problem = _ask(request, patient, request.user)
        if not problem:
            return redirect("patient-leave")
    page = {**leaving_page(patient, request.user), "problem": problem}
    return render(request, "patient/leaving.html", page, status=422 if problem else 200)


@for_patients
@require_POST
def keep(request: HttpRequest, patient: Patient) -> HttpResponse:
    """Keep the account after all."""
    assert isinstance(request.user, User)
    stay(request.user, load_catalogue(), timezone.now())
    messages.success(request, "Your account stays. Switch reminders on again if you like.")
    return redirect("account")


def _ask(request: HttpRequest, patient: Patient, user: User) -> str:
    """What stands in the way, or nothing. Guessing a password is slowed down as at signing in."""
    if not request.POST.get("sure"):
        return "Tick that you have read what happens."
    if not ratelimit.consume(request, action="reauthenticate", user=user):
        return "That were many attempts. Wait a minute, then try again."
    try:
        ask_to_leave(patient, user, request.POST.get("password", ""), load_catalogue(), timezone.now())
    except LeavingError as error:
        return str(error)
    return ""
