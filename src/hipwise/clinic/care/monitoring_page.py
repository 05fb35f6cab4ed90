"""What remote monitoring shows: the clinic's month, its file, and the lines of one patient."""

import csv
import io
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.urls import reverse

from hipwise.clinic.care.access import log_reads
from hipwise.clinic.care.case_file import by_patient
from hipwise.clinic.care.local_time import clinic_day, local_day, short_day_words
from hipwise.clinic.care.models import CareLine, MonitoringSpell, Patient
from hipwise.clinic.care.monitoring import (
    KIND_WORDS,
    care_sums,
    care_times,
    days_with_data,
    proposed_minutes,
    spell_of,
)
from hipwise.clinic.people.models import Membership, User
from hipwise.follow.calendar_month import CalendarMonth, month_of
from hipwise.follow.monitoring import (
    CareKind,
    MonthOfCare,
    Period,
    first_day_needed,
    month_of_care,
    periods_in_month,
)
from hipwise.library.catalogue import Catalogue
from hipwise.library.source import Evidence

PAGE_PEOPLE = 25
_DEFINITIONS = ("day", "period", "minutes", "talk", "scheme", "no-advice", "kept")
_COLUMNS = (
    "month",
    "patient_id",
    "patient",
    "period_first",
    "period_last",
    "period_over",
    "days_with_data",
    "minutes",
    "live_talk",
)
_SHOWN_LINES = 100


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One patient in one month: the periods that stand in it, the minutes, and whether there was a talk."""

    patient: Patient
    periods: tuple[Period, ...]
    care: MonthOfCare


def monitoring_page(
    membership: Membership, month: CalendarMonth | None, page: int, now: datetime, catalogue: Catalogue
) -> dict[str, Any]:
    """Template therapist/monitoring.html; six queries.

    `is_on`, `month` (code, words, previous, next), `rows` (name, url, periods, minutes, has_talk), `people`
    (of the month), `page`, `pages`, `definitions` (title, text), `sources`.
    """
    this_month = month_of(clinic_day(membership.clinic, now))
    month = month or this_month
    context = {
        "is_on": membership.clinic.counts_monitoring,
        "definitions": _definitions(catalogue),
        "sources": _sources(catalogue),
        "month": _month_words(month, this_month),
        "rows": [],
        "people": 0,
    }
    if not membership.clinic.counts_monitoring:
        return context
    found = Paginator(_people(membership, month), PAGE_PEOPLE)
    shown = found.get_page(page)
    people = list(shown)
    log_reads(membership, people, "remote monitoring")
    rows = [_shown(row) for row in _rows(membership, people, month, now, catalogue)]
    return {**context, "rows": rows, "people": found.count, "page": shown.number, "pages": found.page_range}


def monitoring_file(membership: Membership, month: CalendarMonth, now: datetime, catalogue: Catalogue) -> str:
    """The month as CSV, one line for each period of each patient; a patient without one has a line as well.

    A spreadsheet takes no cell of it for a formula.
    """
    people = list(_people(membership, month)) if membership.clinic.counts_monitoring else []
    log_reads(membership, people, "remote monitoring, file")
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(_COLUMNS)
    for row in _rows(membership, people, month, now, catalogue):
        writer.writerows(_file_lines(row, month))
    return file.getvalue()


def patient_monitoring(patient: Patient, reader: User, now: datetime, catalogue: Catalogue) -> dict[str, Any]:
    """Template therapist/patient_monitoring.html; five queries, six in a month with very many lines.

    `is_on`, `spell` (begun_words) or None, `month_words`, `periods`, `care`, `lines`, `kinds`, `new_id`,
    `proposed` (minutes or 0), `today`, `earliest`, `has_account`, `definitions` and `sources`.
    """
    begun = MonitoringSpell.objects.filter(clinic_id=patient.clinic_id, patient=patient).order_by("begun_on")
    spells = list(begun)
    today = clinic_day(patient.clinic, now)
    month = month_of(today)
    rows = CareLine.objects.filter(clinic_id=patient.clinic_id, patient=patient)
    lines = list(rows.select_related("author", "taken_back_by").order_by("-on", "-logged_at")[:_SHOWN_LINES])
    going = next((spell for spell in spells if spell.ended_on is None), None)
    data = days_with_data([patient.pk], first_day_needed(month, catalogue), month.last)[patient.pk]
    periods = _periods(spells, month, data, local_day(patient, now), catalogue)
    return {
        "patient": patient,
        "is_on": patient.clinic.counts_monitoring,
        "spell": {"begun_words": short_day_words(going.begun_on)} if going else None,
        "month_words": month.words,
        "periods": [_period(period) for period in periods],
        "care": _care_of(patient, lines, month),
        "lines": [_line(row) for row in lines],
        "kinds": [{"id": kind.value, "words": words} for kind, words in KIND_WORDS.items()],
        "new_id": str(uuid.uuid4()),
        "proposed": proposed_minutes(patient, reader, lines, catalogue, now) if going else 0,
        "today": today.isoformat(),
        "earliest": (today - timedelta(days=int(catalogue.setting("monitoring.back_days")))).isoformat(),
        "has_account": patient.membership_id is not None,
        "definitions": _definitions(catalogue),
        "sources": _sources(catalogue),
    }


def _care_of(patient: Patient, lines: Sequence[CareLine], month: CalendarMonth) -> MonthOfCare:
    """What the month amounts to by the newest lines; one query more when its first are not among them."""
    reach_back = len(lines) < _SHOWN_LINES or lines[-1].on < month.first
    times = care_times(lines) if reach_back else care_sums([patient.pk], month)[patient.pk]
    return month_of_care(times, month)


def _people(membership: Membership, month: CalendarMonth) -> Any:
    """Whoever was monitored on a day of the month, or had minutes in it, by name."""
    spells = MonitoringSpell.objects.visible_to(membership).filter(begun_on__lte=month.last)
    running = spells.filter(Q(ended_on=None) | Q(ended_on__gte=month.first)).values("patient_id")
    lines = CareLine.objects.visible_to(membership).filter(on__gte=month.first, on__lte=month.last)
    cared = lines.filter(taken_back_at=None).values("patient_id")
    people = Patient.objects.visible_to(membership).select_related("clinic")
    return people.filter(Q(pk__in=running) | Q(pk__in=cared)).order_by("name", "id")


def _rows(
    membership: Membership,
    people: Sequence[Patient],
    month: CalendarMonth,
    now: datetime,
    catalogue: Catalogue,
) -> Iterator[MonthRow]:
    """One row for each of these people; three queries."""
    ids = [patient.pk for patient in people]
    begun = MonitoringSpell.objects.visible_to(membership).order_by("begun_on")
    spells = by_patient(begun.filter(patient_id__in=ids))
    care = care_sums(ids, month)
    data = days_with_data(ids, first_day_needed(month, catalogue), month.last)
    for patient in people:
        day = local_day(patient, now)
        periods = _periods(spells[patient.pk], month, data[patient.pk], day, catalogue)
        yield MonthRow(patient, periods, month_of_care(care[patient.pk], month))


def _periods(
    spells: Sequence[MonitoringSpell],
    month: CalendarMonth,
    days: frozenset[date],
    today: date,
    catalogue: Catalogue,
) -> tuple[Period, ...]:
    found = (periods_in_month(spell_of(row), month, days, today, catalogue) for row in spells)
    return tuple(period for periods in found for period in periods)


def _shown(row: MonthRow) -> dict[str, Any]:
    return {
        "name": row.patient.name,
        "url": reverse("patient-monitoring", args=(row.patient.pk,)),
        "periods": [_period(period) for period in row.periods],
        "minutes": row.care.minutes,
        "has_talk": row.care.has_talk,
    }


def _period(period: Period) -> dict[str, Any]:
    length = (period.last - period.first).days + 1
    return {
        "words": f"{short_day_words(period.first)} to {short_day_words(period.last)}",
        "days": period.days_with_data,
        "length": length,
        "percent": round(100 * period.days_with_data / length),
        "is_over": period.is_over,
    }


def _line(row: CareLine) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "day_words": short_day_words(row.on),
        "minutes": row.minutes,
        "words": KIND_WORDS[CareKind(row.kind)],
        "by": str(row.author) if row.author else "somebody who has left",
        "taken_back_by": str(row.taken_back_by or "") if row.taken_back_at else "",
        "is_taken_back": row.taken_back_at is not None,
    }


def _file_lines(row: MonthRow, month: CalendarMonth) -> Iterator[tuple[object, ...]]:
    name = row.patient.name
    person = (month.code, row.patient.pk, f"'{name}" if name[:1] in "=+-@\t\r" else name)
    care = (row.care.minutes, "yes" if row.care.has_talk else "no")
    if not row.periods:
        yield (*person, "", "", "", "", *care)
    for each in row.periods:
        over = "yes" if each.is_over else "no"
        yield (*person, each.first.isoformat(), each.last.isoformat(), over, each.days_with_data, *care)


def _definitions(catalogue: Catalogue) -> list[dict[str, str]]:
    """What the numbers mean."""
    days = f"{catalogue.setting('monitoring.period_days'):g}"
    rules = [catalogue.rules[f"monitoring-{name}"] for name in _DEFINITIONS]
    return [{"title": rule.title, "text": rule.text.format(days=days)} for rule in rules]


def _sources(catalogue: Catalogue) -> list[str]:
    """The works behind the definitions; defaults of this programme name none."""
    rules = [catalogue.rules[f"monitoring-{name}"] for name in _DEFINITIONS]
    named = dict.fromkeys(rule.source for rule in rules if rule.evidence is not Evidence.DEFAULT)
    return [catalogue.sources[source].citation for source in named]


def _month_words(month: CalendarMonth, this_month: CalendarMonth) -> dict[str, str]:
    return {
        "code": month.code,
        "words": month.words,
        "previous": month.previous.code,
        "next": month.next.code if month < this_month else "",
    }
