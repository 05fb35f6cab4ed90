from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipwise.body.envelope import EnvelopeLimits, Verdict, default_limits
from hipwise.body.movement_fit import hip_peaks
from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Limb, Side
from hipwise.plan.intake import parse_intake
from hipwise.plan.limits import fit, hip_limits, with_unlock
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


def test_of_a_person_with_pain_on_the_right_the_left_hip_keeps_the_default_limits():
    narrow = limits({"symptomatic_side": "right", "pain": {"rest": 3}})
    assert narrow.right.flexion_cap_deg == DEFAULT.flexion_cap_deg - 10
    assert narrow.left == DEFAULT


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


def rules(*changes, side=Side.LEFT):
    return [reason.rule for reason in limits(*changes).reasons[side]]


@pytest.mark.parametrize(
    ("pain", "rule"),
    [
        ({"rest": 3}, "hip-irritable"),
        ({"flare_last_7_days": True}, "hip-irritable"),
        ({"rest": None}, "hip-irritable-unknown"),
        ({"flare_last_7_days": None}, "hip-irritable-unknown"),
        ({"rest": 3, "flare_last_7_days": None}, "hip-irritable-unknown"),
    ],
)
def test_a_hip_that_bends_less_says_whether_it_is_sore_or_not_known(pain, rule):
    assert rules({"pain": pain}) == [rule]
    assert "80" in limits({"pain": pain}).reasons[Side.LEFT][0].text


def test_the_reason_of_a_pinch_names_its_angle_and_the_limit():
    (reason,) = limits({"pain": {"pinch_starts_at_flexion_deg": 75}}).reasons[Side.LEFT]
    assert (reason.rule, dict(reason.facts)) == ("hip-pinch-angle", {"value": "75", "limit": "65"})


def test_a_sore_hip_that_pinches_late_keeps_the_limit_of_a_sore_one():
    sore = {"pain": {"rest": 3, "pinch_starts_at_flexion_deg": 95}}
    assert limits(sore).left.flexion_cap_deg == DEFAULT.flexion_cap_deg - 10
    assert rules(sore) == ["hip-irritable", "hip-pinch-angle"]


def test_both_hips_of_somebody_with_pain_on_both_sides_are_narrowed():
    both = limits({"symptomatic_side": "both", "pain": {"rest": 3}})
    assert both.left == both.right != DEFAULT
    assert both.reasons[Side.LEFT] == both.reasons[Side.RIGHT] != ()


def test_the_hip_that_does_not_hurt_has_no_reason():
    assert rules({"pain": {"rest": 3}}, side=Side.RIGHT) == []


@pytest.mark.parametrize(
    ("name", "field", "template"),
    [
        ("hip_flexion_deg", "max_flexion_deg", 90),
        ("hip_extension_deg", "max_extension_deg", 0),
        ("hip_abduction_deg", "max_abduction_deg", 30),
        ("hip_external_rotation_deg", "max_external_rotation_deg", 20),
        ("hip_internal_rotation_deg", "max_internal_rotation_deg", 20),
    ],
)
def test_each_limit_of_the_template_and_of_the_surgeon_reaches_its_own_movement(name, field, template):
    assert getattr(limits(after_surgery(7)).left, field) == template
    late = limits(after_surgery(60, limits={name: 5})).left
    assert getattr(late, field) == 5
    others = {"max_flexion_deg", "max_extension_deg", "max_abduction_deg"} - {field}
    assert [getattr(late, other) for other in others] == [None] * len(others)


def test_a_limit_of_the_surgeon_that_is_no_stricter_gives_no_reason():
    same = {"hip_flexion_deg": 90, "hip_abduction_deg": 30.5}
    assert "hip-surgeon-limit" not in rules(after_surgery(7, limits=same))
    assert "hip-surgeon-limit" in rules(after_surgery(7, limits={"hip_flexion_deg": 89}))


