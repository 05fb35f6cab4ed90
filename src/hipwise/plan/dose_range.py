"""Where a line's dose passes the end of its sourced range."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from hipwise.library.exercise import Amount, Exercise
from hipwise.library.rule import Reason
from hipwise.plan.lifting import DOSE_ABOVE
from hipwise.plan.plan import PlanItem
from hipwise.plan.situation import Situation

DAYS_A_WEEK = "days a week"


def amounts(item: PlanItem, exercise: Exercise) -> tuple[tuple[str, float, Amount], ...]:
    """Each number of the dose in words, with its value and its range; rests are none of them."""
    dose = exercise.dose
    return (
        ("sets", item.sets, dose.sets),
        ("repetitions", item.repetitions, dose.repetitions),
        ("seconds held", item.hold_s, dose.hold_s),
        (DAYS_A_WEEK, len(item.days), dose.days_per_week),
    )


def above(item: PlanItem, exercise: Exercise, situation: Situation) -> Iterator[Reason]:
    """A reason for each number over its range."""
    for name, value, amount in amounts(item, exercise):
        if value > amount.high:
            facts = {"name": name, "value": value, "low": amount.low, "high": amount.high}
            yield sourced(DOSE_ABOVE, amount, situation, facts)


def sourced(rule: str, amount: Amount, situation: Situation, facts: Mapping[str, object]) -> Reason:
    """The rule's reason with the source of the range it is about."""
    return replace(situation.reason(rule, **facts), source=amount.source, evidence=amount.evidence)
