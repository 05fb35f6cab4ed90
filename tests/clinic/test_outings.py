"""A run or a walk on the phone: only what the rules allow today, in the parts of its step."""

from typing import Any

import pytest
from django.urls import reverse
from tests.clinic.people import Everybody
from tests.clinic.test_beside import CATALOGUE, NOW, SEEN, a_runner

from hipwise.clinic.care.beside_page import open_running
from hipwise.clinic.care.locking import flag_cards, lock_plan
from hipwise.clinic.care.outing_page import outing_page
from hipwise.clinic.care.today import open_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def runner(everybody: Everybody) -> Any:
    """Anna, whose therapist has opened the running programme."""
    patient = a_runner(everybody)
    open_running(patient, everybody.therapist, SEEN, False, CATALOGUE, NOW)
    return patient


def test_todays_run_has_the_parts_of_its_step(runner: Any) -> None:
    page = outing_page(open_day(runner, NOW, CATALOGUE), "run", CATALOGUE)
    assert page is not None
    assert page["outing"]["step"] == 1
    assert [part["kind"] for part in page["outing"]["parts"]] == ["walk", "run"] * 3


def test_a_walk_is_as_long_as_the_rules_allow(runner: Any) -> None:
    page = outing_page(open_day(runner, NOW, CATALOGUE), "walk", CATALOGUE)
    assert page is not None
    assert page["outing"]["step"] is None
    assert page["words"] == f"up to {page['outing']['parts'][0]['seconds'] / 60:g} minutes"


def test_before_the_gate_is_open_there_is_no_run(everybody: Everybody, browser: Any) -> None:
    patient = a_runner(everybody)
    assert outing_page(open_day(patient, NOW, CATALOGUE), "run", CATALOGUE) is None
    answer = browser(everybody.patient).get(reverse("patient-outing", args=("run",)))
    assert answer.url == reverse("patient-beside")


def test_a_locked_plan_leads_away(runner: Any, everybody: Everybody, browser: Any) -> None:
    client = browser(everybody.patient)
    lock_plan(runner, flag_cards(["infection"], CATALOGUE), NOW)
    answer = client.get(reverse("patient-outing", args=("walk",)))
    assert answer.status_code == 302
    assert "outing-document" not in answer.content.decode()


def test_the_page_says_when_to_stop(runner: Any, everybody: Everybody, browser: Any) -> None:
    page = browser(everybody.patient).get(reverse("patient-outing", args=("run",))).content.decode()
    assert "Above 2 of 10, with a pinch in front, or with a limp" in page


def test_there_is_no_other_outing(runner: Any, everybody: Everybody, browser: Any) -> None:
    answer = browser(everybody.patient).get(reverse("patient-outing", args=("swim",)))
    assert answer.status_code == 404
