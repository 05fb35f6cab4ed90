"""Home tests on pages: the list, one test with its guide, the result for the patient and at the desk."""

import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.clinic.entries import a_pain, an_entry
from tests.clinic.people import Everybody, days_ago, give_plan
from tests.clinic.test_beside import READY
from tests.clinic.test_decisions import log
from tests.clinic.test_queries import MOST, queries_of

from hipwise.clinic.care.home_tests import home_test_page, home_tests_page
from hipwise.clinic.care.locking import flag_cards, lock_plan
from hipwise.clinic.care.revisions import signed_revision
from hipwise.library.catalogue import load_catalogue

CATALOGUE = load_catalogue()
NOW = datetime.now(UTC).replace(microsecond=0)
STANCE = "single-leg-stance"

pytestmark = pytest.mark.django_db


def a_patient(everybody: Everybody, **changes: Any) -> Any:
    """Anna with a plan; her tests of the intake open everything but what the changes take away."""
    patient = everybody.record(everybody.patient)
    give_plan(patient, everybody.therapist, days_ago(4), **{**READY, **changes})
    patient.refresh_from_db()
    return patient


def a_quiet_week(everybody: Everybody, **changes: Any) -> Any:
    """Anna in a week without a new questionnaire, with calm mornings."""
    patient = everybody.record(everybody.patient)
    give_plan(patient, everybody.therapist, days_ago(9), **{**READY, **changes})
    mornings = [
        a_pain(0, "next_morning", ago * 24 * 60 + 30, pinch=0, night_waking=False) for ago in range(6)
    ]
    log(patient, everybody.patient, mornings, NOW)
    patient.refresh_from_db()
    return patient


def without(measure: str) -> dict[str, Any]:
    return {"tests": {**READY["tests"], measure: None}}


def a_test(minutes_ago: int, measure: str = "single_leg_stance_s", **body: Any) -> dict[str, Any]:
    """A test that was tried some minutes ago; without trials it was put off."""
    moment = {key: value for key, value in an_entry(minutes_ago).items() if key in ("id", "at")}
    return {**moment, "kind": "test", "test": measure, **body}


def names(rows: list[dict[str, Any]]) -> list[str]:
    return [row["id"] for row in rows]


def the_page(everybody: Everybody, client: Client, name: str, *args: str) -> str:
    client.force_login(everybody.patient)
    return client.get(reverse(name, args=args)).content.decode()


def the_list(patient: Any) -> Any:
    return home_tests_page(patient, signed_revision(patient), NOW, CATALOGUE)


def test_a_test_that_a_door_waits_for_stands_first(everybody: Everybody):
    page = the_list(a_patient(everybody, **without("single_leg_stance_s")))
    assert STANCE in names(page["asked"])


def test_every_test_is_in_one_list(everybody: Everybody):
    page = the_list(a_patient(everybody))
    listed = names([*page["asked"], *page["open"], *page["later"]])
    assert sorted(listed) == sorted(CATALOGUE.home_tests)


def test_the_list_shows_what_each_test_looks_like(everybody: Everybody, client: Client):
    a_quiet_week(everybody, **without("single_leg_stance_s"))
    drawn = CATALOGUE.home_tests[STANCE].drawn
    assert reverse("figure-still", args=(drawn, "right", "thumb")) in the_page(
        everybody, client, "patient-tests"
    )


def test_what_waits_says_why(everybody: Everybody):
    page = the_list(a_patient(everybody, goals=["walk-without-pain"]))
    (hop,) = [row for row in page["later"] if row["id"] == "single-leg-hop"]
    assert hop["waits"]


def test_today_mentions_it_quietly(everybody: Everybody, client: Client):
    a_quiet_week(everybody, **without("single_leg_stance_s"))
    assert "A test opens the next door" in the_page(everybody, client, "patient-today")


def test_today_says_nothing_for_a_week_after_it_was_tried(everybody: Everybody, client: Client):
    patient = a_quiet_week(everybody, **without("single_leg_stance_s"))
    for measure in ("single_leg_hop_cm", "y_balance_percent"):
        log(patient, everybody.patient, [a_test(5, measure)], NOW)
    log(patient, everybody.patient, [a_test(4)], NOW)
    assert "A test opens the next door" not in the_page(everybody, client, "patient-today")


