"""What an override lifts, and that nothing else is ever lifted."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipwise.body.envelope import HipSample
from hipwise.body.movement_fit import hip_samples
from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Limb, Side
from hipwise.plan.eligibility import judge
from hipwise.plan.exclusion import exclusions, side_exclusions
from hipwise.plan.history import parse_log
from hipwise.plan.intake import parse_intake
from hipwise.plan.lifting import (
    could_be_lifted,
    earliest_end,
    fit_now,
    left_standing,
    lifting,
    unlocked,
    why_without_effect,
)
from hipwise.plan.lint import is_ok, lint, lint_items
from hipwise.plan.override import is_in_force
from hipwise.plan.override_end import with_ends
from hipwise.plan.prescribing import prescribe
from hipwise.plan.progression import progress
from hipwise.plan.situation import assess
from tests.plan.intakes import EXAMPLE, READY, TODAY, after_surgery, intake, plannable_intakes, ready_intakes
from tests.plan.overriding import (
    LOCKED,
    TESTED,
    an_override,
    every_override,
    read,
    some_overrides,
    with_overrides,
)
from tests.plan.test_lint import item

CATALOGUE = load_catalogue()
UNLOCKED = (READY, TESTED, with_overrides(an_override()))
ONE_DEGREE = 1.0


def planned(*changes):
    """The plan for a person who met every sign, with these changes."""
    return prescribe(intake(*changes), CATALOGUE)


def line_of(plan, exercise=LOCKED):
    """The plan's line of an exercise, or None."""
    return next((one for one in plan.items if one.exercise == exercise), None)


def why_left_out(plan, exercise=LOCKED):
    """The rules that keep an exercise out of a plan."""
    return {r.rule for left in plan.left_out if left.exercise == exercise for r in left.reasons}


def test_an_unlocked_stretch_is_proposed_for_the_tested_side_in_the_part_that_fits():
    line = line_of(planned(*UNLOCKED))
    assert (line.side, line.range_share) == (Side.LEFT, 0.3)


def test_the_unlocked_part_stays_below_ninety_degrees_and_ten_of_adduction():
    share = line_of(planned(*UNLOCKED)).range_share
    samples: tuple[HipSample, ...] = hip_samples(CATALOGUE.movements[LOCKED], Limb.WORKING, share)
    assert max(sample.flexion_deg for sample in samples) <= 90
    assert max(sample.adduction_deg for sample in samples) <= 10


def test_the_line_says_who_chose_it_and_ends_with_the_override():
    line = line_of(planned(*UNLOCKED))
    assert line.expires_on == TODAY + timedelta(days=14)
    assert "override-in-force" in {reason.rule for reason in line.reasons}


def test_the_desk_reads_who_lifted_what_and_why():
    reason = next(r for r in line_of(planned(*UNLOCKED)).reasons if r.rule == "override-in-force")
    assert CATALOGUE.for_therapist(reason) == (
        "Ada Marsh, PT lifted “Locked” until 6 December: No pain in the test, under my eyes"
    )


def test_linting_warns_with_name_reason_and_end():
    person = intake(*UNLOCKED)
    findings = lint(prescribe(person, CATALOGUE), person, CATALOGUE)
    text = next(f.text for f in findings if f.rule == "plan-locked")
    assert is_ok(findings)
    assert "Ada Marsh, PT lifted this until 6 December. Reason: No pain in the test" in text


def test_without_the_override_it_is_locked():
    assert "plan-locked" in why_left_out(planned(READY, TESTED))


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"tests": {"fadir": {"left": "positive"}}}, "override-needs-test"),
        ({"tests": {"fadir": None}}, "override-needs-test"),
        ({"therapist": False}, "override-no-therapist"),
        (with_overrides(an_override(granted_on="2026-11-08")), "override-over"),
        (with_overrides(an_override(granted_on="2026-11-23")), "override-over"),
        (with_overrides(an_override(rule="envelope-flexion-hard")), "override-not-possible"),
        (with_overrides(an_override(rule="no-such-rule")), "override-not-possible"),
        (after_surgery(400), "override-never-for"),
    ],
    ids=["painful", "not-tested", "alone", "over", "not-yet", "forbidden", "unknown", "after-surgery"],
)
def test_it_stays_locked_and_says_why(change, problem):
    plan = planned(*UNLOCKED, change)
    assert line_of(plan) is None
    assert {"plan-locked", problem} <= why_left_out(plan)


