import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipwise.library.catalogue import load_catalogue
from hipwise.plan.intake import DAYS
from hipwise.plan.schedule import Week, days_between, distance, muscles, spaced_days, training_days

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


@pytest.mark.parametrize(
    ("settings", "days"),
    [
        ({}, [1, 1, 2, 2, 2]),
        ({"plan.power_rest_h": 49}, [1, 1, 2, 2, 3]),
        ({"plan.strong_rest_h": 49}, [1, 1, 3, 3, 2]),
        ({"plan.strong_rest_h": 24}, [1, 1, 1, 1, 2]),
    ],
)
def test_heavier_exercises_rest_for_their_own_hours_in_whole_days(settings, days):
    catalogue = CATALOGUE.with_settings(settings)
    assert [days_between(tier, catalogue) for tier in range(5)] == days


@pytest.mark.parametrize(
    ("days", "most", "apart", "found"),
    [
        (DAYS, 2, 2, ("mon", "thu")),
        (("mon", "wed", "thu"), 3, 2, ("mon", "thu")),
        (("mon", "tue"), 3, 2, ("mon",)),
        (("mon", "tue"), 2, 1, ("mon", "tue")),
        (("sun",), 3, 2, ("sun",)),
        ((), 3, 2, ()),
    ],
)
def test_as_many_days_as_may_be_lie_apart_and_evenly(days, most, apart, found):
    assert spaced_days(days, most, apart) == found


def test_only_the_muscles_that_work_count():
    clamshell = CATALOGUE.exercise("clamshell")
    roles = {muscle.id: muscle.role for muscle in clamshell.muscles}
    assert muscles(clamshell) == {name for name, role in roles.items() if role == "working"} != set(roles)


def test_a_day_has_four_places_and_its_minutes_to_the_last():
    week = Week(("mon", "tue"), 10, CATALOGUE)
    assert week.days_with_room(["mon"], 10) == ["mon"]
    assert week.days_with_room(["mon"], 11) == []
    for _ in range(3):
        week.put(["mon"], 2)
    assert (week.count["mon"], week.days_with_room(["mon", "tue"], 4)) == (3, ["mon", "tue"])
    week.put(["mon"], 2)
    assert (week.count["mon"], week.days_with_room(["mon", "tue"], 1)) == (4, ["tue"])
    week.take_back(["mon"], 2)
    assert (week.count["mon"], week.days_with_room(["mon"], 4)) == (3, ["mon"])


def test_an_exercise_fits_in_the_place_of_another_with_the_minutes_of_both():
    week = Week(("mon", "tue"), 10, CATALOGUE)
    week.put(["mon"], 8)
    assert [week.fits_instead("mon", minutes, 3) for minutes in (5, 6)] == [True, False]


def test_one_day_with_the_minutes_is_enough_time():
    week = Week(("mon", "tue"), 10, CATALOGUE)
    week.put(["mon"], 8)
    assert week.has_time(["mon", "tue"], 5)
    assert not week.has_time(["mon"], 5)
