"""Writes accepted decisions into a plan: the next revision, to be signed like any other."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from hipwise.library.catalogue import Catalogue
from hipwise.library.rule import Reason
from hipwise.plan.decision import Decision, DecisionKind
from hipwise.plan.dose import item_minutes, tempo_words
from hipwise.plan.dose_step import Change, dose_after
from hipwise.plan.plan import LeftOut, Plan, PlanItem

_STEP_AREAS = ("pain", "progression", "flare")


class RevisionError(ValueError):
    """A decision that does not fit the plan: it was taken on another dose than the plan has now."""

    def __init__(self, exercise: str, field: str, expected: object, found: object) -> None:
        super().__init__(
            f"{exercise}, {field}: expected {expected} in the plan, found {found}; decide on this plan anew."
        )
        self.exercise = exercise
        self.field = field


def revise(plan: Plan, decisions: Iterable[Decision], at: datetime, catalogue: Catalogue) -> Plan:
    """The plan with the decisions' changes in its items, each since the moment `at` (with offset).

    Decisions without a change, and about exercises that the plan does not have, leave it as it is.
    Raises RevisionError when an item's dose is not the one that was decided on.
    """
    changing = {d.exercise: d for d in decisions if d.exercise is not None and d.change is not None}
    items: list[PlanItem] = []
    left_out = list(plan.left_out)
    for item in plan.items:
        decision = changing.get(item.exercise)
        if decision is None or decision.change is None:
            items.append(item)
        elif decision.change.field == "exercise":
            left_out.append(LeftOut(item.exercise, decision.reasons))
            items += _in_its_place(plan, decision, decision.change, at)
        else:
            items.append(_revised(item, decision, decision.change, at, catalogue))
    present = {item.exercise for item in items}
    left_out = [left for left in left_out if left.exercise not in present]
    return replace(plan, items=tuple(items), left_out=tuple(left_out))


def _in_its_place(plan: Plan, decision: Decision, change: Change, at: datetime) -> list[PlanItem]:
    """The line of another rung of the ladder, if there is one."""
    if change.item is None:
        return []
    if any(item.exercise == change.item.exercise for item in plan.items):
        found = f"{change.item.exercise} in the plan already"
        raise RevisionError(str(change.before), "exercise", "a rung that is not in the plan", found)
    reasons = (*decision.reasons, *change.item.reasons)
    return [replace(change.item, change=_direction(decision), since=at, reasons=reasons)]


def _direction(decision: Decision) -> str:
    return "up" if decision.kind is DecisionKind.PROGRESS else "eased"


def _revised(
    item: PlanItem, decision: Decision, change: Change, at: datetime, catalogue: Catalogue
) -> PlanItem:
    for field, before in change.values(change.before).items():
        if getattr(item, field) != before:
            raise RevisionError(item.exercise, field, before, getattr(item, field))
    exercise = catalogue.exercise(item.exercise)
    dose = dose_after(item, change)
    return replace(
        item,
        sets=dose.sets,
        repetitions=dose.repetitions,
        hold_s=dose.hold_s,
        range_share=change.values(change.after).get("range_share", item.range_share),
        tempo=item.tempo if dose.hold_s == item.hold_s else tempo_words(exercise, dose.hold_s),
        minutes=item_minutes(exercise, item.side, dose, catalogue),
        change=_direction(decision),
        since=at,
        reasons=(*decision.reasons, *(r for r in item.reasons if not _is_of_a_step(r, catalogue))),
    )


def _is_of_a_step(reason: Reason, catalogue: Catalogue) -> bool:
    """Does the reason explain an earlier step? The new one replaces it."""
    rule = catalogue.rules.get(reason.rule)
    return rule is not None and rule.area in _STEP_AREAS
