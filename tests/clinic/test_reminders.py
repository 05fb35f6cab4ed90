"""Reminders and the calendar's address: chosen, discreet, at most one a day, never after a red flag."""

import re
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from tests.clinic.entries import a_red_flag, an_entry
from tests.clinic.people import Everybody, give_plan
from tests.clinic.test_queries import MOST, queries_of

from hipwise.clinic.care.entries import log_entries
from hipwise.clinic.care.models import Patient, Reminder
from hipwise.clinic.care.reminders import choose
from hipwise.clinic.care.reminding import Round, remind
from hipwise.library.catalogue import load_catalogue
from hipwise.plan.intake import DAYS

CATALOGUE = load_catalogue()
ADDRESS = "https://clinic.example"
TODAY_AT_SIX = timezone.now().astimezone(UTC).replace(hour=18, minute=5, second=0, microsecond=0)
# The next Monday: the plan of the tests rests on Sundays.
SIX = TODAY_AT_SIX + timedelta(days=7 - TODAY_AT_SIX.weekday())


@pytest.fixture
def anna(everybody: Everybody) -> Patient:
    """Anna trains from Monday to Saturday, and wants an e-mail at six."""
    patient = Everybody.record(everybody.patient)
    give_plan(patient, everybody.therapist, SIX - timedelta(days=1))
    choose(patient, time(18), by_email=True, by_push=False)
    return patient


def at(moment: datetime) -> Round:
    return remind(moment, ADDRESS, CATALOGUE)


def test_a_session_that_waits_is_mailed_at_the_chosen_hour(anna: Patient) -> None:
    assert at(SIX).sent == 1
    [sent] = mail.outbox
    assert sent.to == ["anna@one.example"]
    assert f"{ADDRESS}/today/" in sent.body


def test_a_mail_tells_no_reason_and_no_exercise(anna: Patient) -> None:
    at(SIX)
    said = f"{mail.outbox[0].subject} {mail.outbox[0].body}".lower()
    names = [exercise.name.lower() for exercise in CATALOGUE.exercises.values()]
    assert not [word for word in ("hip ", "impingement", "pain", "anna", *names) if word in said]


def test_two_runs_send_one(anna: Patient) -> None:
    at(SIX)
    assert (at(SIX).sent, at(SIX + timedelta(minutes=15)).due) == (0, 0)
    assert len(mail.outbox) == 1


def test_the_next_day_has_its_own(anna: Patient) -> None:
    at(SIX)
    at(SIX + timedelta(days=1))
    assert len(mail.outbox) == 2


def test_nobody_is_reminded_before_the_hour_or_long_after(anna: Patient) -> None:
    assert at(SIX - timedelta(minutes=10)).due == 0
    assert at(SIX + timedelta(hours=4)).due == 0


def test_the_hour_is_the_patients_own(anna: Patient) -> None:
    Patient.objects.filter(pk=anna.pk).update(time_zone="Asia/Tokyo")
    nine_utc = SIX.replace(hour=9)
    assert nine_utc.astimezone(ZoneInfo("Asia/Tokyo")).hour == 18
    assert at(SIX).due == 0
    assert at(nine_utc).due == 1


def test_after_a_red_flag_nobody_is_reminded(anna: Patient, everybody: Everybody) -> None:
    log_entries(anna, [a_red_flag("blood-clot")], everybody.patient, CATALOGUE, timezone.now())
    assert (at(SIX).due, len(mail.outbox)) == (0, 0)


def test_a_session_that_has_begun_is_left_in_peace(anna: Patient, everybody: Everybody) -> None:
    begun = {**an_entry(), "at": (SIX - timedelta(hours=1)).isoformat()}
    log_entries(anna, [begun], everybody.patient, CATALOGUE, SIX)
    assert at(SIX).left == 1


def test_a_rest_day_is_left_in_peace(everybody: Everybody) -> None:
    patient = Everybody.record(everybody.patient)
    days = [day for place, day in enumerate(DAYS) if place != SIX.weekday()]
    give_plan(patient, everybody.therapist, SIX - timedelta(days=1), days=days)
    choose(patient, time(18), by_email=True, by_push=False)
    assert at(SIX).left == 1


def test_after_five_without_an_answer_they_stop_and_an_entry_brings_them_back(
    anna: Patient, everybody: Everybody
) -> None:
    for day in range(7):
        at(SIX + timedelta(days=day))
    assert len(mail.outbox) == 5
    assert "last reminder" in mail.outbox[-1].body
    entry = {**an_entry(), "at": (SIX + timedelta(days=7)).isoformat()}
    log_entries(anna, [entry], everybody.patient, CATALOGUE, SIX + timedelta(days=7))
    at(SIX + timedelta(days=8))
    assert len(mail.outbox) == 6


def test_a_mail_server_that_is_away_is_tried_again(anna: Patient, settings: Any) -> None:
    settings.EMAIL_BACKEND = "tests.clinic.test_reminders.Away"
    assert at(SIX).failed == 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert at(SIX + timedelta(minutes=15)).sent == 1


