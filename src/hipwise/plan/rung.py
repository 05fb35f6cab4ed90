"""The next exercise on the ladder, harder or easier, as the line of the plan that would take the place.

Every rule that decides what may be prescribed decides here too: the other exercise has to be eligible for
this person and these sides, in the plan's phase, and the plan with it has to pass the lint.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from hipwise.library.exercise import Exercise
from hipwise.plan.brake import sets_of
from hipwise.plan.choice import Choice, finding, is_second_difficulty
from hipwise.plan.dose import ItemDose, first_dose, item_minutes, smallest_dose
from hipwise.plan.eligibility import Eligible, judge, needs_of
from hipwise.plan.filling import find_training_days
from hipwise.plan.intake import DAYS
from hipwise.plan.item import plan_item
from hipwise.plan.lint import ERROR, LintFinding, lint_in
from hipwise.plan.look import Look
from hipwise.plan.placed import Placed
from hipwise.plan.plan import PlanItem
from hipwise.plan.schedule import days_between, spaced_days

# A replacement may not make a day too long or too full either, which the lint only warns about.
_TOO_MUCH = ("lint-minutes-day", "lint-many-a-day")


def harder_item(item: PlanItem, look: Look) -> PlanItem | None:
    """The next harder rung at the low end of its dose; None when no rule allows one."""
    return _first_fitting(item, _rungs(item, look, look.catalogue.harder), look, is_small=True)


def easier_item(item: PlanItem, look: Look) -> PlanItem | None:
    """The next easier rung at its first dose, in the small plan after discharge at its low end.

    What was done of it before the discharge is long ago, and the small plan never rises. None when there
    is none.
    """
    is_small = look.plan.is_maintenance
    return _first_fitting(item, _rungs(item, look, look.catalogue.easier), look, is_small=is_small)


def _rungs(item: PlanItem, look: Look, following: Callable[[str], str | None]) -> Iterator[Eligible]:
    """The eligible rungs in that direction, the nearest first, as far as the next one that is in the plan.

    One that is not eligible, such as for want of equipment, is passed over. Two lines of a plan on one
    ladder never pass each other, so they never end on the same rung.
    """
    name = following(item.exercise)
    while name is not None and look.item(name) is None:
        eligible = judge(look.catalogue.exercise(name), look.situation)
        if isinstance(eligible, Eligible) and not _is_second_difficulty(name, item, look):
            yield eligible
        name = following(name)


def _is_second_difficulty(name: str, item: PlanItem, look: Look) -> bool:
    others = [other.exercise for other in look.plan.items if other is not item]
    return is_second_difficulty(name, others)


def _first_fitting(
    item: PlanItem, rungs: Iterator[Eligible], look: Look, *, is_small: bool
) -> PlanItem | None:
    eligible = next(rungs, None)
    if eligible is None:
        return None
    dose = _no_more_than_lately(first_dose(eligible, look.situation), eligible.exercise, look)
    if is_small:
        dose = smallest_dose(eligible.exercise, dose)
    known = _stopping(look.plan.items, look)
    for days in _days(item, eligible, dose, look):
        new = _line(eligible, dose, days, look)
        items = [new if other is item else other for other in look.plan.items]
        if not _stopping(items, look) - known:
            return new
    return None


def _no_more_than_lately(dose: ItemDose, exercise: Exercise, look: Look) -> ItemDose:
    """A first dose, but no larger than the last one that was done in the last week.

    An exercise that was in the plan until some days ago comes back no faster than a dose rises.
    """
    of_each = (sets_of(exercise.id, session) for session in reversed(look.sessions_this_week))
    done = next((sets for sets in of_each if sets), [])
    repetitions = max((entry.repetitions or 0 for entry in done), default=0) or dose.repetitions
    hold_s = max((entry.hold_s or 0.0 for entry in done), default=0.0) or dose.hold_s
    return replace(
        dose,
        repetitions=min(dose.repetitions, repetitions),
        hold_s=min(dose.hold_s, hold_s) if exercise.is_hold else dose.hold_s,
    )


def _days(item: PlanItem, eligible: Eligible, dose: ItemDose, look: Look) -> Iterator[tuple[str, ...]]:
    """The days of the exercise that it replaces, as far as it may be done on them; else the heavy days."""
    apart = days_between(eligible.exercise.tier, look.catalogue)
    most = min(len(item.days), round(eligible.exercise.dose.days_per_week.high))
    for days in (item.days, find_training_days(look.situation).strong):
        in_order = tuple(day for day in DAYS if day in days)
        spaced = spaced_days(in_order, max(most, 1), apart)
        if spaced:
            yield spaced


def _line(eligible: Eligible, dose: ItemDose, days: tuple[str, ...], look: Look) -> PlanItem:
    minutes = item_minutes(eligible.exercise, eligible.side, dose, look.catalogue)
    need = needs_of(eligible.exercise, look.situation)[0]
    choice = Choice(eligible, finding(need, eligible, look.situation), "plan.items_a_week")
    return plan_item(Placed(choice, dose, days, minutes), look.situation)


def _stopping(items: list[PlanItem] | tuple[PlanItem, ...], look: Look) -> set[LintFinding]:
    """What the lint says against these items."""
    found = lint_in(items, look.situation)
    return {finding for finding in found if finding.severity == ERROR or finding.rule in _TOO_MUCH}


def came_by_a_rung(item: PlanItem) -> bool:
    """Did its latest step bring the exercise itself, so that a step back leads to the one before?"""
    return item.change == "up" and any(reason.rule == "progress-rung" for reason in item.reasons)
