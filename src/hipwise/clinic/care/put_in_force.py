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
    following.status = PlanRevision.Status.SIGNED
    following.authority = authority
    following.signed_by = signer
    following.signed_at = now
    following.reason = reason or following.reason
    following.save()
