"""What pages show of a log: marked days, pain and dose by day, and their charts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hipwise.clinic.care.models import ACTED, DecisionRecord
from hipwise.exchange.chart.day import ChartDay, ChartEvent, PainBands, short_date
from hipwise.follow.adherence import adherence_weeks
from hipwise.follow.barrier import reason_in_words
from hipwise.follow.calendar import DayMark, day_marks
from hipwise.follow.form_series import form_series
from hipwise.follow.outcome import Course as OutcomeCourse
from hipwise.follow.outcome import outcome_courses
from hipwise.follow.pain_series import dose_series, pain_series
from hipwise.follow.trend import morning_trend
from hipwise.library.catalogue import Catalogue
from hipwise.plan.entry import SkipEntry, TestEntry
from hipwise.plan.history import Log
from hipwise.plan.in_force import PlansInForce
from hipwise.plan.intake import Intake
from hipwise.plan.pain_response import stopping_pain_of
from hipwise.plan.plan import Plan

_EVENT_OF_KIND = {"progress": "up", "hold": "hold", "regress": "down", "stop": "stop", "escalate": "stop"}
_LONGEST_TOLD = 24


@dataclass(frozen=True, slots=True)
class Course:
    """A plan with the log that belongs to it, on one day."""

    plan: Plan
    intake: Intake
    log: Log
    today: date
    plans: PlansInForce


def course_of(plan: Plan, intake: Intake, log: Log, today: date, plans: PlansInForce | None = None) -> Course:
    """The course of a patient; `plans` are those signed over time."""
    return Course(plan, intake, log, today, plans or PlansInForce.of(plan))


def charted_exercise(course: Course, decisions: Sequence[DecisionRecord]) -> str | None:
    """The exercise whose dose is drawn: the one changed last, else the first of the plan."""
    planned = [item.exercise for item in course.plan.items]
    changed = [row.exercise for row in decisions if is_change(row) and row.exercise in planned]
    chosen = changed or planned[:1]
    return chosen[-1] if chosen else None


def is_change(row: DecisionRecord) -> bool:
    """Did this decision change a dose?"""
    return bool(row.status in ACTED and row.decision.get("change"))


def chart_days(course: Course, exercise: str | None, first: date, catalogue: Catalogue) -> list[ChartDay]:
    """The days from `first` to today for the charts."""
    pains = pain_series(course.log, course.intake, course.plan.phase, first, course.today, catalogue)
    marks = day_marks(course.log, course.plans, first, course.today, course.today, catalogue)
    forms = form_series(course.log, first, course.today)
    doses = (
        dose_series(course.log, course.plans, exercise, first, course.today, catalogue)
        if exercise
        else [None] * len(pains)
    )
    return [
        ChartDay(
            day=pain.day,
            morning=pain.morning,
            morning_asked=pain.is_morning_due,
            during=pain.during,
            dose_done=_whole(dose.done) if dose else None,
            dose_planned=_whole(dose.planned) if dose else None,
            mark=mark.mark.value,
            form_least=form.good_least,
            form_most=form.good_most,
            has_sets=form.sets > 0,
        )
        for pain, mark, dose, form in zip(pains, marks, doses, forms, strict=True)
    ]


def calendar_weeks(
    course: Course, weeks: int, catalogue: Catalogue
) -> tuple[list[list[dict[str, Any]]], tuple[DayMark, ...]]:
    """Whole weeks, Monday first, the current one last; and the marks of the days that are over."""
    monday = course.today - timedelta(days=course.today.weekday())
    first, last = monday - timedelta(weeks=weeks - 1), monday + timedelta(days=6)
    marks = day_marks(course.log, course.plans, first, last, course.today, catalogue)
    days = [
        {
            "date": mark.day,
            "day": mark.day.day,
            "mark": mark.mark.value or "future",
            "words": mark.words,
        }
        for mark in marks
    ]
    return [days[i : i + 7] for i in range(0, len(days), 7)], marks


def trend_words(log: Log, today: date, catalogue: Catalogue) -> dict[str, str]:
    """Where the mornings go: `title`, `text`, and `direction`."""
    trend = morning_trend(log, today, catalogue)
    title = catalogue.rules[trend.reason.rule].title
    return {"title": title, "text": trend.reason.text, "direction": trend.direction.value}


def week_rows(course: Course, weeks: int, catalogue: Catalogue) -> list[dict[str, str]]:
    """Seven days a row, the newest first: sets done, rest, not logged, days known, in words."""
    found = adherence_weeks(course.log, course.plans, course.today, weeks, catalogue)
    return [
        {
            "range_words": f"{short_date(week.first)} – {short_date(week.last)}",
            "sets": "not planned"
            if week.sets.share is None
            else f"{round(week.sets.share * 100)}% ({week.sets.done:g} of {week.sets.planned:g})",
            "rest": f"{week.rest}",
            "not_logged": f"{week.not_logged}",
            "known": f"{week.days.known} of {week.days.of}",
        }
        for week in reversed(found)
    ]


def pain_bands(plan: Plan, catalogue: Catalogue) -> PainBands:
    """Where the chart's bands end for whom the plan is."""
    stop = stopping_pain_of(plan, catalogue)
    return PainBands(aim=min(catalogue.setting("pain.target"), stop), stop=stop)


