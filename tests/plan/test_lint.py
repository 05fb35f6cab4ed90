from dataclasses import replace
from datetime import timedelta

import pytest

from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from hipwise.plan.intake import EQUIPMENT
from hipwise.plan.lint import Checked, is_ok, lint, lint_finding_to_mapping, lint_items, minutes_of
from hipwise.plan.plan import PlanItem
from hipwise.plan.prescribing import prescribe
from hipwise.plan.situation import assess
from tests.plan.intakes import READY, TODAY, after_surgery, intake
from tests.plan.overriding import an_override, with_overrides

CATALOGUE = load_catalogue()
ALL = {"equipment": list(EQUIPMENT)}


def item(exercise, **changes):
    """An item of that exercise at its default dose, on monday, for the left side."""
    dose = CATALOGUE.exercise(exercise).dose
    one = PlanItem(
        exercise=exercise,
        side=Side.BOTH if CATALOGUE.exercise(exercise).laterality == "both-together" else Side.LEFT,
        sets=int(dose.sets.default),
        repetitions=int(dose.repetitions.default),
        hold_s=dose.hold_s.default,
        rest_s=dose.rest_s.default,
        tempo=f"{dose.tempo.out_s:g}-{dose.hold_s.default:g}-{dose.tempo.back_s:g}",
        days=("mon", "wed", "fri"),
        minutes=1,
        reasons=(),
    )
    return replace(one, **changes)


def found(items, *changes, severity="error"):
    """The rules that object, for a person with all equipment who met every sign."""
    findings = lint_items(items, intake(READY, *changes), CATALOGUE)
    return {finding.rule for finding in findings if finding.severity == severity}


def test_a_plan_as_proposed_has_nothing_to_mend():
    person = intake()
    assert lint(prescribe(person, CATALOGUE), person, CATALOGUE) == ()


def test_an_exercise_nobody_knows_is_an_error():
    odd = replace(item("clamshell"), exercise="deep-lunge")
    assert found([odd]) == {"lint-unknown-exercise"}


def test_the_locked_stretch_is_an_error_by_lock_and_by_its_movement():
    rules = found([item("piriformis-knee-to-opposite-shoulder")])
    assert {"plan-locked", "envelope-flexion-hard"} <= rules


@pytest.mark.parametrize(
    ("exercise", "changes", "rule"),
    [
        ("baps-board", {}, "plan-clinic-only"),
        ("ball-bridge", {"equipment": ["mat"]}, "plan-equipment"),
        ("step-down", {"weeks_in_programme": 3}, "plan-phase-later"),
        ("straight-leg-raise", after_surgery(41), "plan-week-later"),
        ("single-leg-stance", after_surgery(41), "plan-standing-later"),
        ("hip-hike", {"conditions": ["gluteal-tendinopathy"]}, "plan-precaution"),
        ("hip-flexor-stretch", {"conditions": ["knee-kneeling-pain"]}, "plan-precaution"),
        ("hip-flexor-stretch", {"pain": {"pinch": 3}}, "plan-stretch-pinch"),
        ("wobble-board", {"person": {"age": 65}}, "plan-age"),
        ("jump-and-land", {"person": {"age": 61}}, "plan-age"),
        ("jump-and-land", {"pathway": "pre-operative"}, "plan-impact-pathway"),
        ("jump-and-land", {"tests": {"plank_s": None}}, "plan-gate"),
        ("jump-and-land", {"goals": ["walk-without-pain"]}, "plan-impact-goal"),
        ("clamshell", {"pain": {"flare_last_7_days": True}}, "plan-flare"),
        ("clamshell", {"pain": {"flare_last_7_days": None}}, "plan-flare-unknown"),
        ("hip-hike", {"therapist": False}, "plan-alone-tier"),
        ("clamshell", {"red_flags": ["cardiac"]}, "screen-flag"),
        ("clamshell", {"diagnosis": {"confirmed": False}}, "screen-unconfirmed"),
        ("clamshell", {"pain": {"worst_24h": 8}}, "plan-severe-pain"),
    ],
)
def test_what_would_have_been_left_out_is_an_error_in_an_edited_plan(exercise, changes, rule):
    assert rule in found([item(exercise)], changes)


