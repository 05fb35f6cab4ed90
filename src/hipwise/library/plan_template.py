"""A set of exercises that clinicians often begin with."""

from dataclasses import dataclass

from hipwise.library.source import Evidence


@dataclass(frozen=True, slots=True)
class PlanTemplate:
    """One template: lines, each with the exercises to try in turn, and how the doses begin.

    `dose` is low (the low end of each range) or default. `most_days` is the number of days in the week, None
    for as many as the exercises want. `for_whom` is a sentence for clinicians.
    """

    id: str
    order: int
    name: str
    for_whom: str
    dose: str
    most_days: int | None
    lines: tuple[tuple[str, ...], ...]
    source: str
    evidence: Evidence
