from datetime import timedelta

import pytest

from hipwise.follow.non_response import Answer, Response, judge_response
from hipwise.follow.referral import referral_reasons, steps_back
from hipwise.plan.decision import Decision, DecisionKind
from hipwise.plan.dose_step import Change
from hipwise.plan.history import parse_log
from tests.plan.intakes import intake as example
from tests.plan.logs import CATALOGUE, START, at, entry, intake, plan


def rules(lines=(), of_intake=None, decisions=(), wish=False, today=20):
    log, person, day = parse_log(lines, CATALOGUE), of_intake or intake(), START + timedelta(days=today)
    response = judge_response(plan(), log, person, day, CATALOGUE)
    found = referral_reasons(response, log, person, decisions, day, CATALOGUE, wish)
    return [reason.rule for reason in found]


def high(days, score=7.0):
    return [entry("pain", at(20 - ago, 12), when="after", score=score) for ago in range(days)]


def test_without_a_reason_there_is_none():
    assert rules() == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [(high(8), ["referral-high-pain"]), (high(7), []), (high(8, 6.9), [])],
)
def test_pain_of_seven_for_over_a_week_is_a_reason(lines, expected):
    assert rules(lines) == expected


@pytest.mark.parametrize(("count", "expected"), [(3, ["referral-steps-back"]), (2, [])])
def test_three_steps_back_are_a_reason(count, expected):
    back = [
        Decision(START + timedelta(days=n), "clamshell", DecisionKind.REGRESS, (), Change("sets", 2, 1))
        for n in range(count)
    ]
    assert rules(decisions=back) == expected


def test_locking_is_a_reason_until_it_is_cleared():
    lines = [entry("red_flag", at(2, 9), flags=["locking-or-giving-way"])]
    cleared = entry("clearance", at(3, 9), flags=["locking-or-giving-way"], by="Dr Example")
    assert rules(lines) == ["referral-locking"]
    assert rules([*lines, cleared]) == []


@pytest.mark.parametrize(
    ("age", "turn", "expected"),
    [(51, 14, ["referral-wear"]), (50, 14, []), (51, 15, []), (51, None, [])],
)
def test_little_rotation_over_fifty_is_a_reason(age, turn, expected):
    turns = {"hip_internal_rotation_deg": {"left": turn, "right": 40}}
    assert rules(of_intake=example({"person": {"age": age}, "tests": turns})) == expected


def test_the_patients_wish_is_a_reason():
    assert rules(wish=True) == ["referral-wish"]


FEWER = Change("sets", 2, 1)


def back(ago, exercise="clamshell", kind=DecisionKind.REGRESS, change=FEWER):
    return Decision(START + timedelta(days=20 - ago), exercise, kind, (), change)


@pytest.mark.parametrize(
    ("decision", "counts"),
    [
        (back(0), True),
        (back(27), True),
        (back(28), False),
        (back(-1), False),
        (back(0, kind=DecisionKind.STOP), True),
        (back(0, kind=DecisionKind.PROGRESS), False),
        (back(0, kind=DecisionKind.HOLD), False),
        (back(0, change=None), False),
    ],
)
def test_a_step_back_counts_for_four_weeks(decision, counts):
    assert steps_back([decision], START + timedelta(days=20), CATALOGUE) == int(counts)


def test_each_exercise_counts_once_a_day():
    told = [back(0), back(0, kind=DecisionKind.STOP), back(0, "bridge"), back(1)]
    assert steps_back(told, START + timedelta(days=20), CATALOGUE) == 3


@pytest.mark.parametrize(("right", "expected"), [(14, ["referral-wear"]), (15, [])])
def test_of_two_sore_hips_the_one_that_turns_less_counts(right, expected):
    turns = {"hip_internal_rotation_deg": {"left": 40, "right": right}}
    person = {"person": {"age": 51}, "symptomatic_side": "both", "tests": turns}
    assert rules(of_intake=example(person)) == expected


def test_the_clock_of_non_response_is_the_first_reason():
    reason = CATALOGUE.reason("response-refer", weeks=12, share=80, change="6 points", limit=14)
    answer = Response(Answer.REFER, 12, 0.8, 6.0, None, reason)
    log = parse_log(high(8), CATALOGUE)
    found = referral_reasons(answer, log, intake(), (), START + timedelta(days=20), CATALOGUE)
    assert [reason.rule for reason in found] == ["response-refer", "referral-high-pain"]
