"""The end of lines that rest on overrides, written into the plan: every copy of it stops by itself."""

from collections.abc import Iterator
from dataclasses import replace

from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise, Laterality
from hipwise.library.side import Side
from hipwise.plan.dose_range import above
from hipwise.plan.exclusion import exclusions, side_exclusions
from hipwise.plan.intake import Intake
from hipwise.plan.lifting import earliest_end, lifting, override_reason
from hipwise.plan.override import Override
from hipwise.plan.plan import Plan, PlanItem
from hipwise.plan.situation import Situation, assess_in_phase

_IN_FORCE = "override-in-force"


def working_sides(item: PlanItem, exercise: Exercise) -> tuple[Side, ...]:
    """The sides that work: one, or two one after the other, or both together."""
    together = exercise.laterality is Laterality.BOTH_TOGETHER
    return (Side.LEFT, Side.RIGHT) if item.side is Side.BOTH and not together else (item.side,)


def overrides_behind(item: PlanItem, exercise: Exercise, situation: Situation) -> tuple[Override, ...]:
    """The overrides without which the line would not be allowed as it is, each once."""
    if not situation.intake.overrides:
        return ()
    return tuple(dict.fromkeys(_behind(item, exercise, situation)))


def _behind(item: PlanItem, exercise: Exercise, situation: Situation) -> Iterator[Override]:
    reasons = (*exclusions(exercise, situation), *above(item, exercise, situation))
    for side in working_sides(item, exercise):
        for reason in (*reasons, *side_exclusions(exercise, side, situation)):
            override = lifting(reason, exercise, side, situation)
            if override is not None:
                yield override


def with_ends(plan: Plan, intake: Intake, catalogue: Catalogue) -> Plan:
    """The plan with the end of every line that rests on an override, and with its reason; others have none.

    A line that is over and rests on nothing in force keeps its end: it stays out of sight until a person
    takes it out or the rules allow it by themselves.
    """
    if not intake.overrides and all(item.expires_on is None for item in plan.items):
        return plan
    situation = assess_in_phase(intake, plan.phase, catalogue)
    return replace(plan, items=tuple(_with_end(item, situation) for item in plan.items))


def _with_end(item: PlanItem, situation: Situation) -> PlanItem:
    exercise = situation.catalogue.exercises.get(item.exercise)
    if exercise is None:
        return item
    overrides = overrides_behind(item, exercise, situation)
    if not overrides and item.is_over(situation.intake.today) and _is_barred(item, exercise, situation):
        return item
    others = tuple(reason for reason in item.reasons if reason.rule != _IN_FORCE)
    own = tuple(override_reason(override, situation) for override in overrides)
    return replace(item, expires_on=earliest_end(overrides, situation), reasons=(*own, *others))


def _is_barred(item: PlanItem, exercise: Exercise, situation: Situation) -> bool:
    sides = working_sides(item, exercise)
    return bool(exclusions(exercise, situation)) or any(
        side_exclusions(exercise, side, situation) for side in sides
    )
