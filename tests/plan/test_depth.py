"""How deep a phase lets the single-leg squat go (programme text: 45 degrees in phase 3, 60 in phase 4)."""

from dataclasses import replace

import pytest

from hipwise.body.envelope import Verdict
from hipwise.library.side import Limb, Side
from hipwise.plan.depth import depth_share, knee_cap, within_depth
from hipwise.plan.limits import fit, hip_limits
from hipwise.plan.lint import lint
from hipwise.plan.phase_plan import plan_of_phase
from hipwise.plan.plan import PlanItem
from hipwise.plan.prescribing import prescribe
from tests.plan.diaries import person
from tests.plan.logs import CATALOGUE, intake
from tests.plan.test_mixed_cases import week
from tests.plan.vignettes import STRONG

SQUAT = CATALOGUE.exercise("single-leg-squat")
BARE = {**STRONG, "equipment": []}


def knee_of(item: PlanItem) -> float:
    """How far this line bends the knee, degrees."""
    bend = CATALOGUE.movements[item.exercise].of_limb("knee_angle", Limb.WORKING)
    return bend[0] + item.range_share * (max(bend) - bend[0])


def squat_in(number: int, **changes: object) -> PlanItem:
    """The squat of a strong hip in that week of the programme, without a step at home."""
    who = person(BARE, week(number), changes)
    return next(item for item in who.plan.items if item.exercise == "single-leg-squat")


@pytest.mark.parametrize(("phase", "cap"), [(1, 45), (2, 45), (3, 45), (4, 60)])
def test_each_phase_has_its_depth_and_an_early_one_that_of_phase_3(phase, cap):
    assert knee_cap(SQUAT, phase, CATALOGUE) == cap


def test_other_exercises_go_as_deep_as_their_movement():
    others = [e for e in CATALOGUE.exercises.values() if e.id != "single-leg-squat"]
    assert {depth_share(exercise, 3, CATALOGUE) for exercise in others} == {1.0}


def test_in_phase_3_the_knee_bends_to_45_degrees_and_the_line_says_so():
    item = squat_in(8)
    assert 43 <= knee_of(item) <= 45
    assert "In this phase your knee bends to 45° at most." in [reason.text for reason in item.reasons]


def test_in_phase_4_the_movement_is_whole():
    assert squat_in(16, goals=["walk-without-pain"]).range_share == 1


def test_the_depth_is_a_setting():
    deeper = CATALOGUE.with_settings({"squat.knee_cap.p3": 50})
    assert depth_share(SQUAT, 3, deeper) > depth_share(SQUAT, 3, CATALOGUE)


def test_a_hip_that_allows_less_than_the_phase_decides():
    sore = replace(intake().pain, pinch_starts_at_flexion_deg=45)
    fits = fit(SQUAT, Side.RIGHT, hip_limits(intake(pain=sore), CATALOGUE), CATALOGUE)
    assert fits.range_share < depth_share(SQUAT, 3, CATALOGUE)
    assert within_depth(fits, SQUAT, 3, CATALOGUE) == fits


def test_what_is_blocked_stays_blocked():
    fits = fit(SQUAT, Side.RIGHT, hip_limits(intake(), CATALOGUE), CATALOGUE)
    blocked = replace(fits, verdict=Verdict.BLOCKED)
    assert within_depth(blocked, SQUAT, 3, CATALOGUE) == blocked


def test_an_edit_that_goes_deeper_than_the_phase_is_an_error():
    who = person(BARE, week(8))
    items = tuple(replace(i, range_share=1) if i.exercise == SQUAT.id else i for i in who.plan.items)
    found = lint(replace(who.plan, items=items), who.intake, CATALOGUE)
    assert [f.reason.rule for f in found if f.severity == "error"] == ["lint-range"]


@pytest.mark.parametrize(("share", "after"), [(None, 1.0), (0.5, 0.5)])
def test_the_next_phase_takes_its_own_depth_and_a_movement_that_was_made_smaller_stays_so(share, after):
    who = person(BARE, week(16), {"goals": ["walk-without-pain"]})
    third = prescribe(who.intake, CATALOGUE, highest_phase=3)
    if share is not None:
        items = tuple(replace(i, range_share=share, change="eased") for i in third.items)
        third = replace(third, items=items)
    fourth = plan_of_phase(third, who.intake, 4, CATALOGUE)
    assert next(i for i in fourth.items if i.exercise == SQUAT.id).range_share == after
