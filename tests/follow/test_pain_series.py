from datetime import timedelta

from hipwise.follow.pain_series import dose_series, pain_series
from hipwise.plan.history import parse_log
from tests.plan.logs import CATALOGUE, START, bout, intake, item, plan


def pains(lines, days: int = 4):
    log = parse_log(lines, CATALOGUE)
    return pain_series(log, intake(), 2, START, START + timedelta(days=days), CATALOGUE)


def doses(lines, days: int = 4):
    log = parse_log(lines, CATALOGUE)
    return dose_series(log, plan(), "clamshell", START, START + timedelta(days=days), CATALOGUE)


def test_the_worst_in_an_exercise_stands_on_its_day_and_the_morning_on_the_next():
    days = pains(bout(0, peak=3, morning=2))
    assert [(day.during, day.morning) for day in days[:2]] == [(3, None), (None, 2)]


def test_a_missing_morning_is_due_and_stays_missing():
    day = pains(bout(0, morning=None))[1]
    assert (day.morning, day.is_morning_due) == (None, True)


def test_the_usual_morning_is_the_intakes_until_three_are_known():
    lines = [line for day in range(4) for line in bout(day, morning=2)]
    assert [day.usual for day in pains(lines, days=5)] == [1, 1, 1, 1, 2, 2]


def test_the_dose_is_the_repetitions_of_one_side():
    days = doses(bout(0))
    assert [(day.done, day.planned) for day in days] == [
        (24, 24),
        (None, None),
        (None, 24),
        (None, None),
        (None, 24),
    ]


def test_an_exercise_outside_the_plan_was_planned_on_no_day():
    log = parse_log(bout(0), CATALOGUE)
    days = dose_series(log, plan(item("bridge")), "clamshell", START, START, CATALOGUE)
    assert [(day.done, day.planned) for day in days] == [(None, None)]
