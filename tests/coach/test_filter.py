import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipwise.coach.filter import OneEuro, SpikeGuard, smooth_both_ways

GAP_S = 0.25


VALUES = st.one_of(st.just(math.nan), st.floats(-180.0, 180.0))
# Mostly like frames of a camera; now and then a gap, a moment twice, or time that goes back.
STEPS = st.one_of(st.just(1 / 30), st.floats(0.01, 0.4), st.just(0.0), st.just(-0.1))
ROWS = st.lists(st.tuples(STEPS, st.tuples(VALUES, VALUES, VALUES)), max_size=40)


class _One:
    """A filter, or a guard, of single values."""

    def __init__(self, of_rows):
        self._of_rows = of_rows

    def smooth(self, t_s, value):
        return self._of_rows.smooth(t_s, [value])[0]

    def believe(self, t_s, value):
        return self._of_rows.believe(t_s, [value])[0]


def _euro(width=1):
    return OneEuro(1.5, 0.02, GAP_S, width)


def _guard(width=1):
    return SpikeGuard(25.0, 500.0, width)


def _spread(values):
    mean = sum(values) / len(values)
    return math.sqrt(sum((v - mean) ** 2 for v in values) / len(values))


def test_a_constant_stays_what_it_is():
    euro = _One(_euro())
    assert [euro.smooth(i / 30, 40.0) for i in range(5)] == [40.0] * 5


def test_noise_at_rest_shrinks():
    generator = random.Random(1)
    raw = [generator.gauss(0.0, 2.0) for _ in range(600)]
    euro = _One(_euro())
    smooth = [euro.smooth(i / 30, value) for i, value in enumerate(raw)]
    assert _spread(smooth[100:]) < 0.5 * _spread(raw)


def test_nan_in_is_nan_out_for_that_moment_only():
    euro = _One(_euro())
    values = [euro.smooth(0.0, 10.0), euro.smooth(0.1, math.nan), euro.smooth(0.2, 10.0)]
    assert math.isnan(values[1])
    assert [values[0], values[2]] == [10.0, 10.0]


def test_after_a_long_gap_the_filter_starts_anew():
    euro = _One(_euro())
    euro.smooth(0.0, 10.0)
    assert euro.smooth(1.0, 90.0) == 90.0


def test_a_lone_outlier_is_not_believed():
    guard = _One(_guard())
    assert [guard.believe(0.0, 10.0), guard.believe(1 / 30, 11.0)] == [10.0, 11.0]
    assert math.isnan(guard.believe(2 / 30, 100.0))
    assert guard.believe(3 / 30, 12.0) == 12.0


def test_a_jump_that_stays_is_believed():
    guard = _One(_guard())
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


@settings(max_examples=100)
@given(ROWS)
def test_each_value_of_a_row_is_treated_as_if_it_were_alone(moments):
    euro, guard = _euro(3), _guard(3)
    alone = [(_One(_euro()), _One(_guard())) for _ in range(3)]
    t_s = 0.0
    for step, row in moments:
        t_s += step
        together = euro.smooth(t_s, guard.believe(t_s, row))
        each = [e.smooth(t_s, g.believe(t_s, value)) for (e, g), value in zip(alone, row, strict=True)]
        assert repr(each) == repr(together)


def test_what_lies_behind_the_width_passes():
    assert _euro().smooth(0.0, [1.0, 2.0, math.inf])[1:] == [2.0, math.inf]
    guard = _guard()
    guard.believe(0.0, [1.0, 2.0])
    assert guard.believe(0.1, [1.0, 900.0]) == [1.0, 900.0]


def test_a_row_that_is_given_is_left_as_it_is():
    row = [10.0, 500.0]
    guard, euro = _guard(2), _euro(2)
    for t_s in (0.0, 0.1):
        euro.smooth(t_s, guard.believe(t_s, row))
        row[1] = -500.0
    assert row == [10.0, -500.0]
