"""A gate: criteria that one exercise needs beyond its phase."""

from dataclasses import dataclass

from hipwise.library.criterion import Criterion


@dataclass(frozen=True, slots=True)
class Gate:
    """Open when every criterion is met; shut while a test was not done."""

    id: str
    name: str
    criteria: tuple[Criterion, ...]
