"""Remote monitoring: off until an admin switches it on, begun one by one, minutes only when logged."""

import csv
import io
import json
import uuid
import zipfile
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from tests.clinic.entries import a_correction, a_pain, an_entry
from tests.clinic.people import Everybody

from hipwise.clinic.care.entries import log_entries
from hipwise.clinic.care.erasure import erase
from hipwise.clinic.care.models import CareLine, MonitoringSpell, Patient, ReadAudit
from hipwise.clinic.care.monitoring import (
    MonitoringError,
    begin_monitoring,
    days_with_data,
    end_monitoring,
    log_care,
    proposed_minutes,
    switch_monitoring,
    take_back_care,
)
from hipwise.clinic.care.monitoring_page import monitoring_file, monitoring_page, patient_monitoring
from hipwise.clinic.care.own_data import archive_of
from hipwise.clinic.people.models import Membership, User
from hipwise.follow.calendar_month import month_of
from hipwise.library.catalogue import load_catalogue

CATALOGUE = load_catalogue()
NOW = datetime.now(UTC)
MONTH = month_of(NOW.date())
DAY_MINUTES = 24 * 60


def member(user: User) -> Membership:
    """The user's membership."""
    assert user.membership is not None
    return user.membership


@pytest.fixture
def counted(everybody: Everybody) -> Everybody:
    """The first clinic counts, and Anna is counted."""
    switch_monitoring(member(everybody.admin), True)
    begin_monitoring(Everybody.record(everybody.patient), everybody.therapist, NOW)
    return everybody


def minutes(count: int = 7, **changes: str) -> dict[str, str]:
    """What the form sends."""
    return {"id": str(uuid.uuid4()), "minutes": str(count), "kind": "review", "on": "", **changes}


def page_of(everybody: Everybody) -> dict[str, Any]:
    """The month as the therapist sees it."""
    return monitoring_page(member(everybody.therapist), None, 1, NOW, CATALOGUE)


def test_only_an_admin_switches_the_counts_on(everybody: Everybody) -> None:
    with pytest.raises(MonitoringError):
        switch_monitoring(member(everybody.therapist), True)


def test_while_it_is_off_nothing_begins_and_nothing_is_logged(everybody: Everybody) -> None:
    patient = Everybody.record(everybody.patient)
    with pytest.raises(MonitoringError):
        begin_monitoring(patient, everybody.therapist, NOW)
    with pytest.raises(MonitoringError):
        log_care(patient, everybody.therapist, minutes(), CATALOGUE, NOW)


def test_switched_off_the_page_names_nobody_and_reads_nobody(counted: Everybody) -> None:
    switch_monitoring(member(counted.admin), False)
    assert page_of(counted)["rows"] == []
    assert not ReadAudit.objects.exists()


def test_only_who_is_counted_is_on_the_page_and_each_read_leaves_a_line(counted: Everybody) -> None:
    assert [row["name"] for row in page_of(counted)["rows"]] == ["Anna Patient"]
    assert [line.patient.name for line in ReadAudit.objects.select_related("patient")] == ["Anna Patient"]


def test_a_person_without_an_account_is_not_counted(counted: Everybody) -> None:
    nobody = Patient.objects.create(clinic=member(counted.therapist).clinic, name="Without account")
    with pytest.raises(MonitoringError):
        begin_monitoring(nobody, counted.therapist, NOW)


def test_counting_begins_once(counted: Everybody) -> None:
    with pytest.raises(MonitoringError):
        begin_monitoring(Everybody.record(counted.patient), counted.therapist, NOW)


def test_counting_ends_and_begins_again(counted: Everybody) -> None:
    patient = Everybody.record(counted.patient)
    end_monitoring(patient, counted.therapist, NOW)
    begin_monitoring(patient, counted.therapist, NOW)
    assert MonitoringSpell.objects.filter(patient=patient).count() == 2


def test_a_day_counts_once_however_much_was_sent(counted: Everybody) -> None:
    patient = Everybody.record(counted.patient)
    sent = [an_entry(5), a_pain(1, minutes_ago=4), an_entry(DAY_MINUTES), an_entry(3 * DAY_MINUTES)]
    log_entries(patient, sent, counted.patient, CATALOGUE, NOW)
    first, last = (NOW - timedelta(days=10)).date(), NOW.date() + timedelta(days=1)
    assert len(days_with_data([patient.pk], first, last)[patient.pk]) == 3


