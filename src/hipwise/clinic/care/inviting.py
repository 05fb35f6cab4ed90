"""Inviting people into a clinic, and the list of open invitations."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from hipwise.clinic.care.local_time import short_day_words
from hipwise.clinic.care.roster import add_patient
from hipwise.clinic.people.joining import NewInvitation, invite
from hipwise.clinic.people.models import Invitation, Membership, Role, User


@transaction.atomic
def invite_by_form(membership: Membership, author: User, answers: Mapping[str, Any]) -> NewInvitation:
    """Invite a patient, whose record begins now, or a clinician."""
    role = Role(answers["role"])
    patient = add_patient(membership, answers["name"]) if role == Role.PATIENT else None
    return invite(membership.clinic, role, author, patient, answers["email"])


def open_invitations(membership: Membership, now: datetime) -> list[dict[str, str]]:
    """The clinic's invitations that still work, the newest first."""
    rows = (
        Invitation.objects.filter(clinic_id=membership.clinic_id, used_at=None, expires_at__gt=now)
        .select_related("patient")
        .order_by("-made_at")
    )
    return [
        {
            "name": row.patient.name if row.patient else (row.email or "A colleague"),
            "role_words": row.get_role_display(),
            "expires_words": f"until {short_day_words(row.expires_at.date())}",
        }
        for row in rows
    ]
