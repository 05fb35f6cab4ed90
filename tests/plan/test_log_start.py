"""A log that is read from its start says what the whole log says."""

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from hipwise.plan.decision import Decision
from hipwise.plan.history import Log, parse_log
from hipwise.plan.known_today import known_today
from hipwise.plan.log_start import LogStart, find_log_start, is_enough, log_from
from hipwise.plan.overall import unscreened_pause
from hipwise.plan.progression import progress
from tests.plan.diaries import CATALOGUE, WINTER, Evening, Line, Person, line, person

WHO = person()
FIRST = WHO.plan.made_on
DAYS = 150


def evenings(seed: int, flare_share: float) -> dict[date, Evening]:
    """Evenings of so many days: mostly calm, some sore, some without an answer, some in a row."""
    chance = random.Random(seed)
    usual = chance.choice((0, 1, 2, 4))
    days: dict[date, Evening] = {}
    day = FIRST
    while day < FIRST + timedelta(days=DAYS):
        day += timedelta(days=1)
        sore = chance.random() < flare_share
        for later in range(chance.randint(2, 4) if sore else 1):
            score = min(10, usual + (chance.randint(1, 4) if sore else chance.choice((0, 0, 1))))
            days[day + timedelta(days=later)] = Evening(
                before=score,
                after=score,
                morning=chance.choice((score, score, None)),
                pinch=chance.choice((0, 0, 0, 1)),
                limp=sore and chance.random() < 0.1,
                night_waking=chance.choice((False, False, None, sore)),
                is_done=chance.random() < 0.9,
            )
        day += timedelta(days=2 if sore else 0)
    return days


def screenings(days: int) -> list[Line]:
    """The warning-sign questions answered every three weeks."""
    at = [FIRST + timedelta(days=day) for day in range(1, days, 21)]
    return [line("red_flag", noon(day), "signs", flags=[]) for day in at]


def noon(day: date) -> datetime:
    """Noon in winter."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=WINTER)


def logged(who: Person, how: Mapping[date, Evening], days: int = DAYS) -> Log:
    """The log of so many days."""
    lines = [*who.diary(FIRST + timedelta(days=days), how), *screenings(days)]
    return parse_log(lines, CATALOGUE)


def of_the_plan(who: Person, log: Log, today: date) -> list[Decision]:
    """What is decided about the whole plan and the exercises in it."""
    named = {None, *(item.exercise for item in who.plan.items)}
    said = progress(who.plan, log, who.intake, today, CATALOGUE)
    return [decision for decision in said if decision.exercise in named]


@pytest.mark.parametrize("seed", range(12))
def test_the_decisions_of_the_following_weeks_are_those_of_the_whole_log(seed: int) -> None:
    how = evenings(seed, flare_share=0.02 + 0.01 * (seed % 4))
    whole = logged(WHO, how)
    found_on = FIRST + timedelta(days=100)
    start = find_log_start(WHO.plan, whole.until(found_on), WHO.intake, found_on, CATALOGUE)
    compared = 0
    for later in range(0, 50, 3):
        today = found_on + timedelta(days=later)
        known = whole.until(today)
        if start is not None and holds(WHO, known, start, today):
            compared += 1
            assert of_the_plan(WHO, log_from(known, start), today) == of_the_plan(WHO, known, today)
    assert start is None or compared > 0


@pytest.mark.parametrize("seed", range(12))
def test_what_is_known_of_the_hip_is_what_the_whole_log_says(seed: int) -> None:
    whole = logged(WHO, evenings(seed, flare_share=0.02 + 0.01 * (seed % 4)))
    found_on = FIRST + timedelta(days=100)
    start = find_log_start(WHO.plan, whole.until(found_on), WHO.intake, found_on, CATALOGUE)
    days = [found_on + timedelta(days=later) for later in range(0, 50, 3)]
    for today in days if start is not None else ():
        known = whole.until(today)
        if start is not None and holds(WHO, known, start, today):
            part = log_from(known, start)
            assert known_today(WHO.intake, part, today, CATALOGUE) == known_today(
                WHO.intake, known, today, CATALOGUE
            )
            assert pause_of(part, today) == pause_of(known, today)


def pause_of(log: Log, today: date) -> int | None:
    """The pause after which nobody asked the warning-sign questions."""
    return unscreened_pause(log, WHO.intake, today, CATALOGUE)


def holds(who: Person, log: Log, start: LogStart, today: date) -> bool:
    """Is the log from there enough on that day?"""
    return is_enough(who.plan, log_from(log, start), start, who.intake, today, CATALOGUE)


def test_a_calm_hip_needs_a_few_weeks_only() -> None:
    today = FIRST + timedelta(days=DAYS)
    start = find_log_start(WHO.plan, logged(WHO, {}), WHO.intake, today, CATALOGUE)
    assert start is not None
    assert (today - start.at.date()).days < 60


def test_in_a_flare_the_log_is_read_from_before_it_began() -> None:
    began = FIRST + timedelta(days=100)
    how = {began + timedelta(days=day): Evening(before=7, after=7, morning=7) for day in range(50)}
    today = FIRST + timedelta(days=DAYS)
    start = find_log_start(WHO.plan, logged(WHO, how), WHO.intake, today, CATALOGUE)
    assert start is not None
    assert start.at.date() <= began


def test_a_short_log_is_read_whole() -> None:
    today = FIRST + timedelta(days=10)
    assert find_log_start(WHO.plan, logged(WHO, {}, 10), WHO.intake, today, CATALOGUE) is None


def test_an_exercise_that_comes_back_after_a_long_time_asks_for_the_whole_log() -> None:
    today = FIRST + timedelta(days=DAYS)
    log = logged(WHO, {})
    start = find_log_start(WHO.plan, log, WHO.intake, today, CATALOGUE)
    assert start is not None
    back = replace(start, done_before=("bosu", *start.done_before))
    again = replace(WHO.plan, items=(replace(WHO.plan.items[0], exercise="bosu"), *WHO.plan.items[1:]))
    assert not holds(replace(WHO, plan=again), log, back, today)
    assert holds(replace(WHO, plan=again), log, replace(back, done_before=()), today)


def test_once_the_questions_are_long_due_the_whole_log_is_read() -> None:
    lines = WHO.diary(FIRST + timedelta(days=DAYS))
    today = FIRST + timedelta(days=DAYS)
    log = parse_log(lines, CATALOGUE)
    assert find_log_start(WHO.plan, log, WHO.intake, today, CATALOGUE) is None


def test_a_later_test_stands_however_far_before_the_start() -> None:
    weaker = line(
        "test", noon(FIRST + timedelta(days=3)), "stance", test="single_leg_stance_s", left=9, right=9
    )
    lines = [*WHO.diary(FIRST + timedelta(days=60)), weaker]
    whole = parse_log(lines, CATALOGUE)
    part = log_from(whole, LogStart(noon(FIRST + timedelta(days=40)), ()))
    today = FIRST + timedelta(days=60)
    known = known_today(WHO.intake, part, today, CATALOGUE).intake.tests.single_leg_stance_s
    assert known == known_today(WHO.intake, whole, today, CATALOGUE).intake.tests.single_leg_stance_s
    assert (known.left, known.right) == (9, 9)
