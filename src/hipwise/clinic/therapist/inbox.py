"""Who needs me today, and the answer to a decision."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hipwise.clinic.care.access import for_clinicians, membership_of, open_decision, open_record
from hipwise.clinic.care.decisions import (
    DecisionError,
    accept_decision,
    decline_decision,
    snooze_decision,
    undo_acceptance,
)
from hipwise.clinic.care.inbox import inbox_page
from hipwise.clinic.care.list_row import AT_ONCE, AsideError, old_rows, put_need_aside, take_back, work_out
from hipwise.clinic.care.models import DecisionRecord
from hipwise.clinic.people.models import Membership, User
from hipwise.clinic.therapist.page_number import page_number
from hipwise.clinic.therapist.way_back import way_back
from hipwise.library.catalogue import load_catalogue

_DONE = {
    "accept": "Accepted.",
    "decline": "Left as it is.",
    "snooze": "Put aside. It comes back by itself.",
    "undo": "Taken back.",
}


@for_clinicians
@never_cache
@require_safe
def inbox(request: HttpRequest, membership: Membership) -> HttpResponse:
    """The ranked list: `page`. Template therapist/inbox.html: see `care.inbox`."""
    context = inbox_page(membership, timezone.now(), load_catalogue(), page_number(request.GET))
    return render(request, "therapist/inbox.html", context)


@for_clinicians
@never_cache
@require_POST
def look_again(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Work out some of the rows that are old, and show the list as it is then; the page asks for the rest.

    Template therapist/_needs.html, or the whole page without htmx.
    """
    now, catalogue = timezone.now(), load_catalogue()
    work_out(membership, old_rows(membership, now)[:AT_ONCE], now, catalogue)
    if "HX-Request" not in request.headers:
        return redirect("inbox")
    context = inbox_page(membership, now, catalogue, page_number(request.POST))
    return render(request, "therapist/_needs.html", context)


@never_cache
@require_POST
def aside(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Put a need aside: POST `key` and `days`; days of 0 bring it back."""
    patient = open_record(request, patient_id, "inbox")
    catalogue, now = load_catalogue(), timezone.now()
    key, days = request.POST.get("key", ""), request.POST.get("days", "")
    try:
        if days == "0":
            take_back(patient, key)
            messages.success(request, "Back on the list.")
        else:
            put_need_aside(patient, key, int(days) if days.isdecimal() else 0, now, catalogue)
            messages.success(request, _DONE["snooze"])
    except AsideError as error:
        messages.error(request, str(error))
    work_out(membership_of(request), [patient.pk], now, catalogue)
    return redirect("inbox")


@require_POST
def answer(request: HttpRequest, decision_id: uuid.UUID) -> HttpResponse:
    """Answer a decision: POST `answer` accept, decline, snooze (with `days`) or undo; `note`, `next`.

    `also` names further decisions of the same card that get the same answer. `confirmed` are the signs of
    a change of phase that the person has seen. An acceptance comes back
    with a message that can take it back.
    """
    decisions = [open_decision(request, each) for each in (decision_id, *_also(request))]
    said = request.POST.get("answer", "")
    if said not in _DONE:
        raise Http404("answer: expected accept, decline, snooze or undo")
    done = []
    for decision in decisions:
        try:
            _act(request, decision, said)
            done.append(str(decision.pk))
        except DecisionError as error:
            messages.error(request, str(error))
    patients = {decision.patient_id for decision in decisions}
    work_out(membership_of(request), patients, timezone.now(), load_catalogue())
    if done:
        messages.success(request, _DONE[said], extra_tags=" ".join(done) if said == "accept" else "")
    return way_back(request, reverse("inbox"))


def _also(request: HttpRequest) -> list[uuid.UUID]:
    try:
        return [uuid.UUID(each) for each in request.POST.getlist("also")]
    except ValueError:
        raise Http404("also: expected decisions of this clinic") from None


def _act(request: HttpRequest, decision: DecisionRecord, said: str) -> None:
    """Do what was said. Raises DecisionError."""
    assert isinstance(request.user, User)
    now = timezone.now()
    match said:
        case "accept":
            confirmed = request.POST.getlist("confirmed")
            accept_decision(decision, request.user, load_catalogue(), now, confirmed)
        case "decline":
            decline_decision(decision, request.user, request.POST.get("note", ""), now)
        case "snooze":
            days = request.POST.get("days", "")
            snooze_decision(decision, int(days) if days.isdecimal() else 0, now)
        case "undo":
            undo_acceptance(decision, request.user, now)
