"""Closing a programme, and beginning one again."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hipwise.clinic.care.access import open_record
from hipwise.clinic.care.aftercare import AftercareError, begin_again, close_programme
from hipwise.clinic.care.closing_page import closing_page
from hipwise.clinic.people.models import User
from hipwise.library.catalogue import load_catalogue


@never_cache
def close(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """What closing would leave. Template therapist/close.html: see `care.closing_page`.

    POST `reason` closes.
    """
    patient = open_record(request, patient_id, "closing")
    assert isinstance(request.user, User)
    catalogue, now = load_catalogue(), timezone.now()
    if request.method == "POST":
        try:
            close_programme(patient, request.user, request.POST.get("reason", ""), now, catalogue)
            messages.success(request, "The programme is closed. The small plan is in force.")
        except AftercareError as error:
            messages.error(request, str(error))
        return redirect("patient-record", patient_id)
    return render(request, "therapist/close.html", closing_page(patient, now, catalogue))


@require_POST
def again(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Propose a new programme after discharge; it leads to the editor to be read and signed."""
    patient = open_record(request, patient_id, "beginning again")
    assert isinstance(request.user, User)
    try:
        begin_again(patient, request.user, timezone.now(), load_catalogue())
    except AftercareError as error:
        messages.error(request, str(error))
        return redirect("patient-record", patient_id)
    return redirect("plan-editor", patient_id)
