"""Entries that the clinic itself writes into a log: answers to warning signs, and their clearance."""

import uuid
from datetime import datetime

from hipwise.clinic.care.local_time import zone_of
from hipwise.clinic.care.models import Entry, Patient
from hipwise.clinic.people.models import User


def write_entry(
    patient: Patient, kind: str, at: datetime, received_at: datetime, author: User | None, **body: object
) -> None:
    """Add one entry with a new id; its payload tells the moment in the patient's own time."""
    client_id = uuid.uuid4()
    told_at = at.astimezone(zone_of(patient)).isoformat(timespec="seconds")
    Entry.objects.create(
        clinic_id=patient.clinic_id,
        patient=patient,
        client_id=client_id,
        kind=kind,
        at=at,
        received_at=received_at,
        payload={"id": str(client_id), "at": told_at, "kind": kind, **body},
        author=author,
    )
