"""Sends the reminders whose hour has come. A person is claimed before anything leaves: two runs at once
send one reminder.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse

from hipwise.clinic.care.local_time import local_day, zone_of
from hipwise.clinic.care.models import Entry, Patient, Reminder
from hipwise.clinic.care.push import push
from hipwise.clinic.care.reminder_mail import send_mail
from hipwise.clinic.care.reminders import stop_token
from hipwise.clinic.care.today import Day, open_day
from hipwise.follow.reminder import Moment, choose_reminder, is_hour
from hipwise.library.catalogue import Catalogue
from hipwise.library.rule import Reason
from hipwise.plan.entry import SetEntry, SkipEntry

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Round:
    """What became of one round: people whose hour it was, reminded, left in peace, and not reached."""

    due: int = 0
    sent: int = 0
    left: int = 0
    failed: int = 0


def remind(now: datetime, address: str, catalogue: Catalogue) -> Round:
    """Remind everybody whose hour has come; links lead to `address`. One person's failure stops no other."""
    done = Round()
    for reminder in _due(now, catalogue):
        done.due += 1
        try:
            reasons = _reasons(reminder, now, catalogue)
            if not reasons:
                done.left += 1
            elif _send(reminder, reasons, now, address):
                done.sent += 1
            else:
                done.failed += 1
        except Exception:  # noqa: BLE001 - the next person is reminded all the same
            _log.exception("no reminder for patient %s", reminder.patient_id)
            done.failed += 1
    return done


def _due(now: datetime, catalogue: Catalogue) -> Iterator[Any]:
    """The reminders of people for whom it is the hour, each with `last_entry_at`."""
    rows = Entry.objects.filter(clinic_id=OuterRef("clinic_id"), patient_id=OuterRef("patient_id"))
    last_entry = Subquery(rows.order_by("-received_at").values("received_at")[:1])
    chosen = Reminder.objects.filter(Q(by_email=True) | Q(by_push=True), patient__locked_since=None)
    people = chosen.select_related("patient__clinic", "patient__membership__user")
    for reminder in list(people.annotate(last_entry_at=last_entry).order_by("pk")):
        if is_hour(now.astimezone(zone_of(reminder.patient)), reminder.at, _last_on(reminder), catalogue):
            yield reminder


def _last_on(reminder: Reminder) -> date | None:
    """The patient's day of the last reminder, or None."""
    return local_day(reminder.patient, reminder.last_sent_at) if reminder.last_sent_at else None


def _reasons(reminder: Any, now: datetime, catalogue: Catalogue) -> tuple[Reason, ...]:
    day = open_day(reminder.patient, now, catalogue)
    moment = Moment(
        now=now.astimezone(zone_of(reminder.patient)),
        at=reminder.at,
        last_on=_last_on(reminder),
        unanswered=_unanswered(reminder),
        state=day.state,
        minutes=sum(item.minutes for item in day.items),
        has_acted=_has_acted(day),
        unread=reminder.patient.unread_messages,
    )
    return choose_reminder(moment, catalogue)


def _unanswered(reminder: Any) -> int:
    """How many reminders came since something was logged."""
    last, logged = reminder.last_sent_at, reminder.last_entry_at
    return 0 if last is None or (logged is not None and logged > last) else reminder.unanswered


def _has_acted(day: Day) -> bool:
    """A set today, or a word why there is none; a word about an earlier day says nothing of today."""
    skips = day.log.of(SkipEntry)
    return bool(day.log.of(SetEntry)) or any(skip.about == day.day for skip in skips)


def _send(reminder: Any, reasons: tuple[Reason, ...], now: datetime, address: str) -> bool:
    """Claim, then send by every chosen way; True when one took it. What nothing took may be tried again."""
    kept = (reminder.last_sent_at, reminder.unanswered)
    row = Reminder.objects.filter(pk=reminder.pk, last_sent_at=reminder.last_sent_at)
    if not row.update(last_sent_at=now, unanswered=_unanswered(reminder) + 1):
        return True  # another run has just done it
    is_mailed = reminder.by_email and _mail(reminder.patient, reasons, address)
    is_pushed = reminder.by_push and push(reminder.patient)
    is_sent: bool = is_mailed or is_pushed
    if not is_sent:
        Reminder.objects.filter(pk=reminder.pk).update(last_sent_at=kept[0], unanswered=kept[1])
    return is_sent


def _mail(patient: Patient, reasons: tuple[Reason, ...], address: str) -> bool:
    membership = patient.membership
    if membership is None or not membership.user.is_active:
        return False
    today = address + reverse("patient-today")
    stop = address + reverse("reminder-stop", args=(stop_token(patient),))
    return send_mail(membership.user.email, reasons, today, stop)
