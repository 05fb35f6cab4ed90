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
from hipwise.plan.in_force import PlansInForce
from hipwise.plan.intake import Pain, Surgery
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


# Now.


def the(rule: str, given: Case):
    """The need of that rule; None where there is none."""
    return next((need for need in needs_of(given, CATALOGUE) if need.reason.rule == rule), None)


def test_a_screening_that_stops_everything_comes_up_now_without_a_flag_of_the_log():
    sore = intake(pain=Pain(rest=8, worst_24h=8, pinch=1, flare_last_7_days=False))
    found = need(bout(0), today=1, of_intake=sore)
    assert (found.urgency, found.place, found.reason.rule) == (Urgency.NOW, Place.ESCALATE, "need-red-flag")
    assert found.reason.text == "Red flag: an answer that a person has to see. The plan is locked."


def test_a_flag_that_nobody_knows_is_called_by_its_id():
    found = need(bout(0), today=1, of_intake=intake(red_flags=("unheard-of",)))
    assert found.reason.text == "Red flag: unheard-of. The plan is locked."


def test_the_strength_of_the_pain_is_the_size_of_an_open_question():
    assert the("need-questions", case(bout(2, peak=8))).size == 8
    night = [*bout(0), entry("pain", at(2, 7), when="next_morning", score=None, night_waking=True)]
    assert the("need-night", case(night, today=2)).size == 0


# High pain and flares.


def test_pain_at_the_stop_is_not_over_it():
    def lines(score):
        return [entry("pain", at(day, 12), when="after", score=score) for day in (1, 2, 3)]

    assert the("need-high-pain", case(lines(5))) is None
    assert the("need-high-pain", case(lines(5.5))).size == 3


def test_of_the_limits_of_the_days_the_lowest_is_named():
    lines = [entry("pain", at(day, 12), when="after", score=6) for day in (1, 2, 3)]
    on = START + timedelta(days=3) - timedelta(weeks=7)  # the sixth week ends within those days
    operated = intake(pathway="post-operative", surgery=Surgery(on, ("labral-repair",), {}))
    found = the("need-high-pain", case(lines, of_intake=operated))
    assert found.reason.text == "Pain over 2 of 10 for 3 days"


def sore_mornings(*scores):
    """Three calm mornings, and then these."""
    return [
        entry("pain", at(day, 7), when="next_morning", score=s) for day, s in enumerate((0, 0, 0, *scores))
    ]


def test_a_flare_is_told_with_its_day_as_long_as_it_goes_on():
    found = the("need-flare", case(sore_mornings(4, 4, 4), today=5))
    assert (found.urgency, found.size) == (Urgency.TODAY, 3)
    assert "Flare since 26 November, day 3" in found.reason.text
    assert the("need-flare", case(sore_mornings(4, 4, 0, 0, 0), today=7)) is None


# Decisions.


@pytest.mark.parametrize(
    ("change", "name"), [(Change("phase", 2, 3), "phase-3"), (Change("phase", 2, 1), "phase-1")]
)
def test_a_change_of_phase_names_the_phase(change, name):
    kind = DecisionKind.PROGRESS if change.after == 3 else DecisionKind.REGRESS
    given = decided(kind, CATALOGUE.reason("pain-limp"), change=change)
    rule = "need-phase" if change.after == 3 else "need-phase-back"
    assert CATALOGUE.phases[name].name in the(rule, given).reason.text


def test_a_whole_plan_that_steps_back_has_no_easier_step_to_accept():
    given = decided(DecisionKind.REGRESS, CATALOGUE.reason("pain-limp"))
    assert "need-step-back" not in rules_of(given)
    own = decided(DecisionKind.REGRESS, CATALOGUE.reason("pain-limp"), exercise="clamshell")
    assert "need-step-back" in rules_of(own)


def test_a_stop_without_a_reason_names_its_exercise_alone():
    found = the("need-stop", decided(DecisionKind.STOP, exercise="clamshell"))
    assert (found.reason.text, found.detail, found.size) == ("Clamshell: ", "", 0)
    assert the("need-stop", decided(DecisionKind.STOP)).reason.text == "The whole plan: "


def test_the_first_reason_is_the_line_and_the_others_are_its_detail():
    reasons = [CATALOGUE.reason(rule) for rule in ("pain-limp", "pain-nerve", "pain-swelling")]
    found = the("need-stop", decided(DecisionKind.STOP, *reasons, exercise="clamshell"))
    texts = [CATALOGUE.for_therapist(reason) for reason in reasons]
    assert found.reason.text == f"Clamshell: {texts[0]}"
    assert found.detail == f"{texts[1]} {texts[2]}"


def test_one_reason_that_was_not_computed_is_enough():
    missed = Reason("decision-not-computed", "The rules could not look.", "hipwise-default", Evidence("D"))
    given = decided(DecisionKind.HOLD, CATALOGUE.reason("pain-nerve"), missed)
    assert rules_of(given)["need-not-computed"] is Urgency.TODAY
    assert "need-not-computed" not in rules_of(decided(DecisionKind.HOLD, CATALOGUE.reason("pain-nerve")))


# What was done.


def logging(days: int, done: int, **fields) -> Case:
    """Somebody who tells every morning, and did the plan's session on so many of its days."""
    lines = [entry("pain", at(day, 8), when="next_morning", score=1, pinch=0) for day in range(days)]
    planned = [day for day in range(days) if (START + timedelta(days=day)).weekday() in (0, 2, 4)]
    sets = [
        entry(
            "set", at(day, 18 + number / 10), exercise="clamshell", side="right", set=number, repetitions=12
        )
        for day in planned[:done]
        for number in (1, 2)
    ]
    return case([*lines, *sets], today=days - 1, **fields)


