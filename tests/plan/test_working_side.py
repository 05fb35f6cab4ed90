from dataclasses import replace

import pytest

from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from hipwise.plan.working_side import (
    as_one_side,
    first_side_of,
    is_found,
    leaves_sore_side_out,
    wanted_sides,
)
from tests.plan.intakes import after_surgery, intake

CATALOGUE = load_catalogue()
ABDUCTORS, FLEXORS = CATALOGUE.needs["strength-abductors"], CATALOGUE.needs["mobility-hip-flexors"]
BALANCE = CATALOGUE.needs["balance"]


def wanted(exercise, need, *changes):
    return wanted_sides(CATALOGUE.exercise(exercise), [need], intake(*changes))


def strength(left, right):
    return {"tests": {"hip_abductor_strength": {"left": left, "right": right}}}


@pytest.mark.parametrize(
    ("left", "right", "sides"),
    [
        ("weak", "normal", (Side.LEFT,)),
        ("normal", "normal", (Side.LEFT,)),
        ("weak", "weak", (Side.LEFT, Side.RIGHT)),
        ("normal", "weak", (Side.LEFT, Side.RIGHT)),
        (None, None, (Side.LEFT, Side.RIGHT)),
        ("weak", None, (Side.LEFT, Side.RIGHT)),
    ],
)
def test_strength_works_the_weak_sides_and_always_the_sore_one_first(left, right, sides):
    assert wanted("clamshell", ABDUCTORS, strength(left, right)) == sides


def test_after_surgery_only_the_operated_side_works():
    assert wanted("clamshell", ABDUCTORS, after_surgery(30), strength("weak", "weak")) == (Side.LEFT,)


@pytest.mark.parametrize(
    ("left", "right", "sides"),
    [
        ("positive", "negative", (Side.LEFT,)),
        ("negative", "positive", (Side.RIGHT,)),
        ("positive", "positive", (Side.LEFT, Side.RIGHT)),
        (None, None, ()),
    ],
)
def test_a_stretch_works_the_tight_sides(left, right, sides):
    assert (
        wanted("hip-flexor-stretch", FLEXORS, {"tests": {"thomas": {"left": left, "right": right}}}) == sides
    )


def test_when_both_hurt_the_weaker_side_begins():
    both = {"symptomatic_side": "both"}
    assert wanted("clamshell", ABDUCTORS, both, strength("normal", "weak")) == (Side.RIGHT, Side.LEFT)


def test_when_both_are_weak_the_side_that_did_worse_in_another_test_begins():
    both = {"symptomatic_side": "both"}
    alike = {"tests": {"single_leg_bridge_s": None, "y_balance_percent": None}}
    squats = {"tests": {"single_leg_squat_good_reps": {"left": 8, "right": 3}}}
    changes = (both, strength("weak", "weak"), alike, squats)
    assert wanted("clamshell", ABDUCTORS, *changes) == (Side.RIGHT, Side.LEFT)


def test_a_measured_test_is_held_against_enough():
    assert is_found(BALANCE, intake(), Side.LEFT) is True
    assert is_found(BALANCE, intake(), Side.RIGHT) is False
    assert is_found(BALANCE, intake({"tests": {"single_leg_stance_s": None}}), Side.LEFT) is None


@pytest.mark.parametrize(
    ("seconds", "found"), [(None, None), (29.9, True), (30, False), (30.1, False), (0, True)]
)
def test_what_is_just_enough_is_no_weakness(seconds, found):
    assert (
        is_found(BALANCE, intake({"tests": {"single_leg_stance_s": {"left": seconds}}}), Side.LEFT) is found
    )


@pytest.mark.parametrize(("word", "found"), [("weak", True), ("normal", False), (None, None)])
def test_a_weak_side_is_found(word, found):
    assert is_found(ABDUCTORS, intake(strength(word, word)), Side.RIGHT) is found


@pytest.mark.parametrize(("word", "found"), [("positive", True), ("negative", False), (None, None)])
def test_a_tight_side_is_found(word, found):
    tests = {"tests": {"thomas": {"left": word, "right": word}}}
    assert is_found(FLEXORS, intake(tests), Side.RIGHT) is found


def test_what_has_no_test_or_no_value_that_is_enough_is_not_known():
    assert is_found(CATALOGUE.needs["strength-flexors"], intake(), Side.LEFT) is None
    assert is_found(replace(BALANCE, enough=None), intake(), Side.LEFT) is None


def test_both_legs_together_are_no_side():
    assert wanted("bridge", CATALOGUE.needs["strength-extensors"]) == (Side.BOTH,)


def test_after_surgery_a_stretch_works_the_operated_side_alone_where_it_is_tight():
    tight = {"tests": {"thomas": {"left": "positive", "right": "positive"}}}
    assert wanted("hip-flexor-stretch", FLEXORS, after_surgery(90), tight) == (Side.LEFT,)
    other = {"tests": {"thomas": {"left": "negative", "right": "positive"}}}
    assert wanted("hip-flexor-stretch", FLEXORS, after_surgery(90), other) == ()


def test_after_surgery_of_both_hips_both_work():
    both = {"symptomatic_side": "both"}
    sides = wanted("clamshell", ABDUCTORS, after_surgery(30), both, strength("normal", "weak"))
    assert sides == (Side.RIGHT, Side.LEFT)


