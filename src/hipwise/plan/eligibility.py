"""The exercises that may be in the plan, with the sides that may work and the range that fits."""

from dataclasses import dataclass

from hipwise.library.exercise import Exercise
from hipwise.library.need import Need
from hipwise.library.rule import Reason
from hipwise.library.side import Side
from hipwise.plan.exclusion import exclusions, is_stretch, side_exclusions
from hipwise.plan.limits import Fit, fit
from hipwise.plan.situation import Situation
from hipwise.plan.working_side import LEFT_AND_RIGHT, as_one_side, wanted_sides


@dataclass(frozen=True, slots=True)
class Eligible:
    """An exercise that may be prescribed. `sides` are those that may work, the first to begin first."""

    exercise: Exercise
    sides: tuple[Side, ...]
    fit: Fit

    @property
    def side(self) -> Side:
        """The side as a plan states it."""
        return as_one_side(self.sides)


def needs_of(exercise: Exercise, situation: Situation) -> list[Need]:
    """The needs that an exercise serves, its main aim first."""
    needs = (situation.catalogue.needs.get(aim) for aim in exercise.aims)
    return [need for need in needs if need is not None]


def judge(exercise: Exercise, situation: Situation) -> Eligible | tuple[Reason, ...]:
    """The exercise with its sides, or all reasons why it is not for this person now.

    A side that hurts has to be able to work, except in a stretch; another side that may not work is left
    out of it.
    """
    against = exclusions(exercise, situation)
    wanted = wanted_sides(exercise, needs_of(exercise, situation)[:1], situation.intake)
    of_side = {side: side_exclusions(exercise, side, situation) for side in wanted or LEFT_AND_RIGHT}
    able = tuple(side for side in wanted if not of_side[side])
    hurts = (
        () if is_stretch(exercise) else tuple(s for s in wanted if s in situation.intake.symptomatic_sides)
    )
    if against or not able or any(side not in able for side in hurts):
        reasons = (*against, *(reason for side in of_side.values() for reason in side))
        return tuple({(reason.rule, reason.text): reason for reason in reasons}.values())
    return Eligible(exercise, able, fit(exercise, as_one_side(able), situation.limits, situation.catalogue))
