"""Taking the intake: question by question, saved at each step, screened at the end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from hipwise.clinic.care.episode import with_episode
from hipwise.clinic.care.local_time import local_day
from hipwise.clinic.care.locking import flag_cards, lock_plan
from hipwise.clinic.care.models import IntakeRecord, Patient
from hipwise.clinic.care.own_entry import write_entry
from hipwise.clinic.care.questions import (
    AnswerError,
    Question,
    clinician_questions,
    intake_mapping,
    patient_questions,
    read_answer,
)
from hipwise.clinic.people.models import User
from hipwise.library.catalogue import Catalogue
from hipwise.plan.intake import Intake, intake_to_mapping, parse_intake
from hipwise.plan.known_today import counted_on
from hipwise.plan.plan import Outcome, Screening, screening_to_mapping
from hipwise.plan.screening import screen

_YES = ("yes", "unsure")


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question with its place among those still asked, and the saved answer (None: not answered)."""

    question: Question
    number: int
    of: int
    saved: Any
    saved_count: int
    previous: str | None


def latest_intake(patient: Patient) -> IntakeRecord | None:
    """The patient's newest set of answers, or None."""
    found: IntakeRecord | None = (
        IntakeRecord.objects.filter(clinic_id=patient.clinic_id, patient=patient).order_by("-number").first()
    )
    return found


@transaction.atomic
def begin_intake(patient: Patient, author: User, now: datetime) -> IntakeRecord:
    """The set of answers being given; a new one keeps earlier answers but asks every red flag again."""
    latest = latest_intake(patient)
    if latest is not None and latest.status == IntakeRecord.Status.STARTED:
        return latest
    earlier = latest.answers if latest is not None else {}
    return IntakeRecord.objects.create(
        clinic_id=patient.clinic_id,
        patient=patient,
        number=latest.number + 1 if latest is not None else 1,
        answers={key: answer for key, answer in earlier.items() if answer not in ("no", *_YES)},
        author=author,
        started_at=now,
    )


def next_question(record: IntakeRecord, catalogue: Catalogue) -> str | None:
    """The first question without an answer, or None when all are answered."""
    asked = _asked(record, catalogue)
    return next((question.id for question in asked if question.id not in record.answers), None)


def question_page(record: IntakeRecord, question_id: str, catalogue: Catalogue) -> QuestionPage | None:
    """The page of one question, or None when it is not asked."""
    asked = _asked(record, catalogue)
    ids = [question.id for question in asked]
    if question_id not in ids:
        return None
    place = ids.index(question_id)
    return QuestionPage(
        question=asked[place],
        number=place + 1,
        of=len(asked),
        saved=record.answers.get(question_id),
        saved_count=sum(1 for question in asked if question.id in record.answers),
        previous=ids[place - 1] if place else None,
    )


@transaction.atomic
def save_answer(
    record: IntakeRecord, question: Question, given: Sequence[str], catalogue: Catalogue, now: datetime
) -> bool:
    """Save one answer at once; returns True when it locks the plan. Raises AnswerError."""
    answer = read_answer(question, given)
    record.answers[question.id] = answer
    record.save(update_fields=["answers"])
    if not (question.is_red_flag and answer in _YES):
        return False
    _log_screening(record, [question.id], now)
    lock_plan(record.patient, flag_cards([question.id], catalogue), now)
    return True


def find_question_of(place: str, record: IntakeRecord, catalogue: Catalogue) -> str:
    """The question whose answer stands at that place of the intake; the first one when none does."""
    asked = _asked(record, catalogue)
    found = next((q.id for q in asked if q.path and place.startswith(q.path)), None)
    return found or asked[0].id


