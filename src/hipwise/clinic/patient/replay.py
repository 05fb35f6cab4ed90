"""The patient's own word about replays: share them or not, delete one, delete all."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hipwise.clinic.care.access import for_patients
from hipwise.clinic.care.models import Patient
from hipwise.clinic.care.replay_page import replay_list
from hipwise.clinic.care.replays import answer_consent, delete_recording, keep_days, replay_state
from hipwise.clinic.people.models import User
from hipwise.library.catalogue import load_catalogue


@for_patients
@never_cache
@require_safe
def replays(request: HttpRequest, patient: Patient) -> HttpResponse:
    """What is shared and kept. Template patient/replays.html: `state`, `days`, `keep_days`, `count`."""
    catalogue = load_catalogue()
    days = replay_list(patient, timezone.now(), catalogue)
    context = {
        "state": replay_state(patient),
        "days": days,
        "keep_days": keep_days(patient.clinic, catalogue),
        "count": sum(len(day["rows"]) for day in days),
    }
    return render(request, "patient/replays.html", context)


@for_patients
@require_POST
def consent(request: HttpRequest, patient: Patient) -> HttpResponse:
    """POST `share`: yes keeps recordings from now on; anything else keeps none and deletes what is there."""
    assert isinstance(request.user, User)
    is_given = request.POST.get("share") == "yes" and replay_state(patient) != "off"
    gone = answer_consent(patient, is_given, request.user, timezone.now())
    if is_given:
        messages.success(request, "Thank you. Your next sets with the camera can be replayed.")
    elif gone:
        messages.success(request, f"Nothing is shared any more. {_count_words(gone)} deleted.")
    else:
        messages.success(request, "Nothing is shared.")
    return redirect("patient-own-replays")


@for_patients
@require_POST
def delete(request: HttpRequest, patient: Patient, recording_id: uuid.UUID) -> HttpResponse:
    """Delete one recording, for good."""
    assert isinstance(request.user, User)
    if delete_recording(patient, recording_id, request.user, timezone.now()):
        messages.success(request, "The replay is deleted.")
    return redirect("patient-own-replays")


def _count_words(count: int) -> str:
    return "One replay is" if count == 1 else f"{count} replays are"
