"""The editor's library: every exercise with how far it suits this hip, and what a filter asks about it."""

from collections.abc import Mapping, Sequence
from typing import Any

from hipwise.clinic.care.exercise_page import default_sides
from hipwise.clinic.care.figure_address import figure_urls
from hipwise.clinic.care.library_page import group_words
from hipwise.library.exercise import Exercise, Group
from hipwise.plan.dose import ItemDose
from hipwise.plan.exclusion import equipment_in_words
from hipwise.plan.lifting import could_be_lifted
from hipwise.plan.plan import Plan
from hipwise.plan.situation import Situation
from hipwise.plan.suitability import Suitability, Suits, limit_words, suitability

# The badge's look and its word; never a fourth look.
SUITS_WORDS = {
    Suits.FITS: ("ok", "Fits"),
    Suits.CHECK: ("fault", "Check"),
    Suits.SMALLER_RANGE: ("fault", "Smaller range"),
    Suits.LATER: ("later", "Later"),
    Suits.BLOCKED: ("blocked", "Blocked"),
}


def shelf(
    plan: Plan, situation: Situation, actual: Situation, own: Mapping[str, ItemDose]
) -> list[dict[str, Any]]:
    """Every exercise by group, the lightest first. `actual` differs from `situation` in a supposition."""
    order = list(Group)
    exercises = sorted(
        situation.catalogue.exercises.values(), key=lambda e: (order.index(e.group), e.tier, e.name)
    )
    planned = {item.exercise for item in plan.items}
    return [_entry(e, e.id in planned, situation, actual, own.get(e.id)) for e in exercises]


def shelf_filters(situation: Situation) -> dict[str, Any]:
    """The choices of the library's filters."""
    exercises = situation.catalogue.exercises.values()
    return {
        "groups": [{"value": group.value, "words": group_words(group)} for group in Group],
        "tiers": sorted({exercise.tier for exercise in exercises}),
        "badges": [{"value": suits.value, "words": words} for suits, (_, words) in SUITS_WORDS.items()],
    }


def _entry(
    exercise: Exercise, is_in: bool, situation: Situation, actual: Situation, own: ItemDose | None
) -> dict[str, Any]:
    suits = suitability(exercise, situation)
    kind, words = SUITS_WORDS[suits.verdict]
    before = suits if situation is actual else suitability(exercise, actual)
    missing = [word for word in exercise.equipment if word not in situation.intake.equipment]
    return {
        "id": exercise.id,
        "name": exercise.name,
        "group": exercise.group.value,
        "tier": exercise.tier,
        "badge": suits.verdict.value,
        "badge_kind": kind,
        "badge_text": words,
        "badge_words": suits.number,
        "limit_words": "" if kind in ("later", "blocked") else limit_words(exercise, situation),
        "was_text": _was(before, suits),
        "is_in": is_in,
        "reasons": [reason.text for reason in suits.reasons],
        "has_equipment": not missing,
        "missing_words": _missing_words(missing, suits, situation),
        "has_camera": exercise.watch.camera in ("front", "side", "oblique"),
        "own_dose_words": "" if own is None else f"{own.sets} × {own.repetitions}",
        "figure": figure_urls(exercise.id, default_sides(exercise, situation.intake), 1.0)["thumb"],
        # What a clinician may lift can be put into the draft: its red check then offers the override.
        "can_add": not is_in
        and (suits.verdict is not Suits.BLOCKED or could_be_lifted(suits.reasons, exercise, situation)),
    }


def _was(before: Suitability, now: Suitability) -> str:
    """The badge as it is without the supposition, where that differs."""
    if (before.verdict, before.number) == (now.verdict, now.number):
        return ""
    return f"{SUITS_WORDS[before.verdict][1]}, {before.number}"


def _missing_words(missing: Sequence[str], suits: Suitability, situation: Situation) -> str:
    """What is not at hand, unless the first reason says it."""
    if suits.reasons and suits.reasons[0].rule == "plan-equipment":
        return ""
    return equipment_in_words(missing, situation.catalogue)
