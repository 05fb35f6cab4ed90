"""Messages between a patient and their clinic. Nothing answers a message but a person.

A patient's message stays open until somebody at the clinic has answered it or said that it needs no answer.
Words that may mean a warning sign ask the warning-sign questions; until they are answered no dose is shown.
"""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.urls import reverse

from hipwise.clinic.care.local_time import local_day, moment_words
from hipwise.clinic.care.models import Message, Patient
from hipwise.clinic.people.models import User
from hipwise.follow.message_need import OpenMessage
from hipwise.follow.warning_words import warning_words
from hipwise.library.catalogue import Catalogue

LONGEST = 2000
_SHOWN = 100
_MOST_A_DAY = 30
_MOST_REPEATED = 50
_LONGEST_REPEATED = 600


class MessageError(ValueError):
    """A message that cannot be sent; the text says why."""


@transaction.atomic
def write_as_patient(
    patient: Patient, author: User, message_id: str, text: str, catalogue: Catalogue, now: datetime
) -> Message:
    """Send a message to the clinic. Sending the same id again changes nothing. Raises MessageError."""
    kept = _sent_before(patient, message_id)
    if kept is not None:
        return kept
    _check_there_is_somebody(patient)
    _check_pace(patient, now)
    words = dict(warning_words(text, catalogue))
    message = _keep(patient, author, message_id, text, now, by_patient=True, warnings=words)
    if words:
        patient.warned_at = now
        patient.save(update_fields=["warned_at"])
    _repeat_open(patient)
    return message


def tell_clinic(patient: Patient, message_id: uuid.UUID, words: str, now: datetime) -> None:
    """Put a sentence of ours before the clinic, as a message that somebody has to answer or take note of."""
    if not patient.clinic.is_solo:
        _keep(patient, None, str(message_id), words, now, by_patient=True)
        _repeat_open(patient)


@transaction.atomic
def write_as_clinician(
    patient: Patient, author: User, message_id: str, text: str, until: str, now: datetime
) -> Message:
    """Send a message to the patient; what they wrote `until` then counts as answered. Raises MessageError."""
    kept = _sent_before(patient, message_id)
    if kept is not None:
        return kept
    if patient.membership_id is None:
        raise MessageError("This person has no account yet and could not read it. Send an invitation first.")
    message = _keep(patient, author, message_id, text, now, by_patient=False)
    note_messages(patient, author, until, now)
    Patient.objects.filter(pk=patient.pk).update(unread_messages=F("unread_messages") + 1)
    patient.refresh_from_db(fields=["unread_messages"])
    return message


@transaction.atomic
def note_messages(patient: Patient, reader: User, until: str, now: datetime) -> int:
    """Somebody at the clinic has read what the patient wrote `until` then; returns how many it was.

    `until` is the moment of the last message on their page: a later one, not seen yet, stays open.
    """
    seen = _moment_given(until)
    if seen is None:
        return 0
    noted: int = _open_rows(patient).filter(sent_at__lte=seen).update(read_at=now, read_by=reader)
    _repeat_open(patient)
    return noted


