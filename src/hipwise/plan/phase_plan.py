"""The plan of another phase for somebody who has a plan: what stays keeps its dose, what is new begins low.

It is a proposal like any other: nothing is in force before a therapist has signed it.
"""

from collections.abc import Iterable
from dataclasses import replace

from hipwise.library.catalogue import Catalogue
from hipwise.plan.depth import depth_share
from hipwise.plan.dose import ItemDose, item_minutes, tempo_words
from hipwise.plan.intake import Intake
from hipwise.plan.plan import LeftOut, Plan, PlanItem
from hipwise.plan.prescribing import prescribe


def plan_of_phase(
    plan: Plan, known: Intake, phase: int, catalogue: Catalogue, earlier: Iterable[Plan] = ()
) -> Plan:
    """Propose the plan of a phase from what is known today; lower when the signs of the phase are not there.

    An exercise that was in the plan on the same side keeps its sets, repetitions, hold and rest, and a
    movement that was made smaller stays smaller; on other sides it gets no more than that. One that comes
    back from the `earlier` plans (the newest first) gets no more than its last dose there. On the way back
    others begin with the least dose of their source, and what was left out for pain stays out. The
    warning-sign questions stay due when they were.
    """
    proposed = prescribe(known, catalogue, highest_phase=phase)
    before = {item.exercise: item for item in plan.items}
    wanted = _without_painful(proposed, plan) if proposed.phase <= plan.phase else proposed.items
    items = tuple(
        _with_present_dose(item, before.get(item.exercise), plan.phase, catalogue) for item in wanted
    )
    if proposed.phase < plan.phase:
        items = tuple(item if item.exercise in before else _lowest(item, catalogue) for item in items)
    last = _last_lines(earlier)
    items = tuple(
        item if item.exercise in before else _as_it_was(item, last.get(item.exercise), catalogue)
        for item in items
    )
    due = min(plan.screen_again_on, proposed.screen_again_on)
    return replace(proposed, items=items, screen_again_on=due)


def _with_present_dose(
    item: PlanItem, present: PlanItem | None, phase: int, catalogue: Catalogue
) -> PlanItem:
    """The line with the dose that it has in the plan of `phase`."""
    if present is None:
        return item
    if present.side is not item.side:
        return _at_most(item, present, catalogue)
    dose = ItemDose(present.sets, present.repetitions, present.hold_s, present.rest_s, len(item.days))
    exercise = catalogue.exercise(item.exercise)
    return replace(
        item,
        sets=present.sets,
        repetitions=present.repetitions,
        hold_s=present.hold_s,
        rest_s=present.rest_s,
        tempo=present.tempo,
        range_share=_present_range(item, present, phase, catalogue),
        first_side=present.first_side,
        minutes=item_minutes(exercise, item.side, dose, catalogue),
        change=present.change,
        since=present.since,
    )


def _present_range(item: PlanItem, present: PlanItem, phase: int, catalogue: Catalogue) -> float:
    """A movement that was made smaller stays so; what only the depth of that phase kept short does not."""
    kept_short = depth_share(catalogue.exercise(item.exercise), phase, catalogue)
    if kept_short < 1 and present.range_share >= kept_short:
        return item.range_share
    return min(item.range_share, present.range_share)


def _last_lines(plans: Iterable[Plan]) -> dict[str, PlanItem]:
    """The newest line of each exercise in the plans, the newest plan first."""
    lines: dict[str, PlanItem] = {}
    for plan in plans:
        for item in plan.items:
            lines.setdefault(item.exercise, item)
    return lines


def _as_it_was(item: PlanItem, last: PlanItem | None, catalogue: Catalogue) -> PlanItem:
    """An exercise that comes back: what the hip last bore of it may be less than where others begin."""
    if last is None:
        return item
    smaller = _at_most(item, last, catalogue)
    if _size(smaller) == _size(item):
        return item
    return replace(smaller, reasons=(*item.reasons, catalogue.reason("phase-last-dose")))


def _size(item: PlanItem) -> tuple[float, ...]:
    return item.sets, item.repetitions, item.hold_s, item.range_share


def _without_painful(proposed: Plan, plan: Plan) -> tuple[PlanItem, ...]:
    """Without what hurt at its lowest dose; all of it where nothing else would be left."""
    painful = {left.exercise for left in plan.left_out if _hurt_at_its_lowest(left)}
    return tuple(item for item in proposed.items if item.exercise not in painful) or proposed.items


def _hurt_at_its_lowest(left: LeftOut) -> bool:
    return any(reason.rule == "progress-lowest" for reason in left.reasons)


def _at_most(item: PlanItem, present: PlanItem, catalogue: Catalogue) -> PlanItem:
    """For other sides than before: not more than was done, in a movement that is not larger."""
    smaller = _dosed(
        item,
        min(item.sets, present.sets),
        min(item.repetitions, present.repetitions),
        min(item.hold_s, present.hold_s),
        catalogue,
    )
    return replace(smaller, range_share=min(item.range_share, present.range_share))


def _lowest(item: PlanItem, catalogue: Catalogue) -> PlanItem:
    """The least dose: on the way back nobody knows how large the last one was that the hip bore."""
    exercise = catalogue.exercise(item.exercise)
    least = exercise.dose
    hold_s = min(item.hold_s, least.hold_s.low) if exercise.is_hold else item.hold_s
    sets, repetitions = round(least.sets.low), round(least.repetitions.low)
    return _dosed(item, min(item.sets, sets), min(item.repetitions, repetitions), hold_s, catalogue)


def _dosed(item: PlanItem, sets: int, repetitions: int, hold_s: float, catalogue: Catalogue) -> PlanItem:
    """The item with another dose, and the tempo and minutes that follow."""
    exercise = catalogue.exercise(item.exercise)
    dose = ItemDose(sets, repetitions, hold_s, item.rest_s, len(item.days))
    minutes = item_minutes(exercise, item.side, dose, catalogue)
    tempo = tempo_words(exercise, hold_s)
    return replace(item, sets=sets, repetitions=repetitions, hold_s=hold_s, tempo=tempo, minutes=minutes)
