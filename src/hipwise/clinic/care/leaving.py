"""Deleting one's account: asked for with the password, done after two weeks, and taken back until then.

What reaches the person from outside (reminders, calendar, notifications) ends at once. The clinic is told by
a message, since the law may oblige it to keep a copy of the record: it has until the day to take one out.
"""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from hipwise.clinic.care.local_time import day_words, local_day
from hipwise.clinic.care.messages import tell_clinic
from hipwise.clinic.care.models import Leaving, Patient, PushDevice, Reminder
from hipwise.clinic.people.models import Membership, User
from hipwise.library.catalogue import Catalogue

GRACE = timedelta(days=14)


class LeavingError(ValueError):
    """An account that cannot be deleted so; the text says why."""


def leaving_page(patient: Patient, user: User) -> dict[str, Any]:
    """Template patient/leaving.html: `due_words` (empty while nothing was asked), `grace_days`, `is_solo`,
    `clinic`. One query.
    """
    asked = Leaving.objects.filter(user=user).first()
    return {
        "due_words": due_words(patient, asked) if asked else "",
        "grace_days": GRACE.days,
        "is_solo": patient.clinic.is_solo,
        "clinic": patient.clinic,
    }


def due_words(patient: Patient, asked: Leaving) -> str:
    """The day on which it is done, in the patient's zone."""
    return day_words(local_day(patient, asked.due_at))


@transaction.atomic
def ask_to_leave(patient: Patient, user: User, password: str, catalogue: Catalogue, now: datetime) -> Leaving:
    """Ask for it. Asking twice changes nothing. Raises LeavingError."""
    if Membership.objects.filter(user=user).exclude(role="patient").exists():
        raise LeavingError("You also work in a clinic. Ask its admin to end that first.")
    if not user.check_password(password):
        raise LeavingError("That is not your password. Nothing was changed.")
    asked, is_new = Leaving.objects.get_or_create(
        user=user, defaults={"asked_at": now, "due_at": now + GRACE}
    )
    if is_new:
        for record in records_of(user):
            _fall_silent(record)
            words = catalogue.reason("leaving-asked", day=due_words(record, asked)).text
            tell_clinic(record, uuid.uuid4(), words, now)
    return asked


@transaction.atomic
def stay(user: User, catalogue: Catalogue, now: datetime) -> None:
    """Keep the account after all; the clinic is told as well."""
    taken_back, _ = Leaving.objects.filter(user=user).delete()
    if taken_back:
        for record in records_of(user):
            tell_clinic(record, uuid.uuid4(), catalogue.reason("leaving-stays").text, now)


def records_of(user: User) -> list[Patient]:
    """Every record of the person, in whichever clinic."""
    return list(Patient.objects.filter(membership__user=user).select_related("clinic", "membership"))


def _fall_silent(patient: Patient) -> None:
    of_patient = {"clinic_id": patient.clinic_id, "patient": patient}
    Reminder.objects.filter(**of_patient).delete()
    PushDevice.objects.filter(**of_patient).delete()
