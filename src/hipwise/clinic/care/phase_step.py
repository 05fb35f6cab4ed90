"""A change of phase in the clinic: a person says yes, and the plan of the other phase waits for a signature.

Nothing that is in force changes here. What no test shows is confirmed sign by sign by the one who says yes.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from hipwise.clinic.care.local_time import local_day
from hipwise.clinic.care.models import DecisionRecord, Patient, PlanRevision
from hipwise.clinic.care.overrides import with_own_limits
from hipwise.clinic.care.patient_settings import catalogue_of
from hipwise.clinic.care.phase_words import phase_words, signs_to_confirm
from hipwise.clinic.care.planning import keep_proposal, learn_from_log
from hipwise.clinic.care.revisions import open_revision, revisions_over_time
from hipwise.clinic.people.models import User
from hipwise.library.catalogue import Catalogue
from hipwise.plan.decision import Decision, decision_to_mapping
from hipwise.plan.phase_plan import plan_of_phase
from hipwise.plan.plan import Plan, PlanStatus


class PhaseError(ValueError):
    """A change of phase that cannot be proposed now; the text says why."""


def propose_phase(
    patient: Patient,
    signed: PlanRevision,
    plan: Plan,
    wanted: Decision,
    person: User,
    confirmed: Collection[str],
    catalogue: Catalogue,
    now: datetime,
) -> PlanRevision:
    """The proposed plan of the other phase. Raises PhaseError while a sign is open, or without a plan."""
    open_signs = [sign for sign in signs_to_confirm(wanted) if sign not in confirmed]
    if open_signs:
        raise PhaseError(f"Confirm each sign first. Still open: {open_signs[0]}")
    assert wanted.change is not None
    number = wanted.change.after
    assert isinstance(number, int | float)
    day = local_day(patient, now)
    known = with_own_limits(learn_from_log(patient, signed.intake, day, catalogue), patient)
    in_force = revisions_over_time(patient).in_force
    earlier = reversed(in_force.plans) if in_force is not None else ()
    following = plan_of_phase(plan, known, round(number), catalogue_of(patient, catalogue), earlier)
    if following.status is PlanStatus.BLOCKED:
        raise PhaseError("What is known today allows no plan. Look at the screening first.")
    words = phase_words(following.phase, catalogue)
    return keep_proposal(patient, signed.intake, following, person, f"Proposed for {words}, accepted.")


def is_answered(patient: Patient, wanted: Decision, day: date, catalogue: Catalogue) -> bool:
    """Does a plan of that phase wait for a signature, or was the phase declined lately? Two queries."""
    assert wanted.change is not None
    open_ = open_revision(patient)
    if open_ is not None and open_.plan.get("phase") == wanted.change.after:
        return True
    return is_declined(patient, wanted, day, catalogue)


def is_declined(patient: Patient, wanted: Decision, day: date, catalogue: Catalogue) -> bool:
    """Was this change of phase declined lately? One query."""
    since = day - timedelta(days=catalogue.setting("phase.declined_days"))
    declined = DecisionRecord.objects.filter(
        clinic_id=patient.clinic_id,
        patient_id=patient.pk,
        exercise="",
        kind=wanted.kind.value,
        status=DecisionRecord.Status.DECLINED,
        date__gt=since,
    )
    return any(row.decision["change"] == decision_to_mapping(wanted)["change"] for row in declined)


def withdraw_proposal(record: DecisionRecord) -> None:
    """Take the proposed plan back while nobody has signed or edited it. Raises PhaseError."""
    proposal = record.result
    if proposal is None or proposal.status != PlanRevision.Status.PROPOSED:
        raise PhaseError("The proposed plan was edited or signed since. Edit it instead.")
    proposal.status = PlanRevision.Status.SUPERSEDED
    proposal.save(update_fields=["status"])
    record.result = None
