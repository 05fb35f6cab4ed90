"""Logging: entries are added once, whole or not at all, and nothing acknowledged is ever lost.

The device names each entry by a UUID. The same entry posted twice changes nothing; the same UUID with
other content is a conflict, answered with both. A red-flag answer locks the plan in the same transaction.
"""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from hipwise.clinic.care.locking import flag_cards, lock_plan
from hipwise.clinic.care.models import Entry, Patient
from hipwise.clinic.people.models import User
from hipwise.library.catalogue import Catalogue
from hipwise.plan.given import GivenError
from hipwise.plan.history import LogError, parse_log

Payload = Mapping[str, Any]

# A device clock may be a little wrong, and its zone ahead of ours; a day ahead is a broken clock.
_CLOCK_TOLERANCE = timedelta(days=1)
_ATTEMPTS = 3
_LONGEST_ENTRY = 8000
_ONLY_CLINICIANS_LOG = ("clearance",)


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
    """What became of a batch. `history` holds every payload of the patient's log after it."""

    acknowledged: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    added: list[Payload] = field(default_factory=list)
    history: list[Payload] = field(default_factory=list)


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


def load_history(patient: Patient) -> list[Payload]:
    """Every payload of the patient's log, by time."""
    rows = Entry.objects.filter(clinic_id=patient.clinic_id, patient_id=patient.pk).order_by(
        "at", "client_id"
    )
    return list(rows.values_list("payload", flat=True))


def _log_once(
    patient: Patient, sent: Sequence[Any], author: User, catalogue: Catalogue, now: datetime
) -> LogResult:
    result = LogResult(history=load_history(patient))
    stored = {str(payload["id"]): payload for payload in result.history}
    rows: list[Entry] = []
    for raw in sent:
        entry_id = str(raw.get("id", "")) if isinstance(raw, dict) else ""
        if entry_id in stored:
            _compare(result, entry_id, stored[entry_id], raw)
            continue
        try:
            row = _row(patient, raw, author, result.history, catalogue, now)
        except GivenError as error:
            problem = super(LogError, error).__str__() if isinstance(error, LogError) else str(error)
            result.refused.append(Refused(entry_id, problem))
            continue
        rows.append(row)
        stored[entry_id] = raw
        result.history.append(raw)
        result.added.append(raw)
        result.acknowledged.append(entry_id)
    Entry.objects.bulk_create(rows)
    _lock_for_red_flags(patient, result.added, catalogue, now)
    return result


def _compare(result: LogResult, entry_id: str, stored: Payload, sent: Payload) -> None:
    if stored == sent:
        result.acknowledged.append(entry_id)
    else:
        result.conflicts.append(Conflict(entry_id, stored, sent))


def _row(
    patient: Patient, raw: Any, author: User, history: list[Payload], catalogue: Catalogue, now: datetime
) -> Entry:
    """The row of a valid entry. Raises GivenError about an invalid one."""
    _check_storable(raw)
    client_id = _client_id(raw.get("id"))
    # A correction is read beside what it corrects; every other entry stands for itself.
    log = [*history, raw] if raw.get("kind") == "correction" else [raw]
    parse_log(log, catalogue, "entries")
    _check_author(raw, patient, author)
    at = datetime.fromisoformat(raw["at"])
    if at > now + _CLOCK_TOLERANCE:
        raise GivenError("at", "a time that has come", raw["at"], "set the clock of the device")
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


def _check_storable(raw: Any) -> None:
    """Refuse what a database cannot hold: other shapes, endless numbers, null characters, long texts."""
    if not isinstance(raw, dict):
        raise GivenError("entry", "a mapping with id, at and kind", type(raw).__name__, "send one object")
    try:
        text = json.dumps(raw, allow_nan=False)
    except ValueError:
        raise GivenError("entry", "finite numbers", "one that is not", "send null for unknown") from None
    if len(text) > _LONGEST_ENTRY or "\\u0000" in text:
        raise GivenError("entry", f"plain text of at most {_LONGEST_ENTRY} characters", "more", "shorten it")


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


def _lock_for_red_flags(
    patient: Patient, added: Sequence[Payload], catalogue: Catalogue, now: datetime
) -> None:
    """Any red flag among the new entries locks the plan, also one that a correction brings in."""
    flags: list[str] = []
    for payload in added:
        stated = payload["entry"] if payload["kind"] == "correction" else payload
        if stated.get("kind", payload["kind"]) == "red_flag":
            flags.extend(stated["flags"])
    if flags:
        lock_plan(patient, flag_cards(dict.fromkeys(flags), catalogue), now)
