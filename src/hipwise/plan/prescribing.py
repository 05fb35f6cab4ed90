"""From an intake to a proposed plan. A person signs it; `lint` holds every edit against the same rules."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from hipwise.library.catalogue import Catalogue
from hipwise.library.rule import Reason
from hipwise.plan.choice import choose
from hipwise.plan.eligibility import Eligible, judge
from hipwise.plan.filling import fill_week, minutes_budget
from hipwise.plan.intake import Intake
from hipwise.plan.item import plan_item
from hipwise.plan.maintenance import maintenance_items
from hipwise.plan.pain_response import stopping_pain
from hipwise.plan.placed import Placed
from hipwise.plan.plan import MAINTENANCE, LeftOut, Plan, PlanItem, PlanStatus
from hipwise.plan.reentry import Stage, find_stage
from hipwise.plan.session_order import in_session_order
from hipwise.plan.situation import Situation, assess

_SECOND = "plan-need-more"


def prescribe(
    intake: Intake, catalogue: Catalogue, highest_phase: int | None = None, present: Plan | None = None
) -> Plan:
    """Propose a plan. It is blocked, without items, when screening blocks or when nothing fits.

    `highest_phase` bounds the phase beyond what the intake opens. After discharge it is the small plan that
    keeps the doses of `present`, or the programme begins again.
    """
    situation = assess(intake, catalogue, highest_phase)
    if situation.screening.blocks:
        return _blocked(situation, situation.screening.blocks)
    judged = {exercise.id: judge(exercise, situation) for exercise in catalogue.exercises.values()}
    eligible = {name: answer for name, answer in judged.items() if isinstance(answer, Eligible)}
    against = {name: answer for name, answer in judged.items() if not isinstance(answer, Eligible)}
    stage = find_stage(intake, catalogue)
    if stage.stage is Stage.MAINTENANCE:
        return _maintain(eligible, against, situation, present)
    situation = replace(
        situation, phase=replace(situation.phase, reasons=(*stage.reasons, *situation.phase.reasons))
    )
    placed, not_placed = fill_week(choose(eligible, situation, lacking_equipment(against)), situation)
    if not placed:
        return _blocked(situation, (_why_nothing(eligible, against, situation),), against)
    placed = tuple(_without_false_second(place, placed, situation) for place in placed)
    items = in_session_order((plan_item(place, situation) for place in placed), catalogue)
    against |= {name: (situation.reason("plan-enough"),) for name in eligible} | not_placed
    chosen = {item.exercise for item in items}
    left_out = tuple(LeftOut(name, against[name]) for name in catalogue.exercises if name not in chosen)
    return _plan(situation, PlanStatus.PLANNED, items, left_out)


def _without_false_second(place: Placed, placed: Sequence[Placed], situation: Situation) -> Placed:
    """A second exercise for a need whose first found no place is the only one."""
    reason = place.choice.reason
    if reason.rule != _SECOND:
        return place
    name = dict(reason.facts)["name"]
    if any(other is not place and dict(other.choice.reason.facts).get("name") == name for other in placed):
        return place
    kept_up = situation.reason("plan-need-keep", name=name)
    return replace(place, choice=replace(place.choice, reason=kept_up))


def _maintain(
    eligible: dict[str, Eligible],
    against: dict[str, tuple[Reason, ...]],
    situation: Situation,
    present: Plan | None,
) -> Plan:
    """The small plan after discharge."""
    items = in_session_order(maintenance_items(eligible, situation, present), situation.catalogue)
    if not items:
        return _blocked(situation, (_why_nothing(eligible, against, situation),), against)
    most, days = situation.setting("maintenance.items_most"), len(items[0].days)
    chosen = {item.exercise for item in items}
    enough = (situation.reason("maintenance-enough", limit=most),)
    left_out = tuple(
        LeftOut(name, against.get(name, enough))
        for name in situation.catalogue.exercises
        if name not in chosen
    )
    why = situation.reason("maintenance-plan", days=days)
    plan = _plan(situation, PlanStatus.PLANNED, items, left_out)
    return replace(plan, care=MAINTENANCE, phase_reasons=(why,))


def _why_nothing(
    eligible: Mapping[str, Eligible], against: Mapping[str, tuple[Reason, ...]], situation: Situation
) -> Reason:
    if not situation.intake.days:
        return situation.reason("plan-no-days")
    if eligible:
        return situation.reason("plan-no-minutes", value=minutes_budget(situation))
    missing = list(lacking_equipment(against).values())
    if missing:
        return situation.reason("plan-nothing-without", missing=max(missing, key=missing.count))
    return situation.reason("plan-nothing-fits")


def lacking_equipment(against: Mapping[str, tuple[Reason, ...]]) -> dict[str, str]:
    """The exercises that only equipment keeps out of a plan, with what is missing in words."""
    return {
        name: dict(reasons[0].facts)["missing"]
        for name, reasons in against.items()
        if {reason.rule for reason in reasons} == {"plan-equipment"}
    }


def _blocked(
    situation: Situation, blocks: tuple[Reason, ...], against: Mapping[str, tuple[Reason, ...]] | None = None
) -> Plan:
    """A plan without items. Every exercise is left out, for its own reasons or because all are."""
    own = against or {}
    left_out = tuple(LeftOut(name, own.get(name, blocks)) for name in situation.catalogue.exercises)
    screened = replace(situation.screening, blocks=blocks)
    return _plan(replace(situation, screening=screened), PlanStatus.BLOCKED, (), left_out)


def _plan(
    situation: Situation, status: PlanStatus, items: tuple[PlanItem, ...], left_out: tuple[LeftOut, ...]
) -> Plan:
    intake, catalogue = situation.intake, situation.catalogue
    blocked = status is PlanStatus.BLOCKED
    return Plan(
        status=status,
        screening=situation.screening,
        pathway=intake.pathway,
        phase=0 if blocked else situation.phase.number,
        made_on=intake.today,
        items=items,
        left_out=left_out,
        disclaimers=disclaimers(intake, catalogue),
        without_therapist=not intake.therapist,
        screen_again_on=intake.today + timedelta(days=catalogue.setting("rescreen_days")),
        phase_reasons=() if blocked else situation.phase.reasons,
        postoperative_week=intake.postoperative_week,
    )


def disclaimers(intake: Intake, catalogue: Catalogue) -> tuple[str, ...]:
    """What every plan says: who decides, when to stop, what it is not."""
    pain = stopping_pain(intake.is_post_operative, intake.postoperative_week, catalogue)
    facts = {"pinch": catalogue.setting("pinch.stop"), "pain": pain}
    rules = [rule.id for rule in catalogue.rules.values() if rule.area == "disclaimer"]
    return tuple(catalogue.reason(rule, **facts).text for rule in rules)