def test_a_hip_that_pinches_below_the_unlocked_part_keeps_it_locked():
    plan = planned(*UNLOCKED, {"pain": {"pinch_starts_at_flexion_deg": 95}})
    assert "limit-flexion" in why_left_out(plan)


def test_an_override_for_one_side_leaves_the_other_locked():
    both_tight = {"tests": {"piriformis_tightness": {"left": "positive", "right": "positive"}}}
    plan = planned(*UNLOCKED, both_tight, with_overrides(an_override(side="right")))
    assert line_of(plan).side is Side.RIGHT


def test_the_ankle_board_comes_out_of_the_clinic_by_override_alone():
    override = an_override(exercise="baps-board", rule="plan-clinic-only", reason="I stand beside her")
    assert line_of(planned(READY), "baps-board") is None
    assert line_of(planned(READY, with_overrides(override)), "baps-board") is not None


def test_a_stretch_of_a_side_that_is_not_tight_can_be_chosen():
    override = an_override(exercise="groin-butterfly", rule="plan-stretch-not-tight")
    assert line_of(planned(READY, with_overrides(override)), "groin-butterfly") is not None


def test_a_dose_may_pass_its_range_by_a_fifth_and_no_more():
    override = an_override(exercise="clamshell", rule="lint-dose-above", reason="Trained")
    person = intake(READY, with_overrides(override))
    errors = {
        repetitions: [
            f.rule
            for f in lint_items([item("clamshell", repetitions=repetitions)], person, CATALOGUE)
            if f.severity == "error"
        ]
        for repetitions in (15, 18, 19)
    }
    assert errors == {15: [], 18: [], 19: ["lint-dose-above"]}


def test_a_line_without_its_end_is_named():
    person = intake(*UNLOCKED)
    plan = prescribe(person, CATALOGUE)
    endless = [replace(one, expires_on=None) for one in plan.items]
    rules = {finding.rule for finding in lint_items(endless, person, CATALOGUE)}
    assert "override-end-missing" in rules


def test_the_end_is_written_into_every_line_that_rests_on_one():
    person = intake(*UNLOCKED)
    plan = prescribe(person, CATALOGUE)
    endless = replace(plan, items=tuple(replace(one, expires_on=None) for one in plan.items))
    assert with_ends(endless, person, CATALOGUE) == plan


def test_a_line_that_is_over_stays_over_until_somebody_looks():
    plan = prescribe(intake(*UNLOCKED), CATALOGUE)
    later = intake(READY, TESTED, {"today": "2026-12-20"})
    again = with_ends(plan, later, CATALOGUE)
    assert again.over_on(later.today) == (line_of(plan),)
    assert line_of(again.as_of(later.today)) is None


def test_the_last_day_still_counts():
    plan = planned(*UNLOCKED)
    last = TODAY + timedelta(days=13)
    assert line_of(plan.as_of(last)) is not None
    assert line_of(plan.as_of(last + timedelta(days=1))) is None


NEVER = {
    rule.id
    for rule in CATALOGUE.rules.values()
    if not rule.may_be_overridden and rule.area in ("plan", "lint", "envelope", "screening")
}


def test_the_rules_that_may_be_lifted_are_these():
    liftable = {
        rule.id: rule.override_never_for for rule in CATALOGUE.rules.values() if rule.may_be_overridden
    }
    assert liftable == {
        "plan-locked": ("post-operative",),
        "plan-clinic-only": ("post-operative",),
        "plan-phase-later": ("post-operative", "impact"),
        "plan-gate": ("post-operative", "impact"),
        "plan-gate-unknown": ("post-operative", "impact"),
        "plan-equipment": (),
        "plan-stretch-not-tight": ("post-operative",),
        "plan-stretch-not-tested": ("post-operative",),
        "lint-dose-above": ("post-operative", "impact"),
    }


