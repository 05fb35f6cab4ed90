"""Medicine hides pain: what a score counts for with it."""

import pytest

from hipwise.plan.entry import PainEntry
from hipwise.plan.medicine import counted_score, medicine_points
from tests.plan.logs import CATALOGUE, at


@pytest.mark.parametrize(("taken", "points"), [(True, 1), (False, 0), (None, 0)])
def test_medicine_adds_a_point_and_silence_adds_none(taken, points):
    assert medicine_points(taken, CATALOGUE) == points


@pytest.mark.parametrize(
    ("score", "taken", "counted"),
    [(2, True, 3), (2, False, 2), (2, None, 2), (0, True, 1), (10, True, 11), (None, True, None)],
)
def test_a_score_told_with_medicine_counts_for_more_and_a_missing_one_stays_missing(score, taken, counted):
    told = PainEntry("one", at(0, 7), when="next_morning", score=score, analgesic=taken)
    assert counted_score(told, CATALOGUE) == counted
