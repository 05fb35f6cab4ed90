"""One patient for a clinician: everything on one time axis, what waits, what was noted."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse

from hipwise.clinic.care.decision_card import decision_card
from hipwise.clinic.care.history_view import (
    Course,
    course_of,
    first_of_runs,
    trend_words,
    week_rows,
)
from hipwise.clinic.care.home_tests import home_test_cards
from hipwise.clinic.care.intake import current_intake, latest_intake
from hipwise.clinic.care.last_session import last_session
from hipwise.clinic.care.local_time import local_day, short_day_words, zone_of
from hipwise.clinic.care.locking import ESCALATE
from hipwise.clinic.care.messages import open_lines, open_until
from hipwise.clinic.care.models import DecisionRecord, IntakeRecord, Patient, PlanRevision
from hipwise.clinic.care.outcome_cards import outcome_cards
from hipwise.clinic.care.overrides import standing_rows
from hipwise.clinic.care.patient_settings import band_words, catalogue_of, threshold_rows
from hipwise.clinic.care.plan_editor import patient_heading
from hipwise.clinic.care.recent_log import recent_log
from hipwise.clinic.care.revisions import Revisions, revisions_over_time
from hipwise.clinic.care.standing import standing_decisions
from hipwise.clinic.care.time_line import LONGEST_AXIS, has_begun, time_line
from hipwise.clinic.care.today import programme_week, recent_decisions
from hipwise.clinic.care.written import Written, written_in_record
from hipwise.follow.adherence import adherence, days_known
from hipwise.follow.calendar import day_marks
from hipwise.library.catalogue import Catalogue
from hipwise.plan.intake import Intake, parse_intake
from hipwise.plan.limits import hip_limits
from hipwise.plan.plan import Plan, plan_from_mapping

_SHOWN_DECISIONS = 12
_ADHERENCE_WEEKS = 4
_WAITING = DecisionRecord.Status.WAITING


def patient_overview(patient: Patient, now: datetime, catalogue: Catalogue) -> dict[str, Any]:
    """Template therapist/patient.html. Five queries.

    `patient`, `chart` (see `care.time_line`), `waiting` and `decisions` (cards), `last_session`, `notes`,
    `plan`, `open_revision`, `intake`, `adherence`, `limits` (see `care.patient_settings`), `open_messages`
    (see `care.messages`), `message_id`, `until`, `urls`.
    """
    limits = [] if patient.clinic.is_solo else threshold_rows(patient, catalogue)
    today, catalogue = local_day(patient, now), catalogue_of(patient, catalogue)
    revisions = revisions_over_time(patient)
    signed, open_ = revisions.signed, revisions.open_
    base = signed or open_
    plan = plan_from_mapping(base.plan, "the plan") if base else None
    record = base.intake if base else latest_intake(patient)
    intake = parse_intake(record.intake, "the stored intake") if record and record.intake else None
    decisions = recent_decisions(patient, today)
    written = written_in_record(patient, today - LONGEST_AXIS)
    course = _course(patient, revisions, plan, intake, today, catalogue)
    return {
        "patient": _heading(patient, base, plan, intake, today, catalogue),
        "chart": time_line(course, patient, decisions, written, today, catalogue)
        if course and has_begun(course)
        else None,
        "waiting": _waiting(decisions, patient, base, today, catalogue),
        "decisions": _past(decisions, patient, base, catalogue),
        "last_session": last_session(course.log, catalogue) if course else None,
        "shares_replays": bool(patient.shares_replays),
        "notes": _notes(patient, written),
        "open_messages": open_lines(patient),
        "message_id": str(uuid.uuid4()),
        "until": open_until(patient),
        "limits": limits,
        "limit_words": band_words(plan.phase if plan else 1, catalogue),
        "plan": _signature(signed) if signed else None,
        "is_closed": signed is not None and plan is not None and plan.is_maintenance,
        "open_revision": _open(patient, open_) if open_ else None,
        "intake": _intake(record, patient) if record and record.intake else None,
        "adherence": _adherence(course, catalogue) if course else None,
        "outcomes": outcome_cards(course.log, course.intake, today, catalogue, True) if course else [],
        "tests": home_test_cards(course.log, course.intake, today, catalogue) if course else [],
        "trend": trend_words(course.log, today, catalogue) if course else None,
        "overrides": standing_rows(patient, today, catalogue),
        "urls": {
            "plan": reverse("plan-editor", args=(patient.pk,)),
            "intake": reverse("patient-intake-form", args=(patient.pk,)),
            "invite": reverse("invite-patient", args=(patient.pk,)),
            "reads": reverse("patient-reads", args=(patient.pk,)),
            "letter": reverse("patient-letter", args=(patient.pk,)),
            "close": reverse("programme-close", args=(patient.pk,)),
            "again": reverse("programme-again", args=(patient.pk,)),
        },
    }


def _course(
    patient: Patient,
    revisions: Revisions,
    plan: Plan | None,
    intake: Intake | None,
    today: date,
    catalogue: Catalogue,
) -> Course | None:
    if plan is None or intake is None:
        return None
    return course_of(plan, intake, recent_log(patient, today, catalogue), today, revisions.in_force)


def _heading(
    patient: Patient,
    base: PlanRevision | None,
    plan: Plan | None,
    intake: Intake | None,
    today: date,
    catalogue: Catalogue,
) -> dict[str, Any]:
    limit = ""
    if intake is not None:
        limits = hip_limits(intake, catalogue).of(intake.symptomatic_sides[0])
        limit = f"hip bend limit {limits.flexion_cap_deg:g}°"
    week = current_intake(base.intake, today).postoperative_week if base else None
    return {
        **patient_heading(patient, intake, plan, catalogue),
        "week": programme_week(base.intake, today) if base else None,
        "limit_words": limit,
        "surgery_words": "" if week is None else f"{week} week{'' if week == 1 else 's'} after surgery",
        "lock_flags": patient.lock_flags,
        "locked_since": _moment(patient) if patient.is_locked else "",
    }


def _moment(patient: Patient) -> str:
    at = patient.locked_since
    assert at is not None
    local = at.astimezone(zone_of(patient))
    return f"{short_day_words(local.date())} at {local:%H:%M}"


def _card(
    row: DecisionRecord, patient: Patient, base: PlanRevision | None, catalogue: Catalogue
) -> dict[str, Any]:
    row.patient = patient
    return decision_card(row, catalogue, base.plan if base else None, for_desk=True)


def _waiting(
    decisions: Sequence[DecisionRecord],
    patient: Patient,
    base: PlanRevision | None,
    today: date,
    catalogue: Catalogue,
) -> list[dict[str, Any]]:
    """What waits, one entry for each rule and its sentence: the same proposal for five exercises is one card.

    Entries: kind, kind_words, because, rule_title, confirmed_words, brings_back, cards. A red flag is not
    among them: it is cleared with a note, and while it stands nothing else can be accepted.
    """
    rows = [row for row in standing_decisions(decisions, today) if row.kind != ESCALATE]
    groups: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        card = _card(row, patient, base, catalogue)
        said = (card["kind"], card["status"], *(reason["text"] for reason in card["because"]))
        groups.setdefault(said, {**card, "cards": []})["cards"].append(card)
    return list(groups.values())


def _past(
    decisions: Sequence[DecisionRecord], patient: Patient, base: PlanRevision | None, catalogue: Catalogue
) -> list[dict[str, Any]]:
    """The latest changes and stops, the newest first; holds are many and change nothing.

    A step up that nobody answered changed nothing either: it waits above, or a newer one took its place.
    """
    told = [r for r in reversed(first_of_runs(decisions)) if r.kind != "hold" and r.status != _WAITING]
    return [_card(row, patient, base, catalogue) for row in told[:_SHOWN_DECISIONS]]


def _notes(patient: Patient, written: Sequence[Written]) -> list[dict[str, str]]:
    return [
        {
            "text": row.text,
            "date_words": short_day_words(local_day(patient, row.at)),
            "author": row.author,
        }
        for row in written
        if row.is_note
    ]


def _signature(signed: PlanRevision) -> dict[str, Any]:
    return {
        "number": signed.number,
        "authority": signed.authority,
        "signed_by": str(signed.signed_by) if signed.signed_by else "",
        "signed_on": short_day_words(signed.signed_at.date()) if signed.signed_at else "",
        "reason": signed.reason,
    }


def _open(patient: Patient, open_: PlanRevision) -> dict[str, Any]:
    url = reverse("plan-editor", args=(patient.pk,))
    return {"number": open_.number, "status": open_.status, "url": url}


def _intake(record: IntakeRecord, patient: Patient) -> dict[str, Any]:
    finished = local_day(patient, record.finished_at) if record.finished_at else None
    return {"screening": record.screening, "finished_on": short_day_words(finished) if finished else ""}


def _adherence(course: Course, catalogue: Catalogue) -> dict[str, Any]:
    first = course.today - timedelta(days=27)
    marks = day_marks(course.log, course.plans, first, course.today, course.today, catalogue)
    known = days_known(marks)
    share = adherence(course.log, course.plans, course.today, 28, catalogue).share
    return {
        "sets_done_share": None if share is None else round(share * 100),
        "days_known": known.known,
        "days_of": known.of,
        "weeks": week_rows(course, _ADHERENCE_WEEKS, catalogue),
    }
