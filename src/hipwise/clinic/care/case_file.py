"""What the list has to know of each patient: plans, decisions, log and goals, read for many at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import Q

from hipwise.clinic.care.goals import goals_due
from hipwise.clinic.care.local_time import local_day
from hipwise.clinic.care.models import (
    DecisionRecord,
    Entry,
    IntakeRecord,
    Patient,
    PatientGoal,
    PlanRevision,
)
from hipwise.clinic.care.recent_log import WINDOW, kept_logs
from hipwise.clinic.care.revisions import OPEN, plans_in_force
from hipwise.clinic.care.self_contained import self_contained
from hipwise.library.catalogue import Catalogue
from hipwise.plan.history import Log
from hipwise.plan.in_force import PlansInForce
from hipwise.plan.intake import Intake, parse_intake
from hipwise.plan.log_start import STANDING_KINDS
from hipwise.plan.plan import Plan, plan_from_mapping

# Far enough back for repeated steps back.
_DECISIONS = timedelta(days=42)


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One patient with what the list needs of them. `answers` are the latest finished questions.

    `signed` is in force, `open_` waits for a signature; each may be missing.
    """

    patient: Patient
    today: date
    signed: PlanRevision | None
    open_: PlanRevision | None
    answers: IntakeRecord | None
    plans: PlansInForce | None
    decisions: tuple[DecisionRecord, ...]
    payloads: tuple[Mapping[str, Any], ...]
    goals: tuple[PatientGoal, ...]

    @property
    def plan(self) -> Plan:
        """The plan in force. Raises ValueError without one."""
        if self.signed is None:
            raise ValueError("expected a signed plan, got none; ask for `signed` first")
        return self.plans.present if self.plans else plan_from_mapping(self.signed.plan, "the signed plan")

    @property
    def intake(self) -> Intake:
        """The answers behind the plan in force. Raises ValueError without one."""
        if self.signed is None:
            raise ValueError("expected a signed plan, got none; ask for `signed` first")
        return parse_intake(self.signed.intake.stated, "the stored intake")

    def log(self, catalogue: Catalogue) -> Log:
        """The log of the last weeks, with every test, score and warning sign before."""
        return kept_logs.read((self.patient.pk, "list"), self_contained(self.payloads), catalogue)


def read_case_files(patients: Sequence[Patient], now: datetime) -> list[CaseFile]:
    """The files of these patients of one clinic, in their order. Five queries."""
    if not patients:
        return []
    clinic_id, ids = patients[0].clinic_id, [patient.pk for patient in patients]
    # From a midnight on, so that what was read stays the same all day.
    since = datetime.combine((now - WINDOW).date(), time.min, UTC)
    revisions = by_patient(_revisions(clinic_id, ids, since))
    answers = {row.patient_id: row for row in _answers(clinic_id, ids)}
    decisions = by_patient(_decisions(clinic_id, ids, (now - _DECISIONS).date()))
    payloads = _payloads(clinic_id, ids, since)
    goals = by_patient(goals_due(clinic_id, now))
    return [
        _file(p, revisions[p.pk], answers.get(p.pk), decisions[p.pk], payloads[p.pk], goals[p.pk], now)
        for p in patients
    ]


def _file(
    patient: Patient,
    revisions: Sequence[PlanRevision],
    answers: IntakeRecord | None,
    decisions: Sequence[DecisionRecord],
    payloads: Sequence[Mapping[str, Any]],
    goals: Sequence[PatientGoal],
    now: datetime,
) -> CaseFile:
    for revision in revisions:
        revision.patient = revision.intake.patient = patient
    return CaseFile(
        patient,
        local_day(patient, now),
        next((row for row in revisions if row.status == PlanRevision.Status.SIGNED), None),
        next((row for row in revisions if row.status in OPEN), None),
        answers,
        plans_in_force(patient, [row for row in revisions if row.status not in OPEN]),
        tuple(decisions),
        tuple(payloads),
        tuple(goals),
    )


def by_patient(rows: Iterable[Any]) -> defaultdict[UUID, list[Any]]:
    """The rows of each patient in their order; none for a patient without any."""
    found: defaultdict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.patient_id].append(row)
    return found


def _revisions(clinic_id: UUID, ids: Sequence[UUID], since: datetime) -> Any:
    """The plan in force, the open one, and those that were signed lately; the oldest first."""
    rows = PlanRevision.objects.filter(clinic_id=clinic_id, patient_id__in=ids)
    working = Q(status__in=(PlanRevision.Status.SIGNED, *OPEN))
    return rows.filter(working | Q(signed_at__gte=since)).select_related("intake").order_by("number")


def _answers(clinic_id: UUID, ids: Sequence[UUID]) -> Any:
    """The finished questions, the latest last."""
    rows = IntakeRecord.objects.filter(
        clinic_id=clinic_id, patient_id__in=ids, status=IntakeRecord.Status.FINISHED
    )
    return rows.order_by("number")


def _decisions(clinic_id: UUID, ids: Sequence[UUID], since: date) -> Any:
    rows = DecisionRecord.objects.filter(clinic_id=clinic_id, patient_id__in=ids, date__gte=since)
    return rows.order_by("date", "updated_at")


def _payloads(
    clinic_id: UUID, ids: Sequence[UUID], since: datetime
) -> defaultdict[UUID, list[Mapping[str, Any]]]:
    """What was logged since then, and every standing fact before, in one order."""
    rows = Entry.objects.filter(clinic_id=clinic_id, patient_id__in=ids)
    standing = rows.filter(kind__in=STANDING_KINDS, at__lt=since).values_list("patient_id", "payload")
    recent = rows.filter(at__gte=since).values_list("patient_id", "payload")
    found: defaultdict[UUID, list[Mapping[str, Any]]] = defaultdict(list)
    # Two arms that each have an index of their own; an OR would walk through everything.
    for patient_id, payload in recent.union(standing, all=True):
        found[patient_id].append(payload)
    for payloads in found.values():
        payloads.sort(key=itemgetter("id"))
    return found
