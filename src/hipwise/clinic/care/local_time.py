"""Which day it is for a patient: the days of a plan are the patient's, not the server's."""

from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from hipwise.clinic.care.models import Patient
from hipwise.clinic.people.models import Clinic
from hipwise.plan.day_words import day_in_words, full_day_in_words

_FALLBACK = "UTC"


def zone_of(patient: Patient) -> ZoneInfo:
    """The patient's own time zone, else the clinic's."""
    return zone_named(patient.time_zone, patient.clinic.time_zone)


def zone_named(*names: str) -> ZoneInfo:
    """The first of these names that is a zone's, else UTC."""
    for name in (*names, _FALLBACK):
        if name:
            try:
                return ZoneInfo(name)
            except (ZoneInfoNotFoundError, ValueError):
                continue
    return ZoneInfo(_FALLBACK)


def local_day(patient: Patient, now: datetime) -> date:
    """The patient's calendar day at that instant."""
    return now.astimezone(zone_of(patient)).date()


def clinic_day(clinic: Clinic, now: datetime) -> date:
    """The clinic's calendar day at that instant."""
    return now.astimezone(zone_named(clinic.time_zone)).date()


def day_words(day: date) -> str:
    """A day as people say it: "Thursday 12 March"."""
    return full_day_in_words(day)


def short_day_words(day: date) -> str:
    """A day in a list: "12 March"."""
    return day_in_words(day)


def moment_words(patient: Patient, at: datetime) -> str:
    """A moment on the patient's clock: "Thursday 12 March, 09:30"."""
    local = at.astimezone(zone_of(patient))
    return f"{day_words(local.date())}, {local:%H:%M}"
