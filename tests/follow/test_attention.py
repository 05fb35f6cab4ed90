from dataclasses import replace
from datetime import timedelta

import pytest

from hipwise.follow.attention import Case, need_of, needs_of
from hipwise.follow.need import Place, Urgency, rank
from hipwise.library.rule import Reason
from hipwise.library.source import Evidence
from hipwise.plan.decision import Decision, DecisionKind
from hipwise.plan.dose_step import Change
from hipwise.plan.history import parse_log
from hipwise.plan.intake import Surgery
from hipwise.plan.progression import progress
from tests.plan.logs import CATALOGUE, START, at, bout, entry, intake, item, plan


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
    assert found.reason.text.startswith("Clamshell: 24-h rule: next morning 3/10, baseline 1")
    assert found.step_words == "Accept the easier step"


def test_high_pain_for_three_days_comes_up_today():
    lines = [entry("pain", at(day, 12), when="after", score=6) for day in (0, 1, 2)]
    assert need(lines).reason.rule == "need-high-pain"


def test_early_after_surgery_the_lower_stop_is_what_is_high():
    lines = [entry("pain", at(day, 12), when="after", score=3) for day in (0, 1, 2)]
    operated = intake(
        pathway="post-operative",
        surgery=Surgery(date=START - timedelta(weeks=3), procedures=("labral-repair",), limits={}),
    )
    early = [each.reason for each in needs_of(case(lines, of_intake=operated), CATALOGUE)]
    limit = CATALOGUE.setting("pain.stop_post_operative")
    assert CATALOGUE.reason("need-high-pain", limit=limit, days=3) in early
    assert "need-high-pain" not in rules_of(case(lines))


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


def test_rules_that_could_not_be_asked_bring_the_person_up_today():
    today = case(bout(0), today=1)
    reason = Reason("decision-not-computed", "The rules could not look.", "hipwise-default", Evidence("D"))
    unknown = Decision(today.today, None, DecisionKind.HOLD, (reason,))
    found = need_of(replace(today, decisions=(*today.decisions, unknown)), CATALOGUE)
    assert (found.urgency, found.place, found.reason.rule) == (Urgency.TODAY, Place.STOP, "need-not-computed")


def test_questions_that_are_due_come_up_without_a_new_entry():
    due = plan(screen_again_on=START + timedelta(days=2))
    found = need_of(replace(case(bout(0), of_plan=due), decisions=()), CATALOGUE)
    assert (found.reason.rule, found.step) == ("need-screening", "screen")


def test_little_done_by_somebody_who_logs_is_low_adherence():
    lines = [entry("pain", at(day, 8), when="next_morning", score=1, night_waking=False) for day in range(18)]
    rules = {need.reason.rule for need in needs_of(case(lines, today=17), CATALOGUE)}
    assert "need-low-adherence" in rules


def test_of_two_stops_the_stronger_pinch_comes_first():
    needs = {str(pinch): need(bout(2, pinch=pinch)) for pinch in (3, 6)}
    assert rank(needs) == ["6", "3"]


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


def rules_of(given: Case) -> dict[str, Urgency]:
    return {need.reason.rule: need.urgency for need in needs_of(given, CATALOGUE)}


def decided(kind: DecisionKind, *reasons: Reason, exercise: str | None = None, change: Change | None = None):
    today = case(bout(0), today=1)
    return replace(today, decisions=(Decision(today.today, exercise, kind, reasons, change),))


@pytest.mark.parametrize(
    ("kind", "after", "rule", "urgency"),
    [
        (DecisionKind.PROGRESS, 3, "need-phase", Urgency.THIS_WEEK),
        (DecisionKind.REGRESS, 1, "need-phase-back", Urgency.TODAY),
    ],
)
def test_a_change_of_phase_is_looked_at_and_one_back_today(kind, after, rule, urgency):
    given = decided(kind, CATALOGUE.reason("pain-limp"), change=Change("phase", 2, after))
    assert rules_of(given)[rule] is urgency
    assert not {"need-step-up", "need-step-back"} & set(rules_of(given))


