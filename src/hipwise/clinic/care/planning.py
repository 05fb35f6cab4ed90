"""From answers to a signed plan: propose by rule, edit by hand, sign by a person."""

from datetime import date, datetime

from django.db import transaction

from hipwise.clinic.care.desk import edit_on_desk
from hipwise.clinic.care.draft_steps import forget_steps
from hipwise.clinic.care.goals import keep_named_goals
from hipwise.clinic.care.intake import finish_intake, keep_known, latest_intake
from hipwise.clinic.care.local_time import local_day
from hipwise.clinic.care.models import IntakeRecord, Patient, PlanRevision
from hipwise.clinic.care.overrides import overridden_intake
from hipwise.clinic.care.patient_settings import catalogue_of
from hipwise.clinic.care.plan_edit import Edit
from hipwise.clinic.care.put_in_force import put_in_force
from hipwise.clinic.care.recent_log import recent_log
from hipwise.clinic.care.revisions import content_mark, next_number, open_revision, working_revisions
from hipwise.clinic.people.models import User
from hipwise.library.catalogue import Catalogue
from hipwise.plan.intake import Intake, parse_intake
from hipwise.plan.known_today import known_today
from hipwise.plan.lint import LintFinding, lint
from hipwise.plan.override_end import with_ends
from hipwise.plan.plan import Plan, PlanStatus, plan_from_mapping, plan_to_mapping, screening_to_mapping
from hipwise.plan.prescribing import prescribe
from hipwise.plan.reentry import Stage, find_stage
from hipwise.plan.shorter_plan import longest_day, shorter_plan
from hipwise.plan.situation import assess

ERROR = "error"
_CHANGED = "The draft has changed since you opened it. Look at it again."


class SigningError(ValueError):
    """A plan that may not be signed now, and why. `findings` are the checks that stand against it."""

    def __init__(self, text: str, findings: tuple[LintFinding, ...] = ()) -> None:
        super().__init__(text)
        self.findings = findings


@transaction.atomic
def finish_and_propose(record: IntakeRecord, catalogue: Catalogue, now: datetime) -> PlanRevision | None:
    """Screen a complete set of answers and propose a plan from it, when one is needed.

    A plan in force that still passes every check against the new answers stays, with its doses; one that
    does not is withdrawn at once. Raises IntakeError.
    """
    screening = finish_intake(record, catalogue, now)
    patient = record.patient
    signed, _ = working_revisions(patient)
    if signed is not None:
        day = local_day(patient, now)
        intake = overridden_intake(record, day)
        plan = plan_from_mapping(signed.plan, "the signed plan").as_of(day)
        stays = not screening.blocks and not _errors(lint(plan, intake, catalogue))
        if stays and not _begins_again(plan, intake, catalogue):
            return _shorter(patient, record, plan, intake, catalogue)
        signed.status = PlanRevision.Status.SUPERSEDED
        signed.save(update_fields=["status"])
    return propose_plan(patient, record, catalogue, now, record.author)


def _shorter(
    patient: Patient, record: IntakeRecord, plan: Plan, intake: Intake, catalogue: Catalogue
) -> PlanRevision | None:
    """A proposal with fewer lines where the answers give less time than the plan takes; the plan stays.

    None where the time is enough, or where one line alone is too long already.
    """
    minutes = intake.minutes_per_day
    if minutes is None or longest_day(plan) <= minutes:
        return None
    shorter = shorter_plan(plan, minutes, assess(intake, catalogue, plan.phase or None))
    if len(shorter.items) == len(plan.items):
        return None
    return keep_proposal(patient, record, shorter, record.author, "Fewer minutes a day, as answered.")


def _begins_again(plan: Plan, intake: Intake, catalogue: Catalogue) -> bool:
    """Is it the small plan after discharge, and have the new answers ended it?"""
    return plan.is_maintenance and find_stage(intake, catalogue).stage is not Stage.MAINTENANCE


@transaction.atomic
def propose_plan(
    patient: Patient, record: IntakeRecord, catalogue: Catalogue, now: datetime, author: User | None = None
) -> PlanRevision | None:
    """Propose a plan from a finished intake; None when the intake blocks every plan.

    The proposal replaces an open draft. A plan in force stays in force until a person signs the new one.
    """
    learn_from_log(patient, record, local_day(patient, now), catalogue)
    intake = overridden_intake(record, local_day(patient, now))
    plan = prescribe(intake, catalogue_of(patient, catalogue))
    if plan.status is PlanStatus.BLOCKED:
        open_ = open_revision(patient)
        record.screening = screening_to_mapping(plan.screening)
        record.save(update_fields=["screening"])
        if open_ is not None:
            open_.status = PlanRevision.Status.SUPERSEDED
            open_.save(update_fields=["status"])
        return None
    return keep_proposal(patient, record, plan, author, "Proposed by rule.")


def learn_from_log(patient: Patient, record: IntakeRecord, day: date, catalogue: Catalogue) -> Intake:
    """What is known of the patient on that day, kept with the answers. Two queries."""
    intake = parse_intake(record.stated, "the stored intake")
    known = known_today(intake, recent_log(patient, day, catalogue), day, catalogue).intake
    keep_known(record, known)
    return known


