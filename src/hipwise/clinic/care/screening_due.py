"""Are the warning-sign questions due? Then no page gives a dose until they are answered.

They come again 28 days after the last answers, after a pause in the log, after a load spike, after very
strong pain or newly bad nights, and after a message with words of a warning sign. The first two pass with
time alone; the others are written down.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import OuterRef, Subquery

from hipwise.clinic.care.local_time import local_day, zone_of
from hipwise.clinic.care.models import DecisionRecord, Entry, Patient
from hipwise.clinic.care.stored_decision import reason_of
from hipwise.library.catalogue import Catalogue
from hipwise.library.rule import Reason
from hipwise.plan.plan import Plan

_ASKING = ("progress-form-open", "progress-load-spike", "progress-gap")


def screening_due(
    patient: Patient, plan: Plan, day: date, decisions: Iterable[DecisionRecord], catalogue: Catalogue
) -> Reason | None:
    """Why the questions are due that day, or None. One query."""
    screened, last = _latest(patient)
    if patient.warned_at is not None and (screened is None or screened <= patient.warned_at):
        return catalogue.reason("message-warning")
    asked = _asked_by_rule(decisions, screened)
    if asked is not None:
        return asked
    if _is_old(patient, plan, day, screened, catalogue):
        return catalogue.reason("screen-again", days=catalogue.setting("rescreen_days"))
    since = plan.made_on if last is None else max(plan.made_on, local_day(patient, last))
    pause = (day - since).days
    return catalogue.reason("progress-gap", days=pause) if pause >= catalogue.setting("gap_days") else None


def questions_hold_until(patient: Patient, plan: Plan, catalogue: Catalogue) -> date:
    """The day on which the questions come again by time alone. One query."""
    screened, _ = _latest(patient)
    if screened is None:
        return plan.screen_again_on
    answered_on = local_day(patient, screened)
    return max(plan.screen_again_on, answered_on + timedelta(days=catalogue.setting("rescreen_days")))


def _latest(patient: Patient) -> tuple[datetime | None, datetime | None]:
    """The moments of the last answers to the questions, and of the last entry of any kind."""
    rows = Entry.objects.filter(clinic_id=OuterRef("clinic_id"), patient_id=OuterRef("pk")).order_by("-at")
    screened = Subquery(rows.filter(kind="red_flag").values("at")[:1])
    last = Subquery(rows.values("at")[:1])
    found = Patient.objects.filter(clinic_id=patient.clinic_id, pk=patient.pk)
    moments: tuple[datetime | None, datetime | None] = found.values_list(screened, last).get()
    return moments


def _is_old(patient: Patient, plan: Plan, day: date, screened: datetime | None, catalogue: Catalogue) -> bool:
    """Are the last answers older than they hold?"""
    if day < plan.screen_again_on:
        return False
    holds = timedelta(days=catalogue.setting("rescreen_days"))
    since = datetime.combine(day, time.min, zone_of(patient)) - holds
    return screened is None or screened <= since


def _asked_by_rule(decisions: Iterable[DecisionRecord], screened: datetime | None) -> Reason | None:
    """The newest reason of the whole plan that asks for the questions and came after the last answers."""
    for row in reversed(list(decisions)):
        if row.exercise or (screened is not None and row.updated_at <= screened):
            continue
        for stored in row.decision["reasons"]:
            if stored["rule"] in _ASKING:
                return reason_of(stored)
    return None
