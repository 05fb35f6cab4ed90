"""A plan with fewer minutes a day keeps its most important lines as they are."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipwise.plan.plan import Plan
from hipwise.plan.shorter_plan import longest_day, shorter_plan
from hipwise.plan.situation import assess
from tests.plan.diaries import person
from tests.plan.logs import CATALOGUE
from tests.plan.test_mixed_cases import week
from tests.plan.vignettes import STRONG

WHO = person(STRONG, week(8), {"minutes_per_day": 30})
SITUATION = assess(WHO.intake, CATALOGUE)


def shortened(minutes: float) -> Plan:
    return shorter_plan(WHO.plan, minutes, SITUATION)


def names(plan: Plan) -> list[str]:
    return [item.exercise for item in plan.items]


def test_where_every_day_fits_already_nothing_waits():
    assert shortened(longest_day(WHO.plan)) == WHO.plan


def test_strength_at_the_side_of_the_hip_stays_longest():
    assert names(shortened(1)) == ["hip-hike"] or names(shortened(1)) == ["lateral-band-walk"]


def test_what_waits_says_for_how_many_minutes():
    waiting = [left for left in shortened(5).left_out if left not in WHO.plan.left_out]
    assert {left.exercise for left in waiting} == {*names(WHO.plan)} - {*names(shortened(5))}
    assert {left.reasons[0].text for left in waiting} == {"It waits while your plan has 5 minutes a day."}


@settings(max_examples=30, deadline=None)
@given(st.floats(1, 40))
def test_no_dose_changes_the_order_stays_and_no_day_is_too_long(minutes: float):
    shorter = shortened(minutes)
    assert shorter.items == tuple(item for item in WHO.plan.items if item in shorter.items)
    assert len(shorter.items) == 1 or longest_day(shorter) <= minutes


@pytest.mark.parametrize("minutes", [1, 5, 10])
def test_more_time_never_takes_the_first_line_away(minutes: int):
    first = shortened(1).items[0]
    assert first in shortened(minutes).items


def test_a_plan_without_lines_has_no_longest_day():
    assert longest_day(replace(WHO.plan, items=())) == 0
