"""The middle morning of a week, and of the week before it."""

from datetime import timedelta

import pytest

from hipwise.plan.history import parse_log
from hipwise.plan.usual import week_medians
from tests.plan.logs import CATALOGUE, START, at, entry


def medians(*scores, day: int = 13):
    """`scores` are pairs of a day and a morning score."""
    lines = [
        entry("pain", at(when, 7 + number / 100), when="next_morning", score=score)
        for number, (when, score) in enumerate(scores)
    ]
    return week_medians(parse_log(lines, CATALOGUE), START + timedelta(days=day), CATALOGUE)


def test_each_week_has_its_own_middle_score():
    assert medians((0, 1), (3, 2), (6, 4), (7, 3), (9, 5), (13, 6)) == (2, 5)


@pytest.mark.parametrize(
    ("extra", "expected"),
    [((6, 9), (5, None)), ((7, 9), (None, 5)), ((13, 9), (None, 5)), ((14, 9), (None, None))],
)
def test_a_week_is_the_seven_days_up_to_its_last(extra, expected):
    week = 0 if extra[0] < 7 else 7
    assert medians((week + 2, 1), (week + 3, 5), extra) == expected


def test_what_is_older_than_two_weeks_counts_no_more():
    assert medians((-1, 9), (2, 1), (3, 5)) == (None, None)
    assert medians((0, 9), (2, 1), (3, 5)) == (5, None)


def test_fewer_than_three_mornings_have_no_middle():
    assert medians((7, 1), (8, 2)) == (None, None)
    assert medians((7, 1), (8, 2), (9, 3)) == (None, 2)


@pytest.mark.parametrize("checks", [((9, 5), (9, 3)), ((9, 3), (9, 5))])
def test_of_several_checks_on_one_day_the_worst_counts(checks):
    assert medians((7, 1), (8, 4), *checks) == (None, 4)


def test_checks_on_one_day_are_one_morning():
    assert medians((9, 5), (9, 3), (9, 4)) == (None, None)


def test_a_morning_without_a_score_is_none():
    lines = [entry("pain", at(day, 7), when="next_morning", pinch=0) for day in (7, 8, 9)]
    assert week_medians(parse_log(lines, CATALOGUE), START + timedelta(days=13), CATALOGUE) == (None, None)
