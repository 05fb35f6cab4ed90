"""Counts of remote monitoring: periods one after the other, minutes by calendar month."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hipwise.follow.calendar_month import month_of, month_of_code
from hipwise.follow.monitoring import (
    CareKind,
    CareTime,
    Period,
    Spell,
    first_day_needed,
    minutes_between_openings,
    month_of_care,
    periods_in_month,
)
from hipwise.library.catalogue import load_catalogue

CATALOGUE = load_catalogue()
LENGTH = timedelta(days=30)
ONE_DAY = timedelta(days=1)
NOVEMBER = month_of_code("2026-11")
BEGUN = date(2026, 10, 5)
LONG_AFTER = date(2027, 6, 1)


def days(first: date, count: int) -> frozenset[date]:
    """So many days from `first` on."""
    return frozenset(first + ago * ONE_DAY for ago in range(count))


def test_a_period_is_told_in_the_month_in_which_it_ends() -> None:
    told = periods_in_month(Spell(BEGUN), NOVEMBER, days(BEGUN, 16), LONG_AFTER, CATALOGUE)
    assert told == (Period(BEGUN, date(2026, 11, 3), 16, True),)


def test_the_running_period_is_told_in_the_month_of_today() -> None:
    told = periods_in_month(Spell(BEGUN), NOVEMBER, frozenset(), date(2026, 11, 20), CATALOGUE)
    assert [(period.first, period.is_over) for period in told] == [
        (BEGUN, True),
        (date(2026, 11, 4), False),
    ]


def test_a_period_that_ends_today_still_runs() -> None:
    told = periods_in_month(Spell(BEGUN), NOVEMBER, frozenset(), date(2026, 11, 3), CATALOGUE)
    assert [period.is_over for period in told] == [False]


def test_an_ended_spell_cuts_its_last_period_short() -> None:
    spell = Spell(BEGUN, ended=date(2026, 11, 10))
    told = periods_in_month(spell, NOVEMBER, days(BEGUN, 60), LONG_AFTER, CATALOGUE)
    assert [(period.last, period.days_with_data) for period in told] == [
        (date(2026, 11, 3), 30),
        (date(2026, 11, 10), 7),
    ]


def test_nothing_is_told_before_the_spell_and_after_it() -> None:
    spell = Spell(BEGUN, ended=date(2026, 10, 20))
    assert periods_in_month(spell, NOVEMBER, frozenset(), LONG_AFTER, CATALOGUE) == ()
    assert periods_in_month(spell, month_of_code("2026-09"), frozenset(), LONG_AFTER, CATALOGUE) == ()


@given(
    st.dates(date(2025, 1, 1), date(2026, 12, 31)),
    st.integers(0, 400),
    st.sets(st.dates(date(2025, 1, 1), date(2028, 1, 1)), max_size=40),
)
def test_each_day_of_a_spell_is_counted_in_one_month_and_once(
    begun: date, lasted: int, known: set[date]
) -> None:
    spell = Spell(begun, ended=begun + lasted * ONE_DAY)
    month, found = month_of(begun), []
    while month.first <= begun + lasted * ONE_DAY + LENGTH:
        found += periods_in_month(spell, month, known, date(2030, 1, 1), CATALOGUE)
        month = month.next
    inside = {day for day in known if begun <= day <= begun + lasted * ONE_DAY}
    assert sum(period.days_with_data for period in found) == len(inside)


@given(st.dates(date(2025, 1, 1), date(2026, 12, 31)), st.dates(date(2025, 1, 1), date(2027, 12, 31)))
def test_no_period_told_in_a_month_begins_before_the_first_day_needed(begun: date, day: date) -> None:
    month = month_of(day)
    told = periods_in_month(Spell(begun), month, frozenset(), day, CATALOGUE)
    assert all(period.first >= first_day_needed(month, CATALOGUE) for period in told)


def test_minutes_of_another_month_do_not_count() -> None:
    spent = [
        CareTime(date(2026, 10, 31), 9, CareKind.TALK),
        CareTime(date(2026, 11, 1), 7, CareKind.REVIEW),
        CareTime(date(2026, 11, 30), 4, CareKind.MESSAGE),
    ]
    found = month_of_care(spent, NOVEMBER)
    assert (found.minutes, found.has_talk) == (11, False)


def test_only_a_talk_is_a_talk() -> None:
    for kind in CareKind:
        found = month_of_care([CareTime(NOVEMBER.first, 1, kind)], NOVEMBER)
        assert found.has_talk is (kind is CareKind.TALK)


def test_a_long_pause_between_openings_is_not_proposed() -> None:
    nine = datetime(2026, 11, 5, 9, tzinfo=UTC)
    openings = [nine + timedelta(minutes=m) for m in (0, 4, 7, 60, 62)]
    assert minutes_between_openings(openings, CATALOGUE) == 9


def test_one_opening_proposes_nothing() -> None:
    assert minutes_between_openings([datetime(2026, 11, 5, tzinfo=UTC)], CATALOGUE) == 0
