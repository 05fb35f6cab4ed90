"""One edit of a plan, as a function from plan and intake to plan; lint judges the result."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise, Laterality
from hipwise.library.side import Side
from hipwise.plan.dose import ItemDose, first_dose, item_minutes, tempo_words
from hipwise.plan.eligibility import Eligible, judge
from hipwise.plan.given import Given, GivenError
from hipwise.plan.intake import DAYS, SIDES, Intake
from hipwise.plan.plan import LeftOut, Plan, PlanItem
from hipwise.plan.schedule import days_between, spaced_days
from hipwise.plan.situation import assess

Edit = Callable[[Plan, Intake], Plan]

MOST_ITEMS = 12
_BY_HAND = "edited-by-hand"


class EditError(ValueError):
    """An edit that makes no sense; the text says what was expected."""


def change_item(index: int, posted: Mapping[str, Sequence[str]], catalogue: Catalogue) -> Edit:
    """Change the posted fields of one line: sets, repetitions, hold_s, rest_s, side, days."""

    def edit(plan: Plan, _: Intake) -> Plan:
        item = _item(plan, index)
        try:
            changed = _changed(item, posted, catalogue)
        except GivenError as error:
            raise EditError(str(error)) from None
        return _with(plan, index, changed)

    return edit


def add_item(exercise_id: str, catalogue: Catalogue) -> Edit:
    """Add an exercise at its first dose, on spaced days of this person. Raises EditError."""

    def edit(plan: Plan, intake: Intake) -> Plan:
        if exercise_id not in catalogue.exercises:
            raise EditError(f"{exercise_id!r}: expected an exercise of the library.")
        if any(item.exercise == exercise_id for item in plan.items):
            raise EditError("This exercise is in the plan already. Change its dose there.")
        if len(plan.items) >= MOST_ITEMS:
            raise EditError(f"A plan holds at most {MOST_ITEMS} exercises. Take one out first.")
        item = _new_item(catalogue.exercise(exercise_id), intake, catalogue)
        left_out = tuple(left for left in plan.left_out if left.exercise != exercise_id)
        return replace(plan, items=(*plan.items, item), left_out=left_out)

    return edit


def remove_item(index: int, catalogue: Catalogue) -> Edit:
    """Take one line out; it is listed among what was left out. Raises EditError."""

    def edit(plan: Plan, _: Intake) -> Plan:
        item = _item(plan, index)
        left = LeftOut(item.exercise, (catalogue.reason("left-out-by-hand"),))
        items = tuple(other for place, other in enumerate(plan.items) if place != index)
        return replace(plan, items=items, left_out=(*plan.left_out, left))

    return edit


def move_item(index: int, to: int) -> Edit:
    """Move one line to another place. Raises EditError."""

    def edit(plan: Plan, _: Intake) -> Plan:
        item = _item(plan, index)
        if not 0 <= to < len(plan.items):
            raise EditError(f"place: expected 0 to {len(plan.items) - 1}, got {to}.")
        others = [other for place, other in enumerate(plan.items) if place != index]
        others.insert(to, item)
        return replace(plan, items=tuple(others))

    return edit


def _item(plan: Plan, index: int) -> PlanItem:
    if not 0 <= index < len(plan.items):
        raise EditError(f"line: expected 0 to {len(plan.items) - 1}, got {index}. Open the plan again.")
    return plan.items[index]


def _with(plan: Plan, index: int, item: PlanItem) -> Plan:
    return replace(plan, items=(*plan.items[:index], item, *plan.items[index + 1 :]))


def _changed(item: PlanItem, posted: Mapping[str, Sequence[str]], catalogue: Catalogue) -> PlanItem:
    exercise = catalogue.exercise(item.exercise)
    given = {
        name: Given(name, _number(values[-1])) for name, values in posted.items() if values and values[-1]
    }
    dose = ItemDose(
        sets=given["sets"].whole_number(1, 50, "sets") if "sets" in given else item.sets,
        repetitions=given["repetitions"].whole_number(1, 500, "repetitions")
        if "repetitions" in given
        else item.repetitions,
        hold_s=given["hold_s"].number(0, 3600, "seconds") if "hold_s" in given else item.hold_s,
        rest_s=given["rest_s"].number(0, 3600, "seconds") if "rest_s" in given else item.rest_s,
        days_per_week=len(item.days),
    )
    side = Side(Given("side", posted["side"][-1]).word_of(SIDES)) if posted.get("side") else item.side
    changed = replace(
        item,
        side=side,
        first_side=_first_side(exercise, side, item.first_side),
        sets=dose.sets,
        repetitions=dose.repetitions,
        hold_s=dose.hold_s,
        rest_s=dose.rest_s,
        tempo=item.tempo if dose.hold_s == item.hold_s else tempo_words(exercise, dose.hold_s),
        days=_days(posted["days"]) if "days" in posted else item.days,
        minutes=item_minutes(exercise, side, dose, catalogue),
    )
    if changed == item:
        return item
    reasons = tuple(reason for reason in item.reasons if reason.rule != _BY_HAND)
    return replace(changed, change=None, reasons=(catalogue.reason(_BY_HAND), *reasons))


def _number(text: str) -> Any:
    """The number that was typed; other text stays text and is refused with its place."""
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return text
    return int(number) if number.is_integer() else number


def _days(chosen: Sequence[str]) -> tuple[str, ...]:
    wanted = Given("days", [day for day in chosen if day]).words_of(DAYS)
    if not wanted:
        raise EditError("days: expected at least one day. Take the exercise out instead.")
    return tuple(day for day in DAYS if day in wanted)


def _new_item(exercise: Exercise, intake: Intake, catalogue: Catalogue) -> PlanItem:
    """The line of an exercise that a clinician adds. It may be one that does not fit: lint says so then."""
    situation = assess(intake, catalogue)
    judged = judge(exercise, situation)
    if isinstance(judged, Eligible):
        side, share, dose = judged.side, judged.fit.range_share, first_dose(judged, situation)
        first = judged.sides[0]
    else:
        side, share, dose = _default_side(exercise, intake), 1.0, _default_dose(exercise)
        first = None
    apart = days_between(exercise.tier, catalogue)
    days = spaced_days(intake.days or DAYS, dose.days_per_week, apart)
    return PlanItem(
        exercise=exercise.id,
        side=side,
        sets=dose.sets,
        repetitions=dose.repetitions,
        hold_s=dose.hold_s,
        rest_s=dose.rest_s,
        tempo=tempo_words(exercise, dose.hold_s),
        days=days or (intake.days or DAYS)[:1],
        minutes=item_minutes(exercise, side, dose, catalogue),
        reasons=(catalogue.reason(_BY_HAND),),
        range_share=share or 1.0,
        first_side=_first_side(exercise, side, first),
    )


def _first_side(exercise: Exercise, side: Side, wanted: Side | None) -> Side | None:
    if side is not Side.BOTH or exercise.laterality is Laterality.BOTH_TOGETHER:
        return None
    return wanted if wanted in (Side.LEFT, Side.RIGHT) else Side.RIGHT


def _default_side(exercise: Exercise, intake: Intake) -> Side:
    return Side.BOTH if exercise.laterality is Laterality.BOTH_TOGETHER else intake.symptomatic_side


def _default_dose(exercise: Exercise) -> ItemDose:
    dose = exercise.dose
    return ItemDose(
        sets=round(dose.sets.default),
        repetitions=round(dose.repetitions.default),
        hold_s=dose.hold_s.default,
        rest_s=dose.rest_s.default,
        days_per_week=round(dose.days_per_week.default),
    )
