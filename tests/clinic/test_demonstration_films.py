"""Whoever opens the replay of a demonstration set finds a fault, the one that its log tells."""

import random

import pytest

from hipwise.clinic.demonstration_films import film_set
from hipwise.coach.packed_recording import unpack_recording
from hipwise.coach.trace import trace_set
from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from hipwise.library.validity_card import PAGE_MODEL
from hipwise.plan.plan import PlanItem

CATALOGUE = load_catalogue()


@pytest.mark.parametrize("exercise_id", ["single-leg-squat", "clamshell", "single-leg-stance"])
def test_the_last_set_has_a_fault_and_its_replay_tells_the_same(exercise_id: str) -> None:
    exercise = CATALOGUE.exercise(exercise_id)
    item = PlanItem(exercise_id, Side.RIGHT, 1, 8, exercise.dose.hold_s.default, 30, "2-1-2", (), 5, ())
    last = item.repetitions if exercise.is_hold else item.sets
    film = film_set(item, exercise, Side.RIGHT, last, CATALOGUE, random.Random(1))
    assert film is not None
    recording = unpack_recording(film.packet).recording
    replay = trace_set(recording, exercise, Side.RIGHT, CATALOGUE, model=PAGE_MODEL)
    assert film.faults
    assert {lane.report.code: len(lane.parts) for lane in replay.faults if lane.parts} == film.faults
