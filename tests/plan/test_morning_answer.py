"""Hurt or harm after the morning check: its own words for each kind of answer."""

import pytest

from hipwise.plan.history import parse_log
from hipwise.plan.morning_answer import answer_morning
from hipwise.plan.session_pain import hip_history
from tests.plan.logs import CATALOGUE, at, entry, intake

CALM = {"score": 1, "pinch": 0, "limp": False, "night_waking": False}


def answered(before=(CALM, CALM, CALM), **changes):
    checks = [*before, {**CALM, **changes}]
    lines = [entry("pain", at(day, 7), when="next_morning", **each) for day, each in enumerate(checks)]
    log = parse_log(lines, CATALOGUE)
    return answer_morning(log.mornings[-1], hip_history(log, intake(), 2), CATALOGUE)


def situation(before=(CALM, CALM, CALM), **changes):
    found = answered(before, **changes)
    return None if found is None else found.situation


def test_a_calm_morning_needs_no_words():
    assert answered() is None


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"night_waking": True}, "morning-night-new"),
        ({"limp": True}, "morning-limp"),
        ({"pinch": 1}, "morning-pinch"),
        ({"score": 3}, "morning-rise"),
    ],
)
def test_each_kind_of_answer_has_its_own_words(changes, expected):
    assert situation(**changes) == expected


def test_a_night_that_is_not_new_is_told_apart():
    waking = {**CALM, "night_waking": True}
    assert situation((waking, waking), night_waking=True) == "morning-night"


def test_as_sore_as_usual_is_no_rise():
    assert situation(score=2) is None


def test_of_several_the_strictest_is_told():
    assert situation(score=9, pinch=5, limp=True, night_waking=True) == "morning-night-new"


def test_an_answer_that_is_missing_says_nothing():
    assert situation(score=None, pinch=None, limp=None, night_waking=None) is None


def test_the_words_name_what_was_answered():
    assert answered(pinch=4).title == "A pinch of 4 this morning"
    assert answered(score=5).title == "Sorer than your usual 1"


@pytest.mark.parametrize("name", [name for name in CATALOGUE.answers if name.startswith("morning-")])
def test_the_answer_says_what_the_rule_does(name):
    assert CATALOGUE.rules[CATALOGUE.answers[name].rule]
