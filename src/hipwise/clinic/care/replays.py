"""Recordings of sets for a replay: only with the patient's consent, for a time, deleted when they say so.

There are no pictures: what is kept are points of the body (`coach.packed_recording`).
"""

import uuid
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from hipwise.clinic.care.local_time import local_day
from hipwise.clinic.care.models import Entry, Patient, RecordingDeletion, ReplayConsent, SetRecording
from hipwise.clinic.people.models import Clinic, Membership, Role, User
from hipwise.coach.landmarks import RecordingError
from hipwise.coach.packed_recording import unpack_recording
from hipwise.library.catalogue import Catalogue

_SETTING = "replay.keep_days"
# How many are named in a list; a person does some ten sets a day.
_SHOWN = 60


class NotSharedError(PermissionError):
    """The patient has not allowed recordings, or there is nobody to look at them."""


class NoSetError(LookupError):
    """The set that a recording belongs to is not there (yet)."""


class KeepDaysError(ValueError):
    """A time to keep recordings that is not possible; the text says why."""


def may_share(patient: Patient) -> bool:
    """Is there a therapist who could look at a replay?"""
    return not patient.clinic.is_solo


def replay_state(patient: Patient) -> str:
    """`off` where nobody could look, `unasked`, `yes` or `no`."""
    if not may_share(patient):
        return "off"
    if patient.shares_replays is None:
        return "unasked"
    return "yes" if patient.shares_replays else "no"


@transaction.atomic
def answer_consent(patient: Patient, is_given: bool, author: User, now: datetime) -> int:
    """Keep the patient's answer. Taking it back deletes every recording; answers how many there were."""
    if is_given and not may_share(patient):
        raise NotSharedError("expected a clinic with a therapist, found a person alone")
    ReplayConsent.objects.create(
        clinic_id=patient.clinic_id, patient=patient, is_given=is_given, author=author, at=now
    )
    patient.shares_replays = is_given
    patient.save(update_fields=["shares_replays"])
    if is_given:
        return 0
    rows = SetRecording.objects.filter(clinic_id=patient.clinic_id, patient_id=patient.pk)
    return _delete(rows, RecordingDeletion.Why.WITHDRAWN, author, now)


def keep_recording(
    patient: Patient,
    entry_id: uuid.UUID,
    packet: bytes,
    catalogue: Catalogue,
    now: datetime,
    range_share: float = 1.0,
) -> SetRecording:
    """Keep the recording of a set that was logged; the same set posted again changes nothing.

    `range_share` (0-1) is how much of the way the plan asked for.
    Raises NotSharedError, NoSetError, and RecordingError about a packet that is no recording.
    """
    if not may_share(patient) or not patient.shares_replays:
        raise NotSharedError("expected the patient's consent to replays, found none")
    of_patient = {"clinic_id": patient.clinic_id, "patient_id": patient.pk}
    entry = Entry.objects.filter(**of_patient, client_id=entry_id, kind="set").first()
    if entry is None:
        raise NoSetError(f"expected a set that was logged, found none with the id {entry_id}")
    unpacked = unpack_recording(packet)
    if not unpacked.recording.times_s:
        raise RecordingError("packet", "at least one moment", "none")
    purge_recordings(catalogue, now, [patient.clinic])
    row = SetRecording(
        clinic_id=patient.clinic_id,
        patient=patient,
        entry_id=entry_id,
        exercise=entry.payload["exercise"],
        side=entry.payload["side"],
        set_number=entry.payload["set"],
        repetitions=entry.payload["repetitions"],
        at=entry.at,
        received_at=now,
        seconds=unpacked.recording.seconds,
        range_share=min(1.0, max(0.0, range_share)),
        packet=packet,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        kept: SetRecording = SetRecording.objects.get(**of_patient, entry_id=entry_id)
        return kept
    return row


def keep_days(clinic: Clinic, catalogue: Catalogue) -> int:
    """How long the clinic keeps recordings, days."""
    return clinic.replay_days or int(catalogue.setting(_SETTING))


def set_keep_days(membership: Membership, given: str, catalogue: Catalogue, now: datetime) -> int:
    """Let the clinic keep recordings for so many days; empty is the usual time. What is older is deleted now.

    Answers how many were deleted. Raises KeepDaysError, also for all but a clinic admin.
    """
    if membership.role != Role.ADMIN:
        raise KeepDaysError("Only a clinic admin sets how long replays are kept.")
    clinic, setting = membership.clinic, catalogue.settings[_SETTING]
    low, high = int(setting.low or 1), int(setting.high or 1)
    if given.strip() and not (given.strip().isdecimal() and low <= int(given) <= high):
        raise KeepDaysError(f"Write a number of days from {low} to {high}, or leave it empty.")
    clinic.replay_days = int(given) if given.strip() else None
    clinic.save(update_fields=["replay_days"])
    return purge_recordings(catalogue, now, [clinic])


def keep_until(recording: SetRecording, patient: Patient, catalogue: Catalogue) -> date:
    """The last day on which the recording is there, in the patient's zone."""
    return local_day(patient, recording.at + timedelta(days=keep_days(patient.clinic, catalogue)))


def recordings_of(patient: Patient, catalogue: Catalogue, now: datetime) -> list[SetRecording]:
    """The patient's recordings whose time is not over, without their points, the newest first."""
    return list(_standing(patient, catalogue, now).defer("packet").order_by("-at", "-id")[:_SHOWN])


def recording_of(
    patient: Patient, recording_id: uuid.UUID, catalogue: Catalogue, now: datetime
) -> SetRecording | None:
    """One recording whose time is not over, with its points."""
    found: SetRecording | None = _standing(patient, catalogue, now).filter(pk=recording_id).first()
    return found


@transaction.atomic
def delete_recording(patient: Patient, recording_id: uuid.UUID, author: User, now: datetime) -> bool:
    """The patient deletes one of their recordings; False when there is none."""
    rows = SetRecording.objects.filter(clinic_id=patient.clinic_id, patient_id=patient.pk, pk=recording_id)
    return _delete(rows, RecordingDeletion.Why.PATIENT, author, now) > 0


@transaction.atomic
def purge_recordings(catalogue: Catalogue, now: datetime, clinics: Iterable[Clinic] | None = None) -> int:
    """Delete what was kept for its time, in all clinics or these; answers how many there were."""
    gone = 0
    for clinic in Clinic.objects.all() if clinics is None else clinics:
        oldest = now - timedelta(days=keep_days(clinic, catalogue))
        rows = SetRecording.objects.filter(clinic=clinic, at__lt=oldest)
        gone += _delete(rows, RecordingDeletion.Why.RETENTION, None, now)
    return gone


def _standing(patient: Patient, catalogue: Catalogue, now: datetime) -> Any:
    oldest = now - timedelta(days=keep_days(patient.clinic, catalogue))
    return SetRecording.objects.filter(clinic_id=patient.clinic_id, patient_id=patient.pk, at__gte=oldest)


def _delete(rows: Any, why: RecordingDeletion.Why, author: User | None, now: datetime) -> int:
    """Delete rows and leave a line for each."""
    found = list(rows.defer("packet"))
    if not found:
        return 0
    RecordingDeletion.objects.bulk_create(
        RecordingDeletion(
            clinic_id=row.clinic_id,
            patient_id=row.patient_id,
            recording_id=row.pk,
            exercise=row.exercise,
            recorded_at=row.at,
            why=why,
            author=author,
            at=now,
        )
        for row in found
    )
    SetRecording.objects.filter(pk__in=[row.pk for row in found]).delete()
    return len(found)
