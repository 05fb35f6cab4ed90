"""After the programme: closing it, the small plan and the flare plan, and what begins it again.

Closing a programme is a person's act. The small plan keeps the doses and the day of the next warning-sign
questions; it does not count as having answered them. New pain or a pause withdraws it: questions first, then
a proposal that a person signs.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from hipwise.clinic.care.local_time import local_day
from hipwise.clinic.care.models import IntakeRecord, Patient, PlanRevision
from hipwise.clinic.care.overrides import with_own_limits
from hipwise.clinic.care.patient_settings import catalogue_of
from hipwise.clinic.care.planning import ERROR, propose_plan
from hipwise.clinic.care.put_in_force import following_revision, put_in_force
from hipwise.clinic.care.revisions import signed_revision
from hipwise.clinic.care.rule_log import stored_rule_log
from hipwise.clinic.care.today import item_document
from hipwise.clinic.people.models import User
from hipwise.library.catalogue import Catalogue
from hipwise.library.rule import Reason
from hipwise.plan.episode import Episode
from hipwise.plan.history import Log
from hipwise.plan.intake import Intake, intake_to_mapping, parse_intake
from hipwise.plan.known_today import known_today
from hipwise.plan.lint import lint
from hipwise.plan.overall import screen_again_on, unscreened_pause
from hipwise.plan.plan import Plan, PlanStatus, plan_from_mapping, screening_to_mapping
from hipwise.plan.prescribing import prescribe
from hipwise.plan.reentry import find_stage
from hipwise.plan.screening import screen
from hipwise.plan.self_help import self_help


class AftercareError(ValueError):
    """A programme that cannot be closed now; the text says why."""


@dataclass(frozen=True, slots=True)
class Closing:
    """What closing the programme would put in force."""

    signed: PlanRevision
    intake: Intake
    plan: Plan


def prepare_closing(patient: Patient, now: datetime, catalogue: Catalogue) -> Closing:
    """The small plan as it would be signed today. Raises AftercareError. Reads only."""
    signed = signed_revision(patient)
    if patient.is_locked:
        raise AftercareError("A red flag is open. A clinician looks at it first.")
    if signed is None:
        raise AftercareError("There is no plan in force to close.")
    day, present = local_day(patient, now), plan_from_mapping(signed.plan, "the signed plan")
    if present.is_maintenance:
        raise AftercareError("The programme is closed already.")
    answered, limits = intake_of(signed), catalogue_of(patient, catalogue)
    log = stored_rule_log(patient, present, answered, day, limits).until(day)
    again = screen_again_on(present, log, limits)
    if day >= again or unscreened_pause(log, answered, day, limits) is not None:
        raise AftercareError(
            "The warning-sign questions are due. Answer them before you close the programme."
        )
    intake = _closed_intake(answered, present, log, day, limits)
    own = with_own_limits(intake, patient)
    if find_stage(own, limits).reasons:
        raise AftercareError(_not_calm(own, limits))
    plan = prescribe(own, limits, present=present)
    if plan.status is PlanStatus.BLOCKED:
        raise AftercareError(" ".join(reason.text for reason in plan.screening.blocks))
    errors = [finding for finding in lint(plan, own, limits) if finding.severity == ERROR]
    if errors:
        raise AftercareError(errors[0].text)
    return Closing(signed, intake, replace(plan, screen_again_on=again))


def _not_calm(intake: Intake, catalogue: Catalogue) -> str:
    """Why the hip is not calm enough to close the programme, with what is known of it."""
    known = (intake.pain.rest, intake.pain.worst_24h)
    rest, worst = ("not known" if pain is None else f"{pain:g} of 10" for pain in known)
    limits = {
        "rest_limit": catalogue.setting("plan.irritable_rest_pain"),
        "worst_limit": catalogue.setting("reentry.pain"),
    }
    return catalogue.reason("close-not-calm", rest=rest, worst=worst, **limits).text


def intake_of(revision: PlanRevision) -> Intake:
    """The intake behind a revision, as it was given."""
    return parse_intake(revision.intake.stated, "the stored intake")


def _closed_intake(answered: Intake, present: Plan, log: Log, day: date, catalogue: Catalogue) -> Intake:
    """What is known today, with the episode closed."""
    known = known_today(answered, log, day, catalogue).intake
    return replace(known, episode=Episode(day, present.phase or None, day, new_pain=False))


@transaction.atomic
def close_programme(
    patient: Patient, person: User, reason: str, now: datetime, catalogue: Catalogue
) -> PlanRevision:
    """Close the programme: the small plan is in force from now on, signed by who closed it.

    Raises AftercareError.
    """
    closing = prepare_closing(patient, now, catalogue)
    following = following_revision(patient, closing.signed, closing.plan)
    following.intake = _write_intake(patient, closing.signed, closing.intake, person, now, catalogue)
    solo = patient.clinic.is_solo
    authority = PlanRevision.Authority.PATIENT_ALONE if solo else PlanRevision.Authority.CLINICIAN
    words = f"Programme closed. {reason.strip()}".strip()
    put_in_force(closing.signed, following, person, authority, words, now)
    return following


@transaction.atomic
def begin_again(patient: Patient, person: User, now: datetime, catalogue: Catalogue) -> PlanRevision:
    """Propose a new programme after discharge, for a new goal; the small plan stays until it is signed.

    Raises AftercareError.
    """
    signed = signed_revision(patient)
    if patient.is_locked or signed is None:
        raise AftercareError("There is no plan that could go on now.")
    day, present = local_day(patient, now), plan_from_mapping(signed.plan, "the signed plan")
    if not present.is_maintenance:
        raise AftercareError("A programme is under way already.")
    answered, limits = intake_of(signed), catalogue_of(patient, catalogue)
    log = stored_rule_log(patient, present, answered, day, limits).until(day)
    if day >= screen_again_on(present, log, limits):
        raise AftercareError("The warning-sign questions are due. Answer them first.")
    known = known_today(answered, log, day, limits).intake
    if known.episode is None:
        raise AftercareError("The programme was not closed by hand, so answer the questions again.")
    resumed = replace(known, episode=replace(known.episode, resumed_on=day))
    record = _write_intake(patient, signed, resumed, person, now, catalogue)
    proposed = propose_plan(patient, record, catalogue, now, person)
    if proposed is None:
        raise AftercareError("The answers allow no plan now. The questions say why.")
    return proposed


def _write_intake(
    patient: Patient,
    signed: PlanRevision,
    intake: Intake,
    person: User,
    now: datetime,
    catalogue: Catalogue,
) -> IntakeRecord:
    """An intake for the plan to stand on. It is no answer to the warning-sign questions; none is logged."""
    rows = IntakeRecord.objects.filter(clinic_id=patient.clinic_id, patient=patient)
    last = rows.order_by("-number").first()
    return IntakeRecord.objects.create(
        clinic_id=patient.clinic_id,
        patient=patient,
        number=last.number + 1 if last is not None else 1,
        status=IntakeRecord.Status.FINISHED,
        answers=signed.intake.answers,
        intake=intake_to_mapping(intake),
        screening=screening_to_mapping(screen(intake, catalogue)),
        author=person,
        started_at=now,
        finished_at=now,
    )


def flare_plan(revision: PlanRevision, plan: Plan, catalogue: Catalogue) -> dict[str, Any] | None:
    """The flare plan behind the small plan in force; None while a programme is under way."""
    return told_flare_plan(intake_of(revision), catalogue) if plan.is_maintenance else None


def told_flare_plan(intake: Intake, catalogue: Catalogue) -> dict[str, Any]:
    """What a page shows of a flare plan: `steps` and `call` (title, text), and `light` (items)."""
    known = self_help(intake, catalogue)
    return {
        "steps": _told(known.steps, catalogue),
        "call": _told(known.call, catalogue),
        "light": [item_document(item, catalogue) for item in known.light],
    }


def _told(reasons: Iterable[Reason], catalogue: Catalogue) -> list[dict[str, str]]:
    return [{"title": catalogue.rules[reason.rule].title, "text": reason.text} for reason in reasons]
