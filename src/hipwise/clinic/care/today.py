"""Today, in one JSON document: the page, the player and the phone's store all work from it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.urls import reverse

from hipwise.clinic.care.barrier_card import barrier_choices, open_days, short_count, skip_reasons
from hipwise.clinic.care.decisions import decide
from hipwise.clinic.care.dose_line import (
    CHANGE_WORDS,
    SIDE_WORDS,
    dose_line,
    dose_words,
    rest_words,
    tempo_words,
)
from hipwise.clinic.care.figure_address import figure_urls
from hipwise.clinic.care.home_tests import todays_test
from hipwise.clinic.care.intake import latest_intake
from hipwise.clinic.care.local_time import day_words, local_day, zone_of
from hipwise.clinic.care.messages import message_notice
from hipwise.clinic.care.models import ACTED, DecisionRecord, Entry, IntakeRecord, Patient, PlanRevision
from hipwise.clinic.care.patient_settings import catalogue_of, values_of
from hipwise.clinic.care.phase_words import is_for_the_person
from hipwise.clinic.care.questionnaires import todays_line
from hipwise.clinic.care.recent_log import recent_log
from hipwise.clinic.care.replays import replay_state
from hipwise.clinic.care.revisions import signed_revision
from hipwise.clinic.care.screening_due import screening_due
from hipwise.clinic.care.self_contained import self_contained
from hipwise.clinic.care.stored_decision import reason_of
from hipwise.clinic.people.shell import initials
from hipwise.coach.capability import counting
from hipwise.exchange.handout.stop_words import stop_rule_words
from hipwise.follow.barrier import days_without_word, shorter_budget
from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise, Laterality
from hipwise.library.rule import Reason
from hipwise.library.side import Side
from hipwise.library.validity_card import Grade
from hipwise.movement.departure import shown_faults
from hipwise.plan.day_words import day_in_words, weekday_of
from hipwise.plan.decision import DecisionKind
from hipwise.plan.entry import PainEntry, SetEntry, SkipEntry
from hipwise.plan.history import Log, parse_log
from hipwise.plan.intake import parse_intake
from hipwise.plan.morning_answer import answer_morning
from hipwise.plan.pain_response import stopping_pain_of
from hipwise.plan.plan import Plan, PlanItem, plan_from_mapping, reason_to_mapping
from hipwise.plan.session import session_script, side_words
from hipwise.plan.session_pain import hip_history

VERSION = 1
HIP_WORDS = {"left": "Left hip", "right": "Right hip", "both": "Both hips"}
_EMERGENCY = "emergency"
_FIRST_DAYS = "first-days"
OPEN_STATES = ("plan", "rest")
# Decisions older than this explain nothing that is still on a page.
_LOOK_BACK = timedelta(days=60)
_CHANGE_IS_NEW = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Day:
    """One day of one person: the plan in force, what it asks for today, and what was logged today.

    `plan` is without the lines that rest on an override which has ended; `notice` names those.
    `state`: locked, intake, waiting, blocked, rest or plan. `stopped` are exercises that the rules leave
    out today although they are in the plan, with the reasons.
    """

    patient: Patient
    day: date
    state: str
    revision: PlanRevision | None
    plan: Plan | None
    log: Log
    decisions: tuple[DecisionRecord, ...]
    stopped: Mapping[str, tuple[Reason, ...]]
    notice: tuple[Reason, ...]

    @property
    def is_open(self) -> bool:
        """May doses be shown? Not while the plan is locked or the warning-sign questions are due again."""
        return self.state in OPEN_STATES

    @property
    def items(self) -> list[PlanItem]:
        """The lines to do today."""
        if self.plan is None or self.state != "plan":
            return []
        return [item for item in items_of(self.plan, self.day) if item.exercise not in self.stopped]

    @property
    def why_urls(self) -> dict[str, str]:
        """For each exercise the page about the latest decision that was acted on."""
        acted = ACTED
        changing = [row for row in self.decisions if row.status in acted and row.kind != "hold"]
        return {row.exercise: reverse("patient-why", args=(row.pk,)) for row in changing if row.exercise}

    def document(self, catalogue: Catalogue, asks: bool = True) -> dict[str, Any]:
        """The day as plain JSON values. One query more where the page `asks` for questionnaires and tests."""
        return {**_document(self, catalogue), **(_asked(self, catalogue) if asks else {})}


def open_day(patient: Patient, now: datetime, catalogue: Catalogue, reads_log: bool = True) -> Day:
    """The patient's day at that instant. Reads only; at most five queries.

    Who asks nothing about what was logged today leaves it unread: one query less.
    """
    day = local_day(patient, now)
    revision = signed_revision(patient)
    signed = plan_from_mapping(revision.plan, "the signed plan") if revision else None
    plan = signed.as_of(day) if signed else None
    decisions = recent_decisions(patient, day) if revision else ()
    state, notice = _state(patient, revision, plan, day, decisions, catalogue)
    stopped: Mapping[str, tuple[Reason, ...]] = {}
    if state == "plan" and revision is not None and plan is not None and _may_be_stopped(decisions):
        stopped, more = _stops(patient, revision, plan, day, catalogue)
        notice = (*notice, *more)
    if state == "plan" and plan is not None and all(i.exercise in stopped for i in items_of(plan, day)):
        state = "rest"
    if state in OPEN_STATES or (state == "waiting" and signed is not None):
        over = signed.over_on(day) if signed else ()
        notice = (*notice, *(_ended(item, catalogue) for item in over))
    log = _todays_log(patient, day, catalogue) if plan and reads_log else Log()
    return Day(patient, day, state, revision, plan, log, decisions, stopped, notice)


def _ended(item: PlanItem, catalogue: Catalogue) -> Reason:
    """Why a line of the signed plan is not there any more: it rested on an override that has ended."""
    until = day_in_words(item.expires_on) if item.expires_on else ""
    name = catalogue.exercise(item.exercise).name
    return catalogue.reason("override-ended", name=name, until=until)


def today_document(patient: Patient, now: datetime, catalogue: Catalogue) -> dict[str, Any]:
    """Everything that today needs, in one JSON document."""
    return open_day(patient, now, catalogue).document(catalogue)


def _document(today: Day, catalogue: Catalogue) -> dict[str, Any]:
    patient, revision, plan, day = today.patient, today.revision, today.plan, today.day
    done = [entry.exercise for entry in today.log.entries if isinstance(entry, SetEntry)]
    chosen, why = today.items, today.why_urls
    limit = math.inf if plan is None else stopping_pain_of(plan, catalogue_of(patient, catalogue))
    items = [
        item_document(i, catalogue, done.count(i.exercise), why.get(i.exercise), day, limit) for i in chosen
    ]
    side = revision.intake.stated["symptomatic_side"] if revision else ""
    return {
        "version": VERSION,
        "viewer_id": str(patient.pk),
        "date": day.isoformat(),
        "weekday": weekday_of(day),
        "date_words": day_words(day),
        "week": programme_week(revision.intake, day) if revision else None,
        "weeks_total": None,
        "state": today.state,
        "notice": [reason_to_mapping(reason) for reason in today.notice],
        "patient": {
            "name": patient.name,
            "initials": initials(patient.name),
            "side": side,
            "side_words": HIP_WORDS.get(side, ""),
        },
        "plan": {"number": revision.number, "id": str(revision.id)} if revision else None,
        "is_maintenance": plan is not None and plan.is_maintenance,
        "phase": phase_card(plan.phase, catalogue) if plan else None,
        "items": items,
        "left_out": [
            {
                "exercise": exercise,
                "name": catalogue.exercise(exercise).name,
                "reasons": [reason_to_mapping(reason) for reason in reasons],
            }
            for exercise, reasons in today.stopped.items()
        ],
        "exercise_count": len(items),
        "short_count": short_count(chosen, catalogue),
        "minutes": sum(item["minutes"] for item in items),
        "script": [asdict(step) for step in session_script(tuple(chosen), catalogue)] if chosen else [],
        "morning": {"asked": today.is_open, "answer": _morning_answer(today.log)},
        "settings": _settings(patient, catalogue),
        "pain_context": _pain_context(today),
        "red_flags": [
            {"id": flag.id, "question": flag.question, "why": flag.why}
            for flag in sorted(catalogue.red_flags.values(), key=lambda flag: flag.order)
        ],
        "proposals": _proposals(today, catalogue),
        "tomorrow": _tomorrow(plan, day, catalogue) if plan and today.is_open else None,
        "lesson": _lesson(today, catalogue),
        "stop": stop_card(patient) if today.state == "locked" else None,
        "messages": message_notice(patient),
        "urls": {
            "entries": reverse("api-1:entries"),
            "today": reverse("api-1:today"),
            "stop": reverse("patient-stop"),
            "done": reverse("patient-today"),
            "intake": reverse("patient-intake"),
            "share": reverse("patient-replay-consent"),
        },
    }


def _asked(today: Day, catalogue: Catalogue) -> dict[str, Any]:
    """What is asked beside the exercises: a questionnaire or a test, one of them a day."""
    if today.revision is None or today.plan is None or not today.is_open:
        return {"questionnaires": None, "home_tests": None, "morning_answer": None, "barriers": None}
    log = recent_log(today.patient, today.day, catalogue)
    line = todays_line(today.patient, today.revision, log, today.day, catalogue)
    test = None if line else todays_test(today.revision, log, today.day, catalogue)
    return {
        "questionnaires": line,
        "home_tests": test,
        "morning_answer": _hurt_or_harm(today, today.revision, today.plan, log, catalogue),
        "barriers": _barriers(today, today.plan, log, catalogue),
    }


def _barriers(today: Day, plan: Plan, log: Log, catalogue: Catalogue) -> dict[str, Any]:
    """What may be told when exercise did not come about, and the days that wait for a word."""
    told = {skip.about for skip in today.log.of(SkipEntry) if skip.exercise is None}
    return {
        "choices": barrier_choices(
            today.patient,
            today.items,
            bool(today.log.mornings),
            catalogue,
            shorter_budget(log, plan, today.day, catalogue),
        ),
        "open": open_days(days_without_word(log, plan, today.day, catalogue), catalogue),
        "is_told": today.day in told,
    }


def _hurt_or_harm(
    today: Day, revision: PlanRevision, plan: Plan, log: Log, catalogue: Catalogue
) -> dict[str, str] | None:
    """What to read after this morning's check; None before it, and after a calm one."""
    if not today.log.mornings:
        return None
    history = hip_history(log, parse_intake(revision.intake.stated, "the stored intake"), plan.phase)
    own = catalogue_of(today.patient, catalogue)
    answer = answer_morning(today.log.mornings[-1], history, own)
    return None if answer is None else {"title": answer.title, "text": answer.text, "harm": answer.harm}


