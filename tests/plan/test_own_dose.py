"""A clinician's own dose as the start for one person."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipwise.library.catalogue import load_catalogue
from hipwise.plan.dose import ItemDose, first_dose
from hipwise.plan.eligibility import Eligible, judge
from hipwise.plan.own_dose import outside_range, start_dose
from hipwise.plan.situation import assess
from tests.plan.intakes import READY, intake, intakes

CATALOGUE = load_catalogue()
BRIDGE = CATALOGUE.exercise("bridge")
OWN = ItemDose(sets=3, repetitions=20, hold_s=5, rest_s=45, days_per_week=4)
SORE = {"pain": {"rest": 5, "flare_last_7_days": False}}


def first(exercise, situation):
    """The rules' first dose."""
    judged = judge(exercise, situation)
    assert isinstance(judged, Eligible)
    return first_dose(judged, situation)


def test_without_an_own_dose_the_rules_dose_stands():
    situation = assess(intake(READY), CATALOGUE)
    assert start_dose(None, first(BRIDGE, situation), BRIDGE, situation) == first(BRIDGE, situation)


def test_a_calm_hip_starts_at_the_own_dose():
    situation = assess(intake(READY), CATALOGUE)
    assert start_dose(OWN, first(BRIDGE, situation), BRIDGE, situation) == OWN


def test_a_sore_hip_never_starts_over_the_rules_dose():
    situation = assess(intake(SORE), CATALOGUE)
    rules = first(BRIDGE, situation)
    start = start_dose(OWN, rules, BRIDGE, situation)
    assert (start.sets, start.repetitions) == (rules.sets, rules.repetitions)


@pytest.mark.parametrize("changes", [{"sets": 9}, {"repetitions": 1}, {"rest_s": 999}, {"days_per_week": 8}])
def test_a_dose_outside_the_range_does_not_count(changes):
    situation = assess(intake(READY), CATALOGUE)
    odd = replace(OWN, **changes)
    assert outside_range(BRIDGE, odd)
    assert start_dose(odd, first(BRIDGE, situation), BRIDGE, situation) == first(BRIDGE, situation)


@settings(max_examples=50)
@given(
    intakes(),
    st.sampled_from(sorted(CATALOGUE.exercises)),
    st.builds(
        ItemDose,
        sets=st.integers(1, 6),
        repetitions=st.integers(1, 30),
        hold_s=st.floats(0, 60),
        rest_s=st.floats(0, 120),
        days_per_week=st.integers(1, 7),
    ),
)
def test_the_start_stays_inside_the_sourced_range_or_is_the_rules_own(person, name, own):
    situation, exercise = assess(person, CATALOGUE), CATALOGUE.exercise(name)
    judged = judge(exercise, situation)
    if isinstance(judged, Eligible):
        rules = first_dose(judged, situation)
        start = start_dose(own, rules, exercise, situation)
        assert start == rules or not outside_range(exercise, start)
