"""Which exercise may be in the plan, with the sides that may work, and what else stands against it."""

from dataclasses import replace

import pytest

from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from hipwise.plan.eligibility import Eligible, judge, needs_of, override_problems
from hipwise.plan.situation import Situation, assess
from tests.plan.intakes import READY, after_surgery, intake
from tests.plan.overriding import LOCKED, TESTED, an_override, with_overrides

CATALOGUE = load_catalogue()
FEW_SQUATS = {"tests": {"single_leg_squat_good_reps": {"left": 5, "right": 5}}}
UNSTEADY_RIGHT = {"tests": {"single_leg_stance_s": {"right": 5}}}
UNSTEADY_LEFT = {"tests": {"single_leg_stance_s": {"left": 5}}}
BOTH = {"symptomatic_side": "both"}


def situation(*changes) -> Situation:
    return assess(intake(READY, *changes), CATALOGUE)


def judged(exercise, *changes):
    return judge(CATALOGUE.exercise(exercise), situation(*changes))


def sides(exercise, *changes):
    """The sides that may work; the rules against it where there is none."""
    found = judged(exercise, *changes)
    return found.sides if isinstance(found, Eligible) else [reason.rule for reason in found]


def test_the_needs_of_an_exercise_are_its_aims_the_main_one_first():
    needs = needs_of(CATALOGUE.exercise("step-down"), situation())
    assert [need.id for need in needs] == ["function", "strength-abductors", "strength-extensors", "balance"]


def test_a_side_that_does_not_hurt_and_may_not_work_is_left_out():
    assert sides("step-down", FEW_SQUATS) == (Side.LEFT, Side.RIGHT)
    assert sides("step-down", FEW_SQUATS, UNSTEADY_RIGHT) == (Side.LEFT,)


def test_a_side_that_hurts_has_to_be_able_to_work():
    assert sides("step-down", FEW_SQUATS, UNSTEADY_LEFT) == ["plan-phase-later", "plan-gate"]
    weak = {"tests": {"core_control": "weak"}}
    for changes, expected in (((weak,), (Side.LEFT,)), ((weak, BOTH), None)):
        now = situation(*changes)
        narrow = replace(now.limits.right, max_extension_deg=0)
        now = replace(now, limits=replace(now.limits, right=narrow))
        found = judge(CATALOGUE.exercise("prone-leg-raise"), now)
        assert (found.sides if isinstance(found, Eligible) else None) == expected


def test_a_stretch_goes_where_it_is_tight_also_beside_the_sore_side():
    tight = {"tests": {"thomas": {"left": "negative", "right": "positive"}}}
    assert sides("hip-flexor-stretch", tight) == (Side.RIGHT,)
    assert sides("hip-flexor-stretch", tight, BOTH) == (Side.RIGHT,)


def test_a_stretch_that_nothing_asks_for_says_why_for_both_sides():
    loose = {"tests": {"thomas": {"left": "negative", "right": None}}}
    rules = sides("hip-flexor-stretch", loose)
    assert set(rules) == {"plan-stretch-not-tight", "plan-stretch-not-tested"}


def test_each_reason_is_told_once():
    rules = sides("clamshell", {"pain": {"worst_24h": 7}}, BOTH)
    assert len(rules) == len(set(rules))


@pytest.mark.parametrize(
    ("chosen", "changes", "expected"),
    [
        ("both", {}, (Side.LEFT,)),
        ("left", {}, (Side.LEFT,)),
        ("both", BOTH, (Side.LEFT, Side.RIGHT)),
        ("right", BOTH, (Side.RIGHT,)),
    ],
)
def test_a_stretch_that_a_clinician_chose_is_for_the_sore_sides_they_chose(chosen, changes, expected):
    loose = {"tests": {"thomas": {"left": "negative", "right": "negative"}}}
    lifted = an_override(exercise="hip-flexor-stretch", rule="plan-stretch-not-tight", side=chosen)
    assert sides("hip-flexor-stretch", loose, changes, with_overrides(lifted)) == expected


def test_a_stretch_chosen_for_a_side_that_does_not_hurt_is_none():
    loose = {"tests": {"thomas": {"left": "negative", "right": "negative"}}}
    lifted = an_override(exercise="hip-flexor-stretch", rule="plan-stretch-not-tight", side="right")
    assert not isinstance(judged("hip-flexor-stretch", loose, with_overrides(lifted)), Eligible)


def test_what_it_rests_on_is_kept_with_it_each_once():
    lifted = with_overrides(an_override(exercise="baps-board", rule="plan-clinic-only"))
    found = judged("baps-board", lifted)
    assert isinstance(found, Eligible)
    assert [override.rule for override in found.overrides] == ["plan-clinic-only"]
    plain = judged("clamshell", lifted)
    assert isinstance(plain, Eligible)
    assert plain.overrides == ()


def test_the_side_is_stated_as_a_plan_states_it():
    one, two = judged("clamshell"), judged("step-down", FEW_SQUATS)
    assert isinstance(one, Eligible)
    assert isinstance(two, Eligible)
    assert (one.side, two.side) == (Side.LEFT, Side.BOTH)


# Overrides that do not count.


def problems(exercise, of_sides, *changes):
    found = override_problems(CATALOGUE.exercise(exercise), of_sides, situation(*changes))
    return [reason.rule for reason in found]


LEFT, LEFT_AND_RIGHT = (Side.LEFT,), (Side.LEFT, Side.RIGHT)


def test_an_override_that_counts_for_one_side_has_no_problem():
    one_side = {"tests": {"fadir": {"left": "negative", "right": "positive"}}}
    unlocked = (TESTED, with_overrides(an_override()))
    assert problems(LOCKED, LEFT_AND_RIGHT, *unlocked) == []
    assert problems(LOCKED, LEFT_AND_RIGHT, *unlocked, one_side) == []
    assert problems(LOCKED, (Side.RIGHT,), *unlocked, one_side) == ["override-needs-test"]


def test_the_problem_of_both_sides_is_told_once():
    painful = {"tests": {"fadir": {"left": "positive", "right": "positive"}}}
    lifted = with_overrides(an_override())
    assert problems(LOCKED, LEFT_AND_RIGHT, TESTED, lifted, painful) == ["override-needs-test"]


def test_overrides_of_other_exercises_and_other_sides_are_none_of_it():
    other = with_overrides(an_override(exercise="baps-board", rule="envelope-flexion-hard"))
    assert problems("clamshell", LEFT, other) == []
    right = with_overrides(an_override(rule="envelope-flexion-hard", side="right"))
    assert problems(LOCKED, LEFT, right) == []
    assert problems(LOCKED, LEFT_AND_RIGHT, right) == ["override-not-possible"]


def test_an_exercise_that_stays_out_tells_the_problem_of_its_override():
    lifted = with_overrides(an_override(exercise="step-down", rule="plan-phase-later"))
    rules = sides("step-down", after_surgery(50), lifted)
    assert {"plan-phase-later", "override-never-for"} <= set(rules)
