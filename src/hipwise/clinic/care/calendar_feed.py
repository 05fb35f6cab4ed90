"""A calendar address of one's own: unguessable, taken back at any time, and silent about why one exercises.

Of the secret in the address only the hash is kept, so that nobody can read it out of the database.
"""

import secrets
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from hipwise.clinic.care.models import Patient, Reminder
from hipwise.clinic.care.screening_due import questions_hold_until
from hipwise.clinic.care.today import open_day
from hipwise.exchange.calendar import plan_calendar
from hipwise.library.catalogue import Catalogue

_SECRET_BYTES = 32


@transaction.atomic
def make_address(patient: Patient, now: datetime) -> str:
    """A new secret for the calendar's address; an older one stops working. It is shown once and not kept."""
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    made = {"calendar_hash": _hash(secret), "calendar_made_at": now}
    Reminder.objects.update_or_create(
        patient=patient, defaults=made, create_defaults={**made, "clinic_id": patient.clinic_id}
    )
    return secret


def take_address_back(patient: Patient) -> None:
    """The address stops working at once."""
    Reminder.objects.filter(clinic_id=patient.clinic_id, patient=patient).update(
        calendar_hash="", calendar_made_at=None
    )


def calendar_of(secret: str, now: datetime, catalogue: Catalogue) -> bytes | None:
    """The calendar behind an address, or None when there is none. At most seven queries.

    It is empty while no dose may be shown: without a plan, locked, or with questions that are due.
    """
    found = Reminder.objects.filter(calendar_hash=_hash(secret)).select_related("patient__clinic").first()
    if found is None:
        return None
    patient: Patient = found.patient
    day = open_day(patient, now, catalogue)
    plan = None
    if day.is_open and day.plan is not None:
        again = questions_hold_until(patient, day.plan, catalogue)
        plan = replace(day.plan, screen_again_on=again)
    return plan_calendar(plan, catalogue, found.at, str(patient.pk), is_discreet=True)


def _hash(secret: str) -> str:
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
