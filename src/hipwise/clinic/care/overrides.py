"""Overrides in the clinic: granting, withdrawing, and what they do to the plan at once.

Granting changes no dose: a line comes into the plan by the editor and a signature. When the line is there
already, a new grant moves its end; taking an override back takes the line out at once.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.http import Http404

from hipwise.clinic.care.intake import current_intake
from hipwise.clinic.care.local_time import local_day
from hipwise.clinic.care.models import (
    IntakeRecord,
    OverrideGrant,
    OverrideWithdrawal,
    Patient,
    PlanRevision,
)
from hipwise.clinic.care.patient_settings import settings_of
from hipwise.clinic.care.put_in_force import following_revision, put_in_force
from hipwise.clinic.care.revisions import working_revisions
from hipwise.clinic.people.models import User
from hipwise.library.catalogue import Catalogue
from hipwise.library.side import Side
from hipwise.plan.day_words import day_in_words
from hipwise.plan.given import Given, GivenError
from hipwise.plan.intake import Intake
from hipwise.plan.lifting import why_without_effect
from hipwise.plan.lint import ERROR, lint
from hipwise.plan.override import Override, end_of, override_to_mapping, read_override
from hipwise.plan.override_end import with_ends
from hipwise.plan.plan import LeftOut, Plan, plan_from_mapping, plan_to_mapping
from hipwise.plan.situation import assess

# What ended longer ago explains nothing that is still in a plan.
_LOOK_BACK = timedelta(days=60)
_ONE_SIDE = (Side.LEFT, Side.RIGHT)


class OverrideError(ValueError):
    """An override that cannot be given or taken back; the text says why."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a clinician asks for: which rules for which exercise and side, why, and until when."""

    exercise: str
    side: str
    rules: tuple[str, ...]
    reason: str
    expires_on: str


def standing_overrides(patient: Patient) -> list[tuple[str, Override]]:
    """The overrides that nobody took back, each with its grant's id, the newest first; some may be over."""
    kept = patient.standing_overrides
    return [(one["id"], read_override(Given("override", one["override"]))) for one in kept]


def overridden_intake(record: IntakeRecord, day: date) -> Intake:
    """The stored intake as it stands on that day, with the overrides and the own limits of its patient."""
    return with_own_limits(current_intake(record, day), record.patient)


def with_own_limits(intake: Intake, patient: Patient) -> Intake:
    """The intake with the overrides and the own limits of its patient. Never stored: they may end."""
    overrides = tuple(override for _, override in standing_overrides(patient))
    return replace(intake, overrides=overrides, settings=(*intake.settings, *settings_of(patient)))


def _keep_standing(patient: Patient, day: date) -> None:
    """Repeat with the patient what the grants say. Three queries.

    The row is taken first: of two people who grant and take back at once the second reads what the first
    wrote.
    """
    list(Patient.objects.select_for_update().filter(pk=patient.pk).values_list("pk"))
    rows = OverrideGrant.objects.filter(
        clinic_id=patient.clinic_id, patient_id=patient.pk, expires_on__gt=day - _LOOK_BACK
    )
    standing = rows.filter(withdrawal__isnull=True).select_related("author").order_by("-at")
    patient.standing_overrides = [
        {"id": str(grant.pk), "override": override_to_mapping(_value(grant))} for grant in standing
    ]
    patient.save(update_fields=["standing_overrides"])


def _value(grant: OverrideGrant) -> Override:
    return Override(
        exercise=grant.exercise,
        side=Side(grant.side),
        rule=grant.rule,
        reason=grant.reason,
        by=str(grant.author),
        granted_on=grant.granted_on,
        expires_on=grant.expires_on,
    )


