"""Invitations by link."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hipwise.clinic.care.access import for_clinicians, may_invite, open_record
from hipwise.clinic.care.inviting import invite_by_form, open_invitations
from hipwise.clinic.people.forms import InviteForm
from hipwise.clinic.people.joining import NewInvitation, invite
from hipwise.clinic.people.models import Membership, Role, User


@for_clinicians
@never_cache
def invite_person(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Make an invitation. Template therapist/invite.html: `form`, `link` (shown once), `open`, `problem`."""
    form = InviteForm(request.POST or None, may_invite_clinicians=may_invite(membership, Role.THERAPIST))
    made = None
    if request.method == "POST" and form.is_valid():
        assert isinstance(request.user, User)
        made = invite_by_form(membership, request.user, form.cleaned_data)
    return _page(request, membership, form, made, "")


@require_POST
def invite_patient(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Invite a patient whose record exists already. Answers with the invite page and the link."""
    patient = open_record(request, patient_id, "invitation")
    assert isinstance(request.user, User)
    membership = request.user.membership
    assert membership is not None
    made, problem = None, ""
    if patient.membership_id is None:
        made = invite(patient.clinic, Role.PATIENT, request.user, patient)
    else:
        problem = "This patient has an account already."
    form = InviteForm(None, may_invite_clinicians=may_invite(membership, Role.THERAPIST))
    return _page(request, membership, form, made, problem)


def _page(
    request: HttpRequest, membership: Membership, form: InviteForm, made: NewInvitation | None, problem: str
) -> HttpResponse:
    link = request.build_absolute_uri(reverse("join", args=(made.secret,))) if made else ""
    context = {
        "form": form if made is None else InviteForm(None, may_invite_clinicians=form.may_invite_clinicians),
        "link": link,
        "open": open_invitations(membership, timezone.now()),
        "problem": problem,
    }
    return render(request, "therapist/invite.html", context)
