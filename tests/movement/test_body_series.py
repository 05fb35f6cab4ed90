"""A repetition with a fault begins and ends like the right one, and differs between."""

import pytest

from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from hipwise.movement.body_series import bodies_at
from hipwise.movement.clip import Manner, timeline_of

CATALOGUE = load_catalogue()
EXERCISE = CATALOGUE.exercise("single-leg-squat")
TIMELINE = timeline_of(EXERCISE, CATALOGUE.arm_postures, Manner())
FAULT = CATALOGUE.faults["PELVIC_DROP"]
TIMES = [0.0, TIMELINE.out_s, TIMELINE.duration_s]


def test_a_fault_shows_at_the_end_of_the_way_out_only() -> None:
    right, wrong = (bodies_at(EXERCISE, TIMELINE, Side.RIGHT, TIMES, fault) for fault in (None, FAULT))
    differ = [abs(a["pelvis_list"] - b["pelvis_list"]) for a, b in zip(right, wrong, strict=True)]
    assert differ[0] == pytest.approx(0.0, abs=1e-6)
    assert differ[1] > 5.0
    assert differ[2] == pytest.approx(0.0, abs=1e-6)


def test_the_left_side_mirrors_the_fault_too() -> None:
    right, left = (bodies_at(EXERCISE, TIMELINE, side, TIMES, FAULT)[1] for side in (Side.RIGHT, Side.LEFT))
    assert left["hip_adduction_l"] == right["hip_adduction_r"]
    assert left["pelvis_list"] == -right["pelvis_list"]
