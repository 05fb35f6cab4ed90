import numpy as np

from hipwise.figure.illustration.round import round_way, turning_way
from hipwise.figure.illustration.storyboard import storyboard
from hipwise.figure.prop_mesh import props_of
from hipwise.library.catalogue import load_catalogue

CATALOGUE = load_catalogue()


def story_of(exercise: str):  # type: ignore[no-untyped-def]
    return storyboard(CATALOGUE.exercise(exercise), CATALOGUE.arm_postures, CATALOGUE.solved[exercise])


def test_the_round_of_a_board_lies_flat_above_the_floor() -> None:
    way = round_way(story_of("baps-board").round_way, props_of("baps-board"))
    assert np.ptp(way[:, 1]) < 0.1 * np.ptp(way[:, 0])
    assert way[:, 1].min() > 0.0


def test_the_round_of_the_pelvis_lies_over_the_belly() -> None:
    story = story_of("pelvic-clock")
    way = round_way(story.round_way, props_of("pelvic-clock"))
    pelvis_height_m = 0.912 + story.start.body["pelvis_ty"]
    assert way[:, 1].mean() > pelvis_height_m + 0.08


def test_a_round_leaves_a_gap_between_its_end_and_its_beginning() -> None:
    way = round_way(story_of("pelvic-clock").round_way, props_of("pelvic-clock"))
    assert np.linalg.norm(way[0] - way[-1]) > 0.05


def test_a_pelvis_that_tilts_back_turns_towards_the_head() -> None:
    way = turning_way(story_of("pelvic-tilt").stages[0].way)
    assert way is not None
    assert way[-1, 0] < way[0, 0]


def test_a_pelvis_that_stays_has_no_turn() -> None:
    assert turning_way(story_of("straight-leg-raise").stages[0].way) is None
