from dataclasses import replace

import pytest

from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from hipwise.plan.intake import EQUIPMENT
from hipwise.plan.lint import is_ok, lint, lint_finding_to_mapping, lint_items
from hipwise.plan.plan import PlanItem
from hipwise.plan.prescribing import prescribe
from tests.plan.intakes import READY, after_surgery, intake
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
