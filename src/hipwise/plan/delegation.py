"""A therapist's delegation: which steps up may act without asking, and why one has to wait.

Off unless somebody wrote one. It never covers a new exercise, a line that rests on an override, a landing, or
a day on which anything asks for less. After a stop, a flare or an open question the hip has to be calm for a
while first. Steps back need no delegation: they act at once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from hipwise.library.catalogue import Catalogue
from hipwise.library.rule import Reason
from hipwise.plan.day_words import day_in_words
from hipwise.plan.decision import Decision, DecisionKind
from hipwise.plan.dose_step import Change
from hipwise.plan.plan import Plan, PlanItem

# The numbers of a dose that may rise by delegation.
FIELDS = ("sets", "repetitions", "hold_s")
_ASKS_FOR_LESS = (DecisionKind.REGRESS, DecisionKind.STOP, DecisionKind.ESCALATE)


@dataclass(frozen=True, slots=True)
class Delegation:
    """Who delegated, until when, up to which phase, and the highest value of each number that may rise.

    From `expires_on` on it does not count.
    """

    by: str
    granted_on: date
    expires_on: date
    phase: int
    most: Mapping[str, float]

    def is_in_force(self, day: date) -> bool:
        """Does it count on that day?"""
        return self.granted_on <= day < self.expires_on


def latest_end(granted_on: date, catalogue: Catalogue) -> date:
    """The last day that a delegation may name as its end."""
    return granted_on + timedelta(days=catalogue.setting("delegation.days"))


def why_it_waits(
    decision: Decision,
    plan: Plan,
    delegation: Delegation,
    said: Iterable[Decision],
    today: date,
    catalogue: Catalogue,
) -> Reason | None:
    """Why a step up has to wait for the therapist although they delegated; None when it may act.

    `said` is everything that the rules said lately, today included: at least the last
    `delegation.calm_days` days.
    """
    item = next((one for one in plan.items if one.exercise == decision.exercise), None)
    if not delegation.is_in_force(today):
        return catalogue.reason("delegation-over", until=day_in_words(delegation.expires_on))
    if decision.kind is not DecisionKind.PROGRESS or decision.change is None or item is None:
        return catalogue.reason("delegation-not-a-step")
    if plan.phase > delegation.phase:
        return catalogue.reason("delegation-phase", phase=plan.phase, limit=delegation.phase)
    if item.expires_on is not None:
        return catalogue.reason("delegation-override")
    if catalogue.exercise(item.exercise).impact:
        return catalogue.reason("delegation-impact")
    unquiet = _last_call_for_less(said, today, catalogue)
    if unquiet is not None:
        days = catalogue.setting("delegation.calm_days")
        return catalogue.reason("delegation-not-calm", day=day_in_words(unquiet), days=days)
    return _why_too_far(item, decision.change, delegation, catalogue)


def _last_call_for_less(said: Iterable[Decision], today: date, catalogue: Catalogue) -> date | None:
    """The last of the calm days on which anything asked for less; a flare does so each day it lasts."""
    since = today - timedelta(days=catalogue.setting("delegation.calm_days"))
    days = [decision.date for decision in said if decision.kind in _ASKS_FOR_LESS and decision.date > since]
    return max(days, default=None)


def _why_too_far(
    item: PlanItem, change: Change, delegation: Delegation, catalogue: Catalogue
) -> Reason | None:
    """Each number that rises has to be one of the delegated ones, and stay within its highest value."""
    if change.field == "exercise" or change.item is not None:
        return catalogue.reason("delegation-not-a-step")
    for name, after in change.values(change.after).items():
        if name in FIELDS and after <= float(getattr(item, name)):
            continue
        if name not in FIELDS or name not in delegation.most:
            words = name.removesuffix("_s").replace("_", " ")
            return catalogue.reason("delegation-other-number", name=words)
        if after > delegation.most[name]:
            return catalogue.reason("delegation-too-far", value=after, limit=delegation.most[name])
    return None