def test_the_template_gives_each_of_its_limits_with_its_own_source():
    week = [r for r in limits(after_surgery(7)).reasons[Side.LEFT] if r.rule == "hip-week-limit"]
    template = CATALOGUE.post_operative_weeks["weeks-0-2"]
    assert len(week) == len(template.limits) == 5
    assert {(r.source, r.evidence) for r in week} == {(template.source, template.evidence)}


def test_limits_for_an_operation_that_is_still_to_come_do_not_hold_yet():
    planned = {"date": "2026-12-22", "procedures": ["labral-repair"], "limits": {"hip_flexion_deg": 70}}
    found = limits({"pathway": "pre-operative", "surgery": planned})
    assert (found.left, found.reasons[Side.LEFT]) == (DEFAULT, ())


def test_an_operation_that_nothing_is_known_of_narrows_nothing_by_itself():
    """Screening gives such a person no plan."""
    unknown = replace(intake(CALM, after_surgery(7)), surgery=None)
    assert hip_limits(unknown, CATALOGUE).left == DEFAULT


def test_both_hips_together_have_no_one_limit():
    with pytest.raises(ValueError, match="expected left or right, got both"):
        limits().of(Side.BOTH)
    narrow = limits({"pain": {"rest": 3}})
    assert (narrow.of(Side.LEFT), narrow.of(Side.RIGHT)) == (narrow.left, narrow.right)


# What a clinician unlocked.


UNLOCK = CATALOGUE.exercise("piriformis-knee-to-opposite-shoulder").restrictions.unlock


def test_an_unlocked_movement_stays_at_the_degrees_of_its_unlock_in_both_hips():
    found = with_unlock(limits(), UNLOCK)
    for hip in (found.left, found.right):
        assert (hip.flexion_cap_deg, hip.flexion_hard_deg, hip.max_adduction_deg) == (90, 90, 10)


def test_an_unlock_never_widens_the_limits_of_a_hip():
    narrow = limits({"pain": {"pinch_starts_at_flexion_deg": 75}})
    found = with_unlock(narrow, UNLOCK)
    assert (found.left.flexion_cap_deg, found.left.flexion_hard_deg) == (65, 65)
    strict = replace(narrow, left=replace(narrow.left, max_adduction_deg=5.0))
    wide = replace(narrow, left=replace(narrow.left, max_adduction_deg=15.0))
    assert with_unlock(strict, UNLOCK).left.max_adduction_deg == 5
    assert with_unlock(wide, UNLOCK).left.max_adduction_deg == 10


# An exercise held against both hips.


PINCHING = {"pain": {"pinch_starts_at_flexion_deg": 60}}


def fits(exercise, side, *changes, **options):
    return fit(CATALOGUE.exercise(exercise), side, limits(*changes), CATALOGUE, **options)


def test_a_movement_of_one_side_is_held_against_the_working_hip_and_against_the_other():
    assert fits("single-leg-squat", Side.LEFT, PINCHING).range_share == 0.85
    assert fits("single-leg-squat", Side.RIGHT, PINCHING).range_share == 1
    assert fits("hip-flexor-stretch", Side.LEFT, PINCHING).verdict is Verdict.ALLOWED
    assert fits("hip-flexor-stretch", Side.RIGHT, PINCHING).verdict is Verdict.BLOCKED


@pytest.mark.parametrize("side", list(Side))
def test_a_movement_of_both_legs_is_held_against_both_hips_whatever_side_is_named(side):
    answer = fits("jump-and-land", side, PINCHING)
    assert (answer.verdict, answer.range_share) == (Verdict.WARN, 0.75)


def test_for_both_sides_a_blocked_way_round_blocks():
    assert fits("hip-flexor-stretch", Side.BOTH, PINCHING).verdict is Verdict.BLOCKED
    assert fits("single-leg-squat", Side.BOTH, PINCHING).range_share == 0.85


def test_of_two_smaller_movements_the_smaller_one_stands():
    uneven = replace(
        limits({"symptomatic_side": "both", **PINCHING}),
        right=limits({"pain": {"pinch_starts_at_flexion_deg": 50}}).left,
    )
    squat = CATALOGUE.exercise("single-leg-squat")
    shares = [fit(squat, side, uneven, CATALOGUE).range_share for side in Side]
    assert shares == [0.8, 0.65, 0.65]


