import math
import random

import pytest

from hipwise.coach.filter import OneEuro, SpikeGuard, smooth_both_ways

GAP_S = 0.25


def _euro():
    return OneEuro(1.5, 0.02, GAP_S)


def _spread(values):
    mean = sum(values) / len(values)
    return math.sqrt(sum((v - mean) ** 2 for v in values) / len(values))


def test_a_constant_stays_what_it_is():
    euro = _euro()
    assert [euro.smooth(i / 30, 40.0) for i in range(5)] == [40.0] * 5


def test_noise_at_rest_shrinks():
    generator = random.Random(1)
    raw = [generator.gauss(0.0, 2.0) for _ in range(600)]
    euro = _euro()
    smooth = [euro.smooth(i / 30, value) for i, value in enumerate(raw)]
    assert _spread(smooth[100:]) < 0.5 * _spread(raw)


def test_nan_in_is_nan_out_for_that_moment_only():
    euro = _euro()
    values = [euro.smooth(0.0, 10.0), euro.smooth(0.1, math.nan), euro.smooth(0.2, 10.0)]
    assert math.isnan(values[1])
    assert [values[0], values[2]] == [10.0, 10.0]


def test_after_a_long_gap_the_filter_starts_anew():
    euro = _euro()
    euro.smooth(0.0, 10.0)
    assert euro.smooth(1.0, 90.0) == 90.0


def test_a_lone_outlier_is_not_believed():
    guard = SpikeGuard(25.0, 500.0)
    assert [guard.believe(0.0, 10.0), guard.believe(1 / 30, 11.0)] == [10.0, 11.0]
    assert math.isnan(guard.believe(2 / 30, 100.0))
    assert guard.believe(3 / 30, 12.0) == 12.0


def test_a_jump_that_stays_is_believed():
    guard = SpikeGuard(25.0, 500.0)
    guard.believe(0.0, 10.0)
    guard.believe(1 / 30, 100.0)
    assert guard.believe(2 / 30, 101.0) == 101.0


def test_smoothing_both_ways_has_no_delay():
    times = [i / 30 for i in range(301)]
    values = [math.sin(2.0 * math.pi * 0.25 * t) for t in times]
    smooth = smooth_both_ways(times, values, 4.0, GAP_S)
    top = max(range(100), key=lambda i: smooth[i])
    assert pytest.approx(1.0, abs=1 / 30) == times[top]


def test_smoothing_both_ways_mirrors_with_time():
    generator = random.Random(3)
    times = sorted(generator.uniform(0.0, 10.0) for _ in range(200))
    values = [generator.gauss(0.0, 1.0) for _ in times]
    there = smooth_both_ways(times, values, 4.0, GAP_S)
    assert len(there) == len(values)
    assert _spread(there) < _spread(values)


def test_nan_stays_nan_offline():
    smooth = smooth_both_ways([0.0, 0.1, 0.2], [1.0, math.nan, 1.0], 4.0, GAP_S)
    assert math.isnan(smooth[1])
    assert [smooth[0], smooth[2]] == [1.0, 1.0]
