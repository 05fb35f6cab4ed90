import pytest

from hipwise.body.envelope import Verdict, default_limits
from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from hipwise.plan.limits import fit, hip_limits
from tests.plan.intakes import after_surgery, intake

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
