from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipwise.plan.decision import Decision, DecisionKind
from hipwise.plan.dose_step import Change
from hipwise.plan.episode import Episode
from hipwise.plan.history import parse_log
from hipwise.plan.intake import Intake, Outcomes, Pain, PhysicalTests, Sided, Surgery
from hipwise.plan.look import look_at
from hipwise.plan.pain_response import Verdict
from hipwise.plan.phase_change import PhaseChange, phase_change
from hipwise.plan.plan import Plan
from hipwise.plan.progression import progress
from tests.plan.logs import CATALOGUE, START, at, bout, entry, intake, plan

READY = PhysicalTests(
    single_leg_stance_s=Sided(40.0, 35.0),
    side_plank_s=Sided(50.0, 50.0),
    single_leg_squat_good_reps=Sided(12.0, 12.0),
    plank_s=60.0,
    single_leg_bridge_s=Sided(60.0, 60.0),
    y_balance_percent=Sided(95.0, 95.0),
    walk_minutes_pain_free=40.0,
)
CALM = Pain(rest=0, worst_24h=1, pinch=0, site="groin", flare_last_7_days=False)


def change(
    lines=None,
    *,
    phase: int = 2,
    weeks: int = 6,
    day: int = 8,
    overall: Verdict = Verdict.CALM,
    person: Intake | None = None,
    alone: bool = False,
    **fields: object,
) -> PhaseChange | None:
    """What is said nine days after an intake at which everything was ready."""
    who = person or replace(
        intake(tests=READY, pain=CALM, outcomes=Outcomes(ihot12=80.0), weeks_in_programme=weeks), **fields
    )
    log = parse_log(calm() if lines is None else lines, CATALOGUE)
    signed = plan(phase=phase, pathway=who.pathway, without_therapist=alone)
    today = START + timedelta(days=day)
    return phase_change(look_at(signed, log, who, today, CATALOGUE), overall)


def calm(*days: int) -> list[dict[str, object]]:
    """Sessions without pain, on days 3, 5 and 7 or on these."""
    return [line for d in days or (3, 5, 7) for line in bout(d, peak=0, after=0, before=0, morning=0)]


def rules(found: PhaseChange | None) -> list[str]:
    return [] if found is None else [reason.rule for reason in found.reasons]


# Up.


@pytest.mark.parametrize("phase", [1, 2, 3])
def test_everything_at_once_proposes_the_next_phase(phase):
    found = change(phase=phase, weeks=12)
    assert found is not None
    assert (found.verdict, found.change) == (Verdict.CALM, Change("phase", phase, phase + 1))


def test_a_phase_is_never_skipped():
    assert change(phase=1, weeks=52).change == Change("phase", 1, 2)


def test_the_signs_that_are_there_are_listed_with_value_and_day():
    texts = [reason.text for reason in change().reasons]
    expected = "There: You stand on the sore leg for 30 seconds. Found: 35 seconds on 22 November."
    assert expected in texts


def test_what_only_a_person_can_see_is_asked_from_a_person():
    found = change()
    assert found.to_confirm == CATALOGUE.phases["phase-2"].confirm
    assert rules(found).count("phase-confirm") == len(found.to_confirm)


@pytest.mark.parametrize(("weeks", "is_said"), [(4, False), (5, True), (6, True)])
def test_the_week_has_to_be_over(weeks, is_said):
    # Nine days after the intake one more week is over.
    assert (change(weeks=weeks) is not None) is is_said


@pytest.mark.parametrize(("day", "is_said"), [(5, False), (6, True), (7, True)])
def test_a_week_is_over_on_its_last_day_and_not_the_day_before(day, is_said):
    assert (change(calm(1, 3), weeks=5, day=day) is not None) is is_said


def test_nothing_is_said_without_a_session():
    assert change([]) is None


@pytest.mark.parametrize(
    "test",
    ["single_leg_stance_s", "walk_minutes_pain_free"],
)
def test_a_test_that_was_not_done_holds_the_phase(test):
    blank = Sided() if test.endswith("_s") else None
    found = change(tests=replace(READY, **{test: blank}))
    assert found.verdict is Verdict.HOLD
    assert "phase-sign-missing" in rules(found)


def test_an_old_test_holds_the_phase():
    days = int(CATALOGUE.setting("known.test_days"))
    lines = calm(days - 1, days + 1)
    assert change(lines, day=days + 2).verdict is Verdict.HOLD