def _pain_context(today: Day) -> dict[str, Any] | None:
    """What the pain button's rules need to know of this person, as of today."""
    if today.revision is None or today.plan is None or today.state != "plan":
        return None
    answers = {**today.revision.intake.stated, "today": today.day.isoformat()}
    intake = parse_intake(answers, "the intake of the signed plan")
    return {
        "phase": today.plan.phase,
        "is_post_operative": intake.is_post_operative,
        "postoperative_week": intake.postoperative_week,
        "settings": values_of(today.patient),
    }


def stop_card(patient: Patient) -> dict[str, Any]:
    """What a locked person has to read: what to do, whom to call, and why; the most urgent first."""
    order = ("emergency", "same-day", "urgent", "soon")
    flags = sorted(
        patient.lock_flags, key=lambda flag: order.index(flag["urgency"]) if flag["urgency"] in order else 0
    )
    first = (
        flags[0] if flags else {"text": "Do not exercise. Ask your therapist.", "call": "", "urgency": "soon"}
    )
    return {
        "flags": flags,
        "what_to_do": first["text"],
        "whom_to_call": first["call"],
        "why": first.get("why", ""),
        "is_emergency": first["urgency"] == _EMERGENCY,
        "clinic_phone": patient.clinic.phone,
        "since": patient.locked_since.isoformat() if patient.locked_since else None,
    }