def test_without_a_need_both_sides_work_the_sore_one_first():
    clamshell = CATALOGUE.exercise("clamshell")
    assert wanted_sides(clamshell, [], intake()) == (Side.LEFT, Side.RIGHT)
    sore_on_the_right = intake({"symptomatic_side": "right"})
    assert wanted_sides(clamshell, [], sore_on_the_right) == (Side.RIGHT, Side.LEFT)


def test_of_several_needs_one_that_is_not_ruled_out_is_enough():
    right_is_strong = intake(strength("normal", "normal"))
    clamshell = CATALOGUE.exercise("clamshell")
    untested = CATALOGUE.needs["strength-flexors"]
    assert wanted_sides(clamshell, [ABDUCTORS], right_is_strong) == (Side.LEFT,)
    assert wanted_sides(clamshell, [ABDUCTORS, untested], right_is_strong) == (Side.LEFT, Side.RIGHT)


def test_of_several_needs_of_a_stretch_one_that_is_found_is_enough():
    tight = {"tests": {"thomas": {"left": "positive", "right": "negative"}, "piriformis_tightness": None}}
    needs = [FLEXORS, CATALOGUE.needs["mobility-rotators"]]
    stretch = CATALOGUE.exercise("hip-flexor-stretch")
    assert wanted_sides(stretch, needs, intake(tight)) == (Side.LEFT,)


@pytest.mark.parametrize(
    ("left", "right", "first"),
    [
        (None, "normal", Side.LEFT),
        ("normal", None, Side.RIGHT),
        (None, "weak", Side.RIGHT),
        ("weak", None, Side.LEFT),
    ],
)
def test_a_weak_side_begins_then_an_untested_one(left, right, first):
    both = {"symptomatic_side": "both"}
    assert wanted("clamshell", ABDUCTORS, both, strength(left, right))[0] is first


def test_a_side_that_is_weak_by_one_of_several_tests_begins():
    both = {"symptomatic_side": "both"}
    tests = {"hip_abductor_strength": {"left": "weak"}, "hip_extensor_strength": {"left": "normal"}}
    weak = intake(both, {"tests": dict.fromkeys(tests)}, {"tests": tests})
    needs = [ABDUCTORS, CATALOGUE.needs["strength-extensors"]]
    assert wanted_sides(CATALOGUE.exercise("clamshell"), needs, weak)[0] is Side.LEFT


@pytest.mark.parametrize(
    ("left", "right", "first"),
    [
        ("positive", "negative", Side.LEFT),
        ("negative", "positive", Side.RIGHT),
        (None, "positive", Side.LEFT),
        ("positive", None, Side.RIGHT),
    ],
)
def test_when_all_else_is_alike_the_side_that_is_tight_or_not_tested_begins(left, right, first):
    both = {"symptomatic_side": "both"}
    tests = ("single_leg_stance_s", "side_plank_s", "single_leg_squat_good_reps", "single_leg_bridge_s")
    words = ("thomas", "piriformis_tightness", "adductor_tightness", "hip_extensor_strength")
    alike = {"tests": dict.fromkeys((*tests, *words, "y_balance_percent"))}
    painful = {"tests": {"fadir": {"left": left, "right": right}}}
    changes = (both, alike, strength("weak", "weak"), painful)
    assert wanted("clamshell", ABDUCTORS, *changes)[0] is first


@pytest.mark.parametrize(
    ("exercise", "sides", "out"),
    [
        ("clamshell", (Side.RIGHT,), True),
        ("clamshell", (Side.LEFT,), False),
        ("clamshell", (Side.LEFT, Side.RIGHT), False),
        ("hip-flexor-stretch", (Side.RIGHT,), False),
        ("bridge", (Side.BOTH,), False),
    ],
)
def test_a_sore_side_takes_part_but_for_a_stretch(exercise, sides, out):
    assert leaves_sore_side_out(CATALOGUE.exercise(exercise), sides, intake()) is out


def test_of_two_sore_sides_one_is_enough():
    both = intake({"symptomatic_side": "both"})
    assert not leaves_sore_side_out(CATALOGUE.exercise("clamshell"), (Side.RIGHT,), both)


@pytest.mark.parametrize(
    ("exercise", "side", "asked", "first"),
    [
        ("clamshell", Side.BOTH, Side.LEFT, Side.LEFT),
        ("clamshell", Side.BOTH, Side.RIGHT, Side.RIGHT),
        ("clamshell", Side.BOTH, None, Side.RIGHT),
        ("clamshell", Side.BOTH, Side.BOTH, Side.RIGHT),
        ("clamshell", Side.LEFT, Side.LEFT, None),
        ("bridge", Side.BOTH, Side.LEFT, None),
    ],
)
def test_a_side_starts_only_where_one_works_after_the_other(exercise, side, asked, first):
    assert first_side_of(CATALOGUE.exercise(exercise), side, asked) is first


def test_two_sides_are_stated_as_both():
    assert as_one_side([Side.RIGHT, Side.LEFT]) is Side.BOTH
    assert as_one_side([Side.RIGHT]) is Side.RIGHT


def test_no_side_is_no_plan():
    with pytest.raises(ValueError, match="at least one side"):
        as_one_side([])
