"""How two plans differ, line by line and field by field."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from hipwise.plan.plan import PlanItem

# The fields that a person notices or a clinician signs; reasons and marks of a change are not among them.
FIELDS = ("side", "sets", "repetitions", "hold_s", "rest_s", "tempo", "range_share", "days", "minutes")


class Kind(StrEnum):
    """What became of a line."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field with its value before and after, as the plan states it."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class ItemDifference:
    """One line that differs. Added and removed lines have no fields."""

    exercise: str
    kind: Kind
    fields: tuple[FieldDifference, ...] = ()


def differences(before: Sequence[PlanItem], after: Sequence[PlanItem]) -> tuple[ItemDifference, ...]:
    """The lines that differ, in the order of the plan after; what was removed comes last.

    A line counts as moved when its place among the lines that both plans have is another, and nothing else
    about it is.
    """
    old = {item.exercise: item for item in before}
    new = {item.exercise: item for item in after}
    found = [_difference(old.get(item.exercise), item) for item in after]
    moved = _moved(before, after)
    rows = [
        row if row is not None else ItemDifference(item.exercise, Kind.MOVED)
        for row, item in zip(found, after, strict=True)
        if row is not None or item.exercise in moved
    ]
    removed = [ItemDifference(name, Kind.REMOVED) for name in old if name not in new]
    return (*rows, *removed)


def _difference(before: PlanItem | None, after: PlanItem) -> ItemDifference | None:
    if before is None:
        return ItemDifference(after.exercise, Kind.ADDED)
    fields = tuple(
        FieldDifference(name, getattr(before, name), getattr(after, name))
        for name in FIELDS
        if getattr(before, name) != getattr(after, name)
    )
    return ItemDifference(after.exercise, Kind.CHANGED, fields) if fields else None


def _moved(before: Sequence[PlanItem], after: Sequence[PlanItem]) -> set[str]:
    """The lines whose neighbours in front are others: the fewest that were moved by hand."""
    kept = {item.exercise for item in before} & {item.exercise for item in after}
    old = [item.exercise for item in before if item.exercise in kept]
    new = [item.exercise for item in after if item.exercise in kept]
    moved: set[str] = set()
    while [name for name in old if name not in moved] != [name for name in new if name not in moved]:
        left = [name for name in old if name not in moved]
        right = [name for name in new if name not in moved]
        moved.add(max(left, key=lambda name: (abs(left.index(name) - right.index(name)), name)))
    return moved
