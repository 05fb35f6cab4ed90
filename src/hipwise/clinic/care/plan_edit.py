"""One edit of a plan, as a function from plan and intake to plan; lint judges the result."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise, Laterality
from hipwise.library.side import Side
from hipwise.plan.dose import ItemDose, first_dose, item_minutes, tempo_words
from hipwise.plan.eligibility import Eligible, judge
from hipwise.plan.filling import find_training_days
from hipwise.plan.given import Given, GivenError
from hipwise.plan.intake import DAYS, SIDES, Intake
from hipwise.plan.lint import lint_in
from hipwise.plan.mend import mend_of, recounted
from hipwise.plan.own_dose import start_dose
from hipwise.plan.plan import LeftOut, Plan, PlanItem
from hipwise.plan.plan_template import fill_template
from hipwise.plan.schedule import days_between, spaced_days
from hipwise.plan.situation import assess, assess_in_phase
from hipwise.plan.working_side import first_side_of

Edit = Callable[[Plan, Intake], Plan]

MOST_ITEMS = 12
_BY_HAND = "edited-by-hand"


_FIELD_NAMES = {
    "repetitions": "Times",
    "hold_s": "Hold",
    "rest_s": "Rest",
    "range_percent": "Range",
    "flexion": "Hip bend",
    "pinch": "Pinch",
    "surgeon": "Surgeon's limit",
}


class EditError(ValueError):
    """An edit that makes no sense; the text says what was expected."""


def refused_in_words(error: GivenError) -> str:
    """What was refused, with the name that its field has on the page."""
    name = _FIELD_NAMES.get(error.place, error.place.replace("_", " ").capitalize())
    return f"{name}: expected {error.expected.partition(' (')[0]}, found {error.found}."


def change_item(index: int, posted: Mapping[str, Sequence[str]], catalogue: Catalogue) -> Edit:
    """Change the posted fields of one line: sets, repetitions, hold_s, rest_s, range_percent, side, days.

    A dose is one for all days of the line. A posted `exercise` has to be the one in that line.
    """

    def edit(plan: Plan, _: Intake) -> Plan:
        item = _item(plan, index)
        _expect(item, posted.get("exercise", ()))
        try:
            changed = _changed(item, posted, catalogue)
        except GivenError as error:
            raise EditError(refused_in_words(error)) from None
        return _with(plan, index, changed)

    return edit


def add_item(exercise_id: str, catalogue: Catalogue, own: ItemDose | None = None) -> Edit:
    """Add an exercise on spaced days of this person, at the clinician's `own` dose where there is one.

    Without one, or where the hip asks for care, the rules' first dose stands. Raises EditError.
    """

    def edit(plan: Plan, intake: Intake) -> Plan:
        if exercise_id not in catalogue.exercises:
            raise EditError(f"{exercise_id!r}: expected an exercise of the library.")
        if any(item.exercise == exercise_id for item in plan.items):
            raise EditError("This exercise is in the plan already. Change its dose there.")
        if len(plan.items) >= MOST_ITEMS:
            raise EditError(f"A plan holds at most {MOST_ITEMS} exercises. Take one out first.")
        item = _new_item(catalogue.exercise(exercise_id), intake, plan.phase, own, catalogue)
        left_out = tuple(left for left in plan.left_out if left.exercise != exercise_id)
        return replace(plan, items=(*plan.items, item), left_out=left_out)

    return edit


def take_dose(index: int, exercise_id: str, own: ItemDose | None, catalogue: Catalogue) -> Edit:
    """Put the clinician's own dose into a line, as far as the hip lets it start there. Raises EditError."""

    def edit(plan: Plan, intake: Intake) -> Plan:
        item = _item(plan, index)
        _expect(item, (exercise_id,))
        if own is None:
            raise EditError("There is no own dose of this exercise. Keep one first.")
        line = _new_item(catalogue.exercise(item.exercise), intake, plan.phase, own, catalogue)
        taken = replace(line, side=item.side, first_side=item.first_side, range_share=item.range_share)
        return _with(plan, index, recounted(taken, assess(intake, catalogue, plan.phase)))

    return edit


def remove_item(index: int, catalogue: Catalogue, exercise: str = "") -> Edit:
    """Take one line out; it is listed among what was left out. Raises EditError."""

    def edit(plan: Plan, _: Intake) -> Plan:
        item = _item(plan, index)
        _expect(item, (exercise,))
        left = LeftOut(item.exercise, (catalogue.reason("left-out-by-hand"),))
        items = tuple(other for place, other in enumerate(plan.items) if place != index)
        return replace(plan, items=items, left_out=(*plan.left_out, left))

    return edit


def move_item(index: int, to: int, exercise: str = "") -> Edit:
    """Move one line to another place: the order of the lines is the order of a session. Raises EditError."""

    def edit(plan: Plan, _: Intake) -> Plan:
        item = _item(plan, index)
        _expect(item, (exercise,))
        if not 0 <= to < len(plan.items):
            raise EditError(f"place: expected 0 to {len(plan.items) - 1}, got {to}.")
        others = [other for place, other in enumerate(plan.items) if place != index]
        others.insert(to, item)
        return replace(plan, items=tuple(others))

    return edit


