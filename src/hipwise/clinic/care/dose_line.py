"""A dose as pages show it: side, tempo, rest and change in few words."""

from typing import Any

from hipwise.exchange.dose_words import days_in_words, dose_in_words
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


def tempo_parts(item: PlanItem, exercise: Exercise) -> tuple[str, str]:
    """ "Lift · hold · lower" and "2 · 1 · 2 s", in the words of the exercise's own path; empty for a hold."""
    seconds = item.tempo.split("-")
    if exercise.is_hold or len(seconds) != 3:
        return "", ""
    words = {leg.part: leg.word for leg in reversed(exercise.movement.path)}
    names = (words.get("out", "Out"), words.get("hold", "Hold"), words.get("back", "Back"))
    kept = [(name, s) for name, s in zip(names, seconds, strict=True) if s.strip("0.")]
    if not kept:
        return "", ""
    said = " · ".join(name.lower() if place else name for place, (name, _) in enumerate(kept))
    return said, f"{' · '.join(s for _, s in kept)} s"


def tempo_words(item: PlanItem, exercise: Exercise) -> str:
    """ "Lift · hold · lower 2 · 1 · 2 s"; empty for a hold."""
    return " ".join(tempo_parts(item, exercise)).strip()


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
        "tempo_parts": list(tempo_parts(item, exercise)),
        "days": list(item.days),
        "days_words": days_words(item),
        "is_hold": exercise.is_hold,
        "dose_words": dose_words(item, exercise),
        "minutes": item.minutes,
        "range_share": item.range_share,
    }
