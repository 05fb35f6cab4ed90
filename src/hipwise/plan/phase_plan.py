"""The plan of another phase for somebody who has a plan: what stays keeps its dose, what is new begins low.

It is a proposal like any other: nothing is in force before a therapist has signed it.
"""

from dataclasses import replace

from hipwise.library.catalogue import Catalogue
from hipwise.plan.dose import ItemDose, item_minutes
from hipwise.plan.intake import Intake
from hipwise.plan.plan import Plan, PlanItem
from hipwise.plan.prescribing import prescribe


def plan_of_phase(plan: Plan, known: Intake, phase: int, catalogue: Catalogue) -> Plan:
    """Propose the plan of a phase from what is known today; lower when the signs of the phase are not there.

    An exercise that was in the plan on the same side keeps its sets, repetitions, hold and rest, and a
    movement that was made smaller stays smaller. The warning-sign questions stay due when they were.
    """
    proposed = prescribe(known, catalogue, highest_phase=phase)
    before = {item.exercise: item for item in plan.items}
    items = tuple(_with_present_dose(item, before.get(item.exercise), catalogue) for item in proposed.items)
    due = min(plan.screen_again_on, proposed.screen_again_on)
    return replace(proposed, items=items, screen_again_on=due)


def _with_present_dose(item: PlanItem, present: PlanItem | None, catalogue: Catalogue) -> PlanItem:
    if present is None or present.side is not item.side:
        return item
    dose = ItemDose(present.sets, present.repetitions, present.hold_s, present.rest_s, len(item.days))
    exercise = catalogue.exercise(item.exercise)
    return replace(
        item,
        sets=present.sets,
        repetitions=present.repetitions,
        hold_s=present.hold_s,
        rest_s=present.rest_s,
        tempo=present.tempo,
        range_share=min(item.range_share, present.range_share),
        first_side=present.first_side,
        minutes=item_minutes(exercise, item.side, dose, catalogue),
        change=present.change,
        since=present.since,
    )