def _moment_given(text: str) -> datetime | None:
    """The moment, or None for what is none."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo is not None else None


def open_until(patient: Patient) -> str:
    """The moment of the last message that nobody has answered, for a form; empty without one."""
    return str(patient.open_messages[-1]["at"]) if patient.open_messages else ""


@transaction.atomic
def open_as_patient(patient: Patient, reader: User, now: datetime) -> None:
    """The patient has opened the page: what the clinic wrote is read. Two queries when something was new."""
    if not patient.unread_messages:
        return
    rows = Message.objects.filter(
        clinic_id=patient.clinic_id, patient=patient, by_patient=False, read_at=None
    )
    rows.update(read_at=now, read_by=reader)
    patient.unread_messages = 0
    patient.save(update_fields=["unread_messages"])


def messages_page(patient: Patient, catalogue: Catalogue, for_desk: bool = False) -> dict[str, Any]:
    """Templates patient/messages.html and therapist/messages.html. One query.

    `thread` (see `_line`; the last of them, the oldest first), `new_id` for the form, `no_emergency` and
    `looked_for` (sentences), `open_count`, `until`, `longest`.
    """
    rows = Message.objects.filter(clinic_id=patient.clinic_id, patient=patient)
    newest = list(rows.select_related("author", "read_by").order_by("-sent_at", "-id")[:_SHOWN])
    lines = [_line(row, patient, for_desk) for row in reversed(newest)]
    return {
        "thread": lines,
        "new_id": str(uuid.uuid4()),
        "no_emergency": catalogue.reason("message-no-emergency").text,
        "looked_for": catalogue.reason("message-words-english").text,
        "open_count": len(patient.open_messages),
        "until": open_until(patient),
        "longest": LONGEST,
    }


def open_lines(patient: Patient) -> list[dict[str, Any]]:
    """What the patient wrote and nobody has answered, the oldest first. Asks no query."""
    return [
        {
            "text": kept["text"],
            "is_own": False,
            "who": patient.name,
            "when": moment_words(patient, datetime.fromisoformat(kept["at"])),
            "is_open": True,
            "warnings": list(dict.fromkeys(kept["warnings"].values())),
        }
        for kept in patient.open_messages
    ]


def waiting_messages(patient: Patient, screened: datetime | None) -> list[OpenMessage]:
    """The same for the rules. Words of a warning sign count until the questions were answered after them."""
    sent = [(datetime.fromisoformat(kept["at"]), kept["warnings"]) for kept in patient.open_messages]
    return [
        OpenMessage(local_day(patient, at), {} if screened is not None and screened > at else warnings)
        for at, warnings in sent
    ]


def message_notice(patient: Patient) -> dict[str, Any] | None:
    """What the page of today says of new messages; None when there is nobody to write to."""
    if patient.clinic.is_solo:
        return None
    return {"unread": patient.unread_messages, "url": reverse("patient-messages")}


def _open_rows(patient: Patient) -> Any:
    """What the patient wrote and nobody has answered."""
    return Message.objects.filter(clinic_id=patient.clinic_id, patient=patient, by_patient=True, read_at=None)


def _repeat_open(patient: Patient) -> None:
    """Keep what nobody has answered with the patient as well, so that no list has to ask for it.

    The row is read with every page of the patient, so that long texts are cut there; one that is cut ends in
    "…". Of very many the oldest are kept, and each with words of a warning sign.
    """
    patient.open_messages = [
        {"text": _cut(row.text), "at": row.sent_at.isoformat(), "warnings": row.warnings}
        for place, row in enumerate(_open_rows(patient).order_by("sent_at", "id"))
        if place < _MOST_REPEATED or row.warnings
    ]
    patient.save(update_fields=["open_messages"])


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_REPEATED else f"{text[:_LONGEST_REPEATED]}…"


def _line(row: Message, patient: Patient, for_desk: bool) -> dict[str, Any]:
    """One message: text, is_own (of the side that reads), who, when, read_words, is_open, warnings."""
    by_reader = row.by_patient != for_desk
    who = str(row.author) if row.author and (for_desk or not row.by_patient) else ""
    return {
        "text": row.text,
        "is_own": by_reader,
        "who": ("You" if by_reader and not for_desk else who) or patient.name,
        "when": moment_words(patient, row.sent_at),
        "read_words": _read_words(row, patient, for_desk) if by_reader else "",
        "is_open": row.by_patient and row.read_at is None,
        "warnings": list(dict.fromkeys(row.warnings.values())) if for_desk else [],
    }


def _read_words(row: Message, patient: Patient, for_desk: bool) -> str:
    if row.read_at is None:
        return "Not read yet"
    by = f" by {row.read_by}" if row.read_by and not for_desk else ""
    return f"Read{by}, {moment_words(patient, row.read_at)}"


def _sent_before(patient: Patient, message_id: str) -> Message | None:
    """The message of that id, when this form was sent before. Raises MessageError for another's id."""
    try:
        known = Message.objects.filter(id=uuid.UUID(message_id)).first()
    except ValueError:
        raise MessageError("Open the page again, then send it.") from None
    if known is not None and known.patient_id != patient.pk:
        raise MessageError("Open the page again, then send it.")
    return known


def _keep(
    patient: Patient,
    author: User | None,
    message_id: str,
    text: str,
    now: datetime,
    by_patient: bool,
    warnings: Mapping[str, str] | None = None,
) -> Message:
    """Add the message; when the same form arrives twice at once, the later one finds it there."""
    words = {
        "clinic_id": patient.clinic_id,
        "patient": patient,
        "author": author,
        "by_patient": by_patient,
        "text": _checked(text),
        "warnings": dict(warnings or {}),
        "sent_at": now,
    }
    kept: Message = Message.objects.get_or_create(id=uuid.UUID(message_id), defaults=words)[0]
    return kept


def _checked(text: str) -> str:
    """The text as it is kept. Raises MessageError."""
    plain = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if not plain:
        raise MessageError("Write something first.")
    if len(plain) > LONGEST:
        raise MessageError(f"Write at most {LONGEST} signs. You have {len(plain)}.")
    return plain


def _check_there_is_somebody(patient: Patient) -> None:
    if patient.clinic.is_solo:
        raise MessageError("You use Hipwise without a therapist. Nobody would read it.")


def _check_pace(patient: Patient, now: datetime) -> None:
    """A stuck key or a script is not let through. Raises MessageError."""
    since = now - timedelta(days=1)
    rows = Message.objects.filter(
        clinic_id=patient.clinic_id, patient=patient, by_patient=True, sent_at__gt=since
    )
    if rows.count() >= _MOST_A_DAY:
        raise MessageError("You sent many messages today. If it is urgent, call the clinic.")
