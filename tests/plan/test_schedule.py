import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipwise.library.catalogue import load_catalogue
from hipwise.plan.intake import DAYS
from hipwise.plan.schedule import Week, days_between, distance, spaced_days, training_days

CATALOGUE = load_catalogue()
ANY_DAYS = st.sets(st.sampled_from(DAYS)).map(lambda found: tuple(day for day in DAYS if day in found))


@pytest.mark.parametrize(("tier", "days"), [(0, 1), (1, 1), (2, 2), (3, 2), (4, 2), (5, 2)])
def test_36_and_48_hours_both_mean_a_day_between(tier, days):
    assert days_between(tier, CATALOGUE) == days


def test_sunday_and_monday_are_neighbours():
    assert distance("sun", "mon") == 1
    assert distance("mon", "thu") == 3


@given(ANY_DAYS, st.integers(1, 4))
def test_spaced_days_are_given_days_apart_and_not_too_many(days, most):
    found = spaced_days(days, most, 2)
    assert set(found) <= set(days)
    assert len(found) <= most
    assert bool(found) == bool(days)
    assert all(distance(a, b) >= 2 for a in found for b in found if a != b)


def test_three_days_of_a_whole_week_are_spread():
    assert spaced_days(DAYS, 3, 2) == ("mon", "wed", "fri")


def test_one_day_a_week_stays_free():
    assert training_days(DAYS, ("mon", "wed", "fri"), 1) == DAYS[:-1]
    assert training_days(("mon", "tue"), ("mon",), 1) == ("mon", "tue")


def test_a_day_is_full_by_number_or_by_minutes():
    week = Week(("mon", "tue"), 10, CATALOGUE)
    week.put(["mon"], 8)
    assert week.days_with_room(["mon", "tue"], 3) == ["tue"]
    for _ in range(4):
        week.put(["tue"], 0)
    assert week.days_with_room(["tue"], 0) == []
    assert week.has_time(["tue"], 10)
