"""Who may read and change what. Every view asks here, and nowhere else.

A patient sees their own record. A therapist or clinic admin sees the patients of their clinic, and
every such read leaves a line in the read log. Whoever asks for anything else is told it does not exist.
"""

import uuid
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from hipwise.clinic.care.models import DecisionRecord, Patient, ReadAudit
from hipwise.clinic.people.models import Membership, Role, User

View = Callable[..., HttpResponse]


def membership_of(request: HttpRequest) -> Membership:
    """The role in which the signed-in person acts. Raises PermissionDenied without one."""
    user = request.user
    membership = user.membership if isinstance(user, User) else None
    if membership is None or membership.ended_at is not None or membership.user_id != user.pk:
        raise PermissionDenied("no membership in a clinic")
    return membership


def own_record(request: HttpRequest) -> Patient:
    """The signed-in patient's own record. Raises PermissionDenied for everybody else."""
    membership = membership_of(request)
    patient: Patient | None = getattr(membership, "patient", None)
    if membership.role != Role.PATIENT or patient is None:
        raise PermissionDenied("only a patient has a record of their own")
    # Loaded with the user already: no further query for the clinic.
    patient.clinic = membership.clinic
    patient.membership = membership
    return patient


def open_record(request: HttpRequest, patient_id: uuid.UUID, what: str) -> Patient:
    """A patient's record, opened by a clinician of the same clinic; leaves a line in the read log.

    Raises Http404 when there is no such patient in the clinic, PermissionDenied for patients.
    """
    membership = require_clinician(request)
    patient: Patient | None = (
        Patient.objects.visible_to(membership).select_related("clinic").filter(id=patient_id).first()
    )
    if patient is None:
        raise Http404("no such patient in this clinic")
    log_reads(membership, [patient], what)
    return patient


def open_decision(request: HttpRequest, decision_id: uuid.UUID) -> DecisionRecord:
    """A decision about a patient of the clinician's clinic; leaves a line in the read log. Raises Http404."""
    membership = require_clinician(request)
    rows = DecisionRecord.objects.visible_to(membership).select_related("patient__clinic", "revision__intake")
    decision: DecisionRecord | None = rows.filter(id=decision_id).first()
    if decision is None:
        raise Http404("no such decision in this clinic")
    log_reads(membership, [decision.patient], "decision")
    return decision


def own_decision(patient: Patient, decision_id: uuid.UUID) -> DecisionRecord:
    """A decision about the patient themselves. Raises Http404."""
    rows = DecisionRecord.objects.filter(clinic_id=patient.clinic_id, patient_id=patient.pk)
    decision: DecisionRecord | None = (
        rows.select_related("patient__clinic", "revision").filter(id=decision_id).first()
    )
    if decision is None:
        raise Http404("no such decision")
    return decision


def may_invite(membership: Membership, role: Role) -> bool:
    """Clinicians invite patients; only an admin invites clinicians."""
    return membership.role == Role.ADMIN or (membership.is_clinician and role == Role.PATIENT)


def log_reads(membership: Membership, patients: Iterable[Patient], what: str) -> None:
    """Write one line in the read log for each patient whose record the member reads."""
    lines = [
        ReadAudit(
            clinic_id=membership.clinic_id,
            patient=patient,
            reader_id=membership.user_id,
            role=membership.role,
            what=what,
        )
        for patient in patients
        if patient.membership_id != membership.id
    ]
    if lines:
        ReadAudit.objects.bulk_create(lines)


def require_clinician(request: HttpRequest) -> Membership:
    """The membership of a therapist or clinic admin. Raises PermissionDenied for everybody else."""
    membership = membership_of(request)
    if not membership.is_clinician:
        raise PermissionDenied("only a clinician may do this")
    return membership


def for_patients(view: View) -> View:
    """Only a patient may open the view; it receives their record as `patient`."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, own_record(request), *args, **kwargs)

    return guarded


def for_clinicians(view: View) -> View:
    """Only a therapist or clinic admin may open the view; it receives their `membership`."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, require_clinician(request), *args, **kwargs)

    return guarded
