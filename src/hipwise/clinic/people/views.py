"""The way in: the start address, an invitation's link, one's own account."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hipwise.clinic.people.forms import SettingsForm
from hipwise.clinic.people.joining import (
    INVITATION_IN_SESSION,
    InvitationError,
    find_invitation,
    join_clinic,
)
from hipwise.clinic.people.models import Invitation, User
from hipwise.library.catalogue import load_catalogue


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Leads to the first page: patients to today, clinicians to the inbox, others to signing in."""
    user = request.user
    if not isinstance(user, User):
        return redirect("account_login")
    if user.membership is None:
        return redirect("account")
    return redirect("inbox" if user.membership.is_clinician else "patient-today")


@login_not_required
@never_cache
def join(request: HttpRequest, secret: str) -> HttpResponse:
    """An invitation's page; reading it uses nothing up.

    Template people/join.html: `invitation` (clinic, role, role_words, name, email, expires_at) or None,
    `problem` (a sentence, empty when all is well). A POST joins, or leads a stranger on to signing up.
    """
    try:
        invitation = find_invitation(secret)
        if request.method == "POST":
            return _take(request, secret)
    except InvitationError as error:
        return render(request, "people/join.html", {"invitation": None, "problem": str(error)}, status=410)
    return render(request, "people/join.html", {"invitation": _card(invitation), "problem": ""})


def _take(request: HttpRequest, secret: str) -> HttpResponse:
    if isinstance(request.user, User):
        join_clinic(request.user, secret)
        return redirect("home")
    request.session[INVITATION_IN_SESSION] = secret
    return redirect("account_signup")


def _card(invitation: Invitation) -> dict[str, object]:
    return {
        "clinic": invitation.clinic.name,
        "role": invitation.role,
        "role_words": invitation.get_role_display(),
        "name": invitation.patient.name if invitation.patient else "",
        "email": invitation.email,
        "expires_at": invitation.expires_at,
    }


def account(request: HttpRequest) -> HttpResponse:
    """One's own name, time zone and player settings.

    Template people/account.html: `form`, `usual_replay_days` (for an admin).
    """
    user = request.user
    assert isinstance(user, User)
    form = SettingsForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Your settings are saved.")
        return redirect("account")
    usual_days = int(load_catalogue().setting("replay.keep_days"))
    return render(request, "people/account.html", {"form": form, "usual_replay_days": usual_days})