def test_a_test_of_the_log_opens_the_phase():
    weak = replace(READY, single_leg_stance_s=Sided(40.0, 18.0))
    lines = [*calm(), entry("test", at(7, 12), test="single_leg_stance_s", right=31)]
    assert change(tests=weak).verdict is Verdict.HOLD
    assert change(lines, tests=weak).verdict is Verdict.CALM


def test_what_an_earlier_phase_asked_for_still_counts():
    found = change(phase=3, weeks=12, tests=replace(READY, single_leg_stance_s=Sided(40.0, 10.0)))
    assert found.verdict is Verdict.HOLD


def test_two_calm_sessions_in_a_row_are_needed():
    assert "phase-sessions" in rules(change(calm(7)))
    assert "phase-sessions" not in rules(change(calm(5, 7)))


@pytest.mark.parametrize("missing", ["before", "peak", "after", "morning", "pinch", "night_waking"])
def test_a_session_with_a_missing_answer_is_not_calm(missing):
    lines = calm(3, 5) + bout(7, **{"before": 0, "peak": 0, "after": 0, "morning": 0, missing: None})
    assert "phase-sessions" in rules(change(lines))


def test_calm_sessions_of_long_ago_do_not_count():
    assert "phase-sessions" in rules(change(calm(3, 5), day=20))


def test_a_step_back_within_the_week_comes_first():
    lines = bout(2, before=0, peak=1, after=1, morning=4) + calm(4, 5, 7)
    assert "phase-not-calm" in rules(change(lines))


@pytest.mark.parametrize(("stood", "is_proposed"), [(6, False), (7, True)])
def test_a_plan_stands_a_week_before_the_next_phase(stood, is_proposed):
    who = replace(intake(tests=READY, pain=CALM, outcomes=Outcomes(ihot12=80.0), weeks_in_programme=6))
    signed = replace(plan(phase=2), made_on=START + timedelta(days=8 - stood))
    seen = look_at(signed, parse_log(calm(), CATALOGUE), who, START + timedelta(days=8), CATALOGUE)
    found = phase_change(seen, Verdict.CALM)
    assert ("phase-too-new" not in rules(found)) is is_proposed


@pytest.mark.parametrize("overall", [Verdict.HOLD, Verdict.REGRESS, Verdict.STOP, Verdict.ESCALATE])
def test_no_phase_begins_while_something_speaks_against_the_whole_plan(overall):
    assert change(overall=overall) is None


def test_before_surgery_the_third_phase_is_the_last():
    assert change(phase=3, weeks=20, pathway="pre-operative") is None


@pytest.mark.parametrize(("phase", "is_proposed"), [(1, True), (2, False)])
def test_the_second_phase_is_the_last_that_a_person_begins_alone(phase, is_proposed):
    found = change(phase=phase, alone=True, therapist=False)
    assert (found is not None and found.verdict is Verdict.CALM) is is_proposed


def test_a_blocked_plan_has_no_phase():
    assert change(phase=0) is None


def test_a_session_with_an_exercise_left_out_for_pain_is_not_calm():
    felt = entry("pain", at(7, 18.2), when="during", exercise="bridge", score=0, pinch=0)
    left_out = entry("skip", at(7, 18.25), exercise="bridge", reason="pain")
    assert "phase-sessions" in rules(change([*calm(), felt, left_out]))
    assert "phase-sessions" not in rules(change([*calm(), felt]))


def test_a_session_is_as_calm_as_its_sorest_exercise():
    bridge = [
        entry("set", at(7, 18.2), exercise="bridge", side="both", set=1, repetitions=12, hold_s=1, faults={}),
        entry("pain", at(7, 18.3), when="during", exercise="bridge", score=3, pinch=0),
    ]
    assert "phase-sessions" in rules(change([*calm(), *bridge]))
    calmer = {**bridge[1], "score": 0}
    assert "phase-sessions" not in rules(change([*calm(), bridge[0], calmer]))


def test_calm_sessions_count_for_two_weeks():
    lines = [*calm(1), *calm(4)]
    days = int(CATALOGUE.setting("phase.calm_days"))
    assert "phase-sessions" not in rules(change(lines, day=days))
    assert "phase-sessions" in rules(change(lines, day=days + 1))


def test_a_sign_of_an_earlier_phase_that_was_lost_is_named_once():
    found = change(phase=3, weeks=12, tests=replace(READY, single_leg_stance_s=Sided(40.0, 10.0)))
    told = [reason.text for reason in found.reasons if reason.rule in ("phase-sign-lost", "phase-sign")]
    assert len(told) == len(set(told)) == 1
    assert "30 seconds" in told[0]