@transaction.atomic
def finish_intake(record: IntakeRecord, catalogue: Catalogue, now: datetime) -> Screening:
    """Turn the answers into an intake and screen it; an escalation locks the plan. Raises IntakeError."""
    patient = record.patient
    questions = clinician_questions(catalogue)
    day = local_day(patient, now)
    raw = intake_mapping(questions, record.answers, day, not patient.clinic.is_solo)
    raw = with_episode(raw, record, day, catalogue)
    intake = parse_intake(raw, "these answers")
    screening = screen(intake, catalogue)
    record.intake = raw
    record.screening = screening_to_mapping(screening)
    record.status = IntakeRecord.Status.FINISHED
    record.finished_at = now
    record.save(update_fields=["intake", "screening", "status", "finished_at"])
    _log_screening(record, intake.red_flags, now)
    if screening.outcome is Outcome.ESCALATE:
        lock_plan(patient, _screened_flags(screening, catalogue), now)
    return screening


def _log_screening(record: IntakeRecord, flags: Sequence[str], now: datetime) -> None:
    """The answers to the red-flag questions belong to the log: progress asks when they were last given."""
    write_entry(record.patient, "red_flag", now, now, record.author, flags=list(flags))


@transaction.atomic
def take_form(
    patient: Patient,
    author: User,
    posted: Mapping[str, Sequence[str]],
    catalogue: Catalogue,
    now: datetime,
) -> tuple[IntakeRecord, dict[str, str]]:
    """A clinician's whole form at once: the record with what could be read, and the problems."""
    record = begin_intake(patient, author, now)
    problems: dict[str, str] = {}
    for question in clinician_questions(catalogue):
        given = _posted(question, posted)
        try:
            answer = read_answer(question, given)
        except AnswerError as error:
            if question.is_asked(record.answers):
                problems[question.id] = str(error)
            continue
        record.answers[question.id] = answer
    record.save(update_fields=["answers"])
    if problems:
        _lock_for_flags(record, catalogue, now)
    return record, problems


def _lock_for_flags(record: IntakeRecord, catalogue: Catalogue, now: datetime) -> None:
    """A red flag on a form that is not complete yet locks the plan: it does not wait for the rest."""
    flags = [
        q.id for q in clinician_questions(catalogue) if q.is_red_flag and record.answers.get(q.id) in _YES
    ]
    if flags:
        _log_screening(record, flags, now)
        lock_plan(record.patient, flag_cards(flags, catalogue), now)


def current_intake(record: IntakeRecord, day: Any) -> Intake:
    """What is known of the patient since a plan was last proposed, with all weeks counted to a later day."""
    if record.intake is None:
        raise ValueError("expected a finished intake, got one that is still being answered")
    return counted_on(parse_intake(record.known or record.intake, "the stored intake"), day)


def keep_known(record: IntakeRecord, known: Intake) -> None:
    """Keep what is known today: a plan is proposed from it, and checked against it."""
    record.known = intake_to_mapping(replace(known, overrides=()))
    record.save(update_fields=["known"])


def _posted(question: Question, posted: Mapping[str, Sequence[str]]) -> Sequence[str]:
    if question.kind.startswith("sided-"):
        return [*posted.get(f"{question.id}-left", [""]), *posted.get(f"{question.id}-right", [""])]
    return posted.get(question.id, [])


def _asked(record: IntakeRecord, catalogue: Catalogue) -> list[Question]:
    return [question for question in patient_questions(catalogue) if question.is_asked(record.answers)]


def _screened_flags(screening: Screening, catalogue: Catalogue) -> list[dict[str, Any]]:
    """Flags of the content with their full card; what screening itself found keeps its own words."""
    known = [flag.id for flag in screening.flags if flag.id in catalogue.red_flags]
    others = [
        {
            "id": flag.id,
            "name": flag.id,
            "urgency": flag.urgency,
            "text": flag.text,
            "call": "",
            "suspect": "",
            "source": flag.source,
            "evidence": flag.evidence.value,
        }
        for flag in screening.flags
        if flag.id not in catalogue.red_flags
    ]
    return flag_cards(known, catalogue) + others