def test_a_stretch_of_what_was_not_found_tight_is_for_the_therapist_to_judge():
    assert "plan-stretch-not-tight" in found([item("groin-butterfly")], severity="warning")
    assert "plan-stretch-not-tight" not in found([item("groin-butterfly")])


def test_the_side_that_hurts_has_to_take_part():
    assert "lint-side-wrong" in found([item("clamshell", side=Side.RIGHT)])


def test_both_sides_after_surgery_are_a_warning():
    rules = found([item("clamshell", side=Side.BOTH)], after_surgery(200), severity="warning")
    assert "lint-side-more" in rules


def test_one_side_of_what_both_legs_do_together_is_an_error():
    assert found([item("bridge", side=Side.LEFT)]) == {"lint-side-together"}


def test_a_side_that_starts_without_working_is_an_error():
    assert found([item("clamshell", first_side=Side.RIGHT)]) == {"lint-first-side"}


@pytest.mark.parametrize("change", [{"sets": 9}, {"repetitions": 99}, {"hold_s": 60.0}])
def test_over_the_sourced_range_is_an_error_and_under_it_a_warning(change):
    assert found([item("clamshell", **change)]) == {"lint-dose-above"}


def test_under_the_sourced_range_is_a_warning():
    assert found([item("clamshell", sets=1)]) == set()
    assert "lint-dose-below" in found([item("clamshell", sets=1)], severity="warning")


def test_too_few_days_are_a_warning_while_another_day_has_room():
    seldom = [item("pelvic-tilt", days=("mon",), minutes=2)]
    assert "lint-days-below" in found(seldom, severity="warning")
    assert "lint-days-below" not in found(seldom, {"days": ["mon"]}, severity="warning")


def test_too_many_days_are_over_the_range():
    rules = found([item("single-leg-hop", days=("mon", "wed", "fri"))])
    assert "lint-dose-above" in rules


def test_another_tempo_rest_or_number_of_minutes_is_a_warning():
    rules = found([item("clamshell", tempo="1-1-1", rest_s=1, minutes=40)], severity="warning")
    assert {"lint-tempo", "lint-dose-rest", "lint-minutes"} <= rules


def test_more_range_than_fits_is_an_error():
    person = {"pain": {"pinch_starts_at_flexion_deg": 95}}
    assert "lint-range" in found([item("piriformis-figure-four", range_share=1.0)], person)
    assert "lint-range" not in found([item("piriformis-figure-four", range_share=0.5)], person)


def test_less_range_than_the_exercise_needs_is_a_warning():
    assert "lint-range-small" in found([item("clamshell", range_share=0.1)], severity="warning")


def test_a_day_that_was_not_given_is_an_error_and_no_day_a_warning():
    assert found([item("clamshell")], {"days": ["mon", "wed"]}) == {"lint-day-not-given"}
    assert "lint-no-days" in found([item("clamshell", days=())], severity="warning")


@pytest.mark.parametrize("days", [("mon", "tue"), ("sun", "mon"), ("mon", "wed", "thu")])
def test_heavy_days_in_a_row_are_an_error(days):
    assert "lint-spacing" in found(
        [item("clamshell", days=tuple(d for d in ("mon", "tue", "wed", "thu", "sun") if d in days))]
    )


def test_two_exercises_of_the_same_muscles_need_a_day_between_as_well():
    pair = [item("clamshell", days=("mon",)), item("side-lying-leg-raise", days=("tue",))]
    assert "lint-spacing" in found(pair)
    assert "lint-spacing" not in found([pair[0], replace(pair[1], days=("mon",))])


def test_light_exercises_may_come_every_day():
    assert found([item("pelvic-tilt", days=("mon", "tue", "wed"))]) == set()


def test_the_same_exercise_twice_is_an_error():
    assert "lint-twice" in found([item("clamshell"), item("clamshell")])


def test_more_than_six_exercises_are_an_error_and_more_than_four_a_day_a_warning():
    names = [
        "clamshell",
        "bridge",
        "pelvic-tilt",
        "pelvic-clock",
        "isometric-hip-raise",
        "hip-hike",
        "step-down",
    ]
    assert "lint-many" in found([item(name) for name in names])
    assert found([item(name) for name in names[:5]]) == set()
    assert "lint-many-a-day" in found([item(name) for name in names[:5]], severity="warning")


