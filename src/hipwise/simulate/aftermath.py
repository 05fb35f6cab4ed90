"""What a share of the invented people go through beyond their programme: a discharge, or overrides.

Each has a generator of its own, so that nothing of the programme's course changes.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from random import Random
from typing import TypeVar

from hipwise.plan.known_today import known_today
from hipwise.simulate.aftercare import live_after
from hipwise.simulate.checks_of_aftercare import AFTERCARE_CHECKS, OVERRIDE_CHECKS, Seen
from hipwise.simulate.course import Programme
from hipwise.simulate.overriding import grant_some
from hipwise.simulate.safety_check import Finding

# One person in five is discharged, another has a therapist who lifts rules: each costs as much as some weeks.
_EVERY = 5

T = TypeVar("T")


def look_beyond(
    programme: Programme, weeks: int, number: int, seed: int, checked: Counter[str]
) -> Iterator[Finding]:
    """Every named check of what this person goes through, after the weeks of the programme."""
    chance = Random(f"{seed}:{number}:beyond")
    day = programme.patient.starts_on + timedelta(weeks=weeks)
    if number % _EVERY == 0:
        seen = live_after(programme, day, chance)
        if seen is not None:
            yield from _ask(AFTERCARE_CHECKS, seen, checked)
    elif number % _EVERY == 1:
        known = known_today(programme.intake, programme.diary.log(), day, programme.catalogue).intake
        for granted in grant_some(programme.plan, known, chance, programme.catalogue):
            yield from _ask(OVERRIDE_CHECKS, granted, checked)


def _ask(checks: Mapping[str, Callable[[T], Seen]], seen: T, checked: Counter[str]) -> Iterator[Finding]:
    for name, check in checks.items():
        checked[name] += 1
        yield from (Finding(name, on, text) for on, text in check(seen))
