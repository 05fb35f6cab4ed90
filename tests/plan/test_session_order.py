from hypothesis import given, settings

from hipwise.plan.exclusion import is_stretch
from hipwise.plan.intake import Intake
from hipwise.plan.prescribing import prescribe
from tests.plan.intakes import READY, intake, intakes
from tests.plan.vignettes import CATALOGUE


def exercises(of: Intake):
    return [CATALOGUE.exercise(item.exercise) for item in prescribe(of, CATALOGUE).items]


def test_landing_comes_before_the_legs_are_tired():
    names = [exercise.id for exercise in exercises(intake(READY, {"minutes_per_day": 30}))]
    assert names.index("jump-and-land") < names.index("single-leg-squat") < names.index("single-leg-bridge")


@given(someone=intakes())
@settings(max_examples=100)
def test_stretches_end_the_session(someone):
    stretches = [is_stretch(exercise) for exercise in exercises(someone)]
    assert stretches == sorted(stretches)


@given(someone=intakes())
@settings(max_examples=100)
def test_nothing_of_tier_two_or_more_comes_before_control_of_the_pelvis_lying(someone):
    tiers = [
        exercise.tier for exercise in exercises(someone) if exercise.aims[0] == "core" or exercise.tier > 1
    ]
    light = [tier for tier in tiers if tier < 2]
    assert tiers[: len(light)] == light
