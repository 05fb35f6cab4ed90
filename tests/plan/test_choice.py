from dataclasses import replace

import pytest

from hipwise.library.catalogue import load_catalogue
from hipwise.plan.choice import choose, is_second_difficulty, ranked_needs
from hipwise.plan.eligibility import Eligible, judge
from hipwise.plan.prescribing import prescribe
from hipwise.plan.situation import assess
from tests.plan.intakes import READY, after_surgery, intake
from tests.plan.overriding import LOCKED, TESTED, an_override, with_overrides

CATALOGUE = load_catalogue()


def choices(*changes, catalogue=CATALOGUE):
    situation = assess(intake(READY, *changes), catalogue)
    judged = {name: judge(exercise, situation) for name, exercise in catalogue.exercises.items()}
    eligible = {name: answer for name, answer in judged.items() if isinstance(answer, Eligible)}
    return list(choose(eligible, situation))


def chosen(*changes, catalogue=CATALOGUE):
    return [choice.eligible.exercise.id for choice in choices(*changes, catalogue=catalogue)]


def place_of(exercise, *changes):
    """Up to how many exercises it has a place, and the rule that called for it."""
    (found,) = [choice for choice in choices(*changes) if choice.eligible.exercise.id == exercise]
    return found.most.removeprefix("plan."), found.reason.rule


def needs(*changes):
    return [need.id for need in ranked_needs(assess(intake(READY, *changes), CATALOGUE))]


def test_strength_of_the_hip_is_first_for_everybody():
    assert needs()[:2] == ["strength-abductors", "strength-extensors"]


def test_a_weakness_found_comes_before_tightness_and_a_strength_kept_up_after_it():
    found = needs({"tests": {"core_control": "weak"}})
    assert found.index("core") < found.index("mobility-hip-flexors") < needs().index("core") + 1
    kept = needs()
    assert kept.index("mobility-hip-flexors") < kept.index("core")


def test_tightness_that_was_not_found_is_no_need():
    assert "mobility-adductors" not in needs()


def test_people_at_risk_of_falling_always_train_balance():
    plain, unsteady = needs(), needs({"conditions": ["falls-history"]})
    assert unsteady.index("balance") < plain.index("balance")


def test_a_weak_side_begins_a_rung_lower():
    weak = {"tests": {"hip_abductor_strength": {"left": "weak"}}}
    rungs = CATALOGUE.ladders["hip-abduction"].rungs
    assert rungs.index(chosen(weak)[0]) == rungs.index(chosen()[0]) - 1


def test_a_passed_balance_test_goes_one_rung_up():
    assert "single-leg-stance-eyes-closed" in chosen()
    assert "single-leg-stance" in chosen({"weeks_in_programme": 3})


def test_landing_begins_on_two_legs():
    found = chosen()
    assert "jump-and-land" in found
    assert "single-leg-hop" not in found


def test_nothing_is_chosen_twice():
    found = chosen()
    assert len(found) == len(set(found))


def test_closed_eyes_and_unsteady_ground_exclude_each_other():
    assert is_second_difficulty("bosu", ["single-leg-stance-eyes-closed"])
    assert is_second_difficulty("single-leg-stance-eyes-closed", ["wobble-board"])
    assert is_second_difficulty("bosu", ["wobble-board"])
    assert not is_second_difficulty("single-leg-stance", ["single-leg-stance-eyes-closed"])


def reasons(exercise, *changes):
    """The rules told for an exercise of the proposed plan."""
    plan = prescribe(intake(READY, *changes), CATALOGUE)
    return {
        reason.rule: reason.text
        for item in plan.items
        for reason in item.reasons
        if item.exercise == exercise
    }


def test_an_exercise_that_stands_in_for_one_without_equipment_says_so():
    told = reasons("side-lying-leg-raise", {"equipment": ["mat"]})
    band = "It stands in for Side steps with a band. That one needs a loop band."
    assert told["plan-instead"] == band


def test_who_has_the_equipment_reads_nothing_of_standing_in():
    assert "plan-instead" not in reasons("lateral-band-walk")


