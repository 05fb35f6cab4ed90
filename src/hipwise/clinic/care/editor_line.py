"""One line of the plan editor: figure, dose fields with their sourced range, days, checks and reasons."""

from collections.abc import Sequence
from typing import Any

from hipwise.clinic.care.dose_line import SIDE_WORDS, dose_line
from hipwise.clinic.care.figure_address import figure_urls
from hipwise.clinic.care.lint_item import lint_items
from hipwise.clinic.care.today import sides_of
from hipwise.library.exercise import Amount, Exercise, Laterality
from hipwise.library.side import Side
from hipwise.plan.day_words import weekday_in_words
from hipwise.plan.dose import ItemDose
from hipwise.plan.intake import DAYS
from hipwise.plan.lint import ERROR, LintFinding
from hipwise.plan.plan import Plan, PlanItem, reason_to_mapping
from hipwise.plan.situation import Situation


def editor_line(
    place: int,
    item: PlanItem,
    plan: Plan,
    findings: Sequence[LintFinding],
    situation: Situation,
    own: ItemDose | None,
) -> dict[str, Any]:
    """The line at that place. `own` is the clinician's usual dose of the exercise."""
    exercise = situation.catalogue.exercise(item.exercise)
    about = [finding for finding in findings if finding.item == item.exercise]
    return {
        **dose_line(item, exercise),
        "index": place,
        "tier": exercise.tier,
        "side_choices": _side_choices(exercise),
        "day_choices": _day_choices(item, situation),
        "fields": _fields(item, exercise),
        "rest_field": _field("rest_s", "rest s", "seconds of rest", item.rest_s, exercise.dose.rest_s),
        "days_origin": _origin(exercise.dose.days_per_week),
        "range_words": f"{round(item.range_share * 100)} % of the way",
        "range_percent": round(item.range_share * 100),
        "figure": figure_urls(exercise.id, sides_of(item, exercise), item.range_share)["thumb"],
        "findings": lint_items(about, plan, situation, findings),
        "has_error": any(finding.severity == ERROR for finding in about),
        "reasons": [reason_to_mapping(reason) for reason in item.reasons],
        "own_dose": _own(item, own),
        "before": max(0, place - 1),
        "after": min(len(plan.items) - 1, place + 1),
    }


def _fields(item: PlanItem, exercise: Exercise) -> list[dict[str, Any]]:
    dose = exercise.dose
    times = "holds" if exercise.is_hold else "times"
    said = "holds in a set" if exercise.is_hold else "repetitions"
    return [
        _field("sets", "sets", "sets", item.sets, dose.sets),
        _field("repetitions", times, said, item.repetitions, dose.repetitions),
        _field("hold_s", "hold s", "seconds to hold", item.hold_s, dose.hold_s),
    ]


def _field(name: str, label: str, said: str, value: float, amount: Amount) -> dict[str, Any]:
    return {
        "name": name,
        "label": label,
        "said": said,
        "value": f"{value:g}",
        "range": _range(amount),
        "origin": _origin(amount),
        "is_outside": not amount.allows(value),
    }


def _range(amount: Amount) -> str:
    return f"{amount.low:g}" if amount.low == amount.high else f"{amount.low:g}–{amount.high:g}"


def _origin(amount: Amount) -> str:
    return f"{_range(amount)}. {amount.evidence.words}"


def _side_choices(exercise: Exercise) -> list[dict[str, str]]:
    sides = (Side.BOTH,) if exercise.laterality is Laterality.BOTH_TOGETHER else tuple(Side)
    return [{"value": side.value, "words": SIDE_WORDS[side]} for side in sides]


def _day_choices(item: PlanItem, situation: Situation) -> list[dict[str, Any]]:
    return [
        {
            "value": day,
            "words": weekday_in_words(day),
            "chosen": day in item.days,
            "is_given": day in situation.intake.days,
        }
        for day in DAYS
    ]


def _own(item: PlanItem, own: ItemDose | None) -> dict[str, Any] | None:
    if own is None:
        return None
    same = (own.sets, own.repetitions, own.hold_s, own.rest_s) == (
        item.sets,
        item.repetitions,
        item.hold_s,
        item.rest_s,
    )
    words = f"{own.sets} × {own.repetitions}, hold {own.hold_s:g} s, {own.days_per_week} days"
    return {"words": words, "is_same": same and own.days_per_week == len(item.days)}