def test_what_a_clinician_entered_and_corrections_are_no_data(counted: Everybody) -> None:
    patient = Everybody.record(counted.patient)
    old = an_entry(2 * DAY_MINUTES)
    log_entries(patient, [an_entry(5)], counted.therapist, CATALOGUE, NOW)
    log_entries(patient, [old, a_correction(old, repetitions=9)], counted.patient, CATALOGUE, NOW)
    first, last = (NOW - timedelta(days=10)).date(), NOW.date() + timedelta(days=1)
    found = days_with_data([patient.pk], first, last)[patient.pk]
    assert found == {datetime.fromisoformat(old["at"]).date()}


def test_the_day_is_that_of_the_device(counted: Everybody) -> None:
    patient = Everybody.record(counted.patient)
    late = an_entry(at="2026-10-10T23:30:00-07:00")
    log_entries(patient, [late], counted.patient, CATALOGUE, NOW)
    day = datetime(2026, 10, 10, tzinfo=UTC).date()
    assert days_with_data([patient.pk], day, day)[patient.pk] == {day}


def test_logged_minutes_stand_on_the_page_with_the_talk(counted: Everybody) -> None:
    patient = Everybody.record(counted.patient)
    log_care(patient, counted.therapist, minutes(7), CATALOGUE, NOW)
    assert (page_of(counted)["rows"][0]["minutes"], page_of(counted)["rows"][0]["has_talk"]) == (7, False)
    log_care(patient, counted.admin, minutes(12, kind="talk"), CATALOGUE, NOW)
    assert (page_of(counted)["rows"][0]["minutes"], page_of(counted)["rows"][0]["has_talk"]) == (19, True)


def test_the_minutes_of_the_month_are_all_of_them_however_many_lines_are_shown(counted: Everybody) -> None:
    patient, reader = Everybody.record(counted.patient), counted.therapist
    for _ in range(103):
        log_care(patient, reader, minutes(1), CATALOGUE, NOW)
    page = patient_monitoring(patient, reader, NOW, CATALOGUE)
    assert (len(page["lines"]), page["care"].minutes) == (100, 103)


def test_the_same_form_sent_twice_logs_once(counted: Everybody) -> None:
    form = minutes(7)
    for _ in range(2):
        log_care(Everybody.record(counted.patient), counted.therapist, form, CATALOGUE, NOW)
    assert CareLine.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"minutes": "0"},
        {"minutes": "121"},
        {"minutes": "4.5"},
        {"minutes": "٣"},
        {"minutes": "9" * 5000},
        {"minutes": ""},
        {"kind": "thinking"},
        {"on": "tomorrow"},
        {"on": (NOW + timedelta(days=2)).date().isoformat()},
        {"on": (NOW - timedelta(days=9)).date().isoformat()},
        {"id": "1"},
    ],
    ids=str,
)
def test_what_cannot_be_minutes_is_refused(wrong: dict[str, str], counted: Everybody) -> None:
    with pytest.raises(MonitoringError):
        log_care(Everybody.record(counted.patient), counted.therapist, {**minutes(), **wrong}, CATALOGUE, NOW)
    assert not CareLine.objects.exists()


def test_a_line_taken_back_does_not_count_and_stays_readable(counted: Everybody) -> None:
    patient = Everybody.record(counted.patient)
    line = log_care(patient, counted.therapist, minutes(7), CATALOGUE, NOW)
    take_back_care(patient, str(line.pk), counted.admin, NOW)
    shown = patient_monitoring(patient, counted.therapist, NOW, CATALOGUE)
    assert shown["care"].minutes == 0
    assert [(each["minutes"], each["taken_back_by"]) for each in shown["lines"]] == [(7, "Ada Admin")]


def test_a_line_of_another_person_cannot_be_taken_back(counted: Everybody) -> None:
    line = log_care(Everybody.record(counted.patient), counted.therapist, minutes(), CATALOGUE, NOW)
    with pytest.raises(MonitoringError):
        take_back_care(Everybody.record(counted.second_patient), str(line.pk), counted.therapist, NOW)


