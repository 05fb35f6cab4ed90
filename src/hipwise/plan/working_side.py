"""Which side works, and which starts."""

from collections.abc import Sequence
from functools import lru_cache

from hipwise.library.exercise import Exercise, Laterality
from hipwise.library.need import Need
from hipwise.library.same import Same
from hipwise.library.side import Side
from hipwise.plan.exclusion import is_stretch
from hipwise.plan.intake import Intake, PhysicalTests
from hipwise.plan.measure import measured

LEFT_AND_RIGHT = (Side.LEFT, Side.RIGHT)


def is_found(need: Need, intake: Intake, side: Side) -> bool | None:
    """Does the need's test call for it on this side? None where the test was not done or does not exist."""
    if need.finding is None:
        return None
    value = measured(intake, need.finding, side)
    if isinstance(value, float):
        return None if need.enough is None else value < need.enough
    return None if value is None else value in ("weak", "positive")


def wanted_sides(exercise: Exercise, needs: Sequence[Need], intake: Intake) -> tuple[Side, ...]:
    """The sides that should work, the one to begin with first; `(BOTH,)` where both work together.

    After surgery: the operated side alone. Stretches: the sides found tight. Otherwise the side that hurts
    and every side found weak, or both when a side was not tested.
    """
    if exercise.laterality is Laterality.BOTH_TOGETHER:
        return (Side.BOTH,)
    if is_stretch(exercise):
        sides = intake.symptomatic_sides if intake.is_post_operative else LEFT_AND_RIGHT
        wanted = [side for side in sides if any(is_found(need, intake, side) for need in needs)]
    elif intake.is_post_operative:
        wanted = list(intake.symptomatic_sides)
    else:
        wanted = [
            side
            for side in LEFT_AND_RIGHT
            if side in intake.symptomatic_sides
            or not needs
            or any(is_found(need, intake, side) is not False for need in needs)
        ]
    return tuple(sorted(wanted, key=lambda side: _turn(needs, intake, side)))


def _turn(needs: Sequence[Need], intake: Intake, side: Side) -> tuple[bool, float, tuple[float, ...]]:
    """Lower begins: a side that hurts, then a weaker one, then the one that did worse in any test."""
    return (
        side not in intake.symptomatic_sides,
        _strength(needs, intake, side),
        _all_tests(Same(intake), side),
    )


@lru_cache(maxsize=64)
def _all_tests(intake: Same[Intake], side: Side) -> tuple[float, ...]:
    """How a side did in every test, from the most demanding to tightness; lower is worse, not done worst.

    The first test in which two sides differ decides, so that left and right are never told apart by name. It
    is the same for every exercise of a plan, so it is kept.
    """
    names = reversed(PhysicalTests.__dataclass_fields__)
    return tuple(_result(measured(intake.value, f"tests.{name}", side)) for name in names)


def _result(value: object) -> float:
    if isinstance(value, float):
        return value
    return -1.0 if value is None else 0.0 if value in ("weak", "positive") else 1.0


def _strength(needs: Sequence[Need], intake: Intake, side: Side) -> float:
    """Lower begins: a side found weak or tight, then one that was not tested, then the rest."""
    return min((_rank(is_found(need, intake, side)) for need in needs), default=1.0)


def _rank(found: bool | None) -> float:
    return 1.0 if found is None else 0.0 if found else 2.0


def leaves_sore_side_out(exercise: Exercise, sides: Sequence[Side], intake: Intake) -> bool:
    """Do these working sides leave out every side that hurts? A stretch goes where it is tight."""
    if exercise.laterality is Laterality.BOTH_TOGETHER or is_stretch(exercise):
        return False
    return not any(side in sides for side in intake.symptomatic_sides)


def as_one_side(sides: Sequence[Side]) -> Side:
    """The sides as a plan states them. Raises ValueError when there is none."""
    if not sides:
        raise ValueError("expected at least one side, got none")
    return Side.BOTH if len(sides) > 1 else sides[0]


def first_side_of(exercise: Exercise, side: Side, wanted: Side | None) -> Side | None:
    """The side that starts where both work one after the other; None in any other case."""
    if side is not Side.BOTH or exercise.laterality is Laterality.BOTH_TOGETHER:
        return None
    return wanted if wanted in LEFT_AND_RIGHT else Side.RIGHT
