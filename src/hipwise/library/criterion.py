"""A criterion: one test or finding of the intake held against a number."""

from dataclasses import dataclass

from hipwise.library.source import Evidence


@dataclass(frozen=True, slots=True)
class Criterion:
    """What opens a door. `measure` is the path in the intake (`tests.plank_s`, `pain.rest`).

    `relation`: at-least, at-most (every side that hurts meets the value), no (a yes/no answered no),
    symmetry-at-least (the side that hurts as percent of the other side). A measure that is not known
    never meets a criterion.
    """

    id: str
    measure: str
    relation: str
    value: float
    unit: str
    text: str
    source: str
    evidence: Evidence