@transaction.atomic
def grant_override(
    patient: Patient, person: User, asked: Asked, catalogue: Catalogue, now: datetime
) -> tuple[OverrideGrant, ...]:
    """Lift rules for a while, all or none. Raises OverrideError when one may not be, or without a reason."""
    day = local_day(patient, now)
    overrides = [_read(asked, rule, person, day) for rule in asked.rules or ("",)]
    for override in overrides:
        _check(patient, override, end_of(override, catalogue), day, catalogue)
    grants = [
        OverrideGrant(
            clinic_id=patient.clinic_id,
            patient=patient,
            exercise=override.exercise,
            side=override.side.value,
            rule=override.rule,
            reason=override.reason,
            author=person,
            granted_on=day,
            expires_on=end_of(override, catalogue),
            at=now,
        )
        for override in overrides
    ]
    OverrideGrant.objects.bulk_create(grants)
    _keep_standing(patient, day)
    _move_ends(patient, person, overrides[0], catalogue, now)
    return tuple(grants)


def _read(asked: Asked, rule: str, person: User, day: date) -> Override:
    raw = {
        "exercise": asked.exercise,
        "side": asked.side or None,
        "rule": rule or None,
        "reason": asked.reason,
        "by": str(person),
        "granted_on": day,
        "expires_on": asked.expires_on or None,
    }
    try:
        return read_override(Given("", raw))
    except GivenError as error:
        raise OverrideError(f"{error.place.capitalize()}: {error.advice}.") from None


def _check(patient: Patient, override: Override, end: date, day: date, catalogue: Catalogue) -> None:
    """Would it count for this patient today? Raises OverrideError with the sentence that says why not."""
    if patient.is_locked:
        raise OverrideError("A red flag is open. Clear it first.")
    if override.exercise not in catalogue.exercises:
        raise OverrideError("The library has no such exercise.")
    if override.expires_on is not None and (override.expires_on <= day or override.expires_on > end):
        latest = override.granted_on + timedelta(days=catalogue.setting("override.days"))
        raise OverrideError(f"Choose an end after today and not after {day_in_words(latest)}.")
    signed, open_ = working_revisions(patient)
    base = open_ or signed
    if base is None:
        raise OverrideError("There is no plan yet. Finish the intake first.")
    known = current_intake(base.intake, day)
    known = replace(known, settings=(*known.settings, *settings_of(patient)))
    situation = assess(known, catalogue)
    exercise = catalogue.exercise(override.exercise)
    sides = _ONE_SIDE if override.side is Side.BOTH else (override.side,)
    problems = [why_without_effect(override, exercise, side, situation) for side in sides]
    if all(problem is not None for problem in problems):
        raise OverrideError(" ".join(dict.fromkeys(p.text for p in problems if p is not None)))


def _move_ends(
    patient: Patient, person: User, override: Override, catalogue: Catalogue, now: datetime
) -> None:
    """Write the new end into lines that are there already, in the draft and in the plan in force."""
    signed, open_ = working_revisions(patient)
    if open_ is not None:
        open_.plan = plan_to_mapping(_renewed(patient, open_, now, catalogue))
        open_.save(update_fields=["plan"])
    if signed is None:
        return
    plan, renewed = (
        plan_from_mapping(signed.plan, "the signed plan"),
        _renewed(patient, signed, now, catalogue),
    )
    day = local_day(patient, now)
    intake = overridden_intake(signed.intake, day)
    if renewed == plan or _errors_about(override.exercise, renewed, intake, catalogue):
        return
    following = following_revision(patient, signed, renewed)
    reason = f"Override renewed: {override.reason}"
    put_in_force(signed, following, person, PlanRevision.Authority.CLINICIAN, reason, now)


def _renewed(patient: Patient, revision: PlanRevision, now: datetime, catalogue: Catalogue) -> Plan:
    intake = overridden_intake(revision.intake, local_day(patient, now))
    return with_ends(plan_from_mapping(revision.plan, "the plan"), intake, catalogue)


def find_grant(patient: Patient, grant_id: uuid.UUID) -> OverrideGrant:
    """A grant of this patient. Raises Http404."""
    rows = OverrideGrant.objects.filter(clinic_id=patient.clinic_id, patient_id=patient.pk)
    found: OverrideGrant | None = rows.filter(pk=grant_id).first()
    if found is None:
        raise Http404("no such override of this patient")
    found.patient = patient
    return found