def test_a_lost_sign_that_the_next_door_asks_for_is_named_as_missing_alone():
    found = change(phase=2, tests=replace(READY, single_leg_stance_s=Sided(40.0, 10.0)))
    assert "phase-sign-missing" in rules(found)
    assert not {"phase-sign-lost", "phase-sign"} & set(rules(found))


@pytest.mark.parametrize(("days", "opens"), [(13, False), (14, True)])
def test_a_programme_that_began_again_waits_for_its_own_weeks(days, opens):
    today = START + timedelta(days=8)
    again = Episode(START - timedelta(days=200), 4, None, False, today - timedelta(days=days))
    found = change(phase=1, weeks=30, episode=again)
    assert (found.verdict is Verdict.CALM) is opens
    assert ("reentry-phase" in rules(found)) is not opens


# After surgery: week and signs, both.


def operated(weeks_ago: float, **fields: object) -> Intake:
    on = START + timedelta(days=8) - timedelta(weeks=weeks_ago)
    who = intake(tests=READY, pain=CALM, pathway="post-operative")
    return replace(who, surgery=Surgery(on, ("labral-repair",), {}), **fields)


@pytest.mark.parametrize(
    ("phase", "weeks_ago", "is_said"),
    [
        (1, 6 - 1 / 7, False),
        (1, 6, True),
        (1, 6 + 1 / 7, True),
        (2, 8, True),
        (3, 12 - 1 / 7, False),
        (3, 12, True),
    ],
)
def test_weeks_after_surgery_count_to_the_day(phase, weeks_ago, is_said):
    found = change(phase=phase, person=operated(weeks_ago))
    assert (found is not None and found.verdict is Verdict.CALM) is is_said


def test_after_surgery_the_week_alone_opens_nothing():
    found = change(phase=2, person=operated(20, tests=PhysicalTests()))
    assert found.verdict is Verdict.HOLD


def test_after_surgery_an_unknown_date_opens_nothing():
    who = replace(operated(20), surgery=Surgery(None, ("labral-repair",), {}), weeks_in_programme=40)
    assert change(phase=2, person=who) is None


# Back.


def test_a_pinch_of_three_in_phase_two_proposes_the_phase_before():
    found = change(calm() + bout(6, pinch=3, morning=0))
    assert (found.verdict, found.change) == (Verdict.REGRESS, Change("phase", 2, 1))
    assert rules(found) == ["phase-back-pinch", "phase-back"]


def test_a_pinch_of_two_does_not():
    assert change(calm() + bout(6, pinch=2, morning=0)).verdict is Verdict.HOLD


def test_pain_that_was_called_a_pinch_leads_back_as_one():
    told = entry("pain", at(7, 20), when="after", score=3, pinch=0, quality="pinch")
    assert rules(change([*calm(), told]))[0] == "phase-back-pinch"


def test_a_flare_in_phase_three_proposes_the_phase_before():
    mornings = [entry("pain", at(day, 7), when="next_morning", score=0) for day in (1, 2, 3)]
    sore = [entry("pain", at(day, 7), when="next_morning", score=4) for day in (6, 7, 8)]
    found = change([*mornings, *sore], phase=3, weeks=12, overall=Verdict.REGRESS)
    assert found.change == Change("phase", 3, 2)


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        (entry("pain", at(7, 20), when="after", score=1, limp=True), "phase-back-limp"),
        (entry("pain", at(7, 20), when="after", score=1, swelling=True), "phase-back-swelling"),
        (entry("pain", at(7, 20), when="after", score=3), "phase-back-pain"),
        (entry("pain", at(7, 20), when="after", score=2, analgesic=True), "phase-back-pain"),
        (entry("run", at(7, 20), step=1, score=0, swelling=True), "phase-back-swelling"),
        (entry("run", at(7, 20), step=1, score=3), "phase-back-pain"),
    ],
)
def test_limp_swelling_and_pain_lead_back_from_the_last_phase(line, rule):
    found = change([line], phase=4, weeks=14)
    assert (found.change, rules(found)[0]) == (Change("phase", 4, 3), rule)


def test_the_first_phase_has_none_before_it():
    assert change(bout(6, pinch=5), phase=1) is None or change(bout(6, pinch=5), phase=1).change is None


