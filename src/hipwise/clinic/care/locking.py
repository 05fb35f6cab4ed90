"""The lock: after a red-flag answer nothing may be exercised until a clinician has cleared it."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max

from hipwise.clinic.care.local_time import local_day
from hipwise.clinic.care.models import DecisionRecord, Entry, IntakeRecord, Patient
from hipwise.clinic.care.own_entry import write_entry
from hipwise.clinic.people.models import User
from hipwise.library.catalogue import Catalogue
from hipwise.plan.intake import RED_FLAGS

ESCALATE = "escalate"


class NoteMissingError(ValueError):
    """A lock is cleared only with a note of what was found."""


def flag_cards(flag_ids: Iterable[str], catalogue: Catalogue) -> list[dict[str, Any]]:
    """What a locked page shows of each red flag: what to do, whom to call, and where that comes from."""
    flags = [catalogue.red_flags[flag_id] for flag_id in flag_ids]
    return [
        {
            "id": flag.id,
            "name": flag.name,
            "urgency": flag.urgency,
            "text": flag.action,
            "call": flag.call,
            "suspect": flag.suspect,
            "why": flag.why,
            "source": flag.source,
            "evidence": flag.evidence.value,
        }
        for flag in flags
    ]


def unread_flag_card(catalogue: Catalogue) -> dict[str, Any]:
    """The card of a warning sign that was sent but could not be read: a person has to ask."""
    reason = catalogue.reason("red-flag-unread")
    return {
        "id": reason.rule,
        "name": catalogue.rules[reason.rule].title,
        "urgency": "urgent",
        "text": reason.text,
        "call": "Your therapist or your doctor.",
        "suspect": "",
        "source": reason.source,
        "evidence": reason.evidence.value,
    }


def lock_plan(patient: Patient, flags: Iterable[Mapping[str, Any]], now: datetime) -> None:
    """Lock the patient's plan for these flags and put the patient on the clinician's list.

    Locking twice adds the new flags and keeps the first moment. Runs inside the caller's transaction.
    """
    kept = {flag["id"]: dict(flag) for flag in patient.lock_flags if patient.is_locked}
    kept.update({flag["id"]: dict(flag) for flag in flags})
    patient.locked_since = patient.locked_since or now
    patient.lock_flags = list(kept.values())
    patient.save(update_fields=["locked_since", "lock_flags"])
    day = local_day(patient, now)
    row = DecisionRecord(
        clinic_id=patient.clinic_id,
        patient=patient,
        date=day,
        exercise="",
        kind=ESCALATE,
        decision=_escalation(day.isoformat(), patient.lock_flags),
        status=DecisionRecord.Status.WAITING,
        updated_at=now,
    )
    DecisionRecord.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["clinic", "patient", "date", "exercise", "kind"],
        update_fields=["decision", "status", "updated_at", "decided_by", "decided_at"],
    )


@transaction.atomic
def clear_lock(patient: Patient, clinician: User, note: str, now: datetime) -> None:
    """A clinician has looked at the red flag and opens the plan again. Raises NoteMissingError.

    The clearance goes into the log as well, so that the rules know of it. In an intake that is still being
    answered the cleared questions are asked again: the old answer would lock the plan once more.
    """
    if not note.strip():
        raise NoteMissingError("Write what you found before you open the plan again.")
    DecisionRecord.objects.filter(
        clinic_id=patient.clinic_id, patient=patient, kind=ESCALATE, status=DecisionRecord.Status.WAITING
    ).update(status=DecisionRecord.Status.CLEARED, decided_by=clinician, decided_at=now, note=note.strip())
    flags = [flag["id"] for flag in patient.lock_flags if flag["id"] in RED_FLAGS]
    if flags:
        _log_clearance(patient, clinician, flags, now)
        _forget_answers(patient, flags)
    patient.locked_since = None
    patient.lock_flags = []
    patient.save(update_fields=["locked_since", "lock_flags"])


def _forget_answers(patient: Patient, flags: Iterable[str]) -> None:
    started = IntakeRecord.objects.filter(
        clinic_id=patient.clinic_id, patient=patient, status=IntakeRecord.Status.STARTED
    )
    for record in started:
        record.answers = {key: answer for key, answer in record.answers.items() if key not in flags}
        record.save(update_fields=["answers"])


def _log_clearance(patient: Patient, clinician: User, flags: list[str], now: datetime) -> None:
    """Write the clearance after every answer that it clears, also one from a phone whose clock is ahead."""
    answers = Entry.objects.filter(
        clinic_id=patient.clinic_id,
        patient_id=patient.pk,
        kind__in=("red_flag", "correction"),
        at__gte=now - timedelta(seconds=1),
    )
    last = answers.aggregate(last=Max("at"))["last"]
    at = now if last is None else last + timedelta(seconds=1)
    write_entry(patient, "clearance", at, now, clinician, flags=flags, by=str(clinician))


def _escalation(day: str, flags: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    return {
        "date": day,
        "exercise": None,
        "decision": ESCALATE,
        "change": None,
        "reasons": [
            {"rule": flag["id"], "text": flag["text"], "source": flag["source"], "evidence": flag["evidence"]}
            for flag in flags
        ],
    }
