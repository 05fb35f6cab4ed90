"""From the side, thighs beside each other hide whose shank it is: the pose then goes without it."""

from dataclasses import replace

import pytest

from hipwise.coach.covered_leg import is_shank_told
from hipwise.coach.landmarks import Recording
from hipwise.coach.report import watch
from hipwise.coach.watch_plan import plan_watch
from hipwise.library.side import Side
from tests.coach.performer import Performer, unmeasured

ONE_LEG = "single-leg-bridge"


@pytest.mark.parametrize(
    ("exercise", "is_told"),
    [
        (ONE_LEG, False),
        ("bridge", True),
        ("straight-leg-raise", True),
        ("hip-flexor-stretch", True),
        ("single-leg-stance", True),
    ],
)
def test_a_shank_is_hidden_where_straight_and_bent_legs_lie_beside_each_other(
    exercise: str, is_told: bool
) -> None:
    plan = plan_watch(unmeasured().exercise(exercise), unmeasured())
    assert is_shank_told(plan.template) == is_told
    assert ("working_shank" in {pose.expected.reading.name for pose in plan.poses}) == is_told


def with_the_other_shank(recording: Recording, side: Side) -> Recording:
    """As a pose model shows it that takes the free leg's shank and foot for the planted one's."""
    other = Side.LEFT if side is Side.RIGHT else Side.RIGHT
    taken = {
        f"{side.value}_{part}": recording.landmarks[f"{other.value}_{part}"]
        for part in ("ankle", "heel", "foot_index")
    }
    return replace(recording, landmarks={**recording.landmarks, **taken})


@pytest.mark.parametrize("side", [Side.RIGHT, Side.LEFT])
def test_a_bridge_on_one_leg_is_counted_although_the_other_shank_is_shown(side: Side) -> None:
    performer = Performer(unmeasured().exercise(ONE_LEG), side, unmeasured())
    recording = performer.stand_still(2.0).repeat(3).stand_still(1.5).record()
    shown = with_the_other_shank(recording, side)
    report = watch(shown, unmeasured().exercise(ONE_LEG), side, unmeasured())
    assert len(report.repetitions) == 3


def test_a_leg_that_is_raised_and_let_down_is_no_bridge() -> None:
    raised = Performer(unmeasured().exercise("straight-leg-raise"), Side.RIGHT, unmeasured())
    recording = raised.stand_still(1.0).repeat(4, hold_s=2.0).record()
    report = watch(recording, unmeasured().exercise(ONE_LEG), Side.RIGHT, unmeasured())
    assert not report.repetitions


def test_there_the_trunk_has_to_go_along() -> None:
    plan = plan_watch(unmeasured().exercise(ONE_LEG), unmeasured())
    assert plan.witness is not None
    assert plan.witness.expected.reading.name == "working_trunk_side"
    assert plan_watch(unmeasured().exercise("bridge"), unmeasured()).witness is None
