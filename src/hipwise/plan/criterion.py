"""Holds an intake against criteria. A test that was not done meets none."""

from collections.abc import Iterable, Sequence

from hipwise.library.criterion import Criterion
from hipwise.library.side import Side
from hipwise.plan.intake import Intake
from hipwise.plan.measure import measured, number


def unmet(criteria: Iterable[Criterion], intake: Intake, sides: Sequence[Side]) -> tuple[Criterion, ...]:
    """The criteria that the sides do not all meet."""
    return tuple(criterion for criterion in criteria if not is_met(criterion, intake, sides))


def is_met(criterion: Criterion, intake: Intake, sides: Sequence[Side]) -> bool:
    """Do all these sides meet it? Raises ValueError for a relation that nobody defined."""
    return all(_is_met_by(criterion, intake, side) for side in sides)


def _is_met_by(criterion: Criterion, intake: Intake, side: Side) -> bool:
    if criterion.relation == "no":
        return measured(intake, criterion.measure, side) is False
    value = number(intake, criterion.measure, side)
    if criterion.relation == "at-least":
        return value is not None and value >= criterion.value
    if criterion.relation == "at-most":
        return value is not None and value <= criterion.value
    if criterion.relation == "symmetry-at-least":
        other = number(intake, criterion.measure, side.opposite)
        return (
            value is not None and other is not None and other > 0 and 100 * value / other >= criterion.value
        )
    raise ValueError(f"expected at-least, at-most, no or symmetry-at-least, got {criterion.relation!r}")
