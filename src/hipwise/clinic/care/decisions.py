"""Decisions: what the rules say after new entries, and what a person answers.

What makes a plan easier acts at once and waits for nobody: the plan in force is replaced by one that
differs in nothing but smaller doses. What makes it harder waits for a clinician (or, without one, for
the patient). A red flag locks the plan.
"""

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from hipwise.clinic.care.delegation import take_delegated_steps
from hipwise.clinic.care.dose_line import dose_and_range_words
from hipwise.clinic.care.entries import LogResult, log_entries
from hipwise.clinic.care.local_time import local_day
from hipwise.clinic.care.locking import ESCALATE, lock_plan
from hipwise.clinic.care.models import DecisionRecord, Patient, PlanRevision
from hipwise.clinic.care.patient_settings import catalogue_of
from hipwise.clinic.care.phase_step import (
    PhaseError,
    is_answered,
    is_declined,
    propose_phase,
    withdraw_proposal,
)
from hipwise.clinic.care.phase_words import is_change_of_phase, phase_words
from hipwise.clinic.care.planning import ERROR, SigningError, accept_own_plan, intake_on
from hipwise.clinic.care.put_in_force import following_revision, put_eased_in_force, put_in_force
from hipwise.clinic.care.revisions import signed_revision, working_revisions
from hipwise.clinic.care.rule_log import ReadLog, keep_log_start, read_for_rules, rule_log, stored_rule_log
from hipwise.clinic.care.stored_decision import decision_of
from hipwise.clinic.people.models import User
from hipwise.library.catalogue import Catalogue
from hipwise.plan.decision import Decision, DecisionKind, decision_to_mapping
from hipwise.plan.history import Log
from hipwise.plan.intake import Intake, parse_intake
from hipwise.plan.lint import lint
from hipwise.plan.plan import Plan, PlanItem, plan_from_mapping
from hipwise.plan.progression import progress
from hipwise.plan.revision import RevisionError, revise

_log = logging.getLogger(__name__)

EASIER = (DecisionKind.REGRESS, DecisionKind.STOP)
_UNDO_WITHIN = timedelta(minutes=5)
_LONGEST_SNOOZE_DAYS = 14
_ATTEMPTS = 3


class DecisionError(ValueError):
    """A decision that cannot be answered so; the text says why."""


@transaction.atomic
def log_and_decide(
    patient: Patient, sent: Sequence[Any], author: User, catalogue: Catalogue, now: datetime
) -> tuple[LogResult, bool]:
    """Log a batch and ask the rules, both or neither: what is acknowledged has been looked at.

    The second value says whether the plan in force has changed.
    """
    result = log_entries(patient, sent, author, catalogue, now)
    is_changed = propose_after(patient, result, catalogue, now)
    if not result.added or is_changed:
        return result, is_changed  # on a day on which something got easier nothing gets harder
    return result, take_delegated_steps(patient, catalogue, now, _step_up) or is_changed


def propose_after(patient: Patient, result: LogResult, catalogue: Catalogue, now: datetime) -> bool:
    """Ask the rules again after new entries; returns True when the plan in force has changed.

    Should the rules fail, the entries stay and the clinician is told to look: a stop that could not be
    computed is never taken for a calm hip.
    """
    if not result.added:
        return False
    try:
        return _propose(patient, result.read, catalogue_of(patient, catalogue), now)
    except Exception:  # noqa: BLE001 - the entries stay; a person is told to look
        _log.exception("the rules could not be asked for patient %s", patient.pk)
        _ask_clinician(patient, catalogue, now)
        return False


def _propose(patient: Patient, read: ReadLog | None, catalogue: Catalogue, now: datetime) -> bool:
    for attempt in range(_ATTEMPTS):
        try:
            with transaction.atomic():
                return _propose_once(patient, read or read_for_rules(patient), catalogue, now)
        except IntegrityError:
            # Another device wrote a revision at the same moment: look at that one.
            if attempt == _ATTEMPTS - 1:
                raise
    raise AssertionError("unreachable")


