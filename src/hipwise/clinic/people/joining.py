"""How a person comes to belong to a clinic: by an invitation, or alone."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from hipwise.clinic.people.models import Clinic, Invitation, Membership, Role, User

if TYPE_CHECKING:
    from hipwise.clinic.care.models import Patient

INVITATION_IN_SESSION = "invitation"
INVITATION_LASTS = timedelta(days=7)
_SECRET_BYTES = 32


class InvitationError(ValueError):
    """The invitation cannot be used; the text says why, in words for the person who holds it."""


@dataclass(frozen=True, slots=True)
class NewInvitation:
    """A fresh invitation and the secret for its link, which is shown once and not kept."""

    invitation: Invitation
    secret: str


def invite(
    clinic: Clinic,
    role: Role,
    made_by: User | None,
    patient: "Patient | None" = None,
    email: str = "",
    now: datetime | None = None,
) -> NewInvitation:
    """Make an invitation that works once and for seven days."""
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    invitation = Invitation.objects.create(
        clinic=clinic,
        secret_hash=_hash(secret),
        role=role,
        patient=patient,
        email=email.lower(),
        made_by=made_by,
        expires_at=(now or timezone.now()) + INVITATION_LASTS,
    )
    return NewInvitation(invitation, secret)


def find_invitation(secret: str) -> Invitation:
    """The open invitation of that secret. Raises InvitationError when unknown, used or expired."""
    found = Invitation.objects.select_related("clinic", "patient").filter(secret_hash=_hash(secret)).first()
    if found is None:
        raise InvitationError("We do not know this invitation. Ask your clinic for a new link.")
    if found.used_at is not None:
        raise InvitationError("This invitation was already used. Ask your clinic for a new link.")
    if found.expires_at <= timezone.now():
        raise InvitationError("This invitation has run out. Ask your clinic for a new link.")
    return found


def check_address(secret: str, email: str) -> None:
    """Raises InvitationError when the invitation names another address; says nothing of a dead one."""
    invitation = Invitation.objects.filter(secret_hash=_hash(secret)).first()
    if invitation is not None and invitation.email and invitation.email != email.lower():
        raise InvitationError("This invitation is for another e-mail address.")


@transaction.atomic
def join_clinic(user: User, secret: str) -> Membership:
    """Use an invitation: once, by one person. Raises InvitationError."""
    from hipwise.clinic.care.models import Patient  # care builds on people, not the other way round

    invitation = find_invitation(secret)
    check_address(secret, user.email)
    taken = Invitation.objects.filter(id=invitation.id, used_at=None).update(
        used_at=timezone.now(), used_by=user
    )
    if not taken:
        raise InvitationError("This invitation was already used. Ask your clinic for a new link.")
    if Membership.objects.filter(clinic=invitation.clinic, user=user).exists():
        raise InvitationError("You already belong to this clinic.")
    membership = Membership.objects.create(clinic=invitation.clinic, user=user, role=invitation.role)
    if invitation.role == Role.PATIENT:
        _give_record(membership, user, invitation, Patient)
    _act_as(user, membership)
    return membership


@transaction.atomic
def open_solo_clinic(user: User) -> Membership:
    """Give a person who signed up by themselves a clinic of one, without a therapist."""
    from hipwise.clinic.care.models import Patient  # care builds on people, not the other way round

    clinic = Clinic.objects.create(name="On my own", is_solo=True, time_zone=settings.TIME_ZONE)
    membership = Membership.objects.create(clinic=clinic, user=user, role=Role.PATIENT)
    Patient.objects.create(clinic=clinic, membership=membership, name=user.name or "You")
    _act_as(user, membership)
    return membership


@transaction.atomic
def open_clinic(name: str, time_zone: str, phone: str = "") -> NewInvitation:
    """Make a clinic and the invitation for its first admin. Only the operator of the server does this."""
    clinic = Clinic.objects.create(name=name, time_zone=time_zone, phone=phone)
    return invite(clinic, Role.ADMIN, made_by=None)


def _give_record(
    membership: Membership, user: User, invitation: Invitation, patients: "type[Patient]"
) -> None:
    """Connect the record that the therapist prepared, or begin a new one."""
    if invitation.patient_id is None:
        patients.objects.create(clinic=invitation.clinic, membership=membership, name=user.name or user.email)
        return
    connected = patients.objects.filter(id=invitation.patient_id, membership=None).update(
        membership=membership
    )
    if not connected:
        raise InvitationError("This record already has an account. Ask your clinic for a new link.")


def _act_as(user: User, membership: Membership) -> None:
    user.membership = membership
    user.save(update_fields=["membership"])


def _hash(secret: str) -> str:
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
