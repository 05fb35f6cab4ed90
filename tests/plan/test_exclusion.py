"""Why an exercise is left out, in words that name the thing, the side and the scale."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from hipwise.plan.exclusion import equipment_in_words, exclusions, side_exclusions
from hipwise.plan.intake import CONDITIONS, EQUIPMENT, parse_intake
from hipwise.plan.situation import assess
from tests.plan.intakes import READY, intake, merged, ready_intakes

CATALOGUE = load_catalogue()
PINCHING = {"pain": {"pinch_starts_at_flexion_deg": 60}}


def texts(exercise, *changes):
    """The reasons against either side working, each once."""
    situation = assess(intake(READY, *changes), CATALOGUE)
    found = CATALOGUE.exercise(exercise)
    reasons = [*exclusions(found, situation)]
    for side in (Side.LEFT, Side.RIGHT):
        reasons += side_exclusions(found, side, situation)
    return list(dict.fromkeys(reason.text for reason in reasons))


def test_missing_equipment_is_named_as_the_intake_asks_for_it():
    assert "It needs what you do not have: a mat or a folded blanket." in texts("bridge", {"equipment": []})


@pytest.mark.parametrize("name", EQUIPMENT)
def test_every_piece_of_equipment_has_words_of_its_own(name):
    words = equipment_in_words([name], CATALOGUE)
    assert words[0].islower()
    assert words.startswith("a ")


def test_too_heavy_a_load_is_told_with_its_scale():
    said = texts("single-leg-squat", {"therapist": False})
    assert "Its load is 4 on a scale of 0 to 5. Without a therapist 2 is the most." in said


def test_a_hip_with_narrower_limits_than_the_other_is_named():
    said = texts("piriformis-figure-four", PINCHING, {"symptomatic_side": "left"})
    assert any(text.startswith("The left hip bends to ") for text in said)


def test_two_hips_with_the_same_limits_are_one():
    said = texts("piriformis-figure-four", PINCHING, {"symptomatic_side": "both"})
    assert not [text for text in said if "left hip" in text or "right hip" in text]


def test_a_side_whose_tightness_was_tested_is_told_from_one_that_was_not():
    said = texts("hip-flexor-stretch", {"tests": {"thomas": {"left": "negative", "right": None}}})
    muscle = "length of the muscles at the front of the hip"
    assert f"The test found no tightness on the left side: {muscle}." in said
    assert f"Nobody has tested {muscle} on the right side, so there is no stretch." in said


def test_the_same_finding_on_both_sides_is_told_once():
    said = texts("hip-flexor-stretch", {"tests": {"thomas": {"left": "negative", "right": "negative"}}})
    assert len([text for text in said if "no tightness" in text]) == 1


def open_now(raw):
    """The exercises that no rule keeps out, with each side."""
    situation = assess(parse_intake(raw, "test"), CATALOGUE)
    return {
        (exercise.id, side)
        for exercise in CATALOGUE.exercises.values()
        for side in (Side.LEFT, Side.RIGHT)
        if not exclusions(exercise, situation) and not side_exclusions(exercise, side, situation)
    }


NARROWER = [
    *({"conditions": [name]} for name in CONDITIONS),
    {"equipment": []},
    {"therapist": False},
    {"goals": []},
    {"person": {"age": 61}},
    {"person": {"age": 65}},
    {"person": {"weight_kg": None}},
    {"pain": {"pinch": 1}},
    {"pain": {"pinch": None}},
    {"pain": {"flare_last_7_days": True}},
    {"pain": {"flare_last_7_days": None}},
    {"pain": {"worst_24h": 7}},
    {"tests": {"single_leg_stance_s": {"left": 29, "right": 29}}},
    {"tests": {"thomas": None, "adductor_tightness": None, "piriformis_tightness": None}},
    {"weeks_in_programme": None},
    {"pathway": "pre-operative"},
]


@given(raw=ready_intakes(), narrower=st.sampled_from(NARROWER))
@settings(max_examples=100, deadline=None)
def test_no_condition_missing_thing_or_worse_answer_opens_an_exercise(raw, narrower):
    plain = merged(
        raw,
        {
            "pathway": "non-operative",
            "surgery": None,
            "conditions": [],
            "therapist": True,
            "person": {"age": 31},
        },
    )
    assert open_now(merged(plain, narrower)) <= open_now(plain)
