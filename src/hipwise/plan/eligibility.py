"""The exercises that may be in the plan, with the sides that may work and the range that fits."""

from dataclasses import dataclass

from hipwise.library.exercise import Exercise
from hipwise.library.need import Need
from hipwise.library.rule import Reason
from hipwise.library.side import Side
from hipwise.plan.exclusion import exclusions, is_stretch, side_exclusions
from hipwise.plan.lifting import fit_now, left_standing, lifting, why_without_effect
from hipwise.plan.limits import Fit
from hipwise.plan.override import Override
from hipwise.plan.situation import Situation
from hipwise.plan.working_side import LEFT_AND_RIGHT, as_one_side, wanted_sides


@dataclass(frozen=True, slots=True)
class Eligible:
    """An exercise that may be prescribed. `sides` are those that may work, the first to begin first.

    `overrides` are those without which it might not be.
    """

    exercise: Exercise
    sides: tuple[Side, ...]
    fit: Fit
    overrides: tuple[Override, ...] = ()

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
    out of it. What a clinician's override lifts is no reason; one without effect says why it has none.
    """
    against = exclusions(exercise, situation)
    wanted = _wanted(exercise, situation)
    all_of = {
        side: (*against, *side_exclusions(exercise, side, situation)) for side in wanted or LEFT_AND_RIGHT
    }
    of_side = {side: left_standing(all_of[side], exercise, side, situation) for side in all_of}
    able = tuple(side for side in wanted if not of_side[side])
    hurts = (
        () if is_stretch(exercise) else tuple(s for s in wanted if s in situation.intake.symptomatic_sides)
    )
    if not able or any(side not in able for side in hurts):
        reasons = (
            *(reason for side in of_side.values() for reason in side),
            *override_problems(exercise, tuple(of_side), situation),
        )
        return tuple({(reason.rule, reason.text): reason for reason in reasons}.values())
    overrides = {
        override: None
        for side in able
        for reason in all_of[side]
        if (override := lifting(reason, exercise, side, situation)) is not None
    }
    return Eligible(exercise, able, fit_now(exercise, as_one_side(able), situation), tuple(overrides))


def _wanted(exercise: Exercise, situation: Situation) -> tuple[Side, ...]:
    """The sides that should work; of a stretch that no test asks for, those that a clinician chose."""
    wanted = wanted_sides(exercise, needs_of(exercise, situation)[:1], situation.intake)
    if wanted or not is_stretch(exercise):
        return wanted
    chosen = [override.side for override in situation.intake.overrides if override.exercise == exercise.id]
    return tuple(side for side in situation.intake.symptomatic_sides if Side.BOTH in chosen or side in chosen)


def override_problems(
    exercise: Exercise, sides: tuple[Side, ...], situation: Situation
) -> tuple[Reason, ...]:
    """Why overrides for this exercise do not count for any of these sides; empty when they do."""
    found: list[Reason] = []
    for override in situation.intake.overrides:
        if override.exercise == exercise.id:
            why = [
                why_without_effect(override, exercise, side, situation)
                for side in sides
                if override.covers(exercise.id, side)
            ]
            if why and all(reason is not None for reason in why):
                found += [reason for reason in why if reason is not None]
    return tuple(dict.fromkeys(found))
