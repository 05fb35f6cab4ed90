"""A moment lies in one leg of the movement's path."""

import pytest

from hipwise.library.catalogue import load_catalogue
from hipwise.movement.clip import Manner, timeline_of
from hipwise.movement.leg_time import LegTime, leg_times
from hipwise.movement.timeline import Timeline

CATALOGUE = load_catalogue()
CLAMSHELL = CATALOGUE.exercise("clamshell")


def timeline(hold_s: float) -> Timeline:
    manner = Manner(hold_s=hold_s, out_s=2.0, back_s=4.0)
    return timeline_of(CLAMSHELL, CATALOGUE.arm_postures, manner)


@pytest.mark.parametrize(
    ("t_s", "expected"),
    [
        (0.0, LegTime(0, 0.0, 2.0)),
        (1.0, LegTime(0, 0.5, 2.0)),
        (2.0, LegTime(1, 0.0, 1.0)),
        (4.0, LegTime(2, 0.25, 4.0)),
        (7.0, LegTime(2, 1.0, 4.0)),
    ],
)
def test_a_moment_lies_in_its_leg(t_s: float, expected: LegTime) -> None:
    assert leg_times(CLAMSHELL, timeline(1.0), [t_s]) == (expected,)


def test_a_leg_of_no_duration_is_passed_over() -> None:
    assert leg_times(CLAMSHELL, timeline(0.0), [2.5])[0].leg == 2
