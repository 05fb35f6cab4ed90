"""Why an exercise is left out, in words that name the thing, the side and the scale."""

import pytest

from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from hipwise.plan.exclusion import equipment_in_words, exclusions, side_exclusions
from hipwise.plan.intake import EQUIPMENT
from hipwise.plan.situation import assess
from tests.plan.intakes import READY, intake

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