def mend_item(rule: str, item: str, text: str, catalogue: Catalogue) -> Edit:
    """Do what the finding of that rule, line (empty for the whole plan) and text offers. Raises EditError."""

    def edit(plan: Plan, intake: Intake) -> Plan:
        situation = assess_in_phase(intake, plan.phase, catalogue)
        findings = lint_in(plan.items, situation)
        same = [f for f in findings if (f.rule, f.item or "", f.text) == (rule, item, text)]
        mend = mend_of(same[0], plan.items, situation, findings) if same else None
        if mend is None:
            raise EditError("This has no mend any more. Read the checks again.")
        return _with_items(plan, mend.items, catalogue)

    return edit


def apply_template(template_id: str, catalogue: Catalogue) -> Edit:
    """Replace the lines by what the rules leave of a template. Raises EditError when that is nothing."""

    def edit(plan: Plan, intake: Intake) -> Plan:
        template = catalogue.plan_templates.get(template_id)
        if template is None:
            raise EditError(f"{template_id[:40]!r}: expected a template of the list.")
        filled = fill_template(template, assess(intake, catalogue, plan.phase))
        if not filled.items:
            reasons = [reason.text for left in filled.left_out[:1] for reason in left.reasons[:1]]
            raise EditError(" ".join([f"Nothing of “{template.name}” fits this hip now.", *reasons]))
        known = {left.exercise for left in filled.left_out}
        left_out = (*filled.left_out, *(left for left in plan.left_out if left.exercise not in known))
        return _with_items(replace(plan, left_out=left_out), filled.items, catalogue)

    return edit


def template_exercises(template_id: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Every exercise that a template may try; empty for an unknown one."""
    template = catalogue.plan_templates.get(template_id)
    lines = () if template is None else template.lines
    return tuple(dict.fromkeys(name for line in lines for name in line))


def left_out_notes(plan: Plan, names: Sequence[str], catalogue: Catalogue) -> list[dict[str, Any]]:
    """Of these exercises those that are not in the plan, each with every reason."""
    return [
        {
            "exercise": left.exercise,
            "name": catalogue.exercise(left.exercise).name,
            "reasons": [reason.text for reason in left.reasons],
        }
        for left in plan.left_out
        if left.exercise in names
    ]


def _with_items(plan: Plan, items: tuple[PlanItem, ...], catalogue: Catalogue) -> Plan:
    """The plan with other lines; what was taken out is listed, what came in no longer."""
    names = {item.exercise for item in items}
    left_out = tuple(left for left in plan.left_out if left.exercise not in names)
    known = {left.exercise for left in left_out}
    by_hand = (catalogue.reason("left-out-by-hand"),)
    gone = tuple(
        LeftOut(item.exercise, by_hand)
        for item in plan.items
        if item.exercise not in names and item.exercise not in known
    )
    return replace(plan, items=items, left_out=(*left_out, *gone))


def _expect(item: PlanItem, posted: Sequence[str]) -> None:
    """A page that is older than the plan would edit another line than its reader sees."""
    if any(name and name != item.exercise for name in posted):
        raise EditError("The plan has changed since you opened it. Look at it again.")


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
        first_side=first_side_of(exercise, side, item.first_side),
        sets=dose.sets,
        repetitions=dose.repetitions,
        hold_s=dose.hold_s,
        rest_s=dose.rest_s,
        # A tempo that somebody set stays while the hold does.
        tempo=item.tempo if dose.hold_s == item.hold_s else tempo_words(exercise, dose.hold_s),
        days=_days(posted["days"]) if "days" in posted else item.days,
        range_share=given["range_percent"].number(1, 100, "percent of the way") / 100
        if "range_percent" in given
        else item.range_share,
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
        raise EditError("Days: expected at least one day. Take the exercise out instead.")
    return tuple(day for day in DAYS if day in wanted)


def _new_item(
    exercise: Exercise, intake: Intake, phase: int, own: ItemDose | None, catalogue: Catalogue
) -> PlanItem:
    """The line of an exercise that a clinician adds to a plan of that phase.

    It may be one that does not fit: lint says so then.
    """
    situation = assess(intake, catalogue, phase)
    judged = judge(exercise, situation)
    if isinstance(judged, Eligible):
        side, share, dose = judged.side, judged.fit.range_share, first_dose(judged, situation)
        first = judged.sides[0]
    else:
        side, share, dose = _default_side(exercise, intake), 1.0, _default_dose(exercise)
        first = None
    start = start_dose(own, dose, exercise, situation)
    by_hand = catalogue.reason(_BY_HAND if start == dose else "own-dose")
    dose, apart = start, days_between(exercise.tier, catalogue)
    days = spaced_days(find_training_days(situation).all or DAYS, dose.days_per_week, apart)
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
        reasons=(by_hand,),
        range_share=share or 1.0,
        first_side=first_side_of(exercise, side, first),
    )


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
