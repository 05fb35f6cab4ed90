from datetime import timedelta

from hipwise.follow.phase_ladder import RungState, phase_ladder
from hipwise.plan.history import parse_log
from hipwise.plan.intake import PhysicalTests, Sided
from hipwise.plan.sign import SignState
from tests.plan.logs import CATALOGUE, START, at, entry, intake, plan

TESTED = PhysicalTests(single_leg_stance_s=Sided(30.0, 18.0), walk_minutes_pain_free=30.0)


def ladder(lines=(), *, today: int = 1, phase: int = 2, **fields):
    log = parse_log(lines, CATALOGUE)
    person = intake(tests=TESTED, **fields)
    return phase_ladder(plan(phase=phase), log, person, START + timedelta(days=today), CATALOGUE)


def signs(rungs):
    (here,) = [rung for rung in rungs if rung.state is RungState.HERE]
    return {sign.text: sign for sign in here.signs}


def test_the_phases_lie_behind_here_and_ahead():
    assert [rung.state.value for rung in ladder()] == ["past", "here", "ahead", "ahead"]


def test_only_the_phase_that_is_here_has_signs():
    assert [bool(rung.signs) for rung in ladder()] == [False, True, False, False]


def test_a_sign_says_where_it_stands():
    found = signs(ladder())
    stand = found["You stand on the sore leg for 30 seconds."]
    walk = found["You walk 30 minutes with pain of 2 of 10 or less."]
    assert (stand.state, stand.value) == (SignState.NOT_YET, "now 18 seconds")
    assert (walk.state, walk.value) == (SignState.YES, "yes")


def test_a_later_test_counts():
    lines = [entry("test", at(0, 9), test="single_leg_stance_s", right=31)]
    assert signs(ladder(lines))["You stand on the sore leg for 30 seconds."].state is SignState.YES


def test_the_week_is_a_sign_of_its_own():
    assert signs(ladder(weeks_in_programme=5))["6 weeks are over."].state is SignState.NOT_YET
    assert signs(ladder(weeks_in_programme=5, today=6))["6 weeks are over."].state is SignState.YES


def test_what_only_a_person_can_see_is_never_ticked():
    found = signs(ladder())
    assert found["The 30 seconds are held three times with a level pelvis."].state is SignState.UNKNOWN


def test_a_test_that_was_not_done_is_unknown():
    assert signs(ladder(phase=3))["You do 10 good squats on the sore leg."].state is SignState.UNKNOWN


def test_a_blocked_plan_has_no_way_ahead():
    assert ladder(phase=0) == ()


def test_before_surgery_the_third_phase_is_the_last():
    log = parse_log((), CATALOGUE)
    person = intake(tests=TESTED, pathway="pre-operative")
    rungs = phase_ladder(plan(pathway="pre-operative"), log, person, START, CATALOGUE)
    assert [rung.number for rung in rungs] == [1, 2, 3]
