"""A clinician's own usual dose of an exercise, and the dose with which it may start for one person."""

from hipwise.library.exercise import Exercise
from hipwise.plan.dose import ItemDose, is_careful
from hipwise.plan.situation import Situation


def outside_range(exercise: Exercise, dose: ItemDose) -> tuple[str, ...]:
    """The names of the amounts that are not in their sourced range; empty when all are."""
    amounts = (
        ("sets", dose.sets, exercise.dose.sets),
        ("repetitions", dose.repetitions, exercise.dose.repetitions),
        ("seconds held", dose.hold_s, exercise.dose.hold_s),
        ("seconds of rest", dose.rest_s, exercise.dose.rest_s),
        ("days a week", dose.days_per_week, exercise.dose.days_per_week),
    )
    return tuple(name for name, value, amount in amounts if not amount.allows(value))


def start_dose(own: ItemDose | None, first: ItemDose, exercise: Exercise, situation: Situation) -> ItemDose:
    """The clinician's own dose; of the rule's first dose and it the smaller where the hip asks for care.

    A dose that the content's range no longer holds does not count any more. A balance hold never begins
    over what the test showed, so the smaller hold stands for every held exercise.
    """
    if own is None or outside_range(exercise, own):
        return first
    careful = is_careful(situation)
    return ItemDose(
        sets=min(own.sets, first.sets) if careful else own.sets,
        repetitions=min(own.repetitions, first.repetitions) if careful else own.repetitions,
        hold_s=min(own.hold_s, first.hold_s) if careful or exercise.is_hold else own.hold_s,
        rest_s=max(own.rest_s, first.rest_s) if careful else own.rest_s,
        days_per_week=min(own.days_per_week, first.days_per_week) if careful else own.days_per_week,
    )
