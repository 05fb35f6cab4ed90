"""The demonstration clinic."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from tests.clinic.inbox import open_inbox

from hipwise.clinic.care.beside_page import beside_page
from hipwise.clinic.care.models import Entry, Patient
from hipwise.clinic.care.today import today_document
from hipwise.clinic.demonstration import DemonstrationError, ensure_demonstration
from hipwise.clinic.people.models import Clinic, User
from hipwise.library.catalogue import load_catalogue

# Late enough that every invented session of a day would have been done.
EVENING = timezone.now().replace(hour=21, minute=0)


@pytest.fixture(scope="module")
def demonstration(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Any:
    """The demonstration, made once for this module and rolled back after it."""
    from django.conf import settings
    from django.db import transaction

    kept = settings.DATA, settings.DEMONSTRATION
    settings.DATA, settings.DEMONSTRATION = tmp_path_factory.mktemp("demonstration"), True
    with django_db_blocker.unblock(), transaction.atomic():
        yield ensure_demonstration(EVENING)
        transaction.set_rollback(True)
    settings.DATA, settings.DEMONSTRATION = kept


def inbox() -> dict[str, list[str]]:
    """The inbox of the demonstration's therapist: the rule behind each patient's row, by group."""
    membership = User.objects.get(email="therapist@demo.example").membership
    assert membership is not None
    page = open_inbox(membership, EVENING)
    return {
        group["id"]: [f"{row['patient']['name']}: {row['rule']}" for row in group["rows"]]
        for group in page["groups"]
    }


def test_there_are_a_therapist_and_ten_patients(demonstration: Any) -> None:
    assert [sign_in.role for sign_in in demonstration] == ["therapist"] + ["patient"] * 10


def test_every_patient_but_the_silent_one_has_weeks_of_entries(demonstration: Any) -> None:
    counts = {p.name: Entry.objects.filter(patient=p).count() for p in Patient.objects.all()}
    assert min(counts.values()) > 80


def test_whoever_opens_it_in_the_evening_finds_a_session_to_do(demonstration: Any) -> None:
    patient = Patient.objects.get(name="Demo patient 1")
    document = today_document(patient, EVENING, load_catalogue())
    assert document["state"] == "plan"
    assert [item["sets_done"] for item in document["items"]] == [0] * len(document["items"])


def test_the_inbox_has_a_red_flag_a_flare_a_silence_and_a_step_up(demonstration: Any) -> None:
    found = inbox()
    assert found["now"] == ["Demo patient 4: need-red-flag"]
    assert any(line.startswith("Demo patient 2:") for line in found["today"])
    assert "Demo patient 3: need-silence" in found["this-week"]
    assert "Demo patient 1: need-step-up" in found["this-week"]


def test_the_inbox_has_a_phase_an_override_near_its_end_and_a_letter(demonstration: Any) -> None:
    found = inbox()["this-week"]
    assert "Demo patient 6: need-phase" in found
    assert "Demo patient 7: need-override-ends" in found
    assert "Demo patient 10: response-refer" in found


def test_one_patient_is_running_and_one_has_closed_the_programme(demonstration: Any) -> None:
    catalogue = load_catalogue()
    page = beside_page(Patient.objects.get(name="Demo patient 8"), EVENING, catalogue)
    assert page is not None
    assert (page["running"]["is_open"], page["running"]["number"]) == (True, 5)
    closed = Patient.objects.get(name="Demo patient 9").revisions.get(status="signed")
    assert closed.plan["care"] == "maintenance"


def test_the_red_flag_has_locked_the_plan(demonstration: Any) -> None:
    assert Patient.objects.get(name="Demo patient 4").is_locked


def test_one_patient_was_operated_on(demonstration: Any) -> None:
    patient = Patient.objects.get(name="Demo patient 5")
    assert patient.revisions.get(status="signed").plan["pathway"] == "post-operative"


def test_making_it_again_changes_nothing(demonstration: Any) -> None:
    assert ensure_demonstration() == demonstration
    assert Clinic.objects.count() == 1


def test_the_sign_ins_are_for_the_owner_of_the_folder_alone(demonstration: Any) -> None:
    from django.conf import settings

    file = Path(settings.DATA) / "sign_ins.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [entry["email"] for entry in json.loads(file.read_text())] == [s.email for s in demonstration]


def test_the_sign_in_page_names_them_only_in_the_demonstration(demonstration: Any, client: Any) -> None:
    from django.conf import settings

    assert demonstration[0].password in client.get("/accounts/login/").content.decode()
    settings.DEMONSTRATION = False
    try:
        assert demonstration[0].password not in client.get("/accounts/login/").content.decode()
    finally:
        settings.DEMONSTRATION = True


@pytest.mark.django_db
def test_it_is_not_put_among_the_data_of_a_real_clinic(tmp_path: Path, settings: Any) -> None:
    settings.DATA = tmp_path
    Clinic.objects.create(name="A real clinic")
    with pytest.raises(DemonstrationError, match="expected an empty database"):
        ensure_demonstration()
