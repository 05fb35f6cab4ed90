"""Overrides in the clinic: granted with a reason, in force for a while, taken back at once."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.clinic.inbox import open_inbox
from tests.clinic.people import Everybody, an_intake, give_plan

from hipwise.clinic.care.models import AppendOnlyError, OverrideGrant, PlanRevision
from hipwise.clinic.care.overrides import (
    Asked,
    OverrideError,
    grant_override,
    overridden_intake,
    withdraw_override,
)
from hipwise.clinic.care.plan_edit import add_item
from hipwise.clinic.care.planning import edit_plan, sign_plan
from hipwise.clinic.care.today import today_document
from hipwise.library.catalogue import load_catalogue
from hipwise.plan.day_words import day_in_words
from hipwise.plan.intake import DAYS
from hipwise.plan.lint import is_ok, lint
from hipwise.plan.plan import plan_from_mapping

CATALOGUE = load_catalogue()
NOW = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
BOARD = "baps-board"
READY = {
    "weeks_in_programme": 14,
    "pain": {
        "rest": 0,
        "worst_24h": 1,
        "pinch": 0,
        "pinch_starts_at_flexion_deg": None,
        "flare_last_7_days": False,
    },
    "tests": {
        **an_intake()["tests"],
        "core_control": "normal",
        "hip_abductor_strength": {"left": "normal", "right": "normal"},
        "single_leg_stance_s": {"left": 45, "right": 45},
        "side_plank_s": {"left": 50, "right": 50},
        "single_leg_squat_good_reps": {"left": 12, "right": 12},
        "plank_s": 60,
        "single_leg_bridge_s": {"left": 45, "right": 45},
        "y_balance_percent": {"left": 95, "right": 95},
        "walk_minutes_pain_free": 60,
    },
    "equipment": ["mat", "chair", "loop-band", "baps-board"],
}


def asked(**changes: str) -> Asked:
    """The ankle board out of the clinic, for both sides, until the last possible day."""
    wanted = {
        "exercise": BOARD,
        "side": "both",
        "reason": "I stand beside her",
        "expires_on": "",
        **changes,
    }
    rule = wanted.pop("rule", "plan-clinic-only")
    return Asked(**wanted, rules=(rule,))


@pytest.fixture
def anna(everybody: Everybody) -> Any:
    """Anna's record with a plan in force, ready for everything."""
    patient = Everybody.record(everybody.patient)
    give_plan(patient, everybody.therapist, NOW, **READY)
    return patient


def grant(patient: Any, person: Any, at: datetime = NOW, **changes: str) -> OverrideGrant:
    """Lift the rule."""
    return grant_override(patient, person, asked(**changes), CATALOGUE, at)[0]


def sign_board(patient: Any, person: Any, at: datetime = NOW) -> PlanRevision:
    """Put the board into the plan and sign it."""
    draft = edit_plan(patient, person, add_item(BOARD, CATALOGUE), CATALOGUE, at)
    return sign_plan(patient, draft.number, person, "Ankle", CATALOGUE, at)


def board_in(document: dict[str, Any]) -> bool:
    """Is the board among the things to do, today or in the week?"""
    return BOARD in {item["exercise"] for item in document["items"]}


def a_board_day(patient: Any, after: int) -> datetime:
    """The first moment so many days from now or later on which the plan asks for the board."""
    plan = PlanRevision.objects.get(patient=patient, status="signed").plan
    days = next(item["days"] for item in plan["items"] if item["exercise"] == BOARD)
    return next(
        NOW + timedelta(days=ahead)
        for ahead in range(after, after + 7)
        if DAYS[(NOW + timedelta(days=ahead)).weekday()] in days
    )


def test_without_an_override_the_board_cannot_be_signed(anna: Any, everybody: Everybody) -> None:
    with pytest.raises(ValueError, match="1 thing stops signing"):
        sign_board(anna, everybody.therapist)


def test_with_one_it_can_and_the_line_carries_its_end(anna: Any, everybody: Everybody) -> None:
    grant(anna, everybody.therapist)
    signed = sign_board(anna, everybody.therapist)
    line = next(item for item in signed.plan["items"] if item["exercise"] == BOARD)
    assert line["expires_on"] == (NOW.date() + timedelta(days=14)).isoformat()
    assert line["reasons"][0]["rule"] == "override-in-force"


def test_granting_changes_no_plan_by_itself(anna: Any, everybody: Everybody) -> None:
    grant(anna, everybody.therapist)
    assert PlanRevision.objects.filter(patient=anna).count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"reason": " "}, "Reason: say why"),
        ({"reason": "x" * 501}, "Reason: write it"),
        ({"rule": "plan-age"}, "No override lifts this rule: Age."),
        ({"rule": "envelope-fadir-zone"}, "No override lifts this rule"),
        ({"rule": "screen-red-flag"}, "No override lifts this rule"),
        ({"exercise": "deep-lunge"}, "The library has no such exercise."),
        ({"expires_on": "2020-01-01"}, "Choose an end after today"),
        ({"expires_on": "2090-01-01"}, "Choose an end after today"),
        ({"expires_on": "soon"}, "Expires_on: write the date"),
        (
            {"exercise": "piriformis-knee-to-opposite-shoulder", "rule": "plan-locked"},
            "FADIR test without pain",
        ),
    ],
)
def test_what_may_not_be_is_refused_in_a_sentence(
    anna: Any, everybody: Everybody, changes: dict[str, str], sentence: str
) -> None:
    with pytest.raises(OverrideError, match=sentence):
        grant(anna, everybody.therapist, **changes)
    assert not OverrideGrant.objects.exists()