class Away:
    """A mail server that does not answer."""

    def __init__(self, **_: object) -> None:
        pass

    def send_messages(self, messages: list[EmailMessage]) -> int:
        raise ConnectionRefusedError


def stop_link(sent: EmailMessage) -> str:
    found = re.search(rf"{ADDRESS}(/reminders/\S+)", str(sent.body))
    assert found is not None
    assert sent.extra_headers["List-Unsubscribe"] == f"<{ADDRESS}{found.group(1)}>"
    return found.group(1)


def test_the_link_in_a_mail_ends_them_without_signing_in_but_not_by_being_opened(anna: Patient) -> None:
    at(SIX)
    link = stop_link(mail.outbox[0])
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.get(link).status_code == 200
    assert Reminder.objects.get().by_email
    assert stranger.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Reminder.objects.get().by_email
    assert at(SIX + timedelta(days=1)).due == 0


@pytest.mark.parametrize("token", ["x", "a:b:c", "%00"])
def test_a_made_up_stop_link_ends_nothing(token: str, anna: Patient) -> None:
    assert Client().post(f"/reminders/stop/{token}/").status_code in (404, 410)
    assert Reminder.objects.get().by_email


def test_the_page_keeps_the_choice(everybody: Everybody, browser: Any) -> None:
    client = browser(everybody.patient)
    assert client.post("/account/reminders/", {"at": "07:30", "by_email": "1"}).status_code == 302
    kept = Reminder.objects.get()
    assert (kept.at, kept.by_email, kept.by_push) == (time(7, 30), True, False)
    assert 'value="07:30"' in client.get("/account/reminders/").content.decode()


@pytest.mark.parametrize("hour", ["", "25:00", "noon", "18:00'--"])
def test_no_hour_is_asked_again(hour: str, everybody: Everybody, browser: Any) -> None:
    answer = browser(everybody.patient).post("/account/reminders/", {"at": hour})
    assert answer.status_code == 422
    assert not Reminder.objects.exists()


def feed_of(client: Client) -> str:
    """Make an address; its path."""
    page = client.post(reverse("patient-calendar"))
    return str(page.context["address"]).removeprefix("http://testserver")


def events(answer: Any) -> list[Any]:
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_the_calendar_shows_training_days_at_the_chosen_hour_to_a_program(
    anna: Patient, everybody: Everybody, browser: Any
) -> None:
    feed = feed_of(browser(everybody.patient))
    found = events(Client().get(feed))
    revision = anna.revisions.get(status="signed")
    trained = {day for item in revision.plan["items"] for day in item["days"]}
    assert len(found) == len(trained)
    assert {event.start.time() for event in found} == {time(18)}


def test_the_calendar_names_no_exercise_and_no_reason(
    anna: Patient, everybody: Everybody, browser: Any
) -> None:
    text = Client().get(feed_of(browser(everybody.patient))).content.decode().lower()
    names = [exercise.name.lower() for exercise in CATALOGUE.exercises.values()]
    assert not [word for word in ("hip", "impingement", "clamshell", "anna", *names) if word in text]


def test_a_new_address_ends_the_old_one_and_switching_off_ends_all(
    anna: Patient, everybody: Everybody, browser: Any
) -> None:
    client = browser(everybody.patient)
    first, second = feed_of(client), feed_of(client)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    client.post(reverse("patient-calendar"), {"off": "1"})
    assert Client().get(second).status_code == 404


def test_the_secret_is_not_in_the_database_and_not_on_the_page_again(
    anna: Patient, everybody: Everybody, browser: Any
) -> None:
    client = browser(everybody.patient)
    secret = feed_of(client).split("/")[-1].removesuffix(".ics")
    assert len(secret) >= 43
    assert secret not in str(list(Reminder.objects.values()))
    assert secret not in client.get("/account/reminders/").content.decode()


def test_a_locked_plan_has_an_empty_calendar(anna: Patient, everybody: Everybody, browser: Any) -> None:
    feed = feed_of(browser(everybody.patient))
    log_entries(anna, [a_red_flag("blood-clot")], everybody.patient, CATALOGUE, timezone.now())
    assert events(Client().get(feed)) == []


@pytest.mark.parametrize("secret", ["", "x", "a" * 43, "ü"])
def test_a_guessed_address_finds_nothing(secret: str, anna: Patient) -> None:
    assert Client().get(f"/calendar/{secret}.ics").status_code == 404


def test_an_empty_hash_is_no_address(anna: Patient) -> None:
    """Anna has a reminder and no calendar; nothing hashes to what stands there then."""
    assert Reminder.objects.get().calendar_hash == ""
    assert Client().get("/calendar/.ics").status_code == 404


def test_the_calendar_asks_at_most_eight_queries(anna: Patient, everybody: Everybody, browser: Any) -> None:
    feed = feed_of(browser(everybody.patient))
    assert len(queries_of(lambda: Client().get(feed))) <= MOST
