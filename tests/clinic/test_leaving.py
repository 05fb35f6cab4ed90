"""Deleting an account: with the password, after two weeks, and then nothing of the person is left."""

import re
import sqlite3
import uuid
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse
from tests.clinic.entries import a_pain, an_entry
from tests.clinic.people import Everybody, give_plan, make_everybody
from tests.clinic.test_messages import rows, write

from hipwise.clinic.care.decisions import propose_after
from hipwise.clinic.care.entries import log_entries
from hipwise.clinic.care.erasure import erase_due
from hipwise.clinic.care.leaving import GRACE
from hipwise.clinic.care.models import (
    DecisionRecord,
    Entry,
    Leaving,
    Message,
    Note,
    Patient,
    PlanRevision,
    Reminder,
)
from hipwise.clinic.care.reminders import choose
from hipwise.clinic.people.joining import invite
from hipwise.clinic.people.models import Clinic, Membership, Role, User
from hipwise.library.catalogue import load_catalogue

PASSWORD = "a long password"
NOW = datetime.now(UTC)


def fill(everybody: Everybody, user: User, client: Any) -> Patient:
    """A record with everything that a person may leave behind."""
    patient = Everybody.record(user)
    give_plan(patient, everybody.therapist, NOW - timedelta(days=3))
    entries = [an_entry(90), a_pain(6, "next_morning", 60), a_pain(4, minutes_ago=50)]
    result = log_entries(patient, entries, user, load_catalogue(), NOW)
    propose_after(patient, result, load_catalogue(), NOW)
    choose(patient, time(18), by_email=True, by_push=False)
    Note.objects.create(
        clinic=patient.clinic, patient=patient, author=everybody.therapist, text=f"{user.name} is afraid"
    )
    if not patient.clinic.is_solo:
        write(client, f"{user.name} here: may I swim?")
        invite(patient.clinic, Role.PATIENT, everybody.therapist, email=user.email)
    client.get("/today/")
    return patient


def leave(client: Any, password: str = PASSWORD) -> Any:
    return client.post(reverse("patient-leave"), {"password": password, "sure": "1"})


def everything_stored() -> str:
    """Every value of every row of every table; ids without hyphens, as some databases keep them."""
    stored = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if "migrations" not in table:
                cursor.execute(f'SELECT * FROM "{table}"')
                stored += [str(row) for row in cursor.fetchall()]
    return "\n".join(stored).replace("-", "")


def plain(*values: object) -> set[str]:
    """The values as `everything_stored` has them."""
    return {str(value).replace("-", "") for value in values}


def test_asking_needs_the_password_and_a_tick(everybody: Everybody, browser: Any) -> None:
    client = browser(everybody.patient)
    assert leave(client, "wrong").status_code == 422
    assert client.post(reverse("patient-leave"), {"password": PASSWORD}).status_code == 422
    assert not Leaving.objects.exists()


def test_guessing_the_password_is_slowed_down(everybody: Everybody, browser: Any) -> None:
    client = browser(everybody.patient)
    for _ in range(12):
        answer = leave(client, "wrong")
    assert "many attempts" in answer.content.decode()


def test_at_once_nothing_reaches_the_person_any_more_and_the_clinic_is_told(
    everybody: Everybody, browser: Any
) -> None:
    client = browser(everybody.patient)
    choose(Everybody.record(everybody.patient), time(18), by_email=True, by_push=False)
    leave(client)
    assert not Reminder.objects.exists()
    [row] = rows(browser(everybody.therapist))
    assert "delete my account" in row["messages"][0]["text"]


def test_until_the_day_one_can_stay(everybody: Everybody, browser: Any) -> None:
    client = browser(everybody.patient)
    leave(client)
    assert "We delete it on" in client.get(reverse("patient-leave")).content.decode()
    client.post(reverse("patient-keep"))
    assert erase_due(NOW + GRACE + timedelta(days=1)).due == 0
    assert "keep my account" in Message.objects.latest("sent_at").text


def test_nothing_is_erased_before_the_day(everybody: Everybody, browser: Any) -> None:
    leave(browser(everybody.patient))
    assert erase_due(NOW + GRACE - timedelta(hours=1)).due == 0
    assert User.objects.filter(pk=everybody.patient.pk).exists()


def test_asking_twice_does_not_move_the_day(everybody: Everybody, browser: Any) -> None:
    client = browser(everybody.patient)
    leave(client)
    first = Leaving.objects.get().due_at
    leave(client)
    assert Leaving.objects.get().due_at == first


def test_in_a_clinic_nothing_of_the_person_is_left(everybody: Everybody, browser: Any) -> None:
    user, client = everybody.patient, browser(everybody.patient)
    patient = fill(everybody, user, client)
    own = plain(user.email, user.name, user.pk, *Entry.objects.values_list("client_id", flat=True))
    assert all(word in everything_stored() for word in own)
    leave(client)
    done = erase_due(NOW + GRACE + timedelta(days=1))
    assert (done.erased, done.failed) == (1, 0)
    left = everything_stored()
    assert not [word for word in own | {"swim", "afraid", "Anna"} if word in left]
    assert Patient.objects.get(pk=patient.pk).name.startswith("Former patient ")


