"""A phase of care: entered by week and by criteria, never by one of them alone."""

from dataclasses import dataclass

from hipwise.library.criterion import Criterion
from hipwise.library.source import Evidence


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase. Weeks count from the first day of the programme, after surgery from the operation.

    `entry` has to be met to enter and to stay, `exit` to enter the next phase. `confirm` are signs that
    no test in the intake can show, for the therapist to confirm when signing. `tiers` are the load tiers
    that this phase is made of. `step_back` says what leads back, `back_signs` are its words for programs.
    """

    id: str
    number: int
    name: str
    text: str
    week_from: int
    week_to: int | None
    postoperative_week_from: int
    tiers: tuple[int, ...]
    entry: tuple[Criterion, ...]
    exit: tuple[Criterion, ...]
    confirm: tuple[str, ...]
    step_back: str
    back_signs: tuple[str, ...]
    source: str
    evidence: Evidence
