"""Other time zones, nights in which clocks change, sessions over midnight, and clocks that are wrong."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.clinic.entries import a_pain, a_red_flag, an_entry
from tests.clinic.people import Everybody, give_plan

from hipwise.clinic.care.entries import log_entries
from hipwise.clinic.care.models import Entry
from hipwise.clinic.care.progress_page import progress_page
from hipwise.clinic.care.today import open_day, today_document
from hipwise.library.catalogue import load_catalogue

ZURICH = ZoneInfo("Europe/Zurich")


@pytest.fixture
def anna(everybody: Everybody) -> Any:
    """Anna lives in Zurich and has had a plan since February 2026."""
    patient = Everybody.record(everybody.patient)
    patient.time_zone = "Europe/Zurich"
    patient.save()
    give_plan(patient, everybody.therapist, datetime(2026, 2, 20, 12, tzinfo=UTC))
    return patient


def log(patient: Any, everybody: Everybody, now: datetime, *entries: dict[str, Any]) -> Any:
    """Log as Anna at that moment."""
    return log_entries(patient, entries, everybody.patient, load_catalogue(), now)


def document(patient: Any, now: datetime) -> dict[str, Any]:
    """Today's document at that moment."""
    return today_document(patient, now, load_catalogue())


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 3, 29, 1, 59, 59, tzinfo=ZURICH),
        datetime(2026, 3, 29, 3, 0, 1, tzinfo=ZURICH),
        datetime(2026, 3, 29, 23, 59, 59, tzinfo=ZURICH),
        datetime(2026, 10, 25, 2, 30, tzinfo=ZURICH, fold=0),
        datetime(2026, 10, 25, 2, 30, tzinfo=ZURICH, fold=1),
        datetime(2026, 10, 25, 23, 59, 59, tzinfo=ZURICH),
    ],
    ids=str,
)
def test_in_a_night_of_changing_clocks_the_day_is_the_walls(moment: datetime, anna: Any) -> None:
    assert document(anna, moment.astimezone(UTC))["date"] == moment.date().isoformat()


@pytest.mark.parametrize("day", [29, 30])
def test_a_morning_on_a_day_of_23_hours_counts_for_that_day(
    day: int, anna: Any, everybody: Everybody
) -> None:
    woke = datetime(2026, 3, day, 7, tzinfo=ZURICH)
    log(anna, everybody, woke, a_pain(2, "next_morning", at=woke.isoformat()))
    asked = {d: document(anna, datetime(2026, 3, d, 22, tzinfo=ZURICH)) for d in (28, 29, 30, 31)}
    assert [d for d in asked if asked[d]["morning"]["answer"]] == [day]


def test_an_answer_that_passes_the_hour_twice_stays_in_order(anna: Any, everybody: Everybody) -> None:
    first = datetime(2026, 10, 25, 2, 30, tzinfo=ZURICH, fold=0)
    second = datetime(2026, 10, 25, 2, 10, tzinfo=ZURICH, fold=1)
    entries = [
        a_pain(5, "next_morning", at=first.isoformat()),
        a_pain(1, "next_morning", at=second.isoformat()),
    ]
    log(anna, everybody, second, *entries)
    assert document(anna, second)["morning"]["answer"]["score"] == 1


def test_a_session_over_midnight_counts_on_both_days(anna: Any, everybody: Everybody) -> None:
    midnight = datetime(2026, 2, 24, tzinfo=ZURICH)
    exercise = open_day(anna, midnight, load_catalogue()).revision.plan["items"][0]["exercise"]
    before, after = midnight - timedelta(minutes=5), midnight + timedelta(minutes=5)
    sets = [an_entry(exercise=exercise, at=at.isoformat()) for at in (before, after)]
    log(anna, everybody, after, *sets)
    done = [open_day(anna, at, load_catalogue()).log.entries for at in (before, after)]
    # Seen at five to twelve, what comes later has not happened yet.
    assert [len(entries) for entries in done] == [1, 1]
    assert progress_page(anna, after, load_catalogue())["days_known"]["known"] >= 1


