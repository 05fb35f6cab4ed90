"""What keeps somebody from exercise, and what follows from saying so."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from hipwise.follow.barrier import (
    ShorterBudget,
    barrier_needs,
    days_without_word,
    short_session,
    shorter_budget,
    shorter_needs,
    told_barriers,
)
from hipwise.library.catalogue import load_catalogue
from hipwise.plan.given import GivenError
from hipwise.plan.history import Log, parse_log
from hipwise.plan.prescribing import prescribe
from tests.plan.intakes import TODAY, intake
from tests.plan.logs import entry

CATALOGUE = load_catalogue()
PLAN = prescribe(intake(), CATALOGUE)
LATER = TODAY + timedelta(days=7)


def skip(on: date, reason: str, **more: object) -> dict[str, object]:
    """A whole day left out, told on that day."""
    told_at = datetime.combine(on, time(18, len(reason)), UTC)
    return entry("skip", told_at, f"{on}-{reason}-{more.get('day')}", reason=reason, **more)


def log_of(*entries: dict[str, object]) -> Log:
    """The log with these entries."""
    return parse_log(entries, CATALOGUE)


def needs(*entries: dict[str, object]) -> list[str]:
    """The rules of what the therapist is told a week later."""
    return [need.reason.rule for need in barrier_needs(log_of(*entries), LATER, CATALOGUE)]


def test_planned_days_without_any_entry_wait_for_a_word():
    open_ = days_without_word(log_of(), PLAN, LATER, CATALOGUE)
    planned = [TODAY + timedelta(days=i) for i in range(7) if PLAN.items_on(TODAY + timedelta(days=i))]
    assert list(open_) == planned


def test_a_word_told_later_answers_the_day_that_it_is_about():
    first, *rest = days_without_word(log_of(), PLAN, LATER, CATALOGUE)
    told = skip(LATER, "time", day=first.isoformat())
    assert list(days_without_word(log_of(told), PLAN, LATER, CATALOGUE)) == rest


def test_the_same_reason_on_two_days_reaches_the_therapist():
    assert needs(skip(TODAY, "time")) == []
    assert needs(skip(TODAY, "time"), skip(TODAY + timedelta(days=2), "time")) == ["need-barrier"]


def test_two_words_about_one_day_are_one_day():
    again = skip(TODAY + timedelta(days=1), "time", day=TODAY.isoformat())
    assert needs(skip(TODAY, "time"), again) == []


def test_a_worry_reaches_the_therapist_the_first_time():
    assert needs(skip(TODAY, "fear")) == ["need-barrier-at-once"]


@pytest.mark.parametrize("reason", ["pain", "pinch", "the dog ate my band"])
def test_pain_and_unknown_words_are_no_barrier(reason):
    assert needs(skip(TODAY, reason), skip(TODAY + timedelta(days=1), reason)) == []


def test_what_was_told_most_often_comes_first():
    told = log_of(skip(TODAY, "forgot"), skip(TODAY, "time"), skip(TODAY + timedelta(days=1), "time"))
    assert [each.barrier.id for each in told_barriers(told, LATER, 14, CATALOGUE)] == ["time", "forgot"]


def test_what_is_long_ago_is_not_told_again():
    old = skip(LATER - timedelta(days=30), "fear")
    assert needs(old) == []


def test_a_short_session_has_the_first_line_always_and_no_more_than_fits():
    short = short_session(PLAN.items, CATALOGUE)
    assert short[0] == PLAN.items[0]
    assert len(short) == 1 or sum(item.minutes for item in short) <= CATALOGUE.setting(
        "barrier.short_minutes"
    )


def test_every_barrier_has_words_for_people_who_have_no_therapist():
    for barrier in CATALOGUE.barriers.values():
        assert "therapist" not in (barrier.alone_text or barrier.text)


def test_a_lesson_that_a_barrier_leads_to_exists():
    named = [barrier.lesson for barrier in CATALOGUE.barriers.values() if barrier.way == "lesson"]
    assert set(named) <= set(CATALOGUE.lessons)


def test_a_word_about_a_day_to_come_is_refused():
    with pytest.raises(GivenError, match="day"):
        log_of(skip(TODAY, "away", day=LATER.isoformat()))


# A shorter plan, proposed.


def no_time(*days: int) -> Log:
    """No time on those days after the plan was made."""
    return log_of(*(skip(TODAY + timedelta(days=day), "time") for day in days))


def test_after_three_days_without_time_half_the_longest_day_is_proposed():
    long = prescribe(intake({"minutes_per_day": 30}), CATALOGUE)
    lines = tuple(replace(item, minutes=9) for item in long.items[:3])
    plan = replace(long, items=tuple(replace(item, days=("mon",)) for item in lines))
    assert shorter_budget(no_time(0, 1), plan, LATER, CATALOGUE) is None
    assert shorter_budget(no_time(0, 1, 2), plan, LATER, CATALOGUE) == ShorterBudget(days=3, minutes=15)


def test_a_plan_that_is_short_already_gets_no_shorter():
    short = replace(PLAN, items=tuple(replace(item, minutes=3, days=("mon",)) for item in PLAN.items[:3]))
    assert shorter_budget(no_time(0, 1, 2), short, LATER, CATALOGUE) is None


def test_what_was_told_of_an_earlier_plan_proposes_nothing():
    later = replace(PLAN, made_on=TODAY + timedelta(days=2))
    assert shorter_budget(no_time(0, 1, 2), later, LATER, CATALOGUE) is None


def test_the_therapist_reads_what_stays_and_what_waits_and_no_second_line_says_the_same():
    long = replace(PLAN, items=tuple(replace(item, minutes=9) for item in PLAN.items))
    (need,) = shorter_needs(long, no_time(0, 1, 2), intake(), LATER, CATALOGUE)
    facts = dict(need.reason.facts)
    told = {*facts["stay"].split(", "), *facts["wait"].split(", ")}
    assert told == {CATALOGUE.exercise(item.exercise).name for item in long.items}
    assert list(barrier_needs(no_time(0, 1, 2), LATER, CATALOGUE, is_time_answered=True)) == []


def test_the_plan_itself_never_gets_shorter_by_that():
    before = replace(PLAN)
    list(shorter_needs(PLAN, no_time(0, 1, 2), intake(), LATER, CATALOGUE))
    assert before == PLAN
