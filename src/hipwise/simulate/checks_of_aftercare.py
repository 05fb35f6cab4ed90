"""What must never happen after a discharge or under an override (see the registry about the numbers)."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from hipwise.plan.decision import DecisionKind
from hipwise.plan.plan import PlanItem, PlanStatus
from hipwise.simulate.aftercare import Aftercare
from hipwise.simulate.checks_of_plan import IMPACT
from hipwise.simulate.overriding import Granted, first_day_without
from hipwise.simulate.safety_check import registered

Seen = Iterator[tuple[date, str]]
AftercareCheck = Callable[[Aftercare], Seen]
OverrideCheck = Callable[[Granted], Seen]
AFTERCARE_CHECKS: dict[str, AftercareCheck] = {}
OVERRIDE_CHECKS: dict[str, OverrideCheck] = {}

_LONG_PAUSE = timedelta(days=84)
# What stands however an exercise is wanted: warning signs, weeks after surgery, age, precautions, pain.
_NEVER_LIFTED = (
    "plan-alone",
    "plan-week-later",
    "plan-standing-later",
    "plan-severe-pain",
    "plan-flare",
    "plan-precaution",
    "plan-age",
    "plan-impact",
    "plan-stretch-pinch",
    "plan-stretch-irritable",
    "screen-",
)


def _aftercare(name: str) -> Callable[[AftercareCheck], AftercareCheck]:
    return registered(AFTERCARE_CHECKS, name)


def _override(name: str) -> Callable[[OverrideCheck], OverrideCheck]:
    return registered(OVERRIDE_CHECKS, name)


def _amount(item: PlanItem) -> float:
    return item.sets * item.repetitions * max(item.hold_s, 1.0)


@_aftercare("after-small")
def the_plan_after_discharge_stays_small(seen: Aftercare) -> Seen:
    """Three exercises on two days a week at most."""
    for day, plan in seen.small:
        days = {weekday for item in plan.items for weekday in item.days}
        if len(plan.items) > 3 or len(days) > 2:
            yield day, f"{len(plan.items)} exercises on {len(days)} days after discharge"


@_aftercare("after-no-rise")
def no_dose_rises_by_itself_after_discharge(seen: Aftercare) -> Seen:
    """No step up is proposed, and no dose is over the one at discharge."""
    for decision in seen.decisions:
        if decision.kind is DecisionKind.PROGRESS:
            yield decision.date, f"a step up of {decision.exercise} after discharge"
    before = {item.exercise: _amount(item) for item in seen.present.items}
    for day, plan in seen.small:
        for item in plan.items:
            if _amount(item) > before.get(item.exercise, float("inf")):
                yield day, f"{item.exercise} has more than at discharge"


@_aftercare("after-flare")
def a_flare_begins_with_the_lightest(seen: Aftercare) -> Seen:
    """The first days of a flare have nothing of tier 2 or more."""
    for item in seen.light:
        if seen.catalogue.exercise(item.exercise).tier > 1:
            yield seen.day, f"{item.exercise} in the first days of a flare"


@_aftercare("after-questions")
def the_questions_come_back_after_discharge(seen: Aftercare) -> Seen:
    """After 28 days without an answer the warning-sign questions are due."""
    if seen.unasked_days >= 28 and not seen.due:
        yield seen.day, f"{seen.unasked_days} days without the warning-sign questions"


@_aftercare("after-return")
def whoever_hurts_again_begins_no_higher(seen: Aftercare) -> Seen:
    """New pain, a flare, a pause of 14 days or anything unknown ends the small plan; no phase above the last.

    After 84 days without exercise it is the first phase.
    """
    for back in seen.ways_back:
        plan = back.plan
        if plan.status is PlanStatus.BLOCKED:
            continue
        if plan.is_maintenance:
            yield back.intake.today, f"the small plan goes on: {back.name}"
        if plan.phase > max(1, seen.present.phase):
            yield back.intake.today, f"phase {plan.phase} after {seen.present.phase}: {back.name}"
        idle = back.intake.episode
        if idle is not None and idle.days_idle(back.intake.today) >= _LONG_PAUSE.days and plan.phase > 1:
            yield back.intake.today, f"phase {plan.phase} after {idle.days_idle(back.intake.today)} days idle"


@_override("H22-ends")
def an_override_ends_after_fourteen_days(seen: Granted) -> Seen:
    """A line that only an override allows is gone on the fifteenth day, and the lint stops it again."""
    if not seen.without or seen.on_the_day:
        return
    last = first_day_without(seen)
    name = seen.override.exercise
    for day in (last + timedelta(days=ahead) for ahead in range(7)):
        if any(item.exercise == name for item in seen.plan.items_on(day)):
            yield day, f"{name} is shown after its override"
    if not seen.at_its_end:
        yield last, f"{name} passes the lint after its override"


@_override("H22-never")
def an_override_never_lifts_what_protects(seen: Granted) -> Seen:
    """Warning signs, surgery, age, precautions, pain and flares stand, whatever was lifted."""
    for rule in seen.without:
        if rule.startswith(_NEVER_LIFTED) and rule not in seen.on_the_day:
            yield seen.override.granted_on, f"{rule} of {seen.override.exercise} was lifted"


@_override("H22-whom")
def an_override_is_for_a_person_with_a_therapist(seen: Granted) -> Seen:
    """Without a therapist nothing is lifted; after surgery and for jumping only missing equipment."""
    gone = set(seen.without) - set(seen.on_the_day)
    alone = not seen.intake.therapist
    strict = seen.intake.is_post_operative or seen.override.exercise in IMPACT
    for rule in sorted(gone):
        is_kit = rule == "plan-equipment"
        is_free = strict and not seen.intake.is_post_operative and rule in ("plan-clinic-only", "plan-locked")
        if alone or (strict and not is_kit and not is_free):
            yield seen.override.granted_on, f"{rule} of {seen.override.exercise} was lifted"


@_override("H22-one")
def an_override_lifts_its_own_rule_alone(seen: Granted) -> Seen:
    """What was not asked for stands; of a locked exercise its reach goes with the lock."""
    gone = set(seen.without) - set(seen.on_the_day)
    reach = seen.override.rule == "plan-locked"
    for rule in sorted(gone - {seen.override.rule}):
        if not (reach and rule.startswith(("envelope-", "limit-", "lint-range"))):
            yield seen.override.granted_on, f"{rule} went with {seen.override.rule}"