def programme_week(record: IntakeRecord, day: date) -> int:
    """The week of the programme on that day, counted from 1."""
    intake = record.intake or {}
    begun = date.fromisoformat(intake["today"])
    return int(intake.get("weeks_in_programme") or 0) + max(0, (day - begun).days) // 7 + 1


def phase_card(number: int, catalogue: Catalogue) -> dict[str, Any]:
    """A phase's number and name."""
    names = {phase.number: phase.name for phase in catalogue.phases.values()}
    return {"number": number, "name": names.get(number, "")}


def item_document(
    item: PlanItem,
    catalogue: Catalogue,
    sets_done: int = 0,
    why_url: str | None = None,
    day: date | None = None,
    limit: float = math.inf,
) -> dict[str, Any]:
    """One line of the plan with everything that a page or the player shows of it.

    A change is named for a week; after that the dose is simply the dose. What this person minds stands with
    the steps. `limit` is the pain of the plan above which an exercise stops.
    """
    exercise = catalogue.exercise(item.exercise)
    is_new = item.since is None or day is None or day - item.since.date() <= _CHANGE_IS_NEW
    change = item.change if is_new else None
    during, on_return, next_morning = stop_rule_words(exercise, limit)
    return {
        **dose_line(item, exercise),
        "side_phrases": {side.value: side_words(exercise, side) for side in sides_of(item, exercise)},
        "tempo_words": tempo_words(item, exercise),
        "rest_words": rest_words(item),
        "first_side": item.first_side.value if item.first_side else None,
        "change": change,
        "change_words": CHANGE_WORDS.get(change or ""),
        "expires_on": item.expires_on.isoformat() if item.expires_on else None,
        "ends_words": day_in_words(item.expires_on) if item.expires_on else "",
        "why_url": why_url,
        "url": reverse("patient-exercise", args=(item.exercise,)),
        "aim": exercise.aim,
        "steps": [{"kind": step.kind, "text": step.text} for step in exercise.steps]
        + [{"kind": "safety", "text": text} for text in item.care],
        "feel": exercise.feel,
        "not_feel": exercise.not_feel,
        "stop_rule": {"during": during, "on_return": on_return, "next_morning": next_morning},
        "easier_text": exercise.easier_text,
        "sets_done": sets_done,
        "camera": _camera_place(exercise, catalogue),
        "figure": {
            **figure_urls(exercise.id, sides_of(item, exercise), item.range_share),
            "faults": {fault.code: fault.name for fault in shown_faults(exercise, catalogue.faults)},
        },
        "reasons": [reason_to_mapping(reason) for reason in item.reasons],
    }