def keep_proposal(
    patient: Patient, record: IntakeRecord, plan: Plan, author: User | None, reason: str
) -> PlanRevision:
    """Write a proposed plan down. It replaces an open draft, and waits for a signature."""
    draft = open_revision(patient) or _new_revision(patient, next_number(patient))
    forget_steps(draft)
    return _keep(draft, record, plan, PlanRevision.Status.PROPOSED, author, reason)


@transaction.atomic
def propose_anew(patient: Patient, author: User, catalogue: Catalogue, now: datetime) -> PlanRevision:
    """Throw the draft away and propose again from the latest finished intake. Raises SigningError."""
    record = latest_intake(patient)
    if record is None or record.status != IntakeRecord.Status.FINISHED:
        raise SigningError("Finish the intake first.")
    proposed = propose_plan(patient, record, catalogue, now, author)
    if proposed is None:
        raise SigningError("The answers allow no plan now. The intake says why.")
    return proposed


def edit_plan(
    patient: Patient, editor: User, edit: Edit, catalogue: Catalogue, now: datetime
) -> PlanRevision:
    """Apply one edit to the draft, see `edit_on_desk`; returns the revision that holds it."""
    return edit_on_desk(patient, editor, edit, catalogue, now).base


@transaction.atomic
def sign_plan(
    patient: Patient,
    number: int,
    signer: User,
    reason: str,
    catalogue: Catalogue,
    now: datetime,
    seen: str | None = None,
) -> PlanRevision:
    """A clinician signs the open revision of that number; it is in force from now on.

    `seen` is the `content_mark` of what the signer read; None where it is signed by who has just written it.

    Raises SigningError while a check stands against it, while the plan is locked, or when the draft has
    changed since the signer read it.
    """
    return _sign(patient, number, signer, PlanRevision.Authority.CLINICIAN, reason, catalogue, now, seen)


@transaction.atomic
def accept_own_plan(patient: Patient, user: User, catalogue: Catalogue, now: datetime) -> PlanRevision:
    """A patient without a therapist takes the proposal as it is, within the narrow limits."""
    open_ = open_revision(patient)
    if not patient.clinic.is_solo or open_ is None or open_.status != PlanRevision.Status.PROPOSED:
        raise SigningError("Your therapist signs your plan.")
    plan = plan_from_mapping(open_.plan, "the proposed plan")
    if not plan.without_therapist:
        raise SigningError("Only a plan made for people without a therapist can be accepted.")
    authority = PlanRevision.Authority.PATIENT_ALONE
    return _sign(patient, open_.number, user, authority, "Accepted by the patient.", catalogue, now)


def check_plan(revision: PlanRevision, catalogue: Catalogue, day: date) -> tuple[LintFinding, ...]:
    """Every finding about a revision against the intake as it stands on that day."""
    plan = plan_from_mapping(revision.plan, "the plan")
    return lint(plan, intake_on(revision, day), catalogue)


def intake_on(revision: PlanRevision, day: date) -> Intake:
    """The intake behind a revision, as it stands on that day, with the overrides of its patient."""
    return overridden_intake(revision.intake, day)


def _errors(findings: tuple[LintFinding, ...]) -> tuple[LintFinding, ...]:
    return tuple(finding for finding in findings if finding.severity == ERROR)


def _sign(
    patient: Patient,
    number: int,
    signer: User,
    authority: str,
    reason: str,
    catalogue: Catalogue,
    now: datetime,
    seen: str | None = None,
) -> PlanRevision:
    if patient.is_locked:
        raise SigningError("A red flag is open. Clear it before you sign.")
    signed, open_ = working_revisions(patient)
    if open_ is None or open_.number != number or seen not in (None, content_mark(open_)):
        raise SigningError(_CHANGED)
    intake = intake_on(open_, local_day(patient, now))
    plan = plan_from_mapping(open_.plan, "the plan")
    errors = _errors(lint(plan, intake, catalogue))
    if errors:
        raise SigningError(
            f"{len(errors)} thing{' stops' if len(errors) == 1 else 's stop'} signing.", errors
        )
    if not plan.items:
        raise SigningError("The plan has no exercises.")
    open_.plan = plan_to_mapping(with_ends(plan, intake, catalogue))
    forget_steps(open_)
    put_in_force(signed, open_, signer, authority, reason, now)
    named = open_.intake.stated.get("goals") or ()
    keep_named_goals(patient, named, signer, catalogue, now)
    return open_


def _new_revision(patient: Patient, number: int) -> PlanRevision:
    return PlanRevision(clinic_id=patient.clinic_id, patient=patient, number=number)


def _keep(
    revision: PlanRevision, record: IntakeRecord, plan: Plan, status: str, author: User | None, reason: str
) -> PlanRevision:
    """Write the plan into the one open revision."""
    revision.intake = record
    revision.plan = plan_to_mapping(plan)
    revision.status = status
    revision.author = author
    revision.reason = reason
    revision.save()
    return revision