@transaction.atomic
def withdraw_override(
    grant: OverrideGrant, person: User, reason: str, catalogue: Catalogue, now: datetime
) -> None:
    """Take an override back with all for the same exercise and side: what stood on them leaves at once.

    Raises OverrideError without a reason, or when it was taken back before.
    """
    why = " ".join(reason.split())
    if not why:
        raise OverrideError("Reason: say why it does not hold any more.")
    rows = OverrideGrant.objects.filter(clinic_id=grant.clinic_id, patient_id=grant.patient_id)
    same_line = rows.filter(exercise=grant.exercise, side=grant.side, withdrawal__isnull=True)
    together = list(same_line)
    if grant.pk not in {one.pk for one in together}:
        raise OverrideError("It was taken back already.")
    OverrideWithdrawal.objects.bulk_create(
        OverrideWithdrawal(clinic_id=one.clinic_id, grant=one, reason=why, author=person, at=now)
        for one in together
    )
    _keep_standing(grant.patient, local_day(grant.patient, now))
    _take_out(grant, person, why, catalogue, now)


def _take_out(grant: OverrideGrant, person: User, why: str, catalogue: Catalogue, now: datetime) -> None:
    patient = grant.patient
    signed, _ = working_revisions(patient)
    if signed is None:
        return
    intake = overridden_intake(signed.intake, local_day(patient, now))
    plan = plan_from_mapping(signed.plan, "the signed plan")
    rested = any(item.exercise == grant.exercise and item.expires_on is not None for item in plan.items)
    if not rested or not _errors_about(grant.exercise, plan, intake, catalogue):
        return
    reason = catalogue.reason("override-taken-back", by=str(person), why=why)
    rest = replace(
        plan,
        items=tuple(item for item in plan.items if item.exercise != grant.exercise),
        left_out=(*plan.left_out, LeftOut(grant.exercise, (reason,))),
    )
    following = following_revision(patient, signed, rest)
    put_in_force(
        signed, following, person, PlanRevision.Authority.CLINICIAN, f"Override taken back: {why}", now
    )


def _errors_about(exercise: str, plan: Plan, intake: Intake, catalogue: Catalogue) -> bool:
    return any(f.item == exercise and f.severity == ERROR for f in lint(plan, intake, catalogue))


def standing_rows(patient: Patient, day: date, catalogue: Catalogue) -> list[dict[str, Any]]:
    """The patient's overrides as the desk shows them: one row for each exercise and side. No query."""
    groups: dict[tuple[str, Side], dict[str, tuple[str, Override]]] = {}
    for grant, override in standing_overrides(patient):
        # The newest comes first: a renewal stands for what it renews.
        group = groups.setdefault((override.exercise, override.side), {})
        group.setdefault(override.rule, (grant, override))
    return [_row(list(group.values()), day, catalogue) for group in groups.values()]


def _row(group: Sequence[tuple[str, Override]], day: date, catalogue: Catalogue) -> dict[str, Any]:
    """One exercise's overrides; the one that ends first decides how many days are left."""
    overrides = [override for _, override in group]
    grant, first = min(group, key=lambda pair: end_of(pair[1], catalogue))
    exercise, end = catalogue.exercises.get(first.exercise), end_of(first, catalogue)
    titles = [catalogue.rules[one.rule].title for one in overrides if one.rule in catalogue.rules]
    left = (end - day).days
    return {
        "id": grant,
        "exercise": first.exercise,
        "side": first.side.value,
        "rules": [override.rule for override in overrides],
        "name": exercise.name if exercise else first.exercise,
        "rule_titles": ", ".join(titles),
        "reasons": list(dict.fromkeys(override.reason for override in overrides)),
        "by": ", ".join(dict.fromkeys(override.by for override in overrides)),
        "granted_on": first.granted_on,
        "expires_on": end,
        "days_left": max(0, left),
        "is_over": left <= 0,
        "ends_soon": 0 < left <= catalogue.setting("override.remind_days"),
    }
