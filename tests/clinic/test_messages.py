"""Messages between patient and clinic: a person answers, nothing is lost, never for emergencies."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.clinic.entries import a_red_flag
from tests.clinic.people import Everybody, give_plan
from tests.clinic.test_queries import MOST, queries_of

from hipwise.clinic.care.models import Message, ReadAudit

PAGE = "/messages/"


def write(client: Client, text: str, message_id: str = "") -> Any:
    """The patient's form, sent."""
    return client.post(PAGE, {"text": text, "id": message_id or str(uuid.uuid4())})


def answer(client: Client, everybody: Everybody, **posted: str) -> Any:
    """The therapist's form about Anna, sent."""
    url = reverse("patient-talk", args=(Everybody.record(everybody.patient).pk,))
    page = client.get(url)
    until = page.context["until"] if page.status_code == 200 else ""
    return client.post(url, {"id": str(uuid.uuid4()), "until": until, **posted})


def rows(client: Client) -> list[dict[str, Any]]:
    """All rows of the therapist's list with their group."""
    groups = client.get(reverse("inbox")).context["groups"]
    return [{**row, "group": group["id"]} for group in groups for row in group["rows"]]


def test_every_page_of_messages_says_that_it_is_not_for_emergencies(
    everybody: Everybody, browser: Any
) -> None:
    text = browser(everybody.patient).get(PAGE).content.decode()
    assert "Messages are not for emergencies." in text


def test_a_message_waits_on_the_therapists_list_until_it_is_answered(
    everybody: Everybody, browser: Any
) -> None:
    write(browser(everybody.patient), "May I swim?")
    therapist = browser(everybody.therapist)
    [row] = rows(therapist)
    assert (row["group"], row["messages"][0]["text"]) == ("today", "May I swim?")
    assert row["aside_choices"] == []
    answer(therapist, everybody, text="Yes, crawl.")
    assert rows(therapist) == []


def test_a_message_that_needs_no_answer_is_kept_as_read(everybody: Everybody, browser: Any) -> None:
    patient, therapist = browser(everybody.patient), browser(everybody.therapist)
    write(patient, "Thank you!")
    answer(therapist, everybody, noted="1")
    assert rows(therapist) == []
    assert "Read by Therese Therapist" in patient.get(PAGE).content.decode()


def test_a_message_that_came_in_meanwhile_stays_open(everybody: Everybody, browser: Any) -> None:
    patient, therapist = browser(everybody.patient), browser(everybody.therapist)
    write(patient, "May I swim?")
    url = reverse("patient-talk", args=(Everybody.record(everybody.patient).pk,))
    seen = therapist.get(url).context["until"]
    write(patient, "My calf is swollen.")
    therapist.post(url, {"noted": "1", "until": seen})
    [row] = rows(therapist)
    assert [line["text"] for line in row["messages"]] == ["My calf is swollen."]


@pytest.mark.parametrize("until", ["", "yesterday", "2026-11-24T10:00:00"])
def test_nothing_is_kept_as_read_without_what_was_seen(
    until: str, everybody: Everybody, browser: Any
) -> None:
    write(browser(everybody.patient), "May I swim?")
    therapist = browser(everybody.therapist)
    answer(therapist, everybody, noted="1", until=until)
    assert len(rows(therapist)) == 1


def test_reading_the_record_alone_answers_nothing(everybody: Everybody, browser: Any) -> None:
    write(browser(everybody.patient), "May I swim?")
    therapist = browser(everybody.therapist)
    therapist.get(reverse("patient-record", args=(Everybody.record(everybody.patient).pk,)))
    assert len(rows(therapist)) == 1


def test_the_patients_day_says_that_the_therapist_wrote_until_it_was_opened(
    everybody: Everybody, browser: Any
) -> None:
    give_plan(Everybody.record(everybody.patient), everybody.therapist)
    answer(browser(everybody.therapist), everybody, text="Come on Monday.")
    patient = browser(everybody.patient)
    assert "Your therapist wrote to you." in patient.get("/today/").content.decode()
    assert "Come on Monday." in patient.get(PAGE).content.decode()
    assert "Your therapist wrote to you." not in patient.get("/today/").content.decode()
    message = Message.objects.get()
    assert message.read_by == everybody.patient


def test_words_of_a_warning_sign_get_no_answer_but_the_questions(everybody: Everybody, browser: Any) -> None:
    give_plan(Everybody.record(everybody.patient), everybody.therapist)
    patient = browser(everybody.patient)
    page = write(patient, "My calf is swollen and hot.")
    page = patient.get(page["Location"]).content.decode()
    assert "Some of your words can be a warning sign." in page
    assert "Answer the health questions" in page
    assert Message.objects.count() == 1  # nobody has answered


def test_after_words_of_a_warning_sign_no_dose_is_shown_until_the_questions_are_answered(
    everybody: Everybody, browser: Any
) -> None:
    give_plan(Everybody.record(everybody.patient), everybody.therapist)
    patient = browser(everybody.patient)
    assert patient.get("/api/today").json()["state"] in ("plan", "rest")
    write(patient, "My calf is swollen and hot.")
    document = patient.get("/api/today").json()
    assert (document["state"], document["items"]) == ("intake", [])
    later = (timezone.now() + timedelta(seconds=5)).isoformat(timespec="seconds")
    answers = {**a_red_flag(), "at": later}
    patient.post("/api/entries", {"entries": [answers]}, content_type="application/json")
    assert patient.get("/api/today").json()["state"] in ("plan", "rest")


