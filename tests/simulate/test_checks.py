"""Each named safety check finds what it is there for, and is silent about a calm history."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from hipwise.follow.need import Need, Place, Urgency
from hipwise.library.side import Side
from hipwise.plan.plan import Plan
from hipwise.simulate import safety  # fills the registry
from hipwise.simulate.safety_check import COURSE_CHECKS, PLAN_CHECKS, VISIT_CHECKS, PlanInForce, SeenVisit
from tests.plan.intakes import TODAY, after_surgery
from tests.plan.logs import START, item, plan
from tests.simulate.histories import (
    AT,
    DAY,
    NAME,
    REASON,
    course,
    decision,
    in_force,
    person,
    session,
    signed,
    told,
    visit,
)

Change = dict[str, Any]
LOOSE: Change = {"conditions": ["hypermobility"]}
CHILD: Change = {"person": {"age": 16}}
EARLY: Change = after_surgery(14)
HARD = ("single-leg-stance-eyes-closed", "wobble-board")


def with_items(*names: str, side: Side = Side.BOTH, **fields: Any) -> Plan:
    return plan(*(item(name, side=side, first_side=Side.RIGHT) for name in names), **fields)


BROKEN_PLANS: dict[str, PlanInForce] = {
    "H01-red-flag": in_force(with_items("bridge"), {"red_flags": ["stress-fracture"]}),
    "H03-locked": in_force(with_items("piriformis-knee-to-opposite-shoulder")),
    "H03-envelope": in_force(with_items("piriformis-knee-to-opposite-shoulder")),
    "H04-impact": in_force(with_items("jump-and-land", phase=3)),
    "H04-depth": in_force(with_items("single-leg-squat", phase=3)),
    "H05-side": in_force(with_items(NAME, side=Side.LEFT)),
    "H06-week": in_force(with_items(NAME), EARLY, day=START - timedelta(days=1)),
    "H06-limits": in_force(
        with_items("single-leg-squat"),
        after_surgery(100, limits={"hip_flexion_deg": 30}),
    ),
    "H07-leg-raise": in_force(with_items("straight-leg-raise"), after_surgery(41), day=TODAY),
    "H08-balance": in_force(with_items(*HARD)),
    "H08-gate": in_force(with_items("wobble-board"), {"tests": {"single_leg_stance_s": None}}),
    "H12-age": in_force(with_items("bridge"), CHILD),
    "H23-unconfirmed": in_force(with_items("bridge"), {"diagnosis": {"confirmed": True, "by": "self"}}),
    "H29-pressure": in_force(with_items("isometric-hip-raise"), {"conditions": ["high-blood-pressure"]}),
    "H30-loose": in_force(with_items("hip-flexor-stretch"), LOOSE),
}
OPEN = {"open_flags": {"infection"}}
PINCH = told(session(4), session(2, pinch={NAME: 3.0}, morning=None, morning_at=None))
BROKEN_VISITS: dict[str, SeenVisit] = {
    "H01-open-flag": visit(history=told(session(4), session(2), **OPEN)),
    "H02-questions": visit(history=told(session(4), session(2), questions_since=AT)),
    "H09-missing": visit(history=told(session(4), session(2, morning=None))),
    "H09-sore": visit(history=told(session(4), session(2, after=3.0))),
    "H09-stop": visit(decision("hold"), history=PINCH),
    "H09-morning": visit(history=told(session(4), session(2, morning=2.0))),
    "H10-reason": visit(decision("hold", reasons=())),
    "H32-emergency": visit(history=told(session(4), session(2), **OPEN)),
    "H33-window": visit(history=told(session(4), session(2, morning_at=AT + timedelta(days=3)))),
}


def test_every_check_is_shown_to_fail_here() -> None:
    by_comparison = {"H11-medicine", "H24-diary"}
    assert set(BROKEN_PLANS) == set(PLAN_CHECKS)
    assert set(BROKEN_VISITS) | by_comparison == set(VISIT_CHECKS)
    assert set(COURSE_CHECKS) == {"H09-ramp", "H10-stuck", "H32-weekly"}


@pytest.mark.parametrize("name", BROKEN_PLANS)
def test_a_plan_that_must_not_be_is_found(name: str) -> None:
    assert list(PLAN_CHECKS[name](BROKEN_PLANS[name])) != []


@pytest.mark.parametrize("name", PLAN_CHECKS)
def test_a_plain_plan_is_not_found(name: str) -> None:
    assert list(PLAN_CHECKS[name](in_force(with_items("bridge", NAME)))) == []


@pytest.mark.parametrize("name", BROKEN_VISITS)
def test_a_decision_that_must_not_be_is_found(name: str) -> None:
    assert list(VISIT_CHECKS[name](BROKEN_VISITS[name])) != []


@pytest.mark.parametrize("name", BROKEN_VISITS)
def test_a_step_up_after_two_calm_sessions_is_not_found(name: str) -> None:
    assert list(VISIT_CHECKS[name](visit())) == []


@pytest.mark.parametrize("answer", ["before", "after", "limp", "analgesic", "night_waking", "morning"])
def test_each_missing_answer_keeps_a_dose_from_rising(answer: str) -> None:
    history = told(session(4), session(2, **{answer: None}))
    history.mornings = []
    assert list(VISIT_CHECKS["H09-missing"](visit(history=history))) != []


@pytest.mark.parametrize(
    "answers",
    [{"pinch": {NAME: 1.0}}, {"limp": True}, {"night_waking": True}, {"analgesic": True, "after": 2.0}],
)
def test_each_sore_answer_keeps_a_dose_from_rising(answers: Change) -> None:
    assert list(VISIT_CHECKS["H09-sore"](visit(history=told(session(4), session(2, **answers))))) != []


@pytest.mark.parametrize("answers", [{"limp": True}, {"after": 6.0}, {"after": 5.0, "analgesic": True}])
def test_each_reason_to_stop_is_missed_by_a_hold(answers: Change) -> None:
    seen = visit(decision("hold"), history=told(session(4), session(2, **answers)))
    assert list(VISIT_CHECKS["H09-stop"](seen)) != []


def test_pain_over_two_stops_early_after_surgery() -> None:
    history = told(session(4), session(2, after=3.0))
    seen = visit(decision("hold"), history=history, intake=person(after_surgery(14)))
    assert list(VISIT_CHECKS["H09-stop"](seen)) != []


def test_a_dose_set_after_a_stop_has_answered_it() -> None:
    history = told(session(4), session(2, limp=True))
    eased = plan(item(NAME, since=AT - timedelta(hours=1)))
    assert list(VISIT_CHECKS["H09-stop"](visit(decision("hold"), history=history, plan=eased))) == []


def test_a_dose_that_jumps_in_a_week_is_found() -> None:
    fast = course(signed(0, repetitions=12), signed(6, repetitions=15))
    assert [day for day, _ in COURSE_CHECKS["H09-ramp"](fast, ())] == [START + timedelta(days=6)]


def test_two_small_steps_in_a_week_are_found_too() -> None:
    fast = course(signed(0, repetitions=10), signed(3, repetitions=11), signed(6, repetitions=13))
    assert len(list(COURSE_CHECKS["H09-ramp"](fast, ()))) == 1


def test_a_fifth_more_a_week_later_is_not_found() -> None:
    slow = course(signed(0, repetitions=10), signed(7, repetitions=12), signed(14, repetitions=14))
    assert list(COURSE_CHECKS["H09-ramp"](slow, ())) == []


CALM_WEEKS = told(*(session(days) for days in range(20, 1, -2)))


def test_three_calm_weeks_without_a_step_or_an_alert_are_found() -> None:
    seen = visit(decision("hold"), history=CALM_WEEKS).visit
    assert [day for day, _ in COURSE_CHECKS["H10-stuck"](course(signed(-1)), (seen,))] == [DAY]


def _need(urgency: Urgency) -> Need:
    return Need(urgency, Place.HOLD, REASON, "", "look", "Open the patient")


@pytest.mark.parametrize(
    "known",
    [{"needs": [(DAY, _need(Urgency.THIS_WEEK))]}, {"signings": [signed(14)]}],
)
def test_an_alert_or_a_step_within_three_weeks_is_enough(known: Change) -> None:
    seen = visit(decision("hold"), history=CALM_WEEKS).visit
    assert list(COURSE_CHECKS["H10-stuck"](course(**known), (seen,))) == []


def _days_apart(days: int, urgency: Urgency) -> Iterator[object]:
    needs = [(START, _need(urgency)), (START + timedelta(days=days), _need(urgency))]
    return COURSE_CHECKS["H32-weekly"](course(needs=needs), ())


def test_what_can_wait_twice_in_a_week_is_found() -> None:
    assert len(list(_days_apart(5, Urgency.THIS_WEEK))) == 1
    assert list(_days_apart(7, Urgency.THIS_WEEK)) == []
    assert list(_days_apart(1, Urgency.TODAY)) == []


def test_the_registry_names_hazards() -> None:
    names = [name for checks in (PLAN_CHECKS, VISIT_CHECKS, COURSE_CHECKS) for name in checks]
    assert all(name.startswith("H") for name in names)
    assert safety.CHECKS
