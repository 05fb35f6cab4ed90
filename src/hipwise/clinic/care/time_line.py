"""The time line of a record: five weeks of everything on one axis, today's or any five weeks before.

It reads the weeks that it shows and a little before, however long the record is.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse

from hipwise.clinic.care.history_view import (
    Course,
    chart_days,
    chart_events,
    charted_exercise,
    course_of,
    is_change,
    pain_bands,
)
from hipwise.clinic.care.local_time import local_day, short_day_words
from hipwise.clinic.care.models import DecisionRecord, Patient
from hipwise.clinic.care.patient_settings import catalogue_of
from hipwise.clinic.care.recent_log import log_up_to
from hipwise.clinic.care.revisions import plans_until
from hipwise.clinic.care.written import Written, written_messages
from hipwise.exchange.chart.day import ChartDay, ChartEvent
from hipwise.exchange.chart.pain_and_dose import chart_rows
from hipwise.exchange.chart.timeline import timeline_svg
from hipwise.follow.adherence import adherence
from hipwise.library.catalogue import Catalogue
from hipwise.plan.entry import MeasureEntry, PainEntry, SetEntry, TestEntry
from hipwise.plan.intake import parse_intake

LONGEST_AXIS = timedelta(days=34)
_A_DAY = timedelta(days=1)
_MESSAGE_LETTERS = 26
_MARK_WORDS = {
    "done": "done",
    "partly": "partly done",
    "eased": "made easier",
    "left-out": "left out, told why",
    "rest": "rest day",
    "not-logged": "not logged",
}


class AxisError(ValueError):
    """There is no time line to show; the text says why."""


def has_begun(course: Course) -> bool:
    """Is there anything to draw? Answers to the questions alone are not."""
    return any(
        isinstance(entry, PainEntry | SetEntry | TestEntry | MeasureEntry) for entry in course.log.entries
    )


def time_line(
    course: Course,
    patient: Patient,
    decisions: Sequence[DecisionRecord],
    written: Sequence[Written],
    present: date,
    catalogue: Catalogue,
) -> dict[str, Any]:
    """Template therapist/_time_line.html: `svg`, `table`, `range_words`, `earlier_url`, `later_url`.

    `course` ends on the last day to show, `present` is today. Asks no query.
    """
    exercise = charted_exercise(course, decisions)
    first = _first_day(course, present)
    days = chart_days(course, exercise, first, catalogue)
    share = adherence(course.log, course.plans, course.today, len(days), catalogue).share
    shown = [row for row in decisions if first <= row.date <= course.today]
    changed = [row.date for row in shown if is_change(row)]
    told = [*chart_events(course, shown, catalogue), *_messages(patient, written)]
    events = sorted((e for e in told if first <= e.day <= course.today), key=lambda event: event.day)
    svg = timeline_svg(
        days,
        pain_bands(course.plan, catalogue),
        catalogue.exercise(exercise).name if exercise else "",
        events,
        "" if share is None else f"{round(share * 100)}% of sets",
        changed[-1] if changed else None,
        1 - catalogue.setting("progress.fault_share"),
        "today" if course.today == present else "",
    )
    return {
        "svg": svg,
        "table": _table(days, events),
        "range_words": f"{short_day_words(first)} to {short_day_words(course.today)} {course.today.year}",
        "earlier_url": _address(patient, first - _A_DAY),
        "later_url": _later(patient, course.today, present),
    }


def earlier_time_line(patient: Patient, until: str, now: datetime, catalogue: Catalogue) -> dict[str, Any]:
    """The time line that ends on the day `until`. Four queries. Raises AxisError."""
    present, catalogue = local_day(patient, now), catalogue_of(patient, catalogue)
    last = min(_day(until), present)
    plans, record = plans_until(patient, last)
    if plans is None or record is None:
        raise AxisError("No plan was in force yet.")
    intake = parse_intake(record.stated, "the stored intake")
    course = course_of(plans.present, intake, log_up_to(patient, last, catalogue), last, plans)
    rows = DecisionRecord.objects.filter(clinic_id=patient.clinic_id, patient_id=patient.pk)
    decisions = list(rows.filter(date__range=(last - LONGEST_AXIS, last)).order_by("date", "updated_at"))
    written = written_messages(patient, last - LONGEST_AXIS, last)
    return time_line(course, patient, decisions, written, present, catalogue)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise AxisError("until: expected a date such as 2026-12-24. Choose one.") from None


def _first_day(course: Course, present: date) -> date:
    """Five weeks; of today's only what there is, so that a young record fills its axis."""
    longest = course.today - LONGEST_AXIS
    begun = min((entry.at.date() for entry in course.log.entries), default=course.today)
    return max(begun, longest) if course.today == present else longest


def _address(patient: Patient, until: date) -> str:
    return f"{reverse('patient-time-line', args=(patient.pk,))}?until={until.isoformat()}"


def _later(patient: Patient, last: date, present: date) -> str:
    """The next five weeks, not beyond today; empty on today's."""
    return _address(patient, min(present, last + LONGEST_AXIS + _A_DAY)) if last < present else ""


def _messages(patient: Patient, written: Sequence[Written]) -> list[ChartEvent]:
    """What was written to each other, by its first words."""
    told = [row for row in written if not row.is_note]
    return [ChartEvent(local_day(patient, row.at), "message", _began(row)) for row in told]


def _began(row: Written) -> str:
    line, who = " ".join(row.text.split()), "Patient" if row.by_patient else "You"
    is_short = len(line) <= _MESSAGE_LETTERS
    return f"{who}: {line}" if is_short else f"{who}: {line[:_MESSAGE_LETTERS].rstrip()}…"


def _table(days: Sequence[ChartDay], events: Sequence[ChartEvent]) -> list[dict[str, str]]:
    """One line a day, with all tracks in words."""
    lines = []
    for day, (words, morning, during, dose) in zip(days, chart_rows(days), strict=True):
        said = {
            "date": words,
            "morning": morning,
            "during": during,
            "dose": dose,
            "form": _form_words(day),
            "events": "; ".join(event.text for event in events if event.day == day.day),
        }
        lines.append({**said, "words": _day_said(said, _MARK_WORDS.get(day.mark, ""))})
    return lines


def _form_words(day: ChartDay) -> str:
    """The share of judged repetitions without a fault."""
    if day.form_least is None or day.form_most is None:
        return "camera off" if day.has_sets else ""
    low, high = round(day.form_least * 100), round(day.form_most * 100)
    return f"{low} percent good" if low == high else f"{low} to {high} percent good"


def _day_said(said: dict[str, str], mark: str) -> str:
    """One day of all tracks in words."""
    parts = [f"next morning {said['morning']}", f"worst in exercise {said['during']}", f"dose {said['dose']}"]
    parts += [mark] if mark else []
    parts += [f"form {said['form']}"] if said["form"] else []
    line = f"{said['date']}: {', '.join(parts)}"
    return f"{line}; {said['events']}." if said["events"] else f"{line}."