def test_what_blocks_is_told_alone_and_one_flexion_limit_once():
    texts = {
        reason.rule: reason.text for reason in fits("piriformis-figure-four", Side.LEFT, PINCHING).reasons
    }
    assert list(texts) == ["limit-flexion"]
    assert "left hip bends to 88" in texts["limit-flexion"]


def test_the_last_limit_is_told_where_no_limit_of_this_person_says_the_same():
    answer = fits("piriformis-knee-to-opposite-shoulder", Side.RIGHT, PINCHING)
    assert "envelope-flexion-hard" in [reason.rule for reason in answer.reasons]
    assert all("right hip" in reason.text for reason in answer.reasons)


@pytest.mark.parametrize("limit", [79, 80])
def test_the_front_hip_in_half_kneeling_bends_to_less_than_80_degrees(limit):
    """Programme text 1.4: where the front hip is the sore one it bends to 80 degrees at most."""
    peak = hip_peaks(CATALOGUE.movements["hip-flexor-stretch"], Limb.OTHER).hip_flexion_deg
    assert (peak <= limit) is (limit == 80)


def test_the_other_hip_is_named_by_its_own_side():
    (reason,) = fits("hip-flexor-stretch", Side.RIGHT, PINCHING).reasons
    assert "The left hip bends to 80" in reason.text


def test_where_both_hips_have_the_same_limits_no_side_is_named():
    (reason,) = fits("single-leg-squat", Side.LEFT, {"symptomatic_side": "both"}, PINCHING).reasons
    assert reason.text.startswith("The hip bends to 55")


def test_the_smallest_range_that_counts_may_be_another_than_the_exercises_own():
    assert fits("single-leg-squat", Side.LEFT, PINCHING, smallest_range=0.9).verdict is Verdict.BLOCKED
    assert fits("single-leg-squat", Side.LEFT, PINCHING, smallest_range=0.85).range_share == 0.85


def test_an_answer_is_of_its_exercise_its_side_its_smallest_range_and_its_catalogue():
    found, squat = limits(PINCHING), CATALOGUE.exercise("single-leg-squat")
    shares = [
        fit(squat, Side.LEFT, found, CATALOGUE).range_share,
        fit(squat, Side.LEFT, found, CATALOGUE, 0.9).range_share,
        fit(squat, Side.RIGHT, found, CATALOGUE).range_share,
        fit(CATALOGUE.exercise("jump-and-land"), Side.LEFT, found, CATALOGUE).range_share,
    ]
    assert shares == [0.85, 0.0, 1.0, 0.75]
    jump = CATALOGUE.movements["jump-and-land"]
    other = replace(CATALOGUE, movements={**CATALOGUE.movements, "single-leg-squat": jump})
    assert fit(squat, Side.LEFT, found, other).range_share == 0.75
    assert fit(squat, Side.LEFT, found, CATALOGUE).range_share == 0.85


def test_what_blocks_nothing_is_told_too():
    answer = fits("groin-butterfly", Side.LEFT, {"pain": {"rest": 3}})
    assert (answer.verdict, answer.range_share) == (Verdict.WARN, 1)
    assert [reason.rule for reason in answer.reasons] == ["envelope-flexion-cap"]


def test_the_movement_that_a_catalogue_gives_an_exercise_is_the_one_that_is_held():
    found, squat = limits(PINCHING), CATALOGUE.exercise("single-leg-squat")
    deep = replace(CATALOGUE.movements["jump-and-land"], exercise="single-leg-squat")
    other = replace(CATALOGUE, movements={**CATALOGUE.movements, "single-leg-squat": deep})
    both = [fit(squat, Side.LEFT, limits(PINCHING), each).range_share for each in (CATALOGUE, other)]
    assert both == [0.85, 0.75]
    assert [fit(squat, Side.LEFT, found, each).range_share for each in (other, CATALOGUE)] == [0.75, 0.85]


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
