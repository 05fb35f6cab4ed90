"""The time line of a record: all tracks on one axis, any five weeks of it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from tests.clinic.entries import a_pain, an_entry
from tests.clinic.people import Everybody, give_plan

from hipwise.clinic.care.entries import log_entries
from hipwise.clinic.care.models import Message, Patient
from hipwise.clinic.care.time_line import AxisError, earlier_time_line
from hipwise.library.catalogue import load_catalogue

NOW = datetime.now(UTC)
TODAY = NOW.date()
CATALOGUE = load_catalogue()
DAY_MINUTES = 24 * 60


@pytest.fixture
def anna(everybody: Everybody) -> Patient:
    """A plan of 100 days ago, and a set with pain every second day since."""
    patient = everybody.record(everybody.patient)
    give_plan(patient, everybody.therapist, NOW - timedelta(days=100))
    entries = []
    for day in range(98, 0, -2):
        seen = {"source": "camera", "faults": {"PELVIC_ROT": 3}} if day % 4 == 0 else {}
        entries += [an_entry(day * DAY_MINUTES, **seen), a_pain(2, minutes_ago=day * DAY_MINUTES - 2)]
    result = log_entries(patient, entries, everybody.patient, CATALOGUE, NOW)
    assert not result.refused, result.refused
    return patient


def line(patient: Patient, ago: int) -> dict[str, Any]:
    return earlier_time_line(patient, (TODAY - timedelta(days=ago)).isoformat(), NOW, CATALOGUE)


def test_it_shows_five_weeks_however_long_the_record_is(anna: Patient) -> None:
    assert [len(line(anna, ago)["table"]) for ago in (40, 60)] == [35, 35]


def test_it_ends_on_the_day_that_was_asked_for(anna: Patient) -> None:
    last = TODAY - timedelta(days=40)
    assert line(anna, 40)["table"][-1]["date"] == f"{last.day} {last:%B}"


def test_today_has_nothing_after_it_and_the_past_has(anna: Patient) -> None:
    assert line(anna, 0)["later_url"] == ""
    assert line(anna, 40)["later_url"] != ""


def test_a_day_is_said_with_its_form(anna: Patient) -> None:
    said = " ".join(row["words"] for row in line(anna, 0)["table"])
    assert "70 percent good" in said or "percent good" in said
    assert "form camera off" in said


def test_a_message_is_on_the_axis_and_in_the_table(anna: Patient, everybody: Everybody) -> None:
    Message.objects.create(
        clinic=anna.clinic, patient=anna, author=everybody.patient, by_patient=True, text="Stopped early"
    )
    shown = line(anna, 0)
    assert "Patient: Stopped early" in shown["svg"]
    assert "Patient: Stopped early" in shown["table"][-1]["events"]


def test_before_the_first_plan_there_is_no_line(anna: Patient) -> None:
    with pytest.raises(AxisError, match="No plan"):
        line(anna, 200)


def test_a_day_that_is_none_is_refused_with_a_sentence(anna: Patient) -> None:
    with pytest.raises(AxisError, match="expected a date"):
        earlier_time_line(anna, "soon", NOW, CATALOGUE)


def test_the_page_asks_a_few_things_only(
    anna: Patient, everybody: Everybody, browser: Any, django_assert_max_num_queries: Any
) -> None:
    client = browser(everybody.therapist)
    url = reverse("patient-time-line", args=(anna.pk,))
    with django_assert_max_num_queries(8):
        page = client.get(url, {"until": TODAY.isoformat()}, headers={"HX-Request": "true"})
    assert page.status_code == 200
