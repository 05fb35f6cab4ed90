"""Everything that is kept about a patient, as one file to take along, also for the clinic's own keeping.

For the patient: all of it but what clinicians wrote for themselves (notes, reasons of overrides); the file
says so. For the clinic: that as well. Rows are read piece by piece.
"""

import tempfile
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any

from hipwise.clinic.care.models import (
    CareLine,
    DecisionRecord,
    Entry,
    IntakeRecord,
    Message,
    MonitoringSpell,
    Note,
    OverrideGrant,
    Patient,
    PatientGoal,
    PlanRevision,
    ReadAudit,
    SetRecording,
)
from hipwise.clinic.care.own_summary import own_summary
from hipwise.clinic.care.reminders import choice_of
from hipwise.clinic.typesetting import typeset
from hipwise.coach.packed_recording import unpack_recording
from hipwise.exchange.own_data.archive import FORMAT, VERSION, Archive
from hipwise.exchange.own_data.summary import summary_to_mapping
from hipwise.exchange.own_data.table import entry_row, table_csv
from hipwise.exchange.recording import recording_csv
from hipwise.library.catalogue import Catalogue

_IN_MEMORY_BYTES = 4_000_000
_CHUNK = 1000
_NOT_HERE = "Notes and reasons that clinicians wrote for themselves are not in this file. Ask your clinic."
_README = """What is in here

everything.json   all that is kept, for programs
log.jsonl         what was logged, one entry a line; `hipwise progress` reads it
tables/*.csv      the same log as tables, and the messages, for spreadsheets
replays/*.csv     points of your sets, if you let them be kept; `hipwise watch` reads them
summary.pdf       to read, or to hand to somebody

Days and times are those of your own zone where an entry tells its zone, else UTC.
"""


def archive_of(patient: Patient, now: datetime, catalogue: Catalogue, for_clinic: bool = False) -> bytes:
    """The ZIP file with JSON, JSON Lines, CSV tables and the PDF."""
    with tempfile.SpooledTemporaryFile(_IN_MEMORY_BYTES) as file:
        _write(file, patient, now, catalogue, for_clinic)
        file.seek(0)
        return file.read()


def summary_file(patient: Patient, now: datetime, catalogue: Catalogue) -> bytes:
    """The PDF. The typesetter runs in a process of its own."""
    return typeset("summary_process", summary_to_mapping(own_summary(patient, now, catalogue)))


def _write(file: IO[bytes], patient: Patient, now: datetime, catalogue: Catalogue, for_clinic: bool) -> None:
    archive = Archive(file, now)
    archive.add("README.txt", (_README if for_clinic else f"{_README}\n{_NOT_HERE}\n").encode())
    archive.add_json("everything.json", _known(patient, now, for_clinic), _long(patient, for_clinic))
    archive.add_lines("log.jsonl", _payloads(patient))
    for name, columns in sorted(_columns(patient).items()):
        archive.add(f"tables/{name}.csv", table_csv(_rows(patient, name), columns).encode())
    messages = list(_messages(patient))
    if messages:
        archive.add("tables/messages.csv", table_csv(messages, messages[0]).encode())
    for name, recording in _recordings(patient):
        archive.add(f"replays/{name}.csv", recording.encode())
    archive.add("summary.pdf", summary_file(patient, now, catalogue))
    archive.close()


def _known(patient: Patient, now: datetime, for_clinic: bool) -> dict[str, Any]:
    membership, clinic = patient.membership, patient.clinic
    user = membership.user if membership is not None else None
    choice = choice_of(patient)
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_at": now.isoformat(timespec="seconds"),
        "not_in_this_file": "" if for_clinic else _NOT_HERE,
        "account": {
            "name": user.name if user else "",
            "email": user.email if user else "",
            "joined_at": _iso(user.date_joined) if user else None,
        },
        "clinic": {"name": clinic.name, "phone": clinic.phone},
        "patient": {
            "id": str(patient.pk),
            "name": patient.name,
            "time_zone": patient.time_zone,
            "voice": patient.voice,
            "beeps": patient.beeps,
            "since": _iso(patient.created_at),
            "locked_since": _iso(patient.locked_since),
            "lock_flags": patient.lock_flags,
            "limits": patient.settings if for_clinic else [_limit(limit) for limit in patient.settings],
        },
        "reminders": {
            "at": f"{choice.at:%H:%M}",
            "by_email": choice.by_email,
            "on_devices": choice.by_push,
            "calendar_since": _iso(choice.calendar_made_at),
        },
    }


def _limit(limit: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in limit.items() if key != "reason"}


def _long(patient: Patient, for_clinic: bool) -> dict[str, Iterator[Any]]:
    """What may be long, each read when it is written."""
    lists = {
        "intakes": _intakes(patient),
        "plans": _plans(patient, for_clinic),
        "log": _payloads(patient),
        "decisions": _decisions(patient, for_clinic),
        "goals": _goals(patient),
        "overrides": _overrides(patient, for_clinic),
        "messages": _messages(patient),
        "monitoring": _monitoring(patient),
        "minutes_of_therapists": _care_lines(patient),
        "reads": _reads(patient),
    }
    return {**lists, "notes": _notes(patient)} if for_clinic else lists


def _of(model: Any, patient: Patient) -> Any:
    return model.objects.filter(clinic_id=patient.clinic_id, patient_id=patient.pk)


