"""Replacing the plan in force by its next revision."""

from datetime import datetime

from hipwise.clinic.care.models import Patient, PlanRevision
from hipwise.clinic.care.revisions import last_number
from hipwise.clinic.people.models import User
from hipwise.plan.plan import Plan, plan_to_mapping


def following_revision(patient: Patient, revision: PlanRevision, plan: Plan) -> PlanRevision:
    """A new revision after this one; the open draft, if any, keeps the number in between."""
    return PlanRevision(
        clinic_id=patient.clinic_id,
        patient=patient,
        intake=revision.intake,
        number=last_number(revision) + 1,
        plan=plan_to_mapping(plan),
    )


def put_in_force(
    signed: PlanRevision | None,
    following: PlanRevision,
    signer: User | None,
    authority: str,
    reason: str,
    now: datetime,
) -> None:
    """Replace the plan in force. Runs inside the caller's transaction."""
    if signed is not None:
        signed.status = PlanRevision.Status.SUPERSEDED
        signed.save(update_fields=["status"])
    _sign(following, signer, authority, reason, now)
    following.save()


def put_eased_in_force(signed: PlanRevision, following: PlanRevision, reason: str, now: datetime) -> None:
    """Replace the plan in force by one that rules made easier. Runs inside the caller's transaction.

    One statement writes both rows, the replaced one first, so that no two are signed: the phone waits for it.
    """
    signed.status = PlanRevision.Status.SUPERSEDED
    signed.history = {}  # a signature has forgotten it; asked for, it would be read from the database
    _sign(following, None, PlanRevision.Authority.RULE, reason, now)
    PlanRevision.objects.bulk_create(
        [signed, following], update_conflicts=True, unique_fields=["id"], update_fields=["status"]
    )


def _sign(revision: PlanRevision, signer: User | None, authority: str, reason: str, now: datetime) -> None:
    revision.status = PlanRevision.Status.SIGNED
    revision.authority = authority
    revision.signed_by = signer
    revision.signed_at = now
    revision.reason = reason or revision.reason
