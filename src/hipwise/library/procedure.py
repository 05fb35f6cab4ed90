"""An operation on the hip: whether the week template after arthroscopy speaks for it."""

from dataclasses import dataclass

from hipwise.library.source import Evidence


@dataclass(frozen=True, slots=True)
class Procedure:
    """One operation. `full_weight_bearing_week` is the earliest completed week of standing exercises."""

    id: str
    name: str
    has_template: bool
    full_weight_bearing_week: int
    source: str
    evidence: Evidence
