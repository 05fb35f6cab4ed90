"""Needs, and what the list remembers, as rows keep them, read back into values."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from hipwise.clinic.care.stored_decision import reason_of
from hipwise.follow.list_memory import Aside, ListMemory
from hipwise.follow.need import Need, Place, Urgency
from hipwise.plan.plan import reason_to_mapping


def need_to_mapping(need: Need) -> dict[str, Any]:
    """The need as plain JSON values."""
    return {
        "urgency": need.urgency.value,
        "place": need.place.value,
        "reason": reason_to_mapping(need.reason),
        "detail": need.detail,
        "step": need.step,
        "step_words": need.step_words,
        "exercise": need.exercise,
        "size": need.size,
    }


def need_of_mapping(stored: Mapping[str, Any]) -> Need:
    """A stored need as a value."""
    return Need(
        Urgency(stored["urgency"]),
        Place(stored["place"]),
        reason_of(stored["reason"]),
        stored["detail"],
        stored["step"],
        stored["step_words"],
        stored["exercise"],
        stored["size"],
    )


def memory_to_mapping(memory: ListMemory) -> dict[str, Any]:
    """The memory as plain JSON values."""
    return {
        "raised": memory.raised,
        "raised_on": memory.raised_on.isoformat() if memory.raised_on else None,
        "asides": [
            {
                "key": aside.key,
                "until": aside.until.isoformat(),
                "urgency": aside.urgency.value,
                "place": aside.place.value,
            }
            for aside in memory.asides
        ],
    }


def memory_of_mapping(stored: Mapping[str, Any]) -> ListMemory:
    """A stored memory as a value; an empty one remembers nothing."""
    raised_on = stored.get("raised_on")
    return ListMemory(
        stored.get("raised", ""),
        date.fromisoformat(raised_on) if raised_on else None,
        tuple(
            Aside(
                each["key"],
                date.fromisoformat(each["until"]),
                Urgency(each["urgency"]),
                Place(each["place"]),
            )
            for each in stored.get("asides", ())
        ),
    )
