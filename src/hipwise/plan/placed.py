"""A chosen exercise that has found its place in the week."""

from dataclasses import dataclass

from hipwise.plan.choice import Choice
from hipwise.plan.dose import ItemDose


@dataclass(frozen=True, slots=True)
class Placed:
    """A chosen exercise with its dose, days and minutes."""

    choice: Choice
    dose: ItemDose
    days: tuple[str, ...]
    minutes: int
