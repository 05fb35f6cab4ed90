"""Logging: entries are added once, whole or not at all, and nothing acknowledged is ever lost.

The device names each entry by a UUID. The same entry posted twice changes nothing; the same UUID with
other content is a conflict, answered with both. A red-flag answer locks the plan in the same transaction,
also when the entry that brings it cannot be taken.
"""

import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from hipwise.clinic.care.locking import flag_cards, lock_plan, unread_flag_card
from hipwise.clinic.care.models import Entry, Patient
from hipwise.clinic.care.row_marks import mark_row
from hipwise.clinic.care.rule_log import ReadLog, forget_log_start, read_for_rules
from hipwise.clinic.people.models import User
from hipwise.library.catalogue import Catalogue
from hipwise.plan.given import GivenError
from hipwise.plan.history import LogError, parse_log

Payload = Mapping[str, Any]

# A device clock may be a little wrong, and its zone ahead of ours; a day ahead is a broken clock.
_CLOCK_TOLERANCE = timedelta(days=1)
_ATTEMPTS = 3
_LONGEST_ENTRY = 8000
_ONLY_CLINICIANS_LOG = ("clearance", "go_ahead")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A UUID that was posted with two contents: what is stored, and what was sent now."""

    id: str
    stored: Payload
    sent: Payload


@dataclass(frozen=True, slots=True)
class Refused:
    """An entry that will never be taken, and why. `id` is as sent, or empty."""

    id: str
    problem: str


@dataclass(slots=True)
class LogResult:
    """What became of a batch. `alarms` are the red flags of all that was sent but what is stored already,
    `read` is the log with what was added, as far as it was read.
    """

    acknowledged: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    added: list[Payload] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)
    read: ReadLog | None = None


def log_entries(
    patient: Patient, sent: Sequence[Any], author: User, catalogue: Catalogue, now: datetime
) -> LogResult:
    """Add the entries that are new. Each answers for itself: one bad entry does not stop the others.

    Two devices that post the same UUID at once meet at the unique key; the later one looks again.
    """
    for attempt in range(_ATTEMPTS):
        try:
            with transaction.atomic():
                return _log_once(patient, sent, author, catalogue, now)
        except IntegrityError:
            if attempt == _ATTEMPTS - 1:
                raise
    raise AssertionError("unreachable")


def _named_ids(sent: Sequence[Any]) -> list[uuid.UUID]:
    """The ids of these entries and of what they correct, as far as they are ids."""
    named = (raw.get(key) for raw in sent if isinstance(raw, dict) for key in ("id", "supersedes"))
    return [known for given in named if (known := _uuid(given)) is not None]


def _uuid(given: object) -> uuid.UUID | None:
    try:
        return uuid.UUID(given) if isinstance(given, str) else None
    except ValueError:
        return None


def _log_once(
    patient: Patient, sent: Sequence[Any], author: User, catalogue: Catalogue, now: datetime
) -> LogResult:
    read = read_for_rules(patient, _named_ids(sent))
    result = LogResult(read=read)
    stored = {str(payload["id"]): payload for payload in read.payloads}
    rows: list[Entry] = []
    for raw in sent:
        entry_id = str(raw.get("id", "")) if isinstance(raw, dict) else ""
        if entry_id in stored and stored[entry_id] == raw:
            result.acknowledged.append(entry_id)
            continue
        result.alarms += _stated_flags(raw)
        try:
            _check_storable(raw)
            if entry_id in stored:
                result.conflicts.append(Conflict(entry_id, stored[entry_id], raw))
                continue
            row = _row(patient, raw, author, stored, catalogue, now)
        except GivenError as error:
            problem = super(LogError, error).__str__() if isinstance(error, LogError) else str(error)
            result.refused.append(Refused(entry_id, problem))
            continue
        rows.append(row)
        stored[entry_id] = raw
        result.added.append(raw)
        read.payloads.append(raw)
        result.acknowledged.append(entry_id)
    Entry.objects.bulk_create(rows)
    if rows:
        mark_row(patient.pk)
    forget_log_start(patient, (at for raw in result.added for at in _moments(raw, stored)))
    _lock_for_red_flags(patient, result.alarms, catalogue, now)
    return result


def _row(
    patient: Patient,
    raw: Any,
    author: User,
    stored: Mapping[str, Payload],
    catalogue: Catalogue,
    now: datetime,
) -> Entry:
    """The row of a valid entry. Raises GivenError about an invalid one."""
    client_id = _client_id(raw.get("id"))
    parse_log([*_corrected_by(raw, stored), raw], catalogue, "entries")
    _check_author(raw, patient, author)
    at = _moment_that_has_come("at", raw["at"], now)
    if raw["kind"] == "correction" and raw["entry"].get("at"):
        _moment_that_has_come("entry.at", raw["entry"]["at"], now)
    return Entry(
        clinic_id=patient.clinic_id,
        patient=patient,
        client_id=client_id,
        kind=raw["kind"],
        at=at,
        received_at=now,
        payload=raw,
        supersedes=uuid.UUID(raw["supersedes"]) if raw.get("supersedes") else None,
        author=author,
    )


def _corrected_by(raw: Payload, stored: Mapping[str, Payload]) -> list[Payload]:
    """What a correction has to be read beside: the entry that it corrects, and what that one corrects."""
    chain: list[Payload] = []
    while isinstance(target := raw.get("supersedes"), str) and target in stored:
        raw = stored[target]
        chain.append(raw)
    return chain


def _moments(raw: Payload, stored: Mapping[str, Payload]) -> Iterator[datetime]:
    """Every moment that an entry speaks of: its own, and of all that it corrects or moves."""
    for payload in (raw, *_corrected_by(raw, stored)):
        inner = payload.get("entry")
        moved = inner.get("at") if isinstance(inner, dict) else None
        yield from (datetime.fromisoformat(at) for at in (payload["at"], moved) if at)


def _moment_that_has_come(place: str, given: str, now: datetime) -> datetime:
    """The moment, not later than clocks may differ. Raises GivenError."""
    at = datetime.fromisoformat(given)
    if at > now + _CLOCK_TOLERANCE:
        raise GivenError(place, "a time that has come", given, "set the clock of the device")
    return at


def _check_storable(raw: Any) -> None:
    """Refuse what a database cannot hold: other shapes, endless numbers, broken characters, long texts."""
    if not isinstance(raw, dict):
        raise GivenError("entry", "a mapping with id, at and kind", type(raw).__name__, "send one object")
    try:
        text = json.dumps(raw, allow_nan=False)
    except ValueError:
        raise GivenError("entry", "finite numbers", "one that is not", "send null for unknown") from None
    except RecursionError:
        raise GivenError("entry", "plain values", "deeper nesting", "send one value a key") from None
    if len(text) > _LONGEST_ENTRY:
        raise GivenError("entry", f"at most {_LONGEST_ENTRY} characters", f"{len(text)}", "shorten it")
    if "\\u0000" in text or _is_broken(raw):
        raise GivenError("entry", "whole characters", "half of one, or a null", "write the text again")


def _is_broken(raw: Any) -> bool:
    """Is there half of a character in it (a lone surrogate), which no text file can hold?"""
    try:
        json.dumps(raw, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False


def _client_id(given: object) -> uuid.UUID:
    """The device's UUID, in its one canonical spelling, so that it cannot be posted under two."""
    try:
        client_id = uuid.UUID(str(given))
    except ValueError:
        client_id = None
    if client_id is None or str(client_id) != given:
        raise GivenError(
            "id", "a UUID in small letters with hyphens", repr(given)[:60], "make one on the device"
        )
    return client_id


