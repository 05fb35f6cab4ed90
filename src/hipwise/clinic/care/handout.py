"""The printed sheet of the plan in force."""

from hipwise.clinic.care.models import Patient, PlanRevision
from hipwise.clinic.care.revisions import signed_revision
from hipwise.library.catalogue import Catalogue
from hipwise.plan.plan import plan_from_mapping


class HandoutError(ValueError):
    """There is nothing that may be printed; the text says why."""


def patient_handout(patient: Patient, catalogue: Catalogue, paper: str, large_print: bool) -> bytes:
    """The plan in force as PDF. Raises HandoutError without one, while it is locked, or for another paper."""
    from hipwise.exchange.handout import PAPERS, handout_pdf  # typst is loaded only when somebody prints

    revision = signed_revision(patient)
    if revision is None or patient.is_locked:
        raise HandoutError("There is no plan to print now.")
    if paper not in PAPERS:
        raise HandoutError(f"paper: expected one of {', '.join(PAPERS)}, got {paper!r}")
    plan = plan_from_mapping(revision.plan, "the signed plan")
    by_person = revision.authority == PlanRevision.Authority.CLINICIAN and revision.signed_by
    return handout_pdf(plan, catalogue, paper, large_print, str(revision.signed_by) if by_person else "")
