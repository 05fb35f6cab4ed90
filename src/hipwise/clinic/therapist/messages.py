"""Messages with a patient: all of them on a page, and the form of the record and of the list."""

import uuid

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from hipwise.clinic.care.access import open_record
from hipwise.clinic.care.messages import MessageError, messages_page, note_messages, write_as_clinician
from hipwise.clinic.care.models import Patient
from hipwise.clinic.people.models import User
from hipwise.clinic.therapist.way_back import way_back
from hipwise.library.catalogue import load_catalogue


@never_cache
def messages(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Template therapist/messages.html: see `care.messages.messages_page`, with `patient`.

    POST `text` and `id` sends; `noted` says that what the patient wrote `until` then needs no answer. `next`
    is where to go then, else this page.
    """
    patient = open_record(request, patient_id, "messages")
    if request.method == "POST":
        _take(request, patient)
        return way_back(request, request.path)
    page = messages_page(patient, load_catalogue(), for_desk=True)
    return render(request, "therapist/messages.html", {**page, "patient": _heading(patient)})


def _take(request: HttpRequest, patient: Patient) -> None:
    assert isinstance(request.user, User)
    now, until = timezone.now(), request.POST.get("until", "")
    if request.POST.get("noted"):
        if note_messages(patient, request.user, until, now):
            notices.success(request, "Kept as read. It stays in the record.")
        return
    try:
        written = request.POST.get("text", "")
        write_as_clinician(patient, request.user, request.POST.get("id", ""), written, until, now)
        notices.success(request, f"Sent to {patient.name}.")
    except MessageError as error:
        notices.error(request, str(error))


def _heading(patient: Patient) -> dict[str, object]:
    return {"id": patient.pk, "name": patient.name, "has_account": patient.membership_id is not None}