def _check_author(raw: Payload, patient: Patient, author: User) -> None:
    """What opens a plan again may come from a clinician only, also when it hides in a correction."""
    kinds = [raw.get("kind")]
    if isinstance(raw.get("entry"), dict):
        kinds.append(raw["entry"].get("kind"))
    membership = author.membership
    by_clinician = (
        membership is not None and membership.is_clinician and membership.clinic_id == patient.clinic_id
    )
    if not by_clinician and any(kind in _ONLY_CLINICIANS_LOG for kind in kinds):
        raise GivenError("kind", "a kind that a patient may log", str(raw["kind"]), "ask your therapist")


def _stated_flags(raw: Any) -> list[str]:
    """The red flags that something sent by a device states, well formed or not; "" for an unreadable one."""
    stated = raw.get("entry") if isinstance(raw, dict) and raw.get("kind") == "correction" else raw
    if not isinstance(stated, dict) or stated.get("kind") != "red_flag":
        return []
    flags = stated.get("flags") or []
    named = flags if isinstance(flags, list) else [None]
    return [flag if isinstance(flag, str) else "" for flag in named]


def _lock_for_red_flags(patient: Patient, alarms: Sequence[str], catalogue: Catalogue, now: datetime) -> None:
    """Any red flag that was sent locks the plan, also one that a correction brings in."""
    if not alarms:
        return
    known = dict.fromkeys(flag for flag in alarms if flag in catalogue.red_flags)
    cards = flag_cards(known, catalogue)
    if any(flag not in known for flag in alarms):
        cards.append(unread_flag_card(catalogue))
    lock_plan(patient, cards, now)
