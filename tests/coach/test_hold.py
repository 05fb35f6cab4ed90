import pytest

from hipwise.coach.hold import HoldTimer
from hipwise.coach.settings import coach_settings
from hipwise.library.catalogue import load_catalogue
from hipwise.movement.timeline import minimum_jerk

SETTINGS = coach_settings(load_catalogue())
HALF_A_SECOND = 0.5
THREE_TENTHS = 0.3


def _signal(hold_s, range_deg=30.0, dip=None):
    """Rest 1 s, two seconds out, the hold, two seconds back, rest; `dip` is (from, to, degrees)."""

    def at(t):
        u = min(1.0, max(0.0, (t - 1.0) / 2.0)) - min(1.0, max(0.0, (t - 3.0 - hold_s) / 2.0))
        value = range_deg * minimum_jerk(u)
        if dip is not None and dip[0] <= t < dip[1]:
            value -= dip[2]
        return value

    return at


def _holds(signal, seconds, rate_hz=30.0, unseen=(0.0, 0.0), range_deg=30.0):
    timer = HoldTimer(SETTINGS, range_deg)
    times = [i / rate_hz for i in range(int(seconds * rate_hz))]
    found = [timer.observe(t, signal(t)) for t in times if not unseen[0] <= t < unseen[1]]
    return [h for h in [*found, timer.finish()] if h is not None]


@pytest.mark.parametrize("hold_s", [3.0, 15.0, 30.0])
@pytest.mark.parametrize("rate_hz", [7.0, 30.0, 60.0])
def test_only_the_time_in_the_position_counts(hold_s, rate_hz):
    (hold,) = _holds(_signal(hold_s), hold_s + 8.0, rate_hz)
    assert pytest.approx(hold_s, abs=THREE_TENTHS) == hold.seconds


def test_a_small_movement_is_timed_too():
    (hold,) = _holds(_signal(15.0, range_deg=7.0), 22.0, range_deg=7.0)
    assert pytest.approx(15.0, abs=HALF_A_SECOND) == hold.seconds


def test_standing_at_the_start_is_not_a_hold():
    assert _holds(lambda _: 0.0, 30.0) == []


def test_a_position_passed_through_is_not_a_hold():
    assert _holds(_signal(0.0), 8.0) == []


def test_a_short_slip_does_not_end_the_hold():
    (hold,) = _holds(_signal(15.0, dip=(8.0, 8.3, 15.0)), 23.0)
    assert pytest.approx(15.0, abs=HALF_A_SECOND) == hold.seconds


def test_leaving_the_position_ends_the_hold():
    first, second = _holds(_signal(20.0, dip=(10.0, 13.0, 29.0)), 28.0)
    assert pytest.approx(7.0, abs=HALF_A_SECOND) == first.seconds
    assert pytest.approx(10.0, abs=1.0) == second.seconds


def test_what_is_not_like_the_position_is_not_timed():
    asked = []

    def is_like(home_s):
        asked.append(home_s)
        return False

    timer = HoldTimer(SETTINGS, 30.0)
    signal = _signal(5.0)
    found = [timer.observe(i / 30.0, signal(i / 30.0), is_like) for i in range(390)]
    assert [h for h in [*found, timer.finish()] if h is not None] == []
    # Asked a few times a second, always for the moment at which the way out began.
    assert 20 <= len(asked) <= 30
    assert {round(home_s, 1) for home_s in asked} == {1.5}


@pytest.mark.parametrize(("late_s", "begins_s"), [(1.0, 2.9), (3.0, 5.9)])
def test_what_is_like_it_soon_after_the_arrival_was_so_from_then_on(late_s, begins_s):
    timer = HoldTimer(SETTINGS, 30.0)
    signal = _signal(15.0)
    now_s = 0.0
    for i in range(540):
        now_s = i / 30.0
        timer.observe(now_s, signal(now_s), lambda _: now_s >= 2.9 + late_s)  # noqa: B023
        if timer.is_holding:
            break
    assert pytest.approx(begins_s, abs=HALF_A_SECOND) == now_s - timer.seconds


def test_time_out_of_sight_is_not_held():
    (hold,) = _holds(_signal(15.0), 23.0, unseen=(8.0, 10.0))
    assert pytest.approx(13.0, abs=HALF_A_SECOND) == hold.seconds


def _sinking(deg_per_s):
    """Two seconds out to 30 degrees, then sinking evenly."""
    return lambda t: 30.0 * minimum_jerk(min(1.0, t / 2.0)) - deg_per_s * max(0.0, t - 2.0)


def _sunk(deg_per_s, sinks_most):
    timer = HoldTimer(SETTINGS, 30.0, sinks_most=sinks_most)
    found = [timer.observe(i / 30, _sinking(deg_per_s)(i / 30)) for i in range(900)]
    return [hold.seconds for hold in [*found, timer.finish()] if hold is not None]


@pytest.mark.parametrize("deg_per_s", [0.6, 1.0])
def test_a_position_that_sinks_too_far_is_over_however_slowly_it_sank(deg_per_s):
    seconds, *_ = _sunk(deg_per_s, 0.4)
    assert pytest.approx(0.4 * 30.0 / deg_per_s, rel=0.1) == seconds


def test_a_position_that_sinks_less_is_held_on():
    assert _sunk(0.3, 0.4) == pytest.approx([28.0], abs=1.0)


def test_without_a_limit_slow_sinking_is_followed():
    assert _sunk(0.6, float("inf")) == pytest.approx([28.0], abs=1.0)
