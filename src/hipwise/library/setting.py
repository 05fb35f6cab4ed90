"""A clinical threshold: one number (or word) with unit, source and evidence tag."""

from dataclasses import dataclass

from hipwise.library.source import Evidence


@dataclass(frozen=True, slots=True)
class Setting:
    """One threshold. `low`/`high` bound what a clinician may set; `None` where it is not settable.

    `per_patient`: may it be set for one person, with a reason?
    """

    id: str
    value: float
    unit: str
    name: str
    source: str
    evidence: Evidence
    low: float | None = None
    high: float | None = None
    note: str = ""
    per_patient: bool = False
