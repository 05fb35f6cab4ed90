"""The plan as sessions: days with the same exercises share one page."""

from collections.abc import Sequence
from typing import Any

from hipwise.exchange.dose_words import DAY_NAMES, join_words
from hipwise.plan.plan import Plan


def session_words(plan: Plan, items: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each kind of session: its days, how much it is, and the numbers of its exercises counted from 1.

    A paused exercise stays on the page of its days, so that nobody looks for it; it takes no time.
    """
    by_exercises: dict[tuple[int, ...], list[str]] = {}
    for day in DAY_NAMES:
        numbers = tuple(number for number, item in enumerate(plan.items, start=1) if day in item.days)
        if numbers:
            by_exercises.setdefault(numbers, []).append(DAY_NAMES[day])
    return [
        {"days": join_words(days), "summary": _summary(plan, items, numbers), "numbers": list(numbers)}
        for numbers, days in by_exercises.items()
    ]


def _summary(plan: Plan, items: Sequence[dict[str, Any]], numbers: Sequence[int]) -> str:
    done = [number for number in numbers if not items[number - 1]["paused"]]
    count = f"{len(done)} exercise{'' if len(done) == 1 else 's'}"
    minutes = sum(plan.items[number - 1].minutes for number in done)
    return f"{count}, about {minutes} minute{'' if minutes == 1 else 's'}" if minutes else count
