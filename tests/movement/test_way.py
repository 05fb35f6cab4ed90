"""A smaller range is the solved way, left early; what was solved is what is played."""

import pytest

from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from hipwise.movement.motion import build_motion
from hipwise.movement.timeline import build_timeline
from hipwise.movement.way import ways_of

CATALOGUE = load_catalogue()
same = 1e-9


def test_half_of_a_clamshell_is_the_middle_of_its_way() -> None:
    exercise, solved = CATALOGUE.exercise("clamshell"), CATALOGUE.solved["clamshell"]
    out, hold, back = ways_of(exercise, solved, 0.5)
    middle = solved.stretches[0].at(0.5)
    assert out.at(1.0) == hold.at(0.0) == middle
    assert back.at(0.0) == pytest.approx(solved.stretches[2].at(0.5), abs=same)


def test_more_postures_are_blended_towards_the_first() -> None:
    exercise, solved = CATALOGUE.exercise("jump-and-land"), CATALOGUE.solved["jump-and-land"]
    first, dip = solved.stretches[0].at(0.0), solved.stretches[0].at(1.0)
    half = ways_of(exercise, solved, 0.5)[0].at(1.0)
    assert half["knee_angle_r"] == pytest.approx((first["knee_angle_r"] + dip["knee_angle_r"]) / 2, abs=same)


def test_a_solution_of_another_movement_is_not_played() -> None:
    timeline = build_timeline(
        CATALOGUE.exercise("bridge"), CATALOGUE.arm_postures, 1.0, solved=CATALOGUE.solved["clamshell"]
    )
    assert timeline.body_at(0.0) is None


@pytest.mark.parametrize("exercise", CATALOGUE.exercises)
def test_a_repetition_begins_with_the_first_solved_sample(exercise: str) -> None:
    solved = CATALOGUE.solved[exercise]
    motion = build_motion(
        CATALOGUE.exercise(exercise), CATALOGUE.arm_postures, Side.RIGHT, 4.0, solved=solved
    )
    assert motion.frames[0].coordinates == pytest.approx(solved.stretches[0].at(0.0), abs=same)
