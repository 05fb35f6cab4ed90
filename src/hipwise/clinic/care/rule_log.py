"""The log as the rules read it: from a moment on before which nothing changes what they say.

The moment is found once and kept with the patient, until it is old. Something that is logged or corrected
later but lies before it makes it void, and the whole log is read again.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import itemgetter
from typing import Any

from django.db.models import QuerySet

from hipwise.clinic.care.models import Entry, Patient
from hipwise.clinic.care.recent_log import kept_logs
from hipwise.library.catalogue import Catalogue
from hipwise.plan.history import Log, parse_log
from hipwise.plan.intake import Intake
from hipwise.plan.log_start import (
    MORNINGS_BEFORE,
    STANDING_KINDS,
    LogStart,
    find_log_start,
    is_enough,
    log_from,
)
from hipwise.plan.plan import Plan

Payload = Mapping[str, Any]

# Finding a start costs as much as one decision: not before the last one is so far back.
_OLD = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class ReadLog:
    """Payloads as they were read, and the start from which; None: all there are."""

    payloads: list[Payload]
    start: LogStart | None


def read_for_rules(patient: Patient, beside: Iterable[uuid.UUID] = ()) -> ReadLog:
    """What is stored for the rules, and what is stored under the ids `beside`. One query.

    A correction never comes without what it corrects.
    """
    start = _start_of(patient)
    if start is None:
        return ReadLog(_payloads(_rows(patient)), None)
    rows, begins = _rows(patient), start.at - MORNINGS_BEFORE
    corrected = rows.filter(kind="correction").values("supersedes")
    old = rows.filter(at__lt=begins)
    # Arms that each have an index of their own; an OR would walk through everything.
    arms = (
        old.filter(kind__in=STANDING_KINDS),
        rows.filter(client_id__in=corrected),
        rows.filter(client_id__in=list(beside)),
    )
    recent = rows.filter(at__gte=begins).values_list("payload", flat=True)
    found = recent.union(*(arm.values_list("payload", flat=True) for arm in arms), all=True)
    return ReadLog(list({payload["id"]: payload for payload in found}.values()), start)


def rule_log(
    patient: Patient, read: ReadLog, plan: Plan, intake: Intake, day: date, catalogue: Catalogue
) -> Log:
    """All of the log that the rules can use on that day. One query more when what was read does not do."""
    if read.start is None:
        return parse_log(read.payloads, catalogue)
    if read.start == _start_of(patient):
        part = log_from(parse_log(read.payloads, catalogue), read.start)
        if is_enough(plan, part, read.start, intake, day, catalogue):
            return part
    patient.log_start = None
    return parse_log(_payloads(_rows(patient)), catalogue)


def stored_rule_log(patient: Patient, plan: Plan, intake: Intake, day: date, catalogue: Catalogue) -> Log:
    """The same of what is stored, for who only looks. One query, two when what was read does not do."""
    start = _start_of(patient)
    payloads = sorted(read_for_rules(patient).payloads, key=itemgetter("id"))
    log = kept_logs.read((patient.pk, "rules"), payloads, catalogue)
    part = log if start is None else log_from(log, start)
    if start is None or is_enough(plan, part, start, intake, day, catalogue):
        return part
    patient.log_start = None
    return parse_log(_payloads(_rows(patient)), catalogue)


def keep_log_start(
    patient: Patient, log: Log, plan: Plan, intake: Intake, day: date, catalogue: Catalogue
) -> None:
    """Keep a start for the next time, when there is none or an old one. One query when it changes."""
    start = _start_of(patient)
    if start is not None and day - start.at.date() < _OLD:
        return
    found = find_log_start(plan, log.until(day), intake, day, catalogue)
    if found is None or (start is not None and found.at <= start.at):
        return
    before = set(found.done_before) | set(start.done_before if start is not None else ())
    patient.log_start = {"at": found.at.isoformat(), "done_before": sorted(before)}
    patient.save(update_fields=["log_start"])


def forget_log_start(patient: Patient, moments: Iterable[datetime]) -> None:
    """Make the start void when one of these moments of new entries lies before it. At most one query."""
    start = _start_of(patient)
    if start is not None and any(moment < start.at for moment in moments):
        patient.log_start = None
        patient.save(update_fields=["log_start"])


def _start_of(patient: Patient) -> LogStart | None:
    kept = patient.log_start
    if kept is None:
        return None
    return LogStart(datetime.fromisoformat(kept["at"]), tuple(kept["done_before"]))


def _payloads(rows: QuerySet[Entry]) -> list[Payload]:
    return list(rows.values_list("payload", flat=True))


def _rows(patient: Patient) -> QuerySet[Entry]:
    rows: QuerySet[Entry] = Entry.objects.filter(clinic_id=patient.clinic_id, patient_id=patient.pk)
    return rows
