from datetime import timedelta

import pytest

from hipwise.follow.finding import find
from hipwise.plan.flare import Flare
from hipwise.plan.history import parse_log
from tests.plan.logs import CATALOGUE, START, at, entry


def finding(scores, *, today: int | None = None, flares=()):
    lines = [
        entry("pain", at(day, 7), when="next_morning", score=score)
        for day, score in enumerate(scores)
        if score is not None
    ]
    day = START + timedelta(days=len(scores) - 1 if today is None else today)
    return find(parse_log(lines, CATALOGUE), flares, day, CATALOGUE)


def test_no_mornings_are_not_enough():
    assert finding([], today=0).title == "Not enough days yet"


def test_two_weeks_are_needed():
    assert finding([4] * 7 + [2] * 6).title == "Not enough days yet"


def test_a_point_less_is_calmer():
    found = finding([4] * 7 + [2] * 7)
    assert found.title == "Your mornings are calmer"
    assert found.text == "From 4 of 10 in your first week to 2 most days now."


def test_a_point_more_is_said_as_plainly():
    assert finding([2] * 7 + [3] * 7).title == "Your mornings hurt more"


@pytest.mark.parametrize(
    ("score", "title"), [(2, "Your mornings stay calm"), (4, "Your mornings are steady")]
)
def test_no_change_is_no_change(score, title):
    assert finding([score] * 14).title == title


def test_unknown_mornings_are_not_filled_in():
    assert finding([4] * 7 + [None, 2, None, 2, None, 2, None]).title == "Not enough days yet"


def test_a_flare_comes_first():
    flare = Flare(at(12, 7), 2, 5, 5)
    assert finding([4] * 7 + [2] * 7, flares=(flare,)).title == "Your hip is having a flare"
