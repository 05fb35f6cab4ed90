"""A precaution: what a condition of the person means for the plan."""

from dataclasses import dataclass

from hipwise.library.source import Evidence


@dataclass(frozen=True, slots=True)
class Precaution:
    """One condition. `plan` is with-care, with-therapist (no plan without one) or none (no plan at all).

    `excludes` are exercise ids, `excludes_groups` whole groups, `excludes_impact` everything that jumps.
    `question` and `text` are the patient's words, `clinical` the therapist's.
    """

    id: str
    order: int
    name: str
    question: str
    text: str
    clinical: str
    plan: str
    excludes: tuple[str, ...]
    excludes_groups: tuple[str, ...]
    excludes_impact: bool
    source: str
    evidence: Evidence
