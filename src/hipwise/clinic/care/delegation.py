"""Delegated steps up in the clinic: limits that a therapist sets, and the steps that act inside them.

Off by default. A step acts with the authority "delegated" and the name of the therapist; it is in the history
of the plan like any other, and can be taken back at any time.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from hipwise.clinic.care.local_time import local_day
from hipwise.clinic.care.models import (
    DecisionRecord,
    DelegationEnd,
    DelegationGrant,
    Patient,
    PlanRevision,
)
from hipwise.clinic.care.revisions import working_revisions
from hipwise.clinic.care.stored_decision import decision_of
from hipwise.clinic.people.models import User
from hipwise.library.catalogue import Catalogue
from hipwise.plan.day_words import day_in_words
from hipwise.plan.decision import Decision, DecisionKind
from hipwise.plan.delegation import FIELDS, Delegation, latest_end, why_it_waits
from hipwise.plan.given import Given, GivenError
from hipwise.plan.plan import plan_from_mapping

_log = logging.getLogger(__name__)

FIELD_WORDS = {"sets": "sets", "repetitions": "repetitions", "hold_s": "seconds held"}
_HIGHEST = {"sets": 10, "repetitions": 100, "hold_s": 300}
_LAST_PHASE = 4

StepUp = Callable[[DecisionRecord, User, Catalogue, datetime, str, str], PlanRevision]


class DelegationError(ValueError):
    """A delegation that cannot be given or taken back; the text says why."""


def standing_delegation(patient: Patient) -> DelegationGrant | None:
    """The newest delegation that nobody took back, or None; it may be over. One query."""
    rows = DelegationGrant.objects.filter(clinic_id=patient.clinic_id, patient_id=patient.pk)
    found: DelegationGrant | None = rows.select_related("author", "end").order_by("-at").first()
    return None if found is None or hasattr(found, "end") else found


@transaction.atomic
def delegate_steps(
    patient: Patient, person: User, posted: Mapping[str, str], catalogue: Catalogue, now: datetime
) -> DelegationGrant:
    """Set the limits: `sets`, `repetitions`, `hold_s` (empty: not delegated), `phase`, `expires_on`.

    Replaces an earlier delegation. Raises DelegationError.
    """
    if patient.clinic.is_solo:
        raise DelegationError("Only a therapist delegates.")
    day = local_day(patient, now)
    most = _most(posted)
    latest = latest_end(day, catalogue)
    try:
        phase = Given("Phase", _whole(posted.get("phase", ""))).whole_number(1, _LAST_PHASE, "phase")
        end = Given("End", posted["expires_on"]).day() if posted.get("expires_on") else latest
    except GivenError as error:
        raise DelegationError(f"{error}") from None
    if not day < end <= latest:
        raise DelegationError(f"Choose an end after today and not after {day_in_words(latest)}.")
    end_delegation(patient, person, now)
    grant: DelegationGrant = DelegationGrant.objects.create(
        clinic_id=patient.clinic_id,
        patient=patient,
        most=most,
        phase=phase,
        author=person,
        granted_on=day,
        expires_on=end,
        at=now,
    )
    return grant


def _most(posted: Mapping[str, str]) -> dict[str, float]:
    most: dict[str, float] = {}
    for field in FIELDS:
        text = (posted.get(field) or "").strip()
        if text:
            try:
                most[field] = Given(f"Most {FIELD_WORDS[field]}", _whole(text)).number(1, _HIGHEST[field], "")
            except GivenError:
                words = f"Most {FIELD_WORDS[field]}: write a number from 1 to {_HIGHEST[field]}."
                raise DelegationError(words) from None
    if not most:
        raise DelegationError("Name at least one number that may rise.")
    return most


def _whole(text: str) -> Any:
    """The whole number that was typed; other text stays text and is refused with its place."""
    try:
        return int(text)
    except ValueError:
        return text


@transaction.atomic
def end_delegation(patient: Patient, person: User, now: datetime) -> bool:
    """Take the delegation back; False when there is none. What has been stepped up stays."""
    grant = standing_delegation(patient)
    if grant is None:
        return False
    DelegationEnd.objects.create(clinic_id=patient.clinic_id, grant=grant, author=person, at=now)
    return True


def take_delegated_steps(patient: Patient, catalogue: Catalogue, now: datetime, step_up: StepUp) -> bool:
    """Let today's steps up act that lie inside the limits; True when the plan in force has changed.

    `step_up` asks the rules and the checks again, as when a person accepts. Whatever goes wrong, the step
    waits for the therapist.
    """
    if patient.is_locked:
        return False
    grant = standing_delegation(patient)
    day = local_day(patient, now)
    if grant is None or not _value(grant).is_in_force(day):
        return False
    since = day - timedelta(days=catalogue.setting("delegation.calm_days"))
    records = list(
        DecisionRecord.objects.filter(
            clinic_id=patient.clinic_id, patient_id=patient.pk, date__gt=since
        ).select_related("revision__intake")
    )
    taken = [_take(record, records, patient, grant, day, catalogue, now, step_up) for record in records]
    return any(taken)


def _take(
    record: DecisionRecord,
    records: list[DecisionRecord],
    patient: Patient,
    grant: DelegationGrant,
    day: date,
    catalogue: Catalogue,
    now: datetime,
    step_up: StepUp,
) -> bool:
    """Let one step act if it waits since today and lies inside the limits."""
    waits = record.status == DecisionRecord.Status.WAITING and record.snoozed_until is None
    if record.kind != DecisionKind.PROGRESS.value or record.date != day or not waits:
        return False
    record.patient = patient
    signed, _ = working_revisions(patient)
    if signed is None:
        return False
    plan = plan_from_mapping(signed.plan, "the signed plan")
    wanted, said = decision_of(record), [_said(other) for other in records]
    if why_it_waits(wanted, plan, _value(grant), said, day, catalogue) is not None:
        return False
    reason = f"One step up, inside the limits that {grant.author} set."
    try:
        with transaction.atomic():
            record.result = step_up(
                record, grant.author, catalogue, now, PlanRevision.Authority.DELEGATED, reason
            )
            record.status = DecisionRecord.Status.DELEGATED
            record.decided_by, record.decided_at = grant.author, now
            record.save()
    except (ValueError, IntegrityError):
        _log.info("a delegated step of patient %s waits for the therapist", patient.pk, exc_info=True)
        return False
    return True


def _said(record: DecisionRecord) -> Decision:
    """What kind of decision it was and when: enough to know whether something asked for less."""
    return Decision(record.date, record.exercise or None, DecisionKind(record.kind), ())


def _value(grant: DelegationGrant) -> Delegation:
    return Delegation(str(grant.author), grant.granted_on, grant.expires_on, grant.phase, grant.most)


def limits_words(grant: DelegationGrant) -> str:
    """What may rise and how far: "repetitions up to 15, sets up to 3"."""
    limits = [f"{FIELD_WORDS[name]} up to {grant.most[name]:g}" for name in FIELDS if name in grant.most]
    return ", ".join(limits)


def delegation_card(grant: DelegationGrant | None, day: date) -> dict[str, Any] | None:
    """A delegation as the desk shows it; None when there is none."""
    if grant is None:
        return None
    return {
        "by": str(grant.author),
        "limits_words": limits_words(grant),
        "phase": grant.phase,
        "last_day": grant.expires_on - timedelta(days=1),
        "is_over": day >= grant.expires_on,
    }
