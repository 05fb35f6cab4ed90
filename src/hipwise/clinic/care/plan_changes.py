"""How a plan differs from the one before it: in the patient's words, and field by field."""

from typing import Any

from hipwise.clinic.care.dose_line import SIDE_WORDS, days_words, dose_and_range_words
from hipwise.library.catalogue import Catalogue
from hipwise.library.side import Side
from hipwise.plan.day_words import weekday_in_words
from hipwise.plan.difference import ItemDifference, Kind, differences
from hipwise.plan.plan import Plan, PlanItem

_MOVED = "another place in the session"
_FIELD_WORDS = {
    "side": "Side",
    "sets": "Sets",
    "repetitions": "Repetitions",
    "hold_s": "Hold, seconds",
    "rest_s": "Rest, seconds",
    "tempo": "Tempo",
    "range_share": "Range",
    "days": "Days",
    "minutes": "Minutes",
}


def changes(
    before: Plan | None, after: Plan, catalogue: Catalogue, for_desk: bool = False
) -> list[dict[str, Any]]:
    """What the patient will notice: doses that differ, lines that come, go or change their place.

    `for_desk` gives the reasons in the words for therapists.
    """
    old = {item.exercise: item for item in before.items} if before else {}
    new = {item.exercise: item for item in after.items}
    rows = differences(before.items if before else (), after.items)
    found = [_change(row, old.get(row.exercise), new.get(row.exercise), catalogue, for_desk) for row in rows]
    return [row for row in found if row["old_words"] != row["new_words"]]


def _change(
    row: ItemDifference,
    was: PlanItem | None,
    will: PlanItem | None,
    catalogue: Catalogue,
    for_desk: bool,
) -> dict[str, Any]:
    is_moved = row.kind is Kind.MOVED
    first = will.reasons[0] if will and will.reasons and not is_moved else None
    reason = "" if first is None else catalogue.for_therapist(first) if for_desk else first.text
    return {
        "exercise": row.exercise,
        "name": catalogue.exercise(row.exercise).name,
        "old_words": "" if is_moved else _said(was, catalogue),
        "new_words": _MOVED if is_moved else _said(will, catalogue) or "left out",
        "reason": reason,
    }


def field_changes(before: Plan | None, after: Plan, catalogue: Catalogue) -> list[dict[str, str]]:
    """Every field that differs in a line that both plans have."""
    rows = differences(before.items if before else (), after.items)
    return [
        {
            "name": catalogue.exercise(row.exercise).name,
            "field": _FIELD_WORDS[field.field],
            "before": _value(field.field, field.before),
            "after": _value(field.field, field.after),
        }
        for row in rows
        for field in row.fields
    ]


def _value(field: str, value: object) -> str:
    if isinstance(value, Side):
        return SIDE_WORDS[value]
    if isinstance(value, tuple):
        return ", ".join(weekday_in_words(str(day))[:3] for day in value)
    if field == "range_share" and isinstance(value, float):
        return f"{round(100 * value)} %"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _said(item: PlanItem | None, catalogue: Catalogue) -> str:
    if item is None:
        return ""
    dose = dose_and_range_words(item, catalogue.exercise(item.exercise))
    return f"{SIDE_WORDS[item.side]}, {dose}, {days_words(item)}"
