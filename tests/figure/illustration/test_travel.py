import numpy as np
import pytest

from hipwise.body.rig import BONE_NAMES
from hipwise.figure.body_mesh import load_body
from hipwise.figure.illustration.plate import Cast, make_cast
from hipwise.figure.illustration.travel import flight, worth_of_points
from hipwise.figure.prop_mesh import props_of
from hipwise.library.catalogue import load_catalogue

CATALOGUE = load_catalogue()
BODY = load_body()


def cast_of(exercise: str) -> Cast:
    return make_cast(CATALOGUE.exercise(exercise), BODY, props_of(exercise))


def mean_worth(exercise: str, bone: str, rise_m: float = 0.0) -> float:
    cast = cast_of(exercise)
    worth = worth_of_points(cast.exercise, cast.props, cast.subject, rise_m)
    share = (BODY.weights * (BODY.bones == BONE_NAMES.index(bone))).sum(axis=1)
    return float((worth * share**4).sum() / (share**4).sum())


def test_in_a_bridge_the_pelvis_says_more_than_a_foot() -> None:
    assert mean_worth("single-leg-bridge", "pelvis") > 2 * mean_worth("single-leg-bridge", "foot_l")


def test_on_one_leg_the_free_foot_says_most() -> None:
    assert mean_worth("single-leg-stance", "foot_l") > 2 * mean_worth("single-leg-stance", "pelvis")


def test_unless_the_whole_body_sinks() -> None:
    assert mean_worth("single-leg-squat", "pelvis", -0.2) >= mean_worth("single-leg-squat", "foot_l", -0.2)


def test_hands_say_little_in_an_exercise_of_the_hip() -> None:
    assert mean_worth("single-leg-squat", "hand_r") < 0.1


def test_a_thrown_ball_flies_on_from_where_it_is_let_go() -> None:
    way = flight(props_of("single-leg-stance-ball-toss"), 0)
    assert way is not None
    assert way[-1, 0] > way[0, 0] + 0.2


@pytest.mark.parametrize("exercise", ["bridge", "step-down", "lateral-band-walk"])
def test_other_things_are_not_thrown(exercise: str) -> None:
    assert flight(props_of(exercise), 0) is None


def test_worth_is_a_share() -> None:
    for exercise in CATALOGUE.exercises:
        cast = cast_of(exercise)
        worth = worth_of_points(cast.exercise, cast.props, cast.subject, 0.0)
        assert np.all((worth >= 0.0) & (worth <= 1.0 + 1e-9))
