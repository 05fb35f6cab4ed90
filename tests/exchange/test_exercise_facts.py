"""The facts about an exercise have the promised keys and are computed from its movement."""

import json

import pytest

from hipwise.exchange.exercise_facts import exercise_facts, exercise_line
from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side

CATALOGUE = load_catalogue()
EXERCISES = list(CATALOGUE.exercises.values())
PEAKS = {"hip_flexion_deg", "hip_adduction_deg", "hip_internal_rotation_deg", "hip_extension_deg"}


def test_exactly_the_locked_stretch_is_blocked() -> None:
    lines = [exercise_line(exercise, CATALOGUE) for exercise in EXERCISES]
    blocked = {line["id"] for line in lines if line["envelope"] == "blocked"}
    assert blocked == {"piriformis-knee-to-opposite-shoulder"}


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.id)
def test_every_exercise_has_the_promised_facts(exercise) -> None:
    facts = exercise_facts(exercise, CATALOGUE)
    json.dumps(facts, allow_nan=False)
    assert {"id", "name", "group", "other_names", "steps", "stop_rule", "easier", "harder"} <= set(facts)
    assert {"sets", "repetitions", "hold_s", "rest_s", "tempo", "days_per_week", "source"} <= set(
        facts["dose"]
    )
    assert set(facts["peaks"]) == {"working", "other"}
    assert set(facts["peaks"]["working"]) == PEAKS
    assert set(facts["envelope"]) >= {"verdict", "reasons"}
    assert {"camera", "counts", "faults", "not_judgeable"} <= set(facts["watch"])
    assert all(source["citation"] for source in facts["sources"])


def test_with_a_side_the_peaks_are_also_given_by_left_and_right() -> None:
    facts = exercise_facts(CATALOGUE.exercise("hip-flexor-stretch"), CATALOGUE, Side.LEFT)
    assert facts["peaks"]["left"] == facts["peaks"]["working"]
    assert facts["peaks"]["right"] == facts["peaks"]["other"]


def test_a_blocked_movement_names_the_limb_the_value_and_the_limit() -> None:
    facts = exercise_facts(CATALOGUE.exercise("piriformis-knee-to-opposite-shoulder"), CATALOGUE)
    reason = facts["envelope"]["reasons"][0]
    assert (reason["limb"], reason["value_deg"] > reason["limit_deg"]) == ("working", True)
