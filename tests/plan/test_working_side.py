import pytest

from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from hipwise.plan.working_side import as_one_side, is_found, wanted_sides
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


def test_no_side_is_no_plan():
    with pytest.raises(ValueError, match="at least one side"):
        as_one_side([])
