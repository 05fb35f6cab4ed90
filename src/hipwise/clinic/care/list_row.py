"""The rows of the therapist's list: worked out for each patient, kept, worked out again when they are old.

A row is old when something has happened to the patient since, or on the patient's next day. Whoever changes
a record marks the row of its patient (`row_marks`); working it out reads the log and asks the rules.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from hipwise.clinic.care.case_file import CaseFile, read_case_files
from hipwise.clinic.care.desk_needs import desk_needs, standing_rows
from hipwise.clinic.care.list_order import old_of, read_positions
from hipwise.clinic.care.local_time import local_day
from hipwise.clinic.care.models import ListRow, Patient
from hipwise.clinic.care.standing_facts import standing_facts
from hipwise.clinic.care.stored_need import (
    memory_of_mapping,
    memory_to_mapping,
    need_of_mapping,
    need_to_mapping,
)
from hipwise.clinic.people.models import CLINICIANS, Membership
from hipwise.follow.list_memory import ListMemory, Shown, choose, put_aside
from hipwise.follow.need import Need
from hipwise.library.catalogue import Catalogue

_WORKED_OUT = (
    "seen_version",
    "seen_on",
    "urgency",
    "place",
    "size",
    "later_count",
    "aside_count",
    "row",
    "memory",
    "facts",
)


class AsideError(ValueError):
    """Something that cannot be put aside so; the text says why."""


def old_rows(membership: Membership, now: datetime) -> list[UUID]:
    """The patients whose row is old, the locked ones first, then those to whom something has happened.

    One query.
    """
    return old_of(read_positions(membership, now))


def work_out_all(membership: Membership, now: datetime, catalogue: Catalogue) -> int:
    """Work out every old row of the clinic; returns how many."""
    old = old_rows(membership, now)
    for start in range(0, len(old), AT_ONCE):
        work_out(membership, old[start : start + AT_ONCE], now, catalogue)
    return len(old)


def work_out_everywhere(now: datetime, catalogue: Catalogue) -> int:
    """Work out every old row of every clinic where somebody reads the list; returns how many."""
    clinicians = Membership.objects.filter(role__in=CLINICIANS, ended_at=None).select_related("clinic")
    one_each = {member.clinic_id: member for member in clinicians.order_by("joined_at")}
    return sum(work_out_all(member, now, catalogue) for member in one_each.values())


# So many rows are worked out in one request, each some 10 ms.
AT_ONCE = 20


@transaction.atomic
def work_out(
    membership: Membership, patient_ids: Iterable[UUID], now: datetime, catalogue: Catalogue
) -> None:
    """Work out the rows of these patients anew. Eight queries, one more for patients without a row."""
    patients = list(_with_rows(membership, list(patient_ids)))
    rows = [_worked_out(file, catalogue) for file in read_case_files(patients, now)]
    ListRow.objects.bulk_update(rows, _WORKED_OUT)


def _with_rows(membership: Membership, ids: Sequence[UUID]) -> Sequence[Patient]:
    """The patients with their rows. The version is read before anything that it speaks of."""
    wanted = Patient.objects.visible_to(membership).filter(pk__in=ids).select_related("clinic", "list_row")
    patients = list(wanted)
    without = [patient for patient in patients if not hasattr(patient, "list_row")]
    if not without:
        return patients
    made = [ListRow(patient=patient, clinic_id=patient.clinic_id) for patient in without]
    ListRow.objects.bulk_create(made, ignore_conflicts=True)
    return list(wanted.all())


def _worked_out(file: CaseFile, catalogue: Catalogue) -> ListRow:
    row: ListRow = file.patient.list_row
    memory = memory_of_mapping(row.memory)
    shown = choose(desk_needs(file, catalogue), memory, file.today, catalogue)
    row.seen_version, row.seen_on = row.version, file.today
    row.urgency = shown.need.urgency.value if shown.need else ""
    row.place = shown.need.place.value if shown.need else 0
    row.size = shown.need.size if shown.need else 0.0
    row.later_count, row.aside_count = len(shown.later), len(shown.aside)
    row.row, row.memory = _row(file, shown), memory_to_mapping(shown.memory)
    row.facts = standing_facts(file, catalogue)
    return row


def _row(file: CaseFile, shown: Shown) -> dict[str, Any]:
    return {
        "need": need_to_mapping(shown.need) if shown.need else None,
        "also": [need_to_mapping(need) for need in shown.also],
        "later": [need_to_mapping(need) for need in shown.later],
        "aside": [need_to_mapping(need) for need in shown.aside],
        "next_on": shown.next_on.isoformat() if shown.next_on else None,
        "decision": _decision(file, shown.need),
    }


def _decision(file: CaseFile, need: Need | None) -> str | None:
    """The id of the decision that the list can accept."""
    if need is None or need.step != "accept":
        return None
    about = need.exercise or ""
    return next((str(row.pk) for row in standing_rows(file) if row.exercise == about), None)


@transaction.atomic
def put_need_aside(patient: Patient, key: str, days: int, now: datetime, catalogue: Catalogue) -> Need:
    """Put a need of the row aside for some days; it comes back by itself. Raises AsideError."""
    row = ListRow.objects.select_for_update().filter(patient_id=patient.pk).first()
    need = _named(row, key)
    if row is None or need is None:
        raise AsideError("This is not on the list any more. Open the list again.")
    today = local_day(patient, now)
    memory = memory_of_mapping(row.memory)
    try:
        kept = put_aside(need, today + timedelta(days=days), memory, today, catalogue)
    except ValueError:
        raise AsideError("This cannot be put aside for so long. Choose fewer days.") from None
    _remember(row, kept)
    return need


@transaction.atomic
def take_back(patient: Patient, key: str) -> None:
    """Bring back what was put aside."""
    row = ListRow.objects.select_for_update().filter(patient_id=patient.pk).first()
    if row is None:
        return
    memory = memory_of_mapping(row.memory)
    asides = tuple(aside for aside in memory.asides if aside.key != key)
    _remember(row, ListMemory(memory.raised, memory.raised_on, asides))


def _remember(row: ListRow, memory: ListMemory) -> None:
    row.memory, row.version = memory_to_mapping(memory), row.version + 1
    row.save(update_fields=["memory", "version"])


def _named(row: ListRow | None, key: str) -> Need | None:
    if row is None or not row.row.get("need"):
        return None
    stored = (row.row["need"], *row.row["also"])
    return next((need for need in map(need_of_mapping, stored) if need.key == key), None)