def test_more_minutes_than_there_are_and_no_rest_day_are_warnings():
    every = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    rules = found([item("bridge", days=every)], {"minutes_per_day": 2}, severity="warning")
    assert {"lint-minutes-day", "lint-rest-day"} <= rules


def test_closed_eyes_beside_soft_ground_are_an_error():
    pair = [item("single-leg-stance-eyes-closed"), item("single-leg-stance-unstable")]
    assert found(pair) == {"lint-two-difficulties"}


def test_errors_come_first_and_a_finding_is_plain_json():
    findings = lint_items([item("clamshell", sets=1, side=Side.RIGHT)], intake(READY), CATALOGUE)
    assert findings[0].severity == "error"
    assert set(lint_finding_to_mapping(findings[0])) == {
        "severity",
        "item",
        "rule",
        "text",
        "source",
        "evidence",
    }


def test_days_are_named_in_full():
    days = [item("clamshell", days=("mon", "tue")), item("bridge", days=("sun",))]
    findings = lint_items(days, intake(READY, {"days": ["mon", "tue"]}), CATALOGUE)
    said = {finding.rule: finding.text for finding in findings}
    assert "Monday and Tuesday" in said["lint-spacing"]
    assert "Sunday" in said["lint-day-not-given"]


def test_one_error_among_warnings_is_enough_to_say_no():
    mixed = lint_items([item("groin-butterfly"), item("baps-board")], intake(READY, ALL), CATALOGUE)
    assert {finding.severity for finding in mixed} == {"error", "warning"}
    assert not is_ok(mixed)
    assert is_ok(lint_items([], intake(READY, ALL), CATALOGUE))


def test_what_a_therapist_may_judge_is_an_error_for_somebody_alone():
    alone = {"therapist": False}
    assert "plan-stretch-not-tight" in found([item("groin-butterfly")], alone)


def test_six_exercises_are_not_too_many():
    six = ["bridge", "clamshell", "pelvic-tilt", "pelvic-clock", "single-leg-stance", "isometric-hip-raise"]
    assert "lint-many" not in found([item(name) for name in six], ALL)


def test_the_smallest_movement_of_an_exercise_is_not_too_small():
    smallest = CATALOGUE.exercise("clamshell").movement.smallest_range
    small = found([item("clamshell", range_share=smallest)], severity="warning")
    assert "lint-range-small" not in small
    assert "lint-range-small" in found([item("clamshell", range_share=smallest - 0.05)], severity="warning")


@pytest.mark.parametrize(("number", "told"), [(3, set()), (4, {"lint-maintenance-many"})])
def test_after_discharge_three_exercises_are_the_most(number, told):
    names = ["bridge", "clamshell", "pelvic-tilt", "isometric-hip-raise"][:number]
    after = {"episode": {"discharged_on": "2026-11-20", "phase": 4, "new_pain": False}}
    lines = [item(name, days=("mon", "thu")) for name in names]
    assert {rule for rule in found(lines, ALL, after) if rule.startswith("lint-maintenance")} == told


def test_after_discharge_two_days_are_the_most():
    after = {"episode": {"discharged_on": "2026-11-20", "phase": 4, "new_pain": False}}
    assert "lint-maintenance-days" in found([item("bridge")], ALL, after)


def test_the_day_with_too_many_exercises_is_named():
    names = ["clamshell", "bridge", "pelvic-tilt", "pelvic-clock", "isometric-hip-raise"]
    lines = [item(name, days=("mon",)) for name in names]
    texts = [f.text for f in lint_items(lines, intake(READY, ALL), CATALOGUE) if f.rule == "lint-many-a-day"]
    assert len(texts) == 1
    assert "Monday" in texts[0]


def lined(phase, *exercises):
    """The plan of a ready person, said to be of that phase, with these exercises alone."""
    person = intake(READY, ALL)
    return replace(prescribe(person, CATALOGUE), phase=phase, items=tuple(map(item, exercises))), person


def errors(plan, person):
    """What stops signing, as pairs of exercise and rule."""
    return {(f.item, f.rule) for f in lint(plan, person, CATALOGUE) if f.severity == "error"}


@pytest.mark.parametrize("phase", [0, 1, 2, 3])
def test_nothing_of_a_later_phase_than_the_plans_own_passes(phase):
    later = [e.id for e in CATALOGUE.exercises.values() if e.restrictions.phase_min > phase]
    plan, person = lined(phase, *later)
    assert {(name, "plan-phase-later") for name in later} <= errors(plan, person)


