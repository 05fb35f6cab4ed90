"""The printed sheet of the plan in force."""

import json
import subprocess
import sys

from hipwise.clinic.care.models import Patient, PlanRevision
from hipwise.clinic.care.revisions import signed_revision

PAPERS = ("a4", "letter")
_LONGEST_S = 30


class HandoutError(ValueError):
    """There is nothing that may be printed; the text says why."""


def patient_handout(patient: Patient, paper: str, large_print: bool) -> bytes:
    """The plan in force as PDF. Raises HandoutError without one, while it is locked, or for another paper."""
    revision = signed_revision(patient)
    if revision is None or patient.is_locked:
        raise HandoutError("There is no plan to print now.")
    if paper not in PAPERS:
        raise HandoutError(f"paper: expected one of {', '.join(PAPERS)}, got {paper!r}")
    by_clinician = revision.authority == PlanRevision.Authority.CLINICIAN and revision.signed_by
    asked = {
        "plan": revision.plan,
        "paper": paper,
        "large_print": large_print,
        "signed_by": str(revision.signed_by) if by_clinician else "",
    }
    command = [sys.executable, "-m", "hipwise.clinic.handout_process"]
    done = subprocess.run(
        command, input=json.dumps(asked).encode(), capture_output=True, check=True, timeout=_LONGEST_S
    )
    return done.stdout
