"""Why an exercise is left out, in words that name the thing, the side and the scale."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from hipwise.plan.exclusion import (
    equipment_in_words,
    exclusions,
    impact_reasons,
    is_unsteady,
    side_exclusions,
    standing_reasons,
)
from hipwise.plan.intake import CONDITIONS, EQUIPMENT, parse_intake
from hipwise.plan.situation import assess
from tests.plan.intakes import READY, after_surgery, intake, merged, ready_intakes

CATALOGUE = load_catalogue()
PINCHING = {"pain": {"pinch_starts_at_flexion_deg": 60}}


def texts(exercise, *changes):
    """The reasons against either side working, each once."""
    situation = assess(intake(READY, *changes), CATALOGUE)
    found = CATALOGUE.exercise(exercise)
    reasons = [*exclusions(found, situation)]
    for side in (Side.LEFT, Side.RIGHT):
        reasons += side_exclusions(found, side, situation)
    return list(dict.fromkeys(reason.text for reason in reasons))


def rules(exercise, *changes):
    """The ids of the same rules."""
    situation = assess(intake(READY, *changes), CATALOGUE)
    found = CATALOGUE.exercise(exercise)
    sides = [reason for side in (Side.LEFT, Side.RIGHT) for reason in side_exclusions(found, side, situation)]
    return {reason.rule for reason in (*exclusions(found, situation), *sides)}


@pytest.mark.parametrize("age", [61, 64, 65, 80])
def test_of_two_ages_for_landing_the_lower_one_is_told_once(age):
    found = [
        text for text in texts("jump-and-land", READY, {"person": {"age": age}}) if "people up to" in text
    ]
    assert found == ["This one is for people up to 60 years."]


def test_missing_equipment_is_named_as_the_intake_asks_for_it():
    assert "It needs what you do not have: a belt or strap." in texts(
        "isometric-hip-raise", {"equipment": []}
    )


def test_a_mat_is_a_comfort_and_keeps_nothing_out():
    assert not {e.id for e in CATALOGUE.exercises.values() if "mat" in e.equipment}


@pytest.mark.parametrize("name", EQUIPMENT)
def test_every_piece_of_equipment_has_words_of_its_own(name):
    words = equipment_in_words([name], CATALOGUE)
    assert words[0].islower()
    assert words.startswith("a ")


def test_too_heavy_a_load_is_told_with_its_scale():
    said = texts("single-leg-squat", {"therapist": False})
    assert "Its load is 4 on a scale of 0 to 5. Without a therapist 2 is the most." in said


def test_a_hip_with_narrower_limits_than_the_other_is_named():
    said = texts("piriformis-figure-four", PINCHING, {"symptomatic_side": "left"})
    assert any(text.startswith("The left hip bends to ") for text in said)


def test_two_hips_with_the_same_limits_are_one():
    said = texts("piriformis-figure-four", PINCHING, {"symptomatic_side": "both"})
    assert not [text for text in said if "left hip" in text or "right hip" in text]


def test_a_side_whose_tightness_was_tested_is_told_from_one_that_was_not():
    said = texts("hip-flexor-stretch", {"tests": {"thomas": {"left": "negative", "right": None}}})
    muscle = "length of the muscles at the front of the hip"
    assert f"The test found no tightness on the left side: {muscle}." in said
    assert f"Nobody has tested {muscle} on the right side, so there is no stretch." in said


def test_the_same_finding_on_both_sides_is_told_once():
    said = texts("hip-flexor-stretch", {"tests": {"thomas": {"left": "negative", "right": "negative"}}})
    assert len([text for text in said if "no tightness" in text]) == 1


def open_now(raw):
    """The exercises that no rule keeps out, with each side."""
    situation = assess(parse_intake(raw, "test"), CATALOGUE)
    return {
        (exercise.id, side)
        for exercise in CATALOGUE.exercises.values()
        for side in (Side.LEFT, Side.RIGHT)
        if not exclusions(exercise, situation) and not side_exclusions(exercise, side, situation)
    }


NARROWER = [
    *({"conditions": [name]} for name in CONDITIONS),
    {"equipment": []},
    {"therapist": False},
    {"goals": []},
    {"person": {"age": 61}},
    {"person": {"age": 65}},
    {"person": {"weight_kg": None}},
    {"pain": {"pinch": 1}},
    {"pain": {"pinch": None}},
    {"pain": {"flare_last_7_days": True}},
    {"pain": {"flare_last_7_days": None}},
    {"pain": {"worst_24h": 7}},
    {"tests": {"single_leg_stance_s": {"left": 29, "right": 29}}},
    {"tests": {"thomas": None, "adductor_tightness": None, "piriformis_tightness": None}},
    {"weeks_in_programme": None},
    {"pathway": "pre-operative"},
]


@given(raw=ready_intakes(), narrower=st.sampled_from(NARROWER))
@settings(max_examples=100)
def test_no_condition_missing_thing_or_worse_answer_opens_an_exercise(raw, narrower):
    plain = merged(
        raw,
        {
            "pathway": "non-operative",
            "surgery": None,
            "conditions": [],
            "therapist": True,
            "person": {"age": 31},
        },
    )
    assert open_now(merged(plain, narrower)) <= open_now(plain)


def test_in_a_flare_tier_1_stays_and_tier_2_goes():
    flare = {"pain": {"flare_last_7_days": True}}
    assert "plan-flare" not in rules("bridge", flare)
    assert "plan-flare" in rules("clamshell", flare)


def test_after_severe_pain_tier_1_stays_and_tier_2_goes():
    severe = {"pain": {"worst_24h": 7}}
    assert "plan-severe-pain" not in rules("bridge", severe)
    assert "plan-severe-pain" in rules("clamshell", severe)
    assert "plan-severe-pain" not in rules("clamshell", {"pain": {"worst_24h": 6.9}})


def test_landing_ends_at_60_and_above_a_body_mass_index_of_35():
    ready = {"equipment": []}
    assert "plan-age" not in rules("jump-and-land", ready, {"person": {"age": 60}})
    assert "plan-age" in rules("jump-and-land", ready, {"person": {"age": 61}})
    heavy = {"person": {"height_m": 2.0, "weight_kg": 140}}
    assert "plan-impact-weight" not in rules("jump-and-land", heavy)
    assert "plan-impact-weight" in rules("jump-and-land", {"person": {"height_m": 2.0, "weight_kg": 140.1}})
    assert "plan-impact-weight" in rules("jump-and-land", {"person": {"height_m": None}})


def test_closed_eyes_end_at_64():
    assert "plan-age" not in rules("wobble-board", {"person": {"age": 64}})
    assert "plan-age" in rules("wobble-board", {"person": {"age": 65}})


def test_alone_tier_2_stays_and_tier_3_goes():
    alone = {"therapist": False}
    assert not rules("clamshell", alone) & {"plan-alone", "plan-alone-tier"}
    assert "plan-alone-tier" in rules("side-lying-leg-raise", alone)
    assert "plan-alone" in rules("single-leg-stance-eyes-closed", alone)


def test_standing_waits_for_the_week_of_full_weight():
    cartilage = {"procedures": ["microfracture"]}
    assert "plan-standing-later" in rules("single-leg-stance", after_surgery(55, **cartilage))
    assert "plan-standing-later" not in rules("single-leg-stance", after_surgery(56, **cartilage))
    assert "plan-standing-later" not in rules("bridge", after_surgery(30, **cartilage))


def test_before_surgery_nothing_lands():
    assert "plan-impact-pathway" in rules("jump-and-land", {"pathway": "pre-operative"})
    assert "plan-impact-pathway" not in rules("jump-and-land")


def test_a_pinch_of_1_stops_stretching_and_a_sore_hip_too():
    assert "plan-stretch-pinch" in rules("hip-flexor-stretch", {"pain": {"pinch": 1}})
    assert "plan-stretch-pinch-unknown" in rules("hip-flexor-stretch", {"pain": {"pinch": None}})
    assert "plan-stretch-irritable" in rules("hip-flexor-stretch", {"pain": {"rest": 3}})
    assert not rules("hip-flexor-stretch") & {"plan-stretch-pinch", "plan-stretch-irritable"}


def test_after_surgery_an_early_exercise_stays_open_while_the_hip_is_calm():
    calm, sore = after_surgery(30), {"pain": {"rest": 3}}
    assert "plan-phase-later" not in rules("side-lying-leg-raise", calm)
    assert "plan-phase-later" in rules("side-lying-leg-raise", calm, sore)
    assert "plan-phase-later" in rules("hip-flexor-stretch", calm)


def test_a_lock_is_told_once_whatever_the_week_is():
    found = rules("piriformis-knee-to-opposite-shoulder", after_surgery(30))
    assert "plan-locked" in found
    assert "plan-week-later" not in found


def test_the_ankle_board_is_for_the_clinic():
    assert "plan-clinic-only" in rules("baps-board")
    assert "plan-clinic-only" not in rules("wobble-board")


def test_an_exercise_waits_for_its_week_after_surgery():
    assert "plan-week-later" in rules("straight-leg-raise", after_surgery(41))
    assert "plan-week-later" not in rules("straight-leg-raise", after_surgery(42))
    assert "plan-week-later" not in rules("straight-leg-raise")


def test_an_exercise_waits_for_its_phase():
    assert "plan-phase-later" in rules("step-down", {"weeks_in_programme": 5})
    assert "plan-phase-later" not in rules("step-down", {"weeks_in_programme": 6})


def test_a_flare_that_nobody_asked_about_counts_as_one():
    assert "plan-flare-unknown" in rules("clamshell", {"pain": {"flare_last_7_days": None}})
    assert not rules("clamshell") & {"plan-flare", "plan-flare-unknown"}


def test_a_precaution_takes_out_single_exercises_groups_and_landing():
    assert "plan-precaution" in rules("lateral-band-walk", {"conditions": ["latex-allergy"]})
    assert "plan-precaution" not in rules("clamshell", {"conditions": ["latex-allergy"]})
    assert "plan-precaution" in rules("hip-flexor-stretch", {"conditions": ["hypermobility"]})
    assert "plan-precaution" in rules("jump-and-land", {"conditions": ["dysplasia"]})
    assert "plan-precaution" in rules("step-down", {"conditions": ["falls-history"]})


def test_a_condition_that_says_nothing_of_landing_leaves_it():
    assert "plan-precaution" not in rules("jump-and-land", {"conditions": ["latex-allergy"]})


def test_landing_needs_a_goal_for_it():
    assert "plan-impact-goal" in rules("jump-and-land", {"goals": ["walk-without-pain"]})
    assert "plan-impact-goal" in rules("jump-and-land", {"goals": ["something-else"]})
    assert "plan-impact-goal" not in rules("jump-and-land", {"goals": ["walk-without-pain", "run"]})


@pytest.mark.parametrize("held", [29.9, None])
def test_closed_eyes_wait_for_thirty_seconds_of_standing(held):
    short = {"tests": {"single_leg_stance_s": {"left": held}}}
    assert "plan-gate" in rules("single-leg-stance-eyes-closed", short)
    assert "plan-gate" not in rules("single-leg-stance-eyes-closed")


def test_a_stretch_waits_for_a_positive_test():
    def thomas(left):
        return {"tests": {"thomas": {"left": left, "right": left}}}

    assert "plan-stretch-not-tight" in rules("hip-flexor-stretch", thomas("negative"))
    assert "plan-stretch-not-tested" in rules("hip-flexor-stretch", thomas(None))
    tight = rules("hip-flexor-stretch", thomas("positive"))
    assert not tight & {"plan-stretch-not-tight", "plan-stretch-not-tested"}


def test_a_hip_that_cannot_go_there_shuts_the_exercise():
    assert "limit-flexion" in rules("single-leg-bridge", {"pain": {"pinch_starts_at_flexion_deg": 30}})


@pytest.mark.parametrize(
    "exercise",
    ["bridge", "clamshell", "side-lying-leg-raise", "single-leg-stance-eyes-closed", "single-leg-squat"],
)
def test_nothing_speaks_against_it_for_somebody_who_met_every_sign(exercise):
    assert rules(exercise) == set()


def test_nothing_speaks_against_landing_for_a_runner_who_met_every_sign():
    assert rules("jump-and-land", {"goals": ["run"]}) == set()


def test_nothing_speaks_against_work_of_its_week_after_surgery():
    assert rules("clamshell", after_surgery(90)) == set()
    assert rules("single-leg-stance", after_surgery(90)) == set()


def test_a_small_pinch_and_a_sore_hip_stop_stretching_alone():
    sore = {"pain": {"pinch": 1, "rest": 3}}
    assert not rules("bridge", sore) & {"plan-stretch-pinch", "plan-stretch-irritable"}


CARTILAGE_WEEK_7 = after_surgery(55, procedures=["microfracture"])


@pytest.mark.parametrize(
    ("exercise", "change", "rule"),
    [
        ("piriformis-knee-to-opposite-shoulder", {}, "plan-locked"),
        ("baps-board", {}, "plan-clinic-only"),
        ("single-leg-squat", {"therapist": False}, "plan-alone-tier"),
        ("straight-leg-raise", after_surgery(41), "plan-week-later"),
        ("single-leg-stance", CARTILAGE_WEEK_7, "plan-standing-later"),
        ("lateral-band-walk", {"conditions": ["latex-allergy"]}, "plan-precaution"),
        ("ball-bridge", {"conditions": ["pregnancy"]}, "plan-precaution"),
        ("wobble-board", {"person": {"age": 65}}, "plan-age"),
        ("single-leg-bridge", {"pain": {"pinch_starts_at_flexion_deg": 30}}, "limit-flexion"),
    ],
)
def test_no_plan_goes_on_with_what_a_lasting_rule_speaks_against(exercise, change, rule):
    situation = assess(intake(READY, change), CATALOGUE)
    found = standing_reasons(CATALOGUE.exercise(exercise), Side.LEFT, situation)
    assert rule in {reason.rule for reason in found}


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"therapist": False}, "plan-alone-tier"),
        (after_surgery(80), "plan-week-later"),
        ({"conditions": ["gluteal-tendinopathy"]}, "plan-precaution"),
        ({"conditions": ["dysplasia"]}, "plan-precaution"),
        ({"person": {"age": 61}}, "plan-age"),
        ({"pathway": "pre-operative"}, "plan-impact-pathway"),
    ],
)
def test_landing_has_all_lasting_rules_against_it_also_where_no_exercise_lands(change, rule):
    situation = assess(intake(READY, change), CATALOGUE)
    assert rule in {reason.rule for reason in impact_reasons(CATALOGUE.exercise("jump-and-land"), situation)}


def without_own_conditions(exercise):
    found = CATALOGUE.exercise(exercise)
    return replace(found, restrictions=replace(found.restrictions, conditions=()))


@pytest.mark.parametrize(
    ("exercise", "condition"),
    [("hip-flexor-stretch", "hypermobility"), ("jump-and-land", "dysplasia")],
    ids=["a group", "landing"],
)
def test_a_precaution_holds_for_an_exercise_that_does_not_name_it_itself(exercise, condition):
    situation = assess(intake(READY, {"conditions": [condition]}), CATALOGUE)
    found = exclusions(without_own_conditions(exercise), situation)
    assert "plan-precaution" in {reason.rule for reason in found}


def test_an_exercise_has_its_own_oldest_age():
    found = CATALOGUE.exercise("bridge")
    until_50 = replace(found, restrictions=replace(found.restrictions, max_age=50))
    told = {
        age: [
            reason.rule
            for reason in exclusions(until_50, assess(intake(READY, {"person": {"age": age}}), CATALOGUE))
        ]
        for age in (50, 51)
    }
    assert told == {50: [], 51: ["plan-age"]}


def test_what_a_fall_rules_out_ends_at_64_also_without_an_oldest_age_of_its_own():
    found = CATALOGUE.exercise("wobble-board")
    ageless = replace(found, restrictions=replace(found.restrictions, max_age=None))
    told = {
        age: [
            reason.text
            for reason in exclusions(ageless, assess(intake(READY, {"person": {"age": age}}), CATALOGUE))
            if reason.rule == "plan-age"
        ]
        for age in (64, 65)
    }
    assert told[64] == []
    assert "64" in told[65][0]


@pytest.mark.parametrize(
    ("change", "unsteady"),
    [
        ({}, False),
        ({"person": {"age": 64}}, False),
        ({"person": {"age": 65}}, True),
        ({"conditions": ["falls-history"]}, True),
        ({"conditions": ["vestibular"]}, True),
    ],
)
def test_age_a_fall_or_the_inner_ear_makes_a_stand_unsteady(change, unsteady):
    assert is_unsteady(assess(intake(READY, change), CATALOGUE)) is unsteady


def gate_rules(exercise, side, **tests):
    situation = assess(intake(READY, {"tests": tests}), CATALOGUE)
    return {reason.rule for reason in side_exclusions(CATALOGUE.exercise(exercise), side, situation)}


def test_a_gate_asks_the_side_that_works_and_no_other():
    left_short = {"single_leg_stance_s": {"left": 20, "right": 45}}
    assert "plan-gate" in gate_rules("single-leg-squat", Side.LEFT, **left_short)
    assert "plan-gate" not in gate_rules("single-leg-squat", Side.RIGHT, **left_short)
    assert "plan-gate" in gate_rules("wobble-board", Side.BOTH, **left_short)


def test_a_gate_that_the_content_does_not_know_stays_shut():
    found = CATALOGUE.exercise("bridge")
    gated = replace(found, restrictions=replace(found.restrictions, gates=("no-such-gate",)))
    told = side_exclusions(gated, Side.LEFT, assess(intake(READY), CATALOGUE))
    assert [reason.rule for reason in told] == ["plan-gate-unknown"]


def test_after_surgery_without_a_date_every_exercise_waits_for_its_week():
    undated = {"pathway": "post-operative", "surgery": {"date": None, "procedures": ["labral-repair"]}}
    situation = assess(intake(READY, undated), CATALOGUE)
    told = [r for r in exclusions(CATALOGUE.exercise("bridge"), situation) if r.rule == "plan-week-later"]
    assert "not known" in told[0].text


def test_a_stretch_of_both_sides_names_no_single_side_where_the_findings_differ():
    situation = assess(
        intake(READY, {"tests": {"adductor_tightness": {"left": "negative", "right": None}}}), CATALOGUE
    )
    told = side_exclusions(CATALOGUE.exercise("groin-butterfly"), Side.BOTH, situation)
    texts_of_need = [reason.text for reason in told if reason.rule.startswith("plan-stretch-not")]
    assert len(texts_of_need) == 1
    assert "side" not in texts_of_need[0]


@pytest.mark.parametrize(
    ("exercise", "there"),
    [
        ("single-leg-stance-unstable", "folded-towel"),
        ("prone-leg-raise", "folded-towel"),
        ("hip-hike", "step"),
    ],
)
def test_what_does_as_well_is_enough(exercise: str, there: str):
    assert "plan-equipment" in rules(exercise, {"equipment": []})
    assert "plan-equipment" not in rules(exercise, {"equipment": [there]})
