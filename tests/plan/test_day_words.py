"""A day as people say it."""

from datetime import date

from hipwise.plan.day_words import day_in_words


def test_a_day_is_said_with_its_month_in_words() -> None:
    assert day_in_words(date(2026, 11, 9)) == "9 November"