@pytest.mark.parametrize("phase", [1, 2, 3, 4])
def test_what_the_plans_phase_opens_is_not_held_back_by_it(phase):
    opened = [e.id for e in CATALOGUE.exercises.values() if e.restrictions.phase_min <= phase]
    plan, person = lined(phase, *opened)
    assert not {rule for _, rule in errors(plan, person)} & {"plan-phase-later", "phase-plan-ahead"}


def test_a_later_exercise_names_the_phase_that_the_answers_open():
    plan, person = lined(2, "step-down")
    said = {f.rule: (f.severity, f.text) for f in lint(plan, person, CATALOGUE)}
    assert said["phase-plan-behind"][0] == "warning"
    assert "Power and return" in said["phase-plan-behind"][1]


def test_a_plan_of_an_earlier_phase_with_its_own_exercises_hears_nothing_of_it():
    plan, person = lined(2, "clamshell")
    assert "phase-plan-behind" not in {f.rule for f in lint(plan, person, CATALOGUE)}


def test_a_plan_of_a_later_phase_than_the_answers_open_is_an_error():
    plan, _ = lined(4, "clamshell")
    person = intake(READY, {"weeks_in_programme": 3})
    assert (None, "phase-plan-ahead") in errors(plan, person)


def test_a_clinician_lifts_the_plans_phase_for_one_exercise():
    plan, _ = lined(2, "step-down", "hip-hike")
    lifted = with_overrides(an_override(exercise="step-down", rule="plan-phase-later"))
    assert ("step-down", "plan-phase-later") not in errors(plan, intake(READY, ALL, lifted))
    over = an_override(exercise="step-down", rule="plan-phase-later", granted_on="2026-01-01")
    assert ("step-down", "plan-phase-later") in errors(plan, intake(READY, ALL, with_overrides(over)))


def test_nobody_lifts_the_plans_phase_for_jumping():
    plan, _ = lined(3, "jump-and-land")
    lifted = with_overrides(an_override(exercise="jump-and-land", rule="plan-phase-later"))
    assert ("jump-and-land", "plan-phase-later") in errors(plan, intake(READY, ALL, lifted))


def said(items, *changes, catalogue=CATALOGUE):
    """What is told about these lines: by rule the exercise and the text, of several the last."""
    findings = lint_items(items, intake(READY, *changes), catalogue)
    return {finding.rule: (finding.item, finding.text) for finding in findings}


FLAG = {"red_flags": ["cardiac"]}


def test_a_warning_sign_shuts_every_line_and_says_nothing_of_no_lines():
    assert "screen-flag" in found([replace(item("clamshell"), exercise="deep-lunge")], FLAG)
    assert lint_items([], intake(READY, FLAG), CATALOGUE) == ()


def test_warnings_alone_may_be_signed_and_errors_alone_may_not():
    warned = lint_items([item("clamshell", sets=1)], intake(READY), CATALOGUE)
    assert {finding.severity for finding in warned} == {"warning"}
    assert is_ok(warned)
    assert not is_ok([replace(finding, severity="error") for finding in warned])


# Overrides.

LIFTED = with_overrides(an_override(exercise="baps-board", rule="plan-clinic-only"))


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (None, True),
        (TODAY + timedelta(days=13), False),
        (TODAY + timedelta(days=14), False),
        (TODAY + timedelta(days=15), True),
    ],
)
def test_a_line_on_an_override_ends_with_it_at_the_latest(written, told):
    rules = found([item("baps-board", expires_on=written)], ALL, LIFTED, severity="warning")
    assert ("override-end-missing" in rules) is told


def test_a_line_that_rests_on_nothing_needs_no_end():
    assert "override-end-missing" not in found([item("clamshell")], severity="warning")


# Sides.


@pytest.mark.parametrize(("side", "first"), [(Side.BOTH, Side.LEFT), (Side.LEFT, Side.LEFT)])
def test_a_side_that_works_may_start(side, first):
    assert found([item("clamshell", side=side, first_side=first)]) == set()


WEAK = {"tests": {"hip_abductor_strength": {"left": "weak", "right": "weak"}}}
FEW_SQUATS = {"tests": {"single_leg_squat_good_reps": {"left": 5, "right": 5}}}


