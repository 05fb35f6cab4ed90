"""Each of the 28 is reached by somebody: at once, by climbing a ladder, or through a clinician alone."""

import pytest
from hypothesis import given, settings

from hipwise.plan.history import Log
from hipwise.plan.look import look_at
from hipwise.plan.plan import Plan, PlanItem
from hipwise.plan.prescribing import prescribe
from hipwise.plan.rung import harder_item
from tests.plan.intakes import READY, intake, intakes
from tests.plan.overriding import LOCKED, TESTED, an_override, with_overrides
from tests.plan.vignettes import CATALOGUE
from tests.reference.programme_table import CLINIC_ONLY, PROGRAMME

WEEK_3 = {
    "weeks_in_programme": 3,
    "pain": {"worst_24h": 3, "pinch": 0, "pinch_starts_at_flexion_deg": None},
    "tests": {"thomas": {"left": "negative"}, "piriformis_tightness": {"left": "negative"}},
}
# A hip that pinches early does nothing lying with bent knees: standing work takes that place.
EARLY = {
    "pain": {"pinch_starts_at_flexion_deg": 50},
    "tests": {"thomas": {"left": "negative"}, "piriformis_tightness": {"left": "negative"}},
}


def tight(test):
    return {"tests": {test: {"left": "positive", "right": "positive"}}}


# The least that has to be said beside the example (or beside somebody who met every sign) to be given it.
AT_ONCE = {
    "pelvic-tilt": [],
    "bridge": [],
    "clamshell": [],
    "isometric-hip-raise": [{"equipment": ["belt"]}],
    "pelvic-clock": [{"tests": {"core_control": "normal"}}],
    "hip-flexor-stretch": [WEEK_3, tight("thomas")],
    "piriformis-figure-four": [WEEK_3, tight("piriformis_tightness")],
    "groin-butterfly": [WEEK_3, tight("adductor_tightness"), {"equipment": ["yoga-block"]}],
    "single-leg-stance": [WEEK_3],
    "side-lying-leg-raise": [WEEK_3],
    "ball-bridge": [WEEK_3, {"equipment": ["exercise-ball"]}],
    "prone-leg-raise": [WEEK_3, {"equipment": ["pillow"], "tests": {"core_control": "normal"}}],
    "hip-hike": [WEEK_3, {"tests": {"hip_abductor_strength": {"left": "normal"}}}],
    "straight-leg-raise": [WEEK_3, {"goals": ["climb-stairs"], "tests": {"core_control": "normal"}}],
    "side-lying-adduction": [WEEK_3, {"goals": ["sport"], "tests": {"core_control": "normal"}}],
    "lateral-band-walk": [READY],
    "single-leg-bridge": [READY],
    "single-leg-squat": [READY],
    "step-down": [READY, {"tests": {"single_leg_squat_good_reps": {"left": 6}}}],
    "single-leg-stance-eyes-closed": [READY, EARLY, {"equipment": []}],
    "jump-and-land": [READY, {"minutes_per_day": 30}],
}
# A line of the plan, and the harder rung that its ladder reaches when nothing but this equipment is there.
BY_CLIMBING = {
    "single-leg-stance-unstable": ("single-leg-stance-eyes-closed", ["pillow"]),
    "single-leg-stance-ball-toss": ("single-leg-stance-eyes-closed", ["light-ball"]),
    "wobble-board": ("single-leg-stance-eyes-closed", ["wobble-board"]),
    "bosu": ("single-leg-stance-eyes-closed", ["bosu"]),
    "single-leg-hop": ("jump-and-land", []),
}
BY_A_CLINICIAN = {
    LOCKED: [READY, TESTED, with_overrides(an_override())],
    "baps-board": [READY, with_overrides(an_override(exercise="baps-board", rule="plan-clinic-only"))],
}


def plan(*changes) -> Plan:
    return prescribe(intake(*changes), CATALOGUE)


def names(*changes) -> set[str]:
    return {item.exercise for item in plan(*changes).items}


def test_these_are_the_28():
    assert {*AT_ONCE, *BY_CLIMBING, *BY_A_CLINICIAN} == set(PROGRAMME)


@pytest.mark.parametrize("exercise", AT_ONCE)
def test_somebody_is_given_it_at_once(exercise):
    assert exercise in names(*AT_ONCE[exercise])


@pytest.mark.parametrize("exercise", BY_CLIMBING)
def test_somebody_reaches_it_by_climbing(exercise):
    below, things = BY_CLIMBING[exercise]
    before = (READY, EARLY, {"equipment": [], "minutes_per_day": 30, "goals": ["jump"]})
    present, someone = plan(*before), (*before, {"equipment": things})
    line = next(item for item in present.items if item.exercise == below)
    assert _climbed(line, present, someone) == exercise


def _climbed(line: PlanItem, present: Plan, someone) -> str | None:
    """The harder rung that the rules allow beside the other lines."""
    now = intake(*someone)
    harder = harder_item(line, look_at(present, Log(), now, now.today, CATALOGUE))
    return None if harder is None else harder.exercise


@pytest.mark.parametrize("exercise", BY_A_CLINICIAN)
def test_a_clinician_opens_it(exercise):
    assert exercise in names(*BY_A_CLINICIAN[exercise])


@pytest.mark.parametrize("exercise", BY_A_CLINICIAN)
def test_the_same_person_without_the_override_is_not_given_it(exercise):
    assert exercise not in names(*BY_A_CLINICIAN[exercise], {"overrides": []})


@given(someone=intakes())
@settings(max_examples=100)
def test_nobody_is_given_the_locked_or_the_clinic_only_one_without_a_clinician(someone):
    planned = {item.exercise for item in prescribe(someone, CATALOGUE).items}
    assert not planned & {LOCKED, *CLINIC_ONLY}