def test_what_other_rules_keep_out_is_not_missed_for_its_equipment():
    without = {"weeks_in_programme": 3, "equipment": ["mat"], "tests": {"single_leg_stance_s": {"left": 5}}}
    assert "lateral band" not in str(reasons("side-lying-leg-raise", without)).lower()


def test_a_sport_calls_for_the_inner_thigh():
    assert "side-lying-adduction" in chosen({"goals": ["sport"]})
    assert "plan-need-asked" in reasons("side-lying-adduction", {"goals": ["sport"], "weeks_in_programme": 7})


def test_stairs_call_for_the_muscles_that_lift_the_leg():
    stairs = chosen({"goals": ["climb-stairs"]})
    assert stairs.index("straight-leg-raise") < stairs.index("prone-leg-raise")
    walking = chosen({"goals": ["walk-without-pain"]})
    assert walking.index("prone-leg-raise") < walking.index("straight-leg-raise")


def test_in_the_first_six_weeks_after_surgery_each_ladder_begins_a_rung_lower():
    """The side of the hip begins with the clamshell, not with the long leg, once the weeks open both."""
    early, later = chosen(after_surgery(41)), chosen(after_surgery(42))
    assert [name for name in ("clamshell", "side-lying-leg-raise") if name in early[:1]] == ["clamshell"]
    assert later[0] == "side-lying-leg-raise"


def test_after_surgery_the_straight_leg_comes_back_from_week_6():
    assert "straight-leg-raise" not in chosen(after_surgery(41))
    assert "straight-leg-raise" in chosen(after_surgery(42))
    assert "plan-need-surgery" in reasons("straight-leg-raise", after_surgery(42), {"goals": []})


def test_two_goals_call_for_one_extra_exercise():
    both = chosen({"goals": ["climb-stairs", "sport"]})
    assert "straight-leg-raise" in both
    assert "side-lying-adduction" not in both


# Needs.

SORE = {"pain": {"rest": 3}}


def test_before_a_phase_opens_a_need_it_is_not_served():
    early = [need.id for need in ranked_needs(assess(intake(), CATALOGUE))]
    assert early == [
        "strength-abductors",
        "strength-extensors",
        "core",
        "mobility-hip-flexors",
        "mobility-rotators",
    ]


def test_needs_come_as_backbone_weakness_goal_tightness_and_the_rest():
    assert needs({"tests": {"core_control": "weak"}}) == [
        "strength-abductors",
        "strength-extensors",
        "function",
        "core",
        "impact",
        "mobility-hip-flexors",
        "mobility-rotators",
        "balance",
        "strength-flexors",
        "strength-adductors",
    ]


def test_without_a_goal_that_jumps_landing_is_no_need():
    assert "impact" in needs()
    assert "impact" not in needs({"goals": ["walk-without-pain"]})


def test_who_may_fall_is_asked_for_balance_and_for_nothing_else():
    unsteady = needs({"conditions": ["falls-history"]})
    assert unsteady.index("core") > unsteady.index("mobility-rotators")


def test_of_two_sore_sides_one_that_is_weak_is_enough():
    both = {"symptomatic_side": "both", "tests": {"single_leg_stance_s": {"left": 45, "right": 18}}}
    found = needs(both)
    assert found.index("balance") < found.index("mobility-hip-flexors")


# Where a ladder begins.


def test_a_sore_hip_begins_a_rung_lower_and_a_weak_and_sore_one_not_under_the_first():
    weak = {"tests": {"hip_abductor_strength": {"left": "weak"}}}
    assert chosen({"weeks_in_programme": 0})[0] == "clamshell"
    assert chosen(SORE)[0] == "isometric-hip-raise"
    assert chosen(SORE, weak)[0] == "isometric-hip-raise"


@pytest.mark.parametrize(("squats", "begins"), [(12, "single-leg-squat"), (9, "step-down")])
def test_a_measured_strength_that_is_enough_goes_one_rung_up(squats, begins):
    tests = {"tests": {"single_leg_squat_good_reps": {"left": squats, "right": squats}}}
    assert next(name for name in chosen(tests) if name in ("single-leg-squat", "step-down")) == begins


