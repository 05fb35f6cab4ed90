"""An invented set is watched by the real coach as it was performed."""

import random

import pytest

from hipwise.coach.report import watch
from hipwise.coach.trace import trace_set
from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from hipwise.library.validity_card import PAGE_MODEL
from hipwise.simulate.performed_set import Performance, performed_set

CATALOGUE = load_catalogue()
RAISE = CATALOGUE.exercise("straight-leg-raise")


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("exercise_id", ["clamshell", "straight-leg-raise", "side-lying-leg-raise"])
def test_the_coach_counts_what_was_performed(exercise_id: str, seed: int) -> None:
    exercise = CATALOGUE.exercise(exercise_id)
    what = Performance(exercise, Side.LEFT, 6, exercise.dose.hold_s.default)
    recording = performed_set(what, CATALOGUE, random.Random(seed))
    assert watch(recording, exercise, Side.LEFT, CATALOGUE).count == 6


@pytest.mark.parametrize(
    ("exercise_id", "code"),
    [
        ("single-leg-squat", "DYN_VALGUS"),
        ("step-down", "TRUNK_LEAN"),
        ("lateral-band-walk", "TRUNK_LEAN"),
    ],
)
def test_a_fault_that_the_page_may_judge_is_seen_where_it_was_performed(exercise_id: str, code: str) -> None:
    exercise = CATALOGUE.exercise(exercise_id)
    hold_s = exercise.dose.hold_s.default
    what = Performance(exercise, Side.RIGHT, 6, hold_s, 1.0, CATALOGUE.faults[code], range(3, 5))
    recording = performed_set(what, CATALOGUE, random.Random(1))
    trace = trace_set(recording, exercise, Side.RIGHT, CATALOGUE, model=PAGE_MODEL)
    assert {lane.report.code: lane.parts for lane in trace.faults if lane.parts} == {code: (3, 4)}


def test_the_same_seed_performs_the_same() -> None:
    what = Performance(RAISE, Side.RIGHT, 2, 1.0)
    first, second = (performed_set(what, CATALOGUE, random.Random(5)) for _ in range(2))
    assert first.times_s == second.times_s
    assert repr(first.landmarks) == repr(second.landmarks)