def test_words_of_a_warning_sign_come_first_on_the_list(everybody: Everybody, browser: Any) -> None:
    write(browser(everybody.second_patient), "May I swim?")
    write(browser(everybody.patient), "My calf is swollen.")
    first, second = rows(browser(everybody.therapist))
    assert (first["group"], first["patient"]["name"]) == ("now", "Anna Patient")
    assert "“calf”" in first["reason"]
    assert second["group"] == "today"


def test_a_plain_message_changes_nothing_of_the_day(everybody: Everybody, browser: Any) -> None:
    give_plan(Everybody.record(everybody.patient), everybody.therapist)
    patient = browser(everybody.patient)
    before = patient.get("/api/today").json()["state"]
    write(patient, "Can we talk about the bridge?")
    assert patient.get("/api/today").json()["state"] == before


def test_sending_twice_keeps_one_message(everybody: Everybody, browser: Any) -> None:
    message_id = str(uuid.uuid4())
    for _ in range(2):
        write(browser(everybody.patient), "May I swim?", message_id)
    assert Message.objects.count() == 1


def test_another_persons_id_sends_nothing(everybody: Everybody, browser: Any) -> None:
    message_id = str(uuid.uuid4())
    write(browser(everybody.patient), "May I swim?", message_id)
    assert write(browser(everybody.other_patient), "Mine", message_id).status_code == 422
    assert Message.objects.get().text == "May I swim?"


@pytest.mark.parametrize("text", ["", "   \r\n", "x" * 2001], ids=["nothing", "blank", "too long"])
def test_a_message_that_cannot_be_sent_keeps_what_was_written(
    text: str, everybody: Everybody, browser: Any
) -> None:
    page = write(browser(everybody.patient), text)
    assert page.status_code == 422
    assert page.context["text"] == text
    assert not Message.objects.exists()


@pytest.mark.parametrize("message_id", ["", "1", "' OR 1=1"])
def test_a_form_without_its_id_is_asked_again(message_id: str, everybody: Everybody, browser: Any) -> None:
    client = browser(everybody.patient)
    assert client.post(PAGE, {"text": "Hello", "id": message_id}).status_code == 422


def test_a_flood_is_stopped_and_told_to_call(everybody: Everybody, browser: Any) -> None:
    client = browser(everybody.patient)
    pages = [write(client, f"Message {number}") for number in range(31)]
    assert pages[-1].status_code == 422
    assert "call the clinic" in pages[-1].content.decode()


def test_a_person_alone_has_nobody_to_write_to(everybody: Everybody, browser: Any) -> None:
    client = browser(everybody.solo)
    assert client.get(PAGE).status_code == 404
    assert PAGE not in client.get("/help/").content.decode()


def test_another_clinic_reads_and_writes_nothing(everybody: Everybody, browser: Any) -> None:
    write(browser(everybody.patient), "May I swim?")
    stranger = browser(everybody.other_therapist)
    assert answer(stranger, everybody, text="Hello").status_code == 404
    assert rows(stranger) == []
    assert "May I swim?" not in browser(everybody.second_patient).get(PAGE).content.decode()


def test_a_patient_cannot_answer_as_the_clinic(everybody: Everybody, browser: Any) -> None:
    assert answer(browser(everybody.patient), everybody, text="All fine").status_code == 403


def test_writing_to_a_patient_leaves_a_line_in_the_read_log(everybody: Everybody, browser: Any) -> None:
    answer(browser(everybody.therapist), everybody, text="Come on Monday.")
    assert {line.what for line in ReadAudit.objects.all()} == {"messages"}


def test_what_is_written_is_shown_as_text(everybody: Everybody, browser: Any) -> None:
    write(browser(everybody.patient), "<script>alert(1)</script>")
    url = reverse("patient-record", args=(Everybody.record(everybody.patient).pk,))
    for page in (browser(everybody.patient).get(PAGE), browser(everybody.therapist).get(url)):
        assert "<script>alert" not in page.content.decode()


def test_the_page_asks_at_most_eight_queries(everybody: Everybody, browser: Any) -> None:
    client = browser(everybody.patient)
    for number in range(5):
        write(client, f"Message {number}")
    answer(browser(everybody.therapist), everybody, text="Yes")
    assert len(queries_of(lambda: client.get(PAGE))) <= MOST


def test_a_long_message_is_whole_on_its_page_and_cut_on_the_list(everybody: Everybody, browser: Any) -> None:
    write(browser(everybody.patient), "long " * 300)
    [row] = rows(browser(everybody.therapist))
    assert row["messages"][0]["text"].endswith("…")
    url = reverse("patient-talk", args=(Everybody.record(everybody.patient).pk,))
    assert browser(everybody.therapist).get(url).context["thread"][0]["text"] == ("long " * 300).strip()


def test_of_very_many_messages_one_with_words_of_a_warning_sign_is_on_the_list(
    everybody: Everybody, browser: Any
) -> None:
    patient = Everybody.record(everybody.patient)
    for number in range(60):
        Message.objects.create(clinic=patient.clinic, patient=patient, by_patient=True, text=f"{number}")
    Message.objects.filter(patient=patient).update(sent_at=timezone.now() - timedelta(days=2))
    write(browser(everybody.patient), "My calf is swollen.")
    [row] = rows(browser(everybody.therapist))
    assert (row["group"], len(row["messages"])) == ("now", 51)