def test_the_guide_knows_sides_and_what_was_before(everybody: Everybody):
    patient = a_patient(everybody)
    log(patient, everybody.patient, [a_test(60, trials={"left": [31, 45, 40]})], NOW)
    document = home_test_page(patient, signed_revision(patient), STANCE, NOW, CATALOGUE)["test"]
    assert [side["words"] for side in document["sides"]] == ["RIGHT leg stands", "LEFT leg stands"]
    assert [entry.get("trials") for entry in document["earlier"]] == [None, {"left": [31.0, 45.0, 40.0]}]


def test_the_page_carries_the_guide_and_the_day(everybody: Everybody, client: Client):
    a_patient(everybody)
    page = the_page(everybody, client, "patient-test", STANCE)
    found = json.loads(re.search(r'id="test-document" type="application/json">(.*?)</script>', page)[1])
    assert found["measure"] == "single_leg_stance_s"
    assert 'id="today-document"' in page


def test_a_test_that_waits_has_no_start(everybody: Everybody, client: Client):
    a_patient(everybody, goals=["walk-without-pain"])
    page = the_page(everybody, client, "patient-test", "single-leg-hop")
    assert "Not now" in page
    assert "data-begin" not in page


def test_only_the_page_of_a_test_may_feel_the_tilt(everybody: Everybody, client: Client):
    a_patient(everybody)
    client.force_login(everybody.patient)
    policies = [
        client.get(address)["Permissions-Policy"]
        for address in (reverse("patient-test", args=(STANCE,)), reverse("patient-tests"))
    ]
    assert ["gyroscope=(self)" in policy for policy in policies] == [True, False]


def test_a_test_that_there_is_not(everybody: Everybody, client: Client):
    a_patient(everybody)
    client.force_login(everybody.patient)
    assert client.get(reverse("patient-test", args=("handstand",))).status_code == 404


@pytest.mark.parametrize("name", ["patient-tests", "patient-test"])
def test_a_locked_plan_leads_to_today(everybody: Everybody, client: Client, name: str):
    patient = a_patient(everybody)
    lock_plan(patient, flag_cards(["infection"], CATALOGUE), NOW)
    client.force_login(everybody.patient)
    answer = client.get(reverse(name, args=(STANCE,) if name == "patient-test" else ()))
    assert (answer.status_code, answer.url) == (302, reverse("patient-today"))


def test_progress_shows_both_sides_and_the_percent(everybody: Everybody, client: Client):
    patient = a_patient(everybody)
    log(patient, everybody.patient, [a_test(60, trials={"left": [40] * 3, "right": [30] * 3})], NOW)
    page = the_page(everybody, client, "patient-progress")
    assert "Your left side reaches 133 of 100 of your right side." in page


def test_the_desk_sees_results_with_bars_and_the_error(everybody: Everybody, client: Client):
    patient = a_patient(everybody)
    lines = [a_test(60 * 24, trials={"left": [30, 35, 40], "right": [30, 31, 32]})]
    log(patient, everybody.patient, lines, NOW)
    client.force_login(everybody.therapist)
    page = client.get(reverse("patient-record", args=(patient.pk,))).content.decode()
    assert 'class="chart-bar"' in page
    assert "Smallest detectable change: no source tells it." in page


def test_a_test_of_another_clinic_is_not_shown(everybody: Everybody, client: Client):
    a_patient(everybody)
    client.force_login(everybody.therapist)
    assert client.get(reverse("patient-tests")).status_code == 403


@pytest.mark.parametrize("name", ["patient-test", "patient-today"])
def test_the_pages_ask_the_database_little(everybody: Everybody, client: Client, name: str):
    a_patient(everybody)
    client.force_login(everybody.patient)
    address = reverse(name, args=(STANCE,) if name == "patient-test" else ())
    asked = queries_of(lambda: client.get(address))
    assert len(asked) <= MOST, "\n".join(asked)


def test_nothing_is_said_before_a_plan(everybody: Everybody):
    patient = everybody.record(everybody.patient)
    assert the_list(patient) is None
