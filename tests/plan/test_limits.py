from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipwise.body.envelope import EnvelopeLimits, Verdict, default_limits
from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from hipwise.plan.intake import parse_intake
from hipwise.plan.limits import fit, hip_limits
from tests.plan.intakes import after_surgery, intake, intakes, merged, plannable_intakes

CATALOGUE = load_catalogue()
DEFAULT = default_limits({name: setting.value for name, setting in CATALOGUE.settings.items()})
CALM = {"pain": {"pinch_starts_at_flexion_deg": None}}


def limits(*changes):
    return hip_limits(intake(CALM, *changes), CATALOGUE)


def test_a_calm_hip_has_the_default_limits():
    assert limits().left == DEFAULT
    assert limits().reasons[Side.LEFT] == ()


def test_only_the_side_that_hurts_is_narrowed():
    narrow = limits({"pain": {"rest": 3}})
    assert narrow.left.flexion_cap_deg == DEFAULT.flexion_cap_deg - 10
    assert narrow.right == DEFAULT


@pytest.mark.parametrize(
    "pain", [{"rest": 3}, {"flare_last_7_days": True}, {"rest": None}, {"flare_last_7_days": None}]
)
def test_a_sore_hip_or_one_we_do_not_know_about_bends_less(pain):
    assert limits({"pain": pain}).left.flexion_hard_deg == DEFAULT.flexion_hard_deg - 10


def test_the_own_pinch_angle_is_a_hard_limit_with_a_margin():
    assert limits({"pain": {"pinch_starts_at_flexion_deg": 75}}).left.max_flexion_deg == 65


@pytest.mark.parametrize(("days", "extension"), [(0, 0), (13, 0), (20, 0), (21, None)])
def test_the_hip_does_not_go_back_before_three_completed_weeks(days, extension):
    assert limits(after_surgery(days)).left.max_extension_deg == extension


@pytest.mark.parametrize(("surgeon", "held"), [(70, 70), (120, 90)])
def test_of_template_and_surgeon_the_stricter_holds(surgeon, held):
    assert limits(after_surgery(7, limits={"hip_flexion_deg": surgeon})).left.max_flexion_deg == held


def test_the_operated_hip_is_narrowed_and_the_other_is_not():
    assert limits(after_surgery(7)).right == DEFAULT


def test_the_seeds_second_piriformis_stretch_is_blocked_by_its_own_movement():
    exercise = CATALOGUE.exercise("piriformis-knee-to-opposite-shoulder")
    answer = fit(exercise, Side.LEFT, limits(), CATALOGUE)
    assert answer.verdict is Verdict.BLOCKED
    assert "envelope-flexion-hard" in {reason.rule for reason in answer.reasons}


def test_it_is_the_only_blocked_one_at_default_limits():
    blocked = [
        exercise.id
        for exercise in CATALOGUE.exercises.values()
        if fit(exercise, Side.BOTH, limits(), CATALOGUE).verdict is Verdict.BLOCKED
    ]
    assert blocked == ["piriformis-knee-to-opposite-shoulder"]


def test_a_movement_that_goes_back_is_blocked_or_made_smaller_early_after_surgery():
    exercise = CATALOGUE.exercise("prone-leg-raise")
    assert fit(exercise, Side.LEFT, limits(after_surgery(14)), CATALOGUE).range_share < 1


def test_both_sides_take_the_stricter_answer():
    exercise, narrow = (
        CATALOGUE.exercise("piriformis-figure-four"),
        limits({"pain": {"pinch_starts_at_flexion_deg": 80}}),
    )
    both = fit(exercise, Side.BOTH, narrow, CATALOGUE)
    each = [fit(exercise, side, narrow, CATALOGUE) for side in (Side.LEFT, Side.RIGHT)]
    assert both.range_share == min(one.range_share for one in each)


def test_left_and_right_are_mirror_images():
    exercise = CATALOGUE.exercise("hip-flexor-stretch")
    left = hip_limits(intake({"symptomatic_side": "left"}), CATALOGUE)
    right = hip_limits(intake({"symptomatic_side": "right"}), CATALOGUE)
    one, other = fit(exercise, Side.LEFT, left, CATALOGUE), fit(exercise, Side.RIGHT, right, CATALOGUE)
    assert (one.verdict, one.range_share) == (other.verdict, other.range_share)


CAPS = [field.name for field in fields(EnvelopeLimits)]
SORER = [
    {"pain": {"rest": 4}},
    {"pain": {"rest": None}},
    {"pain": {"flare_last_7_days": True}},
    {"pain": {"flare_last_7_days": None}},
    {"pain": {"pinch_starts_at_flexion_deg": 50}},
]


def is_as_strict(narrow: EnvelopeLimits, wide: EnvelopeLimits) -> bool:
    """No limit of `narrow` lets the hip go further; a limit that does not exist is the widest."""
    for name in CAPS:
        one, other = getattr(narrow, name), getattr(wide, name)
        if isinstance(other, float) and (one is None or one > other):
            return False
    return True


@given(raw=plannable_intakes(), sorer=st.sampled_from(SORER))
@settings(max_examples=100)
def test_a_sorer_hip_never_goes_further(raw, sorer):
    calm = merged(raw, {"pain": {"rest": 0, "flare_last_7_days": False, "pinch_starts_at_flexion_deg": None}})
    now, then = (hip_limits(parse_intake(one, "test"), CATALOGUE) for one in (calm, merged(calm, sorer)))
    assert is_as_strict(then.left, now.left)
    assert is_as_strict(then.right, now.right)


@given(someone=intakes())
@settings(max_examples=100)
def test_no_finding_widens_the_envelope(someone):
    found = hip_limits(someone, CATALOGUE)
    assert is_as_strict(found.left, DEFAULT)
    assert is_as_strict(found.right, DEFAULT)


@given(deg=st.integers(0, 120), week=st.integers(0, 60))
def test_the_surgeons_word_is_never_passed_in_any_week(deg, week):
    found = limits(after_surgery(7 * week, limits={"hip_flexion_deg": deg}))
    assert found.left.max_flexion_deg <= deg
