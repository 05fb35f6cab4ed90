import pytest

from hipwise.figure.illustration.storyboard import Storyboard, ends_of, storyboard
from hipwise.library.catalogue import load_catalogue

CATALOGUE = load_catalogue()


def story_of(exercise: str) -> Storyboard:
    return storyboard(CATALOGUE.exercise(exercise), CATALOGUE.arm_postures, CATALOGUE.solved.get(exercise))


def test_there_and_back_has_an_end_for_every_share_down_to_the_smallest() -> None:
    assert CATALOGUE.exercise("clamshell").movement.smallest_range == 0.5
    assert [stage.name for stage in story_of("clamshell").stages] == ["end", "end-75", "end-50"]


def test_a_smaller_range_ends_between_the_start_and_the_end() -> None:
    story = story_of("straight-leg-raise")
    flexion = [stage.way[-1].body["hip_flexion_r"] for stage in story.stages]
    assert flexion == sorted(flexion, reverse=True)
    assert min(flexion) > story.start.body["hip_flexion_r"]


@pytest.mark.parametrize("exercise", ["jump-and-land", "single-leg-hop"])
def test_a_movement_that_leaves_the_ground_shows_what_comes_between(exercise: str) -> None:
    names = [stage.name for stage in story_of(exercise).stages]
    assert names[:3] == ["between-1", "between-2", "end"]
    assert ends_of(story_of(exercise)).stages[0].name == "end"


def test_each_stage_of_a_jump_begins_where_the_one_before_ended() -> None:
    dip, flight, landed = story_of("jump-and-land").stages[:3]
    assert dip.way[-1].body == flight.way[0].body
    assert flight.way[-1].body == landed.way[0].body


@pytest.mark.parametrize(
    ("exercise", "goes_round"), [("pelvic-clock", True), ("baps-board", True), ("bridge", False)]
)
def test_a_movement_over_several_postures_goes_round(exercise: str, goes_round: bool) -> None:
    assert bool(story_of(exercise).round_way) is goes_round
