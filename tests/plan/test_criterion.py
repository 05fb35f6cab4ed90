from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipwise.library.catalogue import load_catalogue
from hipwise.library.criterion import Criterion
from hipwise.library.side import Side
from hipwise.library.source import Evidence
from hipwise.plan.criterion import is_met, unmet
from hipwise.plan.intake import Outcomes, Pain, PhysicalTests
from tests.plan.intakes import intake, intakes

CATALOGUE = load_catalogue()


def criterion(measure, relation, value=0.0):
    return Criterion("one", measure, relation, value, "", "", "hipwise-default", Evidence.DEFAULT)


LEFT, BOTH = (Side.LEFT,), (Side.LEFT, Side.RIGHT)


@pytest.mark.parametrize(
    ("measure", "relation", "value", "sides", "met"),
    [
        ("tests.single_leg_stance_s", "at-least", 18, LEFT, True),
        ("tests.single_leg_stance_s", "at-least", 18.1, LEFT, False),
        ("tests.single_leg_stance_s", "at-least", 30, BOTH, False),
        ("tests.plank_s", "at-least", 40, BOTH, True),
        ("pain.rest", "at-most", 1, LEFT, True),
        ("pain.rest", "at-most", 0, LEFT, False),
        ("pain.flare_last_7_days", "no", 0, LEFT, True),
        ("tests.y_balance_percent", "symmetry-at-least", 91, LEFT, True),
        ("tests.y_balance_percent", "symmetry-at-least", 92, LEFT, False),
        ("tests.single_leg_hop_cm", "at-least", 0, LEFT, False),
        ("outcomes.hos_adl", "at-least", 0, LEFT, False),
        ("tests.core_control", "at-least", 0, LEFT, False),
    ],
)
def test_every_side_has_to_meet_it_and_what_was_not_done_never_does(measure, relation, value, sides, met):
    assert is_met(criterion(measure, relation, value), intake(), sides) == met


def test_several_trials_count_as_their_mean():
    jumped = intake({"tests": {"single_leg_hop_cm": {"left": [90, 100], "right": [100, 100]}}})
    assert is_met(criterion("tests.single_leg_hop_cm", "symmetry-at-least", 95), jumped, LEFT)
    assert not is_met(criterion("tests.single_leg_hop_cm", "symmetry-at-least", 95.1), jumped, LEFT)


def test_a_side_of_zero_has_no_symmetry():
    none = intake({"tests": {"single_leg_bridge_s": {"left": 10, "right": 0}}})
    assert not is_met(criterion("tests.single_leg_bridge_s", "symmetry-at-least", 85), none, LEFT)


def test_a_flare_that_nobody_asked_about_is_not_a_no():
    assert not is_met(
        criterion("pain.flare_last_7_days", "no"), intake({"pain": {"flare_last_7_days": None}}), LEFT
    )


def test_what_is_not_met_is_returned():
    high, low = criterion("tests.plank_s", "at-least", 41), criterion("tests.plank_s", "at-least", 1)
    assert unmet([high, low], intake(), LEFT) == (high,)


def test_a_relation_nobody_defined_is_refused():
    with pytest.raises(ValueError, match="at-least"):
        is_met(criterion("tests.plank_s", "more", 1), intake(), LEFT)


@given(value=st.floats(0, 60), needed=st.floats(0, 60))
def test_a_better_test_never_fails_what_a_worse_one_meets(value, needed):
    one = criterion("tests.plank_s", "at-least", needed)
    worse, better = (intake({"tests": {"plank_s": seconds}}) for seconds in (value, value + 1))
    assert is_met(one, better, LEFT) or not is_met(one, worse, LEFT)


@given(someone=intakes())
@settings(max_examples=50)
def test_a_test_that_was_not_done_meets_no_criterion_of_the_content(someone):
    unknown = replace(someone, pain=Pain(), tests=PhysicalTests(), outcomes=Outcomes())
    phases = [one for phase in CATALOGUE.phases.values() for one in (*phase.entry, *phase.exit)]
    gates = [one for gate in CATALOGUE.gates.values() for one in gate.criteria]
    assert unmet([*phases, *gates], unknown, LEFT) == (*phases, *gates)


@pytest.mark.parametrize("relation", ["at-least", "at-most", "symmetry-at-least", "no"])
def test_a_sign_that_one_side_or_both_were_not_tested_for_is_not_met(relation):
    for left, right in ((None, 0), (0, None), (None, None), (None, 10), (10, None)):
        held = {"left": left, "right": right}
        someone = intake({"tests": {"single_leg_bridge_s": held}})
        assert not is_met(criterion("tests.single_leg_bridge_s", relation, 0), someone, BOTH)


def test_half_a_second_is_a_side_to_compare_with():
    little = intake({"tests": {"single_leg_bridge_s": {"left": 0.5, "right": 0.5}}})
    assert is_met(criterion("tests.single_leg_bridge_s", "symmetry-at-least", 100), little, BOTH)
