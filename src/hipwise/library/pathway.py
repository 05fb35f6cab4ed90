"""A pathway of care: without surgery, before it, after it."""

from dataclasses import dataclass

from hipwise.library.source import Evidence


@dataclass(frozen=True, slots=True)
class Pathway:
    """One pathway: how far it goes and whether jumping can be part of it."""

    id: str
    order: int
    name: str
    text: str
    highest_phase: int
    allows_impact: bool
    source: str
    evidence: Evidence
