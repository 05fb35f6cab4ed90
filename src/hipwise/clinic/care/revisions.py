"""Which plan is in force, and which one is being worked on."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Max, OuterRef, Q, Subquery

from hipwise.clinic.care.local_time import zone_of
from hipwise.clinic.care.models import IntakeRecord, Patient, PlanRevision
from hipwise.plan.in_force import PlansInForce
from hipwise.plan.plan import plan_from_mapping

# A page looks back over weeks, and a plan changes a few times a week at most.
_MOST_SIGNED = 40
# A revision that waits for a signature.
OPEN = (PlanRevision.Status.PROPOSED, PlanRevision.Status.DRAFT)


_LAST_NUMBER = Subquery(
    PlanRevision.objects.filter(clinic_id=OuterRef("clinic_id"), patient_id=OuterRef("patient_id"))
    .order_by("-number")
    .values("number")[:1]
)


def last_number(revision: PlanRevision) -> int:
    """The highest number among the patient's revisions, read together with this one."""
    return int(getattr(revision, "last_number", revision.number))


def with_last_number(rows: Any) -> Any:
    """The same query, with the highest number among the patient's revisions beside each row."""
    return rows.annotate(last_number=_LAST_NUMBER)


def signed_revision(patient: Patient) -> PlanRevision | None:
    """The revision in force with its intake, or None."""
    found: PlanRevision | None = (
        PlanRevision.objects.filter(
            clinic_id=patient.clinic_id, patient_id=patient.pk, status=PlanRevision.Status.SIGNED
        )
        .select_related("intake", "signed_by")
        .annotate(last_number=_LAST_NUMBER)
        .first()
    )
    return _of(patient, found)


def _of(patient: Patient, revision: PlanRevision | None) -> PlanRevision | None:
    """The revision with the patient who is loaded already, so that nobody asks for them again."""
    if revision is not None:
        revision.patient = patient
        revision.intake.patient = patient
    return revision


def open_revision(patient: Patient) -> PlanRevision | None:
    """The proposal or draft with its intake, or None."""
    found: PlanRevision | None = (
        PlanRevision.objects.filter(clinic_id=patient.clinic_id, patient_id=patient.pk, status__in=OPEN)
        .select_related("intake")
        .first()
    )
    return _of(patient, found)


def working_revisions(patient: Patient) -> tuple[PlanRevision | None, PlanRevision | None]:
    """The revision in force and the open one, in one query; either may be None."""
    rows = PlanRevision.objects.filter(
        clinic_id=patient.clinic_id,
        patient_id=patient.pk,
        status__in=(PlanRevision.Status.SIGNED, *OPEN),
    )
    rows = rows.select_related("intake", "signed_by").annotate(last_number=_LAST_NUMBER)
    by_signed = {row.status == PlanRevision.Status.SIGNED: row for row in rows}
    return _of(patient, by_signed.get(True)), _of(patient, by_signed.get(False))


@dataclass(frozen=True, slots=True)
class Revisions:
    """The plan in force, the open one, and the signed plans over time; each may be missing."""

    signed: PlanRevision | None
    open_: PlanRevision | None
    in_force: PlansInForce | None


def revisions_over_time(patient: Patient) -> Revisions:
    """The patient's latest revisions; one query."""
    rows = PlanRevision.objects.filter(clinic_id=patient.clinic_id, patient_id=patient.pk)
    rows = rows.filter(Q(signed_at__isnull=False) | Q(status__in=OPEN)).select_related("intake", "signed_by")
    latest = list(rows.order_by("-number")[:_MOST_SIGNED])[::-1]
    return Revisions(
        signed=next((row for row in latest if row.status == PlanRevision.Status.SIGNED), None),
        open_=next((row for row in latest if row.status in OPEN), None),
        in_force=plans_in_force(patient, [row for row in latest if row.status not in OPEN]),
    )


def plans_until(patient: Patient, last: date) -> tuple[PlansInForce | None, IntakeRecord | None]:
    """The plans in force up to that day, and the answers behind the last of them; one query."""
    rows = PlanRevision.objects.filter(clinic_id=patient.clinic_id, patient_id=patient.pk)
    ends = datetime.combine(last + timedelta(days=1), time.min, zone_of(patient))
    latest = list(rows.filter(signed_at__lt=ends).select_related("intake").order_by("-number")[:_MOST_SIGNED])
    signed = latest[::-1]
    return plans_in_force(patient, signed), signed[-1].intake if signed else None


def plans_in_force(patient: Patient, signed: Sequence[PlanRevision]) -> PlansInForce | None:
    """These signed revisions, the oldest first, as the plans of the patient's days; None without any."""
    if not signed:
        return None
    zone = zone_of(patient)
    since = tuple(row.signed_at.astimezone(zone).date() for row in signed if row.signed_at)
    return PlansInForce(since, tuple(plan_from_mapping(row.plan, "a signed plan") for row in signed))


def next_number(patient: Patient) -> int:
    """The number of the patient's next revision."""
    rows = PlanRevision.objects.filter(clinic_id=patient.clinic_id, patient_id=patient.pk)
    return int(rows.aggregate(last=Max("number"))["last"] or 0) + 1


def content_mark(revision: PlanRevision) -> str:
    """A short mark of what a revision says now: who signs states with it what was read."""
    said = json.dumps([str(revision.intake_id), revision.plan], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:16]
