"""The clinician's form of the intake: every kind of question can be answered, and nothing is lost."""

from typing import Any

from django.urls import reverse
from tests.clinic.people import Everybody, an_intake, give_intake
from tests.clinic.test_intake import ANSWERS

from hipwise.clinic.care.models import IntakeRecord
from hipwise.clinic.care.questions import clinician_questions
from hipwise.library.catalogue import load_catalogue
from hipwise.plan.intake import RED_FLAGS

COMPLETE: dict[str, Any] = dict.fromkeys(RED_FLAGS, "no") | ANSWERS | {"conditions": ["none"]}


def form_of(everybody: Everybody) -> str:
    return reverse("patient-intake-form", args=(Everybody.record(everybody.patient).pk,))


def field_names(html: str) -> set[str]:
    return {part.split('"', 1)[0] for part in html.split('name="')[1:]}


def test_every_question_has_its_field(everybody: Everybody, browser: Any) -> None:
    names = field_names(browser(everybody.therapist).get(form_of(everybody)).content.decode())
    for question in clinician_questions(load_catalogue()):
        sided = question.kind.startswith("sided-")
        wanted = {f"{question.id}-left", f"{question.id}-right"} if sided else {question.id}
        assert wanted <= names, question.id


def test_answers_of_each_side_come_back_into_their_fields(everybody: Everybody, browser: Any) -> None:
    client = browser(everybody.therapist)
    sides = {"thomas-left": "positive", "single-leg-stance-left": "12", "single-leg-stance-right": "31"}
    client.post(form_of(everybody), COMPLETE | sides)
    html = client.get(form_of(everybody)).content.decode()
    assert 'name="thomas-left" value="positive" checked' in html
    assert 'name="single-leg-stance-right"' in html
    assert 'value="31"' in html
    assert "{'left'" not in html.replace("&#x27;", "'")


def test_a_sentence_in_a_number_field_stands_there_again_with_what_to_do(
    everybody: Everybody, browser: Any
) -> None:
    posted = COMPLETE | {"pain-worst": "about 4, more at night", "single-leg-stance-left": "long"}
    answer = browser(everybody.therapist).post(form_of(everybody), posted)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="about 4, more at night"' in html
    assert 'value="long"' in html
    assert [problem["title"] for problem in answer.context["problems"]] == [
        "Worst pain in 24 hours, 0 to 10",
        "Single-leg stance",
    ]
    assert IntakeRecord.objects.get().answers["age"] == 31


def test_a_red_flag_on_an_unfinished_form_locks_at_once(everybody: Everybody, browser: Any) -> None:
    browser(everybody.therapist).post(form_of(everybody), {"blood-clot": "yes"})
    record = Everybody.record(everybody.patient)
    assert [flag["id"] for flag in record.lock_flags] == ["blood-clot"]


def test_a_finished_form_opens_with_its_answers_and_asks_every_red_flag_again(
    everybody: Everybody, browser: Any
) -> None:
    client = browser(everybody.therapist)
    client.post(form_of(everybody), COMPLETE)
    sections = client.get(form_of(everybody)).context["sections"]
    shown = {q["id"]: q["value"] for section in sections for q in section["questions"]}
    assert {shown[flag] for flag in RED_FLAGS if flag in shown} == {None}
    assert (shown["age"], shown["side"]) == (31, "left")


def test_an_unconfirmed_diagnosis_proposes_no_plan_and_the_editor_says_why(
    everybody: Everybody, browser: Any
) -> None:
    client = browser(everybody.therapist)
    answer = client.post(form_of(everybody), COMPLETE | {"diagnosis": "self"})
    assert answer.headers["Location"].endswith(f"{Everybody.record(everybody.patient).pk}/")
    editor = client.get(f"{answer.headers['Location']}plan/")
    assert editor.context["sign_problem"] not in ("", "There is no plan yet. Finish the intake first.")


def test_a_record_without_answers_of_its_own_opens_an_empty_form(everybody: Everybody, browser: Any) -> None:
    give_intake(Everybody.record(everybody.patient), an_intake())
    assert browser(everybody.therapist).get(form_of(everybody)).status_code == 200
