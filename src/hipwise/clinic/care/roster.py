"""The people under a clinic's care: the list, a new patient, a note."""

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import OuterRef, Prefetch, Subquery
from django.urls import reverse

from hipwise.clinic.care.access import log_reads
from hipwise.clinic.care.local_time import local_day, short_day_words, zone_of
from hipwise.clinic.care.models import Entry, IntakeRecord, Note, Patient, PlanRevision
from hipwise.clinic.care.today import HIP_WORDS, programme_week
from hipwise.clinic.people.models import Membership, User

_LONGEST_NAME = 80
_LONGEST_NOTE = 4000
_A_PAGE = 40
STATE_WORDS = {
    "locked": "Red flag, locked",
    "active": "Plan in force",
    "waiting": "Waits for your signature",
    "blocked": "No plan possible yet",
    "intake": "Questions open",
    "invited": "No account yet",
}


class RosterError(ValueError):
    """Something that cannot be added; the text says what was expected."""


@transaction.atomic
def add_patient(membership: Membership, name: str) -> Patient:
    """Begin a record for a new patient; the account comes later, by invitation. Raises RosterError."""
    name = " ".join(name.split())
    if not name or len(name) > _LONGEST_NAME:
        raise RosterError(f"Write a name of at most {_LONGEST_NAME} signs.")
    created: Patient = Patient.objects.create(clinic_id=membership.clinic_id, name=name)
    return created


@transaction.atomic
def add_note(patient: Patient, author: User, text: str) -> Note:
    """Add a clinician's note. Raises RosterError."""
    text = text.strip()
    if not text or len(text) > _LONGEST_NOTE:
        raise RosterError(f"Write a note of at most {_LONGEST_NOTE} signs.")
    created: Note = Note.objects.create(
        clinic_id=patient.clinic_id, patient=patient, author=author, text=text
    )
    return created


def roster_page(membership: Membership, search: str, page: int, now: datetime) -> dict[str, Any]:
    """Template therapist/patients.html; six queries: one page of the patients, by name.

    `patients` (one line each; every line leaves its trace in the read log), `people` (found), `search`,
    `page`, `pages`. `search` is a part of a name.
    """
    search = " ".join(search.split())[:_LONGEST_NAME]
    found = Paginator(clinic_patients(membership).filter(name__icontains=search), _A_PAGE)
    shown = found.get_page(page)
    patients = list(shown)
    log_reads(membership, patients, "list")
    return {
        "patients": [_row(patient, now) for patient in patients],
        "people": found.count,
        "search": search,
        "page": shown.number,
        "pages": found.page_range,
    }


def clinic_patients(membership: Membership) -> Any:
    """The clinic's patients with their last entry, newest intake and working revisions; three queries."""
    last_entry = Entry.objects.filter(clinic_id=OuterRef("clinic_id"), patient_id=OuterRef("pk"))
    working = (
        PlanRevision.objects.exclude(status=PlanRevision.Status.SUPERSEDED)
        .select_related("intake")
        .defer("plan", "history", "intake__answers", "intake__known", "intake__screening")
    )
    newest = IntakeRecord.objects.order_by("-number").defer("answers", "known", "screening")
    return (
        Patient.objects.visible_to(membership)
        .select_related("clinic")
        .annotate(last_at=Subquery(last_entry.order_by("-at").values("at")[:1]))
        .prefetch_related(
            Prefetch("revisions", queryset=working, to_attr="working"),
            Prefetch("intakes", queryset=newest, to_attr="all_intakes"),
        )
        .order_by("name", "id")
    )


def signed_of(patient: Patient) -> PlanRevision | None:
    """The revision in force among those that `clinic_patients` loaded."""
    return next((r for r in patient.working if r.status == PlanRevision.Status.SIGNED), None)  # type: ignore[attr-defined]


def _row(patient: Any, now: datetime) -> dict[str, Any]:
    signed = signed_of(patient)
    intake = patient.all_intakes[0] if patient.all_intakes else None
    answers = (intake.intake or {}) if intake else {}
    day = local_day(patient, now)
    last = patient.last_at
    state = _state(patient, signed, intake)
    return {
        "id": str(patient.pk),
        "name": patient.name,
        "url": reverse("patient-record", args=(patient.pk,)),
        "state": state,
        "state_words": STATE_WORDS[state],
        "side_words": HIP_WORDS.get(answers.get("symptomatic_side", ""), ""),
        "week": programme_week(signed.intake, day) if signed else None,
        "last_entry_words": short_day_words(last.astimezone(zone_of(patient)).date()) if last else "",
    }


def _state(patient: Any, signed: PlanRevision | None, intake: IntakeRecord | None) -> str:
    if patient.is_locked:
        return "locked"
    if len(patient.working) > (1 if signed else 0):
        return "waiting"
    if signed is not None:
        return "active"
    if intake is None and patient.membership_id is None:
        return "invited"
    if intake is not None and intake.status == IntakeRecord.Status.FINISHED:
        return "blocked"
    return "intake"