@given(st.one_of(plannable_intakes(), ready_intakes()), st.sampled_from(sorted(CATALOGUE.exercises)))
@settings(max_examples=60)
def test_no_override_lifts_what_may_not_be_lifted(raw, name):
    everything = [one for one in every_override() if one["exercise"] == name][:200]
    situation = assess(parse_intake({**raw, "overrides": everything}, "test"), CATALOGUE)
    exercise = CATALOGUE.exercise(name)
    for side in (Side.LEFT, Side.RIGHT):
        reasons = (*exclusions(exercise, situation), *side_exclusions(exercise, side, situation))
        standing = left_standing(reasons, exercise, side, situation)
        assert {r for r in reasons if r.rule in NEVER} <= set(standing)
        if situation.intake.is_post_operative or not situation.intake.therapist:
            assert {r.rule for r in reasons} - {"plan-equipment"} <= {r.rule for r in standing}


@given(plannable_intakes(), some_overrides())
@settings(max_examples=60)
def test_an_override_that_is_over_counts_as_none(raw, overrides):
    with_all = parse_intake({**raw, "overrides": overrides}, "test")
    in_force = [
        one
        for one, value in zip(overrides, with_all.overrides, strict=True)
        if is_in_force(value, TODAY, CATALOGUE)
    ]
    without = parse_intake({**raw, "overrides": in_force}, "test")
    assert prescribe(with_all, CATALOGUE).items == prescribe(without, CATALOGUE).items


@given(st.one_of(plannable_intakes(), ready_intakes()), some_overrides())
@settings(max_examples=80)
def test_a_plan_with_overrides_passes_its_own_checks(raw, overrides):
    person = parse_intake({**raw, "overrides": overrides}, "test")
    assert is_ok(lint(prescribe(person, CATALOGUE), person, CATALOGUE))


@given(plannable_intakes())
@settings(max_examples=40)
def test_a_blocked_plan_stays_blocked_whatever_is_lifted(raw):
    flagged = {**raw, "red_flags": ["cauda-equina"], "overrides": every_override()[:200]}
    assert prescribe(parse_intake(flagged, "test"), CATALOGUE).items == ()


def test_the_longest_lasting_override_counts():
    early, late = an_override(expires_on="2026-11-25"), an_override()
    situation = assess(intake(READY, TESTED, with_overrides(early, late)), CATALOGUE)
    reason = situation.reason("plan-locked", why="")
    found = lifting(reason, CATALOGUE.exercise(LOCKED), Side.LEFT, situation)
    assert found.expires_on is None


def test_an_unlocked_stretch_fits_no_wider_than_the_hip_allows():
    situation = assess(intake(*UNLOCKED, {"pain": {"rest": 3}}), CATALOGUE)
    assert fit_now(CATALOGUE.exercise(LOCKED), Side.LEFT, situation).range_share == 0.0


def test_the_example_has_no_overrides():
    assert "overrides" not in EXAMPLE
    assert intake().overrides == ()


def test_the_log_moves_no_dose_of_a_line_that_is_over():
    plan = planned(*UNLOCKED)
    day = TODAY + timedelta(days=14)
    entries = [
        {
            "id": str(uuid.UUID(int=number)),
            "at": f"{day - timedelta(days=1)}T18:0{number}:00+01:00",
            "kind": "set",
            "exercise": LOCKED,
            "side": "left",
            "set": number,
            "repetitions": 3,
            "hold_s": 15,
            "source": "manual",
        }
        for number in (1, 2)
    ]
    decisions = progress(plan, parse_log(entries, CATALOGUE), intake(*UNLOCKED), day, CATALOGUE)
    (own,) = [decision for decision in decisions if decision.exercise == LOCKED]
    assert "progress-not-in-plan" in {reason.rule for reason in own.reasons}


def test_the_locked_stretch_could_be_lifted_for_a_person_who_is_ready_and_never_after_surgery():
    exercise = CATALOGUE.exercise(LOCKED)
    for changes, wanted in (((), True), ((after_surgery(400),), False), (({"therapist": False},), False)):
        situation = assess(intake(READY, TESTED, *changes), CATALOGUE)
        assert could_be_lifted(judge(exercise, situation), exercise, situation) is wanted


def test_what_nobody_lifts_could_not_be_lifted():
    situation = assess(intake(READY, TESTED, {"conditions": ["hypermobility"]}), CATALOGUE)
    exercise = CATALOGUE.exercise(LOCKED)
    assert not could_be_lifted(judge(exercise, situation), exercise, situation)