@pytest.mark.parametrize(("done", "told"), [(2, True), (3, False), (4, False)])
def test_less_than_half_of_two_weeks_is_low_adherence(done, told):
    assert ("need-low-adherence" in rules_of(logging(14, done))) is told


def test_low_adherence_tells_the_share_and_how_much_is_missing():
    found = the("need-low-adherence", logging(14, 2))
    assert "33" in found.reason.text
    assert found.size == pytest.approx(2 / 3)


@pytest.mark.parametrize(("made", "told"), [(-1, True), (0, False)])
def test_a_plan_of_less_than_two_weeks_is_not_asked_about(made, told):
    young = plan(made_on=START + timedelta(days=made))
    assert ("need-low-adherence" in rules_of(logging(14, 0, of_plan=young))) is told


def test_nothing_planned_is_nothing_left_undone():
    never = plan(item(days=()))
    assert "need-low-adherence" not in rules_of(logging(14, 0, of_plan=never))


def test_each_day_is_held_against_the_plan_of_that_day():
    heavier = plan(item(sets=6))
    plans = PlansInForce((START - timedelta(days=1), START + timedelta(days=13)), (plan(), heavier))
    assert "need-low-adherence" in rules_of(logging(14, 6, of_plan=heavier))
    assert "need-low-adherence" not in rules_of(logging(14, 6, of_plan=heavier, plans=plans))


@pytest.mark.parametrize(("last", "told"), [(0, True), (1, True), (2, False), (7, False)])
def test_silence_counts_from_the_last_entry(last, told):
    lines = [entry("pain", at(day, 8), when="next_morning", score=1, pinch=0) for day in range(last + 1)]
    given = case(lines, today=8)
    assert ("need-silence" in rules_of(given)) is told
    assert not told or the("need-silence", given).size == 8 - last


# No change.

LASTING = plan(screen_again_on=START + timedelta(days=200))


def trying(day: int = 28, every: int = 2, **fields) -> Case:
    """Somebody who did the plan's sets up to that day and whose doses did not rise."""
    lines = [line for each in range(0, day, every) for line in bout(each, effort=7)]
    return replace(case(lines, today=day, **{"of_plan": LASTING, **fields}), decisions=())


def test_a_standstill_tells_days_and_share():
    found = the("need-plateau", trying())
    assert (found.urgency, found.size) == (Urgency.THIS_WEEK, 29)
    assert "100" in found.reason.text


def test_a_standstill_of_little_done_is_none():
    assert "need-plateau" not in rules_of(trying(every=7))


def test_after_discharge_no_dose_has_to_rise():
    assert "need-plateau" not in rules_of(trying(of_plan=replace(LASTING, care="maintenance")))


@pytest.mark.parametrize(("kind", "told"), [(DecisionKind.PROGRESS, False), (DecisionKind.HOLD, True)])
def test_a_step_up_of_lately_is_no_standstill_and_a_hold_is_one(kind, told):
    past = (Decision(START + timedelta(days=20), "clamshell", kind, ()),)
    assert ("need-plateau" in rules_of(replace(trying(), past_decisions=past))) is told


# Does it help?


def answered(weeks: int, change: float | None, *extra, day: int = 82, **fields) -> Case:
    """Somebody in that week whose iHOT-12 changed by so much, with all that was planned done."""
    made = START + timedelta(days=day - 32)
    lines = [line for each in range(day - 32, day, 2) for line in bout(each, before=3, peak=3, morning=1)]
    known = plan(screen_again_on=START + timedelta(days=200), made_on=made, **fields)
    person = intake(weeks_in_programme=weeks - 4, today=made)
    return case([*lines, *extra], today=day, of_plan=known, of_intake=person, outcome_change=change)


LOCKING = entry("red_flag", at(70, 9), flags=["locking-or-giving-way"])


def test_the_clock_alone_waits_for_the_week_and_another_reason_for_a_letter_does_not():
    clock = the("response-refer", answered(12, 6))
    assert (clock.urgency, clock.step, clock.size, clock.detail) == (Urgency.THIS_WEEK, "letter", 84, "")
    both = the("response-refer", answered(12, 6, LOCKING))
    assert (both.urgency, both.detail) == (Urgency.TODAY, CATALOGUE.reason("referral-locking").text)
    assert the("referral-locking", answered(3, 6, LOCKING)).urgency is Urgency.TODAY


def test_after_discharge_nobody_asks_whether_the_programme_helps():
    assert the("response-refer", answered(12, 6, care="maintenance")) is None


def test_at_six_weeks_it_is_looked_at_once_nothing_else_is():
    found = next(n for n in needs_of(answered(6, 6), CATALOGUE) if n.reason.rule.startswith("response-"))
    assert (found.urgency, found.place, found.step, found.size) == (
        Urgency.THIS_WEEK,
        Place.PROGRESS,
        "look",
        -1,
    )
    later = needs_of(answered(9, 6), CATALOGUE)
    assert not [n for n in later if n.reason.rule.startswith("response-")]


def test_a_worry_is_of_no_size():
    assert the("need-worry", case(bout(0), today=1, of_intake=intake(worries=("low-mood",)))).size == 0
