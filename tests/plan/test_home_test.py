"""Who may be tested at home, and which side begins."""

import pytest

from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from hipwise.plan.home_test import reasons_against
from hipwise.plan.home_trials import side_order
from hipwise.plan.situation import assess
from tests.plan.intakes import READY, intake

CATALOGUE = load_catalogue()
TESTS = CATALOGUE.home_tests


def rules_against(test, *changes):
    return {reason.rule for reason in reasons_against(TESTS[test], assess(intake(*changes), CATALOGUE))}


@pytest.mark.parametrize("test", [name for name in TESTS if "hop" not in name])
def test_a_calm_hip_of_the_last_phase_may_do_every_test_without_hops(test):
    assert rules_against(test, READY) == set()


def test_hops_wait_for_a_goal_that_needs_them():
    assert "plan-impact-goal" in rules_against("single-leg-hop", READY, {"goals": ["walk-without-pain"]})


def test_hops_wait_for_a_test_of_the_gate_that_was_not_done():
    rules = rules_against("single-leg-hop", READY, {"tests": {"plank_s": None}})
    assert "plan-gate" in rules


def test_a_flare_leaves_only_what_the_lightest_exercises_ask():
    assert "plan-flare" in rules_against("single-leg-stance", READY, {"pain": {"flare_last_7_days": True}})


def test_an_irritable_hip_is_not_turned_to_its_end():
    rules = rules_against("hip-internal-rotation", READY, {"pain": {"rest": 4}})
    assert "plan-stretch-irritable" in rules


def test_a_pinch_below_the_angle_of_the_test_speaks_against_it():
    rules = rules_against("sit-to-stand", READY, {"pain": {"pinch_starts_at_flexion_deg": 85}})
    assert rules & {"envelope-flexion-hard", "limit-flexion"}


def test_long_holds_are_not_for_high_blood_pressure():
    for test in ("plank", "side-plank", "single-leg-bridge"):
        assert "plan-precaution" in rules_against(test, READY, {"conditions": ["high-blood-pressure"]})


def test_closed_eyes_are_not_for_people_who_fall():
    rules = rules_against("single-leg-stance-eyes-closed", READY, {"conditions": ["falls-history"]})
    assert "plan-precaution" in rules


def test_equipment_speaks_against_no_test():
    assert rules_against("step-down", READY, {"equipment": []}) == set()


def test_the_side_that_hurts_less_is_first():
    assert side_order(Side.LEFT, True) == (Side.RIGHT, Side.LEFT)
    assert side_order(Side.RIGHT, True) == (Side.LEFT, Side.RIGHT)


def test_with_two_sore_sides_the_right_is_first():
    assert side_order(Side.BOTH, True) == (Side.RIGHT, Side.LEFT)


def test_a_test_of_both_together_has_one_turn():
    assert side_order(Side.LEFT, False) == (Side.BOTH,)
