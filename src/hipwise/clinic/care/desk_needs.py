"""Everything for which a patient needs the therapist: what the rules say, and what waits in the records."""

from collections.abc import Iterator
from datetime import timedelta

from hipwise.clinic.care.case_file import CaseFile
from hipwise.clinic.care.goals import due_reason
from hipwise.clinic.care.local_time import day_words, local_day, short_day_words, zone_of
from hipwise.clinic.care.locking import ESCALATE
from hipwise.clinic.care.models import DecisionRecord, Patient
from hipwise.clinic.care.patient_settings import catalogue_of
from hipwise.clinic.care.standing import latest_holds, standing_decisions
from hipwise.clinic.care.stored_decision import decision_of
from hipwise.follow.attention import FLAG_WITHOUT_A_NAME, Case, needs_of
from hipwise.follow.need import Need, Place, Urgency
from hipwise.library.catalogue import Catalogue

_RED_FLAG = "need-red-flag"
# A hold that the rules said longer ago may not be true any more; they look again after each entry.
_HOLD_STANDS = timedelta(days=7)


def desk_needs(file: CaseFile, catalogue: Catalogue) -> tuple[Need, ...]:
    """All needs of that day, in no order."""
    needs = [*_by_rule(file, catalogue), *_of_goals(file, catalogue), *_of_plans(file, catalogue)]
    if not file.patient.is_locked:
        return tuple(needs)
    return (lock_need(file.patient, catalogue), *(need for need in needs if need.reason.rule != _RED_FLAG))


def lock_need(patient: Patient, catalogue: Catalogue) -> Need:
    """The need of a locked patient, from the patient's own record alone."""
    flags = ", ".join(flag["name"] or flag["text"] for flag in patient.lock_flags)
    reason = catalogue.reason(_RED_FLAG, flags=flags or FLAG_WITHOUT_A_NAME)
    size = float(len(patient.lock_flags))
    return Need(Urgency.NOW, Place.ESCALATE, reason, _lock_words(patient), "call", "Call now", size=size)


def _lock_words(patient: Patient) -> str:
    assert patient.locked_since is not None
    at = patient.locked_since.astimezone(zone_of(patient))
    return f"Plan locked, advice shown on {day_words(at.date())} at {at:%H:%M}."


def standing_rows(file: CaseFile) -> list[DecisionRecord]:
    """The decisions that wait for a person, without red flags: those are cleared, not answered."""
    return [row for row in standing_decisions(file.decisions, file.today) if row.kind != ESCALATE]


def _by_rule(file: CaseFile, catalogue: Catalogue) -> tuple[Need, ...]:
    if file.signed is None:
        return ()
    standing = standing_rows(file)
    told = [*standing, *latest_holds(file.decisions, file.today, _HOLD_STANDS)]
    case = Case(
        plan=file.plan,
        log=file.log(catalogue),
        intake=file.intake,
        today=file.today,
        decisions=tuple(decision_of(row) for row in told),
        past_decisions=tuple(decision_of(row) for row in file.decisions if row not in told),
        plans=file.plans,
    )
    return needs_of(case, catalogue_of(file.patient, catalogue))


def _of_goals(file: CaseFile, catalogue: Catalogue) -> Iterator[Need]:
    """A goal whose day has come."""
    reason = due_reason(file.goals, file.today, catalogue)
    if reason is not None:
        yield Need(Urgency.THIS_WEEK, Place.PROGRESS, reason, "", "goal", "Look at the goal", size=-1)


def _of_plans(file: CaseFile, catalogue: Catalogue) -> Iterator[Need]:
    """A plan that waits for a signature, and answers that allow none."""
    if file.open_ is not None:
        yield _of_open_plan(file, catalogue)
    elif file.signed is None and file.answers is not None and not file.patient.is_locked:
        blocks = (file.answers.screening or {}).get("blocks", [])
        because = " ".join(block["text"] for block in blocks) or "look at the answers."
        reason = catalogue.reason("need-no-plan", because=because)
        yield Need(Urgency.THIS_WEEK, Place.HOLD, reason, "", "look", "Open the patient")


def _of_open_plan(file: CaseFile, catalogue: Catalogue) -> Need:
    """Without a plan in force the patient can do nothing until it is signed."""
    assert file.open_ is not None
    number, since = file.open_.number, local_day(file.patient, file.open_.created_at)
    if file.signed is None:
        reason = catalogue.reason("need-signature", number=number)
        return Need(Urgency.TODAY, Place.HOLD, reason, "", "sign", "Read and sign")
    reason = catalogue.reason("need-draft", number=number, since=short_day_words(since))
    days = (file.today - since).days
    return Need(Urgency.THIS_WEEK, Place.HOLD, reason, "", "sign", "Read and sign", size=days)
