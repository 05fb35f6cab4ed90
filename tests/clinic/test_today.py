"""Today in one document."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from tests.clinic.entries import a_pain, a_red_flag, an_entry
from tests.clinic.people import Everybody, give_plan

from hipwise.clinic.care.entries import log_entries
from hipwise.clinic.care.models import Entry, PlanRevision
from hipwise.clinic.care.self_contained import self_contained
from hipwise.clinic.care.today import today_document
from hipwise.library.catalogue import load_catalogue
from hipwise.plan.intake import DAYS


def a_day_with_exercises(patient: Any) -> datetime:
    """Noon of the next day on which the plan in force asks for something."""
    plan = PlanRevision.objects.get(patient=patient, status="signed").plan
    noon = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
    return next(
        noon + timedelta(days=ahead)
        for ahead in range(8)
        if DAYS[(noon + timedelta(days=ahead)).weekday()] in plan["schedule"]
    )


def a_rest_day(patient: Any) -> datetime:
    """Noon of the next day without exercises."""
    plan = PlanRevision.objects.get(patient=patient, status="signed").plan
    noon = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
    return next(
        noon + timedelta(days=ahead)
        for ahead in range(8)
        if DAYS[(noon + timedelta(days=ahead)).weekday()] not in plan["schedule"]
    )


@pytest.fixture
def anna(everybody: Everybody) -> Any:
    """Anna's record with a plan in force."""
    patient = Everybody.record(everybody.patient)
    give_plan(patient, everybody.therapist)
    return patient


def document(patient: Any, now: datetime) -> dict[str, Any]:
    """Today's document, through JSON and back."""
    parsed: dict[str, Any] = json.loads(json.dumps(today_document(patient, now, load_catalogue())))
    return parsed


def test_it_has_the_items_of_the_day_with_what_a_player_needs(anna: Any) -> None:
    found = document(anna, a_day_with_exercises(anna))
    assert found["state"] == "plan"
    assert found["exercise_count"] == len(found["items"]) > 0
    item = found["items"][0]
    assert item["steps"]
    assert item["dose_words"]
    assert item["figure"]["clip"]
    assert item["reasons"][0]["text"]


def test_the_script_walks_through_every_item_and_ends(anna: Any) -> None:
    found = document(anna, a_day_with_exercises(anna))
    assert {step["exercise"] for step in found["script"]} - {None} == {i["exercise"] for i in found["items"]}
    assert found["script"][-1]["kind"] == "done"


def test_every_drawing_it_names_exists(anna: Any, browser: Any) -> None:
    client = browser(None)
    for item in document(anna, a_day_with_exercises(anna))["items"]:
        figure = item["figure"]
        for url in (*figure["clip"].values(), figure["start"], figure["end"], figure["both"]):
            assert client.get(url).status_code == 200, url


def test_every_fault_that_the_figure_can_show_has_its_clip(anna: Any, browser: Any) -> None:
    client = browser(None)
    figures = [item["figure"] for item in document(anna, a_day_with_exercises(anna))["items"]]
    assert any(figure["faults"] for figure in figures)
    for figure in figures:
        (right, *_) = figure["clip"].values()
        for code in figure["faults"]:
            assert client.get(f"{right}&fault={code}").status_code == 200, code


def test_a_rest_day_counts_and_names_tomorrow(anna: Any) -> None:
    found = document(anna, a_rest_day(anna))
    assert (found["state"], found["items"], found["script"]) == ("rest", [], [])
    assert found["tomorrow"]["date_words"]


def test_without_an_intake_the_questions_come_first(everybody: Everybody) -> None:
    found = document(Everybody.record(everybody.second_patient), datetime.now(UTC))
    assert (found["state"], found["items"]) == ("intake", [])


def test_a_lock_empties_it_and_says_what_to_do(anna: Any, everybody: Everybody, browser: Any) -> None:
    body = json.dumps({"entries": [a_red_flag("blood-clot")]})
    browser(everybody.patient).post("/api/entries", body, content_type="application/json")
    anna.refresh_from_db()
    found = document(anna, a_day_with_exercises(anna))
    assert (found["state"], found["items"], found["script"]) == ("locked", [], [])
    assert found["stop"]["what_to_do"] == load_catalogue().red_flags["blood-clot"].action


def test_sets_of_today_are_counted(anna: Any, everybody: Everybody) -> None:
    noon = a_day_with_exercises(anna)
    exercise = document(anna, noon)["items"][0]["exercise"]
    entry = an_entry(at=noon.isoformat(), exercise=exercise)
    assert not log_entries(anna, [entry], everybody.patient, load_catalogue(), noon).refused
    assert document(anna, noon)["items"][0]["sets_done"] == 1


