import pytest
from hypothesis import given, settings

from hipwise.library.catalogue import load_catalogue
from hipwise.plan.confidence import is_unsure
from hipwise.plan.intake import parse_intake
from hipwise.plan.prescribing import prescribe
from tests.plan.intakes import READY, intake, plannable_intakes

CATALOGUE = load_catalogue()


@pytest.mark.parametrize(("sure", "expected"), [(None, False), (7, False), (6.9, True), (0, True)])
def test_under_seven_of_ten_is_unsure(sure, expected):
    assert is_unsure(intake({"confidence": sure}), CATALOGUE) is expected


def test_who_is_unsure_starts_with_up_to_three_exercises():
    assert len(prescribe(intake(READY, {"confidence": 9}), CATALOGUE).items) > 3
    assert len(prescribe(intake(READY, {"confidence": 4}), CATALOGUE).items) <= 3


def test_the_plan_says_why_it_is_small():
    plan = prescribe(intake(READY, {"confidence": 4}), CATALOGUE)
    assert "screen-unsure" in [reason.rule for reason in plan.screening.limits]


@settings(max_examples=50)
@given(plannable_intakes())
def test_an_unsure_person_gets_a_part_of_the_usual_plan(raw):
    usual = prescribe(parse_intake({**raw, "confidence": 10}, "test"), CATALOGUE)
    small = prescribe(parse_intake({**raw, "confidence": 3}, "test"), CATALOGUE)
    assert small.status is usual.status
    assert len(small.items) <= 3
