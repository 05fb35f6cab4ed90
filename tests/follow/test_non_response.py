from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipwise.follow.non_response import (
    Answer,
    days_of_high_pain,
    is_due_to_show,
    judge_response,
    pain_change,
    weeks_in_programme,
)
from hipwise.plan.history import parse_log
from hipwise.plan.intake import Pain
from tests.plan.logs import CATALOGUE, START, at, bout, entry, intake, plan


def diary(weeks, a_week=2, **measures):
    """So many weeks with so many sessions of the one exercise, then scores."""
    lines = [e for week in range(weeks) for day in range(a_week) for e in bout(7 * week + 2 * day)]
    scored = [
        entry("measure", at(7 * weeks - 1, 9), measure=name.replace("_", "-"), answers=answers)
        for name, answers in measures.items()
    ]
    return parse_log([*lines, *scored], CATALOGUE)


def judged(weeks, a_week=2, **given):
    known = plan(made_on=START, screen_again_on=START + timedelta(days=200))
    days = known.items[0].days
    person = intake(today=START, weeks_in_programme=0)
    assert len(days) == 7 or a_week <= len(days)
    today = START + timedelta(days=7 * weeks)
    return judge_response(known, diary(weeks, a_week, **given), person, today, CATALOGUE, given.get("change"))


def answer(weeks, share, change, pain=None):
    from hipwise.follow.non_response import _answer

    return _answer(weeks, share, change, pain, CATALOGUE)


@pytest.mark.parametrize(
    ("weeks", "share", "change", "expected"),
    [
        (5, 0.9, 0, Answer.EARLY),
        (6, 0.9, 0, Answer.LOOK),
        (11, 0.9, 0, Answer.LOOK),
        (12, 0.9, 0, Answer.REFER),
        (12, 0.7, 13.9, Answer.REFER),
        (12, 0.9, 14, Answer.BETTER),
        (12, 0.69, 0, Answer.UNCERTAIN),
        (12, 0.5, 0, Answer.UNCERTAIN),
        (12, 0.49, 0, Answer.ADHERENCE_FIRST),
        (12, 0.9, None, Answer.ASK),
        (12, None, 0, Answer.UNCERTAIN),
    ],
)
def test_the_clock(weeks, share, change, expected):
    assert answer(weeks, share, change) is expected


@pytest.mark.parametrize(("pain", "expected"), [(-2, Answer.BETTER), (-1.9, Answer.REFER), (1, Answer.REFER)])
def test_pain_decides_where_no_score_was_asked(pain, expected):
    assert answer(12, 0.9, None, pain) is expected


def test_the_hips_own_score_goes_before_pain():
    assert answer(12, 0.9, 3, -4) is Answer.REFER


@given(st.floats(0, 1), st.floats(0.75, 1.25))
def test_a_quarter_told_too_much_or_too_little_never_turns_one_answer_into_its_opposite(true, told):
    both = {answer(12, true, 0), answer(12, min(1.0, true * told), 0)}
    assert both != {Answer.ADHERENCE_FIRST, Answer.REFER}


@given(st.floats(0, 1), st.integers(6, 40), st.floats(-100, 13.9))
def test_nobody_is_referred_who_has_not_done_enough(share, weeks, change):
    if share < 0.7:
        assert answer(weeks, share, change) is not Answer.REFER


def test_the_share_is_counted_from_the_log():
    response = judged(6, ihot12={"total": 60})
    assert response.share is not None
    assert 0 < response.share <= 1


def test_a_further_opinion_stays_on_the_list_and_a_look_does_not():
    from dataclasses import replace

    response = judged(6)
    assert is_due_to_show(replace(response, answer=Answer.REFER, weeks=30), CATALOGUE)
    assert is_due_to_show(replace(response, answer=Answer.LOOK, weeks=7), CATALOGUE)
    assert not is_due_to_show(replace(response, answer=Answer.LOOK, weeks=9), CATALOGUE)
    assert not is_due_to_show(replace(response, answer=Answer.BETTER, weeks=12), CATALOGUE)


def high_days(*days, score=7, today=10):
    lines = [entry("pain", at(day, 12), when="after", score=score) for day in days]
    return days_of_high_pain(parse_log(lines, CATALOGUE), START + timedelta(days=today), 7)


@pytest.mark.parametrize(
    ("days", "count"),
    [
        ((), 0),
        ((10,), 1),
        ((9,), 1),
        ((8,), 0),
        ((8, 9, 10), 3),
        ((7, 8, 9), 3),
        ((6, 8, 9, 10), 3),
        ((11,), 0),
    ],
)
def test_days_of_high_pain_in_a_row_end_today_or_yesterday(days, count):
    assert high_days(*days) == count


def test_pain_of_exactly_the_limit_is_high():
    assert (high_days(10, score=7), high_days(10, score=6.9)) == (1, 0)


@pytest.mark.parametrize(
    ("known", "day", "weeks"), [(None, 6, 0), (None, 7, 1), (3, 0, 3), (3, 13, 4), (3, -20, 3), (3, 14, 5)]
)
def test_weeks_in_the_programme_count_on_from_those_at_the_intake(known, day, weeks):
    person = intake(today=START, weeks_in_programme=known)
    assert weeks_in_programme(person, START + timedelta(days=day)) == weeks


def test_pain_changes_from_the_first_answer_to_the_last():
    told = [
        entry("measure", at(day, 9), f"told {day}", measure="nprs-worst-24h", answers={"score": score})
        for day, score in ((0, 8), (20, 5), (40, 3))
    ]
    person = intake(today=START, pain=Pain(worst_24h=None))
    change = [
        pain_change(parse_log(told[:count], CATALOGUE), person, START + timedelta(days=60), CATALOGUE)
        for count in (0, 1, 2, 3)
    ]
    assert change == [None, None, -3, -5]