def _camera_place(exercise: Exercise, catalogue: Catalogue) -> dict[str, str] | None:
    """Where the phone stands to watch it, and that it does not count where it counts too roughly; None where
    no place shows enough.
    """
    if exercise.watch.camera == "none":
        return None
    place = exercise.watch.place
    count = counting(exercise, catalogue)
    return {
        "view": exercise.watch.camera,
        "place": f"{place} {count.why}" if count.grade is Grade.CANNOT else place,
    }


def sides_of(item: PlanItem, exercise: Exercise) -> tuple[Side, ...]:
    """The sides that are shown, in their order: one, one after the other, or both together."""
    if exercise.laterality is Laterality.BOTH_TOGETHER or item.side is not Side.BOTH:
        return (item.side,)
    first = item.first_side or Side.RIGHT
    return (first, first.opposite)


def _state(
    patient: Patient,
    revision: PlanRevision | None,
    plan: Plan | None,
    day: date,
    decisions: Sequence[DecisionRecord],
    catalogue: Catalogue,
) -> tuple[str, tuple[Reason, ...]]:
    """What today is for this person, and the reasons to read with it."""
    if patient.is_locked:
        return "locked", ()
    if revision is None or plan is None:
        return _state_before_signature(latest_intake(patient))
    due = screening_due(patient, plan, day, decisions, catalogue)
    if due is not None:
        return "intake", (due,)
    if not plan.items:
        return "waiting", (catalogue.reason("plan-emptied"),)
    return ("plan" if items_of(plan, day) else "rest"), ()


def _state_before_signature(record: IntakeRecord | None) -> tuple[str, tuple[Reason, ...]]:
    if record is None or record.status != IntakeRecord.Status.FINISHED:
        return "intake", ()
    blocks = tuple(reason_of(stored) for stored in (record.screening or {}).get("blocks", ()))
    return ("blocked" if blocks else "waiting"), blocks


def is_screening_due(patient: Patient, plan: Plan, day: date, catalogue: Catalogue) -> bool:
    """Are the warning-sign questions due? Until they are answered no dose is shown. Two queries."""
    return screening_due(patient, plan, day, recent_decisions(patient, day), catalogue) is not None


def items_of(plan: Plan, day: date) -> list[PlanItem]:
    """The lines of the plan on that date, without those whose override has ended."""
    return list(plan.items_on(day))


def recent_decisions(patient: Patient, day: date) -> tuple[DecisionRecord, ...]:
    """The decisions of the last weeks, the oldest first."""
    rows = DecisionRecord.objects.filter(
        clinic_id=patient.clinic_id, patient_id=patient.pk, date__gte=day - _LOOK_BACK
    )
    return tuple(rows.order_by("date", "updated_at"))