@pytest.mark.parametrize(("day", "told"), [(26, True), (27, False)])
def test_a_yellow_flag_asks_for_a_call_until_the_questions_come_again(day, told):
    given = case(bout(day - 1), today=day, of_intake=intake(worries=("low-mood",)))
    assert ("need-worry" in rules_of(given)) is told


@pytest.mark.parametrize("last", [2, 3])
def test_high_pain_counts_up_to_today_or_yesterday(last):
    lines = [entry("pain", at(last - back, 12), when="after", score=6) for back in (0, 1, 2)]
    assert "need-high-pain" in rules_of(case(lines, today=3))


@pytest.mark.parametrize(
    ("days", "rule"),
    [(-1, "need-override-over"), (0, "need-override-over"), (1, "need-override-ends"),
     (3, "need-override-ends"), (4, None)],
)  # fmt: skip
def test_an_override_is_named_three_days_before_it_ends_and_once_it_has(days, rule):
    line = item(expires_on=START + timedelta(days=1 + days))
    told = {name for name in rules_of(case(bout(0), today=1, of_plan=plan(line))) if "override" in name}
    assert told == ({rule} if rule else set())


def test_of_several_pains_in_a_decision_the_largest_is_its_size():
    reasons = (
        CATALOGUE.reason("pain-over-stop", value=6, limit=5),
        CATALOGUE.reason("pain-pinch", value=4, limit=3),
    )
    given = decided(DecisionKind.STOP, *reasons, exercise="clamshell")
    assert next(need.size for need in needs_of(given, CATALOGUE) if need.reason.rule == "need-stop") == 6


@pytest.mark.parametrize(("before", "told"), [(1, False), (2, True)])
def test_three_steps_back_bring_the_person_up(before, told):
    today = case(bout(0) + bout(2, morning=3), today=3)
    back = next(d for d in today.decisions if d.change is not None)
    past = tuple(replace(back, date=START + timedelta(days=day)) for day in range(before))
    assert ("need-steps-back" in rules_of(replace(today, past_decisions=past))) is told


def test_a_new_plan_after_a_long_silence_is_not_silence():
    new = plan(made_on=START + timedelta(days=19))
    assert "need-silence" not in rules_of(case(bout(0), today=20, of_plan=new))


def test_a_newly_bad_night_without_a_score_asks_the_questions_now():
    lines = [*bout(0), entry("pain", at(2, 7), when="next_morning", score=None, night_waking=True)]
    assert rules_of(case(lines, today=2))["need-night"] is Urgency.NOW


@pytest.mark.parametrize(("day", "told"), [(19, False), (20, True)])
def test_three_weeks_without_a_step_up_are_told(day, told):
    lines = [line for each in range(0, day, 2) for line in bout(each, effort=7)]
    lasting = plan(screen_again_on=START + timedelta(days=80))
    given = replace(case(lines, today=day, of_plan=lasting), decisions=())
    assert ("need-plateau" in rules_of(given)) is told


def test_a_warning_sign_is_called_by_its_name():
    found = need([entry("red_flag", at(2, 9), flags=["blood-clot"])])
    assert CATALOGUE.red_flags["blood-clot"].name in found.reason.text


def test_a_dose_that_rose_lately_is_no_standstill():
    lines = [line for each in range(0, 30, 2) for line in bout(each, effort=7)]
    risen = plan(item(since=at(25, 9), change="up"), screen_again_on=START + timedelta(days=80))
    given = replace(case(lines, today=30, of_plan=risen), decisions=())
    assert "need-plateau" not in rules_of(given)


def test_after_discharge_little_done_is_not_asked_about():
    lines = [entry("pain", at(day, 8), when="next_morning", score=1, night_waking=False) for day in range(18)]
    assert "need-low-adherence" not in rules_of(case(lines, today=17, of_plan=plan(care="maintenance")))
