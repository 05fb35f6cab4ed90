"""The JSON interface of the patient's browser: today in one document, and the log."""

import json
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import NinjaAPI, Schema, Status
from ninja.errors import HttpError
from ninja.security import django_auth

from hipwise.clinic.care.access import own_record
from hipwise.clinic.care.decisions import log_and_decide
from hipwise.clinic.care.today import today_document
from hipwise.clinic.people.models import User
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
