import pytest
from hypothesis import given, settings

from hipwise.library.catalogue import load_catalogue
from hipwise.plan.intake import CONDITIONS, RED_FLAGS, WORRIES, parse_intake
from hipwise.plan.plan import Outcome
from hipwise.plan.screening import screen
from tests.plan.intakes import after_surgery, intake, intakes, varied

CATALOGUE = load_catalogue()
QUIET = {"pain": {"pinch": 1, "pinch_starts_at_flexion_deg": None}}


def screened(*changes):
    return screen(intake(*changes), CATALOGUE)


def rules(reasons):
    return {reason.rule for reason in reasons}


def test_nothing_found_is_clear():
    assert screened(QUIET).outcome is Outcome.CLEAR


@pytest.mark.parametrize("name", RED_FLAGS)
@pytest.mark.parametrize("therapist", [True, False])
def test_every_red_flag_escalates_and_blocks_with_what_to_do_and_whom_to_call(name, therapist):
    found = screened({"red_flags": [name], "therapist": therapist})
    red_flag = CATALOGUE.red_flags[name]
    assert found.outcome is Outcome.ESCALATE
    assert [(flag.id, flag.urgency) for flag in found.flags] == [(name, red_flag.urgency)]
    assert red_flag.action in found.flags[0].text
    assert red_flag.call in found.flags[0].text
    assert found.blocks


@pytest.mark.parametrize("age", range(17))
def test_a_sore_hip_up_to_16_escalates_with_and_without_a_therapist(age):
    for therapist in (True, False):
        found = screened({"person": {"age": age}, "therapist": therapist})
        assert found.outcome is Outcome.ESCALATE
        assert "adolescent-hip" in {flag.id for flag in found.flags}
        assert ("child-limp" in {flag.id for flag in found.flags}) == (age < 10)


def test_at_17_a_therapist_and_a_guardian_are_needed():
    with_therapist = screened(QUIET, {"person": {"age": 17}})
    alone = screened(QUIET, {"person": {"age": 17}, "therapist": False})
    assert with_therapist.outcome is Outcome.CAUTION
    assert not with_therapist.blocks
    assert "screen-guardian" in rules(with_therapist.limits)
    assert alone.outcome is Outcome.ESCALATE
    assert alone.blocks


@pytest.mark.parametrize(
    ("age", "outcome"), [(18, Outcome.CLEAR), (60, Outcome.CLEAR), (61, Outcome.CAUTION)]
)
def test_age_alone_is_clear_from_18_to_60(age, outcome):
    assert screened(QUIET, {"person": {"age": age}}).outcome is outcome


@pytest.mark.parametrize(
    "diagnosis", [{"confirmed": False}, {"confirmed": None}, {"by": None}, {"by": "self"}]
)
def test_an_unconfirmed_diagnosis_is_blocked_and_says_what_to_do_next(diagnosis):
    found = screened({"diagnosis": diagnosis})
    assert rules(found.blocks) == {"screen-unconfirmed"}
    assert found.outcome is Outcome.CAUTION


@pytest.mark.parametrize("therapist", [True, False])
def test_an_artificial_joint_is_never_planned(therapist):
    assert screened({"conditions": ["arthroplasty"], "therapist": therapist}).blocks


@pytest.mark.parametrize("name", [c for c in CONDITIONS if c != "arthroplasty"])
def test_a_condition_narrows_the_plan_and_may_need_a_therapist(name):
    with_therapist = screened({"conditions": [name]})
    alone = screened({"conditions": [name], "therapist": False})
    assert not with_therapist.blocks
    assert with_therapist.outcome is Outcome.CAUTION
    assert bool(alone.blocks) == (CATALOGUE.precautions[name].plan == "with-therapist")


@pytest.mark.parametrize("missing", [{"date": None}, {"procedures": []}, {"procedures": ["unheard-of"]}])
@pytest.mark.parametrize("therapist", [True, False])
def test_after_surgery_a_date_and_a_known_operation_are_needed(missing, therapist):
    assert screened(after_surgery(50, **missing), {"therapist": therapist}).blocks
    assert screened({"pathway": "post-operative", "surgery": None, "therapist": therapist}).blocks


def test_an_operation_without_a_template_is_blocked():
    assert screened(after_surgery(200, procedures=["labral-repair", "periacetabular-osteotomy"])).blocks


@pytest.mark.parametrize("days", [7, 83, 84, 500])
def test_alone_after_surgery_needs_the_surgeons_own_limits(days):
    alone = {"therapist": False}
    assert screened(after_surgery(days), alone).blocks
    assert not screened(after_surgery(days, limits={"hip_flexion_deg": 90}), alone).blocks


@pytest.mark.parametrize(("age", "blocked"), [(60, False), (61, True)])
def test_alone_over_60_a_therapist_is_needed(age, blocked):
    assert bool(screened(QUIET, {"person": {"age": age}, "therapist": False}).blocks) == blocked


def test_severe_pain_at_rest_is_looked_at_first():
    for therapist in (True, False):
        assert screened({"pain": {"rest": 7}, "therapist": therapist}).outcome is Outcome.ESCALATE


@pytest.mark.parametrize("pain", [{"worst_24h": 7}, {"pinch": 7}])
def test_severe_pain_of_the_day_narrows_the_plan_and_alone_is_looked_at_first(pain):
    assert screened({"pain": pain}).outcome is Outcome.CAUTION
    assert "screen-severe-care" in rules(screened({"pain": pain}).limits)
    assert screened({"pain": pain, "therapist": False}).outcome is Outcome.ESCALATE