def test_whatever_sign_leads_back_the_first_phase_has_none_before_it():
    first = replace(CATALOGUE.phases["phase-1"], back_signs=("pinch",))
    signs = replace(CATALOGUE, phases={**CATALOGUE.phases, "phase-1": first})
    who, today = intake(tests=READY, pain=CALM, weeks_in_programme=0), START + timedelta(days=8)
    log = parse_log(bout(6, pinch=5), signs)
    found = phase_change(look_at(plan(phase=1), log, who, today, signs), Verdict.CALM)
    assert found is None or found.change is None


@pytest.mark.parametrize("overall", [Verdict.STOP, Verdict.ESCALATE])
def test_from_a_stop_on_nothing_is_said_about_the_phase(overall):
    assert change(calm() + bout(6, pinch=3, morning=0), overall=overall) is None
    assert change(calm(7), overall=overall) is None


def test_the_loudest_pain_of_the_last_days_is_named():
    lines = [entry("pain", at(day, 20), when="after", score=score) for day, score in ((5, 1), (6, 4), (7, 3))]
    (told, _) = change(lines, phase=4, weeks=14).reasons
    assert dict(told.facts) == {"value": "4", "limit": "2", "day": "29 November"}


def flared(*scores: float, day: int, made: int = -1):
    """What a plan of phase 3 hears of mornings with these scores from the fourth day on."""
    calm_before = [entry("pain", at(d, 7), when="next_morning", score=0) for d in (1, 2, 3)]
    told = [entry("pain", at(4 + d, 7), when="next_morning", score=s) for d, s in enumerate(scores)]
    who = replace(intake(tests=READY, pain=CALM, outcomes=Outcomes(ihot12=80.0)), weeks_in_programme=12)
    signed = replace(plan(phase=3), made_on=START + timedelta(days=made))
    today = START + timedelta(days=day)
    log = parse_log([*calm_before, *told], CATALOGUE).until(today)
    return rules(phase_change(look_at(signed, log, who, today, CATALOGUE), Verdict.REGRESS))


def test_a_flare_that_is_over_leads_back_for_a_week_and_one_that_goes_on_as_long_as_it_does():
    over, on = (4, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0), (4,) * 12
    assert flared(*over, day=10)[0] == "phase-back-flare"
    assert "phase-back-flare" not in flared(*over, day=11)
    assert flared(*on, day=14)[0] == "phase-back-flare"


def test_of_two_flares_the_last_leads_back():
    assert flared(4, 4, 0, 0, 0, 4, 4, day=10).count("phase-back-flare") == 1


@pytest.mark.parametrize("sign", ["limp", "swelling"])
def test_the_last_day_of_a_sign_is_named(sign):
    lines = [entry("pain", at(day, 20), when="after", score=1, **{sign: True}) for day in (5, 7, 6)]
    (told, _) = change(lines, phase=4, weeks=14).reasons
    assert dict(told.facts) == {"day": "30 November"}


def test_of_two_sore_sessions_the_last_is_named():
    sore = [line for day in (2, 4) for line in bout(day, before=0, peak=1, after=1, morning=4)]
    told = [r for r in change([*sore, *calm(6, 7)]).reasons if r.rule == "phase-not-calm"]
    assert dict(told[0].facts)["day"] == "27 November"


def test_a_flare_of_the_day_on_which_the_plan_was_made_counts():
    assert flared(4, 4, 4, day=7, made=4)[0] == "phase-back-flare"
    assert "phase-back-flare" not in flared(4, 4, 4, day=7, made=6)


def test_a_sign_of_longer_ago_leads_no_farther_back():
    days = int(CATALOGUE.setting("phase.back_days"))
    assert change(bout(1, pinch=3), day=days).verdict is Verdict.REGRESS
    assert change(bout(1, pinch=3), day=days + 1).verdict is Verdict.HOLD


def test_a_sign_from_before_the_plan_was_known_then():
    lines = [entry("pain", at(-3, 18), when="after", score=1, pinch=5)]
    assert change(lines, day=2, weeks=0) is None


def test_pain_of_two_does_not_lead_back_from_the_last_phase():
    line = entry("pain", at(7, 20), when="after", score=2)
    assert "phase-back-pain" not in rules(change([*calm(), line], phase=4, weeks=14))


def test_a_limp_of_today_leads_back():
    found = change([entry("pain", at(8, 20), when="after", score=1, limp=True)], phase=4, weeks=14, day=8)
    assert rules(found)[0] == "phase-back-limp"


