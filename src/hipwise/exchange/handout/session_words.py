"""The plan as sessions: days with the same exercises share one page."""

from collections.abc import Sequence
from typing import Any

from hipwise.exchange.dose_words import DAY_NAMES, join_words
from hipwise.plan.plan import Plan


def session_words(plan: Plan, items: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each kind of session: its days, minutes, and the numbers of its exercises counted from 1."""
    by_exercises: dict[tuple[int, ...], list[str]] = {}
    for place, day in enumerate(DAY_NAMES):
        numbers = tuple(item["number"] for item in items if item["planned"][place])
        if numbers:
            by_exercises.setdefault(numbers, []).append(day)
    return [
        {"days": join_words([DAY_NAMES[day] for day in days]), "summary": _summary(plan, numbers)}
        | {"numbers": list(numbers)}
        for numbers, days in by_exercises.items()
    ]


def _summary(plan: Plan, numbers: Sequence[int]) -> str:
    count = f"{len(numbers)} exercise{'' if len(numbers) == 1 else 's'}"
    minutes = sum(plan.items[number - 1].minutes for number in numbers)
    return f"{count}, about {minutes} minute{'' if minutes == 1 else 's'}" if minutes else count