def test_what_the_clinic_answers_for_stays_without_a_name(everybody: Everybody, browser: Any) -> None:
    client = browser(everybody.patient)
    patient = fill(everybody, everybody.patient, client)
    leave(client)
    erase_due(NOW + GRACE + timedelta(days=1))
    revision = PlanRevision.objects.filter(patient=patient).order_by("number").first()
    assert revision is not None
    assert revision.signed_by == everybody.therapist
    assert set(revision.plan["items"][0]) >= {"exercise", "sets"}
    assert not re.search(r"[a-z]+ [a-z]+ [a-z]+", str(revision.plan))  # no sentence


def test_a_person_alone_is_erased_with_the_clinic_of_one(everybody: Everybody, browser: Any) -> None:
    client = browser(everybody.solo)
    patient = fill(everybody, everybody.solo, client)
    own = plain(patient.clinic_id, everybody.solo.pk, patient.pk, "Solveig", everybody.solo.email)
    leave(client)
    done = erase_due(NOW + GRACE + timedelta(days=1))
    assert (done.erased, done.failed) == (1, 0)
    left = everything_stored()
    assert not [word for word in own if word in left]


def test_the_others_keep_everything(everybody: Everybody, browser: Any) -> None:
    fill(everybody, everybody.second_patient, browser(everybody.second_patient))
    fill(everybody, everybody.patient, browser(everybody.patient))
    ben = Everybody.record(everybody.second_patient)
    before = (Entry.objects.filter(patient=ben).count(), Message.objects.filter(patient=ben).count())
    leave(browser(everybody.patient))
    erase_due(NOW + GRACE + timedelta(days=1))
    after = (Entry.objects.filter(patient=ben).count(), Message.objects.filter(patient=ben).count())
    assert before == after
    assert browser(everybody.second_patient).get("/today/").status_code == 200


def test_the_clinics_pages_do_not_show_an_erased_record(everybody: Everybody, browser: Any) -> None:
    patient = fill(everybody, everybody.patient, browser(everybody.patient))
    leave(browser(everybody.patient))
    erase_due(NOW + GRACE + timedelta(days=1))
    therapist = browser(everybody.therapist)
    assert therapist.get(reverse("patient-record", args=(patient.pk,))).status_code == 404
    assert "Former patient" not in therapist.get(reverse("patients")).content.decode()
    assert rows(therapist) == []


def test_no_decision_about_an_erased_record_is_answered(everybody: Everybody, browser: Any) -> None:
    client = browser(everybody.patient)
    patient = fill(everybody, everybody.patient, client)
    decision = DecisionRecord.objects.filter(patient=patient).first()
    assert decision is not None
    address = reverse("decision-answer", args=(decision.pk,))
    leave(client)
    erase_due(NOW + GRACE + timedelta(days=1))
    assert DecisionRecord.objects.filter(pk=decision.pk).exists()
    assert browser(everybody.therapist).post(address, {"answer": "decline"}).status_code == 404


def test_the_person_can_sign_up_again_as_somebody_new(everybody: Everybody, browser: Any) -> None:
    leave(browser(everybody.patient))
    erase_due(NOW + GRACE + timedelta(days=1))
    assert browser(None).get("/today/").status_code == 302
    assert not User.objects.filter(email="anna@one.example").exists()


def test_a_person_with_two_records_leaves_both(everybody: Everybody, browser: Any) -> None:
    second = Clinic.objects.get(name="Clinic Two")
    membership = Membership.objects.create(clinic=second, user=everybody.patient, role=Role.PATIENT)
    Patient.objects.create(clinic=second, membership=membership, name="Anna Patient")
    leave(browser(everybody.patient))
    assert erase_due(NOW + GRACE + timedelta(days=1)).erased == 1
    assert not Patient.objects.filter(name="Anna Patient").exists()


def test_whoever_also_works_in_a_clinic_asks_its_admin_first(everybody: Everybody, browser: Any) -> None:
    second = Clinic.objects.get(name="Clinic Two")
    Membership.objects.create(clinic=second, user=everybody.patient, role=Role.THERAPIST)
    assert leave(browser(everybody.patient)).status_code == 422
    assert not Leaving.objects.exists()


def test_every_model_about_a_patient_is_thought_of() -> None:
    """A new table with a patient in it goes by itself; one that points to one otherwise fails here."""
    roundabout = {"DelegationEnd", "OverrideWithdrawal", "OwnDose", "QuestionnaireText", "Leaving", "Patient"}
    for model in apps.get_app_config("care").get_models():
        has_patient = any(field.name == "patient" for field in model._meta.fields)
        assert has_patient or model.__name__ in roundabout or "Clinic" in model.__name__, model.__name__


@pytest.mark.django_db(transaction=True)
def test_not_even_the_database_file_holds_a_trace(browser: Any) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL vacuums by itself")
    everybody = make_everybody()
    name = f"Zacharias {uuid.uuid4().hex}"
    User.objects.filter(pk=everybody.patient.pk).update(name=name)
    Patient.objects.filter(membership__user=everybody.patient).update(name=name)
    everybody.patient.refresh_from_db()
    leave(browser(everybody.patient))
    erase_due(NOW + GRACE + timedelta(days=1))
    file = Path(connection.settings_dict["NAME"])
    connection.close()
    with sqlite3.connect(file) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    held = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    assert name.encode() not in held
