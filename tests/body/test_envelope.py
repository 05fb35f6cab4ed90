"""The envelope's rules, one boundary a row; numbers from the default settings (Patel 2020, Lewis 2007)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipwise.body.envelope import (
    EnvelopeLimits,
    HipSample,
    Verdict,
    default_limits,
    irritable,
    is_any_blocked,
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
        (90.1, 0, 5, "warn"),  # turned inwards, and not crossed
        (90.1, -5, 5, "warn"),
        (90.1, 5, 0, "warn"),  # crossed, and not turned inwards
        (90, 12, 0, "warn"),
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


def rules(sample: HipSample, limits: EnvelopeLimits = LIMITS) -> list[str]:
    return [finding.rule for finding in judge([sample], limits)]


@pytest.mark.parametrize(
    ("sample", "expected"),
    [
        (HipSample(100.1, 12, 5), ["fadir-zone", "flexion-adduction", "flexion-hard", "flexion-cap"]),
        (HipSample(100.1, 0, 0), ["flexion-hard", "flexion-cap"]),
        (HipSample(92, 5, 0), ["flexion-cap"]),
        (HipSample(85, 5, 0), ["flexion-inward"]),
        (HipSample(-12, 20, 20), ["extension-warn"]),  # what crosses or turns in counts in flexion only
        (HipSample(-16, 0, 0), ["extension-cap"]),
    ],
)
def test_each_rule_that_is_touched_is_told_the_strictest_first(sample, expected):
    assert rules(sample) == [f"envelope-{name}" for name in expected]


def test_a_finding_names_its_limb_what_was_measured_and_the_limit():
    (found,) = judge([HipSample(92, 0, 0)], LIMITS, "working")
    assert (found.limb, found.value_deg, found.limit_deg) == ("working", 92, 90)
    assert [f.limb for f in judge([HipSample(92, 0, 0)], LIMITS)] == [""]


@pytest.mark.parametrize(
    ("limit", "deg", "at_the_limit", "beyond"),
    [
        ("flexion", 60, HipSample(60, 0, 0), HipSample(60.1, 0, 0)),
        ("extension", 5, HipSample(-5, 0, 0), HipSample(-5.1, 0, 0)),
        ("abduction", 20, HipSample(30, -20, 0), HipSample(30, -20.1, 0)),
        ("external_rotation", 20, HipSample(30, 0, -20), HipSample(30, 0, -20.1)),
        ("internal_rotation", 20, HipSample(30, 0, 20), HipSample(30, 0, 20.1)),
        ("adduction", 20, HipSample(30, 20, 0), HipSample(30, 20.1, 0)),
    ],
)
def test_each_hard_limit_blocks_beyond_its_degrees_and_nothing_else(limit, deg, at_the_limit, beyond):
    own = replace(LIMITS, **{f"max_{limit}_deg": deg})
    assert judge([at_the_limit], own) == ()
    (found,) = judge([beyond], own)
    assert (found.rule, found.verdict) == (f"limit-{limit.replace('_', '-')}", Verdict.BLOCKED)
    assert found.limit_deg == deg
    assert (judge([beyond], LIMITS), is_any_blocked([at_the_limit], own)) == ((), False)
    assert is_any_blocked([beyond], own)


@pytest.mark.parametrize("edge", [HipSample(80, 5, 5), HipSample(-10, 5, 5)])
def test_at_the_edge_of_a_warning_another_limit_speaks_alone(edge):
    assert rules(edge, replace(LIMITS, max_adduction_deg=0)) == ["limit-adduction"]


def test_one_blocked_moment_blocks_the_movement():
    assert is_any_blocked([HipSample(20, 0, 0), HipSample(95, 0, 0), HipSample(100.1, 0, 0)], LIMITS)
    assert not is_any_blocked([HipSample(20, 0, 0), HipSample(95, 0, 0), HipSample(100, 0, 0)], LIMITS)
    assert not is_any_blocked([], LIMITS)


def test_every_flexion_edge_of_an_irritable_hip_comes_earlier_and_no_other():
    sore = irritable(LIMITS, 10)
    assert (sore.flexion_warn_deg, sore.flexion_cap_deg, sore.flexion_hard_deg) == (70, 80, 90)
    assert replace(sore, flexion_warn_deg=80, flexion_cap_deg=90, flexion_hard_deg=100) == LIMITS


def test_a_pinch_angle_within_the_envelope_draws_every_flexion_edge_in():
    own = with_personal_pinch(LIMITS, 75, 10)
    assert own == replace(
        LIMITS, flexion_warn_deg=65, flexion_cap_deg=65, flexion_hard_deg=65, max_flexion_deg=65
    )


def test_a_pinch_angle_near_the_cap_leaves_the_earlier_warning():
    own = with_personal_pinch(LIMITS, 95, 10)
    assert (own.flexion_warn_deg, own.flexion_cap_deg, own.flexion_hard_deg) == (80, 85, 85)


@pytest.mark.parametrize(("known", "kept"), [(None, 65), (50, 50), (70, 65)])
def test_of_the_pinch_angle_and_a_known_limit_the_stricter_holds(known, kept):
    own = with_personal_pinch(replace(LIMITS, max_flexion_deg=known), 75, 10)
    assert own.max_flexion_deg == kept


def test_a_hip_that_pinches_late_stops_at_the_cap_of_everybody():
    own = with_personal_pinch(LIMITS, 130, 10)
    assert own == replace(LIMITS, flexion_hard_deg=90, max_flexion_deg=90)


def test_the_worst_value_of_a_rule_stands_wherever_it_comes():
    falling = [HipSample(98, 0, 0), HipSample(92, 0, 0)]
    assert [f.value_deg for f in judge(falling, LIMITS)] == [98]


def test_nothing_measured_finds_nothing():
    assert judge([], LIMITS) == ()
    assert verdict_of(()) is Verdict.ALLOWED