def test_two_sessions_on_one_day_are_counted_together(anna: Any, everybody: Everybody) -> None:
    noon = datetime(2026, 2, 24, 12, tzinfo=ZURICH)
    day = open_day(anna, noon, load_catalogue())
    item = day.revision.plan["items"][0]
    sets = [
        an_entry(exercise=item["exercise"], set=number, at=(noon - timedelta(hours=hours)).isoformat())
        for hours in (5, 0)
        for number in range(1, item["sets"] + 1)
    ]
    log(anna, everybody, noon, *sets)
    assert len(open_day(anna, noon, load_catalogue()).log.entries) == 2 * item["sets"]
    assert progress_page(anna, noon, load_catalogue())["weeks"]


def test_of_two_answers_on_one_morning_the_later_is_shown(anna: Any, everybody: Everybody) -> None:
    woke = datetime(2026, 2, 24, 7, tzinfo=ZURICH)
    answers = [
        a_pain(score, "next_morning", at=(woke + timedelta(minutes=score)).isoformat()) for score in (6, 2)
    ]
    log(anna, everybody, woke + timedelta(hours=1), *answers)
    assert document(anna, woke + timedelta(hours=2))["morning"]["answer"]["score"] == 6


@pytest.mark.parametrize(
    "zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu", "Australia/Lord_Howe"]
)
def test_a_traveller_logs_and_reads_anywhere(zone: str, anna: Any, everybody: Everybody) -> None:
    here = datetime(2026, 2, 24, 7, tzinfo=ZoneInfo(zone))
    assert not log(anna, everybody, here, a_pain(2, "next_morning", at=here.isoformat())).refused
    anna.time_zone = zone
    assert document(anna, here)["date"] == "2026-02-24"
    assert document(anna, here)["morning"]["answer"]["score"] == 2


def test_a_clock_days_ahead_is_told_and_nothing_is_logged(anna: Any, everybody: Everybody) -> None:
    now = datetime(2026, 2, 24, 7, tzinfo=ZURICH)
    ahead = an_entry(at=(now + timedelta(days=3)).isoformat())
    refused = log(anna, everybody, now, ahead).refused
    assert "set the clock of the device" in refused[0].problem
    assert not Entry.objects.exists()


def test_a_clock_days_behind_logs_on_the_days_it_says(anna: Any, everybody: Everybody) -> None:
    now = datetime(2026, 2, 27, 7, tzinfo=ZURICH)
    behind = a_pain(2, "next_morning", at=(now - timedelta(days=3)).isoformat())
    assert not log(anna, everybody, now, behind).refused
    assert document(anna, now)["morning"]["answer"] is None


def test_a_red_flag_locks_whatever_the_clock_says(anna: Any, everybody: Everybody) -> None:
    now = datetime(2026, 2, 24, 7, tzinfo=ZURICH)
    for days in (-4000, 400):
        flagged = {**a_red_flag("infection"), "at": (now + timedelta(days=days)).isoformat()}
        log(anna, everybody, now, flagged)
        assert anna.is_locked
        anna.locked_since, anna.lock_flags = None, []


@pytest.mark.parametrize("minutes", [-5, 5])
def test_a_phone_a_little_ahead_shows_what_it_logged_on_the_right_day(
    minutes: int, anna: Any, everybody: Everybody
) -> None:
    """Just before midnight a phone that is five minutes ahead logs on the next day."""
    now = datetime(2026, 2, 24, 23, 58, tzinfo=ZURICH)
    at = now + timedelta(minutes=minutes)
    log(anna, everybody, now, a_pain(2, "next_morning", at=at.isoformat()))
    answered = document(anna, now)["morning"]["answer"] is not None
    assert answered == (at.date() == now.date())


def test_the_batch_of_a_traveller_with_mixed_offsets_is_taken_whole(
    everybody: Everybody, browser: Any
) -> None:
    give_plan(Everybody.record(everybody.patient), everybody.therapist)
    now = datetime.now(UTC)
    zones = [ZoneInfo(name) for name in ("Asia/Tokyo", "America/New_York", "UTC")]
    sets = [
        an_entry(at=now.astimezone(zone).isoformat(timespec="milliseconds"), set=n + 1)
        for n, zone in enumerate(zones)
    ]
    answer = browser(everybody.patient).post(
        "/api/entries", json.dumps({"entries": sets}), content_type="application/json"
    )
    assert len(answer.json()["acknowledged"]) == 3
