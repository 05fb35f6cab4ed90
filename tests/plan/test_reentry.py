from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipwise.library.catalogue import load_catalogue
from hipwise.plan.phase import find_phase
from hipwise.plan.prescribing import prescribe
from hipwise.plan.reentry import Stage, find_stage, highest_phase
from tests.plan.intakes import READY, intake

CATALOGUE = load_catalogue()
LAST_WEEK = {"discharged_on": "2026-11-15", "phase": 4, "new_pain": False}


def closed(**changes):
    return {"episode": {**LAST_WEEK, **changes}}


def stage(*changes):
    return find_stage(intake(READY, *changes), CATALOGUE)


def test_without_an_episode_it_is_a_programme():
    assert stage().stage is Stage.PROGRAMME


def test_a_calm_hip_keeps_its_small_plan():
    assert stage(closed()).stage is Stage.MAINTENANCE


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (closed(new_pain=True), "reentry-flare"),
        (closed(new_pain=None), "reentry-unknown"),
        ({**closed(), "pain": {"flare_last_7_days": True}}, "reentry-flare"),
        ({**closed(), "pain": {"worst_24h": 3.5}}, "reentry-pain"),
        ({**closed(), "pain": {"rest": 2.5}}, "reentry-pain-at-rest"),
        ({**closed(), "pain": {"rest": None}}, "reentry-unknown"),
        (closed(discharged_on="2026-11-08"), "reentry-gap"),
        (closed(resumed_on="2026-11-22"), "reentry-resumed"),
    ],
)
def test_what_ends_the_small_plan(change, rule):
    now = stage(change)
    assert now.stage is Stage.REENTRY
    assert rule in [reason.rule for reason in now.reasons]


@pytest.mark.parametrize(
    ("discharged_on", "expected"), [("2026-11-09", Stage.MAINTENANCE), ("2026-11-08", Stage.REENTRY)]
)
def test_a_pause_of_14_days_ends_the_small_plan_and_one_of_13_does_not(discharged_on, expected):
    assert stage(closed(discharged_on=discharged_on)).stage is expected


@pytest.mark.parametrize(("phase", "expected"), [(4, 4), (3, 3), (2, 2), (1, 1), (None, 1)])
def test_a_new_programme_begins_no_higher_than_the_phase_at_discharge(phase, expected):
    again = intake(READY, closed(discharged_on="2026-11-01", phase=phase))
    assert find_phase(again, CATALOGUE).number == expected


@pytest.mark.parametrize(("discharged_on", "expected"), [("2026-08-31", 4), ("2026-08-30", 1)])
def test_after_84_days_without_exercise_it_begins_in_the_first_phase(discharged_on, expected):
    assert find_phase(intake(READY, closed(discharged_on=discharged_on)), CATALOGUE).number == expected


def test_tests_of_today_can_make_it_begin_lower():
    weak = {"tests": {"single_leg_squat_good_reps": {"left": 4}}}
    assert find_phase(intake(READY, closed(discharged_on="2026-11-01"), weak), CATALOGUE).number == 3


@pytest.mark.parametrize(
    ("resumed_on", "expected"), [("2026-11-22", 1), ("2026-11-08", 2), ("2026-10-11", 3)]
)
def test_later_phases_open_again_as_the_weeks_go_by(resumed_on, expected):
    again = closed(discharged_on="2026-06-01", phase=4, resumed_on=resumed_on)
    assert find_phase(intake(READY, again), CATALOGUE).number == expected


def test_new_pain_brings_the_lightest_exercises_only():
    plan = prescribe(intake(READY, closed(new_pain=True)), CATALOGUE)
    assert plan.items
    assert all(CATALOGUE.exercise(item.exercise).tier <= 1 for item in plan.items)


