"""What the intake says about one side, by the path that content names."""

import pytest

from hipwise.library.side import Side
from hipwise.plan.measure import has_sides, measured, number
from tests.plan.intakes import intake

HOPS = {"tests": {"single_leg_hop_cm": {"left": [100, 110, 120], "right": []}}}


@pytest.mark.parametrize(
    ("path", "side", "value"),
    [
        ("tests.side_plank_s", Side.LEFT, 20),
        ("tests.side_plank_s", Side.RIGHT, 34),
        ("tests.plank_s", Side.LEFT, 40),
        ("tests.plank_s", Side.RIGHT, 40),
        ("tests.thomas", Side.LEFT, "positive"),
        ("tests.fadir", Side.LEFT, None),
        ("outcomes.ihot12", Side.RIGHT, 52),
        ("outcomes.hos_adl", Side.RIGHT, None),
        ("tests.single_leg_hop_cm", Side.LEFT, 110),
        ("tests.single_leg_hop_cm", Side.RIGHT, None),
    ],
)
def test_a_value_is_that_of_its_side_and_several_trials_count_as_their_mean(path, side, value):
    assert measured(intake(HOPS), path, side) == value


@pytest.mark.parametrize(
    ("path", "sided"), [("tests.side_plank_s", True), ("tests.plank_s", False), ("outcomes.ihot12", False)]
)
def test_a_value_of_each_side_is_told_from_one_of_the_person(path, sided):
    assert has_sides(intake(), path) is sided


@pytest.mark.parametrize(
    ("path", "value"), [("tests.side_plank_s", 20.0), ("tests.thomas", None), ("tests.fadir", None)]
)
def test_a_word_is_no_number(path, value):
    assert number(intake(), path, Side.LEFT) == value


@pytest.mark.parametrize("path", ["tests.no_such", "no_such.plank_s"])
def test_a_path_that_no_intake_has_is_an_error(path):
    with pytest.raises(AttributeError):
        measured(intake(), path, Side.LEFT)
