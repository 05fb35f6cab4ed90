from dataclasses import replace
from datetime import timedelta

import pytest

from hipwise.follow.attention import Case, Place, Urgency, need_of, rank
from hipwise.plan.history import parse_log
from hipwise.plan.progression import progress
from tests.plan.logs import CATALOGUE, START, at, bout, entry, intake, plan


def case(lines, *, today: int = 3, of_plan=None, of_intake=None, **fields) -> Case:
    day = START + timedelta(days=today)
    log, the_plan, person = parse_log(lines, CATALOGUE), of_plan or plan(), of_intake or intake()
    decisions = progress(the_plan, log, person, day, CATALOGUE)
    return Case(the_plan, log, person, day, decisions, **fields)


def need(lines, **given):
    return need_of(case(lines, **given), CATALOGUE)


def test_a_calm_person_in_the_middle_needs_nothing():
    assert need(bout(0), today=1) is None


@pytest.mark.parametrize(
    ("lines", "urgency", "rule"),
    [
        ([entry("red_flag", at(2, 9), flags=["blood-clot"])], "now", "need-red-flag"),
        (bout(2, peak=7), "now", "need-questions"),
        (bout(2, night_waking=True), "now", "need-night"),
        (bout(2, pinch=4), "today", "need-stop"),
        (bout(0) + bout(2, morning=3), "today", "need-step-back"),
        (bout(0) + bout(2), "this-week", "need-step-up"),
    ],
)
def test_each_need_has_its_urgency(lines, urgency, rule):
    found = need(lines)
    assert (found.urgency.value, found.reason.rule) == (urgency, rule)


def test_the_line_carries_its_fact():
    found = need(bout(0) + bout(2, morning=3))
    assert found.reason.text.startswith("Clamshell: The next morning was 3 of 10, your usual is 1.")
    assert found.step_words == "Accept the easier step"


def test_high_pain_for_three_days_comes_up_today():
    lines = [entry("pain", at(day, 12), when="after", score=6) for day in (0, 1, 2)]
    assert need(lines).reason.rule == "need-high-pain"


def test_silence_is_asked_about():
    found = need(bout(0), today=8)
    assert (found.urgency, found.place, found.step) == (Urgency.THIS_WEEK, Place.SILENCE, "ask")


def test_a_plan_just_made_is_not_silence():
    assert need([], today=5) is None


def test_no_change_after_twelve_weeks_proposes_the_letter():
    lines = [line for day in (70, 72, 74, 77, 79, 81) for line in bout(day, before=3, peak=3, morning=1)]
    known = plan(screen_again_on=START + timedelta(days=200), made_on=START + timedelta(days=69))
    person = intake(weeks_in_programme=12, today=START + timedelta(days=69))
    found = need(lines, today=82, of_plan=known, of_intake=person, outcome_change=6)
    assert found.reason.rule == "response-refer"


def test_a_letter_that_is_due_goes_before_doses_that_have_not_risen():
    lines = [line for day in range(50, 82, 2) for line in bout(day, before=3, peak=3, morning=1)]
    known = plan(screen_again_on=START + timedelta(days=200), made_on=START + timedelta(days=50))
    person = intake(weeks_in_programme=10, today=START + timedelta(days=50))
    found = need(lines, today=82, of_plan=known, of_intake=person, outcome_change=6)
    assert found.reason.rule == "response-refer"


def test_what_can_wait_comes_up_once_a_week():
    lines = bout(0) + bout(2)
    shown = START + timedelta(days=1)
    assert need(lines, last_raised=shown) is None
    assert need(lines, last_raised=START - timedelta(days=4)) is not None


def test_what_is_urgent_is_never_dropped():
    assert need(bout(2, pinch=4), last_raised=START + timedelta(days=2)) is not None


def test_repeated_steps_back_bring_the_person_up():
    today = case(bout(0) + bout(2, morning=3), today=3)
    back = next(d for d in today.decisions if d.change is not None)
    past = tuple(replace(back, date=START + timedelta(days=day)) for day in (0, 1))
    rules = need_of(replace(today, past_decisions=past), CATALOGUE).reason.rule
    assert rules in ("need-steps-back", "need-step-back")


def test_the_list_follows_the_order_of_the_rules():
    needs = {
        "up": need(bout(0) + bout(2)),
        "back": need(bout(0) + bout(2, morning=3)),
        "flag": need([entry("red_flag", at(2, 9), flags=["blood-clot"])]),
        "stop": need(bout(2, pinch=4)),
        "silent": need(bout(0), today=8),
    }
    assert rank(needs) == ["flag", "stop", "back", "silent", "up"]


def test_a_plateau_names_what_holds_the_doses():
    lines = [line for day in range(0, 22, 2) for line in bout(day, effort=7)]
    lasting = plan(screen_again_on=START + timedelta(days=80))
    today = START + timedelta(days=22)
    log = parse_log(lines, CATALOGUE)
    decisions = progress(lasting, log, intake(), today, CATALOGUE)
    need = need_of(Case(lasting, log, intake(), today, decisions), CATALOGUE)
    assert need.reason.rule == "need-held"
    assert "Hard work already" in need.reason.text
