"""Log entries as a phone makes them."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any


def an_entry(minutes_ago: int = 5, **fields: Any) -> dict[str, Any]:
    """A set of bridges a few minutes ago; `fields` replace or add keys."""
    at = datetime.now(UTC) - timedelta(minutes=minutes_ago)
    entry = {
        "id": str(uuid.uuid4()),
        "at": at.isoformat(timespec="seconds"),
        "kind": "set",
        "exercise": "bridge",
        "side": "both",
        "set": 1,
        "repetitions": 15,
        "hold_s": 2,
        "source": "manual",
    }
    return {**entry, **fields}


def a_pain(score: int, when: str = "during", minutes_ago: int = 5, **fields: Any) -> dict[str, Any]:
    """A pain entry; during exercise it is about the bridge."""
    at = datetime.now(UTC) - timedelta(minutes=minutes_ago)
    entry = {
        "id": str(uuid.uuid4()),
        "at": at.isoformat(timespec="seconds"),
        "kind": "pain",
        "when": when,
        "score": score,
        "pinch": 0,
    }
    if when == "during":
        entry["exercise"] = "bridge"
    return {**entry, **fields}


def a_correction(of: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A correction of an entry: the same with `fields` changed."""
    body = {key: value for key, value in {**of, **fields}.items() if key not in ("id", "at")}
    return {
        "id": str(uuid.uuid4()),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "kind": "correction",
        "supersedes": of["id"],
        "entry": body,
    }


def a_red_flag(*flags: str) -> dict[str, Any]:
    """The warning-sign questions answered, with these flags."""
    return {
        "id": str(uuid.uuid4()),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "kind": "red_flag",
        "flags": list(flags),
    }
