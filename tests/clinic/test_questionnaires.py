"""Questionnaires: asked once, answered or put off, and shown with what a change means."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.clinic.entries import a_red_flag
from tests.clinic.people import Everybody, days_ago, give_plan
from tests.clinic.test_decisions import log
from tests.exchange.test_questionnaire_file import a_file

from hipwise.clinic.care.models import Entry, Patient, QuestionnaireText
from hipwise.clinic.care.questionnaires import todays_line
from hipwise.clinic.care.revisions import signed_revision
from hipwise.library.catalogue import load_catalogue
from hipwise.plan.history import Log

CATALOGUE = load_catalogue()
PSFS = reverse("patient-questionnaire", args=("psfs",))
STAIRS = {"activity-1-name": "Stairs", "activity-1": "4"}

pytestmark = pytest.mark.django_db


def begun(everybody: Everybody, days: int) -> Patient:
    """Anna, whose intake and plan are so many days old."""
    patient = everybody.record(everybody.patient)
    day = datetime.now(UTC).date() - timedelta(days=days)
    give_plan(patient, everybody.therapist, days_ago(days), today=day.isoformat())
    return patient


def measures(patient: Patient) -> list[Any]:
    rows = Entry.objects.filter(patient=patient, kind="measure").order_by("received_at")
    return list(rows.values_list("payload", flat=True))


def a_text(patient: Patient, measure: str = "ihot12") -> None:
    """Invented words for a licensed measure."""
    items = [
        {"id": key, "text": f"Invented question {key}", "low_words": "none", "high_words": "most"}
        for key in CATALOGUE.measures[measure].item_ids
    ]
    QuestionnaireText.objects.create(
        clinic=patient.clinic, measure=measure, title="Hip", licence="By licence", language="en", items=items
    )


def test_todays_page_mentions_what_is_due_once(everybody: Everybody, browser: Any):
    begun(everybody, 0)
    page = browser(everybody.patient).get(reverse("patient-today")).content.decode()
    assert page.count(PSFS) + page.count("/questionnaires/") >= 1
    assert "How is the hip doing" in page


def test_a_week_later_todays_page_is_quiet(everybody: Everybody):
    patient = begun(everybody, 8)
    revision = signed_revision(patient)
    assert revision is not None
    assert todays_line(patient, revision, Log(), datetime.now(UTC).date(), CATALOGUE) is None


def test_activities_are_kept_with_their_names(everybody: Everybody, browser: Any):
    patient = begun(everybody, 0)
    browser(everybody.patient).post(PSFS, STAIRS)
    assert measures(patient)[0]["answers"] == {"activity-1": 4.0, "activity-1-name": "Stairs"}


def test_a_number_without_an_activity_is_asked_back(everybody: Everybody, browser: Any):
    patient = begun(everybody, 0)
    answer = browser(everybody.patient).post(PSFS, {"activity-1": "4"})
    assert (answer.status_code, measures(patient)) == (422, [])
    assert "Write the activity" in answer.content.decode()


def test_after_an_answer_the_next_one_is_asked(everybody: Everybody, browser: Any):
    begun(everybody, 0)
    answer = browser(everybody.patient).post(PSFS, STAIRS)
    assert answer.status_code == 302
    assert "/questionnaires/" in answer["Location"] or answer["Location"] == reverse("patient-progress")


def test_putting_off_is_kept_as_not_answered_and_not_asked_again(everybody: Everybody, browser: Any):
    patient = begun(everybody, 0)
    client = browser(everybody.patient)
    client.post(PSFS, {"later": "1"})
    assert measures(patient)[0]["answers"] == {}
    assert client.get(PSFS)["Location"] == reverse("patient-progress")


def test_six_weeks_later_the_same_activities_are_asked(everybody: Everybody, browser: Any):
    patient = begun(everybody, 43)
    first = {"id": "0a8e5f3c-6d6e-4a4e-9d5a-0a1b2c3d4e5f", "kind": "measure", "measure": "psfs"}
    told = {"answers": {"activity-1": 4, "activity-1-name": "Stairs"}}
    at = (datetime.now(UTC) - timedelta(days=43)).isoformat(timespec="seconds")
    log(patient, everybody.patient, [{**first, **told, "at": at}], datetime.now(UTC))
    page = browser(everybody.patient).get(PSFS).content.decode()
    assert "Stairs" in page
    assert "activity-2" not in page


@pytest.mark.parametrize("answer", ["11", "-1", "four", "nan", "1e400"])
def test_an_answer_that_the_scale_does_not_have_is_refused(
    answer: str, everybody: Everybody, browser: Any
) -> None:
    patient = begun(everybody, 0)
    url = reverse("patient-questionnaire", args=("nprs-average-24h",))
    assert browser(everybody.patient).post(url, {"score": answer}).status_code == 422
    assert measures(patient) == []


def test_a_licensed_questionnaire_is_asked_only_where_its_words_were_loaded(
    everybody: Everybody, browser: Any
):
    patient = begun(everybody, 43)
    client, url = browser(everybody.patient), reverse("patient-questionnaire", args=("ihot12",))
    assert client.get(url).status_code == 302
    a_text(patient)
    assert "Invented question 7" in client.get(url).content.decode()


def test_too_few_answers_are_asked_back_and_may_be_kept(everybody: Everybody, browser: Any):
    patient = begun(everybody, 43)
    a_text(patient)
    client, url = browser(everybody.patient), reverse("patient-questionnaire", args=("ihot12",))
    some = {str(number): "50" for number in range(1, 10)}
    answer = client.post(url, some)
    assert answer.status_code == 422
    assert "A score needs 10 answers or more." in answer.content.decode()
    client.post(url, {**some, "keep": "1"})
    assert len(measures(patient)[0]["answers"]) == 9


def test_a_locked_plan_asks_nothing(everybody: Everybody, browser: Any):
    patient = begun(everybody, 0)
    log(patient, everybody.patient, [a_red_flag("blood-clot")], datetime.now(UTC))
    assert browser(everybody.patient).get(PSFS).status_code == 302


def test_both_sides_read_the_same_score_and_meaning(everybody: Everybody, browser: Any):
    patient = begun(everybody, 43)
    now = datetime.now(UTC)
    entry = {"id": "1b8e5f3c-6d6e-4a4e-9d5a-0a1b2c3d4e5f", "kind": "measure", "measure": "hos-adl"}
    for number, (ago, total) in enumerate(((40, 60), (1, 62))):
        at = (now - timedelta(days=ago)).isoformat(timespec="seconds")
        one = {**entry, "id": entry["id"][:-1] + str(number), "at": at, "answers": {"total": total}}
        log(patient, everybody.patient, [one], now)
    own = browser(everybody.patient).get(reverse("patient-progress")).content.decode()
    desk = browser(everybody.therapist).get(reverse("patient-record", args=(patient.pk,))).content.decode()
    for page in (own, desk):
        assert "Within error" in page
        assert "A change up to 3 is within error." in page


def test_another_clinics_words_are_not_asked(everybody: Everybody, browser: Any):
    begun(everybody, 43)
    a_text(everybody.record(everybody.other_patient))
    url = reverse("patient-questionnaire", args=("ihot12",))
    assert browser(everybody.patient).get(url).status_code == 302


def upload(everybody: Everybody, browser: Any, user: Any, **fields: Any) -> Any:
    file = SimpleUploadedFile("words.json", a_file().encode())
    return browser(user).post(reverse("questionnaires"), {"file": file, "may": "1", **fields})


def test_an_admin_loads_words_and_they_are_asked(everybody: Everybody, browser: Any):
    patient = begun(everybody, 43)
    assert upload(everybody, browser, everybody.admin).status_code == 302
    url = reverse("patient-questionnaire", args=("ihot12",))
    assert "Invented 7" in browser(everybody.patient).get(url).content.decode()
    assert QuestionnaireText.objects.get().clinic == patient.clinic


def test_a_therapist_reads_the_page_and_loads_nothing(everybody: Everybody, browser: Any):
    assert upload(everybody, browser, everybody.therapist).status_code == 403
    assert browser(everybody.therapist).get(reverse("questionnaires")).status_code == 200
    assert not QuestionnaireText.objects.exists()


def test_without_the_clinics_word_nothing_is_loaded(everybody: Everybody, browser: Any):
    file = SimpleUploadedFile("words.json", a_file().encode())
    answer = browser(everybody.admin).post(reverse("questionnaires"), {"file": file})
    assert (answer.status_code, QuestionnaireText.objects.exists()) == (422, False)


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe\x00", b"{", b"measure: ihot12", b"\x00" * 10])
def test_a_broken_file_is_refused_with_a_sentence(raw: bytes, everybody: Everybody, browser: Any) -> None:
    file = SimpleUploadedFile("words.json", raw)
    answer = browser(everybody.admin).post(reverse("questionnaires"), {"file": file, "may": "1"})
    assert answer.status_code == 422
    assert "expected" in answer.content.decode()


def test_removed_words_are_not_asked_and_answers_stay(everybody: Everybody, browser: Any):
    begun(everybody, 43)
    upload(everybody, browser, everybody.admin)
    browser(everybody.admin).post(reverse("questionnaires"), {"remove": "ihot12"})
    assert not QuestionnaireText.objects.exists()
