"""How it goes, for the patient: one finding, the days, pain over dose, the way ahead."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from hipwise.clinic.care.history_view import (
    Course,
    calendar_weeks,
    course_of,
    is_change,
    trend_words,
    week_rows,
)
from hipwise.clinic.care.home_tests import home_test_cards
from hipwise.clinic.care.local_time import local_day, short_day_words
from hipwise.clinic.care.models import DecisionRecord, Patient
from hipwise.clinic.care.outcome_cards import outcome_cards
from hipwise.clinic.care.pain_chart import pain_chart
from hipwise.clinic.care.patient_settings import catalogue_of
from hipwise.clinic.care.questionnaires import due_lines
from hipwise.clinic.care.recent_log import recent_log, with_first_mornings
from hipwise.clinic.care.revisions import revisions_over_time
from hipwise.clinic.care.today import HIP_WORDS, programme_week, recent_decisions
from hipwise.exchange.chart.day import short_date
from hipwise.follow.adherence import adherence, days_known
from hipwise.follow.finding import find
from hipwise.follow.phase_ladder import phase_ladder
from hipwise.library.catalogue import Catalogue
from hipwise.plan.flare import find_flares
from hipwise.plan.intake import parse_intake
from hipwise.plan.plan import plan_from_mapping
from hipwise.plan.session_pain import hip_history

WEEKS = 4
_CHART_DAYS = 21


def progress_page(patient: Patient, now: datetime, catalogue: Catalogue) -> dict[str, Any]:
    """Everything on the page; without a plan in force only the headline. Seven queries."""
    revisions = revisions_over_time(patient)
    revision = revisions.signed
    if revision is None:
        return _without_plan(catalogue)
    today, catalogue = local_day(patient, now), catalogue_of(patient, catalogue)
    plan = plan_from_mapping(revision.plan, "the signed plan")
    intake = parse_intake(revision.intake.stated, "the stored intake")
    log = recent_log(patient, today, catalogue)
    course = course_of(plan, intake, log, today, revisions.in_force)
    decisions = recent_decisions(patient, today)
    weeks, marks = calendar_weeks(course, WEEKS, catalogue)
    known = days_known(marks)
    flares = find_flares(course.log, hip_history(course.log, intake, plan.phase), catalogue)
    finding = find(with_first_mornings(patient, log, catalogue), flares, today, catalogue)
    share = adherence(course.log, course.plans, today, WEEKS * 7, catalogue).share
    return {
        "finding": {"title": finding.title, "text": finding.text},
        "trend": trend_words(log, today, catalogue),
        "outcomes": outcome_cards(log, intake, today, catalogue),
        "tests": home_test_cards(log, intake, today, catalogue),
        "due": due_lines(patient, intake, log, today, catalogue),
        "by_week": week_rows(course, WEEKS, catalogue),
        "weeks": weeks,
        "range_words": f"{short_date(marks[0].day)} – {short_date(marks[-1].day)}",
        "sets_done_share": None if share is None else round(share * 100),
        "days_known": {"known": known.known, "of": known.of},
        "chart": pain_chart(course, decisions, _CHART_DAYS, catalogue),
        "last_change": _last_change(decisions, catalogue),
        "phases": _phases(course, catalogue),
        "week": programme_week(revision.intake, today),
        "weeks_total": None,
        "side_words": HIP_WORDS[intake.symptomatic_side.value],
    }


def _without_plan(catalogue: Catalogue) -> dict[str, Any]:
    rule = catalogue.rules["progress-no-plan"]
    return {
        "finding": {"title": rule.title, "text": rule.text},
        "trend": None,
        "outcomes": [],
        "tests": [],
        "due": [],
        "by_week": [],
        "weeks": [],
        "range_words": "",
        "sets_done_share": None,
        "days_known": {"known": 0, "of": 0},
        "chart": None,
        "last_change": None,
        "phases": [],
        "week": None,
        "weeks_total": None,
        "side_words": "",
    }


def _last_change(decisions: Sequence[DecisionRecord], catalogue: Catalogue) -> dict[str, str] | None:
    changes = [row for row in decisions if is_change(row) and row.exercise in catalogue.exercises]
    if not changes:
        return None
    last = changes[-1]
    name = catalogue.exercise(last.exercise).name
    old, new = last.decision.get("old_words", ""), last.decision.get("new_words", "")
    return {
        "date_words": short_day_words(last.date),
        "text": f"{name}: {old} became {new}." if new else f"{name} was left out.",
        "url": reverse("patient-why", args=(last.pk,)),
    }


def _phases(course: Course, catalogue: Catalogue) -> list[dict[str, Any]]:
    return [
        {
            "number": rung.number,
            "name": rung.name,
            "text": rung.text,
            "state": rung.state.value,
            "weeks_words": rung.weeks_words,
            "signs": [
                {"text": sign.text, "value": sign.where_words, "state": sign.state.value}
                for sign in rung.signs
            ],
        }
        for rung in phase_ladder(course.plan, course.log, course.intake, course.today, catalogue)
    ]
