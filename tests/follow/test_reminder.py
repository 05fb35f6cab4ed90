"""Who is reminded, when, and who is left in peace."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipwise.follow.reminder import Moment, choose_reminder, is_hour
from hipwise.library.catalogue import load_catalogue

CATALOGUE = load_catalogue()
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
SIX = datetime(2026, 11, 24, 18, 5, tzinfo=UTC)
WAITS = Moment(
    now=SIX,
    at=time(18),
    last_on=date(2026, 11, 23),
    unanswered=0,
    state="plan",
    minutes=17,
    has_acted=False,
    unread=0,
)


def rules(moment: Moment) -> list[str]:
    return [reason.rule for reason in choose_reminder(moment, CATALOGUE)]


def test_a_session_that_waits_is_reminded_of_with_its_minutes() -> None:
    [reason] = choose_reminder(WAITS, CATALOGUE)
    assert reason.rule == "reminder-session"
    assert "17 minutes" in reason.text


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"state": "locked"}, "red flag"),
        ({"state": "rest"}, "rest day"),
        ({"state": "waiting"}, "no plan yet"),
        ({"state": "blocked"}, "no plan possible"),
        ({"has_acted": True}, "begun or skipped"),
        ({"last_on": SIX.date()}, "reminded today"),
        ({"now": SIX - timedelta(minutes=6)}, "not yet the hour"),
        ({"now": SIX + timedelta(hours=3)}, "too late in the evening"),
        ({"unanswered": 5}, "nobody answers"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_person_is_left_in_peace(change: dict[str, object], why: str) -> None:
    assert rules(replace(WAITS, **change)) == [], why


def test_after_a_red_flag_not_even_a_message_reminds() -> None:
    assert rules(replace(WAITS, state="locked", unread=2)) == []


def test_questions_that_are_due_are_reminded_of() -> None:
    assert rules(replace(WAITS, state="intake")) == ["reminder-questions"]


def test_a_message_that_was_not_opened_goes_first() -> None:
    assert rules(replace(WAITS, unread=1)) == ["reminder-message"]


def test_the_last_one_says_that_it_is_the_last() -> None:
    assert rules(replace(WAITS, unanswered=4)) == ["reminder-session", "reminder-last"]


def test_no_reminder_tells_a_reason_or_an_exercise() -> None:
    names = [exercise.name.lower() for exercise in CATALOGUE.exercises.values()]
    for rule in CATALOGUE.rules.values():
        if rule.area == "reminder":
            said = f"{rule.title} {rule.text}".lower()
            assert not any(word in said for word in ["hip", "pain", "impingement", "physio", *names])


@given(
    st.integers(0, 364 * 24 * 60).map(lambda minutes: NEW_YEAR + timedelta(minutes=minutes)),
    st.times(),
)
def test_a_day_has_at_most_one_hour_for_it_and_it_begins_as_chosen(now: datetime, at: time) -> None:
    at = at.replace(tzinfo=None)
    if is_hour(now, at, None, CATALOGUE):
        assert now.time() >= at
        assert not is_hour(now, at, now.date(), CATALOGUE)
