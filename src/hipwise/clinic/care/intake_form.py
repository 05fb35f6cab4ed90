"""The clinician's form of the intake: every question with its answer and its problem."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from hipwise.clinic.care.questions import UNKNOWN, clinician_questions, question_context
from hipwise.library.catalogue import Catalogue
from hipwise.plan.intake import IntakeError


def intake_sections(
    catalogue: Catalogue, answers: Mapping[str, Any], problems: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The questions by section, in a clinician's words."""
    questions = sorted(
        clinician_questions(catalogue), key=lambda question: _order(catalogue)[question.section]
    )
    return [
        {"title": title, "questions": [_context(question, answers, problems) for question in group]}
        for title, group in groupby(questions, key=lambda question: question.section)
    ]


def problem_places(error: IntakeError, catalogue: Catalogue) -> dict[str, str]:
    """The problem under the question whose answer it is about; under "intake" when there is none."""
    found = [q for q in clinician_questions(catalogue) if q.path and error.place.startswith(q.path)]
    longest = max(found, key=lambda question: len(question.path), default=None)
    return {longest.id if longest else "intake": str(error)}


def _order(catalogue: Catalogue) -> dict[str, int]:
    sections = dict.fromkeys(question.section for question in clinician_questions(catalogue))
    return {section: place for place, section in enumerate(sections)}


def _context(question: Any, answers: Mapping[str, Any], problems: Mapping[str, str]) -> dict[str, Any]:
    value = answers.get(question.id)
    known = None if value == UNKNOWN else value
    sides = known if isinstance(known, dict) else {}
    return {
        **question_context(question),
        "title": question.clinic_title,
        "patient_title": question.title,
        "value": known,
        "left": sides.get("left"),
        "right": sides.get("right"),
        "problem": problems.get(question.id, ""),
    }
