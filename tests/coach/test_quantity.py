import pytest

from hipwise.coach.quantity import choose_quantity
from hipwise.coach.settings import coach_settings
from hipwise.coach.template import build_template
from hipwise.library.catalogue import load_catalogue

CATALOGUE = load_catalogue()
SETTINGS = coach_settings(CATALOGUE)
SEEN = sorted(e.id for e in CATALOGUE.exercises.values() if e.watch.camera != "none")
# What these positions look like from their camera is the same from begin to end.
STILL = {"bosu", "wobble-board", "single-leg-stance-ball-toss"}
UNSEEN = ("hip_rotation", "pelvic_tilt", "pelvic_roll")
TWO_DEGREES = 2.0


def _quantity(exercise_id):
    template = build_template(CATALOGUE.exercise(exercise_id), CATALOGUE.arm_postures, SETTINGS)
    return choose_quantity(template, SETTINGS)


@pytest.mark.parametrize("exercise_id", sorted(set(SEEN) - STILL))
def test_every_moving_exercise_with_a_camera_has_an_angle_that_carries_it(exercise_id):
    assert _quantity(exercise_id) is not None


@pytest.mark.parametrize("exercise_id", sorted(STILL & set(SEEN)))
def test_a_position_that_looks_the_same_all_the_time_has_none(exercise_id):
    assert _quantity(exercise_id) is None


@pytest.mark.parametrize("exercise_id", sorted(set(SEEN) - STILL))
def test_what_one_camera_cannot_see_is_never_claimed(exercise_id):
    assert not _quantity(exercise_id).name.startswith(UNSEEN)


@pytest.mark.parametrize("exercise_id", ["bridge", "straight-leg-raise", "prone-leg-raise"])
def test_from_the_side_only_the_near_limb_is_read(exercise_id):
    assert not _quantity(exercise_id).expected.reading.uses_other_limb


def test_the_far_end_is_told_as_the_definition_has_it():
    raise_up = _quantity("straight-leg-raise")
    defined = CATALOGUE.exercise("straight-leg-raise").movement.postures
    flexion = max(p.working["hip"].get("flexion", 0.0) for p in defined.values())
    assert pytest.approx(flexion, abs=TWO_DEGREES) == raise_up.in_coordinate(raise_up.far_deg)


def test_beyond_the_definition_the_scale_goes_on():
    raise_up = _quantity("straight-leg-raise")
    beyond = raise_up.far_deg + raise_up.direction * 10.0
    assert pytest.approx(10.0, abs=TWO_DEGREES) == abs(
        raise_up.in_coordinate(beyond) - raise_up.in_coordinate(raise_up.far_deg)
    )


@pytest.mark.parametrize("exercise_id", ["single-leg-squat", "step-down", "jump-and-land"])
def test_from_the_front_a_body_that_sinks_is_counted_by_its_height(exercise_id):
    quantity = _quantity(exercise_id)
    assert quantity.expected.reading.is_relative
    assert quantity.range_deg > 15 * quantity.expected.jitter_deg


def test_what_is_held_is_never_timed_by_how_large_it_looks():
    for exercise_id in SEEN:
        if CATALOGUE.exercise(exercise_id).is_hold and (quantity := _quantity(exercise_id)) is not None:
            assert not quantity.expected.reading.is_relative


def test_a_jump_that_bends_the_knees_twice_is_known_to_have_two_swings():
    assert _quantity("jump-and-land").swings == 2
