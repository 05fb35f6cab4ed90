from dataclasses import replace
from datetime import timedelta

import pytest

from hipwise.follow.adherence import AdherenceBand, DaysKnown, adherence_band, days_known
from hipwise.follow.calendar import day_marks
from hipwise.plan.history import parse_log
from tests.plan.logs import CATALOGUE, START, at, bout, entry, plan


def marks(lines, *, today: int = 3, last: int = 6):
    log = parse_log(lines, CATALOGUE)
    days = (START + timedelta(days=day) for day in (-1, last, today))
    first, end, now = days
    return day_marks(log, plan(made_on=START), first, end, now, CATALOGUE)


def words(lines, **given):
    return [each.mark.value for each in marks(lines, **given)]


def test_a_week_of_a_plan_on_monday_wednesday_friday():
    assert words(bout(0) + bout(2)) == ["", "done", "rest", "done", "rest", "", "", ""]


def test_half_of_the_sets_are_partly_done():
    assert words(bout(0, sets=1))[1] == "partly"


def test_a_planned_day_without_a_line_is_not_logged_never_missed():
    assert words(bout(0), today=4)[3] == "not-logged"


def test_today_is_today_until_it_is_done():
    assert words(bout(0), today=2)[3] == "today"
    assert words(bout(0) + bout(2), today=2)[3] == "done"


@pytest.mark.parametrize(
    "line",
    [
        entry("skip", at(0, 18), exercise="clamshell", reason="pain"),
        entry("pain", at(0, 18), when="during", exercise="clamshell", score=3, pinch=3),
        entry("pain", at(0, 18), when="during", exercise="clamshell", score=6),
    ],
)
def test_a_day_stopped_for_pain_counts_as_made_easier(line):
    assert words([line, *bout(2)])[1] == "eased"


@pytest.mark.parametrize(("week", "mark"), [(None, "done"), (3, "eased")])
def test_early_after_surgery_less_pain_counts_as_stopped(week, mark):
    lines = [*bout(0), entry("pain", at(0, 19), when="during", exercise="clamshell", score=3)]
    known = replace(plan(made_on=START), postoperative_week=week)
    told = day_marks(parse_log(lines, CATALOGUE), known, START, START, START + timedelta(days=3), CATALOGUE)
    assert [each.mark.value for each in told] == [mark]


def test_a_day_left_out_with_a_word_is_known_and_not_done():
    left = entry("skip", at(0, 18), reason="time")
    assert words([left, *bout(2)])[1] == "left-out"


def test_a_word_given_later_marks_the_day_that_it_is_about():
    left = entry("skip", at(2, 20), reason="time", day=str(START))
    assert words([left, *bout(2)])[1:4] == ["left-out", "rest", "done"]


def test_each_day_is_said_in_words():
    assert marks(bout(0))[1].words == "Monday 23 November: done"


def test_known_days_are_those_that_are_over_and_not_unlogged():
    assert days_known(marks(bout(0), today=4)) == DaysKnown(3, 4)


@pytest.mark.parametrize(
    ("share", "band"),
    [(None, "unknown"), (0.49, "poor"), (0.5, "low"), (0.7, "usable"), (0.8, "good"), (1, "good")],
)
def test_the_bands_of_adherence(share, band):
    assert adherence_band(share, CATALOGUE) is AdherenceBand(band)
