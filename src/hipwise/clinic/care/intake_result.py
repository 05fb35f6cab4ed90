"""What the finished answers mean, for the person who gave them."""

from typing import Any

from hipwise.clinic.care.intake import latest_intake
from hipwise.clinic.care.models import IntakeRecord, Patient, PlanRevision
from hipwise.clinic.care.revisions import open_revision
from hipwise.clinic.care.today import item_document
from hipwise.library.catalogue import Catalogue
from hipwise.plan.plan import plan_from_mapping


def intake_result(patient: Patient, catalogue: Catalogue) -> dict[str, Any] | None:
    """Screening and proposal of the latest finished intake; None while questions are open."""
    record = latest_intake(patient)
    if record is None or record.status != IntakeRecord.Status.FINISHED:
        return None
    open_ = open_revision(patient)
    proposed = None
    if open_ is not None and open_.intake_id == record.pk:
        plan = plan_from_mapping(open_.plan, "the proposed plan")
        proposed = {"items": [item_document(item, catalogue) for item in plan.items]}
    is_proposal = open_ is not None and open_.status == PlanRevision.Status.PROPOSED
    return {
        "screening": record.screening,
        "proposed": proposed,
        "needs_therapist": not patient.clinic.is_solo and proposed is not None,
        "can_accept": patient.clinic.is_solo and proposed is not None and is_proposal,
    }
