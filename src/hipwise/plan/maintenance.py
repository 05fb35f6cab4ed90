"""The small plan after discharge: two or three exercises, two days a week, doses as they were at the end.

Strength of the hip is its backbone; one place is kept for what a goal needs. It is chosen from what the same
rules allow today, so nothing is in it that a programme would leave out.
"""

from collections.abc import Sequence
from dataclasses import replace

from hipwise.library.need import Need
from hipwise.plan.choice import Choice, choose, finding, is_second_difficulty
from hipwise.plan.dose import ItemDose, first_dose, item_minutes
from hipwise.plan.eligibility import Eligible, needs_of
from hipwise.plan.filling import minutes_budget
from hipwise.plan.item import plan_item
from hipwise.plan.placed import Placed
from hipwise.plan.plan import Plan, PlanItem
from hipwise.plan.schedule import Week, days_between, spaced_days
from hipwise.plan.situation import Situation

_MOST = "maintenance.items_most"
# After the backbone's first places: what a goal needs, then the rest by its kind.
_ORDER = {"backbone": 0, "impact": 1, "weakness": 2}


def maintenance_items(
    eligible: dict[str, Eligible], situation: Situation, present: Plan | None
) -> tuple[PlanItem, ...]:
    """The items. `present` is the plan at discharge: its exercises and doses are kept where they may be."""
    days = maintenance_days(situation)
    week = Week(days, minutes_budget(situation), situation.catalogue)
    doses = {item.exercise: item for item in present.items} if present is not None else {}
    items: list[PlanItem] = []
    for choice in _in_order(_choices(eligible, situation, present), situation):
        exercise, side = choice.eligible.exercise, choice.eligible.side
        before = doses.get(exercise.id)
        dose = _dose(choice.eligible, before, situation)
        minutes = item_minutes(exercise, side, dose, situation.catalogue)
        if len(items) >= situation.setting(_MOST) or week.days_with_room(days, minutes) != list(days):
            continue
        if is_second_difficulty(exercise.id, [item.exercise for item in items]):
            continue
        week.put(days, minutes)
        items.append(_item(Placed(choice, dose, days, minutes), before, situation))
    return tuple(items)


def maintenance_days(situation: Situation) -> tuple[str, ...]:
    """Two of the person's days with a day between, however heavy the exercises are; fewer when none fit."""
    apart = days_between(round(situation.setting("plan.power_tier")), situation.catalogue)
    return spaced_days(situation.intake.days, round(situation.setting("maintenance.days")), apart)


def _choices(eligible: dict[str, Eligible], situation: Situation, present: Plan | None) -> list[Choice]:
    """What the plan at discharge had and may still have; then what would be chosen anew."""
    known = [eligible[i.exercise] for i in present.items if i.exercise in eligible] if present else []
    kept = [_choice(one, situation) for one in known]
    names = {one.exercise.id for one in known}
    anew = [c for c in choose(eligible, situation) if c.eligible.exercise.id not in names]
    return [choice for choice in (*kept, *anew) if _need(choice, situation) is not None]


def _choice(one: Eligible, situation: Situation) -> Choice:
    needs = needs_of(one.exercise, situation)
    return Choice(one, finding(needs[0], one, situation), _MOST)


def _need(choice: Choice, situation: Situation) -> Need | None:
    """The main need it serves, when that one is kept up after discharge."""
    needs = needs_of(choice.eligible.exercise, situation)
    return needs[0] if needs and needs[0].kind in _ORDER else None


def _in_order(choices: Sequence[Choice], situation: Situation) -> list[Choice]:
    """Two of the backbone, what a goal needs, then more of the backbone; one exercise for each need first."""
    seen: set[str] = set()
    firsts: list[Choice] = []
    seconds: list[Choice] = []
    for choice in choices:
        need = _need(choice, situation)
        assert need is not None
        (seconds if need.id in seen else firsts).append(choice)
        seen.add(need.id)

    def place(choice: Choice) -> tuple[int, int]:
        need = _need(choice, situation)
        assert need is not None
        return _ORDER[need.kind], need.order

    firsts.sort(key=place)
    backbone = [c for c in firsts if place(c)[0] == 0]
    goal = [c for c in firsts if place(c)[0] == _ORDER["impact"]]
    others = [c for c in firsts if place(c)[0] > _ORDER["impact"]]
    kept = round(situation.setting("maintenance.backbone"))
    return [*backbone[:kept], *goal, *backbone[kept:], *others, *sorted(seconds, key=place)]


def _dose(one: Eligible, before: PlanItem | None, situation: Situation) -> ItemDose:
    days = round(situation.setting("maintenance.days"))
    if before is None:
        return replace(first_dose(one, situation), days_per_week=days)
    return ItemDose(before.sets, before.repetitions, before.hold_s, before.rest_s, days)


def _item(placed: Placed, before: PlanItem | None, situation: Situation) -> PlanItem:
    """The item; a movement that was smaller stays smaller."""
    item = plan_item(placed, situation)
    rule = "maintenance-item-new" if before is None else "maintenance-item"
    kept = situation.reason(rule, days=len(placed.days))
    share = item.range_share if before is None else min(item.range_share, before.range_share)
    return replace(item, range_share=share, reasons=(kept, *item.reasons))
