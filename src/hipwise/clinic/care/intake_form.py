"""The clinician's form of the intake: every question with its answer and its problem."""

import json
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from hipwise.clinic.care.models import IntakeRecord
from hipwise.clinic.care.questions import UNKNOWN, clinician_questions, question_context
from hipwise.library.catalogue import Catalogue
from hipwise.plan.intake import IntakeError


def intake_sections(
    catalogue: Catalogue,
    answers: Mapping[str, Any],
    problems: Mapping[str, str],
    posted: Mapping[str, Sequence[str]] | None = None,
) -> list[dict[str, Any]]:
    """The questions by section, in a clinician's words.

    `posted` are the texts of the form: under a question with a problem they are shown as they were written.
    """
    questions = sorted(
        clinician_questions(catalogue), key=lambda question: _order(catalogue)[question.section]
    )
    return [
        {
            "title": title,
            "questions": [_context(question, answers, problems, posted or {}) for question in group],
        }
        for title, group in groupby(questions, key=lambda question: question.section)
    ]


def answers_to_show(record: IntakeRecord | None, catalogue: Catalogue) -> dict[str, Any]:
    """The answers with which the form opens. A finished set asks every red flag again, each time anew."""
    if record is None:
        return {}
    if record.status == IntakeRecord.Status.STARTED:
        return dict(record.answers)
    flags = {question.id for question in clinician_questions(catalogue) if question.is_red_flag}
    return {key: answer for key, answer in record.answers.items() if key not in flags}


def problem_list(problems: Mapping[str, str], catalogue: Catalogue) -> list[dict[str, str]]:
    """Each problem with the question that it is about, in the order of the form."""
    titles = {question.id: question.clinic_title for question in clinician_questions(catalogue)}
    places = {place: number for number, place in enumerate(titles)}
    ordered = sorted(problems.items(), key=lambda pair: places.get(pair[0], -1))
    return [{"id": place, "title": titles.get(place, ""), "text": text} for place, text in ordered]


def problem_places(error: IntakeError, catalogue: Catalogue) -> dict[str, str]:
    """The problem under the question whose answer it is about; under "intake" when there is none."""
    found = [q for q in clinician_questions(catalogue) if q.path and error.place.startswith(q.path)]
    longest = max(found, key=lambda question: len(question.path), default=None)
    return {longest.id if longest else "intake": str(error)}


def _order(catalogue: Catalogue) -> dict[str, int]:
    sections = dict.fromkeys(question.section for question in clinician_questions(catalogue))
    return {section: place for place, section in enumerate(sections)}


def _context(
    question: Any,
    answers: Mapping[str, Any],
    problems: Mapping[str, str],
    posted: Mapping[str, Sequence[str]],
) -> dict[str, Any]:
    value = answers.get(question.id)
    known = None if value == UNKNOWN else value
    sides = known if isinstance(known, dict) else {}
    if question.id in problems and posted:
        known = posted.get(question.id, [""])[-1] if question.kind != "many" else posted.get(question.id, [])
        sides = {side: posted.get(f"{question.id}-{side}", [""])[-1] for side in ("left", "right")}
    return {
        **question_context(question),
        "title": question.clinic_title,
        "patient_title": question.title,
        "value": known,
        "is_unknown": value == UNKNOWN,
        "only_if": json.dumps({key: list(wanted) for key, wanted in question.only_if.items()})
        if question.only_if
        else "",
        "left": sides.get("left"),
        "right": sides.get("right"),
        "sides": [
            {
                "value": side,
                "words": words,
                "answer": sides.get(side),
                "is_unknown": question.id in answers and sides.get(side) in (None, "", UNKNOWN),
            }
            for side, words in (("left", "Left"), ("right", "Right"))
        ],
        "no_choice": [],
        "problem": problems.get(question.id, ""),
    }