def _may_be_stopped(decisions: Sequence[DecisionRecord]) -> bool:
    """Did the rules last say stop about anything without having changed its dose?"""
    latest = {row.exercise: row for row in decisions}
    return any(row.kind == "stop" and not row.decision["change"] for row in latest.values())


def _stops(
    patient: Patient, revision: PlanRevision, plan: Plan, day: date, catalogue: Catalogue
) -> tuple[dict[str, tuple[Reason, ...]], tuple[Reason, ...]]:
    """What the rules leave out on this very day; asked again each time, since a stop ends as days pass."""
    said = decide(patient, plan, revision, day, catalogue)
    stops = [decision for decision in said if decision.kind is DecisionKind.STOP and decision.change is None]
    whole = [decision for decision in stops if decision.exercise is None]
    if whole:
        return {item.exercise: whole[0].reasons for item in plan.items}, whole[0].reasons
    return {stop.exercise: stop.reasons for stop in stops if stop.exercise}, ()


def _proposals(today: Day, catalogue: Catalogue) -> list[dict[str, Any]]:
    """What waits for the patient, who has no therapist: steps up, and a change of the phase."""
    if not today.patient.clinic.is_solo:
        return []
    latest = {row.exercise: row for row in today.decisions}
    return [
        {
            "name": catalogue.exercise(row.exercise).name if row.exercise else "",
            "is_back": row.kind == DecisionKind.REGRESS.value,
            "old_words": row.decision.get("old_words", ""),
            "new_words": row.decision.get("new_words", ""),
            "url": reverse("patient-why", args=(row.pk,)),
        }
        for row in latest.values()
        if is_for_the_person(row)
    ]


def _todays_log(patient: Patient, day: date, catalogue: Catalogue) -> Log:
    """What was logged from the patient's midnight to the next; a correction of older entries is left out.

    Each entry belongs to one day, so that a clock that is ahead does not answer for tomorrow as well.
    """
    zone = zone_of(patient)
    begins, ends = (datetime.combine(each, time.min, zone) for each in (day, day + timedelta(days=1)))
    rows = Entry.objects.filter(
        clinic_id=patient.clinic_id, patient_id=patient.pk, at__gte=begins, at__lt=ends
    )
    return parse_log(self_contained(rows.values_list("payload", flat=True)), catalogue)


def _morning_answer(log: Log) -> dict[str, Any] | None:
    """The morning check of today, as it was answered last, or None."""
    mornings: Sequence[PainEntry] = log.mornings
    if not mornings:
        return None
    last = mornings[-1]
    return {
        "id": last.id,
        "score": last.score,
        "pinch": last.pinch,
        "limp": last.limp,
        "night_waking": last.night_waking,
        "analgesic": last.analgesic,
    }


def _settings(patient: Patient, catalogue: Catalogue) -> dict[str, Any]:
    return {
        "voice": patient.voice,
        "beeps": patient.beeps,
        "replays": replay_state(patient),
        "skip_reasons": skip_reasons(catalogue),
        "pain_places": [
            {"value": place.id, "words": place.name, "faces": list(place.faces)}
            for place in catalogue.pain_places.values()
        ],
        "pain_kinds": [{"value": kind.id, "words": kind.name} for kind in catalogue.pain_kinds.values()],
    }


def _tomorrow(plan: Plan, day: date, catalogue: Catalogue) -> dict[str, Any]:
    tomorrow = day + timedelta(days=1)
    items = [(item, catalogue.exercise(item.exercise)) for item in items_of(plan, tomorrow)]
    return {
        "date_words": day_words(tomorrow),
        "minutes": sum(item.minutes for item, _ in items),
        "items": [
            {
                "name": exercise.name,
                "dose_words": dose_words(item, exercise),
                "side_words": SIDE_WORDS[item.side],
            }
            for item, exercise in items
        ],
    }


def _lesson(today: Day, catalogue: Catalogue) -> dict[str, Any] | None:
    """What to expect in the first days of a plan; later one lesson a rest day, in turn."""
    if today.state not in OPEN_STATES or today.revision is None:
        return None
    lessons = list(catalogue.lessons.values())
    if today.revision.number == 1 and programme_week(today.revision.intake, today.day) == 1:
        lessons = [catalogue.lessons[_FIRST_DAYS]]
    elif today.state != "rest":
        return None
    lesson = lessons[today.day.toordinal() % len(lessons)]
    url = reverse("patient-lesson", args=(lesson.id,))
    return {"id": lesson.id, "title": lesson.title, "summary": lesson.summary, "url": url}
