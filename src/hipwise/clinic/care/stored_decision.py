"""Decisions and reasons as rows keep them, read back into values."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from hipwise.clinic.care.models import DecisionRecord
from hipwise.library.rule import Reason
from hipwise.library.source import Evidence
from hipwise.plan.decision import Decision, DecisionKind
from hipwise.plan.dose_step import Change
from hipwise.plan.given import Given
from hipwise.plan.plan import read_item


def decision_of(record: DecisionRecord) -> Decision:
    """The decision value that a record keeps."""
    stored = record.decision
    change = stored.get("change")
    return Decision(
        date=date.fromisoformat(stored["date"]),
        exercise=stored["exercise"],
        kind=DecisionKind(stored["decision"]),
        reasons=tuple(reason_of(reason) for reason in stored["reasons"]),
        change=_change_of(change) if change else None,
    )


def _change_of(stored: Mapping[str, Any]) -> Change:
    item = stored.get("item")
    line = None if item is None else read_item(Given("change.item", item))
    return Change(stored["field"], stored["from"], stored["to"], line)


def reason_of(stored: Mapping[str, Any]) -> Reason:
    """A stored reason as a value."""
    facts = tuple(sorted((stored.get("facts") or {}).items()))
    return Reason(stored["rule"], stored["text"], stored["source"], Evidence(stored["evidence"]), facts)
