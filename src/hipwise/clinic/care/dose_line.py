"""A dose as pages show it: side, tempo, rest and change in few words."""

from typing import Any

from hipwise.exchange.dose_words import days_in_words, dose_in_words, tempo_parts
from hipwise.library.exercise import Exercise
from hipwise.library.side import Side
from hipwise.plan.plan import PlanItem

SIDE_WORDS = {Side.LEFT: "Left", Side.RIGHT: "Right", Side.BOTH: "Both"}
CHANGE_WORDS = {"eased": "made easier", "up": "one step up"}

dose_words = dose_in_words


def dose_and_range_words(item: PlanItem, exercise: Exercise) -> str:
    """ "3 × 10", or "3 × 10, 80 % of the way" for a smaller movement."""
    dose = dose_in_words(item, exercise)
    return dose if item.range_share >= 1 else f"{dose}, {round(item.range_share * 100)} % of the way"


def tempo_columns(item: PlanItem, exercise: Exercise) -> tuple[str, str]:
    """ "Lift · hold · lower" and "2 · 1 · 2 s", in the words of the exercise's own path; empty for a hold."""
    parts = None if exercise.is_hold else tempo_parts(item, exercise)
    if not parts:
        return "", ""
    words = " · ".join(words for words, _ in parts)
    return words[:1].upper() + words[1:], f"{' · '.join(f'{seconds:g}' for _, seconds in parts)} s"


def tempo_words(item: PlanItem, exercise: Exercise) -> str:
    """ "Lift · hold · lower 2 · 1 · 2 s"; empty for a hold."""
    return " ".join(tempo_columns(item, exercise)).strip()


def rest_words(item: PlanItem) -> str:
    """ "Rest 45 seconds between sets."; empty when there is nothing to rest between."""
    if item.rest_s <= 0 or item.sets < 2:
        return ""
    unit = "second" if item.rest_s == 1 else "seconds"
    return f"Rest {item.rest_s:g} {unit} between sets."


def days_words(item: PlanItem) -> str:
    """ "Every day", or "Mon, Wed, Fri"."""
    full = days_in_words(item)
    return full if full == "Every day" else ", ".join(day.capitalize() for day in item.days)


def dose_line(item: PlanItem, exercise: Exercise) -> dict[str, Any]:
    """The line of a plan as plain JSON values: which exercise and side, how much, on which days."""
    return {
        "exercise": item.exercise,
        "name": exercise.name,
        "side": item.side.value,
        "side_words": SIDE_WORDS[item.side],
        "sets": item.sets,
        "repetitions": item.repetitions,
        "hold_s": item.hold_s,
        "rest_s": item.rest_s,
        "tempo": item.tempo,
        "tempo_columns": list(tempo_columns(item, exercise)),
        "days": list(item.days),
        "days_words": days_words(item),
        "is_hold": exercise.is_hold,
        "dose_words": dose_words(item, exercise),
        "minutes": item.minutes,
        "range_share": item.range_share,
    }
