"""Marks a patient's row of the list as old, whenever a record of the patient changes.

What is saved row by row is heard of by itself; what is written in bulk says so where it is written.
"""

from typing import Any
from uuid import UUID

from django.db.models import F
from django.db.models.signals import post_save

from hipwise.clinic.care.models import (
    DecisionRecord,
    Entry,
    IntakeRecord,
    ListRow,
    Patient,
    PatientGoal,
    PlanRevision,
)

_OF_PATIENT = (DecisionRecord, Entry, IntakeRecord, PatientGoal)
_BY_RULE = (PlanRevision.Authority.RULE, PlanRevision.Authority.DELEGATED)
# Keeping these says nothing new about the patient, or stands in the list at once (messages).
_LOCK = frozenset({"locked_since", "lock_flags"})
_SAYS_NOTHING = frozenset(
    {"log_start", "voice", "beeps", "history", "step", "unread_messages", "open_messages", "warned_at"}
)


def mark_row(patient_id: UUID) -> None:
    """Something has happened to the patient: the row is old. One query, in the caller's transaction.

    A patient without a row is looked at anyway.
    """
    ListRow.objects.filter(patient_id=patient_id).update(version=F("version") + 1)


def connect_marks() -> None:
    """Hear of every saved record; connecting twice changes nothing."""
    for model in _OF_PATIENT:
        post_save.connect(_mark_of_record, sender=model, dispatch_uid=f"row-mark-{model.__name__}")
    post_save.connect(_mark_of_revision, sender=PlanRevision, dispatch_uid="row-mark-PlanRevision")
    post_save.connect(_mark_of_patient, sender=Patient, dispatch_uid="row-mark-Patient")


def _mark_of_record(instance: Any, update_fields: frozenset[str] | None = None, **_: Any) -> None:
    if not _is_silent(update_fields):
        mark_row(instance.patient_id)


def _mark_of_revision(instance: PlanRevision, update_fields: frozenset[str] | None = None, **_: Any) -> None:
    """What is replaced is followed by what replaces it; what rules change follows an entry, which marks."""
    was_in_force = instance.status == PlanRevision.Status.SUPERSEDED and instance.signed_at is not None
    follows = instance.authority in _BY_RULE or was_in_force
    if not follows and not _is_silent(update_fields):
        mark_row(instance.patient_id)


def _mark_of_patient(
    instance: Patient, created: bool, update_fields: frozenset[str] | None = None, **_: Any
) -> None:
    # A lock is shown from the patient's own record, at once; only its end says something new.
    locks = instance.is_locked and update_fields is not None and update_fields <= _LOCK
    if not created and not locks and not _is_silent(update_fields):
        mark_row(instance.pk)


def _is_silent(update_fields: frozenset[str] | None) -> bool:
    return update_fields is not None and update_fields <= _SAYS_NOTHING
