"""A plan item in words: side, dose, tempo, days. One wording for sheet, calendar and terminal."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise, Laterality
from hipwise.library.side import Side
from hipwise.plan.day_words import WEEKDAYS, day_in_words
from hipwise.plan.dose_step import Change, dose_after
from hipwise.plan.plan import PlanItem

DAY_NAMES = WEEKDAYS
_FULL_RANGE = 0.995


def dose_in_words(item: PlanItem, exercise: Exercise) -> str:
    """The dose line: "3 × 10", or "3 × 30 seconds" for holds."""
    if exercise.is_hold:
        return f"{item.sets * item.repetitions} × {item.hold_s:g} seconds"
    return f"{item.sets} × {item.repetitions}"


def change_in_words(change: Change | None, item: PlanItem | None, catalogue: Catalogue) -> str:
    """A change in one phrase, such as "2 × 12 → 2 × 14"; empty without one."""
    if change is None:
        return ""
    if change.item is not None:
        following = catalogue.exercise(change.item.exercise)
        return f"{following.name} instead, {dose_in_words(change.item, following)}"
    if change.field == "exercise":
        return "left out"
    if change.field == "range_share" and isinstance(change.after, float | int):
        return f"{_percent(change.before)} → {_percent(change.after)} percent of the movement"
    if item is None or isinstance(change.after, str | None):
        return f"{change.field} {change.before} → {change.after}"
    exercise, dose = catalogue.exercise(item.exercise), dose_after(item, change)
    later = replace(item, sets=dose.sets, repetitions=dose.repetitions, hold_s=dose.hold_s)
    return f"{dose_in_words(item, exercise)} → {dose_in_words(later, exercise)}"


def _percent(share: object) -> int:
    return round(100 * share) if isinstance(share, float | int) else 0


def sets_in_words(item: PlanItem, exercise: Exercise) -> str:
    """The dose as a phrase: "3 sets of 10 on each side", "1 hold of 30 seconds"."""
    count, noun, what = item.sets, "set", f"{item.repetitions}"
    if exercise.is_hold:
        count, noun, what = item.sets * item.repetitions, "hold", _seconds(item.hold_s)
    each = " on each side" if is_each_side(item, exercise) else ""
    return f"{count} {noun}{'' if count == 1 else 's'} of {what}{each}"


def is_each_side(item: PlanItem, exercise: Exercise) -> bool:
    """Does each side get the whole dose, one after the other?"""
    return item.side is Side.BOTH and exercise.laterality is not Laterality.BOTH_TOGETHER


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
    parts = tempo_parts(item, exercise)
    if parts is None:
        return f"Tempo {item.tempo}" if item.tempo else ""
    return _capital(", ".join(f"{word} {seconds:g} s" for word, seconds in parts))


def pace_in_words(item: PlanItem, exercise: Exercise) -> str:
    """The tempo to read aloud: "Lift 2, hold 1, lower 2 seconds"; empty for a hold, whose dose says it."""
    parts = tempo_parts(item, exercise)
    if exercise.is_hold or not parts:
        return "" if exercise.is_hold else tempo_in_words(item, exercise)
    *before, (last, last_s) = parts
    said = [f"{word} {seconds:g}" for word, seconds in before]
    return _capital(", ".join([*said, f"{last} {_seconds(last_s)}"]))


def tempo_parts(item: PlanItem, exercise: Exercise) -> list[tuple[str, float]] | None:
    """Words and seconds of each part that takes time, such as ("dip, jump, land", 1.6).

    None for a tempo that is not three numbers.
    """
    seconds = item.tempo.split("-")
    parts = ("out", "hold", "back")
    if len(seconds) != len(parts) or not all(_is_number(s) for s in seconds):
        return None
    said = zip(parts, (float(s) for s in seconds), strict=True)
    return [(_part_words(part, exercise), length) for part, length in said if length > 0]


def _part_words(part: str, exercise: Exercise) -> str:
    """The words of all the ways that belong to a part: they share its time."""
    words = [leg.word for leg in exercise.movement.path if leg.part == part]
    return ", ".join(words or [part]).lower()


def _seconds(length_s: float) -> str:
    return "1 second" if length_s == 1 else f"{length_s:g} seconds"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def days_in_words(item: PlanItem) -> str:
    """The days: "Every day", or "Monday, Wednesday and Friday"."""
    names = [DAY_NAMES[day] for day in DAY_NAMES if day in item.days]
    if len(names) == len(DAY_NAMES):
        return "Every day"
    return join_words(names)


def join_words(words: Sequence[str]) -> str:
    """One, two and three."""
    *before, last = words or [""]
    return f"{', '.join(before)} and {last}" if before else last


def days_in_short(item: PlanItem) -> str:
    """The days for a narrow column: "daily", or "Mon Wed Fri"."""
    names = [DAY_NAMES[day][:3] for day in DAY_NAMES if day in item.days]
    return "daily" if len(names) == len(DAY_NAMES) else " ".join(names)


def range_in_words(item: PlanItem) -> str:
    """What a smaller range means for the patient; empty for the full range."""
    if item.range_share >= _FULL_RANGE:
        return ""
    return f"Smaller movement: go only {round(item.range_share * 100)} % of the way."


def end_in_words(item: PlanItem) -> str:
    """The last day of a line that rests on a clinician's override; empty for a line without an end."""
    if item.expires_on is None:
        return ""
    last = item.expires_on - timedelta(days=1)
    return f"Only until {day_in_words(last)}. Ask your therapist before you go on after that."


def _is_number(text: str) -> bool:
    try:
        return float(text) >= 0
    except ValueError:
        return False
