"""The dose in all the words that the sheet has for it, and what there is to tick."""

from collections.abc import Sequence
from typing import Any

from hipwise.exchange.dose_words import (
    DAY_NAMES,
    dose_in_words,
    end_in_words,
    is_each_side,
    pace_in_words,
    range_in_words,
    sets_in_words,
    side_in_words,
)
from hipwise.library.exercise import Exercise
from hipwise.plan.done_sets import working_sides
from hipwise.plan.plan import PlanItem

_MOST_SQUARES = 6


def dose_facts(item: PlanItem, exercise: Exercise, is_paused: bool = False) -> dict[str, Any]:
    """The dose in all its words, and what there is to tick on each day of the week."""
    return {
        "side": item.side.value,
        "side_words": side_in_words(item, exercise),
        "dose": _large_dose(item, exercise),
        "dose_words": sets_in_words(item, exercise),
        "facts": _facts(item, exercise),
        "when": _when(item),
        "note": f"{range_in_words(item)} {end_in_words(item)}".strip(),
        "planned": [day in item.days and not is_paused for day in DAY_NAMES],
        "squares": squares_to_tick(item, exercise),
        "count": len(_all_sets(item, exercise)),
    }


def _large_dose(item: PlanItem, exercise: Exercise) -> list[str]:
    """The dose in large type, and its unit, which may stand smaller: "3 × 20" and "seconds"."""
    number, _, unit = dose_in_words(item, exercise).partition(" s")
    return [number, f"s{unit}" if unit else ""]


def squares_to_tick(item: PlanItem, exercise: Exercise) -> list[str]:
    """A letter for each set of a day: L or R where sides take turns, else "". Empty: write the number."""
    squares = _all_sets(item, exercise)
    return squares if len(squares) <= _MOST_SQUARES else []


def _all_sets(item: PlanItem, exercise: Exercise) -> list[str]:
    """Each set, or hold, of a day with its side's letter."""
    count = item.sets * (item.repetitions if exercise.is_hold else 1)
    takes_turns = is_each_side(item, exercise)
    sides = working_sides(item, exercise)
    return [side.value[0].upper() if takes_turns else "" for side in sides for _ in range(count)]


def _facts(item: PlanItem, exercise: Exercise) -> list[str]:
    rest = f"Rest {item.rest_s:g} seconds between sets" if item.sets > 1 and item.rest_s else ""
    return [fact for fact in (pace_in_words(item, exercise), rest) if fact]


def _when(item: PlanItem) -> str:
    days = "Every day" if len(item.days) == len(DAY_NAMES) else _days(item.days)
    minutes = f", about {item.minutes} min" if item.minutes else ""
    return f"{days}{minutes}"


def _days(days: Sequence[str]) -> str:
    """Mon, Wed, Fri; or Mon to Sat for more than two days in a row."""
    order = list(DAY_NAMES)
    places = [order.index(day) for day in order if day in days]
    if len(places) > 2 and places[-1] - places[0] == len(places) - 1:
        return f"{DAY_NAMES[order[places[0]]][:3]} to {DAY_NAMES[order[places[-1]]][:3]}"
    return ", ".join(DAY_NAMES[order[place]][:3] for place in places)