@pytest.mark.parametrize(("therapist", "wanted"), [(True, True), (False, False)])
def test_without_a_therapist_nothing_could_be_lifted(therapist, wanted):
    person = intake(READY, {"equipment": ["mat"], "therapist": therapist})
    situation, exercise = assess(person, CATALOGUE), CATALOGUE.exercise("ball-bridge")
    judged = judge(exercise, situation)
    assert [reason.rule for reason in judged] == ["plan-equipment"]
    assert could_be_lifted(judged, exercise, situation) is wanted


def test_the_reach_of_an_exercise_that_is_not_locked_could_not_be_lifted():
    situation = assess(intake(READY, {"pain": {"pinch_starts_at_flexion_deg": 55}}), CATALOGUE)
    exercise = CATALOGUE.exercise("pelvic-clock")
    judged = judge(exercise, situation)
    assert [reason.rule for reason in judged] == ["limit-flexion"]
    assert not could_be_lifted(judged, exercise, situation)


def why(override, exercise, side=Side.LEFT, *changes, catalogue=CATALOGUE):
    """The rule and the text of why an override does not count; None when it does."""
    situation = assess(intake(READY, *changes), catalogue)
    reason = why_without_effect(override, catalogue.exercise(exercise), side, situation)
    return reason and (reason.rule, reason.text)


def test_the_lock_of_an_exercise_without_a_test_of_its_own_stays():
    told = why(read(exercise="clamshell"), "clamshell")
    assert told is not None
    assert told[0] == "override-needs-test"


@pytest.mark.parametrize(
    ("right", "side", "counts"),
    [
        ("negative", Side.BOTH, True),
        ("positive", Side.BOTH, False),
        ("positive", Side.LEFT, True),
        ("positive", Side.RIGHT, False),
    ],
)
def test_a_lock_opens_with_the_test_of_each_side_that_works(right, side, counts):
    tests = {"tests": {"fadir": {"left": "negative", "right": right}}}
    assert (why(read(), LOCKED, side, tests) is None) is counts


@pytest.mark.parametrize(
    ("exercise", "changes", "counts"),
    [
        ("step-down", {}, True),
        ("step-down", after_surgery(90), False),
        ("jump-and-land", {}, False),
        ("jump-and-land", after_surgery(90), False),
    ],
)
def test_for_one_of_those_it_is_never_for_an_override_does_not_count(exercise, changes, counts):
    told = why(read(exercise=exercise, rule="plan-phase-later"), exercise, Side.LEFT, changes)
    assert (None if told is None else told[0]) == (None if counts else "override-never-for")


def test_a_word_that_nobody_can_read_is_for_everybody():
    rule = replace(CATALOGUE.rules["plan-equipment"], override_never_for=("unheard-of",))
    odd = replace(CATALOGUE, rules={**CATALOGUE.rules, rule.id: rule})
    told = why(read(exercise="bosu", rule=rule.id), "bosu", catalogue=odd)
    assert told is not None
    assert told[0] == "override-never-for"


def test_what_may_not_be_lifted_is_named_by_its_title_and_an_unknown_rule_by_its_id():
    known, unknown = (why(read(rule=rule), LOCKED) for rule in ("envelope-flexion-hard", "no-such-rule"))
    assert CATALOGUE.rules["envelope-flexion-hard"].title in known[1]
    assert "no-such-rule" in unknown[1]


def test_an_override_for_another_exercise_unlocks_nothing():
    other = with_overrides(an_override(exercise="baps-board", rule="plan-clinic-only"))
    situation, locked = assess(intake(READY, TESTED, other), CATALOGUE), CATALOGUE.exercise(LOCKED)
    assert unlocked(locked, Side.LEFT, situation) is None
    assert fit_now(locked, Side.LEFT, situation).range_share == 0.0
    open_now = assess(intake(*UNLOCKED), CATALOGUE)
    assert unlocked(locked, Side.LEFT, open_now) is locked.restrictions.unlock
    assert unlocked(CATALOGUE.exercise("clamshell"), Side.LEFT, open_now) is None


def test_what_rests_on_two_overrides_ends_with_the_first():
    situation = assess(intake(), CATALOGUE)
    overrides = [read(expires_on="2026-11-30"), read(expires_on="2026-11-25")]
    assert earliest_end(overrides, situation) == TODAY + timedelta(days=3)
    assert earliest_end([], situation) is None
