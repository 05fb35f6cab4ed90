"""How far an exercise suits a person, as the editor's library says it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from hipwise.library.catalogue import load_catalogue
from hipwise.plan.eligibility import Eligible, judge
from hipwise.plan.situation import assess
from hipwise.plan.suitability import Suits, limit_words, reach_words, suitability
from tests.plan.intakes import READY, after_surgery, intake, intakes

CATALOGUE = load_catalogue()


def suits(exercise, *changes):
    """The verdict and the number for the plain person with changes."""
    found = suitability(CATALOGUE.exercise(exercise), assess(intake(*changes), CATALOGUE))
    return found.verdict, found.number


def test_what_fits_says_how_far_it_bends():
    assert suits("bridge") == (Suits.FITS, "bends 47°")


def test_what_goes_back_further_than_it_bends_says_that():
    situation = assess(intake(), CATALOGUE)
    stretch = CATALOGUE.exercise("hip-flexor-stretch")
    assert reach_words(stretch, situation).startswith("goes back")
    assert limit_words(stretch, situation) == f"limit {CATALOGUE.setting('envelope.extension_cap'):g}°"


def test_what_waits_for_a_phase_says_which():
    assert suits("side-lying-leg-raise") == (Suits.LATER, "phase 2")


def test_what_waits_for_a_week_after_surgery_says_which():
    verdict, number = suits("clamshell", after_surgery(7))
    assert (verdict, number) == (Suits.LATER, "week 3")


def test_the_locked_stretch_is_blocked():
    assert suits("piriformis-knee-to-opposite-shoulder")[0] is Suits.BLOCKED


def test_missing_equipment_blocks_and_says_so():
    assert suits("wobble-board", READY, {"equipment": ["mat"]}) == (Suits.BLOCKED, "not at hand")


def test_a_stretch_of_what_is_not_tight_may_be_signed_after_a_look():
    calm = {"pain": {"pinch": 0}, "tests": {"thomas": {"left": "negative", "right": "negative"}}}
    assert suits("hip-flexor-stretch", READY, calm) == (Suits.CHECK, "not tight")


def test_without_a_therapist_there_is_no_look_and_it_does_not_fit():
    calm = {"pain": {"pinch": 0}, "tests": {"thomas": {"left": "negative", "right": "negative"}}}
    assert suits("hip-flexor-stretch", READY, calm, {"therapist": False})[0] is not Suits.CHECK


# A hip that pinches from 55 degrees on bends up to 45.
PINCHES_EARLY = {"pain": {"pinch_starts_at_flexion_deg": 55}}


def test_the_part_of_a_movement_that_fits_is_told_in_percent():
    assert suits("single-leg-squat", READY, PINCHES_EARLY) == (Suits.SMALLER_RANGE, "75 % of the way")


def test_a_movement_over_the_limit_of_the_hip_is_blocked_with_its_degrees():
    assert suits("pelvic-clock", READY, PINCHES_EARLY) == (Suits.BLOCKED, "53°, limit 45°")


def test_what_blocks_is_told_before_what_passes():
    found = suitability(CATALOGUE.exercise("bosu"), assess(intake(), CATALOGUE))
    assert [reason.rule for reason in found.reasons] == ["plan-equipment", "plan-phase-later", "plan-gate"]
    surgery = assess(intake(after_surgery(7)), CATALOGUE)
    found = suitability(CATALOGUE.exercise("piriformis-figure-four"), surgery)
    rules = [reason.rule for reason in found.reasons]
    assert rules[:3] == ["limit-external-rotation", "limit-flexion", "plan-week-later"]


def test_of_two_things_that_pass_the_first_is_told():
    found = suitability(CATALOGUE.exercise("step-down"), assess(intake(), CATALOGUE))
    assert (found.verdict, found.number) == (Suits.LATER, "phase 3")
    assert [reason.rule for reason in found.reasons] == ["plan-phase-later", "plan-gate"]


@pytest.mark.parametrize(
    ("exercise", "changes", "number"),
    [
        ("hip-flexor-stretch", {"pain": {"pinch": 2}}, "pinch"),
        ("groin-butterfly", {"tests": {"adductor_tightness": None}}, "tightness not tested"),
        ("single-leg-squat", {"tests": {"single_leg_stance_s": {"left": 20}}}, "phase 3"),
    ],
)
def test_what_passes_with_time_a_calmer_hip_or_a_test_is_for_later(exercise, changes, number):
    assert suits(exercise, READY, changes) == (Suits.LATER, number)


@pytest.mark.parametrize(
    ("exercise", "reach", "limit"),
    [
        ("bridge", "bends 47°", "limit 90°"),
        ("straight-leg-raise", "bends 38°", "limit 90°"),
        ("prone-leg-raise", "goes back 8°", "limit 15°"),
        ("isometric-hip-raise", "bends 0°", "limit 90°"),
    ],
)
def test_the_direction_that_comes_nearer_to_its_limit_is_told(exercise, reach, limit):
    situation, one = assess(intake(READY), CATALOGUE), CATALOGUE.exercise(exercise)
    assert (reach_words(one, situation), limit_words(one, situation)) == (reach, limit)


def test_the_limit_is_that_of_the_hip_that_hurts():
    situation = assess(intake(READY, PINCHES_EARLY), CATALOGUE)
    assert limit_words(CATALOGUE.exercise("bridge"), situation) == "limit 45°"


def test_the_limit_of_the_surgeon_and_of_the_week_is_told_where_it_comes_first():
    held = after_surgery(7, limits={"hip_flexion_deg": 60})
    situation = assess(intake(held), CATALOGUE)
    assert limit_words(CATALOGUE.exercise("bridge"), situation) == "limit 60°"
    assert limit_words(CATALOGUE.exercise("prone-leg-raise"), situation) == "limit 0°"


def test_of_two_sore_hips_the_stricter_limit_is_told():
    situation = assess(intake(READY, {"symptomatic_side": "both"}), CATALOGUE)
    stricter = replace(situation.limits.left, flexion_cap_deg=70, extension_cap_deg=5)
    for hips in ({"left": stricter}, {"right": stricter}):
        uneven = replace(situation, limits=replace(situation.limits, **hips))
        assert limit_words(CATALOGUE.exercise("bridge"), uneven) == "limit 70°"
        assert limit_words(CATALOGUE.exercise("prone-leg-raise"), uneven) == "limit 5°"


def test_a_movement_past_the_warning_may_be_signed_after_a_look():
    early = CATALOGUE.with_settings({"envelope.extension_warn": 9})
    situation = assess(intake(READY), early)
    found = suitability(early.exercise("hip-flexor-stretch"), situation)
    assert (found.verdict, found.number) == (Suits.CHECK, "goes back 10°")
    assert [reason.rule for reason in found.reasons] == ["envelope-extension-warn"]


@settings(max_examples=50)
@given(intakes())
def test_a_badge_that_fits_is_an_exercise_that_may_be_prescribed(person):
    situation = assess(person, CATALOGUE)
    for exercise in CATALOGUE.exercises.values():
        verdict = suitability(exercise, situation).verdict
        may = isinstance(judge(exercise, situation), Eligible)
        if verdict in (Suits.FITS, Suits.SMALLER_RANGE):
            assert may, exercise.id
        if verdict in (Suits.LATER, Suits.BLOCKED):
            assert not may, exercise.id
