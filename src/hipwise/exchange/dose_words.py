"""A plan item in words: side, dose, tempo, days. One wording for sheet, calendar and terminal."""

from hipwise.library.exercise import Exercise, Laterality
from hipwise.library.side import Side
from hipwise.plan.day_words import WEEKDAYS
from hipwise.plan.plan import PlanItem

DAY_NAMES = WEEKDAYS
_FULL_RANGE = 0.995


def dose_in_words(item: PlanItem, exercise: Exercise) -> str:
    """The dose line: "3 × 10", or "3 × 30 seconds" for holds."""
    if exercise.is_hold:
        return f"{item.sets * item.repetitions} × {item.hold_s:g} seconds"
    return f"{item.sets} × {item.repetitions}"


def side_in_words(item: PlanItem, exercise: Exercise) -> str:
    """The side, always in words: "LEFT leg on top", "Both sides, LEFT first", "Both sides together"."""
    if exercise.laterality is Laterality.BOTH_TOGETHER:
        return "Both sides together"
    if item.side is Side.BOTH:
        first = f", {item.first_side.value.upper()} first" if item.first_side else ""
        return f"Both sides{first}: {exercise.side_words}" if exercise.side_words else f"Both sides{first}"
    return f"{item.side.value.upper()} {exercise.side_words}".strip()


def tempo_in_words(item: PlanItem, exercise: Exercise) -> str:
    """The tempo with the exercise's own words: "Lift 2 s, hold 1 s, lower 2 s"."""
    seconds = item.tempo.split("-")
    words = {leg.part: leg.word for leg in reversed(exercise.movement.path)}
    parts = ("out", "hold", "back")
    if len(seconds) != len(parts) or not all(_is_number(s) for s in seconds):
        return f"Tempo {item.tempo}" if item.tempo else ""
    said = [
        f"{words.get(part, part).lower()} {float(s):g} s"
        for part, s in zip(parts, seconds, strict=True)
        if float(s) > 0
    ]
    text = ", ".join(said)
    return text[:1].upper() + text[1:]


def days_in_words(item: PlanItem) -> str:
    """The days: "Every day", or "Monday, Wednesday and Friday"."""
    names = [DAY_NAMES[day] for day in DAY_NAMES if day in item.days]
    if len(names) == len(DAY_NAMES):
        return "Every day"
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + f" and {names[-1]}"


def days_in_short(item: PlanItem) -> str:
    """The days for a narrow column: "daily", or "Mon Wed Fri"."""
    names = [DAY_NAMES[day][:3] for day in DAY_NAMES if day in item.days]
    return "daily" if len(names) == len(DAY_NAMES) else " ".join(names)


def range_in_words(item: PlanItem) -> str:
    """What a smaller range means for the patient; empty for the full range."""
    if item.range_share >= _FULL_RANGE:
        return ""
    return f"Smaller movement: go only {round(item.range_share * 100)} % of the way."


def _is_number(text: str) -> bool:
    try:
        return float(text) >= 0
    except ValueError:
        return False