def _propose_once(patient: Patient, read: ReadLog, catalogue: Catalogue, now: datetime) -> bool:
    revision = signed_revision(patient)
    if revision is None:
        return False
    day = local_day(patient, now)
    plan = plan_from_mapping(revision.plan, "the signed plan")
    intake = _intake_of(revision)
    log = rule_log(patient, read, plan, intake, day, catalogue)
    decisions = _decisions(patient, plan, log, intake, day, catalogue)
    easier = tuple(d for d in decisions if d.kind in EASIER and d.change is not None and d.exercise)
    result = (
        _ease(patient, revision, plan, easier, catalogue, now) if easier and not patient.is_locked else None
    )
    following = plan_from_mapping(result.plan, "the eased plan") if result else plan
    _keep(patient, revision, result, decisions, (plan, following), catalogue, now)
    _lock_when_escalated(patient, decisions, now)
    if result is None:
        keep_log_start(patient, log, plan, intake, day, catalogue)
    return result is not None


def decide(
    patient: Patient, plan: Plan, revision: PlanRevision, day: date, catalogue: Catalogue
) -> tuple[Decision, ...]:
    """What the rules say on that day about a plan and everything that was logged."""
    intake, catalogue = _intake_of(revision), catalogue_of(patient, catalogue)
    log = stored_rule_log(patient, plan, intake, day, catalogue)
    return _decisions(patient, plan, log, intake, day, catalogue)


def _decisions(
    patient: Patient, plan: Plan, log: Log, intake: Intake, day: date, catalogue: Catalogue
) -> tuple[Decision, ...]:
    """What the rules say; doses do not wait for a phase that somebody has just declined."""
    decisions = progress(plan, log, intake, day, catalogue)
    raised = (d for d in decisions if is_change_of_phase(d) and d.kind is DecisionKind.PROGRESS)
    if not any(is_declined(patient, decision, day, catalogue) for decision in raised):
        return decisions
    return progress(plan, log, intake, day, catalogue, is_phase_declined=True)


def _intake_of(revision: PlanRevision) -> Intake:
    return parse_intake(revision.intake.stated, "the stored intake")


def _ease(
    patient: Patient,
    revision: PlanRevision,
    plan: Plan,
    decisions: tuple[Decision, ...],
    catalogue: Catalogue,
    now: datetime,
) -> PlanRevision:
    """Replace the plan in force by an easier one, by rule alone."""
    following = following_revision(patient, revision, revise(plan, decisions, now, catalogue))
    put_eased_in_force(revision, following, "Made easier by rule.", now)
    return following


def _keep(
    patient: Patient,
    revision: PlanRevision,
    result: PlanRevision | None,
    decisions: Sequence[Decision],
    plans: tuple[Plan, Plan],
    catalogue: Catalogue,
    now: datetime,
) -> None:
    """Write today's decisions down. The same kind of decision on the same day is one record, brought up
    to date; what a person has answered stays answered.
    """
    day = local_day(patient, now)
    before = {item.exercise: item for item in plans[0].items}
    after = {item.exercise: item for item in plans[1].items}
    steps_up = [decision for decision in decisions if decision.kind is DecisionKind.PROGRESS]
    proposed = {item.exercise: item for item in revise(plans[0], steps_up, now, catalogue).items}
    rows = [
        DecisionRecord(
            clinic_id=patient.clinic_id,
            patient=patient,
            revision=revision,
            result=result if decision.kind in EASIER and decision.change and decision.exercise else None,
            date=day,
            exercise=decision.exercise or "",
            kind=decision.kind.value,
            decision=_with_words(decision, before, after, proposed, catalogue),
            status=_first_status(decision),
            updated_at=now,
        )
        for decision in decisions
        if decision.kind is not DecisionKind.ESCALATE and decision.exercise in (None, *before)
        if not (is_change_of_phase(decision) and is_answered(patient, decision, day, catalogue))
    ]
    DecisionRecord.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["clinic", "patient", "date", "exercise", "kind"],
        update_fields=["revision", "result", "decision", "updated_at"],
    )


