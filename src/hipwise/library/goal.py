"""A goal a person can have."""

from dataclasses import dataclass

from hipwise.library.source import Evidence


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal. Only a goal that needs impact opens jumping and landing."""

    id: str
    order: int
    name: str
    needs_impact: bool
    source: str
    evidence: Evidence
