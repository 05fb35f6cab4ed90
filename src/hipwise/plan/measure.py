"""What the intake says about one side, by the path that content files name."""

from functools import cache

from hipwise.library.side import Side
from hipwise.plan.intake import Intake, Sided


@cache
def _parts(path: str) -> tuple[str, str]:
    """Content names few paths, and rules ask them for every exercise anew."""
    part, name = path.split(".")
    return part, name


def measured(intake: Intake, path: str, side: Side) -> object:
    """The value under a path such as `tests.plank_s` for one side; None where it is not known.

    Several trials of one test count as their mean. Raises AttributeError for a path that no intake has.
    """
    part, name = _parts(path)
    value = getattr(getattr(intake, part), name)
    if isinstance(value, Sided):
        value = value.of(side)
    if isinstance(value, tuple):
        return sum(value) / len(value) if value else None
    return value


def has_sides(intake: Intake, path: str) -> bool:
    """Is the value one of each side?"""
    part, name = _parts(path)
    return isinstance(getattr(getattr(intake, part), name), Sided)


def number(intake: Intake, path: str, side: Side) -> float | None:
    """The same where a number is expected; None where it is not known or no number."""
    value = measured(intake, path, side)
    return value if isinstance(value, float) else None
