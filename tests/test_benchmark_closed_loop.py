"""The closed loop knows what was done, and says what the coach made of it."""

import numpy as np
import pytest
from benchmarks.closed_loop.calibrate import calibrate, deviation, mean_square, shifted
from benchmarks.closed_loop.joints import Build, joints_of, rebuilt
from benchmarks.closed_loop.movement_table import movement_table
from benchmarks.closed_loop.performance import TEMPO, perform
from benchmarks.closed_loop.pose_error import MODELS, load_errors
from benchmarks.closed_loop.run import Job, run
from benchmarks.closed_loop.truth import TRUE_ANGLES, sustained, true_excess

from hipwise.coach.picture import room_points
from hipwise.library.catalogue import load_catalogue

CATALOGUE = load_catalogue()
WATCHED = sorted(e.id for e in CATALOGUE.exercises.values() if e.watch.camera != "none")
one_nanometre = 1e-9


def test_joints_of_many_moments_are_those_of_each() -> None:
    table = movement_table("step-down")
    rows = {name: table.right[..., place].ravel() for place, name in enumerate(table.names)}
    many = joints_of(rows)
    for moment in (0, 17, 40):
        one = room_points({name: float(column[moment]) for name, column in rows.items()})
        assert set(one) == set(many)
        for name, place in one.items():
            assert many[name][moment] == pytest.approx(place, abs=one_nanometre)


def test_another_body_has_the_same_angles() -> None:
    points = joints_of({"hip_flexion_r": np.array([40.0]), "knee_angle_r": np.array([70.0])})
    other = rebuilt(points, Build(1.1, 0.9, 1.05, 0.92, 1.08, 1.0, 0.95))
    for a, b in (("right_hip", "right_knee"), ("right_knee", "right_ankle"), ("left_shoulder", "left_elbow")):
        was, now = points[b] - points[a], other[b] - other[a]
        assert np.cross(was, now) == pytest.approx(np.zeros((1, 3)), abs=1e-9)


def test_a_fault_of_half_the_size_is_half_as_large() -> None:
    table = movement_table("step-down")
    whole, half = (table.mixed({"TRUNK_LEAN": size}) - table.mixed({}) for size in (1.0, 0.5))
    assert half == pytest.approx(0.5 * whole)
    assert np.abs(whole).max() > 10.0


@pytest.mark.parametrize("code", sorted(set(TRUE_ANGLES) & {"PELVIC_DROP", "TRUNK_LEAN", "DYN_VALGUS"}))
def test_a_fault_as_drawn_is_truly_beyond_what_ends_the_set(code) -> None:
    done = perform(CATALOGUE.exercise("step-down"), {code: 1.0}, np.random.default_rng(1))
    stop = CATALOGUE.faults[code].stop
    assert stop is not None
    assert sustained(done.times_s, true_excess(TRUE_ANGLES[code], done), 0.3) > stop


@pytest.mark.parametrize("code", ["PELVIC_DROP", "TRUNK_LEAN", "DYN_VALGUS"])
def test_a_right_set_stays_below_the_limit(code) -> None:
    warn = CATALOGUE.faults[code].warn
    assert warn is not None
    for seed in range(5):
        done = perform(CATALOGUE.exercise("step-down"), {}, np.random.default_rng(seed))
        assert sustained(done.times_s, true_excess(TRUE_ANGLES[code], done), 0.3) < warn


def test_a_way_back_that_is_too_fast_takes_less_than_a_second() -> None:
    done = perform(CATALOGUE.exercise("clamshell"), {TEMPO: 1.0}, np.random.default_rng(2))
    assert max(done.seconds_of("back")) < 1.0


def test_what_is_kept_for_too_short_a_time_is_not_sustained() -> None:
    times = np.arange(0.0, 2.0, 0.1)
    peak = np.where(np.abs(times - 1.0) < 0.12, 9.0, 1.0)
    assert sustained(times, peak, 0.5) == 1.0
    assert np.isnan(sustained(times, peak, 5.0))


def test_a_calibration_finds_slope_and_offset() -> None:
    generator = np.random.default_rng(3)
    true = generator.uniform(0.0, 16.0, 400)
    seen = 0.4 * true + 1.5 + generator.normal(0.0, 0.3, 400)
    found = calibrate(list(zip(true, seen, strict=True)), limit=5.0, absent=3.5)
    assert found is not None
    assert (found.slope, found.offset) == pytest.approx((0.4, 1.5), abs=0.1)
    # Nine of ten normal errors of 0.3 / 0.4 degrees.
    assert found.error == pytest.approx(1.645 * 0.75, abs=0.15)


def test_a_reading_that_does_not_follow_the_truth_is_not_calibrated() -> None:
    generator = np.random.default_rng(4)
    assert (
        calibrate(list(zip(generator.uniform(0, 16, 200), generator.normal(0, 1, 200), strict=True))) is None
    )


def test_too_few_sets_are_no_calibration() -> None:
    assert calibrate([(float(n), float(n)) for n in range(10)]) is None


def test_a_deviation_is_told_minus_true() -> None:
    found = deviation([(10.0, 12.0), (20.0, 24.0), (1.0, float("nan"))])
    assert found is not None
    assert (found.bias, found.mean, found.tries) == (3.0, 3.0, 2)


def test_the_errors_of_every_movement_with_a_card_are_fitted_for_both_models() -> None:
    assert set(load_errors()) == {(model, name) for model in MODELS for name in CATALOGUE.validity}


def test_the_same_seed_gives_the_same_outcome() -> None:
    job = Job("bridge", "", "lite", "any", "side", (1, 2, 3))
    first, second = (run(job, CATALOGUE) for _ in range(2))
    assert first == second


def test_a_right_bridge_is_counted_exactly() -> None:
    outcomes = [run(Job("bridge", "", "lite", "lite", "side", (5, n)), CATALOGUE) for n in range(6)]
    assert [o.counted for o in outcomes] == [o.done for o in outcomes]


def test_the_range_takes_the_correction_that_errs_less() -> None:
    generator = np.random.default_rng(6)
    true = generator.uniform(30.0, 34.0, 200)
    seen = true + 3.0 + generator.normal(0.0, 2.0, 200)
    pairs = list(zip(true.tolist(), seen.tolist(), strict=True))
    sloped = calibrate(pairs)
    assert sloped is None or mean_square(pairs, shifted(pairs)) < mean_square(pairs, sloped)
    assert shifted(pairs).offset == pytest.approx(3.0, abs=0.5)