def test_a_side_that_was_found_weak_and_has_no_work_is_a_warning():
    assert "lint-side-less" in found([item("clamshell")], WEAK, severity="warning")
    assert "lint-side-less" not in found([item("clamshell", side=Side.BOTH)], WEAK, severity="warning")
    assert "lint-side-less" not in found([item("clamshell")], severity="warning")


def test_a_weak_side_that_may_not_work_yet_is_not_missed():
    assert "lint-side-less" in found([item("step-down")], FEW_SQUATS, severity="warning")
    unsteady = {"tests": {"single_leg_stance_s": {"right": 5}}}
    assert "lint-side-less" not in found([item("step-down")], FEW_SQUATS, unsteady, severity="warning")


def test_the_sides_are_those_of_the_first_aim_of_an_exercise():
    weak = {"tests": {"hip_abductor_strength": {"left": "normal", "right": "weak"}}}
    assert "lint-side-less" not in found([item("single-leg-bridge")], weak, severity="warning")


def test_a_stretch_that_no_side_asks_for_is_not_of_too_many_sides():
    loose = {"tests": {"thomas": {"left": "negative", "right": "negative"}}}
    rules = found([item("hip-flexor-stretch")], loose, severity="warning")
    assert "plan-stretch-not-tight" in rules
    assert not rules & {"lint-side-more", "lint-side-less"}


# Range.


def test_a_range_over_and_one_under_what_fits_are_told_in_percent():
    pinches = {"pain": {"pinch_starts_at_flexion_deg": 55}}
    over = said([item("single-leg-squat", range_share=0.9)], pinches)
    assert ("90" in over["lint-range"][1], "75" in over["lint-range"][1]) == (True, True)
    assert said([item("single-leg-stance", range_share=0.6)])["lint-range-small"][1] == (
        "60 percent of the movement is less than the exercise needs, 100 percent."
    )


def test_a_part_that_fits_just_as_far_is_no_error():
    pinches = {"pain": {"pinch_starts_at_flexion_deg": 55}}
    assert found([item("single-leg-squat", range_share=0.75)], pinches) == set()
    assert "lint-range" in found([item("single-leg-squat", range_share=0.76)], pinches)


def test_a_blocked_movement_hears_nothing_of_its_range():
    rules = said([item("piriformis-knee-to-opposite-shoulder", range_share=0.05)])
    assert "plan-locked" in rules
    assert not rules.keys() & {"lint-range", "lint-range-small"}


# The phase.


def behind(phase, *exercises):
    """Is it told that the plan is behind its person?"""
    plan, person = lined(phase, *exercises)
    return "phase-plan-behind" in {f.rule for f in lint(plan, person, CATALOGUE)}


def test_one_line_of_a_later_phase_is_enough_to_name_it_and_one_of_its_own_is_not():
    assert behind(2, "clamshell", "step-down")
    assert not behind(2, "hip-hike")


def test_a_plan_ahead_without_lines_stops_nothing():
    plan, _ = lined(4)
    assert lint(plan, intake(READY, {"weeks_in_programme": 3}), CATALOGUE) == ()


def test_of_the_reasons_of_a_phase_only_those_about_the_plan_are_told():
    person = intake({"weeks_in_programme": 3})
    assert assess(person, CATALOGUE).phase.reasons
    findings = lint_items([item("step-down")], person, CATALOGUE)
    assert {finding.rule for finding in findings if finding.item is None} == set()


# The week.


def test_four_exercises_a_day_and_exactly_its_minutes_are_not_too_many():
    four = [item(name, minutes=1) for name in ("clamshell", "bridge", "pelvic-tilt", "isometric-hip-raise")]
    checked = tuple(Checked(one, CATALOGUE.exercise(one.exercise)) for one in four)
    full = sum(minutes_of(one, CATALOGUE) for one in checked)
    rules = found(four, ALL, {"minutes_per_day": full}, severity="warning")
    assert not rules & {"lint-many-a-day", "lint-minutes-day"}
    assert "lint-minutes-day" in found(four, ALL, {"minutes_per_day": full - 1}, severity="warning")


def test_muscles_that_the_other_exercise_does_not_use_need_no_rest():
    pair = [item("clamshell", days=("mon",)), item("side-lying-adduction", days=("tue",))]
    assert found(pair) == set()


