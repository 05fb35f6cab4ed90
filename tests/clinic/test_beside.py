"""Beside the exercises: the patient's page, a run or walk that is logged, and the gate at the desk."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.clinic.entries import a_pain
from tests.clinic.people import Everybody, an_intake, days_ago, give_plan
from tests.clinic.test_decisions import log

from hipwise.clinic.care.beside_page import BesideError, beside_page, log_beside, open_running
from hipwise.clinic.care.locking import flag_cards, lock_plan
from hipwise.clinic.care.models import Entry
from hipwise.library.catalogue import load_catalogue

CATALOGUE = load_catalogue()
NOW = datetime.now(UTC).replace(microsecond=0)
SEEN = CATALOGUE.programmes["running"].confirm
READY: dict[str, Any] = {
    "weeks_in_programme": 14,
    "goals": ["run"],
    "pain": {"rest": 0, "worst_24h": 1, "pinch": 0, "site": "groin", "flare_last_7_days": False},
    "tests": {
        **an_intake()["tests"],
        "hip_abductor_strength": {"left": "normal", "right": "normal"},
        "core_control": "normal",
        "single_leg_stance_s": {"left": 45, "right": 45},
        "side_plank_s": {"left": 50, "right": 50},
        "single_leg_squat_good_reps": {"left": 12, "right": 12},
        "plank_s": 60,
        "single_leg_bridge_s": {"left": 45, "right": 45},
        "y_balance_percent": {"left": 95, "right": 95},
        "walk_minutes_pain_free": 60,
    },
    "outcomes": {"ihot12": 80, "hos_adl": 98, "hos_sport": 95},
}

pytestmark = pytest.mark.django_db


def a_runner(everybody: Everybody, **changes: Any) -> Any:
    """Anna wants to run; her signs are there, and her mornings of the last days are calm."""
    patient = everybody.record(everybody.patient)
    give_plan(patient, everybody.therapist, days_ago(4), **{**READY, **changes})
    mornings = [a_pain(0, "next_morning", ago * 24 * 60 + 30, night_waking=False) for ago in (0, 1, 2)]
    log(patient, everybody.patient, mornings, NOW)
    patient.refresh_from_db()
    return patient


def running(patient: Any) -> Any:
    return beside_page(patient, NOW, CATALOGUE)["running"]


def test_the_gate_waits_for_a_person_only_when_every_measured_sign_is_there(everybody: Everybody):
    found = running(a_runner(everybody))
    assert (found["is_open"], found["waits_for_a_person_only"]) == (False, True)


def test_a_clinician_who_has_seen_every_sign_opens_it(everybody: Everybody):
    patient = a_runner(everybody)
    open_running(patient, everybody.therapist, SEEN, False, CATALOGUE, NOW)
    found = running(patient)
    assert (found["is_open"], found["number"], found["is_today"]) == (True, 1, True)


def test_a_sign_that_was_not_seen_keeps_it_shut(everybody: Everybody):
    patient = a_runner(everybody)
    with pytest.raises(BesideError, match="Confirm each sign first"):
        open_running(patient, everybody.therapist, SEEN[1:], False, CATALOGUE, NOW)
    assert not running(patient)["is_open"]


def test_a_measured_sign_that_is_missing_cannot_be_overruled(everybody: Everybody):
    patient = a_runner(everybody, outcomes={"hos_adl": 98})
    with pytest.raises(BesideError, match="A measured sign is not there yet"):
        open_running(patient, everybody.therapist, SEEN, False, CATALOGUE, NOW)


def test_nothing_is_opened_while_the_plan_is_locked(everybody: Everybody):
    patient = a_runner(everybody)
    lock_plan(patient, flag_cards(["infection"], CATALOGUE), NOW)
    with pytest.raises(BesideError):
        open_running(patient, everybody.therapist, SEEN, False, CATALOGUE, NOW)


def test_a_patient_cannot_say_yes_for_themselves(everybody: Everybody):
    patient = a_runner(everybody)
    sent = {**a_pain(0), "kind": "go_ahead", "programme": "running", "by": "me"}
    for key in ("when", "score", "pinch", "exercise"):
        sent.pop(key, None)
    from hipwise.clinic.care.entries import log_entries

    assert log_entries(patient, [sent], everybody.patient, CATALOGUE, NOW).refused


def test_a_run_is_logged_from_the_page(everybody: Everybody, client: Client):
    patient = a_runner(everybody)
    open_running(patient, everybody.therapist, SEEN, False, CATALOGUE, NOW)
    client.force_login(everybody.patient)
    posted = {
        "kind": "run",
        "step": "1",
        "score": "1",
        "after": "0",
        "pinch": "0",
        "limp": "no",
        "swelling": "no",
    }
    client.post(reverse("patient-beside"), posted)
    assert Entry.objects.get(kind="run").payload["score"] == 1
    assert not running(patient)["is_today"]


def test_pain_of_eight_in_a_run_opens_the_questions(everybody: Everybody):
    patient = a_runner(everybody)
    log_beside(patient, everybody.patient, {"kind": "run", "step": "1", "score": "8"}, CATALOGUE, NOW)
    assert beside_page(patient, NOW, CATALOGUE)["running"] is None


def test_what_was_logged_today_can_be_changed_on_the_page(everybody: Everybody):
    patient = a_runner(everybody)
    log_beside(patient, everybody.patient, {"kind": "walk", "minutes": "20", "score": "3"}, CATALOGUE, NOW)
    (row,) = beside_page(patient, NOW, CATALOGUE)["logged"]
    assert (row["what"], row["told"], row["is_today"]) == ("Walk, 20 minutes", "Pain in it 3", True)
    changed = {"kind": "walk", "minutes": "15", "score": "1", "of": row["id"]}
    log_beside(patient, everybody.patient, changed, CATALOGUE, NOW + timedelta(minutes=1))
    (row,) = beside_page(patient, NOW, CATALOGUE)["logged"]
    assert (row["what"], row["values"]["score"]) == ("Walk, 15 minutes", "1")


@pytest.mark.parametrize("of", ["nothing", "x" * 300, "../"])
def test_a_change_of_nothing_is_answered_with_one_sentence(of: str, everybody: Everybody):
    patient = a_runner(everybody)
    posted = {"kind": "walk", "minutes": "15", "score": "1", "of": of}
    with pytest.raises(BesideError):
        log_beside(patient, everybody.patient, posted, CATALOGUE, NOW)


def test_nobody_changes_the_walk_of_another_person(everybody: Everybody):
    patient = a_runner(everybody)
    log_beside(patient, everybody.patient, {"kind": "walk", "minutes": "20", "score": "3"}, CATALOGUE, NOW)
    of = str(Entry.objects.get(kind="walk").client_id)
    other = everybody.record(everybody.second_patient)
    posted = {"kind": "walk", "minutes": "1", "score": "0", "of": of}
    with pytest.raises(BesideError):
        log_beside(other, everybody.second_patient, posted, CATALOGUE, NOW)
    assert beside_page(patient, NOW, CATALOGUE)["logged"][0]["what"] == "Walk, 20 minutes"


def test_the_desk_sees_the_runs(everybody: Everybody, client: Client):
    patient = a_runner(everybody)
    open_running(patient, everybody.therapist, SEEN, False, CATALOGUE, NOW)
    log_beside(patient, everybody.patient, {"kind": "run", "step": "1", "score": "2"}, CATALOGUE, NOW)
    client.force_login(everybody.therapist)
    page = client.get(reverse("patient-running", args=(patient.pk,))).content.decode()
    assert "Run, step 1" in page
    assert "Pain in it 2" in page


def test_what_makes_no_sense_is_answered_with_one_sentence(everybody: Everybody, client: Client):
    patient = a_runner(everybody)
    for posted in ({"kind": "swim"}, {"kind": "walk", "minutes": "-4"}, {"kind": "run", "score": "1"}):
        with pytest.raises(BesideError):
            log_beside(patient, everybody.patient, posted, CATALOGUE, NOW)


def test_the_page_shows_the_signs_and_the_walk(everybody: Everybody, client: Client):
    a_runner(everybody)
    client.force_login(everybody.patient)
    page = client.get(reverse("patient-beside")).content.decode()
    assert "You hold a plank for 45 seconds." in page
    assert "Log the walk" in page


def test_somebody_who_only_walks_sees_no_running(everybody: Everybody):
    assert running(a_runner(everybody, goals=["walk-without-pain"])) is None


def test_before_a_plan_the_page_leads_to_today(everybody: Everybody, client: Client):
    client.force_login(everybody.patient)
    assert client.get(reverse("patient-beside")).url == reverse("patient-today")


def test_another_clinic_sees_no_gate(everybody: Everybody, client: Client):
    patient = a_runner(everybody)
    client.force_login(everybody.other_therapist)
    assert client.get(reverse("patient-running", args=(patient.pk,))).status_code == 404


def test_after_a_long_wait_the_yes_holds_no_longer_than_the_signs(everybody: Everybody):
    patient = a_runner(everybody)
    open_running(patient, everybody.therapist, SEEN, False, CATALOGUE, NOW)
    later = NOW + timedelta(days=200)
    page = beside_page(patient, later, CATALOGUE)
    assert page["running"] is None or not page["running"]["is_open"]