def _first_status(decision: Decision) -> str:
    """A step up, a stop of the whole plan and a change of phase wait for a person.

    The rest has happened or changes nothing.
    """
    whole_stop = decision.kind is DecisionKind.STOP and decision.exercise is None
    waits = decision.kind is DecisionKind.PROGRESS or whole_stop or is_change_of_phase(decision)
    return DecisionRecord.Status.WAITING if waits else DecisionRecord.Status.APPLIED


def _with_words(
    decision: Decision,
    before: Mapping[str, PlanItem],
    after: Mapping[str, PlanItem],
    proposed: Mapping[str, PlanItem],
    catalogue: Catalogue,
) -> dict[str, Any]:
    """The decision's mapping with the item's dose before and after, as it was shown."""
    mapping = decision_to_mapping(decision)
    if is_change_of_phase(decision) and decision.change is not None:
        return {
            **mapping,
            "side": None,
            "old_words": phase_words(decision.change.before, catalogue),
            "new_words": phase_words(decision.change.after, catalogue),
            "dots": None,
        }
    following = proposed if decision.kind is DecisionKind.PROGRESS else after
    old, new = before.get(decision.exercise or ""), following.get(_exercise_after(decision))
    if decision.kind is DecisionKind.STOP and decision.change is None:
        new = None  # left out while it lasts; the dose itself is not touched
    return {
        **mapping,
        "side": old.side.value if old else None,
        "old_words": _words(old, catalogue),
        "new_words": _new_words(new, decision, catalogue),
        "dots": {"old": [old.sets, old.repetitions], "new": [new.sets, new.repetitions]}
        if old and new and old.exercise == new.exercise
        else None,
    }


def _exercise_after(decision: Decision) -> str:
    """The exercise whose line shows the change: another one after a step on the ladder."""
    item = None if decision.change is None else decision.change.item
    return (decision.exercise or "") if item is None else item.exercise


def _new_words(item: PlanItem | None, decision: Decision, catalogue: Catalogue) -> str:
    """The new dose, with the name of the exercise when it is another one."""
    words = _words(item, catalogue)
    if item is None or item.exercise == decision.exercise:
        return words
    return f"{catalogue.exercise(item.exercise).name}, {words}"


def _words(item: PlanItem | None, catalogue: Catalogue) -> str:
    return "" if item is None else dose_and_range_words(item, catalogue.exercise(item.exercise))


def _lock_when_escalated(patient: Patient, decisions: Sequence[Decision], now: datetime) -> None:
    """An escalation that came from the log locks the plan, if no red flag has done so already."""
    reasons = [
        r for d in decisions if d.kind is DecisionKind.ESCALATE and d.exercise is None for r in d.reasons
    ]
    if not reasons or patient.is_locked:
        return
    flags = [
        {
            "id": reason.rule,
            "name": "",
            "urgency": "urgent",
            "text": reason.text,
            "call": "Your therapist or your doctor.",
            "suspect": "",
            "source": reason.source,
            "evidence": reason.evidence.value,
        }
        for reason in reasons
    ]
    lock_plan(patient, flags, now)


@transaction.atomic
def _ask_clinician(patient: Patient, catalogue: Catalogue, now: datetime) -> None:
    day = local_day(patient, now)
    reason = catalogue.reason("decision-not-computed")
    decision = Decision(day, None, DecisionKind.HOLD, (reason,))
    DecisionRecord.objects.update_or_create(
        clinic_id=patient.clinic_id,
        patient=patient,
        date=day,
        exercise="",
        kind=DecisionKind.HOLD.value,
        defaults={"decision": decision_to_mapping(decision), "status": DecisionRecord.Status.WAITING},
    )


