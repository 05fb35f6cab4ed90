"""Who needs me today: at most one row for each person, ranked by rule."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse

from hipwise.clinic.care.access import log_reads
from hipwise.clinic.care.decision_card import decision_card
from hipwise.clinic.care.goals import due_reason, goals_due
from hipwise.clinic.care.intake import current_intake
from hipwise.clinic.care.local_time import day_words, local_day, zone_of
from hipwise.clinic.care.messages import open_lines, open_until, waiting_messages
from hipwise.clinic.care.models import DecisionRecord, Entry, Patient, PatientGoal, PlanRevision
from hipwise.clinic.care.patient_settings import catalogue_of
from hipwise.clinic.care.recent_log import kept_logs
from hipwise.clinic.care.self_contained import self_contained
from hipwise.clinic.care.standing import standing_decisions
from hipwise.clinic.care.stored_decision import decision_of
from hipwise.clinic.care.today import HIP_WORDS, programme_week
from hipwise.clinic.people.models import Membership
from hipwise.exchange.chart.sparkline import sparkline_svg
from hipwise.follow.attention import Case, Need, Place, Urgency, first_of, need_of, rank
from hipwise.follow.message_need import message_need
from hipwise.library.catalogue import Catalogue
from hipwise.plan.history import Log
from hipwise.plan.intake import parse_intake
from hipwise.plan.plan import Plan, plan_from_mapping

# Far enough back for flares, usual mornings and repeated steps back.
_LOOK_BACK = timedelta(days=42)
_MORNINGS = 14
# Steps that are done by writing to the person.
_BY_MESSAGE = ("ask", "answer")
# The page on which a step is done; every other step begins at the record.
_PAGES = {
    "override": "plan-history",
    "sign": "plan-editor",
    "goal": "plan-editor",
    "letter": "patient-letter",
    "ask": "patient-talk",
    "answer": "patient-talk",
}
_TITLES = {Urgency.NOW: "Now", Urgency.TODAY: "Today", Urgency.THIS_WEEK: "This week"}


@dataclass(frozen=True, slots=True)
class _File:
    """One patient with what the list needs of them."""

    patient: Patient
    signed: PlanRevision | None
    open_: PlanRevision | None
    decisions: tuple[DecisionRecord, ...]
    payloads: tuple[Mapping[str, Any], ...]
    goals: tuple[PatientGoal, ...]
    today: date


def inbox_page(membership: Membership, now: datetime, catalogue: Catalogue) -> dict[str, Any]:
    """Template therapist/inbox.html: `groups`, `needs_count`, `others_count`, `date_words`. Six queries.

    Each row: rank, patient, place_words, reason, detail, mornings, sparkline, last_morning, decision,
    proposed_words, accept_url, snooze_url, can_accept, messages (open ones), is_by_message,
    message_id, until (for the form).
    """
    files = {str(file.patient.pk): file for file in _files(membership, now)}
    log_reads(membership, [file.patient for file in files.values()], "inbox")
    logs = {person: _log(file, catalogue) for person, file in files.items()}
    found = {person: _need(file, logs[person], catalogue) for person, file in files.items()}
    needs = {person: need for person, need in found.items() if need is not None}
    rows: dict[Urgency, list[dict[str, Any]]] = defaultdict(list)
    for place, person in enumerate(rank(needs), start=1):
        need = needs[person]
        rows[need.urgency].append({"rank": place, **_row(files[person], need, logs[person], catalogue)})
    return {
        "groups": [{"id": u.value, "title": title, "rows": rows[u]} for u, title in _TITLES.items()],
        "needs_count": len(needs),
        "others_count": len(files) - len(needs),
        "date_words": day_words(now.astimezone(_zone(membership)).date()),
    }


def _zone(membership: Membership) -> Any:
    return zone_of(Patient(clinic=membership.clinic))


def _files(membership: Membership, now: datetime) -> list[_File]:
    working = PlanRevision.objects.exclude(status=PlanRevision.Status.SUPERSEDED).select_related("intake")
    patients = list(
        Patient.objects.visible_to(membership)
        .select_related("clinic")
        .prefetch_related(Prefetch("revisions", queryset=working, to_attr="working"))
        .order_by("name", "id")
    )
    # From a midnight on, so that what was read stays the same all day.
    since = datetime.combine((now - _LOOK_BACK).date(), time.min, UTC)
    decisions: dict[Any, list[DecisionRecord]] = defaultdict(list)
    rows = DecisionRecord.objects.filter(clinic_id=membership.clinic_id, date__gte=since.date())
    for row in rows.order_by("date", "updated_at"):
        decisions[row.patient_id].append(row)
    payloads: dict[Any, list[Mapping[str, Any]]] = defaultdict(list)
    # By patient, since the index has the patient before the time.
    entries = Entry.objects.filter(
        clinic_id=membership.clinic_id, patient_id__in=[patient.pk for patient in patients], at__gte=since
    ).order_by("at", "client_id")
    for patient_id, payload in entries.values_list("patient_id", "payload"):
        payloads[patient_id].append(payload)
    goals = defaultdict(list)
    for goal in goals_due(membership.clinic_id, now):
        goals[goal.patient_id].append(goal)
    return [
        _file(patient, decisions[patient.pk], payloads[patient.pk], goals[patient.pk], now)
        for patient in patients
    ]


def _file(
    patient: Any,
    decisions: Sequence[DecisionRecord],
    payloads: Sequence[Mapping[str, Any]],
    goals: Sequence[PatientGoal],
    now: datetime,
) -> _File:
    signed = next((r for r in patient.working if r.status == PlanRevision.Status.SIGNED), None)
    open_ = next((r for r in patient.working if r.status != PlanRevision.Status.SIGNED), None)
    day = local_day(patient, now)
    return _File(patient, signed, open_, tuple(decisions), tuple(payloads), tuple(goals), day)


def _log(file: _File, catalogue: Catalogue) -> Log:
    return kept_logs.read((file.patient.pk, "inbox"), self_contained(file.payloads), catalogue)


def _need(file: _File, log: Log, catalogue: Catalogue) -> Need | None:
    """What comes first: what the rules ask for, or a message that nobody has answered."""
    open_ = message_need(waiting_messages(file.patient, _screened(file)), file.today, catalogue)
    return first_of(need for need in (_need_by_rule(file, log, catalogue), open_) if need is not None)


def _screened(file: _File) -> datetime | None:
    """When the warning-sign questions were last answered, as far as this list reads back."""
    answered = (payload["at"] for payload in file.payloads if payload["kind"] == "red_flag")
    return max((datetime.fromisoformat(at) for at in answered), default=None)


def _need_by_rule(file: _File, log: Log, catalogue: Catalogue) -> Need | None:
    """What the rules ask for; a lock and a plan without a signature are asked for here."""
    if file.patient.is_locked:
        flags = ", ".join(flag["name"] or flag["text"] for flag in file.patient.lock_flags)
        reason = catalogue.reason("need-red-flag", flags=flags or "an answer that a person has to see")
        return Need(Urgency.NOW, Place.ESCALATE, reason, _lock_words(file), "call", "Call now")
    if file.signed is None:
        return _need_of_newcomer(file, catalogue)
    standing = [row for row in standing_decisions(file.decisions, file.today) if row.kind != "escalate"]
    case = Case(
        plan=_plan(file.signed),
        log=log,
        intake=parse_intake(file.signed.intake.stated, "the stored intake"),
        today=file.today,
        decisions=tuple(decision_of(row) for row in standing),
        past_decisions=tuple(decision_of(row) for row in file.decisions if row not in standing),
    )
    return need_of(case, catalogue_of(file.patient, catalogue)) or _need_of_goal(file, catalogue)


def _need_of_goal(file: _File, catalogue: Catalogue) -> Need | None:
    """A goal whose day has come, where nothing else is needed."""
    reason = due_reason(file.goals, file.today, catalogue)
    if reason is None:
        return None
    return Need(Urgency.THIS_WEEK, Place.PROGRESS, reason, "", "goal", "Look at the goal")


def _need_of_newcomer(file: _File, catalogue: Catalogue) -> Need | None:
    if file.open_ is None:
        return None
    reason = catalogue.reason("need-signature", number=file.open_.number)
    return Need(Urgency.TODAY, Place.HOLD, reason, "", "sign", "Read and sign")


def _lock_words(file: _File) -> str:
    since = file.patient.locked_since
    assert since is not None
    at = since.astimezone(zone_of(file.patient))
    return f"Plan locked, advice shown on {day_words(at.date())} at {at:%H:%M}."


def _plan(revision: PlanRevision) -> Plan:
    return plan_from_mapping(revision.plan, "the plan")


def _row(file: _File, need: Need, log: Log, catalogue: Catalogue) -> dict[str, Any]:
    patient = file.patient
    mornings = _mornings(log, file.today)
    record = _decision(file, need)
    answer_url = reverse("decision-answer", args=(record.pk,)) if record else ""
    is_urgent = need.urgency is Urgency.NOW
    card = None
    if record is not None:
        record.patient = patient
        card = decision_card(record, catalogue, file.signed.plan if file.signed else None, for_desk=True)
    return {
        "patient": {
            "id": str(patient.pk),
            "name": patient.name,
            "url": _address(need, patient),
            "has_account": patient.membership_id is not None,
        },
        "place_words": _place_words(file),
        "reason": need.reason.text,
        "detail": need.detail,
        "rule": need.reason.rule,
        "mornings": mornings,
        "sparkline": sparkline_svg(mornings),
        "last_morning": next((m for m in reversed(mornings) if m is not None), None),
        "decision": card,
        "proposed_words": _proposed(need, card),
        "step": need.step,
        "accept_url": answer_url,
        "snooze_url": "" if is_urgent else answer_url,
        "can_accept": need.step == "accept" and record is not None and not is_urgent,
        "messages": open_lines(patient),
        "is_by_message": need.step in _BY_MESSAGE,
        "message_id": str(uuid.uuid4()),
        "until": open_until(patient),
    }


def _address(need: Need, patient: Patient) -> str:
    """The page on which the step is done; who has no account cannot be written to."""
    is_out_of_reach = need.step in _BY_MESSAGE and patient.membership_id is None
    page = "patient-record" if is_out_of_reach else _PAGES.get(need.step, "patient-record")
    return reverse(page, args=(patient.pk,))


def _proposed(need: Need, card: Mapping[str, Any] | None) -> str:
    """The button's words: with a decision the dose that is proposed."""
    if need.step == "accept" and card is not None and card["new_words"]:
        return f"Accept: {card['new_words']}"
    return need.step_words


def _decision(file: _File, need: Need) -> DecisionRecord | None:
    """The record behind a need that is about a decision."""
    if need.step not in ("accept", "screen"):
        return None
    standing = standing_decisions(file.decisions, file.today)
    return next((row for row in standing if row.exercise == (need.exercise or "")), None)


def _mornings(log: Log, today: date) -> list[float | None]:
    """The worst known answer of each of the last mornings; None where there is none."""
    worst: dict[date, float] = {}
    for morning in log.mornings:
        if morning.score is not None:
            day = morning.at.date()
            worst[day] = max(morning.score, worst.get(day, morning.score))
    return [worst.get(today - timedelta(days=ago)) for ago in range(_MORNINGS - 1, -1, -1)]


def _place_words(file: _File) -> str:
    revision = file.signed or file.open_
    if revision is None:
        return ""
    side = HIP_WORDS[revision.intake.stated["symptomatic_side"]]
    week = current_intake(revision.intake, file.today).postoperative_week
    if week is not None:
        return f"{side}, week {week} after surgery"
    return f"{side}, week {programme_week(revision.intake, file.today)}"