def test_the_days_that_lie_too_near_are_named():
    pair = [item("clamshell", days=("mon",)), item("side-lying-leg-raise", days=("tue",))]
    assert "Monday and Tuesday" in said(pair)["lint-spacing"][1]


@pytest.mark.parametrize("names", [("jump-and-land", "step-down"), ("step-down", "jump-and-land")])
def test_of_two_exercises_the_longer_rest_holds(names):
    pair = [item(names[0], days=("mon",)), item(names[1], days=("wed",))]
    assert "lint-spacing" not in said(pair)
    assert "lint-spacing" in said(pair, catalogue=CATALOGUE.with_settings({"plan.power_rest_h": 72}))


# Too few days.


def room(exercise, days, *others, given=("mon", "tue", "wed", "thu"), minutes=30, catalogue=CATALOGUE):
    """The day that is named for a line with too few days; None when none is."""
    person = {"days": list(given), "minutes_per_day": minutes}
    lines = [item(exercise, days=days), *(item(name, days=on) for name, on in others)]
    findings = lint_items(lines, intake(READY, ALL, person), catalogue)
    texts = [f.text for f in findings if (f.item, f.rule) == (exercise, "lint-days-below")]
    assert len(texts) <= 1
    return texts[0].rsplit(" ", 1)[1].rstrip(".") if texts else None


def test_the_first_day_with_room_is_named_and_heavy_work_rests_before_it():
    assert room("pelvic-tilt", ("mon",)) == "Tuesday"
    assert room("clamshell", ("mon",)) == "Wednesday"
    assert room("clamshell", ("mon",), given=("mon", "tue")) is None


def test_the_least_days_are_enough_and_no_day_is_told_as_no_day():
    enough = ("mon", "tue", "wed")
    assert room("bridge", enough) is None
    assert room("bridge", enough[:2]) == "Wednesday"
    assert "lint-days-below" not in found([item("clamshell", days=())], severity="warning")


def test_fewer_days_are_not_under_the_range_of_a_dose():
    assert "lint-dose-below" not in found([item("pelvic-tilt", days=("mon",))], severity="warning")


def test_a_day_next_to_the_same_muscles_of_another_heavy_exercise_has_no_room():
    assert room("clamshell", ("mon",), ("side-lying-leg-raise", ("thu",))) == "Thursday"
    assert room("clamshell", ("mon",), ("side-lying-adduction", ("thu",))) == "Wednesday"


def test_light_work_takes_no_rest_from_the_same_muscles():
    assert room("clamshell", ("mon",), ("bridge", ("tue", "thu"))) == "Wednesday"
    assert room("bridge", ("mon",), ("clamshell", ("wed",))) == "Tuesday"


def test_a_longer_rest_of_the_other_exercise_leaves_no_room_either():
    longer = CATALOGUE.with_settings({"plan.power_rest_h": 72})
    assert room("step-down", ("mon",), ("jump-and-land", ("mon",)), catalogue=longer) == "Thursday"
    assert room("step-down", ("mon",), ("jump-and-land", ("mon",))) == "Wednesday"


def test_a_day_with_four_exercises_has_no_room():
    full = [(name, ("tue",)) for name in ("bridge", "clamshell", "pelvic-clock", "single-leg-stance")]
    assert room("pelvic-tilt", ("mon",), *full[:3]) == "Tuesday"
    assert room("pelvic-tilt", ("mon",), *full) == "Wednesday"


def test_a_day_has_room_to_its_last_minute():
    lines = [item("pelvic-tilt"), item("bridge")]
    own, other = (minutes_of(Checked(one, CATALOGUE.exercise(one.exercise)), CATALOGUE) for one in lines)
    beside = ("bridge", ("tue",))
    assert room("pelvic-tilt", ("mon",), beside, minutes=own + other) == "Tuesday"
    assert room("pelvic-tilt", ("mon",), beside, minutes=own + other - 1) == "Wednesday"


def test_after_discharge_few_days_are_meant():
    after = {"episode": {"discharged_on": "2026-11-20", "phase": 4, "new_pain": False}}
    lines = [item("bridge", days=("mon", "thu"))]
    assert "lint-days-below" not in found(lines, ALL, after, severity="warning")
    assert "lint-days-below" in found(lines, ALL, severity="warning")
