"""The JSON interface of the patient's browser: today in one document, and the log."""

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import NinjaAPI, Schema, Status
from ninja.errors import HttpError
from ninja.security import django_auth

from hipwise.clinic.care.access import own_record
from hipwise.clinic.care.decisions import log_and_decide
from hipwise.clinic.care.replays import NoSetError, NotSharedError, keep_recording
from hipwise.clinic.care.today import today_document
from hipwise.clinic.people.models import User
from hipwise.coach.landmarks import RecordingError
from hipwise.coach.packed_recording import MOST_BYTES as MOST_PACKET_BYTES
from hipwise.library.catalogue import load_catalogue

MOST_ENTRIES = 200
MOST_BYTES = 256 * 1024

api = NinjaAPI(
    title="Hipwise", version="1", auth=django_auth, docs_url=None, openapi_url=None, urls_namespace="api-1"
)


class ConflictOut(Schema):
    """A UUID posted with two contents."""

    id: str
    stored: dict[str, Any]
    sent: dict[str, Any]


class RefusedOut(Schema):
    """An entry that will never be taken, and why."""

    id: str
    problem: str


class EntriesOut(Schema):
    """What became of a batch. Acknowledged entries are on the disk."""

    acknowledged: list[str]
    conflicts: list[ConflictOut]
    refused: list[RefusedOut]
    locked: bool
    changed: bool


class RecordingOut(Schema):
    """The recording that is kept."""

    kept: str


class ProblemOut(Schema):
    """Why a recording is not kept."""

    problem: str


@api.get("/today", url_name="today")
def today(request: HttpRequest) -> dict[str, Any]:
    """Today's plan, texts, figures, script and settings in one document."""
    return today_document(own_record(request), timezone.now(), load_catalogue())


@api.post("/entries", response={200: EntriesOut, 409: EntriesOut}, url_name="entries")
def entries(request: HttpRequest) -> Status[dict[str, Any]]:
    """Log a batch of entries. Posting it twice changes nothing; 409 when every entry conflicts."""
    patient = own_record(request)
    assert isinstance(request.user, User)
    sent = _batch(request)
    now, catalogue = timezone.now(), load_catalogue()
    result, changed = log_and_decide(patient, sent, request.user, catalogue, now)
    all_conflict = bool(result.conflicts) and len(result.conflicts) == len(sent)
    answer = {
        "acknowledged": result.acknowledged,
        "conflicts": [{"id": c.id, "stored": c.stored, "sent": c.sent} for c in result.conflicts],
        "refused": [{"id": r.id, "problem": r.problem} for r in result.refused],
        "locked": patient.is_locked,
        "changed": changed,
    }
    return Status(409 if all_conflict else 200, answer)


@api.post(
    "/recordings/{entry_id}", response={200: RecordingOut, 403: ProblemOut, 409: ProblemOut, 422: ProblemOut}
)
def recordings(request: HttpRequest, entry_id: UUID, range_share: float = 1.0) -> Status[dict[str, str]]:
    """Keep the packed recording of a set that was logged; the body is the packet.

    403: the patient shares no replays, throw it away. 409: the set is not logged yet, send it later. 422: it
    is no recording, throw it away.
    """
    patient = own_record(request)
    if len(request.body) > MOST_PACKET_BYTES:
        return Status(422, {"problem": f"expected at most {MOST_PACKET_BYTES} bytes"})
    try:
        kept = keep_recording(patient, entry_id, request.body, load_catalogue(), timezone.now(), range_share)
    except NotSharedError as error:
        return Status(403, {"problem": str(error)})
    except NoSetError as error:
        return Status(409, {"problem": str(error)})
    except RecordingError as error:
        return Status(422, {"problem": str(error)})
    return Status(200, {"kept": str(kept.pk)})


def _batch(request: HttpRequest) -> list[Any]:
    """The posted entries. Raises HttpError with a sentence when the body is no batch."""
    if len(request.body) > MOST_BYTES:
        raise HttpError(413, f"expected at most {MOST_BYTES} bytes; send fewer entries at a time")
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        raise HttpError(400, "expected JSON") from None
    sent = body.get("entries") if isinstance(body, dict) else None
    if not isinstance(sent, list) or not 0 < len(sent) <= MOST_ENTRIES:
        raise HttpError(400, f'expected {{"entries": [...]}} with 1 to {MOST_ENTRIES} entries')
    return sent
