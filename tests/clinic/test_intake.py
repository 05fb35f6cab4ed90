"""The intake wizard and the clinician's form."""

from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse
from tests.clinic.people import Everybody

from hipwise.clinic.care.models import DecisionRecord, Entry, IntakeRecord, PlanRevision
from hipwise.clinic.care.questions import (
    AnswerError,
    Question,
    clinician_questions,
    intake_mapping,
    patient_questions,
    read_answer,
)
from hipwise.library.catalogue import load_catalogue
from hipwise.plan.intake import CONDITIONS, DAYS, EQUIPMENT, RED_FLAGS, parse_intake

ANSWERS: dict[str, Any] = {
    "age": "31",
    "sex": "female",
    "height": "1.68",
    "weight": "62",
    "diagnosis": "clinician",
    "side": "left",
    "surgery": "no-surgery",
    "conditions": [],
    "pain-site": "groin",
    "pain-at-rest": "1",
    "pain-worst": "3",
    "pain-pinch": "1",
    "flare": "no",
    "worries": [],
    "weeks-in-programme": "0",
    "walk": "30",
    "goals": ["walk-without-pain"],
    "equipment": ["mat", "chair"],
    "minutes": "20",
    "days": list(DAYS),
}


def walk_through(client: Any, **changes: Any) -> Any:
    """Answer every question that is asked, as a person does; returns the last page, or one asked twice."""
    answers = {**ANSWERS, **changes}
    asked: set[str] = set()
    page = client.post(reverse("patient-intake"), follow=True)
    for _ in range(80):
        question = page.context.get("question") if page.context else None
        if question is None or question["id"] in asked:
            return page
        asked.add(question["id"])
        answer = answers.get(question["id"], "no" if question["kind"] == "yes-no-unsure" else "unknown")
        if question["kind"] == "many" and not answer:
            answer = ["none"]
        url = reverse("patient-intake-question", args=(question["id"],))
        page = client.post(url, {"answer": answer}, follow=True)
    raise AssertionError("the wizard does not end")


def test_the_sixteen_red_flags_come_first() -> None:
    first = patient_questions(load_catalogue())[:16]
    assert {question.id for question in first} == set(RED_FLAGS)
    assert all(question.is_red_flag for question in first)


def test_every_condition_and_every_piece_of_equipment_can_be_answered() -> None:
    questions = {question.id: question for question in patient_questions(load_catalogue())}
    assert [choice.value for choice in questions["conditions"].choices] == list(CONDITIONS)
    assert {choice.value for choice in questions["equipment"].choices} == set(EQUIPMENT)


def test_every_answer_of_a_choice_is_an_intake_that_can_be_read() -> None:
    catalogue = load_catalogue()
    questions = clinician_questions(catalogue)
    base = {q.id: "no" for q in questions if q.is_red_flag} | {
        "age": 31,
        "diagnosis": "clinician",
        "side": "left",
        "surgery": "no-surgery",
        "conditions": [],
    }
    from datetime import date

    for question in questions:
        for choice in question.choices:
            if question.is_red_flag or question.only_if:
                continue
            answer = [choice.value] if question.kind == "many" else choice.value
            if question.kind == "sided-choice":
                answer = {"left": choice.value, "right": None}
            raw = intake_mapping(questions, {**base, question.id: answer}, date(2026, 11, 20), True)
            parse_intake(raw, f"{question.id}={choice.value}")


def test_a_clinic_patient_walks_through_and_a_plan_waits_for_the_therapist(
    everybody: Everybody, browser: Any
) -> None:
    page = walk_through(browser(everybody.patient))
    assert page.redirect_chain[-1][0] == reverse("patient-intake-done")
    assert page.context["needs_therapist"] is True
    assert page.context["can_accept"] is False
    assert PlanRevision.objects.get().status == "proposed"


def test_a_person_alone_walks_through_and_accepts_the_plan(everybody: Everybody, browser: Any) -> None:
    client = browser(everybody.solo)
    page = walk_through(client)
    assert page.context["can_accept"] is True
    client.post(reverse("patient-intake-done"), {"accept": "1"})
    revision = PlanRevision.objects.get()
    assert (revision.status, revision.authority) == ("signed", "patient-alone")
    assert revision.plan["without_therapist"] is True


def test_a_person_alone_gets_no_exercise_above_tier_2(everybody: Everybody, browser: Any) -> None:
    walk_through(browser(everybody.solo))
    catalogue = load_catalogue()
    items = PlanRevision.objects.get().plan["items"]
    assert items
    assert all(catalogue.exercise(item["exercise"]).tier <= 2 for item in items)


def test_a_clinic_patient_cannot_accept_their_own_plan(everybody: Everybody, browser: Any) -> None:
    client = browser(everybody.patient)
    walk_through(client)
    client.post(reverse("patient-intake-done"), {"accept": "1"})
    assert PlanRevision.objects.get().status == "proposed"


@pytest.mark.parametrize("answer", ["yes", "unsure"])
@pytest.mark.parametrize("flag", ["cauda-equina", "blood-clot", "distress"])
def test_a_red_flag_ends_the_questions_and_says_what_to_do(
    flag: str, answer: str, everybody: Everybody, browser: Any
) -> None:
    client = browser(everybody.patient)
    page = walk_through(client, **{flag: answer})
    assert page.redirect_chain[-1][0] == reverse("patient-stop")
    assert page.context["what_to_do"] == load_catalogue().red_flags[flag].action
    assert not PlanRevision.objects.exists()
    assert DecisionRecord.objects.get().kind == "escalate"
    assert Entry.objects.get(kind="red_flag").payload["flags"] == [flag]


