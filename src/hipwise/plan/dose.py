"""The first dose of an exercise, and the minutes that a dose takes."""

import math
from dataclasses import dataclass, replace

from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Amount, Exercise, Laterality
from hipwise.library.rule import Reason
from hipwise.library.side import Side
from hipwise.plan.eligibility import Eligible, needs_of
from hipwise.plan.measure import number
from hipwise.plan.post_operative import begins_low_after_surgery
from hipwise.plan.situation import Situation
from hipwise.plan.soreness import has_severe_pain, is_irritable

# A test held for 18 s is trained at 15 s.
HOLD_STEP_S = 5


@dataclass(frozen=True, slots=True)
class ItemDose:
    """Sets, repetitions, seconds; days a week wanted."""

    sets: int
    repetitions: int
    hold_s: float
    rest_s: float
    days_per_week: int


def tempo_words(exercise: Exercise, hold_s: float) -> str:
    """The tempo as a plan states it: seconds out, held, back, such as "2-1-2"."""
    tempo = exercise.dose.tempo
    return f"{tempo.out_s:g}-{hold_s:g}-{tempo.back_s:g}"


def first_dose(eligible: Eligible, situation: Situation) -> ItemDose:
    """The default dose; the low end of its sourced range for a sore hip or one fresh from surgery."""
    dose = eligible.exercise.dose
    careful = is_careful(situation)
    return ItemDose(
        sets=_whole(dose.sets, careful),
        repetitions=_whole(dose.repetitions, careful),
        hold_s=_hold(eligible, situation, careful),
        rest_s=dose.rest_s.default,
        days_per_week=_days_per_week(eligible.exercise),
    )


def _days_per_week(exercise: Exercise) -> int:
    """The default days; a locked exercise has none of its own, so the unlock names them."""
    unlock = exercise.restrictions.unlock
    return round(exercise.dose.days_per_week.default) or (unlock.days_per_week if unlock else 0)


def smallest_dose(exercise: Exercise, dose: ItemDose) -> ItemDose:
    """The same dose with as few sets and repetitions as its source allows."""
    return replace(
        dose, sets=_whole(exercise.dose.sets, True), repetitions=_whole(exercise.dose.repetitions, True)
    )


def is_careful(situation: Situation) -> bool:
    """Does the dose begin at the low end?"""
    early = begins_low_after_surgery(situation.intake, situation.catalogue)
    older = situation.intake.person.age > situation.setting("plan.older_age")
    sore = is_irritable(situation.intake, situation.catalogue)
    return early or older or sore or has_severe_pain(situation.intake, situation.catalogue)


def _whole(amount: Amount, careful: bool) -> int:
    return round(amount.low if careful else amount.default)


def _hold(eligible: Eligible, situation: Situation, careful: bool) -> float:
    """A held balance begins at what the weaker of the working sides held in the test, in steps of 5 s."""
    amount = eligible.exercise.dose.hold_s
    needs = needs_of(eligible.exercise, situation)
    if eligible.exercise.is_hold and needs and needs[0].id == "balance" and needs[0].finding is not None:
        sides = (Side.LEFT, Side.RIGHT) if eligible.side is Side.BOTH else (eligible.side,)
        tests = [number(situation.intake, needs[0].finding, side) for side in sides]
        held = [test for test in tests if test is not None]
        if len(held) < len(tests):
            return amount.low
        steady = min(held) // HOLD_STEP_S * HOLD_STEP_S
        return max(amount.low, min(amount.default, steady))
    return amount.low if careful and not eligible.exercise.is_hold else amount.default


def item_seconds(exercise: Exercise, side: Side, dose: ItemDose, catalogue: Catalogue) -> float:
    """The seconds of one exercise on one day: getting ready, sets, rests, and changing sides."""
    tempo = exercise.dose.tempo
    sides = 2 if side is Side.BOTH and exercise.laterality is Laterality.ONE_SIDE else 1
    set_s = dose.repetitions * (tempo.out_s + dose.hold_s + tempo.back_s)
    return (
        catalogue.setting("session.ready_s")
        + dose.sets * sides * set_s
        + (dose.sets * sides - 1) * dose.rest_s
        + (catalogue.setting("session.switch_s") if sides == 2 else 0)
    )


def item_minutes(exercise: Exercise, side: Side, dose: ItemDose, catalogue: Catalogue) -> int:
    """The same in whole minutes, rounded up."""
    return math.ceil(item_seconds(exercise, side, dose, catalogue) / 60)


def dose_reasons(eligible: Eligible, situation: Situation) -> tuple[Reason, ...]:
    """Where the numbers come from, and why they begin low."""
    amount = (
        eligible.exercise.dose.repetitions if not eligible.exercise.is_hold else eligible.exercise.dose.hold_s
    )
    reason = situation.reason("plan-dose", origin=amount.evidence.words)
    reasons = [replace(reason, source=amount.source, evidence=amount.evidence)]
    if is_careful(situation):
        reasons.append(situation.reason("plan-dose-careful"))
    return tuple(reasons)
