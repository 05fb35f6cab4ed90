"""What a patient chose about reminders."""

from datetime import time
from typing import Any

from django import forms
from django.core import signing
from django.db import transaction

from hipwise.clinic.care.local_time import local_day, short_day_words, zone_of
from hipwise.clinic.care.models import Patient, PushDevice, Reminder
from hipwise.clinic.care.push import public_key
from hipwise.exchange.calendar import DEFAULT_START

_SALT = "reminder-stop"


class ReminderForm(forms.Form):
    """The hour, and by which way; none is no reminders."""

    at = forms.TimeField(label="At", input_formats=["%H:%M", "%H:%M:%S"])
    by_email = forms.BooleanField(label="By e-mail", required=False)
    by_push = forms.BooleanField(label="On this phone or computer", required=False)


def choice_of(patient: Patient) -> Reminder:
    """What the patient chose; the usual values, not kept, before the first choice. One query."""
    found = Reminder.objects.filter(clinic_id=patient.clinic_id, patient=patient).first()
    return found or Reminder(clinic_id=patient.clinic_id, patient=patient, at=DEFAULT_START)


@transaction.atomic
def choose(patient: Patient, at: time, by_email: bool, by_push: bool) -> None:
    """Keep the choice. Whoever chooses anew is reminded again."""
    chosen = {"at": at, "by_email": by_email, "by_push": by_push, "unanswered": 0}
    Reminder.objects.update_or_create(
        patient=patient, defaults=chosen, create_defaults={**chosen, "clinic_id": patient.clinic_id}
    )
    if not by_push:
        PushDevice.objects.filter(clinic_id=patient.clinic_id, patient=patient).delete()


def reminders_page(patient: Patient) -> dict[str, Any]:
    """Template patient/reminders.html: `choice`, `at`, `calendar_made_on` (empty without one), `zone`,
    `devices`, `push_key`. Two queries.
    """
    choice = choice_of(patient)
    made = choice.calendar_made_at
    return {
        "choice": choice,
        "at": f"{choice.at:%H:%M}",
        "calendar_made_on": short_day_words(local_day(patient, made)) if made else "",
        "zone": str(zone_of(patient)).replace("_", " "),
        "devices": PushDevice.objects.filter(clinic_id=patient.clinic_id, patient=patient).count(),
        "push_key": public_key(),
    }


def stop_token(patient: Patient) -> str:
    """What the stop link of an e-mail carries: it ends the e-mails and nothing else."""
    return signing.dumps(str(patient.pk), salt=_SALT)


def stop_emails(token: str) -> bool:
    """End the e-mails that this link belongs to; False for a link that was not made here."""
    try:
        patient_id = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return False
    Reminder.objects.filter(patient_id=patient_id).update(by_email=False)
    return True