def test_landing_begins_at_the_easiest_rung_of_however_many():
    ladder = CATALOGUE.ladders["impact"]
    longer = replace(ladder, rungs=(*ladder.rungs, "step-down"))
    catalogue = replace(CATALOGUE, ladders={**CATALOGUE.ladders, "impact": longer})
    assert chosen(catalogue=catalogue)[3] == "jump-and-land"


# Places.


@pytest.mark.parametrize(
    ("exercise", "place"),
    [
        ("lateral-band-walk", ("items_a_week", "plan-need-backbone")),
        ("jump-and-land", ("items_a_week", "plan-need-goal")),
        ("hip-flexor-stretch", ("items_a_week", "plan-need-tight")),
        ("piriformis-figure-four", ("items_a_day", "plan-need-tight")),
        ("prone-leg-raise", ("items_a_day", "plan-need-keep")),
        ("straight-leg-raise", ("items_a_day", "plan-need-keep")),
        ("hip-hike", ("items_least", "plan-need-more")),
        ("single-leg-stance-ball-toss", ("items_least", "plan-need-more")),
    ],
)
def test_each_exercise_has_a_place_up_to_its_importance(exercise, place):
    assert place_of(exercise) == place


def test_a_strength_that_is_kept_up_has_a_place_up_to_a_days_also_beside_one_stretch():
    one_stretch = {"tests": {"piriformis_tightness": None}}
    assert place_of("hip-flexor-stretch", one_stretch) == ("items_a_week", "plan-need-tight")
    assert place_of("prone-leg-raise", one_stretch) == ("items_a_day", "plan-need-keep")


def test_seconds_are_of_the_backbone_and_of_weakness_alone():
    seconds = [c.eligible.exercise.id for c in choices() if c.reason.rule == "plan-need-more"]
    assert seconds == ["hip-hike", "ball-bridge", "step-down", "pelvic-clock", "single-leg-stance-ball-toss"]


@pytest.mark.parametrize(
    ("exercise", "changes", "rule"),
    [
        ("pelvic-clock", {"tests": {"core_control": "weak"}}, "plan-need-found"),
        ("hip-hike", {"tests": {"hip_abductor_strength": {"left": "weak"}}}, "plan-need-weak"),
        ("hip-hike", {"tests": {"hip_abductor_strength": None}}, "plan-need-untested"),
        (
            "lateral-band-walk",
            {"tests": {"hip_abductor_strength": {"right": None}}},
            "plan-need-untested-side",
        ),
        ("straight-leg-raise", {"goals": ["climb-stairs"]}, "plan-need-asked"),
        ("straight-leg-raise", after_surgery(90), "plan-need-surgery"),
    ],
)
def test_the_finding_that_calls_for_it_is_told(exercise, changes, rule):
    assert next(c.reason.rule for c in choices(changes) if c.eligible.exercise.id == exercise) == rule


# What a clinician opened.


def test_what_a_clinician_opened_comes_first_and_counts_as_the_stretch():
    opened = (TESTED, with_overrides(an_override()))
    assert chosen(*opened)[0] == LOCKED
    assert place_of(LOCKED, *opened) == ("items_a_week", "override-in-force")
    assert place_of("hip-flexor-stretch", *opened)[0] == "items_a_day"


def test_strength_that_a_clinician_opened_leaves_the_stretch_its_place():
    board = with_overrides(an_override(exercise="baps-board", rule="plan-clinic-only"))
    assert chosen(board)[0] == "baps-board"
    assert place_of("hip-flexor-stretch", board)[0] == "items_a_week"


def test_of_two_difficulties_that_a_clinician_opened_one_is_chosen():
    opened = with_overrides(
        an_override(exercise="baps-board", rule="plan-clinic-only"),
        an_override(exercise="baps-board", rule="plan-equipment"),
        an_override(exercise="bosu", rule="plan-equipment"),
    )
    found = chosen(opened, {"equipment": ["mat"]})
    assert ("baps-board" in found, "bosu" in found) == (True, False)


def test_ground_that_gives_way_is_no_second_difficulty_by_itself():
    assert not is_second_difficulty("bosu", [])
    assert not is_second_difficulty("bosu", ["single-leg-stance"])
    assert not is_second_difficulty("single-leg-stance-eyes-closed", ["bridge"])
    assert is_second_difficulty("bosu", ["single-leg-stance-eyes-closed", "bridge"])
