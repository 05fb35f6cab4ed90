"""Questionnaires: which are due, how one is asked, and what was answered."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from hipwise.clinic.care.decisions import log_and_decide
from hipwise.clinic.care.local_time import local_day, zone_of
from hipwise.clinic.care.models import Entry, Patient, PlanRevision, QuestionnaireText
from hipwise.clinic.care.revisions import signed_revision
from hipwise.clinic.people.models import User
from hipwise.follow.questionnaire import (
    Due,
    Item,
    Option,
    Questionnaire,
    due_questionnaires,
    named_before,
    own_questionnaire,
)
from hipwise.library.catalogue import Catalogue
from hipwise.library.measure import Measure
from hipwise.plan.history import Log, parse_log
from hipwise.plan.intake import Intake, parse_intake
from hipwise.plan.score import scores

_LONGEST_NAME = 80
# Up to this many steps a scale is answered by keys, above it by a number.
_MOST_KEYS = 15


class AnswerError(ValueError):
    """Answers that cannot be kept; the text says which and why. `may_keep`: they can be kept all the same."""

    def __init__(self, text: str, may_keep: bool = False) -> None:
        super().__init__(text)
        self.may_keep = may_keep


@dataclass(frozen=True, slots=True)
class Asked:
    """One questionnaire as this patient is asked it now: `names` are the activities of the first time."""

    measure: Measure
    questionnaire: Questionnaire
    names: Mapping[str, str]


def questionnaires_of(patient: Patient, catalogue: Catalogue) -> dict[str, Questionnaire]:
    """The questionnaires whose words are there, by measure: ours, and those the clinic loaded. One query."""
    own = (own_questionnaire(measure) for measure in catalogue.measures.values())
    found = {each.measure: each for each in own if each is not None}
    rows = QuestionnaireText.objects.filter(clinic_id=patient.clinic_id)
    loaded = {row.measure: _loaded(row) for row in rows if row.measure in catalogue.measures}
    return {**found, **loaded}


def _loaded(row: QuestionnaireText) -> Questionnaire:
    items = tuple(
        Item(
            item["id"],
            item["text"],
            item.get("low_words", ""),
            item.get("high_words", ""),
            tuple(Option(option["value"], option["text"]) for option in item.get("options", ())),
        )
        for item in row.items
    )
    return Questionnaire(row.measure, row.title, row.licence, row.language, items)


def due_now(
    patient: Patient, intake: Intake, log: Log, today: date, catalogue: Catalogue
) -> tuple[tuple[Due, Questionnaire], ...]:
    """The questionnaires that are due, each with its words. One query."""
    words = questionnaires_of(patient, catalogue)
    due = due_questionnaires(log, intake, today, words, catalogue)
    return tuple((each, words[each.measure]) for each in due)


def due_lines(
    patient: Patient, intake: Intake, log: Log, today: date, catalogue: Catalogue
) -> list[dict[str, str]]:
    """What can still be answered, for the progress page: `title`, `when`, `url`. One query."""
    return [
        {
            "title": questionnaire.title,
            "when": "at the start" if due.week == 0 else f"week {due.week}",
            "url": reverse("patient-questionnaire", args=(due.measure,)),
        }
        for due, questionnaire in due_now(patient, intake, log, today, catalogue)
    ]


def todays_line(
    patient: Patient, revision: PlanRevision, log: Log, today: date, catalogue: Catalogue
) -> dict[str, Any] | None:
    """What the page of today says of questionnaires; None when it says nothing.

    On most days nothing is near its week: then nothing is asked of the database, else one query.
    """
    intake = parse_intake(revision.intake.stated, "the stored intake")
    if not any(due.is_new for due in due_questionnaires(Log(), intake, today, catalogue.measures, catalogue)):
        return None
    due = due_now(patient, intake, log, today, catalogue)
    new = [questionnaire for each, questionnaire in due if each.is_new]
    return _line(new, catalogue) if new else None


def _measure_log(patient: Patient, catalogue: Catalogue) -> Log:
    rows = Entry.objects.filter(clinic_id=patient.clinic_id, patient_id=patient.pk, kind="measure")
    return parse_log(rows.values_list("payload", flat=True), catalogue)


def _line(new: list[Questionnaire], catalogue: Catalogue) -> dict[str, Any]:
    items = sum(len(questionnaire.items) for questionnaire in new)
    minutes = max(1, round(items * catalogue.setting("outcome.item_s") / 60))
    count = len(new)
    reason = catalogue.reason(
        "outcome-due",
        count=f"{count} short question{'' if count == 1 else 's'}",
        minutes=f"{minutes} minute{'' if minutes == 1 else 's'}",
    )
    url = reverse("patient-questionnaire", args=(new[0].measure,))
    return {"title": catalogue.rules[reason.rule].title, "text": reason.text, "count": count, "url": url}


def asked_now(patient: Patient, measure_id: str, now: datetime, catalogue: Catalogue) -> Asked | None:
    """The questionnaire if it is due for this patient now, else None. Three queries."""
    revision = signed_revision(patient)
    if revision is None:
        return None
    intake = parse_intake(revision.intake.stated, "the stored intake")
    log = _measure_log(patient, catalogue)
    for due, questionnaire in due_now(patient, intake, log, local_day(patient, now), catalogue):
        if due.measure == measure_id:
            measure = catalogue.measures[measure_id]
            return Asked(measure, questionnaire, named_before(questionnaire, log))
    return None


def next_due(patient: Patient, now: datetime, catalogue: Catalogue) -> str | None:
    """The measure that is asked next, or None."""
    revision = signed_revision(patient)
    if revision is None:
        return None
    intake = parse_intake(revision.intake.stated, "the stored intake")
    due = due_now(patient, intake, _measure_log(patient, catalogue), local_day(patient, now), catalogue)
    return due[0][0].measure if due else None


def question_rows(asked: Asked, posted: Mapping[str, str]) -> list[dict[str, Any]]:
    """The items for the template: id, text, kind (options, keys, number), keys, value, name."""
    scoring = asked.measure.scoring
    items = asked.questionnaire.items
    if asked.names:
        items = tuple(item for item in items if item.id in asked.names)
    return [
        {
            "id": item.id,
            "text": asked.names.get(item.id, item.text),
            "low_words": item.low_words,
            "high_words": item.high_words,
            "low": f"{scoring.answer_low:g}".replace("-", "−"),
            "least": f"{scoring.answer_low:g}",
            "high": f"{scoring.answer_high:g}",
            "options": [{"value": f"{option.value:g}", "text": option.text} for option in item.options],
            "keys": _keys(asked.measure, item),
            "is_signed": scoring.answer_low < 0,
            "name_key": item.name_key if item.named_by_patient and not asked.names else "",
            "name": posted.get(item.name_key, ""),
            "value": posted.get(item.id, ""),
        }
        for item in items
    ]


def _keys(measure: Measure, item: Item) -> list[dict[str, str]]:
    """The keys of a short scale, each with its sign as people write it; none where it is long."""
    low, high = round(measure.scoring.answer_low), round(measure.scoring.answer_high)
    if item.options or high - low + 1 > _MOST_KEYS:
        return []
    shown = {
        value: f"{value:+d}".replace("-", "−") if low < 0 and value else f"{value}"
        for value in range(low, high + 1)
    }
    return [{"value": f"{value}", "words": words} for value, words in shown.items()]


def keep_answers(
    patient: Patient, asked: Asked, posted: Mapping[str, str], user: User, catalogue: Catalogue, now: datetime
) -> None:
    """Log the answers. Raises AnswerError; too few for a score can be kept with `keep`."""
    answers = _answers(asked, posted)
    enough = set(scores(asked.measure, answers.items())) == {part.id for part in asked.measure.subscales}
    if not enough and "keep" not in posted:
        raise AnswerError(_too_few(asked), may_keep=bool(answers))
    _log(patient, asked.measure.id, answers, user, catalogue, now)


def put_off(patient: Patient, measure_id: str, user: User, catalogue: Catalogue, now: datetime) -> None:
    """Not this time: the log keeps that it was asked and not answered, and it rests until its next week."""
    _log(patient, measure_id, {}, user, catalogue, now)


def _log(
    patient: Patient,
    measure_id: str,
    answers: Mapping[str, Any],
    user: User,
    catalogue: Catalogue,
    now: datetime,
) -> None:
    at = now.astimezone(zone_of(patient)).isoformat(timespec="seconds")
    entry = {"id": str(uuid.uuid4()), "at": at, "kind": "measure", "measure": measure_id, "answers": answers}
    result, _ = log_and_decide(patient, [entry], user, catalogue, now)
    if result.refused:
        raise AnswerError(result.refused[0].problem)


def _answers(asked: Asked, posted: Mapping[str, str]) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for item in asked.questionnaire.items:
        raw = posted.get(item.id, "").strip()
        name = asked.names.get(item.id) or posted.get(item.name_key, "").strip()[:_LONGEST_NAME]
        if item.named_by_patient and bool(raw) != bool(name):
            if raw or not asked.names:
                raise AnswerError("Write the activity and choose its number, or leave both out.")
            continue
        if not raw:
            continue
        answers[item.id] = _number(raw, item, asked)
        if item.named_by_patient:
            answers[item.name_key] = name
    return answers


def _number(raw: str, item: Item, asked: Asked) -> float:
    """An answer that the item has. Raises AnswerError."""
    rule = asked.measure.scoring
    try:
        value = float(raw)
    except ValueError:
        raise AnswerError(f"“{item.text}”: choose one of the answers.") from None
    known = [option.value for option in item.options]
    if (known and value not in known) or not rule.answer_low <= value <= rule.answer_high:
        raise AnswerError(f"“{item.text}”: choose from {rule.answer_low:g} to {rule.answer_high:g}.")
    return value


def _too_few(asked: Asked) -> str:
    if len(asked.measure.item_ids) == 1:
        return "Choose a number, or say “Not this time”."
    if len(asked.measure.subscales) > 1:
        return "Some parts have too few answers for a score."
    least = asked.measure.subscales[0].least_answered
    return f"A score needs {least} answer{'' if least == 1 else 's'} or more."
