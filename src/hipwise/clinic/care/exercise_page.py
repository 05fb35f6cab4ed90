"""One exercise for one person: the text, the dose, and whether it fits this hip."""

import math
from datetime import datetime
from typing import Any

from django.urls import reverse

from hipwise.body.movement_fit import hip_peaks
from hipwise.clinic.care.figure_player import figure_player
from hipwise.clinic.care.local_time import local_day
from hipwise.clinic.care.models import Patient
from hipwise.clinic.care.patient_settings import catalogue_of
from hipwise.clinic.care.planning import intake_on
from hipwise.clinic.care.revisions import signed_revision
from hipwise.clinic.care.today import is_screening_due, item_document, sides_of
from hipwise.clinic.care.validity_page import GRADE_KINDS
from hipwise.coach.capability import capabilities
from hipwise.exchange.handout.stop_words import stop_rule_words
from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise, Laterality
from hipwise.library.side import Limb, Side
from hipwise.library.validity_card import Grade
from hipwise.plan.depth import within_depth
from hipwise.plan.intake import Intake
from hipwise.plan.limits import Fit, fit, hip_limits
from hipwise.plan.pain_response import stopping_pain_of
from hipwise.plan.plan import Plan, plan_from_mapping, reason_to_mapping


def exercise_page(
    patient: Patient, exercise_id: str, now: datetime, catalogue: Catalogue
) -> dict[str, Any] | None:
    """The page's values; None when there is no such exercise. While questions are due it has no dose."""
    exercise = catalogue.exercises.get(exercise_id)
    if exercise is None:
        return None
    revision = signed_revision(patient)
    day = local_day(patient, now)
    plan = plan_from_mapping(revision.plan, "the signed plan").as_of(day) if revision else None
    is_due = plan is not None and is_screening_due(patient, plan, day, catalogue)
    item = next((i for i in plan.items if i.exercise == exercise_id), None) if plan and not is_due else None
    intake = intake_on(revision, day) if revision else None
    sides = sides_of(item, exercise) if item else default_sides(exercise, intake)
    limit = math.inf if plan is None else stopping_pain_of(plan, catalogue_of(patient, catalogue))
    return {
        "exercise": exercise,
        "stop": stop_rule_words(exercise, limit),
        "care": item.care if item else (),
        "item": item_document(item, catalogue) if item else None,
        "fit": _fit_card(exercise, sides[0], plan, intake, catalogue),
        "figure": figure_player(
            exercise, sides, catalogue, item.range_share if item else 1.0, item.tempo if item else ""
        ),
        "sources": source_cards(exercise, catalogue),
        "watch": watch_card(exercise, catalogue),
        "is_locked": exercise.is_locked and item is None,
        "is_screening_due": is_due,
        "easier": _neighbour(catalogue.easier(exercise_id), catalogue),
        "harder": _neighbour(catalogue.harder(exercise_id), catalogue),
    }


def default_sides(exercise: Exercise, intake: Intake | None) -> tuple[Side, ...]:
    """The sides to draw when the exercise is not in the plan: the one that hurts, else the right."""
    if exercise.laterality is Laterality.BOTH_TOGETHER:
        return (Side.BOTH,)
    if intake is None or intake.symptomatic_side is Side.BOTH:
        return (Side.RIGHT,)
    return (intake.symptomatic_side,)


def badge(
    exercise: Exercise, side: Side, plan: Plan | None, intake: Intake, catalogue: Catalogue
) -> tuple[str, Fit]:
    """fits, smaller-range, later or blocked, and the fit behind it."""
    judged = fit(exercise, side, hip_limits(intake, catalogue), catalogue)
    if plan is not None:
        judged = within_depth(judged, exercise, plan.phase, catalogue)
    if judged.verdict.value == "blocked" or exercise.is_locked:
        return "blocked", judged
    if plan is not None and exercise.restrictions.phase_min > plan.phase:
        return "later", judged
    week = intake.postoperative_week
    if week is not None and exercise.restrictions.postop_week_min > week:
        return "later", judged
    return (
        "fits" if judged.range_share >= 1 and judged.verdict.value == "allowed" else "smaller-range"
    ), judged


def peak_words(exercise: Exercise, catalogue: Catalogue) -> str:
    """How far the exercise bends the working hip, in words."""
    peaks = hip_peaks(catalogue.movements[exercise.id], Limb.WORKING)
    return f"bends {round(peaks.hip_flexion_deg)}°"


def watch_card(exercise: Exercise, catalogue: Catalogue) -> dict[str, Any]:
    """What the camera does in this exercise: each thing with "can judge", "roughly" or "cannot judge", and
    why.

    A fault that only the person can feel, or only a clinician can see, is never listed as judged.
    """
    return {
        "camera": exercise.watch.camera,
        "place": exercise.watch.place,
        "lines": [
            {
                "what": line.what,
                "why": line.why,
                "kind": GRADE_KINDS[line.grade],
                "words": _GRADES[line.grade],
            }
            for line in capabilities(exercise, catalogue)
        ],
    }


_GRADES = {
    Grade.JUDGES: "Can judge",
    Grade.ROUGHLY: "Roughly",
    Grade.CANNOT: "Cannot judge",
    None: "Not measured yet",
}


def source_cards(exercise: Exercise, catalogue: Catalogue) -> list[dict[str, Any]]:
    """Each citation with its work's title."""
    return [
        {
            "title": catalogue.sources[citation.source].citation
            if citation.source in catalogue.sources
            else citation.source,
            "place": citation.place,
            "says": citation.says,
            "evidence": citation.evidence.words,
        }
        for citation in exercise.citations
    ]


def _fit_card(
    exercise: Exercise, side: Side, plan: Plan | None, intake: Intake | None, catalogue: Catalogue
) -> dict[str, Any]:
    if intake is None:
        return {"verdict": "unknown", "words": "", "number_words": "", "reasons": []}
    verdict, judged = badge(exercise, side, plan, intake, catalogue)
    words = {"fits": "Fits", "smaller-range": "Smaller range", "later": "Later", "blocked": "Blocked"}[
        verdict
    ]
    return {
        "verdict": verdict,
        "words": words,
        "number_words": peak_words(exercise, catalogue),
        "reasons": [reason_to_mapping(reason) for reason in judged.reasons],
    }


def _neighbour(exercise_id: str | None, catalogue: Catalogue) -> dict[str, str] | None:
    if exercise_id is None or exercise_id not in catalogue.exercises:
        return None
    url = reverse("patient-exercise", args=(exercise_id,))
    return {"id": exercise_id, "name": catalogue.exercise(exercise_id).name, "url": url}
