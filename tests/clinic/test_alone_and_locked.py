"""A person without a therapist from the first question on, and plans that lock and open again."""

import io
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from pypdf import PdfReader
from tests.clinic.entries import a_pain, a_red_flag, an_entry
from tests.clinic.people import Everybody, give_plan
from tests.clinic.test_intake import ANSWERS, walk_through

from hipwise.clinic.care.models import Entry, IntakeRecord, Patient, PlanRevision
from hipwise.clinic.care.today import today_document
from hipwise.library.catalogue import load_catalogue
from hipwise.plan.intake import EQUIPMENT

EVERYTHING = {
    "equipment": list(EQUIPMENT),
    "weeks-in-programme": "40",
    "pain-worst": "0",
    "pain-at-rest": "0",
}


def accept(client: Any) -> Any:
    """Take the proposed plan."""
    return client.post(reverse("patient-intake-done"), {"accept": "1"}, follow=True)


def printed(answer: Any) -> str:
    """The text of a PDF that was answered."""
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def post(client: Any, *entries: dict[str, Any]) -> dict[str, Any]:
    """Post entries; the parsed answer."""
    answer = client.post(
        "/api/entries", json.dumps({"entries": list(entries)}), content_type="application/json"
    )
    parsed: dict[str, Any] = answer.json()
    return parsed


@pytest.mark.parametrize("goals", [["return-to-sport"], ["run"], ["walk-without-pain"]])
def test_alone_even_after_forty_weeks_nothing_is_heavy_and_nothing_jumps(
    goals: list[str], everybody: Everybody, browser: Any
) -> None:
    client = browser(everybody.solo)
    known = {
        choice.value for question in load_catalogue().intake_questions.values() for choice in question.choices
    }
    walk_through(client, goals=[goal for goal in goals if goal in known], **EVERYTHING)
    accept(client)
    items = PlanRevision.objects.get(status="signed").plan["items"]
    exercises = [load_catalogue().exercise(item["exercise"]) for item in items]
    assert exercises
    assert max(exercise.tier for exercise in exercises) <= 2
    assert not any(exercise.impact for exercise in exercises)


@pytest.mark.parametrize("status", ["none", "twice"])
def test_accepting_without_a_proposal_changes_nothing(
    status: str, everybody: Everybody, browser: Any
) -> None:
    client = browser(everybody.solo)
    if status == "twice":
        walk_through(client)
        accept(client)
    before = list(PlanRevision.objects.values_list("number", "status"))
    assert accept(client).status_code == 200
    assert list(PlanRevision.objects.values_list("number", "status")) == before