@transaction.atomic
def accept_decision(
    record: DecisionRecord,
    person: User,
    catalogue: Catalogue,
    now: datetime,
    confirmed: Collection[str] = (),
) -> None:
    """Say yes: a step up becomes the next signed plan; what has happened already is taken note of.

    A change of phase becomes a proposed plan to sign; `confirmed` are the signs that the person has seen.
    Without a therapist the person's yes is the signature.
    Raises DecisionError when the plan has changed since, when a check stands against it, or when locked.
    """
    if record.kind == ESCALATE:
        raise DecisionError("A red flag is cleared with a note, not accepted.")
    if record.status not in (DecisionRecord.Status.WAITING, DecisionRecord.Status.APPLIED):
        raise DecisionError("This was answered already.")
    solo = record.patient.clinic.is_solo
    if is_change_of_phase(decision_of(record)):
        record.result = _other_phase(record, person, confirmed, catalogue, now)
        if solo:
            record.result = _begin_alone(record.patient, person, catalogue, now)
    elif record.kind == DecisionKind.PROGRESS.value:
        authority = PlanRevision.Authority.PATIENT_ALONE if solo else PlanRevision.Authority.CLINICIAN
        record.result = _step_up(record, person, catalogue, now, authority, "One step up, accepted.")
    _answer(record, DecisionRecord.Status.ACCEPTED, person, now)


def _other_phase(
    record: DecisionRecord, person: User, confirmed: Collection[str], catalogue: Catalogue, now: datetime
) -> PlanRevision:
    """The proposed plan of the other phase, when the rules still say so. Raises DecisionError."""
    signed, plan, wanted = _still_wanted(record, catalogue, now)
    try:
        return propose_phase(record.patient, signed, plan, wanted, person, confirmed, catalogue, now)
    except PhaseError as error:
        raise DecisionError(str(error)) from None


def _begin_alone(patient: Patient, person: User, catalogue: Catalogue, now: datetime) -> PlanRevision:
    """The plan of the other phase in force, when every check lets it pass. Raises DecisionError."""
    try:
        return accept_own_plan(patient, person, catalogue, now)
    except SigningError as error:
        raise DecisionError(str(error)) from None


def _still_wanted(
    record: DecisionRecord, catalogue: Catalogue, now: datetime
) -> tuple[PlanRevision, Plan, Decision]:
    """The plan in force and the decision, while the rules say the same. Raises DecisionError."""
    patient = record.patient
    if patient.is_locked:
        raise DecisionError("A red flag is open. Clear it first.")
    signed, _ = working_revisions(patient)
    if signed is None or _is_overtaken(record):
        raise DecisionError("The plan has changed since. The rules look again after the next entry.")
    plan = plan_from_mapping(signed.plan, "the signed plan")
    wanted = decision_of(record)
    if not _is_still_asked_for(wanted, plan, signed, patient, catalogue, now):
        raise DecisionError("The rules no longer ask for this step. They look again after the next entry.")
    return signed, plan, wanted


def _step_up(
    record: DecisionRecord, person: User, catalogue: Catalogue, now: datetime, authority: str, reason: str
) -> PlanRevision:
    """The next plan in force, when rules and checks still say yes. Raises DecisionError."""
    patient = record.patient
    day = local_day(patient, now)
    signed, plan, wanted = _still_wanted(record, catalogue, now)
    try:
        following = revise(plan, (wanted,), now, catalogue)
    except RevisionError as error:
        raise DecisionError(str(error)) from None
    errors = [f for f in lint(following.as_of(day), intake_on(signed, day), catalogue) if f.severity == ERROR]
    if errors:
        raise DecisionError(errors[0].text)
    revision = following_revision(patient, signed, following)
    put_in_force(signed, revision, person, authority, reason, now)
    return revision


