from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipwise.library.catalogue import load_catalogue
from hipwise.plan.intake import parse_intake
from hipwise.plan.phase import find_phase, phases_by_number
from tests.plan.intakes import READY, after_surgery, intake, intakes, merged, ready_intakes

CATALOGUE = load_catalogue()


def phase(*changes):
    return find_phase(intake(READY, *changes), CATALOGUE).number


@pytest.mark.parametrize(
    ("weeks", "number"), [(0, 1), (1, 1), (2, 2), (5, 2), (6, 3), (9, 3), (10, 4), (30, 4)]
)
def test_with_every_sign_met_the_week_decides(weeks, number):
    assert phase({"weeks_in_programme": weeks}) == number


def test_weeks_not_known_count_as_none():
    assert phase({"weeks_in_programme": None}) == 1


@pytest.mark.parametrize(
    ("change", "number"),
    [
        ({"pain": {"rest": 3}}, 1),
        ({"pain": {"worst_24h": 4}}, 1),
        ({"pain": {"flare_last_7_days": True}}, 1),
        ({"pain": {"pinch": 3}}, 1),
        ({"tests": {"walk_minutes_pain_free": 9}}, 1),
        ({"pain": {"pinch": 1}}, 2),
        ({"tests": {"walk_minutes_pain_free": 29}}, 2),
        ({"tests": {"single_leg_stance_s": {"left": 29.9}}}, 2),
        ({"tests": {"single_leg_stance_s": {"right": 1}}}, 4),
        ({"pain": {"worst_24h": 3}}, 3),
        ({"tests": {"single_leg_squat_good_reps": {"left": 9}}}, 3),
        ({"tests": {"single_leg_bridge_s": {"left": 38}}}, 3),
        ({"tests": {"y_balance_percent": {"left": 80}}}, 3),
    ],
)
def test_a_sign_that_is_not_met_holds_the_phase_whatever_the_week(change, number):
    assert phase(change) == number


@pytest.mark.parametrize(
    ("change", "number"),
    [
        ({"pain": {"rest": None}}, 1),
        ({"pain": {"worst_24h": None}}, 1),
        ({"pain": {"flare_last_7_days": None}}, 1),
        ({"pain": {"pinch": None}}, 1),
        ({"tests": {"walk_minutes_pain_free": None}}, 1),
        ({"tests": {"single_leg_stance_s": None}}, 2),
        ({"tests": {"single_leg_squat_good_reps": None}}, 3),
        ({"tests": {"side_plank_s": {"left": None}}}, 3),
        ({"tests": {"single_leg_bridge_s": {"right": None}}}, 3),
        ({"tests": {"y_balance_percent": None}}, 3),
    ],
)
def test_a_door_whose_test_was_not_done_is_shut(change, number):
    assert phase(change) == number


def test_when_both_sides_hurt_both_have_to_show_the_sign():
    assert phase({"symptomatic_side": "both", "tests": {"single_leg_stance_s": {"right": 29}}}) == 2


def test_before_surgery_the_last_phase_stays_shut():
    assert phase({"pathway": "pre-operative"}) == 3


@pytest.mark.parametrize(("days", "number"), [(41, 1), (42, 2), (55, 2), (56, 3), (83, 3), (84, 4)])
def test_after_surgery_the_weeks_since_the_operation_count(days, number):
    assert phase(after_surgery(days), {"weeks_in_programme": 50}) == number


def test_what_keeps_the_next_door_shut_is_told():
    now = find_phase(intake({"weeks_in_programme": 1, "pain": {"worst_24h": 5}}), CATALOGUE)
    assert [reason.rule for reason in now.reasons] == ["phase-week", "phase-sign"]


def test_there_are_five_phases_and_weeks_never_fall():
    phases = phases_by_number(CATALOGUE)
    assert list(phases) == [0, 1, 2, 3, 4]
    assert [phases[n].week_from for n in phases] == sorted(phases[n].week_from for n in phases)


