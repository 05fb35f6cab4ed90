"""The camera beside a home test: what its validity card allows, and what is said of it."""

import math
from dataclasses import replace
from datetime import timedelta

import pytest

from hipwise.coach.capability import live_entries
from hipwise.follow.home_test import home_test_courses, result_reasons
from hipwise.follow.home_test_camera import camera_of
from hipwise.library.side import Side
from hipwise.plan.entry import home_test_to_mapping
from hipwise.plan.history import LogError, parse_log
from tests.plan.logs import CATALOGUE, START, at, entry

TESTS = CATALOGUE.home_tests
STANCE = TESTS["single-leg-stance"]


def tried(**body):
    return entry("test", at(0, 9), test="single_leg_stance_s", **body)


def rules_of(test):
    return [reason.rule for reason in camera_of(test, CATALOGUE).reasons]


@pytest.mark.parametrize(
    "name",
    ["single-leg-stance", "single-leg-stance-eyes-closed", "plank", "side-plank", "single-leg-bridge"],
)
def test_a_position_that_is_held_is_timed_with_its_error(name: str) -> None:
    assert rules_of(TESTS[name]) == ["test-camera-times"]


def test_the_worse_of_the_pose_models_is_told() -> None:
    card = CATALOGUE.card(CATALOGUE.exercise("single-leg-stance"))
    worst = max(each.hold_s.mean for each in live_entries(card))
    assert f"{worst:.1f} seconds off on average" in camera_of(STANCE, CATALOGUE).reasons[0].text


@pytest.mark.parametrize("name", ["single-leg-squat", "step-down"])
def test_a_body_that_sinks_is_counted_from_the_front(name: str) -> None:
    assert camera_of(TESTS[name], CATALOGUE).can_help
    assert rules_of(TESTS[name]) == ["test-camera-counts"]


def test_what_the_camera_counts_too_roughly_it_is_not_offered_for() -> None:
    hikes = replace(TESTS["single-leg-squat"], drawn="hip-hike")
    assert not camera_of(hikes, CATALOGUE).can_help
    assert rules_of(hikes) == ["test-camera-cannot"]


def test_a_hold_is_never_read_as_repetitions() -> None:
    assert not camera_of(replace(STANCE, way="count"), CATALOGUE).can_help


@pytest.mark.parametrize("name", [name for name, test in TESTS.items() if test.way == "tape"])
def test_no_camera_measures_a_distance(name: str) -> None:
    assert rules_of(TESTS[name]) == ["test-camera-distance"]


def test_what_nobody_reads_by_camera_is_said() -> None:
    assert rules_of(TESTS["hip-internal-rotation"]) == ["test-camera-none"]


@pytest.mark.parametrize("name", sorted(TESTS))
def test_what_is_watched_is_what_is_drawn(name: str) -> None:
    movement = camera_of(TESTS[name], CATALOGUE).movement
    assert movement is None or movement.id == TESTS[name].drawn


def test_standing_up_is_counted_by_the_movement_of_the_test() -> None:
    assert rules_of(TESTS["sit-to-stand"]) == ["test-camera-counts"]


def test_a_movement_that_nobody_measured_is_not_watched() -> None:
    unmeasured = replace(CATALOGUE, validity={})
    (reason,) = camera_of(TESTS["sit-to-stand"], unmeasured).reasons
    assert reason.rule == "test-camera-unmeasured"


def test_the_result_says_how_many_numbers_are_the_cameras() -> None:
    log = parse_log([tried(trials={"left": [40, 41, 42], "right": [30, 31, 32]}, camera_trials=5)], CATALOGUE)
    (course,) = home_test_courses(log, START, CATALOGUE)
    (said,) = [
        r for r in result_reasons(course, Side.RIGHT, 30, None, CATALOGUE) if r.rule == "test-by-camera"
    ]
    assert said.text.startswith("It measured 5 of these trials")


def test_more_numbers_of_the_camera_than_trials_are_refused() -> None:
    with pytest.raises(LogError, match="trials by camera"):
        parse_log([tried(trials={"left": [40]}, camera_trials=2)], CATALOGUE)


def test_where_a_number_came_from_is_kept_in_the_log() -> None:
    given = tried(trials={"left": [40, 41, 42]}, camera_trials=2)
    (kept,) = parse_log([given], CATALOGUE).entries
    assert home_test_to_mapping(kept)["camera_trials"] == 2


FLEXION = TESTS["hip-flexion"]


def reached(day: int, degrees: float, **body):
    given = {"trials": {"left": [degrees] * 3, "right": [degrees] * 3}, **body}
    return entry("test", at(day, 9), test=FLEXION.measure, id=f"flexion-{day}", **given)


def said_of(*entries) -> dict[str, str]:
    log = parse_log(list(entries), CATALOGUE)
    (course,) = home_test_courses(log, START + timedelta(days=60), CATALOGUE)
    return {r.rule: r.text for r in result_reasons(course, Side.RIGHT, 30, None, CATALOGUE)}


def test_how_far_the_hip_bends_is_told_with_its_error() -> None:
    camera = camera_of(FLEXION, CATALOGUE)
    assert [reason.rule for reason in camera.reasons] == ["test-camera-ranges"]
    assert f"give or take {camera.error_deg:g}" in camera.reasons[0].text


def test_a_range_that_is_told_too_roughly_is_not_offered() -> None:
    strict = CATALOGUE.with_settings({"coach.validity_range_error_most_deg": 1})
    (reason,) = camera_of(FLEXION, strict).reasons
    assert (reason.rule, camera_of(FLEXION, strict).can_help) == ("test-camera-too-rough", False)


def test_two_readings_of_the_camera_differ_by_more_than_one_errs() -> None:
    camera = camera_of(FLEXION, CATALOGUE)
    assert camera.error_deg is not None
    assert camera.change_deg == pytest.approx(camera.error_deg * 2**0.5)


def test_no_change_below_the_cameras_error_is_told() -> None:
    change = math.ceil(camera_of(FLEXION, CATALOGUE).change_deg)
    within = said_of(reached(0, 60, camera_trials=6), reached(30, 60 + change, camera_trials=6))
    beyond = said_of(reached(0, 60, camera_trials=6), reached(30, 60 + max(change, 10) + 1, camera_trials=6))
    assert "test-within-error" in within
    assert "test-more" in beyond


def test_the_phones_own_numbers_keep_their_error() -> None:
    told = said_of(reached(0, 60), reached(30, 71))
    assert "10 degrees" in told["test-more"]


def test_a_range_by_camera_is_read_as_about() -> None:
    error = camera_of(FLEXION, CATALOGUE).error_deg
    told = said_of(reached(0, 60, camera_trials=6))
    assert f"give or take {error:g} degrees" in told["test-by-camera-range"]
