"""Calendar months, by day and by code."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipwise.follow.calendar_month import CalendarMonth, MonthError, month_of, month_of_code

days = st.dates(date(2, 3, 1), date(9998, 10, 1))


@given(days)
def test_a_month_has_its_first_and_last_day_and_none_beside(day: date) -> None:
    month = month_of(day)
    assert month.has(month.first)
    assert month.has(month.last)
    assert not month.next.has(month.last)
    assert not month.previous.has(month.first)


@given(days)
def test_the_month_after_the_one_before_is_the_same(day: date) -> None:
    assert month_of(day).previous.next == month_of(day)


@given(days)
def test_a_code_names_its_month(day: date) -> None:
    assert month_of_code(month_of(day).code) == month_of(day)


@pytest.mark.parametrize(
    "code", ["", "2026", "2026-13", "2026-1", "26-01", "2026-11-03", "0001-01", "9999-12", "٢٠٢٦-11"]
)
def test_other_words_name_no_month(code: str) -> None:
    with pytest.raises(MonthError):
        month_of_code(code)


def test_a_month_in_words() -> None:
    assert CalendarMonth(date(2026, 11, 1)).words == "November 2026"