@pytest.mark.parametrize("name", ["patient-today", "patient-intake", "patient-session"])
def test_a_locked_person_is_led_to_the_stop_page(name: str, everybody: Everybody, browser: Any) -> None:
    client = browser(everybody.patient)
    walk_through(client, **{"blood-clot": "yes"})
    assert client.get(reverse(name)).headers["Location"] in (
        reverse("patient-stop"),
        reverse("patient-today"),
    )


def test_each_answer_is_saved_at_once(everybody: Everybody, browser: Any) -> None:
    client = browser(everybody.patient)
    client.post(reverse("patient-intake"))
    client.post(reverse("patient-intake-question", args=("cauda-equina",)), {"answer": "no"})
    assert IntakeRecord.objects.get().answers == {"cauda-equina": "no"}


def test_coming_back_leads_to_the_first_open_question(everybody: Everybody, browser: Any) -> None:
    client = browser(everybody.patient)
    client.post(reverse("patient-intake"))
    client.post(reverse("patient-intake-question", args=("cauda-equina",)), {"answer": "no"})
    following = client.get(reverse("patient-intake")).headers["Location"]
    assert following == reverse("patient-intake-question", args=("cannot-bear-weight",))


def test_no_answer_is_chosen_beforehand(everybody: Everybody, browser: Any) -> None:
    page = browser(everybody.patient).post(reverse("patient-intake"), follow=True)
    assert page.context["value"] is None
    assert "checked" not in page.content.decode()


def test_a_red_flag_question_cannot_be_left_open(everybody: Everybody, browser: Any) -> None:
    client = browser(everybody.patient)
    client.post(reverse("patient-intake"))
    page = client.post(reverse("patient-intake-question", args=("cauda-equina",)), {})
    assert page.status_code == 422
    assert IntakeRecord.objects.get().answers == {}


def test_an_unconfirmed_diagnosis_gives_no_plan_and_says_why(everybody: Everybody, browser: Any) -> None:
    client = browser(everybody.solo)
    page = walk_through(client, diagnosis="nobody")
    assert page.context["proposed"] is None
    assert page.context["screening"]["blocks"]
    document = client.get("/api/today").json()
    assert (document["state"], document["items"]) == ("blocked", [])
    assert document["notice"]


def test_a_wrong_surgery_date_leads_back_to_that_question(everybody: Everybody, browser: Any) -> None:
    page = walk_through(
        browser(everybody.patient),
        surgery="done",
        **{"surgery-date": "2090-01-01", "surgery-procedures": ["labral-repair"]},
    )
    assert IntakeRecord.objects.get().status == "started"
    assert page.context["question"]["id"] == "surgery-date"


def test_asking_again_keeps_the_answers_but_not_those_about_red_flags(
    everybody: Everybody, browser: Any
) -> None:
    client = browser(everybody.patient)
    walk_through(client)
    client.post(reverse("patient-intake"))
    record = IntakeRecord.objects.get(number=2)
    assert record.answers["age"] == 31
    assert not set(record.answers) & set(RED_FLAGS)


def test_a_clinicians_form_screens_and_proposes(everybody: Everybody, browser: Any) -> None:
    patient = Everybody.record(everybody.patient)
    posted = dict.fromkeys(RED_FLAGS, "no") | ANSWERS | {"conditions": ["none"], "thomas-left": "positive"}
    answer = browser(everybody.therapist).post(reverse("patient-intake-form", args=(patient.pk,)), posted)
    assert answer.headers["Location"] == reverse("plan-editor", args=(patient.pk,))
    assert IntakeRecord.objects.get().intake["tests"]["thomas"] == {"left": "positive", "right": None}


def test_a_clinicians_form_with_gaps_says_where_and_keeps_the_rest(
    everybody: Everybody, browser: Any
) -> None:
    patient = Everybody.record(everybody.patient)
    answer = browser(everybody.therapist).post(
        reverse("patient-intake-form", args=(patient.pk,)), {"age": "31", "height": "tall"}
    )
    assert answer.status_code == 422
    assert len(answer.context["problems"]) > 16
    assert IntakeRecord.objects.get().answers["age"] == 31


NUMBER = Question("n", "S", "number", "N", "N", required=False, low=0, high=10)
SCALE = Question("s", "S", "scale", "S", "S", required=True)


@pytest.mark.parametrize(("typed", "expected"), [("3", 3), ("3,5", 3.5), (" 7 ", 7), ("", "unknown")])
def test_a_typed_number_is_read(typed: str, expected: Any) -> None:
    assert read_answer(NUMBER, [typed]) == expected


@pytest.mark.parametrize("typed", ["11", "-1", "three", "nan", "inf"])
def test_a_number_outside_its_range_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(AnswerError, match="Write a number"):
        read_answer(NUMBER, [typed])


@pytest.mark.parametrize(
    ("question", "told"), [(SCALE, "Choose one answer"), (replace(NUMBER, required=True), "Write a number")]
)
def test_a_needed_answer_cannot_be_left_open(question: Question, told: str) -> None:
    with pytest.raises(AnswerError, match=told):
        read_answer(question, [""])
