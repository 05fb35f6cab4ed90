"""How far an exercise suits a person, as the editor's library says it."""

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
