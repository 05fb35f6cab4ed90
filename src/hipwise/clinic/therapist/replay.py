"""Replays of a patient's sets: the list, one set, and its figure."""

import json
import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hipwise.clinic.care.access import for_clinicians, open_record
from hipwise.clinic.care.replay_page import replay_figure, replay_list, replay_page
from hipwise.clinic.care.replays import KeepDaysError, replay_state, set_keep_days
from hipwise.clinic.people.models import Membership
from hipwise.library.catalogue import load_catalogue


@never_cache
@require_safe
def replays(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Every set that can be replayed. Template therapist/replays.html: `patient`, `days`, `state`."""
    patient = open_record(request, patient_id, "replays")
    days = replay_list(patient, timezone.now(), load_catalogue())
    context = {"patient": patient, "days": days, "state": replay_state(patient)}
    return render(request, "therapist/replays.html", context)


@never_cache
@require_safe
def replay(request: HttpRequest, patient_id: uuid.UUID, recording_id: uuid.UUID) -> HttpResponse:
    """One set. Template therapist/replay.html: see `care.replay_page`."""
    patient = open_record(request, patient_id, "replay")
    page = replay_page(patient, recording_id, timezone.now(), load_catalogue())
    if page is None:
        raise Http404("no such recording, or its time is over")
    return render(request, "therapist/replay.html", page)


@never_cache
@require_safe
def figure(request: HttpRequest, patient_id: uuid.UUID, recording_id: uuid.UUID) -> HttpResponse:
    """The patient's figure as a clip file, see docs/for-developers/figure.md."""
    patient = open_record(request, patient_id, "figure of a replay")
    clip = replay_figure(patient, recording_id, timezone.now(), load_catalogue())
    if clip is None:
        raise Http404("no such recording, or nothing to draw")
    return HttpResponse(json.dumps(clip, separators=(",", ":")), content_type="application/json")


@for_clinicians
@require_POST
def keep(request: HttpRequest, membership: Membership) -> HttpResponse:
    """How long the clinic keeps recordings: POST `days` (empty: the usual time)."""
    try:
        gone = set_keep_days(membership, request.POST.get("days", ""), load_catalogue(), timezone.now())
        told = f" {gone} older recordings are deleted." if gone else ""
        messages.success(request, f"The time is set.{told}")
    except KeepDaysError as error:
        messages.error(request, str(error))
    return redirect("account")
