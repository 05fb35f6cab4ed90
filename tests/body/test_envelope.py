"""The envelope's rules, one boundary a row; numbers from the default settings (Patel 2020, Lewis 2007)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipwise.body.envelope import (
    HipSample,
    Verdict,
    default_limits,
    irritable,
    judge,
    verdict_of,
    with_personal_pinch,
    with_unknown_tilt,
)
from hipwise.library.catalogue import load_catalogue

LIMITS = default_limits({key: s.value for key, s in load_catalogue().settings.items()})
IRRITABLE_BY = load_catalogue().setting("envelope.irritable_by")

angle = st.floats(-30, 140)
samples = st.builds(HipSample, angle, st.floats(-50, 40), st.floats(-60, 50))


def verdict(flexion, adduction=0.0, rotation=0.0, limits=LIMITS):
    return verdict_of(judge([HipSample(flexion, adduction, rotation)], limits))


@pytest.mark.parametrize(
    ("flexion", "adduction", "rotation", "expected"),
    [
        (90, 5, 5, "warn"),
        (90.1, 0.1, 0.1, "blocked"),  # flexion, adduction and internal rotation together
        (90.1, 0, 0, "warn"),
        (100, 0, 0, "warn"),
        (100.1, -30, -40, "blocked"),  # beyond the hard limit whatever the rotation
        (95, 10, 0, "warn"),
        (95, 10.1, 0, "blocked"),  # knee to opposite shoulder
        (80, 20, 20, "allowed"),
        (80.1, 1, 0, "warn"),
        (80.1, 0, 1, "warn"),
        (80.1, -1, -1, "allowed"),
        (-10, 0, 0, "allowed"),
        (-10.1, 0, 0, "warn"),
        (-15, 0, 0, "warn"),
        (-15.1, 0, 0, "blocked"),
    ],
)
def test_each_edge_of_the_envelope(flexion, adduction, rotation, expected):
    assert verdict(flexion, adduction, rotation) == expected


@given(samples)
def test_an_irritable_hip_is_never_judged_less_strictly(sample):
    relaxed = verdict_of(judge([sample], LIMITS))
    tightened = verdict_of(judge([sample], irritable(LIMITS, IRRITABLE_BY)))
    assert tightened.strictness >= relaxed.strictness


@given(samples, st.floats(40, 120))
def test_a_personal_pinch_angle_never_loosens(sample, pinch):
    relaxed = verdict_of(judge([sample], LIMITS))
    own = verdict_of(judge([sample], with_personal_pinch(LIMITS, pinch, 10.0)))
    assert own.strictness >= relaxed.strictness


def test_a_personal_pinch_blocks_what_comes_nearer_than_its_margin():
    own = with_personal_pinch(LIMITS, 95.0, 10.0)
    assert verdict(85.1, limits=own) is Verdict.BLOCKED
    assert verdict(85.0, limits=own) is Verdict.ALLOWED


@given(samples)
def test_more_flexion_beyond_the_limit_is_never_less_strict(sample):
    more = HipSample(sample.flexion_deg + 5, sample.adduction_deg, sample.rotation_deg)
    if sample.flexion_deg >= 0:
        assert verdict_of(judge([more], LIMITS)).strictness >= verdict_of(judge([sample], LIMITS)).strictness


def test_an_unknown_tilt_counts_as_more_flexion():
    (worse,) = with_unknown_tilt([HipSample(85.0, 0.0, 0.0)], 10.0)
    assert worse.flexion_deg == 95.0


def test_the_worst_sample_speaks_for_the_movement():
    findings = judge([HipSample(92, 0, 0), HipSample(98, 0, 0), HipSample(91, 0, 0)], LIMITS)
    assert [f.value_deg for f in findings] == [98]