def test_the_morning_check_without_scripts_is_logged_and_shown(
    anna: Any, everybody: Everybody, browser: Any
) -> None:
    client = browser(everybody.patient)
    client.post(reverse("patient-morning"), {"score": "3", "pinched": "no", "limp": "yes"})
    answer = document(anna, datetime.now(UTC))["morning"]["answer"]
    assert (answer["score"], answer["pinch"], answer["limp"], answer["night_waking"]) == (3, 0, True, None)


def test_a_second_morning_check_corrects_the_first(anna: Any, everybody: Everybody, browser: Any) -> None:
    client = browser(everybody.patient)
    client.post(reverse("patient-morning"), {"score": "3"})
    client.post(reverse("patient-morning"), {"score": "1"})
    assert document(anna, datetime.now(UTC))["morning"]["answer"]["score"] == 1
    assert Entry.objects.filter(kind="correction").count() == 1
    assert Entry.objects.count() == 2


def test_a_morning_check_without_a_score_asks_again(anna: Any, everybody: Everybody, browser: Any) -> None:
    browser(everybody.patient).post(reverse("patient-morning"), {"limp": "yes"})
    assert not Entry.objects.exists()


def test_the_day_is_the_patients_and_not_the_servers(anna: Any) -> None:
    late = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    anna.time_zone = "Pacific/Auckland"
    assert document(anna, late)["date"] == "2026-11-21"
    anna.time_zone = "America/Los_Angeles"
    assert document(anna, late)["date"] == "2026-11-20"


def test_an_unknown_time_zone_falls_back_to_the_clinics(anna: Any) -> None:
    anna.time_zone = "Nowhere/Atall"
    assert document(anna, datetime(2026, 11, 20, 23, 30, tzinfo=UTC))["date"] == "2026-11-20"


def test_after_four_weeks_the_questions_come_again(anna: Any) -> None:
    later = datetime.now(UTC) + timedelta(days=29)
    found = document(anna, later)
    assert (found["state"], found["items"]) == ("intake", [])
    assert found["notice"][0]["rule"] == "screen-again"


def test_questions_answered_lately_keep_the_plan_open(anna: Any, everybody: Everybody) -> None:
    later = a_day_with_exercises(anna) + timedelta(days=28)
    Entry.objects.create(
        clinic=anna.clinic,
        patient=anna,
        client_id="00000000-0000-4000-8000-000000000001",
        kind="red_flag",
        at=later - timedelta(days=3),
        payload={"id": "x", "at": (later - timedelta(days=3)).isoformat(), "kind": "red_flag", "flags": []},
    )
    assert document(anna, later)["state"] == "plan"


def test_a_correction_of_something_older_is_left_out_of_the_day() -> None:
    old = {"id": "1", "supersedes": None}
    correction = {"id": "2", "supersedes": "1"}
    second = {"id": "3", "supersedes": "2"}
    assert self_contained([correction, second]) == []
    assert self_contained([old, correction, second]) == [old, correction, second]


def test_a_flare_leaves_out_what_is_not_light_and_says_why(
    anna: Any, everybody: Everybody, browser: Any
) -> None:
    client = browser(everybody.patient)
    now = datetime.now(UTC)
    mornings = [a_pain(6, "next_morning", minutes_ago=60 * hours) for hours in (30, 2)]
    client.post("/api/entries", json.dumps({"entries": mornings}), content_type="application/json")
    client.post(
        "/api/entries",
        json.dumps({"entries": [an_entry(exercise="clamshell", side="left")]}),
        content_type="application/json",
    )
    found = document(anna, now)
    heavy = {item["exercise"] for item in found["items"]} & {"clamshell"}
    assert not heavy


def test_early_after_surgery_the_phone_names_the_stricter_pain_that_stops(everybody: Everybody) -> None:
    patient, now = Everybody.record(everybody.patient), datetime.now(UTC)
    operation = {"date": (now.date() - timedelta(days=30)).isoformat(), "procedures": ["labral-repair"]}
    give_plan(patient, everybody.therapist, pathway="post-operative", surgery={**operation, "limits": {}})
    found = document(patient, a_day_with_exercises(patient))
    during = [item["stop_rule"]["during"] for item in found["items"]]
    assert during
    assert all("over 5 of 10" not in text for text in during)


def test_what_this_person_minds_stands_with_the_steps(everybody: Everybody, browser: Any) -> None:
    patient = Everybody.record(everybody.patient)
    give_plan(patient, everybody.therapist, conditions=["high-blood-pressure"])
    found = document(patient, a_day_with_exercises(patient))
    bridge = next(item for item in found["items"] if item["exercise"] == "bridge")
    mind = "Breathe out as you lift. Never hold your breath."
    assert {"kind": "safety", "text": mind} in bridge["steps"]
    page = browser(everybody.patient).get(reverse("patient-exercise", args=("bridge",)))
    assert mind in page.content.decode()
