"""How much each page and call asks of the database, with four weeks of entries behind it."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.clinic.entries import a_pain, a_red_flag, an_entry
from tests.clinic.people import Everybody, give_plan

from hipwise.clinic.care.decisions import propose_after
from hipwise.clinic.care.entries import log_entries
from hipwise.clinic.care.models import DecisionRecord, MonitoringSpell, Note
from hipwise.clinic.people.models import Clinic
from hipwise.library.catalogue import load_catalogue

MOST = 8
# Opening and ending a transaction asks nothing of a table.
_NOT_A_QUERY = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")
_DAY_MINUTES = 24 * 60

PATIENT_PAGES = [
    "home",
    "account",
    "patient-today",
    "patient-session",
    "patient-morning",
    "patient-progress",
    "patient-plan",
    "patient-plan-changes",
    "patient-beside",
    "patient-tests",
    "patient-handout",
    "patient-handout-pdf",
    "patient-help",
    "patient-messages",
    "patient-reminders",
    "patient-own-replays",
    "patient-own-data",
    "patient-leave",
    "patient-intake",
    "patient-intake-done",
    "api-1:today",
]
CLINIC_PAGES = [
    "home",
    "account",
    "inbox",
    "patients",
    "library",
    "clinic",
    "monitoring",
    "invite",
    "questionnaires",
]
RECORD_PAGES = [
    "patient-letter",
    "programme-close",
    "patient-record",
    "patient-sheet",
    "patient-reads",
    "patient-talk",
    "patient-replays",
    "patient-monitoring",
    "patient-intake-form",
    "plan-editor",
    "plan-history",
]


@pytest.fixture
def busy(everybody: Everybody) -> Everybody:
    """Two patients with a plan, three weeks of entries, decisions and a note."""
    catalogue, now = load_catalogue(), datetime.now(UTC)
    for user in (everybody.patient, everybody.second_patient):
        patient = Everybody.record(user)
        give_plan(patient, everybody.therapist, now - timedelta(days=21))
        entries = []
        for day in range(20, 0, -1):
            ago = day * _DAY_MINUTES
            entries += [an_entry(ago), an_entry(ago, set=2), a_pain(1, minutes_ago=ago)]
            entries += [a_pain(1, "before", ago), a_pain(1, "after", ago - 2)]
            entries += [a_pain(1, "next_morning", ago - 12 * 60)]
        result = log_entries(patient, entries, user, catalogue, now)
        assert not result.refused, result.refused
        propose_after(patient, result, catalogue, now)
        Note.objects.create(clinic=patient.clinic, patient=patient, author=everybody.therapist, text="Note")
        MonitoringSpell.objects.create(clinic=patient.clinic, patient=patient, begun_on=now.date())
    Clinic.objects.update(counts_monitoring=True)
    return everybody


def queries_of(ask: Callable[[], Any]) -> list[str]:
    """The statements of one request, without the edges of transactions."""
    with CaptureQueriesContext(connection) as caught:
        answer = ask()
    assert answer.status_code < 500
    return [q["sql"] for q in caught.captured_queries if not q["sql"].startswith(_NOT_A_QUERY)]


@pytest.mark.parametrize("name", PATIENT_PAGES)
def test_a_patients_page_asks_at_most_eight_queries(name: str, busy: Everybody, browser: Any) -> None:
    client = browser(busy.patient)
    asked = queries_of(lambda: client.get(reverse(name)))
    assert len(asked) <= MOST, "\n".join(asked)


def test_a_questionnaire_asks_at_most_eight_queries(busy: Everybody, browser: Any) -> None:
    client = browser(busy.patient)
    asked = queries_of(lambda: client.get(reverse("patient-questionnaire", args=("psfs",))))
    assert len(asked) <= MOST, "\n".join(asked)


@pytest.mark.parametrize("name", CLINIC_PAGES)
def test_a_clinic_page_asks_at_most_eight_queries(name: str, busy: Everybody, browser: Any) -> None:
    client = browser(busy.therapist)
    asked = queries_of(lambda: client.get(reverse(name)))
    assert len(asked) <= MOST, "\n".join(asked)


@pytest.mark.parametrize("name", RECORD_PAGES)
def test_a_record_page_asks_at_most_eight_queries(name: str, busy: Everybody, browser: Any) -> None:
    client = browser(busy.therapist)
    url = reverse(name, args=(Everybody.record(busy.patient).pk,))
    asked = queries_of(lambda: client.get(url))
    assert len(asked) <= MOST, "\n".join(asked)


def test_why_and_one_exercise_ask_at_most_eight_queries(busy: Everybody, browser: Any) -> None:
    client = browser(busy.patient)
    decision = DecisionRecord.objects.filter(patient__membership__user=busy.patient).first()
    assert decision is not None
    for url in (reverse("patient-why", args=(decision.pk,)), reverse("patient-exercise", args=("bridge",))):
        asked = queries_of(lambda url=url: client.get(url))
        assert len(asked) <= MOST, "\n".join(asked)


@pytest.mark.parametrize(
    "make",
    [
        lambda: [an_entry(), a_pain(1), a_pain(1, "after", 1)],
        lambda: [an_entry(), a_pain(6), a_pain(6, "after", 1)],
        lambda: [a_red_flag("blood-clot")],
        lambda: [a_red_flag()],
    ],
    ids=["calm", "too much pain", "red flag", "questions answered"],
)
def test_posting_entries_asks_at_most_eight_queries(make: Any, busy: Everybody, browser: Any) -> None:
    client = browser(busy.patient)
    body = json.dumps({"entries": make()})
    asked = queries_of(lambda: client.post("/api/entries", body, content_type="application/json"))
    assert len(asked) <= MOST, "\n".join(asked)


@pytest.mark.parametrize(
    "posted",
    [
        {"op": "change", "index": "0", "sets": "3"},
        {"op": "move", "index": "0", "to": "1"},
        {"op": "remove", "index": "0"},
    ],
    ids=lambda posted: posted["op"],
)
def test_a_live_edit_asks_at_most_eight_queries(
    posted: dict[str, str], busy: Everybody, browser: Any
) -> None:
    client = browser(busy.therapist)
    url = reverse("plan-edit", args=(Everybody.record(busy.patient).pk,))
    asked = queries_of(lambda: client.post(url, posted, headers={"HX-Request": "true"}))
    assert len(asked) <= MOST, "\n".join(asked)


def test_a_figure_asks_nothing_of_the_database(db: None, browser: Any) -> None:
    client = browser(None)
    assert queries_of(lambda: client.get("/figure/bridge/left/end.svg")) == []
