"""Which plan is in force, and which one is being worked on."""

from django.db.models import Max, OuterRef, Subquery

from hipwise.clinic.care.models import Patient, PlanRevision

_OPEN = (PlanRevision.Status.PROPOSED, PlanRevision.Status.DRAFT)


_LAST_NUMBER = Subquery(
    PlanRevision.objects.filter(clinic_id=OuterRef("clinic_id"), patient_id=OuterRef("patient_id"))
    .order_by("-number")
    .values("number")[:1]
)


def last_number(revision: PlanRevision) -> int:
    """The highest number among the patient's revisions, read together with this one."""
    return int(getattr(revision, "last_number", revision.number))


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
    return found


def open_revision(patient: Patient) -> PlanRevision | None:
    """The proposal or draft with its intake, or None."""
    found: PlanRevision | None = (
        PlanRevision.objects.filter(clinic_id=patient.clinic_id, patient_id=patient.pk, status__in=_OPEN)
        .select_related("intake")
        .first()
    )
    return found


def working_revisions(patient: Patient) -> tuple[PlanRevision | None, PlanRevision | None]:
    """The revision in force and the open one, in one query; either may be None."""
    rows = PlanRevision.objects.filter(
        clinic_id=patient.clinic_id,
        patient_id=patient.pk,
        status__in=(PlanRevision.Status.SIGNED, *_OPEN),
    )
    rows = rows.select_related("intake", "signed_by").annotate(last_number=_LAST_NUMBER)
    by_signed = {row.status == PlanRevision.Status.SIGNED: row for row in rows}
    return by_signed.get(True), by_signed.get(False)


def next_number(patient: Patient) -> int:
    """The number of the patient's next revision."""
    rows = PlanRevision.objects.filter(clinic_id=patient.clinic_id, patient_id=patient.pk)
    return int(rows.aggregate(last=Max("number"))["last"] or 0) + 1