def test_a_flare_that_began_before_the_plan_was_made_was_known_then():
    sore = [entry("pain", at(day, 7), when="next_morning", score=4) for day in (-4, -3, -2, 1, 2)]
    found = change([*sore, *calm()], phase=3, weeks=12, day=3)
    assert "phase-back-flare" not in rules(found)


@pytest.mark.parametrize("taken", [False, True])
def test_medicine_makes_no_flare_older_than_it_surely_is(taken):
    mornings = [entry("pain", at(day, 7), when="next_morning", score=0) for day in (1, 2, 3, 8, 9, 10)]
    evening = entry("pain", at(5, 20), when="after", score=1, analgesic=taken)
    sore = [entry("pain", at(day, 7), when="next_morning", score=4) for day in (6, 7)]
    found = change([*mornings, evening, *sore], phase=3, weeks=12, day=12)
    assert rules(found)[0] == "phase-back-flare"


def test_after_discharge_nothing_is_said_about_the_phase():
    log = parse_log(calm(), CATALOGUE)
    who = intake(tests=READY, pain=CALM, outcomes=Outcomes(ihot12=80.0), weeks_in_programme=6)
    for care, is_said in (("programme", True), ("maintenance", False)):
        look = look_at(plan(care=care), log, who, START + timedelta(days=8), CATALOGUE)
        assert (phase_change(look, Verdict.CALM) is not None) is is_said


# Properties.


@settings(max_examples=60)
@given(
    st.sampled_from(
        ["single_leg_stance_s", "side_plank_s", "single_leg_squat_good_reps", "y_balance_percent"]
    ),
    st.sampled_from([1, 2, 3]),
    st.integers(0, 60),
)
def test_the_phase_never_rises_with_a_missing_sign(test, phase, weeks):
    asked = {
        "single_leg_stance_s": 2,
        "side_plank_s": 3,
        "single_leg_squat_good_reps": 3,
        "y_balance_percent": 3,
    }
    found = change(phase=phase, weeks=weeks, tests=replace(READY, **{test: Sided(40.0, None)}))
    if phase >= asked[test] and found is not None:
        assert found.verdict is not Verdict.CALM


@settings(max_examples=80)
@given(st.integers(0, 10), st.integers(0, 10), st.integers(0, 10), st.sampled_from([1, 2, 3, 4]))
def test_more_pain_is_never_less_strict(peak, more, pinch, phase):
    def said(score: int) -> Verdict:
        lines = calm(3, 5) + bout(7, before=0, peak=score, after=0, morning=0, pinch=min(pinch, score))
        found = change(lines, phase=phase, weeks=12)
        return Verdict.HOLD if found is None else found.verdict

    assert said(min(peak, more)) <= said(max(peak, more))


@settings(max_examples=40)
@given(st.dates(date(2026, 11, 1), date(2028, 1, 1)))
def test_nothing_rises_on_a_day_without_recent_sessions(today):
    day = (today - START).days
    found = change(day=day, weeks=12)
    if not 7 <= day <= 11:
        assert found is None or found.verdict is not Verdict.CALM


# Beside the doses.


def _day(signed: Plan) -> dict[str | None, Decision]:
    """What a calm day says about a plan whose next phase is open, by exercise."""
    who = intake(tests=READY, pain=CALM, outcomes=Outcomes(ihot12=80.0), weeks_in_programme=6)
    decisions = progress(signed, parse_log(calm(), CATALOGUE), who, START + timedelta(days=8), CATALOGUE)
    return {decision.exercise: decision for decision in decisions}


def test_one_dose_rises_before_the_next_phase_where_none_has_risen_yet():
    said = _day(plan(phase=2))
    assert said["clamshell"].kind is DecisionKind.PROGRESS
    assert said[None].kind is DecisionKind.HOLD
    assert "phase-dose-first" in [reason.rule for reason in said[None].reasons]


def test_an_open_phase_goes_before_the_doses_once_one_has_risen():
    signed = plan(phase=2)
    risen = replace(signed.items[0], change="up", since=signed_at())
    said = _day(replace(signed, items=(risen, *signed.items[1:])))
    assert said[None].change == Change("phase", 2, 3)
    assert all(d.kind is DecisionKind.HOLD for name, d in said.items() if name is not None)


def signed_at() -> datetime:
    """Before the first session."""
    return datetime.combine(START - timedelta(days=1), time(12), UTC)
