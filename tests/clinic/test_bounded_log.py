"""However long the log, a page reads the part of it that it shows or asks."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.clinic.entries import a_pain
from tests.clinic.people import Everybody, give_plan
from tests.clinic.test_queries import PATIENT_PAGES, RECORD_PAGES
from tests.clinic.test_rule_log import NOW, a_year, send, store

from hipwise.clinic.care.models import Entry, Patient
from hipwise.plan.plan import plan_from_mapping

DAYS = 300
# The rules read the most: from a quiet moment behind the questions asked last, moved every three months.
MOST_DAYS = 150


@pytest.fixture
def anna(everybody: Everybody) -> Patient:
    """Anna with many months of a calm log, of which the rules have found the start."""
    patient = everybody.record(everybody.patient)
    plan = plan_from_mapping(give_plan(patient, everybody.therapist, NOW - timedelta(days=DAYS + 1)).plan, "")
    store(patient, a_year(plan, DAYS))
    send(patient, everybody, a_pain(1, "next_morning"))
    return patient


def entries_read(ask: Callable[[], Any]) -> int:
    """How many lines of the log came back from the database for one request."""
    with CaptureQueriesContext(connection) as asked:
        assert ask().status_code < 400
    reads = [query["sql"] for query in asked.captured_queries if "care_entry" in query["sql"]]
    with connection.cursor() as cursor:
        counted = [_count(cursor, sql) for sql in reads if sql.startswith("SELECT")]
        return sum(counted)


def _count(cursor: Any, sql: str) -> int:
    cursor.execute(f"SELECT COUNT(*) FROM ({sql})")
    return int(cursor.fetchone()[0])


def most_of(patient: Patient) -> int:
    """How many lines so many days have."""
    return Entry.objects.filter(patient=patient).count() * MOST_DAYS // DAYS


def test_no_page_of_a_patient_reads_the_whole_log(anna: Patient, everybody: Everybody, browser: Any) -> None:
    client = browser(everybody.patient)
    read = {name: entries_read(lambda name=name: client.get(reverse(name))) for name in PATIENT_PAGES}
    assert read["patient-progress"] > 0
    assert max(read.values()) <= most_of(anna), read


def test_no_page_of_a_record_reads_the_whole_log(anna: Patient, everybody: Everybody, browser: Any) -> None:
    client = browser(everybody.therapist)
    urls = {name: reverse(name, args=(anna.pk,)) for name in RECORD_PAGES}
    read = {name: entries_read(lambda url=url: client.get(url)) for name, url in urls.items()}
    assert read["programme-close"] > 0
    assert max(read.values()) <= most_of(anna), read