@transaction.atomic
def decline_decision(record: DecisionRecord, person: User, note: str, now: datetime) -> None:
    """Say no: the plan stays as it is. Raises DecisionError for a red flag."""
    if record.kind == ESCALATE:
        raise DecisionError("A red flag is cleared with a note, not declined.")
    if record.status != DecisionRecord.Status.WAITING:
        raise DecisionError("This was answered already.")
    record.note = note.strip()
    _answer(record, DecisionRecord.Status.DECLINED, person, now)


@transaction.atomic
def snooze_decision(record: DecisionRecord, days: int, now: datetime) -> None:
    """Put a decision aside for some days; it comes back by itself. Raises DecisionError for a red flag."""
    if record.kind == ESCALATE:
        raise DecisionError("A red flag cannot be put aside.")
    if not 1 <= days <= _LONGEST_SNOOZE_DAYS:
        raise DecisionError(f"Choose 1 to {_LONGEST_SNOOZE_DAYS} days.")
    record.snoozed_until = local_day(record.patient, now) + timedelta(days=days)
    record.save(update_fields=["snoozed_until"])


@transaction.atomic
def undo_acceptance(record: DecisionRecord, person: User, now: datetime) -> None:
    """Take back one's own acceptance of a moment ago. Raises DecisionError when it is too late."""
    recent = record.decided_at is not None and now - record.decided_at <= _UNDO_WITHIN
    if record.status != DecisionRecord.Status.ACCEPTED or record.decided_by_id != person.pk or not recent:
        raise DecisionError("This cannot be taken back any more. Edit the plan instead.")
    decision = decision_of(record)
    if is_change_of_phase(decision):
        try:
            withdraw_proposal(record)
        except PhaseError as error:
            raise DecisionError(str(error)) from None
    elif record.kind == DecisionKind.PROGRESS.value:
        _restore(record, person, now)
    record.status = _first_status(decision)
    record.decided_by = None
    record.decided_at = None
    record.save()


def _is_still_asked_for(
    wanted: Decision,
    plan: Plan,
    signed: PlanRevision,
    patient: Patient,
    catalogue: Catalogue,
    now: datetime,
) -> bool:
    """Do the rules say the same today? Days may have passed without a word since they proposed it."""
    said = decide(patient, plan, signed, local_day(patient, now), catalogue)
    return any(
        decision.kind is wanted.kind
        and decision.exercise == wanted.exercise
        and decision_to_mapping(decision)["change"] == decision_to_mapping(wanted)["change"]
        for decision in said
    )


def _is_overtaken(record: DecisionRecord) -> bool:
    """Have the rules said something else about this exercise since?"""
    later = DecisionRecord.objects.filter(
        clinic_id=record.clinic_id, patient_id=record.patient_id, updated_at__gt=record.updated_at
    )
    return bool(later.filter(exercise__in=(record.exercise, "")).exclude(pk=record.pk).exists())


def _restore(record: DecisionRecord, person: User, now: datetime) -> None:
    """Put the line of before back in force, by a revision of its own: history is not rewritten."""
    signed, _ = working_revisions(record.patient)
    if signed is None or record.revision is None or record.result is None:
        raise DecisionError("The plan has changed since. Edit it instead.")
    plan = plan_from_mapping(signed.plan, "the signed plan")
    before = _item_of(record.revision, record.exercise)
    name = _exercise_after(decision_of(record))
    if before is None or _item_of(signed, name) != _item_of(record.result, name):
        raise DecisionError("The plan has changed since. Edit it instead.")
    items = tuple(before if item.exercise == name else item for item in plan.items)
    back = following_revision(record.patient, signed, replace(plan, items=items))
    put_in_force(signed, back, person, signed.authority, "Acceptance taken back.", now)
    record.revision = back
    record.result = None


def _item_of(revision: PlanRevision, exercise: str) -> PlanItem | None:
    plan = plan_from_mapping(revision.plan, "a revision")
    return next((item for item in plan.items if item.exercise == exercise), None)


def _answer(record: DecisionRecord, status: str, person: User, now: datetime) -> None:
    record.status = status
    record.decided_by = person
    record.decided_at = now
    record.save()
