from datetime import timedelta

import pytest

from hipwise.plan.check_before import check_before_session
from hipwise.plan.history import parse_log
from hipwise.plan.intake import Intake, Surgery
from hipwise.plan.pain_response import Verdict
from hipwise.plan.session_pain import hip_history
from tests.plan.logs import CATALOGUE, START, at, entry, intake

SET = entry("set", at(0, 18), exercise="clamshell", side="right", set=1, repetitions=12, hold_s=1)


def found(
    *lines: dict[str, object], phase: int = 2, days: int = 0, who: Intake | None = None
) -> list[tuple[Verdict, str]]:
    log = parse_log(lines, CATALOGUE)
    history = hip_history(log, who or intake(), phase)
    answers = check_before_session(log, history, phase, START + timedelta(days=days), CATALOGUE)
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
        ({"score": 3, "quality": "pinch"}, [(Verdict.STOP, "pain-pinch")]),
        ({"score": 1, "quality": "pinch"}, [(Verdict.HOLD, "pain-pinch-elsewhere")]),
        ({"score": 1, "quality": "nerve"}, [(Verdict.HOLD, "pain-nerve")]),
        ({"score": 0, "quality": "nerve"}, []),
        ({"swelling": True}, [(Verdict.HOLD, "pain-swelling")]),
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


def operated(weeks: float | None) -> Intake:
    """Somebody whose operation is so many weeks before the first day; None where no day is known."""
    day = None if weeks is None else START - timedelta(days=round(7 * weeks))
    return intake(pathway="post-operative", surgery=Surgery(day, ("labral-repair",), {}))


@pytest.mark.parametrize(
    ("weeks", "answers", "expected"),
    [
        (3, {"score": 2}, []),
        (3, {"score": 3}, [(Verdict.STOP, "pain-post-operative")]),
        (3, {"score": 2, "analgesic": True}, [(Verdict.STOP, "pain-post-operative")]),
        (3, {"score": 6}, [(Verdict.STOP, "pain-over-stop"), (Verdict.STOP, "pain-post-operative")]),
        (6, {"score": 4}, [(Verdict.STOP, "pain-post-operative")]),
        (7, {"score": 4}, [(Verdict.HOLD, "pain-outside-exercise")]),
        (None, {"score": 4}, [(Verdict.STOP, "pain-post-operative")]),
    ],
)
def test_early_after_surgery_the_lower_stop_holds_before_a_session_too(weeks, answers, expected):
    assert found(before(**answers), who=operated(weeks)) == expected


def test_the_weeks_after_surgery_are_those_of_the_answer_not_of_the_intake():
    told = entry("pain", at(7, 17), when="before", score=3, pinch=0)
    assert found(told, days=7, who=operated(6)) == []
    assert found(told, days=7, who=operated(5)) == [(Verdict.STOP, "pain-post-operative")]