def chart_events(
    course: Course, decisions: Sequence[DecisionRecord], catalogue: Catalogue
) -> list[ChartEvent]:
    """Changes, tests and scores as events of the time axis; one decision a day and kind.

    What is said again day after day, as in a flare, is drawn on its first day.
    """
    events = {}
    for row in first_of_runs(decisions):
        if row.kind == "hold" or (row.kind == "progress" and row.status not in ACTED):
            continue
        words = row.decision.get("new_words") or _kind_words(row.kind)
        events[row.date, row.kind] = ChartEvent(row.date, _EVENT_OF_KIND[row.kind], words)
    tests = [
        ChartEvent(e.at.date(), "test", _test_words(e))
        for e in course.log.entries
        if isinstance(e, TestEntry)
    ]
    scores = [
        ChartEvent(score.day, "score", f"{each.measure.short}: {score.value:g}")
        for each in _first_parts(outcome_courses(course.log, course.intake, course.today, catalogue))
        for score in each.scores
    ]
    told = _left_out(course, catalogue)
    return sorted([*events.values(), *tests, *scores, *told], key=lambda event: event.day)


def _left_out(course: Course, catalogue: Catalogue) -> list[ChartEvent]:
    """Why exercise was left out, as told; what is said on the next planned days again, on its first day."""
    said, told = "", []
    for skip in sorted(course.log.of(SkipEntry), key=lambda each: each.about):
        words = reason_in_words(skip, catalogue.barriers)
        if words != said:
            told.append(ChartEvent(skip.about, "told", f"Left out: {_short(words)}"))
        said = words
    return told


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_TOLD else f"{words[:_LONGEST_TOLD].rstrip()}…"


def first_of_runs(decisions: Sequence[DecisionRecord]) -> list[DecisionRecord]:
    """The decisions without those that say of an exercise what was said of it last and change nothing."""
    said: dict[str, tuple[str, Any]] = {}
    kept = []
    for row in decisions:
        words = (row.kind, row.decision.get("new_words"))
        if row.decision.get("change") or said.get(row.exercise) != words:
            kept.append(row)
        said[row.exercise] = words
    return kept


def _first_parts(courses: Iterable[OutcomeCourse]) -> list[OutcomeCourse]:
    """Of each measure its first part: the axis has room for one number."""
    return list({course.measure.id: course for course in reversed(list(courses))}.values())


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)


def _kind_words(kind: str) -> str:
    return {"stop": "stopped", "escalate": "red flag", "regress": "easier", "progress": "up"}[kind]


def _test_words(entry: TestEntry) -> str:
    name = entry.test.removesuffix("_s").replace("_", " ")
    known = [("right", entry.right), ("left", entry.left), ("", entry.value)]
    return f"{name} {', '.join(f'{side} {value}'.strip() for side, value in known if value is not None)}"
