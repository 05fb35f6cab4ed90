"""The printed sheet of the plan in force."""

import json
import subprocess
import sys
from datetime import datetime

from hipwise.clinic.care.models import Patient, PlanRevision
from hipwise.clinic.care.today import open_day
from hipwise.library.catalogue import Catalogue

PAPERS = ("a4", "letter")
_LONGEST_S = 30


class HandoutError(ValueError):
    """There is nothing that may be printed; the text says why."""


def patient_handout(
    patient: Patient, paper: str, large_print: bool, now: datetime, catalogue: Catalogue
) -> bytes:
    """The plan in force as PDF.

    Raises HandoutError without one, while it is locked or the questions are due again, or for another paper.
    """
    day = open_day(patient, now, catalogue)
    revision = day.revision
    if revision is None or not day.is_open:
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
