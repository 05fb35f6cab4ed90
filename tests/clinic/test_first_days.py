"""What to expect stands on today's page in the first week of the first plan."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.clinic.people import Everybody, days_ago, give_plan

from hipwise.clinic.care.today import today_document
from hipwise.library.catalogue import load_catalogue

CATALOGUE = load_catalogue()

pytestmark = pytest.mark.django_db


def today(everybody: Everybody, weeks: int) -> dict[str, Any]:
    patient = everybody.record(everybody.patient)
    give_plan(patient, everybody.therapist, days_ago(2), weeks_in_programme=weeks)
    return today_document(patient, datetime.now(UTC), CATALOGUE)


def test_in_the_first_week_it_is_one_tap_away(everybody: Everybody, client: Client):
    assert today(everybody, 0)["lesson"]["id"] == "first-days"
    client.force_login(everybody.patient)
    assert (
        reverse("patient-lesson", args=("first-days",))
        in client.get(reverse("patient-today")).content.decode()
    )


def test_later_lessons_belong_to_rest_days(everybody: Everybody):
    document = today(everybody, 5)
    assert (document["lesson"] is not None) == (document["state"] == "rest")
