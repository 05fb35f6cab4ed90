import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipwise.library.catalogue import load_catalogue
from hipwise.movement.timeline import blend, build_timeline, minimum_jerk

CATALOGUE = load_catalogue()


def test_the_smoothest_motion_starts_and_ends_at_rest():
    step = 1e-3
    assert (minimum_jerk(0), minimum_jerk(0.5), minimum_jerk(1)) == (0, 0.5, 1)
    assert minimum_jerk(step) < step * step


@given(st.floats(0, 1))
def test_the_smoothest_motion_is_symmetric(u):
    assert minimum_jerk(u) + minimum_jerk(1 - u) == pytest.approx(1)


def test_half_of_the_way_is_the_mean():
    assert blend({"a": 0.0, "b": 10.0}, {"a": 4.0, "b": 20.0}, 0.5) == {"a": 2.0, "b": 15.0}


@pytest.mark.parametrize("exercise_id", sorted(CATALOGUE.exercises))
def test_one_repetition_lasts_what_the_dose_says(exercise_id):
    exercise = CATALOGUE.exercise(exercise_id)
    hold = exercise.dose.hold_s.default
    timeline = build_timeline(exercise, CATALOGUE.arm_postures, hold)
    parts = {leg.part for leg in exercise.movement.path}
    tempo = exercise.dose.tempo
    expected = sum({"out": tempo.out_s, "hold": hold, "back": tempo.back_s}[part] for part in parts)
    assert timeline.duration_s == pytest.approx(expected, abs=0.15)


@pytest.mark.parametrize("exercise_id", sorted(CATALOGUE.exercises))
def test_a_repetition_returns_to_where_it_began(exercise_id):
    timeline = build_timeline(CATALOGUE.exercise(exercise_id), CATALOGUE.arm_postures, 2.0)
    begin, end = timeline.posture_at(0.0), timeline.posture_at(timeline.duration_s)
    assert end == pytest.approx(begin, abs=1e-6)


def test_no_range_means_no_movement():
    timeline = build_timeline(CATALOGUE.exercise("clamshell"), CATALOGUE.arm_postures, 1.0, range_share=0.0)
    assert timeline.posture_at(2.0) == timeline.posture_at(0.0)
