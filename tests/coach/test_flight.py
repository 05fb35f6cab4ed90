"""Time in the air, against a body that falls as bodies do."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipwise.coach.flight import Flight, FlightWatch
from hipwise.coach.settings import coach_settings
from hipwise.library.catalogue import load_catalogue

SETTINGS = coach_settings(load_catalogue())
SIZE_M = 1.35
PIXELS_PER_M = 250.0
GRAVITY = 9.80665
TAKE_OFF_S = 1.0
a_centimetre_m = 0.01


def lowest_px(t_s: float, air_s: float) -> float:
    """A foot on the floor at 600, and in free flight between take-off and landing."""
    since_s = t_s - TAKE_OFF_S
    if not 0.0 <= since_s <= air_s:
        return 600.0
    return 600.0 - PIXELS_PER_M * GRAVITY / 2.0 * since_s * (air_s - since_s)


def flights_of(air_s: float, frames_per_s: float, first_s: float = 0.0) -> list[Flight]:
    watch = FlightWatch(SETTINGS, SIZE_M)
    times = [first_s + number / frames_per_s for number in range(int(2.5 * frames_per_s))]
    found = [watch.observe(t_s, lowest_px(t_s, air_s), SIZE_M * PIXELS_PER_M) for t_s in times]
    return [flight for flight in found if flight is not None]


@given(st.floats(0.25, 0.6), st.floats(0.0, 0.033), st.sampled_from([30.0, 50.0, 60.0, 120.0]))
def test_the_true_time_lies_within_the_error(air_s: float, first_s: float, frames_per_s: float) -> None:
    (flight,) = flights_of(air_s, frames_per_s, first_s)
    assert flight.is_timed
    assert abs(flight.seconds - air_s) <= flight.error_s
    assert flight.error_s == pytest.approx(1.0 / frames_per_s)


def test_height_follows_from_time() -> None:
    (flight,) = flights_of(0.4, 120.0)
    assert flight.height_m == pytest.approx(GRAVITY * 0.16 / 8.0, abs=a_centimetre_m)


def test_at_thirty_pictures_a_second_a_hop_of_15_centimetres_is_known_to_three() -> None:
    (flight,) = flights_of(0.35, 30.0)
    assert flight.height_error_m < 3.0 * a_centimetre_m


def test_fifteen_pictures_a_second_show_the_hop_but_do_not_time_it() -> None:
    (flight,) = flights_of(0.4, 15.0)
    assert not flight.is_timed


def test_standing_with_the_jitter_of_a_pose_model_is_no_flight() -> None:
    watch = FlightWatch(SETTINGS, SIZE_M)
    jitter = [3.0 * math.sin(7.0 * number) for number in range(900)]
    found = [watch.observe(n / 30.0, 600.0 + px, SIZE_M * PIXELS_PER_M) for n, px in enumerate(jitter)]
    assert not any(found)


def test_a_camera_that_is_moved_is_no_flight() -> None:
    watch = FlightWatch(SETTINGS, SIZE_M)
    lows = [600.0] * 30 + [500.0] * 90
    assert not any(watch.observe(n / 30.0, low, SIZE_M * PIXELS_PER_M) for n, low in enumerate(lows))


def test_feet_that_are_hidden_are_waited_for() -> None:
    watch = FlightWatch(SETTINGS, SIZE_M)
    assert watch.observe(0.0, math.nan, SIZE_M * PIXELS_PER_M) is None
    assert not watch.is_in_the_air
