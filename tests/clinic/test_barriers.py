"""What a person may tap when a session does not come about, and what the desk hears of it."""

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from tests.clinic.people import Everybody, give_plan
from tests.clinic.test_today import a_day_with_exercises, a_rest_day, document

from hipwise.clinic.care.barrier_card import barrier_choices
from hipwise.clinic.care.entries import log_entries
from hipwise.clinic.care.models import PlanRevision
from hipwise.follow.barrier import ShorterBudget
from hipwise.library.catalogue import load_catalogue
from hipwise.plan.plan import plan_from_mapping


@pytest.fixture
def anna(everybody: Everybody) -> Any:
    """Anna's record with a plan in force."""
    patient = Everybody.record(everybody.patient)
    give_plan(patient, everybody.therapist)
    return patient


def tell(anna: Any, everybody: Everybody, now: datetime, reason: str, **more: str) -> None:
    """Say at that moment why the day was left out."""
    entry = {"id": str(uuid.uuid4()), "at": now.isoformat(), "kind": "skip", "reason": reason, **more}
    log_entries(anna, [entry], everybody.patient, load_catalogue(), now)


def ways(found: dict[str, Any]) -> dict[str, str]:
    """The address of each choice's way on."""
    return {choice["value"]: choice["way_url"] for choice in found["barriers"]["choices"]}


def test_each_choice_has_words_and_most_have_a_way_on(anna: Any) -> None:
    found = document(anna, a_day_with_exercises(anna))
    assert all(choice["title"] and choice["text"] for choice in found["barriers"]["choices"])
    offered = ways(found)
    assert offered["time"].endswith("?short=1")
    assert offered["fear"].endswith("hurt-or-harm/")
    assert offered["forgot"].endswith("reminders/")


def test_on_a_rest_day_no_short_session_is_offered(anna: Any) -> None:
    assert ways(document(anna, a_rest_day(anna)))["time"] == ""


def test_a_pinch_is_told_in_the_session_alone(anna: Any) -> None:
    found = document(anna, a_day_with_exercises(anna))
    assert "pinch" not in ways(found)
    assert "pinch" in [reason["value"] for reason in found["settings"]["skip_reasons"]]


SHORTER = ShorterBudget(days=3, minutes=10)


@pytest.mark.parametrize("is_solo", [False, True])
def test_no_time_again_and_again_names_a_shorter_plan(anna: Any, is_solo: bool) -> None:
    anna.clinic.is_solo = is_solo
    items = plan_from_mapping(PlanRevision.objects.get().plan, "the plan").items
    told = {c["value"]: c for c in barrier_choices(anna, items, True, load_catalogue(), SHORTER)}
    assert "10 minutes a day" in told["time"]["text"]
    way = reverse("patient-intake") if is_solo else reverse("patient-session") + "?short=1"
    assert told["time"]["way_url"] == way
    assert all("10 minutes" not in told[value]["text"] for value in told if value != "time")


def test_the_day_is_noted_once_it_was_told(anna: Any, everybody: Everybody) -> None:
    now = a_day_with_exercises(anna)
    assert not document(anna, now)["barriers"]["is_told"]
    tell(anna, everybody, now, "time")
    assert document(anna, now)["barriers"]["is_told"]


def test_days_without_an_entry_are_asked_about_until_they_are_told(anna: Any, everybody: Everybody) -> None:
    revision = PlanRevision.objects.get(patient=anna, status="signed")
    made = datetime.now(UTC).date() - timedelta(days=4)
    revision.plan = {**revision.plan, "made_on": made.isoformat()}
    revision.save(update_fields=["plan"])
    now = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
    asked = document(anna, now)["barriers"]["open"]
    assert asked is not None
    for day in asked["days"]:
        assert date.fromisoformat(day) < now.date()
        tell(anna, everybody, now, "forgot", day=day)
    assert document(anna, now)["barriers"]["open"] is None


def test_a_short_session_is_told_to_the_phone(anna: Any) -> None:
    found = document(anna, a_day_with_exercises(anna))
    assert 1 <= found["short_count"] <= found["exercise_count"]


def test_people_alone_are_sent_to_nobody(everybody: Everybody) -> None:
    alone = Everybody.record(everybody.solo)
    give_plan(alone, everybody.solo, therapist=False)
    found = document(alone, a_day_with_exercises(alone))
    texts = " ".join(choice["text"] for choice in found["barriers"]["choices"])
    assert "therapist" not in texts
    assert ways(found)["other"] == ""
