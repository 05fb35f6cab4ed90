"""A day as people say it."""

from datetime import date

from hipwise.plan.day_words import (
    day_in_words,
    month_in_words,
    short_day_in_words,
    weekday_in_words,
    weekday_of,
)
from hipwise.plan.intake import DAYS


def test_a_day_is_said_with_its_month_in_words() -> None:
    assert day_in_words(date(2026, 11, 9)) == "9 November"


def test_where_there_is_little_room_the_month_is_cut() -> None:
    assert short_day_in_words(date(2026, 11, 9)) == "9 Nov"


def test_a_month_is_said_with_its_year() -> None:
    assert month_in_words(date(2026, 11, 9)) == "November 2026"


def test_a_day_has_its_weekday() -> None:
    assert weekday_of(date(2026, 11, 22)) == "Sunday"


def test_a_weekday_is_said_in_full() -> None:
    assert [weekday_in_words(day) for day in DAYS][:2] == ["Monday", "Tuesday"]