def test_a_locked_plan_takes_no_override(anna: Any, everybody: Everybody) -> None:
    anna.locked_since = NOW
    with pytest.raises(OverrideError, match="red flag"):
        grant(anna, everybody.therapist)


def test_until_its_end_it_is_shown_and_from_then_on_it_is_gone(anna: Any, everybody: Everybody) -> None:
    grant(anna, everybody.therapist, expires_on=(NOW + timedelta(days=5)).date().isoformat())
    sign_board(anna, everybody.therapist)
    inside, outside = a_board_day(anna, 0), a_board_day(anna, 5)
    assert board_in(today_document(anna, inside, CATALOGUE)) == (inside < NOW + timedelta(days=5))
    document = today_document(anna, outside, CATALOGUE)
    assert not board_in(document)
    assert "override-ended" in {reason["rule"] for reason in document["notice"]}


def test_the_phone_is_told_the_end(anna: Any, everybody: Everybody) -> None:
    grant(anna, everybody.therapist)
    sign_board(anna, everybody.therapist)
    document = today_document(anna, a_board_day(anna, 0), CATALOGUE)
    ends = {item["exercise"]: item["expires_on"] for item in document["items"]}
    assert ends[BOARD] == (NOW.date() + timedelta(days=14)).isoformat()


def test_the_patient_reads_the_end_of_the_line(anna: Any, everybody: Everybody, browser: Any) -> None:
    grant(anna, everybody.therapist)
    sign_board(anna, everybody.therapist)
    page = browser(everybody.patient).get("/plan/").content.decode()
    assert f"ends on {day_in_words(NOW.date() + timedelta(days=14))}" in page


def test_a_new_grant_moves_the_end_of_the_line_in_force(anna: Any, everybody: Everybody) -> None:
    grant(anna, everybody.therapist)
    sign_board(anna, everybody.therapist)
    later = NOW + timedelta(days=13)
    grant(anna, everybody.therapist, later, reason="Still beside her")
    signed = PlanRevision.objects.get(patient=anna, status="signed")
    line = next(item for item in signed.plan["items"] if item["exercise"] == BOARD)
    assert line["expires_on"] == (later.date() + timedelta(days=14)).isoformat()
    assert (signed.reason, signed.signed_by) == ("Override renewed: Still beside her", everybody.therapist)


def test_taken_back_it_leaves_the_plan_in_force_at_once(anna: Any, everybody: Everybody) -> None:
    given = grant(anna, everybody.therapist)
    sign_board(anna, everybody.therapist)
    withdraw_override(given, everybody.therapist, "Her ankle turned", CATALOGUE, NOW)
    signed = PlanRevision.objects.get(patient=anna, status="signed")
    assert BOARD not in {item["exercise"] for item in signed.plan["items"]}
    assert signed.reason == "Override taken back: Her ankle turned"


@pytest.mark.parametrize("reason", ["", "  "])
def test_taking_back_asks_for_a_reason(anna: Any, everybody: Everybody, reason: str) -> None:
    given = grant(anna, everybody.therapist)
    with pytest.raises(OverrideError, match="Reason"):
        withdraw_override(given, everybody.therapist, reason, CATALOGUE, NOW)


def test_it_is_taken_back_once(anna: Any, everybody: Everybody) -> None:
    given = grant(anna, everybody.therapist)
    withdraw_override(given, everybody.therapist, "Over", CATALOGUE, NOW)
    with pytest.raises(OverrideError, match="already"):
        withdraw_override(given, everybody.therapist, "Over", CATALOGUE, NOW)


def test_a_grant_is_never_changed(anna: Any, everybody: Everybody) -> None:
    given = grant(anna, everybody.therapist)
    given.reason = "Another"
    with pytest.raises(AppendOnlyError):
        given.save()


def test_the_intake_has_the_overrides_of_its_own_patient_alone(anna: Any, everybody: Everybody) -> None:
    ben = Everybody.record(everybody.second_patient)
    other = give_plan(ben, everybody.therapist, NOW, **READY)
    grant(anna, everybody.therapist)
    assert overridden_intake(other.intake, NOW.date()).overrides == ()


def test_the_other_lines_pass_their_checks_after_the_end(anna: Any, everybody: Everybody) -> None:
    grant(anna, everybody.therapist)
    signed = sign_board(anna, everybody.therapist)
    later = NOW.date() + timedelta(days=20)
    plan, intake = plan_from_mapping(signed.plan, "test"), overridden_intake(signed.intake, later)
    assert not is_ok(lint(plan, intake, CATALOGUE))
    assert is_ok(lint(plan.as_of(later), intake, CATALOGUE))


@pytest.mark.parametrize(
    ("days", "rule"), [(0, None), (11, "need-override-ends"), (14, "need-override-over")]
)
def test_the_inbox_names_its_end_three_days_before_and_on_the_day(
    anna: Any, everybody: Everybody, days: int, rule: str | None
) -> None:
    grant(anna, everybody.therapist)
    sign_board(anna, everybody.therapist)
    page = open_inbox(everybody.therapist.membership, NOW + timedelta(days=days))
    rules = {row["rule"] for group in page["groups"] for row in group["rows"]}
    assert (rule in rules) if rule else not rules & {"need-override-ends", "need-override-over"}


def test_granting_asks_the_database_a_few_things_only(anna: Any, everybody: Everybody) -> None:
    with CaptureQueriesContext(connection) as caught:
        grant(anna, everybody.therapist)
    asked_for = [
        q["sql"] for q in caught.captured_queries if q["sql"].startswith(("SELECT", "INSERT", "UPDATE"))
    ]
    assert len(asked_for) <= 8, "\n".join(asked_for)
