"""Remote monitoring: a clinic switches its counts on, a therapist begins it for a patient and logs minutes.

Nobody's minutes are measured. A therapist logs them, on purpose; the openings of the record only propose a
number. The days with data are counted from what the patient's own device sent.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Sum
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Substr

from hipwise.clinic.care.local_time import clinic_day, local_day, zone_named
from hipwise.clinic.care.models import CareLine, Entry, MonitoringSpell, Patient, ReadAudit
from hipwise.clinic.people.models import Membership, Role, User
from hipwise.follow.calendar_month import CalendarMonth
from hipwise.follow.monitoring import CareKind, CareTime, Spell, minutes_between_openings
from hipwise.library.catalogue import Catalogue

KIND_WORDS = {
    CareKind.REVIEW: "Looked at the record",
    CareKind.MESSAGE: "Wrote or read messages",
    CareKind.TALK: "Talked live, by phone or video",
    CareKind.SET_UP: "Set up and showed how it works",
}
# A correction says nothing new of its day; the others only a clinician logs.
_NOT_DATA = ("correction", "clearance", "go_ahead")
_DATE_SIGNS = 10


class MonitoringError(ValueError):
    """Something that cannot be counted so; the text says why."""


def switch_monitoring(membership: Membership, is_on: bool) -> None:
    """Switch the counts of the clinic on or off. Raises MonitoringError for all but a clinic admin."""
    if membership.role != Role.ADMIN:
        raise MonitoringError("Only a clinic admin switches the counts on or off.")
    membership.clinic.counts_monitoring = is_on
    membership.clinic.save(update_fields=["counts_monitoring"])


def begin_monitoring(patient: Patient, author: User, now: datetime) -> MonitoringSpell:
    """Count for this patient from today on, their day. Raises MonitoringError."""
    _check_on(patient)
    if patient.membership_id is None:
        raise MonitoringError(
            "This person has no account yet and could send nothing. Send an invitation first."
        )
    day = local_day(patient, now)
    try:
        with transaction.atomic():
            spell: MonitoringSpell = MonitoringSpell.objects.create(
                clinic_id=patient.clinic_id, patient=patient, begun_on=day, begun_by=author
            )
    except IntegrityError:
        raise MonitoringError("It is counted already.") from None
    return spell


@transaction.atomic
def end_monitoring(patient: Patient, author: User, now: datetime) -> None:
    """Count up to today, their day, and no further. Raises MonitoringError when nothing is counted."""
    going = MonitoringSpell.objects.filter(clinic_id=patient.clinic_id, patient=patient, ended_on=None)
    if not going.update(ended_on=local_day(patient, now), ended_by=author):
        raise MonitoringError("Nothing is counted for this person.")


@transaction.atomic
def log_care(
    patient: Patient, author: User, given: Mapping[str, str], catalogue: Catalogue, now: datetime
) -> CareLine:
    """Log `minutes` of a `kind` `on` a day; the same `id` again changes nothing. Raises MonitoringError."""
    _check_on(patient)
    line_id = _id_of(given.get("id", ""))
    told = {
        "clinic_id": patient.clinic_id,
        "patient": patient,
        "author": author,
        "on": _day_of(given.get("on", ""), patient, catalogue, now),
        "minutes": _minutes_of(given.get("minutes", ""), catalogue),
        "kind": _kind_of(given.get("kind", "")).value,
        "logged_at": now,
    }
    line: CareLine = CareLine.objects.get_or_create(id=line_id, defaults=told)[0]
    if line.patient_id != patient.pk:
        raise MonitoringError("Open the page again, then log it.")
    return line


def take_back_care(patient: Patient, line_id: str, person: User, now: datetime) -> None:
    """Take back a line that was logged by mistake; it stays readable. Raises MonitoringError."""
    rows = CareLine.objects.filter(clinic_id=patient.clinic_id, patient=patient, taken_back_at=None)
    if not rows.filter(pk=_id_of(line_id)).update(taken_back_at=now, taken_back_by=person):
        raise MonitoringError("This line is not there, or was taken back already.")


def proposed_minutes(
    patient: Patient, reader: User, lines: Iterable[CareLine], catalogue: Catalogue, now: datetime
) -> int:
    """Minutes between the openings of the record by `reader` today, but those in `lines`. One query."""
    today = clinic_day(patient.clinic, now)
    begun = datetime.combine(today, time.min, zone_named(patient.clinic.time_zone))
    reads = ReadAudit.objects.filter(
        clinic_id=patient.clinic_id, patient_id=patient.pk, at__gte=begun, reader=reader
    )
    openings = list(reads.order_by("at").values_list("at", flat=True))
    own = [line for line in lines if line.on == today and line.author_id == reader.pk]
    logged = sum(each.minutes for each in care_times(own))
    return max(0, minutes_between_openings(openings, catalogue) - logged)


def days_with_data(patient_ids: Sequence[Any], first: date, last: date) -> dict[Any, frozenset[date]]:
    """For each patient the days of their device on which they sent something, of those days. One query."""
    since = datetime.combine(first, time.min, UTC) - timedelta(days=1)
    until = datetime.combine(last, time.min, UTC) + timedelta(days=2)
    rows = Entry.objects.filter(patient_id__in=patient_ids, at__gte=since, at__lt=until)
    told = rows.filter(author_id=F("patient__membership__user_id")).exclude(kind__in=_NOT_DATA)
    days = told.annotate(day=Substr(KeyTextTransform("at", "payload"), 1, _DATE_SIGNS))
    found: dict[Any, set[date]] = {patient_id: set() for patient_id in patient_ids}
    for patient_id, day in days.order_by().values_list("patient_id", "day").distinct():
        found[patient_id].add(date.fromisoformat(day))
    return {person: frozenset(day for day in days if first <= day <= last) for person, days in found.items()}


def spell_of(row: MonitoringSpell) -> Spell:
    """The spell as a value."""
    return Spell(row.begun_on, row.ended_on)


def care_times(lines: Iterable[CareLine]) -> list[CareTime]:
    """What counts of these lines: all but those that were taken back."""
    return [CareTime(row.on, row.minutes, CareKind(row.kind)) for row in lines if row.taken_back_at is None]


def care_sums(patient_ids: Sequence[Any], month: CalendarMonth) -> Mapping[Any, Sequence[CareTime]]:
    """The same of the month for each patient, summed by day and kind in the database. One query."""
    lines = CareLine.objects.filter(patient_id__in=patient_ids, on__gte=month.first, on__lte=month.last)
    by_day = lines.filter(taken_back_at=None).values("patient_id", "on", "kind")
    sums = by_day.annotate(total=Sum("minutes")).order_by()
    found: dict[Any, list[CareTime]] = {patient_id: [] for patient_id in patient_ids}
    for row in sums:
        found[row["patient_id"]].append(CareTime(row["on"], row["total"], CareKind(row["kind"])))
    return found


def _check_on(patient: Patient) -> None:
    if not patient.clinic.counts_monitoring:
        raise MonitoringError("The counts are switched off. A clinic admin switches them on.")


def _id_of(given: str) -> uuid.UUID:
    try:
        return uuid.UUID(given)
    except ValueError:
        raise MonitoringError("Open the page again, then log it.") from None


def _kind_of(given: str) -> CareKind:
    try:
        return CareKind(given)
    except ValueError:
        raise MonitoringError("Choose what you did.") from None


def _minutes_of(given: str, catalogue: Catalogue) -> int:
    most = int(catalogue.setting("monitoring.most_minutes"))
    plain = given.strip()
    if not (
        plain.isascii() and plain.isdecimal() and len(plain) <= len(str(most)) and 1 <= int(plain) <= most
    ):
        raise MonitoringError(f"Write whole minutes from 1 to {most}.")
    return int(plain)


def _day_of(given: str, patient: Patient, catalogue: Catalogue, now: datetime) -> date:
    today = clinic_day(patient.clinic, now)
    back = int(catalogue.setting("monitoring.back_days"))
    try:
        day = date.fromisoformat(given.strip()) if given.strip() else today
    except ValueError:
        raise MonitoringError("Choose a day.") from None
    if not today - timedelta(days=back) <= day <= today:
        raise MonitoringError(f"Choose today, or one of the {back} days before it.")
    return day
