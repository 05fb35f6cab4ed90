"""How sore a hip is, at each edge; what is not known counts as sore."""

import pytest
from hypothesis import given, settings

from hipwise.library.catalogue import load_catalogue
from hipwise.plan.soreness import (
    has_severe_pain,
    has_severe_rest_pain,
    is_irritable,
    may_stretch,
    pinches_much,
)
from tests.plan.intakes import intake, intakes

CATALOGUE = load_catalogue()
CALM = {"pain": {"rest": 0, "worst_24h": 0, "pinch": 0, "flare_last_7_days": False}}


def answer(question, **pain):
    return question(intake(CALM, {"pain": pain}), CATALOGUE)


@pytest.mark.parametrize(
    ("question", "pain", "expected"),
    [
        (is_irritable, {"rest": 2}, False),
        (is_irritable, {"rest": 2.1}, True),
        (is_irritable, {"rest": None}, True),
        (is_irritable, {"flare_last_7_days": True}, True),
        (is_irritable, {"flare_last_7_days": None}, True),
        (has_severe_pain, {"rest": 6.9, "worst_24h": 6.9, "pinch": 6.9}, False),
        (has_severe_pain, {"rest": 7}, True),
        (has_severe_pain, {"worst_24h": 7}, True),
        (has_severe_pain, {"pinch": 7}, True),
        (has_severe_pain, {"rest": None, "worst_24h": None, "pinch": None}, False),
        (has_severe_rest_pain, {"rest": 6.9, "worst_24h": 10}, False),
        (has_severe_rest_pain, {"rest": 7}, True),
        (has_severe_rest_pain, {"rest": None}, False),
        (pinches_much, {"pinch": 2.9}, False),
        (pinches_much, {"pinch": 3}, True),
        (pinches_much, {"pinch": None}, True),
        (may_stretch, {"pinch": 0}, True),
        (may_stretch, {"pinch": 0.1}, False),
        (may_stretch, {"pinch": None}, False),
    ],
)
def test_each_edge(question, pain, expected):
    assert answer(question, **pain) is expected


@given(someone=intakes())
@settings(max_examples=50)
def test_severe_pain_at_rest_is_severe_pain(someone):
    assert has_severe_pain(someone, CATALOGUE) or not has_severe_rest_pain(someone, CATALOGUE)