def test_openings_of_the_record_are_proposed_and_what_is_logged_is_not_proposed_again(
    counted: Everybody,
) -> None:
    patient, reader = Everybody.record(counted.patient), counted.therapist
    noon = NOW.replace(hour=12, minute=0, second=0, microsecond=0)
    for minute in (0, 4, 8):
        ReadAudit.objects.create(
            clinic=patient.clinic,
            patient=patient,
            reader=reader,
            role="therapist",
            what="record",
            at=noon + timedelta(minutes=minute),
        )
    later = noon + timedelta(minutes=9)
    assert proposed_minutes(patient, reader, [], CATALOGUE, later) == 8
    assert proposed_minutes(patient, counted.admin, [], CATALOGUE, later) == 0
    line = log_care(patient, reader, minutes(5), CATALOGUE, later)
    assert proposed_minutes(patient, reader, [line], CATALOGUE, later) == 3


def test_the_file_has_a_line_for_each_period_and_no_formula(counted: Everybody) -> None:
    Patient.objects.filter(membership__user=counted.patient).update(name="=HYPERLINK(1)")
    log_care(Everybody.record(counted.patient), counted.therapist, minutes(7), CATALOGUE, NOW)
    file = monitoring_file(member(counted.therapist), MONTH, NOW, CATALOGUE)
    (line,) = csv.DictReader(io.StringIO(file))
    assert (line["patient"], line["minutes"], line["live_talk"]) == ("'=HYPERLINK(1)", "7", "no")
    assert (line["period_first"], line["period_over"]) == (NOW.date().isoformat(), "no")


def test_another_clinic_sees_nothing_of_it(counted: Everybody) -> None:
    log_care(Everybody.record(counted.patient), counted.therapist, minutes(7), CATALOGUE, NOW)
    clinic = member(counted.other_therapist).clinic
    clinic.counts_monitoring = True
    clinic.save()
    assert monitoring_page(member(counted.other_therapist), None, 1, NOW, CATALOGUE)["rows"] == []


def test_an_erased_person_leaves_no_counts(counted: Everybody) -> None:
    log_care(Everybody.record(counted.patient), counted.therapist, minutes(7), CATALOGUE, NOW)
    erase(counted.patient, NOW)
    assert (CareLine.objects.count(), MonitoringSpell.objects.count()) == (0, 0)


def test_the_pages_answer_and_words_that_name_no_month_are_said(counted: Everybody, browser: Any) -> None:
    client = browser(counted.therapist)
    answer = client.get(reverse("monitoring"), {"month": "2026-13", "page": "x"}, follow=True)
    assert answer.status_code == 200
    assert "expected a year and a month" in answer.content.decode()
    record = reverse("patient-monitoring", args=(Everybody.record(counted.patient).pk,))
    said = client.post(record, {"op": "log", **minutes(3)}, follow=True).content.decode()
    assert "Logged." in said
    assert "<b>3 min</b>" in said
    assert "Open the page again" in client.post(record, {"op": "no"}, follow=True).content.decode()


def test_a_patient_reads_their_own_counts_in_their_file(counted: Everybody) -> None:
    patient = Everybody.record(counted.patient)
    log_care(patient, counted.therapist, minutes(7), CATALOGUE, NOW)
    with zipfile.ZipFile(io.BytesIO(archive_of(patient, NOW, CATALOGUE))) as archive:
        known = json.loads(archive.read("everything.json"))
    assert [each["ended_on"] for each in known["monitoring"]] == [None]
    assert [(each["minutes"], each["by"]) for each in known["minutes_of_therapists"]] == [
        (7, "Therese Therapist")
    ]


def test_a_page_shows_so_many_people_and_the_next_page_the_rest(counted: Everybody) -> None:
    clinic = member(counted.therapist).clinic
    people = Patient.objects.bulk_create(Patient(clinic=clinic, name=f"Zed {n:02}") for n in range(30))
    MonitoringSpell.objects.bulk_create(
        MonitoringSpell(clinic=clinic, patient=person, begun_on=NOW.date()) for person in people
    )
    first, second = (monitoring_page(member(counted.therapist), None, n, NOW, CATALOGUE) for n in (1, 2))
    assert (len(first["rows"]), len(second["rows"]), first["people"]) == (25, 6, 31)
