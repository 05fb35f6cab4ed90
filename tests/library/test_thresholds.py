"""No number or switch of the clinical content moves without a test of its name."""

import pytest
from tests.reference.thresholds import (
    DOSES,
    EXERCISES,
    GATES,
    GOALS_WITH_LANDING,
    LADDERS,
    NEEDS,
    PATHWAYS,
    PER_PATIENT,
    PHASES,
    PRECAUTIONS,
    PROCEDURES,
    RED_FLAGS,
    SETTINGS,
    WEEKS,
)

from hipwise.library.catalogue import load_catalogue
from hipwise.library.criterion import Criterion

CATALOGUE = load_catalogue()


def signs(criteria: tuple[Criterion, ...]) -> dict[str, tuple[str, str, float]]:
    return {one.id: (one.measure, one.relation, one.value) for one in criteria}


def test_every_setting_of_planning_and_pain_is_in_the_table():
    families = ("plan.", "pain.", "pinch.", "envelope.", "progress.", "regress.", "flare.")
    assert {name for name in CATALOGUE.settings if name.startswith(families)} <= set(SETTINGS)


@pytest.mark.parametrize("name", SETTINGS)
def test_the_setting_is_what_the_text_says(name):
    assert CATALOGUE.settings[name].value == SETTINGS[name]


@pytest.mark.parametrize("name", SETTINGS)
def test_a_therapist_may_set_it_for_one_person_only_where_the_table_says(name):
    assert CATALOGUE.settings[name].per_patient == (name in PER_PATIENT)


def test_the_tables_name_everything_there_is():
    assert {phase.number for phase in CATALOGUE.phases.values()} == set(PHASES)
    for table, kind in (
        (GATES, CATALOGUE.gates),
        (PRECAUTIONS, CATALOGUE.precautions),
        (PROCEDURES, CATALOGUE.procedures),
        (WEEKS, CATALOGUE.post_operative_weeks),
        (PATHWAYS, CATALOGUE.pathways),
        (NEEDS, CATALOGUE.needs),
        (LADDERS, CATALOGUE.ladders),
        (RED_FLAGS, CATALOGUE.red_flags),
        (EXERCISES, CATALOGUE.exercises),
        (DOSES, CATALOGUE.exercises),
    ):
        assert set(table) == set(kind)


@pytest.mark.parametrize("number", PHASES)
def test_a_phase_opens_in_its_week_and_with_its_signs(number):
    phase = next(one for one in CATALOGUE.phases.values() if one.number == number)
    weeks = (phase.week_from, phase.postoperative_week_from)
    assert (*weeks, signs(phase.entry), signs(phase.exit)) == PHASES[number]


@pytest.mark.parametrize("name", GATES)
def test_a_gate_asks_for_its_signs(name):
    assert signs(CATALOGUE.gates[name].criteria) == GATES[name]


@pytest.mark.parametrize("name", PRECAUTIONS)
def test_a_precaution_takes_out_what_the_text_says(name):
    one = CATALOGUE.precautions[name]
    groups = set(one.excludes_groups)
    assert (one.plan, set(one.excludes), groups, one.excludes_impact) == PRECAUTIONS[name]


@pytest.mark.parametrize("name", PROCEDURES)
def test_an_operation_bears_full_weight_from_its_week(name):
    one = CATALOGUE.procedures[name]
    assert (one.has_template, one.full_weight_bearing_week) == PROCEDURES[name]


@pytest.mark.parametrize("name", WEEKS)
def test_the_weeks_after_surgery_have_their_limits(name):
    one = CATALOGUE.post_operative_weeks[name]
    assert (one.week_from, one.week_to, dict(one.limits)) == WEEKS[name]


@pytest.mark.parametrize("name", PATHWAYS)
def test_a_pathway_bounds_phase_and_landing(name):
    one = CATALOGUE.pathways[name]
    assert (one.highest_phase, one.allows_impact) == PATHWAYS[name]


def test_these_goals_need_landing():
    assert {goal.id for goal in CATALOGUE.goals.values() if goal.needs_impact} == GOALS_WITH_LANDING


@pytest.mark.parametrize("name", NEEDS)
def test_a_need_is_found_by_its_test(name):
    one = CATALOGUE.needs[name]
    found = (one.kind, one.finding, one.enough, one.ladder, one.phase_from, one.goals, one.after_surgery)
    assert found == NEEDS[name]


def test_needs_come_in_this_order():
    assert sorted(CATALOGUE.needs, key=lambda name: CATALOGUE.needs[name].order) == list(NEEDS)


@pytest.mark.parametrize("name", LADDERS)
def test_a_ladder_has_these_rungs(name):
    assert tuple(CATALOGUE.ladders[name].rungs) == LADDERS[name]


@pytest.mark.parametrize("name", RED_FLAGS)
def test_a_red_flag_is_this_urgent(name):
    assert CATALOGUE.red_flags[name].urgency == RED_FLAGS[name]


@pytest.mark.parametrize("name", EXERCISES)
def test_an_exercise_is_for_whom_the_table_says(name):
    one = CATALOGUE.exercises[name]
    rules = one.restrictions
    excluding = {rule.condition for rule in rules.conditions if rule.effect == "exclude"}
    who = (
        one.weight_bearing,
        one.impact,
        rules.without_therapist,
        rules.max_age,
        tuple(rules.gates),
        excluding,
    )
    assert who == EXERCISES[name]


@pytest.mark.parametrize("name", DOSES)
def test_a_dose_has_its_range(name):
    dose = CATALOGUE.exercises[name].dose
    amounts = (dose.sets, dose.repetitions, dose.hold_s, dose.days_per_week, dose.rest_s)
    assert tuple((one.low, one.default, one.high) for one in amounts) == DOSES[name]
