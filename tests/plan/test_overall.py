"""What speaks about the whole plan, whatever the exercise."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hipwise.plan.flare import find_flares
from hipwise.plan.history import Log, parse_log
from hipwise.plan.intake import Diagnosis, Person
from hipwise.plan.overall import (
    due_reasons,
    last_screened_on,
    open_red_flags,
    overall_view,
    screen_again_on,
    unanswered_warning,
    unscreened_pause,
)
from hipwise.plan.pain_response import Verdict
from hipwise.plan.plan import MAINTENANCE, Outcome, Plan, PlanStatus, Screening
from hipwise.plan.session_pain import hip_history
from tests.plan.logs import CATALOGUE, START, at, entry, intake, morning, plan

CAUTION = Screening(Outcome.CAUTION, (), (), ())
ESCALATE = Screening(Outcome.ESCALATE, (), (), ())


def questions(day: int, hour: float = 12, *flags: str) -> dict[str, object]:
    return entry("red_flag", at(day, hour), flags=list(flags))


def cleared(day: int, hour: float, *flags: str) -> dict[str, object]:
    return entry("clearance", at(day, hour), flags=list(flags), by="Demo clinician")


def log_of(*lines) -> Log:
    return parse_log(lines, CATALOGUE)


def view(*lines, day: int = 3, of_plan: Plan | None = None, **fields):
    """The verdict about the whole plan on a day, and the ids of its reasons in their order."""
    log, who = log_of(*lines).until(START + timedelta(days=day)), intake(**fields)
    history = hip_history(log, who, 2)
    flares = find_flares(log, history, CATALOGUE)
    said = overall_view(of_plan or plan(), log, history, START + timedelta(days=day), flares, CATALOGUE)
    return said.verdict, [reason.rule for reason in said.reasons]


def on(day: int) -> date:
    return START + timedelta(days=day)


def test_a_calm_hip_and_answered_questions_say_nothing():
    assert view(morning(1, 1), morning(2, 1)) == (Verdict.CALM, [])


# Warning signs.


def test_a_warning_sign_of_the_intake_escalates_by_its_name():
    assert view(red_flags=("infection",)) == (Verdict.ESCALATE, ["pain-red-flag"])


def test_a_warning_sign_is_named_in_words():
    log = log_of(questions(1, 12, "blood-clot", "infection"))
    history = hip_history(log, intake(), 2)
    (reason,) = overall_view(plan(), log, history, on(1), (), CATALOGUE).reasons
    assert CATALOGUE.red_flags["blood-clot"].name in reason.text
    assert CATALOGUE.red_flags["infection"].name in reason.text


def test_a_warning_sign_that_nobody_knows_escalates_too():
    who = intake(red_flags=("unheard-of",))
    (reason,) = overall_view(plan(), Log(), hip_history(Log(), who, 2), on(1), (), CATALOGUE).reasons
    assert (reason.rule, "unheard-of" in reason.text) == ("pain-red-flag", True)


def test_a_plan_that_was_made_with_a_warning_sign_stays_shut_once_the_log_has_none():
    shut = plan(screening=ESCALATE, status=PlanStatus.BLOCKED, items=())
    assert view(of_plan=shut) == (Verdict.ESCALATE, ["progress-blocked"])


def test_a_warning_sign_is_open_until_a_clinician_has_cleared_it():
    flagged = (questions(1, 8, "blood-clot"), questions(1, 9))
    assert open_red_flags(log_of(*flagged), intake()) == ("blood-clot",)
    assert open_red_flags(log_of(*flagged, cleared(1, 10, "blood-clot")), intake()) == ()
    assert open_red_flags(log_of(*flagged, cleared(1, 10, "infection")), intake()) == ("blood-clot",)


def test_a_warning_sign_that_comes_back_after_it_was_cleared_is_open_again():
    lines = (questions(1, 8, "blood-clot"), cleared(1, 10, "blood-clot"), questions(1, 11, "blood-clot"))
    assert open_red_flags(log_of(*lines), intake()) == ("blood-clot",)
    assert view(*lines)[0] is Verdict.ESCALATE


def test_a_warning_sign_of_the_intake_can_be_cleared():
    who = intake(red_flags=("infection", "blood-clot"))
    assert open_red_flags(log_of(cleared(1, 10, "infection")), who) == ("blood-clot",)


# What the intake itself shuts.


def test_a_child_escalates_whatever_the_log_says():
    verdict, rules = view(person=Person(age=14))
    assert (verdict, rules[0]) == (Verdict.ESCALATE, "screen-flag")


def test_an_unconfirmed_diagnosis_stops():
    assert view(diagnosis=Diagnosis(False, "self")) == (Verdict.STOP, ["screen-unconfirmed"])


def test_a_blocked_plan_stops_and_is_not_called_empty():
    shut = plan(status=PlanStatus.BLOCKED, screening=CAUTION, items=())
    assert view(of_plan=replace(shut, items=())) == (Verdict.STOP, ["progress-blocked"])


def test_a_plan_without_an_exercise_stops():
    assert view(of_plan=replace(plan(), items=())) == (Verdict.STOP, ["progress-empty"])


# Very strong pain and bad nights.


@pytest.mark.parametrize(("score", "is_asked"), [(6, False), (7, True)])
@pytest.mark.parametrize("when", ["before", "during", "after", "next_morning"])
def test_pain_of_7_asks_the_questions_whenever_it_was_told(when, score, is_asked):
    log = log_of(entry("pain", at(1, 7), when=when, score=score))
    assert (unanswered_warning(log, hip_history(log, intake(), 2), CATALOGUE) is not None) is is_asked


def test_very_strong_pain_stops_everything_until_the_questions_are_answered():
    hurt = entry("pain", at(1, 18), when="after", score=7)
    assert view(hurt) == (Verdict.STOP, ["progress-form-open"])
    assert view(hurt, questions(1, 18.1))[0] is not Verdict.STOP


@pytest.mark.parametrize(("hour", "is_asked"), [(17.99, True), (18, False), (18.01, False)])
def test_the_questions_answer_what_was_told_until_that_moment(hour, is_asked):
    log = log_of(entry("pain", at(1, 18), when="after", score=7), questions(1, hour))
    assert (unanswered_warning(log, hip_history(log, intake(), 2), CATALOGUE) is not None) is is_asked


def test_the_latest_answers_count():
    hurt = entry("pain", at(1, 18), when="after", score=7)
    log = log_of(questions(0), hurt, questions(2))
    assert unanswered_warning(log, hip_history(log, intake(), 2), CATALOGUE) is None


@pytest.mark.parametrize(("day", "is_asked"), [(-2, False), (-1, True)])
def test_an_intake_answers_what_was_told_on_the_days_before_it(day, is_asked):
    """The intake is of day -1: what was told on that very day may have come after it."""
    log = log_of(entry("pain", at(day, 18), when="after", score=7))
    assert (unanswered_warning(log, hip_history(log, intake(), 2), CATALOGUE) is not None) is is_asked


def test_a_later_strong_pain_is_found_behind_calm_and_answered_ones():
    lines = (
        entry("pain", at(-3, 18), when="after", score=9),
        morning(1, 1),
        entry("pain", at(1, 18), when="after", pinch=0),
        entry("pain", at(2, 18), when="after", score=8),
    )
    log = log_of(*lines)
    assert unanswered_warning(log, hip_history(log, intake(), 2), CATALOGUE).at == at(2, 18)


NUMBERS = ("nprs-now", "nprs-average-24h", "nprs-worst-24h")


def number(day: float, score: float, measure: str = "nprs-worst-24h") -> dict[str, object]:
    return entry("measure", at(0, 24 * day), measure, measure=measure, answers={"score": score})


@pytest.mark.parametrize("measure", NUMBERS)
@pytest.mark.parametrize(("score", "is_asked"), [(6, False), (7, True)])
def test_pain_of_7_told_as_a_number_asks_them_too(measure, score, is_asked):
    log = log_of(number(1, score, measure))
    assert (unanswered_warning(log, hip_history(log, intake(), 2), CATALOGUE) is not None) is is_asked


def test_a_high_score_of_another_questionnaire_is_no_pain():
    """10 of 10 means that the activity goes as well as before."""
    told = entry("measure", at(1, 9), measure="psfs", answers={"activity-1": 10})
    log = log_of(told)
    assert unanswered_warning(log, hip_history(log, intake(), 2), CATALOGUE) is None


@pytest.mark.parametrize(("day", "is_asked"), [(0.9, True), (1, False), (1.1, False)])
def test_a_number_is_answered_by_questions_of_that_moment_or_later(day, is_asked):
    log = log_of(number(1, 8), questions(0, 24 * day))
    assert (unanswered_warning(log, hip_history(log, intake(), 2), CATALOGUE) is not None) is is_asked


def test_of_numbers_and_other_pain_the_first_is_found():
    lines = [entry("pain", at(day, 12), when="after", score=score) for day, score in ((1, 3), (3, 9))]
    log = log_of(*lines, number(2, 8))
    assert unanswered_warning(log, hip_history(log, intake(), 2), CATALOGUE).at == at(2, 0)
    later = log_of(*lines, number(4, 8))
    assert unanswered_warning(later, hip_history(later, intake(), 2), CATALOGUE).at == at(3, 12)


def test_a_newly_bad_night_asks_the_questions_too():
    log = log_of(morning(1, 1, night_waking=False), morning(2, 1, night_waking=True))
    assert unanswered_warning(log, hip_history(log, intake(), 2), CATALOGUE).at == at(2, 7)


def test_a_bad_night_like_the_last_one_does_not():
    log = log_of(morning(1, 1, night_waking=True), questions(1), morning(2, 1, night_waking=True))
    assert unanswered_warning(log, hip_history(log, intake(), 2), CATALOGUE) is None


# Flares.


SORE = (morning(1, 4), morning(2, 4))


def test_a_flare_steps_back_to_the_lightest_and_then_to_half_the_dose():
    assert view(*SORE, morning(3, 3), day=3) == (Verdict.REGRESS, ["flare-calm"])
    assert view(*SORE, morning(3, 3), day=4) == (Verdict.REGRESS, ["flare-half"])


def test_a_flare_that_is_over_says_nothing():
    assert view(*SORE, morning(3, 1), morning(4, 1), day=4) == (Verdict.CALM, [])


def test_of_several_flares_the_one_that_is_going_on_speaks():
    again = (morning(3, 1), morning(4, 1), morning(8, 5), morning(9, 5))
    assert view(*SORE, *again, day=9) == (Verdict.REGRESS, ["flare-calm", "flare-repeat"])


def test_a_second_flare_holds_once_it_is_over():
    again = (morning(3, 1), morning(4, 1), morning(8, 5), morning(9, 5), morning(10, 1), morning(11, 1))
    assert view(*SORE, *again, day=11) == (Verdict.HOLD, ["flare-repeat"])


def test_a_flare_that_gets_no_better_steps_back():
    verdict, rules = view(*SORE, morning(4, 4), day=4)
    assert (verdict, rules) == (Verdict.REGRESS, ["flare-calm", "flare-no-better"])


def test_a_flare_of_more_than_a_week_stops():
    calm_but_sore = tuple(morning(day, 3) for day in range(3, 10))
    verdict, rules = view(*SORE, *calm_but_sore, day=9)
    assert (verdict, rules) == (Verdict.STOP, ["flare-long"])


@pytest.mark.parametrize(("set_for_one", "share"), [({}, "50"), ({"flare.volume": 0.6}, "60")])
def test_the_words_for_less_of_the_dose_name_the_share(set_for_one, share):
    catalogue = CATALOGUE.with_settings(set_for_one)
    log = log_of(*SORE, morning(3, 3))
    history = hip_history(log, intake(), 2)
    flares = find_flares(log, history, catalogue)
    (reason,) = overall_view(plan(), log, history, on(4), flares, catalogue).reasons
    assert dict(reason.facts)["share"] == share


# Questions that are due.


@pytest.mark.parametrize(("day", "rules"), [(26, []), (27, ["progress-screen-again"])])
def test_the_questions_are_due_on_the_day_that_the_plan_names(day, rules):
    daily = (morning(each, 1) for each in range(day + 1))
    assert view(*daily, day=day)[1] == rules


def test_answered_questions_are_due_again_after_28_days():
    assert screen_again_on(plan(), Log(), CATALOGUE) == on(27)
    assert screen_again_on(plan(), log_of(questions(3), questions(1)), CATALOGUE) == on(31)


def test_answers_from_before_the_plan_never_bring_its_day_forward():
    assert screen_again_on(plan(), log_of(questions(-3)), CATALOGUE) == on(27)


def test_the_questions_were_last_answered_in_the_log_or_with_the_intake():
    assert last_screened_on(Log(), intake()) == on(-1)
    assert last_screened_on(log_of(questions(4), questions(2)), intake()) == on(4)
    assert last_screened_on(log_of(questions(-4)), intake()) == on(-1)


@pytest.mark.parametrize(("last", "pause"), [(13, None), (14, 14), (15, 15)])
def test_a_pause_of_14_days_is_one(last, pause):
    log = log_of(morning(0, 1), morning(last, 1))
    assert unscreened_pause(log, intake(), on(last), CATALOGUE) == pause


def test_a_pause_lasts_until_today_when_nothing_was_logged_since():
    assert unscreened_pause(log_of(morning(0, 1)), intake(), on(14), CATALOGUE) == 14
    assert unscreened_pause(log_of(morning(0, 1)), intake(), on(13), CATALOGUE) is None


def test_a_pause_begins_with_the_intake_when_nothing_was_logged():
    assert unscreened_pause(Log(), intake(), on(12), CATALOGUE) is None
    assert unscreened_pause(Log(), intake(), on(13), CATALOGUE) == 14


@pytest.mark.parametrize(("day", "pause"), [(0, 20), (14, None), (20, None), (21, None)])
def test_questions_answered_once_the_pause_was_one_answer_it(day, pause):
    log = log_of(morning(0, 1), morning(20, 1), morning(21, 1), questions(day))
    assert unscreened_pause(log, intake(), on(21), CATALOGUE) == pause


def test_of_several_pauses_the_longest_is_named():
    log = log_of(morning(0, 1), morning(14, 1), morning(30, 1))
    assert unscreened_pause(log, intake(), on(30), CATALOGUE) == 16


def test_what_is_logged_after_that_day_is_no_pause_yet():
    log = log_of(morning(0, 1), morning(5, 1), morning(30, 1))
    assert unscreened_pause(log, intake(), on(6), CATALOGUE) is None


def test_a_pause_holds():
    assert view(morning(0, 1), morning(14, 1), day=14) == (Verdict.HOLD, ["progress-gap"])


def test_a_load_spike_holds_until_the_questions_are_answered():
    walks = [entry("walk", at(day, 12), minutes=40) for day in range(0, 28, 2)]
    more = [entry("walk", at(day, 12), minutes=90) for day in range(28, 35, 2)]
    later = plan(screen_again_on=on(60))
    assert view(*walks, *more, day=34, of_plan=later) == (Verdict.HOLD, ["progress-load-spike"])
    assert view(*walks, *more, questions(34), day=34, of_plan=later) == (Verdict.CALM, [])


def test_each_reason_of_due_questions_is_given():
    log = log_of(morning(0, 1), morning(28, 1))
    rules = [reason.rule for reason in due_reasons(plan(), log, intake(), on(28), CATALOGUE)]
    assert rules == ["progress-screen-again", "progress-gap"]


# A week that rises.


def week(first: int, score: float) -> list[dict[str, object]]:
    return [morning(day, score) for day in range(first, first + 7)]


@pytest.mark.parametrize(("now", "rules"), [(1.5, []), (2, ["progress-rising-week"])])
def test_mornings_a_point_over_those_of_the_week_before_hold(now, rules):
    assert view(*week(0, 1), *week(7, now), day=13)[1] == rules


def test_a_week_that_falls_holds_nothing():
    assert view(*week(0, 2), *week(7, 1), day=13) == (Verdict.CALM, [])


@pytest.mark.parametrize("lines", [week(0, 1), week(7, 3)])
def test_a_week_without_mornings_is_compared_with_nothing(lines):
    assert "progress-rising-week" not in view(*lines, day=13)[1]


# After discharge.


def test_after_discharge_no_dose_rises():
    assert view(of_plan=plan(care=MAINTENANCE)) == (Verdict.HOLD, ["maintenance-no-step"])


def test_the_strictest_verdict_stands_with_every_reason_strictest_first():
    lines = (morning(1, 4), morning(2, 8), questions(2, 6, "infection"))
    verdict, rules = view(*lines, of_plan=plan(care=MAINTENANCE, screen_again_on=on(2)), day=3)
    assert verdict is Verdict.ESCALATE
    assert rules == ["pain-red-flag", "progress-form-open", "flare-calm", "maintenance-no-step"]