def _payloads(patient: Patient) -> Iterator[Any]:
    rows = _of(Entry, patient).order_by("at", "client_id").values_list("payload", flat=True)
    yield from rows.iterator(chunk_size=_CHUNK)


def _columns(patient: Patient) -> dict[str, list[str]]:
    """The columns of the table of each kind of entry."""
    columns: dict[str, dict[str, None]] = defaultdict(dict)
    for payload in _payloads(patient):
        kind, row = entry_row(payload)
        columns[kind].update(dict.fromkeys(row))
    return {kind: list(names) for kind, names in columns.items()}


def _rows(patient: Patient, wanted: str) -> Iterator[Any]:
    rows = _of(Entry, patient).filter(kind__in=(wanted, "correction")).order_by("at", "client_id")
    for payload in rows.values_list("payload", flat=True).iterator(chunk_size=_CHUNK):
        kind, row = entry_row(payload)
        if kind == wanted:
            yield row


def _recordings(patient: Patient) -> Iterator[tuple[str, str]]:
    """The points of each set that was kept for a replay, as a landmark file that `hipwise watch` reads."""
    rows = _of(SetRecording, patient).order_by("at", "pk")
    for number, row in enumerate(rows.iterator(chunk_size=1), start=1):
        recording = unpack_recording(bytes(row.packet)).recording
        yield f"{number:03}-{row.exercise}-{row.side}", recording_csv(recording)


def _intakes(patient: Patient) -> Iterator[Any]:
    for row in _of(IntakeRecord, patient).order_by("number").iterator(chunk_size=_CHUNK):
        yield {
            "number": row.number,
            "status": row.status,
            "started_at": _iso(row.started_at),
            "finished_at": _iso(row.finished_at),
            "answers": row.answers,
            "intake": row.intake,
            "screening": row.screening,
        }


def _plans(patient: Patient, for_clinic: bool) -> Iterator[Any]:
    rows = _of(PlanRevision, patient).select_related("signed_by").order_by("number")
    for row in rows.iterator(chunk_size=_CHUNK):
        yield {
            "number": row.number,
            "status": row.status,
            "authority": row.authority,
            "made_at": _iso(row.created_at),
            "signed_by": str(row.signed_by) if row.signed_by else "",
            "signed_at": _iso(row.signed_at),
            "plan": row.plan,
            **({"reason": row.reason} if for_clinic else {}),
        }


def _decisions(patient: Patient, for_clinic: bool) -> Iterator[Any]:
    rows = _of(DecisionRecord, patient).select_related("decided_by").order_by("date", "created_at")
    for row in rows.iterator(chunk_size=_CHUNK):
        yield {
            "date": row.date.isoformat(),
            "exercise": row.exercise,
            "kind": row.kind,
            "status": row.status,
            "decision": row.decision,
            "decided_by": str(row.decided_by) if row.decided_by else "",
            "decided_at": _iso(row.decided_at),
            **({"note": row.note} if for_clinic else {}),
        }


def _goals(patient: Patient) -> Iterator[Any]:
    for row in _of(PatientGoal, patient).order_by("created_at"):
        yield {"goal": row.goal, "words": row.words, "look_on": str(row.look_on), "status": row.status}


def _overrides(patient: Patient, for_clinic: bool) -> Iterator[Any]:
    for row in _of(OverrideGrant, patient).select_related("author").order_by("at"):
        yield {
            "exercise": row.exercise,
            "side": row.side,
            "rule": row.rule,
            "by": str(row.author),
            "granted_on": str(row.granted_on),
            "expires_on": str(row.expires_on),
            **({"reason": row.reason} if for_clinic else {}),
        }


def _messages(patient: Patient) -> Iterator[Any]:
    rows = _of(Message, patient).select_related("author").order_by("sent_at", "id")
    for row in rows.iterator(chunk_size=_CHUNK):
        yield {
            "id": str(row.pk),
            "at": _iso(row.sent_at),
            "by": "patient" if row.by_patient else "clinic",
            "author": str(row.author) if row.author else "",
            "text": row.text,
            "read_at": _iso(row.read_at),
        }


def _monitoring(patient: Patient) -> Iterator[Any]:
    for row in _of(MonitoringSpell, patient).order_by("begun_on"):
        yield {"begun_on": str(row.begun_on), "ended_on": str(row.ended_on) if row.ended_on else None}


def _care_lines(patient: Patient) -> Iterator[Any]:
    rows = _of(CareLine, patient).select_related("author").order_by("on", "logged_at")
    for row in rows.iterator(chunk_size=_CHUNK):
        yield {
            "on": str(row.on),
            "minutes": row.minutes,
            "kind": row.kind,
            "by": str(row.author) if row.author else "",
            "taken_back_at": _iso(row.taken_back_at),
        }


def _reads(patient: Patient) -> Iterator[Any]:
    rows = _of(ReadAudit, patient).select_related("reader").order_by("at")
    for row in rows.iterator(chunk_size=_CHUNK):
        yield {"by": str(row.reader), "as": row.role, "what": row.what, "at": _iso(row.at)}


def _notes(patient: Patient) -> Iterator[Any]:
    for row in _of(Note, patient).select_related("author").order_by("created_at"):
        yield {"by": str(row.author), "at": _iso(row.created_at), "text": row.text}


def _iso(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at is not None else None