WORSE = {
    "weeks_in_programme": [None, 0, 1, 5],
    "pain": [{"rest": 3}, {"rest": None}, {"worst_24h": 3}, {"worst_24h": None}, {"pinch": 1},
             {"pinch": None}, {"flare_last_7_days": True}, {"flare_last_7_days": None}],
    "tests": [{"single_leg_stance_s": {"left": 29.9}}, {"single_leg_stance_s": {"left": None}},
              {"walk_minutes_pain_free": 12}, {"walk_minutes_pain_free": None},
              {"side_plank_s": {"left": 29}},
              {"single_leg_squat_good_reps": {"left": 9}}, {"single_leg_bridge_s": {"left": 30}},
              {"y_balance_percent": {"left": 70}}, {"y_balance_percent": {"right": None}}],
}  # fmt: skip


@given(raw=ready_intakes(), worse=st.sampled_from([{key: value} for key in WORSE for value in WORSE[key]]))
@settings(max_examples=100)
def test_a_worse_sign_or_one_not_known_never_opens_a_later_phase(raw, worse):
    now = find_phase(parse_intake(merged(raw, READY), "test"), CATALOGUE)
    then = find_phase(parse_intake(merged(raw, READY, worse), "test"), CATALOGUE)
    assert then.number <= now.number


@given(someone=intakes())
@settings(max_examples=100)
def test_every_phase_but_the_last_says_what_opens_the_next(someone):
    now = find_phase(someone, CATALOGUE)
    highest = CATALOGUE.pathways[someone.pathway].highest_phase
    assert (now.number == highest) == (not now.reasons)


@pytest.mark.parametrize("pathway", ["non-operative", "pre-operative"])
def test_before_surgery_three_is_the_last_phase(pathway):
    assert phase({"pathway": pathway}) == (4 if pathway == "non-operative" else 3)


@pytest.mark.parametrize(("highest", "number"), [(None, 4), (1, 1), (2, 2), (3, 3), (4, 4)])
def test_a_person_who_skips_no_phase_gets_none_above_the_highest(highest, number):
    everything = intake(READY, {"weeks_in_programme": 30})
    assert find_phase(everything, CATALOGUE, highest).number == number


@pytest.mark.parametrize(("highest", "number"), [(1, 1), (4, 3)])
def test_the_pathway_bounds_the_phase_beside_it(highest, number):
    before = intake(READY, {"weeks_in_programme": 30, "pathway": "pre-operative"})
    assert find_phase(before, CATALOGUE, highest).number == number


def test_a_highest_phase_leaves_nothing_to_tell_of_the_next_door():
    assert find_phase(intake(READY, {"weeks_in_programme": 30}), CATALOGUE, 2).reasons == ()


@pytest.mark.parametrize("at_discharge", [1, 2, 3, 4])
def test_after_discharge_the_phase_of_then_is_the_last_and_says_so(at_discharge):
    closed = {"episode": {"discharged_on": "2026-11-15", "phase": at_discharge, "new_pain": False}}
    found = find_phase(intake(READY, {"weeks_in_programme": 30}, closed), CATALOGUE)
    assert found.number == at_discharge
    said = [reason.rule for reason in found.reasons]
    assert said == (["reentry-phase"] if at_discharge < 4 else [])


@pytest.mark.parametrize(
    ("change", "rule", "value"),
    [
        ({"weeks_in_programme": 1}, "phase-week", "1"),
        ({"weeks_in_programme": None}, "phase-week", "0"),
        (after_surgery(14), "phase-week-after-surgery", "2"),
    ],
)
def test_the_weeks_that_are_missing_are_told_as_those_that_count(change, rule, value):
    reason = find_phase(intake(READY, change), CATALOGUE).reasons[0]
    assert (reason.rule, dict(reason.facts)["value"]) == (rule, value)


def test_after_surgery_a_week_that_is_not_known_counts_as_none():
    """Screening gives such a person no plan."""
    undated = replace(intake(READY, after_surgery(400)), surgery=None)
    found = find_phase(undated, CATALOGUE)
    assert (found.number, dict(found.reasons[0].facts)["value"]) == (1, "0")
