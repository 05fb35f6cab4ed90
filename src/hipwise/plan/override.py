"""A clinician's override of one rule for one exercise: with a reason, a name and an end.

Which rules may be overridden at all is content (`may_be_overridden` of a rule); what an override lifts for
one person on one day is asked of `lifting`. An override that has ended counts as one that never was.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from hipwise.library.catalogue import Catalogue
from hipwise.library.side import Side
from hipwise.plan.given import Given

T = TypeVar("T")

LONGEST_REASON = 500
_LONGEST_NAME = 120
_KEYS = ("exercise", "side", "rule", "reason", "by", "granted_on", "expires_on")


@dataclass(frozen=True, slots=True)
class Override:
    """Who lifted which rule for which exercise and side, why, and when.

    `expires_on` is an earlier end that the clinician chose; None leaves the longest time there is.
    """

    exercise: str
    side: Side
    rule: str
    reason: str
    by: str
    granted_on: date
    expires_on: date | None = None

    def covers(self, exercise: str, side: Side) -> bool:
        """Is it about this exercise and this working side?"""
        return self.exercise == exercise and self.side in (Side.BOTH, side)


def end_of(override: Override, catalogue: Catalogue) -> date:
    """The first day on which it does not count any more; never later than `override.days` after the grant."""
    latest = override.granted_on + timedelta(days=catalogue.setting("override.days"))
    return latest if override.expires_on is None else min(override.expires_on, latest)


def is_in_force(override: Override, day: date, catalogue: Catalogue) -> bool:
    """Does it count on that day? Not before it was granted, and not from its end on."""
    return override.granted_on <= day < end_of(override, catalogue)


def read_override(given: Given) -> Override:
    """One entry of a list of overrides. Raises GivenError; without a reason and a name there is none."""
    part = given.mapping(_KEYS)
    side, expires_on = part["side"], part["expires_on"]
    return Override(
        exercise=_required(part["exercise"], "an exercise id", "name the exercise", Given.free_word),
        side=Side.BOTH if side.is_missing else Side(side.word_of([one.value for one in Side])),
        rule=_required(
            part["rule"], "the rule that it lifts", "copy the rule from the finding", Given.free_word
        ),
        reason=_words(part["reason"], "a reason", "say why the rule does not hold here", LONGEST_REASON),
        by=_words(part["by"], "the clinician's name", "say who answers for it", _LONGEST_NAME),
        granted_on=_required(part["granted_on"], "the day it was given", "write it as 2026-11-22", Given.day),
        expires_on=None if expires_on.is_missing else expires_on.day(),
    )


def _required(given: Given, expected: str, advice: str, read: Callable[[Given], T]) -> T:
    if given.is_missing:
        given.refuse(expected, advice)
    return read(given)


def _words(given: Given, expected: str, advice: str, longest: int) -> str:
    """A text with something in it, on one line."""
    text = _required(given, expected, advice, lambda g: g.text(longest))
    words = " ".join(text.split())
    if not words:
        given.refuse(expected, advice)
    return words


def override_to_mapping(override: Override) -> dict[str, object]:
    """An override as plain JSON values. `read_override` reads it back."""
    return {
        "exercise": override.exercise,
        "side": override.side.value,
        "rule": override.rule,
        "reason": override.reason,
        "by": override.by,
        "granted_on": override.granted_on.isoformat(),
        "expires_on": None if override.expires_on is None else override.expires_on.isoformat(),
    }
