"""A patient's plan on a clinician's desk: the one in force, the draft, the one before, and what is known."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import OuterRef, Q, Subquery

from hipwise.clinic.care.draft_steps import NoStepError, go_to_step, record_step
from hipwise.clinic.care.local_time import local_day
from hipwise.clinic.care.models import Patient, PlanRevision
from hipwise.clinic.care.overrides import overridden_intake
from hipwise.clinic.care.plan_edit import Edit, left_out_notes
from hipwise.clinic.care.revisions import OPEN, last_number, with_last_number
from hipwise.clinic.people.models import User
from hipwise.library.catalogue import Catalogue
from hipwise.plan.intake import Intake
from hipwise.plan.override_end import with_ends
from hipwise.plan.plan import Plan, plan_from_mapping, plan_to_mapping

_BY_HAND = "Edited by hand."


class NoPlanError(ValueError):
    """There is no plan to edit yet."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The revisions that an editor works with; `signed` and `open_` are not both None.

    `before` was in force before the signed one.
    """

    signed: PlanRevision | None
    open_: PlanRevision | None
    before: PlanRevision | None
    intake: Intake

    @property
    def base(self) -> PlanRevision:
        """The draft, or the plan in force that an edit would begin a draft from."""
        base = self.open_ or self.signed
        assert base is not None
        return base

    @property
    def compared_with(self) -> PlanRevision | None:
        """What the base is compared with: the plan in force, or the one before it."""
        return self.signed if self.open_ is not None else self.before


def read_desk(patient: Patient, day: date) -> Desk | None:
    """The desk of that day; None without any plan. Two queries."""
    rows = _rows(patient)
    signed = next((row for row in rows if row.status == PlanRevision.Status.SIGNED), None)
    open_ = next((row for row in rows if row.status in OPEN), None)
    before = next((row for row in rows if row.status == PlanRevision.Status.SUPERSEDED), None)
    base = open_ or signed
    if base is None:
        return None
    base.intake.patient = patient
    return Desk(signed, open_, before, overridden_intake(base.intake, day))


@transaction.atomic
def edit_on_desk(
    patient: Patient,
    editor: User,
    edit: Edit,
    catalogue: Catalogue,
    now: datetime,
    asked_for: tuple[str, ...] = (),
) -> Desk:
    """Apply one edit to the draft; the first edit of a plan in force begins a draft from it.

    An edit that changes nothing begins none. What is missing of the exercises that were `asked_for` is kept
    with its reasons beside the edit. Raises NoPlanError, and EditError when the edit makes no sense; whether
    the result may be signed, lint says. Three queries.
    """
    desk = _read(patient, now)
    before = plan_from_mapping(desk.base.plan, "the plan")
    plan = with_ends(edit(before, desk.intake), desk.intake, catalogue)
    if plan == before:
        return desk
    draft = desk.open_ or _begin(patient, desk.base)
    record_step(draft, before, plan, left_out_notes(plan, asked_for, catalogue), catalogue)
    return _keep(desk, draft, plan, editor)


@transaction.atomic
def step_on_desk(patient: Patient, editor: User, way: int, catalogue: Catalogue, now: datetime) -> Desk:
    """Take the last edit of the draft back (-1), or make it again (+1). Raises NoStepError, NoPlanError."""
    desk = _read(patient, now)
    if desk.open_ is None:
        raise NoStepError("There is no draft. An edit begins one.")
    plan = with_ends(go_to_step(desk.open_, way), desk.intake, catalogue)
    return _keep(desk, desk.open_, plan, editor)


def _read(patient: Patient, now: datetime) -> Desk:
    desk = read_desk(patient, local_day(patient, now))
    if desk is None:
        raise NoPlanError("There is no plan to edit yet. Finish the intake first.")
    return desk


def _rows(patient: Patient) -> list[PlanRevision]:
    """The plan in force, the open one with its history, and the latest that was in force before."""
    own = PlanRevision.objects.filter(clinic_id=patient.clinic_id, patient_id=patient.pk)
    latest = PlanRevision.objects.filter(
        clinic_id=OuterRef("clinic_id"),
        patient_id=OuterRef("patient_id"),
        status=PlanRevision.Status.SUPERSEDED,
        signed_at__isnull=False,
    )
    last_replaced = Subquery(latest.order_by("-number").values("pk")[:1])
    wanted = Q(status__in=(PlanRevision.Status.SIGNED, *OPEN)) | Q(pk=last_replaced)
    return list(with_last_number(own.filter(wanted)).select_related("intake", "signed_by").defer(None))


def _begin(patient: Patient, base: PlanRevision) -> PlanRevision:
    return PlanRevision(
        clinic_id=patient.clinic_id,
        patient=patient,
        number=last_number(base) + 1,
        intake=base.intake,
    )


def _keep(desk: Desk, draft: PlanRevision, plan: Plan, editor: User) -> Desk:
    draft.plan = plan_to_mapping(plan)
    draft.status = PlanRevision.Status.DRAFT
    draft.author = editor
    draft.reason = _BY_HAND
    draft.save()
    return replace(desk, open_=draft)
