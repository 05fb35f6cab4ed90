from datetime import timedelta

import pytest

from hipwise.plan.check_before import check_before_session
from hipwise.plan.history import parse_log
from hipwise.plan.pain_response import Verdict
from tests.plan.logs import CATALOGUE, START, at, entry

SET = entry("set", at(0, 18), exercise="clamshell", side="right", set=1, repetitions=12, hold_s=1)


def found(*lines: dict[str, object], phase: int = 2, days: int = 0) -> list[tuple[Verdict, str]]:
    log = parse_log(lines, CATALOGUE)
    answers = check_before_session(log, phase, START + timedelta(days=days), CATALOGUE)
    return [(verdict, reason.rule) for verdict, reason in answers]


def before(hour: float = 17, **answers: object) -> dict[str, object]:
    return entry("pain", at(0, hour), when="before", **{"score": 1, "pinch": 0, **answers})


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, []),
        ({"pinch": 1}, [(Verdict.HOLD, "pain-pinch-elsewhere")]),
        ({"pinch": 2}, [(Verdict.HOLD, "pain-pinch-elsewhere")]),
        ({"pinch": 3}, [(Verdict.STOP, "pain-pinch")]),
        ({"pinch": None}, []),
        ({"score": 3}, []),
        ({"score": 3, "analgesic": True}, [(Verdict.HOLD, "pain-outside-exercise")]),
        ({"score": 4}, [(Verdict.HOLD, "pain-outside-exercise")]),
        ({"score": 5}, [(Verdict.HOLD, "pain-outside-exercise")]),
        ({"score": 5, "analgesic": True}, [(Verdict.STOP, "pain-over-stop")]),
        ({"score": 6}, [(Verdict.STOP, "pain-over-stop")]),
        ({"score": 6, "pinch": 3}, [(Verdict.STOP, "pain-pinch"), (Verdict.STOP, "pain-over-stop")]),
    ],
)
def test_each_answer_before_a_session_acts_at_its_edge(answers, expected):
    assert found(before(**answers)) == expected


def test_the_answers_of_yesterday_are_over():
    assert found(before(pinch=3), days=1) == []


def test_once_sets_have_followed_the_session_answers():
    assert found(before(pinch=3), SET) == []


def test_a_check_after_the_sets_is_about_what_comes_next():
    assert found(SET, before(20, pinch=3)) == [(Verdict.STOP, "pain-pinch")]


def test_a_calmer_answer_does_not_take_back_the_first():
    assert found(before(pinch=3), before(17.5)) == [(Verdict.STOP, "pain-pinch")]


def test_other_answers_of_the_day_are_none_of_it():
    assert found(entry("pain", at(0, 7), when="next_morning", score=6, pinch=3)) == []
