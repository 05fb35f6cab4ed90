"""A plan with fewer minutes a day: its most important lines stay as they are, the others wait.

A proposal like any other. No dose changes, nothing new comes in: what is left was signed before.
"""

from collections.abc import Sequence
from dataclasses import replace

from hipwise.plan.choice import need_rank
from hipwise.plan.plan import LeftOut, Plan, PlanItem
from hipwise.plan.situation import Situation


def longest_day(plan: Plan) -> int:
    """The minutes of the longest day; 0 for a plan without lines."""
    return max(plan.minutes_per_day.values(), default=0)


def shorter_plan(plan: Plan, minutes: float, situation: Situation) -> Plan:
    """The plan with as many of its lines as fit into so many minutes a day, and one line in any case.

    Of the lines those go first that serve the first needs of this person; each that still fits stays.
    """
    kept: list[PlanItem] = []
    for item in sorted(plan.items, key=lambda item: need_rank(item.exercise, situation)):
        if not kept or _has_room(item, kept, minutes):
            kept.append(item)
    waiting = [item.exercise for item in plan.items if item not in kept]
    why = situation.reason("plan-shorter", value=minutes)
    return replace(
        plan,
        items=tuple(item for item in plan.items if item in kept),
        left_out=(*plan.left_out, *(LeftOut(exercise, (why,)) for exercise in waiting)),
    )


def _has_room(item: PlanItem, kept: Sequence[PlanItem], minutes: float) -> bool:
    taken = (sum(other.minutes for other in kept if day in other.days) for day in item.days)
    return all(others + item.minutes <= minutes for others in taken)
