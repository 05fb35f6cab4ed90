"""One item of the plan with all its reasons: finding, phase, range, dose, care."""

from collections.abc import Iterator
from dataclasses import replace

from hipwise.body.envelope import Verdict
from hipwise.library.exercise import Exercise, Laterality
from hipwise.library.rule import Reason
from hipwise.library.side import Side
from hipwise.plan.dose import dose_reasons, tempo_words
from hipwise.plan.eligibility import Eligible
from hipwise.plan.lifting import earliest_end, override_reason
from hipwise.plan.placed import Placed
from hipwise.plan.plan import PlanItem
from hipwise.plan.situation import Situation


def plan_item(placed: Placed, situation: Situation) -> PlanItem:
    """The item of a placed exercise."""
    eligible, dose = placed.choice.eligible, placed.dose
    return PlanItem(
        exercise=eligible.exercise.id,
        side=eligible.side,
        sets=dose.sets,
        repetitions=dose.repetitions,
        hold_s=dose.hold_s,
        rest_s=dose.rest_s,
        tempo=tempo_words(eligible.exercise, dose.hold_s),
        days=placed.days,
        minutes=placed.minutes,
        reasons=(
            placed.choice.reason,
            *(() if placed.choice.instead is None else (placed.choice.instead,)),
            *_override_reasons(placed, situation),
            *_phase_reasons(eligible, situation),
            *_range_reasons(eligible, situation),
            *dose_reasons(eligible, situation),
            *care_reasons(eligible.exercise, situation),
            *_other_hip_reasons(eligible, situation),
        ),
        range_share=eligible.fit.range_share,
        first_side=_first_side(eligible),
        expires_on=earliest_end(eligible.overrides, situation),
    )


def _override_reasons(placed: Placed, situation: Situation) -> Iterator[Reason]:
    """One for each override that the line rests on, beside the one that it was chosen for."""
    for override in placed.choice.eligible.overrides:
        reason = override_reason(override, situation)
        if reason != placed.choice.reason:
            yield reason


def _first_side(eligible: Eligible) -> Side | None:
    one_after_the_other = eligible.side is Side.BOTH and eligible.exercise.laterality is Laterality.ONE_SIDE
    return eligible.sides[0] if one_after_the_other else None


def _phase_reasons(eligible: Eligible, situation: Situation) -> Iterator[Reason]:
    yield situation.reason("plan-phase", name=situation.phase.phase.name)
    if situation.intake.is_post_operative:
        yield situation.reason(
            "plan-week",
            value=situation.intake.postoperative_week,
            limit=eligible.exercise.restrictions.postop_week_min,
        )


def _range_reasons(eligible: Eligible, situation: Situation) -> Iterator[Reason]:
    fits = eligible.fit
    if fits.range_share < 1.0:
        smaller = situation.reason("plan-range-smaller", percent=round(100 * fits.range_share))
        why = fits.reasons[0] if fits.reasons else smaller
        yield replace(smaller, source=why.source, evidence=why.evidence)
        yield from fits.reasons
    elif fits.verdict is Verdict.WARN:
        yield from fits.reasons
    else:
        yield situation.reason("plan-range-fits")


def care_reasons(exercise: Exercise, situation: Situation) -> Iterator[Reason]:
    """What to mind in this exercise with this person's conditions or operation."""
    if exercise.impact and situation.intake.is_post_operative:
        yield situation.reason("plan-impact-surgeon")
    for rule in exercise.restrictions.conditions:
        if rule.effect == "care" and rule.condition in situation.intake.conditions:
            reason = situation.reason("plan-care", text=rule.text)
            yield replace(reason, source=rule.source, evidence=rule.evidence)


def _other_hip_reasons(eligible: Eligible, situation: Situation) -> Iterator[Reason]:
    """What to mind where a hip that hurts carries the posture while the other one works."""
    mind = eligible.exercise.restrictions.other_hip
    carries = {side.opposite for side in eligible.sides}
    if mind is not None and carries & set(situation.intake.symptomatic_sides):
        yield replace(
            situation.reason("plan-care", text=mind.text), source=mind.source, evidence=mind.evidence
        )