def test_alone_after_four_weeks_the_questions_come_and_then_the_plan_goes_on(
    everybody: Everybody, browser: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browser(everybody.solo)
    walk_through(client)
    accept(client)
    patient, later = Everybody.record(everybody.solo), datetime.now(UTC) + timedelta(days=30)
    assert today_document(patient, later, load_catalogue())["state"] == "intake"
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    client = browser(everybody.solo)
    assert client.get(reverse("patient-session")).status_code == 302
    page = walk_through(client)
    assert page.status_code == 200
    if PlanRevision.objects.filter(status="proposed").exists():
        accept(client)
    for ahead in range(7):
        state = today_document(patient, later + timedelta(days=ahead), load_catalogue())["state"]
        assert state in ("plan", "rest")


def test_a_red_flag_at_the_second_asking_locks_a_plan_that_was_in_force(
    everybody: Everybody, browser: Any
) -> None:
    client = browser(everybody.solo)
    walk_through(client)
    accept(client)
    client.post(reverse("patient-intake"))
    client.post(reverse("patient-intake-question", args=("cauda-equina",)), {"answer": "unsure"})
    assert client.get("/api/today").json()["state"] == "locked"


def test_a_person_alone_who_is_locked_reads_how_it_goes_on(everybody: Everybody, browser: Any) -> None:
    client = browser(everybody.solo)
    walk_through(client, **{"blood-clot": "yes"})
    text = client.get(reverse("patient-stop")).content.decode()
    assert load_catalogue().red_flags["blood-clot"].action in text
    assert "invite" in text


def test_a_cleared_flag_is_asked_again_and_does_not_lock_by_its_old_answer(
    everybody: Everybody, browser: Any
) -> None:
    client, patient = browser(everybody.patient), Everybody.record(everybody.patient)
    walk_through(client, **{"blood-clot": "unsure"})
    browser(everybody.therapist).post(
        reverse("patient-unlock", args=(patient.pk,)), {"note": "Calf is calm."}
    )
    page = client.get(reverse("patient-intake"), follow=True)
    assert page.context["question"]["id"] == "blood-clot"
    page = walk_through(client)
    assert page.redirect_chain[-1][0] == reverse("patient-intake-done")
    assert not Everybody.record(everybody.patient).is_locked
    assert IntakeRecord.objects.get().intake["red_flags"] == []


def test_pain_at_night_that_is_new_is_answered_by_the_rules(everybody: Everybody, browser: Any) -> None:
    patient = Everybody.record(everybody.patient)
    give_plan(patient, everybody.therapist, datetime.now(UTC) - timedelta(days=5))
    client = browser(everybody.patient)
    post(client, an_entry(60 * 14), a_pain(2, minutes_ago=60 * 14))
    answer = post(client, a_pain(6, "next_morning", minutes_ago=30, night_waking=True, limp=True))
    assert answer["locked"] or answer["changed"] or client.get("/api/today").json()["notice"]


@pytest.mark.parametrize("flags", [["blood-clot"], ["cauda-equina", "infection"]])
def test_a_flag_from_the_player_shuts_every_way_to_exercise(
    flags: list[str], everybody: Everybody, browser: Any
) -> None:
    patient = Everybody.record(everybody.patient)
    give_plan(patient, everybody.therapist)
    client = browser(everybody.patient)
    assert post(client, a_red_flag(*flags))["locked"]
    for name in ("patient-today", "patient-session", "patient-handout", "patient-intake"):
        final = client.get(reverse(name), follow=True)
        assert final.redirect_chain[-1][0] == reverse("patient-stop"), name
    sheet = printed(client.get(reverse("patient-handout-pdf")))
    assert "No exercises for now" in sheet
    assert patient.clinic.phone in sheet
    assert "Tick what you did" not in sheet
    stop = client.get(reverse("patient-stop"))
    assert stop.context["whom_to_call"]
    assert patient.clinic.phone in stop.content.decode()
    assert browser(everybody.therapist).get(reverse("inbox")).context["groups"][0]["rows"]


def test_while_locked_nothing_can_be_signed_or_stepped_up(everybody: Everybody, browser: Any) -> None:
    patient = Everybody.record(everybody.patient)
    client = browser(everybody.patient)
    walk_through(client)
    post(client, a_red_flag("infection"))
    number = PlanRevision.objects.get().number
    answer = browser(everybody.therapist).post(
        reverse("plan-sign", args=(patient.pk,)), {"number": number, "reason": "First plan"}
    )
    assert answer.status_code == 409
    assert PlanRevision.objects.get().status == "proposed"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("age", "-1"),
        ("age", "1e9"),
        ("age", "٣١"),
        ("side", "up"),
        ("days", "someday"),
        ("minutes", "NaN"),
        ("goals", "<script>"),
        ("pain-worst", "11"),
        ("cauda-equina", "maybe"),
        ("no-such-question", "x"),
        ("surgery-date", "2026-02-30"),
    ],
)
def test_an_odd_answer_is_asked_again_or_unknown_and_never_an_error(
    question: str, answer: str, everybody: Everybody, browser: Any
) -> None:
    client = browser(everybody.solo)
    client.raise_request_exception = False
    client.post(reverse("patient-intake"))
    status = client.post(reverse("patient-intake-question", args=(question,)), {"answer": answer}).status_code
    assert status in (302, 404, 422)
    if question != "age" or status != 302:
        assert question not in IntakeRecord.objects.get().answers


def test_the_end_reached_too_early_leads_back_to_the_questions(everybody: Everybody, browser: Any) -> None:
    client = browser(everybody.solo)
    client.post(reverse("patient-intake"))
    page = client.get(reverse("patient-intake-done"), follow=True)
    assert page.context["question"]["id"]
    assert not PlanRevision.objects.exists()


def test_two_windows_answer_the_same_questions_and_one_plan_results(
    everybody: Everybody, browser: Any
) -> None:
    first, second = browser(everybody.solo), browser(everybody.solo)
    first.post(reverse("patient-intake"))
    second.post(reverse("patient-intake"))
    walk_through(first)
    page = second.post(
        reverse("patient-intake-question", args=("age",)), {"answer": ANSWERS["age"]}, follow=True
    )
    assert page.status_code == 200
    assert PlanRevision.objects.filter(status="proposed").count() == 1
    assert Patient.objects.get(membership__user=everybody.solo).is_locked is False


def test_a_flag_from_a_phone_that_is_ahead_can_be_cleared_today(everybody: Everybody, browser: Any) -> None:
    patient = Everybody.record(everybody.patient)
    give_plan(patient, everybody.therapist)
    client = browser(everybody.patient)
    ahead = (datetime.now(UTC) + timedelta(hours=20)).isoformat()
    assert post(client, {**a_red_flag("infection"), "at": ahead})["locked"]
    browser(everybody.therapist).post(reverse("patient-unlock", args=(patient.pk,)), {"note": "Seen."})
    assert not post(client, an_entry())["locked"]
    assert not Everybody.record(everybody.patient).is_locked
    cleared, flagged = (Entry.objects.get(kind=kind) for kind in ("clearance", "red_flag"))
    assert datetime.fromisoformat(cleared.payload["at"]) > flagged.at