def test_what_is_not_known_of_the_pain_narrows_the_plan():
    found = rules(screened({"pain": None}).limits)
    assert {"hip-irritable-unknown", "screen-pinch-unknown", "screen-flare-unknown"} <= found


@given(intakes())
@settings(max_examples=80)
def test_a_flag_always_blocks_and_is_the_only_thing_that_escalates(any_intake):
    found = screen(any_intake, CATALOGUE)
    assert (found.outcome is Outcome.ESCALATE) == bool(found.flags)
    assert not found.flags or found.blocks
    assert found.outcome is not Outcome.CLEAR or not (found.blocks or found.limits)


def test_more_red_flags_are_told_in_the_order_of_the_questions():
    raw = varied({"red_flags": ["distress", "cauda-equina"]})
    assert [f.id for f in screen(parse_intake(raw, "x"), CATALOGUE).flags] == ["cauda-equina", "distress"]


def test_a_body_mass_index_just_over_the_limit_is_told_as_over_it():
    limits = screened({"person": {"height_m": 1.7, "weight_kg": 102}}).limits
    assert "The body mass index is 35.3, over 35. There is no jumping." in [limit.text for limit in limits]


@pytest.mark.parametrize("worry", WORRIES)
def test_a_yellow_flag_asks_for_a_talk_and_never_blocks(worry):
    plain, worried = screen(intake(), CATALOGUE), screen(intake({"worries": [worry]}), CATALOGUE)
    assert worried.outcome is Outcome.CAUTION
    assert worried.blocks == plain.blocks
    assert f"yellow-{worry}" in [reason.rule for reason in worried.limits]


def week_texts(days, **surgery):
    return {reason.rule: reason.text for reason in screened(QUIET, after_surgery(days, **surgery)).limits}


def test_a_week_after_surgery_says_what_it_allows_and_what_waits():
    told = week_texts(5)
    assert "ankle pumps" in told["screen-week-allowed"]
    assert "lifting the straight leg" in told["screen-week-waits"]


@pytest.mark.parametrize(
    ("days", "rule"),
    [(20, "screen-week"), (21, "screen-week-not-full"), (55, "screen-week-not-full"), (56, "screen-week")],
)
def test_after_cartilage_work_nobody_reads_of_full_weight_before_its_week(days, rule):
    told = week_texts(days, procedures=["microfracture"])
    assert rule in told
    assert ("screen-week-allowed" in told) == (rule == "screen-week")


@pytest.mark.parametrize("days", [20, 21, 42])
def test_after_a_labral_repair_the_template_speaks(days):
    assert "screen-week-not-full" not in week_texts(days)


def test_standing_is_announced_until_its_week():
    assert "screen-standing" in week_texts(41)
    assert "screen-standing" not in week_texts(42)


@pytest.mark.parametrize(("therapist", "said"), [(False, True), (True, False)])
def test_without_a_therapist_the_plan_says_that_it_is_narrower(therapist, said):
    assert ("screen-alone" in rules(screened(QUIET, {"therapist": therapist}).limits)) is said


@pytest.mark.parametrize(("age", "said"), [(64, False), (65, True), (80, True)])
def test_from_65_standing_exercises_ask_for_support(age, said):
    assert ("screen-steady" in rules(screened(QUIET, {"person": {"age": age}}).limits)) is said


def test_a_minor_without_a_therapist_reads_of_a_clinician_and_not_of_a_guardian():
    alone = screened(QUIET, {"person": {"age": 17}, "therapist": False})
    assert "screen-guardian" not in rules(alone.limits)


@pytest.mark.parametrize(("confidence", "said"), [(None, False), (6, True), (7, False)])
def test_who_is_less_sure_than_7_of_10_reads_that_the_plan_starts_smaller(confidence, said):
    assert ("screen-unsure" in rules(screened(QUIET, {"confidence": confidence}).limits)) is said


def test_an_artificial_joint_is_told_once_as_the_reason_for_no_plan():
    found = screened(QUIET, {"conditions": ["arthroplasty"]})
    assert "screen-no-plan" in rules(found.blocks)
    assert "screen-precaution" not in rules(found.limits)


def test_a_body_mass_index_at_the_limit_is_not_over_it():
    limits = screened(QUIET, {"person": {"height_m": 2.0, "weight_kg": 140}}).limits
    assert "screen-weight" not in rules(limits)


@pytest.mark.parametrize(("therapist", "whom"), [(True, "Your therapist"), (False, "A clinician")])
def test_a_yellow_flag_names_somebody_whom_this_person_has(therapist, whom):
    limits = screened(QUIET, {"worries": [WORRIES[0]], "therapist": therapist}).limits
    assert whom in next(reason.text for reason in limits if reason.rule.startswith("yellow-"))


def test_an_operation_without_a_template_is_told_by_its_name():
    unknown = next(name for name, p in CATALOGUE.procedures.items() if not p.has_template)
    blocks = screened(QUIET, after_surgery(30, procedures=[unknown])).blocks
    assert CATALOGUE.procedures[unknown].name in " ".join(reason.text for reason in blocks)


@pytest.mark.parametrize(("days", "is_told"), [(5, True), (30, True), (83, True), (84, False)])
def test_the_first_twelve_weeks_name_the_trouble_that_an_operation_can_bring(days: int, is_told: bool):
    raw = varied(after_surgery(days))
    rules = [reason.rule for reason in screen(parse_intake(raw, "test"), CATALOGUE).limits]
    assert ("screen-complications" in rules) is is_told
