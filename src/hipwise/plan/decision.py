"""A decision of one day: what happens to one exercise, or to the whole plan, and why."""

from dataclasses import dataclass, replace
from datetime import date as Day  # noqa: N812 - a decision has a field of that name
from enum import StrEnum

from hipwise.library.rule import Reason
from hipwise.plan.dose_step import Change
from hipwise.plan.plan import item_to_mapping, reason_to_mapping


class DecisionKind(StrEnum):
    """What is decided, from strict to permissive."""

    ESCALATE = "escalate"
    STOP = "stop"
    REGRESS = "regress"
    HOLD = "hold"
    PROGRESS = "progress"

    @property
    def strictness(self) -> int:
        """4 for escalate down to 0 for progress."""
        return 4 - list(DecisionKind).index(self)


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: for an exercise, or for the whole plan when `exercise` is None.

    `date` is the day on which it was taken, `session` the day of the session that led to it.
    `brings_back` says what leads up again, in the patient's words.
    """

    date: Day
    exercise: str | None
    kind: DecisionKind
    reasons: tuple[Reason, ...]
    change: Change | None = None
    session: Day | None = None
    brings_back: tuple[str, ...] = ()

    def held(self, *reasons: Reason) -> "Decision":
        """The same as a hold without a change, for these reasons instead."""
        return replace(self, kind=DecisionKind.HOLD, reasons=reasons, change=None, brings_back=())


def decision_to_mapping(decision: Decision) -> dict[str, object]:
    """The decision as plain JSON values, the contract's keys first."""
    change = decision.change
    return {
        "date": decision.date.isoformat(),
        "exercise": decision.exercise,
        "decision": decision.kind.value,
        "change": None if change is None else change_to_mapping(change),
        "reasons": [reason_to_mapping(reason) for reason in decision.reasons],
        "session": None if decision.session is None else decision.session.isoformat(),
        "brings_back": list(decision.brings_back),
    }


def change_to_mapping(change: Change) -> dict[str, object]:
    """The change as plain JSON values; `item` is the line of the exercise that takes the other's place."""
    plain = {"field": change.field, "from": _plain(change.before), "to": _plain(change.after)}
    return plain if change.item is None else {**plain, "item": item_to_mapping(change.item)}


def _plain(value: object) -> object:
    """Whole numbers without a decimal point."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return int(value) if isinstance(value, float) and value.is_integer() else value
