import math
import random

import pytest

from hipwise.coach.repetition import RepetitionCounter
from hipwise.coach.settings import coach_settings
from hipwise.library.catalogue import load_catalogue

SETTINGS = coach_settings(load_catalogue())
RANGE_DEG = 60.0


def _count(signal, rate_hz=30.0, seconds=30.0, range_deg=RANGE_DEG):
    counter = RepetitionCounter(SETTINGS, range_deg, 5.0)
    found = [counter.observe(i / rate_hz, signal(i / rate_hz)) for i in range(int(seconds * rate_hz))]
    found.append(counter.finish())
    return [r for r in found if r is not None]


def _swing(period_s=3.0, range_deg=RANGE_DEG):
    return lambda t: range_deg * 0.5 * (1.0 - math.cos(2.0 * math.pi * t / period_s))


@pytest.mark.parametrize("rate_hz", [7.0, 15.0, 30.0, 60.0])
def test_the_count_does_not_depend_on_the_frame_rate(rate_hz):
    assert len(_count(_swing(), rate_hz)) == 10


def test_standing_still_counts_nothing():
    assert _count(lambda _: 12.0) == []


def test_noise_at_rest_counts_nothing():
    generator = random.Random(5)
    assert _count(lambda _: generator.gauss(0.0, 3.0)) == []


def test_a_range_that_shrinks_with_fatigue_is_still_counted():
    assert len(_count(lambda t: (1.0 - 0.5 * t / 30.0) * _swing()(t))) == 10


def test_a_person_with_a_smaller_range_is_counted():
    assert len(_count(_swing(range_deg=36.0))) == 10


def test_a_slow_drift_of_the_start_is_followed():
    assert len(_count(lambda t: _swing()(t) + t)) == 10


def test_a_wobble_at_the_top_is_not_a_repetition():
    def wobbly(t):
        return _swing()(t) + (8.0 * math.sin(2.0 * math.pi * 3.0 * t) if _swing()(t) > 50.0 else 0.0)

    assert len(_count(wobbly)) == 10


def test_small_fidgets_before_the_set_are_not_counted():
    assert _count(_swing(range_deg=20.0)) == []


def test_a_way_out_without_a_way_back_is_not_a_repetition():
    assert _count(lambda t: min(60.0, 20.0 * t)) == []


def test_times_and_range_of_a_repetition_are_told():
    first = _count(_swing())[1]
    assert pytest.approx(RANGE_DEG, abs=2.0) == first.peak - first.low
    assert pytest.approx(3.0, abs=0.4) == first.end_s - first.start_s


def test_the_mirror_image_of_a_movement_is_not_counted():
    counter = RepetitionCounter(SETTINGS, RANGE_DEG, 5.0, start_deg=0.0)
    found = [counter.observe(i / 30, -_swing()(i / 30)) for i in range(900)]
    assert found == [None] * 900


@pytest.mark.parametrize(
    ("at_s", "is_over"), [(0.5, False), (1.0, True), (1.5, True), (2.4, True), (2.99, False)]
)
def test_a_repetition_under_way_is_over_half_from_the_middle_of_the_way_out(at_s, is_over):
    counter = RepetitionCounter(SETTINGS, RANGE_DEG, 5.0)
    for i in range(int((3.0 + at_s) * 30)):
        counter.observe(i / 30, _swing()(i / 30))
    assert counter.is_over_half is is_over


def test_before_anything_was_seen_nothing_is_over_half():
    assert not RepetitionCounter(SETTINGS, RANGE_DEG, 5.0).is_over_half


def test_memory_stays_flat():
    counter = RepetitionCounter(SETTINGS, RANGE_DEG, 5.0)
    for i in range(60 * 600):
        counter.observe(i / 60, 1.0)
    assert len(counter._trace) < 200