@settings(max_examples=60)
@given(
    st.integers(0, 200),
    st.none() | st.integers(1, 4),
    st.none() | st.booleans(),
    st.sampled_from([0, 2, 3, 4, 6]),
)
def test_after_discharge_nothing_opens_that_a_programme_would_keep_shut(days, phase, new_pain, worst):
    from datetime import timedelta

    plain = intake(READY, {"pain": {"worst_24h": worst}})
    day = (plain.today - timedelta(days=days)).isoformat()
    episode = {"episode": {"discharged_on": day, "phase": phase, "new_pain": new_pain}}
    again = intake(READY, {"pain": {"worst_24h": worst}}, episode)
    assert find_phase(again, CATALOGUE).number <= find_phase(plain, CATALOGUE).number


@pytest.mark.parametrize("flag", ["stress-fracture", "cauda-equina"])
def test_a_red_flag_blocks_after_discharge_too(flag):
    assert prescribe(intake(READY, closed(), {"red_flags": [flag]}), CATALOGUE).items == ()


@pytest.mark.parametrize("pain", [{"rest": 2}, {"worst_24h": 3}])
def test_pain_at_the_edge_does_not_end_the_small_plan(pain):
    assert stage({**closed(), "pain": pain}).stage is Stage.MAINTENANCE


@pytest.mark.parametrize(("new_pain", "rule"), [(True, "reentry-flare"), (None, "reentry-unknown")])
def test_new_pain_ends_the_small_plan_and_so_does_an_unknown_answer_without_any_flare(new_pain, rule):
    now = stage({**closed(new_pain=new_pain), "pain": {"flare_last_7_days": False}})
    assert [reason.rule for reason in now.reasons] == [rule]


@pytest.mark.parametrize(("new_pain", "rule"), [(True, "reentry-flare"), (None, "reentry-unknown")])
def test_the_answer_about_new_pain_counts_beside_that_about_a_flare(new_pain, rule):
    """Reading an intake carries the one over to the other; a value that was built may not have it."""
    calm = intake(READY, closed())
    hurting = replace(calm, episode=replace(calm.episode, new_pain=new_pain))
    assert hurting.pain.flare_last_7_days is False
    assert [reason.rule for reason in find_stage(hurting, CATALOGUE).reasons] == [rule]


def test_a_programme_that_never_ended_has_no_highest_phase():
    assert highest_phase(intake(READY), CATALOGUE) is None


@pytest.mark.parametrize("phase", [1, 3, None])
def test_the_small_plan_stays_in_the_phase_at_discharge(phase):
    assert highest_phase(intake(READY, closed(phase=phase)), CATALOGUE) == phase


def test_the_pause_before_a_programme_began_again_counts_and_not_the_time_since():
    """31 days without exercise, then 82 days of the new programme."""
    again = closed(discharged_on="2026-08-01", phase=2, resumed_on="2026-09-01")
    weeks = {phase.number: phase.week_from for phase in CATALOGUE.phases.values()}
    open_now = max(number for number, week in weeks.items() if week <= weeks[2] + 11)
    assert highest_phase(intake(READY, again), CATALOGUE) == open_now
    long_ago = closed(discharged_on="2026-06-01", phase=2, resumed_on="2026-09-01")
    assert highest_phase(intake(READY, long_ago), CATALOGUE) == max(
        number for number, week in weeks.items() if week <= weeks[1] + 11
    )


def test_a_programme_that_begins_again_today_begins_in_the_phase_at_discharge():
    assert highest_phase(intake(READY, closed(phase=3, discharged_on="2026-11-01")), CATALOGUE) == 3


@pytest.mark.parametrize(("resumed_on", "expected"), [("2026-10-20", 4), ("2026-10-24", 2)])
def test_a_pause_of_84_days_is_counted_up_to_the_day_on_which_it_began_again(resumed_on, expected):
    """80 days of pause, or 84; the third month has long been over since."""
    again = closed(discharged_on="2026-08-01", phase=4, resumed_on=resumed_on)
    assert highest_phase(intake(READY, again), CATALOGUE) == expected


@pytest.mark.parametrize("unknown", ["rest", "worst_24h", "flare_last_7_days"])
def test_pain_that_is_not_known_ends_the_small_plan(unknown):
    now = stage({**closed(), "pain": {unknown: None}})
    assert [reason.rule for reason in now.reasons] == ["reentry-unknown"]
