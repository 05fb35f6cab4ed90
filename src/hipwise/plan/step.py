"""The one step that an exercise would take, up or back: its movement, its dose, or the rung of its ladder."""

import math

from hipwise.body.envelope import Verdict as EnvelopeVerdict
from hipwise.library.exercise import Exercise
from hipwise.plan.brake import sets_of
from hipwise.plan.done_sets import done_amount, planned_amount
from hipwise.plan.dose import item_minutes
from hipwise.plan.dose_step import Change, dose_after, smaller_range, step_back, step_up
from hipwise.plan.filling import minutes_budget
from hipwise.plan.lifting import fit_now
from hipwise.plan.look import WEEK_DAYS, Look
from hipwise.plan.plan import PlanItem
from hipwise.plan.rung import came_by_a_rung, easier_item, harder_item


def is_at_top(item: PlanItem, look: Look) -> bool:
    """Can neither its movement nor its dose rise any more, whatever was done lately?"""
    exercise = look.catalogue.exercise(item.exercise)
    planned = planned_amount(item, exercise)
    return (
        _range_step(item, exercise, look) is None and step_up(item, exercise, planned, look.catalogue) is None
    )


def dose_up(item: PlanItem, look: Look) -> Change | None:
    """The full movement comes back before the dose rises; one change at a time."""
    exercise = look.catalogue.exercise(item.exercise)
    lately = min(planned_amount(item, exercise), _done_this_week(item, exercise, look))
    return _range_step(item, exercise, look) or step_up(item, exercise, lately, look.catalogue)


def has_time(item: PlanItem, change: Change, look: Look) -> bool:
    """Does the larger dose stay within the minutes of every day on which it is done?"""
    exercise = look.catalogue.exercise(item.exercise)
    minutes = item_minutes(exercise, item.side, dose_after(item, change), look.catalogue)
    longest = max((look.minutes_per_day.get(day, 0) for day in item.days), default=0)
    return minutes <= item.minutes or longest - item.minutes + minutes <= minutes_budget(look.situation)


def rung_up(item: PlanItem, look: Look) -> Change | None:
    """The next exercise on the ladder in the place of one whose dose is at its top."""
    return _replaced(item, harder_item(item, look))


def step_down(
    item: PlanItem, cut_share: float, look: Look, *, range_first: bool = False, is_exact: bool = False
) -> Change:
    """A smaller dose or a smaller movement; then the easier rung; when there is none, it is left out.

    An exercise that has just come by a rung goes back to the one before first.
    """
    easier = _replaced(item, easier_item(item, look)) if came_by_a_rung(item) else None
    if easier is not None:
        return easier
    exercise = look.catalogue.exercise(item.exercise)
    smaller = smaller_range(item, exercise, look.catalogue)
    back = step_back(item, exercise, cut_share, look.catalogue, is_exact=is_exact)
    first, second = (smaller, back) if range_first else (back, smaller)
    change = first or second or _replaced(item, easier_item(item, look))
    return change or Change("exercise", item.exercise, None)


def rose_this_week(item: PlanItem, look: Look) -> bool:
    """Did it take a step up in the last seven days?"""
    since = item.since
    return item.change == "up" and since is not None and (look.today - since.date()).days < WEEK_DAYS


def _replaced(item: PlanItem, new: PlanItem | None) -> Change | None:
    return None if new is None else Change("exercise", item.exercise, new.exercise, new)


def _range_step(item: PlanItem, exercise: Exercise, look: Look) -> Change | None:
    """A larger movement after one that was made smaller, as far as both hips' limits allow."""
    if item.change is None or item.range_share >= 1:
        return None
    fitting = fit_now(exercise, item.side, look.situation)
    after = min(fitting.range_share, item.range_share * (1 + look.catalogue.setting("progress.max_wk")))
    if fitting.verdict is EnvelopeVerdict.BLOCKED or after <= item.range_share:
        return None
    return Change("range_share", item.range_share, math.floor(after * 1000) / 1000)


def _done_this_week(item: PlanItem, exercise: Exercise, look: Look) -> float:
    """The smallest amount of one session in the last seven days: what a week's step is measured from."""
    amounts = [
        done_amount(sets_of(item.exercise, session), item, exercise)
        for session in look.sessions_this_week
        if sets_of(item.exercise, session)
    ]
    return min(amounts, default=0.0)
