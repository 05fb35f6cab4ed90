"""The one sentence at the head of the progress page: what the mornings say, or that it is too early."""

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from hipwise.library.catalogue import Catalogue
from hipwise.library.rule import Reason
from hipwise.plan.day_words import day_in_words
from hipwise.plan.flare import Flare
from hipwise.plan.history import Log

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding: the headline, the sentence under it with its numbers, and the rule that says so."""

    title: str
    text: str
    reason: Reason


def find(log: Log, flares: tuple[Flare, ...], today: date, catalogue: Catalogue) -> Finding:
    """The finding of that day.

    The first seven days with mornings are compared with the last seven up to today; they may not overlap,
    and each needs `finding.least_mornings` known mornings. A change smaller than `finding.change` is
    within error and is not called a change.
    """
    flare = flares[-1] if flares else None
    if flare is not None and flare.ended is None:
        return _finding("finding-flare", catalogue, since=day_in_words(flare.started.date()))
    worst = _worst_by_day(log, today)
    needed = int(catalogue.setting("finding.least_mornings"))
    recent = [score for day, score in worst.items() if today - _WEEK < day <= today]
    begun = min(worst, default=today)
    early = [score for day, score in worst.items() if day < begun + _WEEK]
    overlapping = begun + _WEEK > today - _WEEK + timedelta(days=1)
    if overlapping or len(recent) < needed or len(early) < needed:
        return _finding("finding-not-enough", catalogue, needed=needed, known=len(recent))
    return _compare(median(early), median(recent), catalogue)


def _compare(before: float, now: float, catalogue: Catalogue) -> Finding:
    least = catalogue.setting("finding.change")
    if before - now >= least:
        return _finding("finding-calmer", catalogue, before=before, now=now)
    if now - before >= least:
        return _finding("finding-louder", catalogue, before=before, now=now)
    if max(before, now) <= catalogue.setting("pain.target"):
        return _finding("finding-steady-low", catalogue, now=now)
    return _finding("finding-steady", catalogue, before=before, now=now)


def _finding(rule: str, catalogue: Catalogue, **facts: object) -> Finding:
    reason = catalogue.reason(rule, **facts)
    return Finding(catalogue.rules[rule].title, reason.text, reason)


def _worst_by_day(log: Log, today: date) -> dict[date, float]:
    worst: dict[date, float] = {}
    for morning in log.mornings:
        day = morning.at.date()
        if morning.score is not None and day <= today:
            worst[day] = max(morning.score, worst.get(day, morning.score))
    return worst
