"""After a flare nothing restarts where it was."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hipwise.library.side import Side
from hipwise.plan.decision import Decision, DecisionKind
from hipwise.plan.exercise_decision import exercise_decision
from hipwise.plan.history import parse_log
from hipwise.plan.look import look_at
from hipwise.plan.overall import Overall
from hipwise.plan.pain_response import Verdict
from hipwise.plan.progression import progress
from tests.plan.logs import CATALOGUE, START, at, bout, entry, intake, item, plan

STRONG = item(sets=3, repetitions=12)
LIGHT = item("pelvic-tilt", side=Side.BOTH, sets=1, repetitions=15, hold_s=3)


def morning(day: int, score: float = 1) -> dict[str, object]:
    return entry(
        "pain", at(day, 7), when="next_morning", score=score, pinch=0, limp=False, night_waking=False
    )


def light(day: int) -> list[dict[str, object]]:
    return bout(day, "pelvic-tilt", side="both", sets=1, repetitions=15, hold_s=3)


def decide(lines, day, of_plan=None, name="clamshell") -> Decision:
    lines = list({line["id"]: line for line in lines}.values())
    log = parse_log(lines, CATALOGUE)
    found = progress(of_plan or plan(STRONG, LIGHT), log, intake(), START + timedelta(days=day), CATALOGUE)
    return next(decision for decision in found if decision.exercise == name)


# A limp without pain begins the flare; the stop of its own session is answered by the dose of `since`.
CALM_AGAIN = [
    *bout(0, sets=3),
    *light(1),
    entry("pain", at(2, 9), when="before", score=1, limp=True),
    *light(2),
]


def test_the_first_days_of_a_flare_pause_what_is_heavier():
    assert decide(CALM_AGAIN, 3).kind is DecisionKind.STOP


def test_after_the_flare_a_paused_exercise_restarts_one_step_lower():
    said = decide([*CALM_AGAIN, morning(3), morning(4)], 4)
    assert (said.kind, said.reasons[0].rule) == (DecisionKind.REGRESS, "flare-return")
    assert said.change.after < said.change.before


def test_the_restart_takes_away_between_a_third_and_a_half():
    change = decide([*CALM_AGAIN, morning(3), morning(4)], 4).change
    assert 0.5 <= change.after / change.before <= 0.7


def test_one_calm_morning_does_not_end_the_flare():
    assert decide([*CALM_AGAIN, morning(3)], 3).kind is DecisionKind.STOP


def test_what_was_done_all_through_the_flare_goes_on_as_it_was():
    said = decide([*CALM_AGAIN, morning(3), morning(4)], 4, name="pelvic-tilt")
    assert said.kind is DecisionKind.HOLD


def test_a_dose_that_was_set_during_the_flare_is_not_lowered_again():
    answered = plan(replace(STRONG, since=at(3, 9), change="eased"), LIGHT)
    assert decide([*CALM_AGAIN, morning(3), morning(4)], 4, answered).kind is DecisionKind.HOLD


def test_calm_sessions_of_the_whole_dose_after_the_flare_answer_it_too():
    lines = [*CALM_AGAIN, morning(3), morning(4), *bout(5, sets=3), *bout(7, sets=3)]
    assert "flare-return" not in [reason.rule for reason in decide(lines, 8).reasons]


def test_half_the_dose_means_half_of_it_is_taken_away():
    lines = [*CALM_AGAIN, *(morning(day, 2.5) for day in (3, 4, 5)), *light(4)]
    said = decide(lines, 6)
    assert said.kind is DecisionKind.REGRESS
    assert [reason.rule for reason in said.reasons] == ["flare-half"]
    assert said.change.after == said.change.before / 2


def loud(day: int) -> list[dict[str, object]]:
    """Evenings 3 points over the usual morning from the third day on: the flare stays loud."""
    sore = (entry("pain", at(each, 19), when="before", score=4, pinch=0) for each in range(3, day + 1))
    return [*CALM_AGAIN, morning(3), *sore]


def test_in_the_first_three_days_of_a_flare_the_lightest_exercise_keeps_its_dose():
    said = decide(loud(4), 4, name="pelvic-tilt")
    assert (said.kind, said.reasons[-1].rule) == (DecisionKind.HOLD, "flare-calm")


def test_after_three_days_the_lightest_exercise_is_halved_however_loud_the_hip_is():
    said = decide(loud(5), 5, name="pelvic-tilt")
    assert said.kind is DecisionKind.REGRESS
    assert [reason.rule for reason in said.reasons][-2:] == ["flare-calm", "flare-half"]


def test_what_was_halved_in_a_flare_stays_so_while_it_lasts():
    halved = plan(STRONG, replace(LIGHT, since=at(4, 12), change="eased"))
    assert decide(loud(5), 5, halved, "pelvic-tilt").kind is DecisionKind.HOLD


def test_form_that_is_lost_in_a_flare_steps_back_also_in_its_first_days():
    faulty = bout(
        3, "pelvic-tilt", side="both", sets=1, repetitions=15, hold_s=3,
        source="camera", faults={"PELVIC_ROT": 15}, morning=None,
    )  # fmt: skip
    said = decide([*CALM_AGAIN, morning(3), *faulty], 3, name="pelvic-tilt")
    assert said.kind is DecisionKind.REGRESS
    assert "progress-form-lost" in [reason.rule for reason in said.reasons]


def test_a_dose_that_rose_after_the_first_sore_score_does_not_answer_the_flare():
    """The therapist took the step up in the evening, before the second sore morning made it a flare."""
    risen = plan(STRONG, replace(LIGHT, since=at(2, 20), change="up"))
    answered = plan(STRONG, replace(LIGHT, since=at(2, 20), change="eased"))
    lines = [*light(0), morning(2, 3), morning(3, 3), *(morning(day, 2.5) for day in (4, 5))]
    kinds = [decide(lines, 5, of, "pelvic-tilt").kind for of in (risen, answered)]
    assert kinds == [DecisionKind.REGRESS, DecisionKind.HOLD]


def test_a_dose_set_while_only_medicine_made_it_a_flare_is_no_answer_to_the_flare():
    set_between = plan(STRONG, replace(LIGHT, since=at(1, 21), change="eased"))
    evening = [entry("pain", at(1, 19), when="after", score=2, pinch=0, analgesic=True)]
    mornings = [morning(2, 3), morning(3, 3), *(morning(day, 2.5) for day in (4, 5))]
    kinds = [
        decide([*light(0), *(evening if taken else []), *mornings], 5, set_between, "pelvic-tilt").kind
        for taken in (False, True)
    ]
    assert kinds == [DecisionKind.REGRESS, DecisionKind.REGRESS]


@pytest.mark.parametrize(
    ("since", "rule"), [(at(3, 9), "flare-return"), (at(5, 9), "progress-first-calm")], ids=["in it", "after"]
)
def test_a_step_up_within_a_flare_is_no_answer_to_it_and_one_after_its_end_is(since, rule):
    """The flare ends on the morning of the fourth day."""
    risen = plan(replace(STRONG, since=since, change="up"), LIGHT)
    said = decide([*CALM_AGAIN, morning(3), morning(4), *bout(5, sets=3)], 6, risen)
    assert said.reasons[0].rule == rule


def test_a_light_exercise_outside_of_the_plan_steps_back_in_a_flare_as_it_would_without():
    sore = [*light(1), entry("pain", at(2, 9), when="before", score=1, limp=True), morning(2, 3)]
    said = decide(sore, 2, plan(STRONG), "pelvic-tilt")
    assert said.kind.strictness >= DecisionKind.REGRESS.strictness
    assert said.change is None


def test_a_stop_proposes_the_largest_step_back_and_a_pinch_a_smaller_movement():
    stopped = decide(bout(0, peak=6, sets=3), 1)
    pinched = decide(bout(0, pinch=3, sets=3), 1)
    assert [said.kind for said in (stopped, pinched)] == [DecisionKind.STOP, DecisionKind.STOP]
    assert 0.5 <= stopped.change.after / stopped.change.before <= 0.7
    assert pinched.change.field == "range_share"


def test_a_stop_of_what_has_left_the_plan_changes_nothing():
    said = decide(bout(0, peak=6, sets=3), 1, plan(LIGHT))
    assert (said.kind, said.change) == (DecisionKind.STOP, None)


@pytest.mark.parametrize(
    ("since", "kind"),
    [(at(-1, 9), DecisionKind.HOLD), (at(0, 20), DecisionKind.REGRESS), (at(-8, 9), DecisionKind.REGRESS)],
    ids=["before the sore session", "after it", "more than a week before"],
)
def test_a_sore_morning_is_told_to_the_step_that_rose_in_the_week_before_its_session(since, kind):
    risen = plan(STRONG, replace(LIGHT, since=since, change="up"))
    assert decide([*light(0), *bout(0, sets=3, morning=3)], 1, risen).kind is kind


# By hand: what the whole plan says, and one exercise under it.


QUIET = Overall(Verdict.CALM, ())


def alone(lines, day, *items, name="clamshell", whole=QUIET, catalogue=CATALOGUE, made_on=None, **fields):
    """The decision about one exercise alone, under what is said of the whole plan."""
    lines = list({line["id"]: line for line in lines}.values())
    of_plan = plan(*items) if made_on is None else plan(*items, made_on=made_on)
    log = parse_log(lines, catalogue)
    look = look_at(of_plan, log, intake(**fields), START + timedelta(days=day), catalogue)
    return exercise_decision(name, look, whole)


def rules(said: Decision) -> list[str]:
    return [reason.rule for reason in said.reasons]


def whole(verdict: Verdict, rule: str = "progress-empty") -> Overall:
    return Overall(verdict, (CATALOGUE.reason(rule),))


TWO_CALM = bout(0) + bout(2)


@pytest.mark.parametrize(
    ("made", "kind"), [(0, DecisionKind.PROGRESS), (1, DecisionKind.HOLD), (3, DecisionKind.HOLD)]
)
def test_calm_sessions_before_the_day_of_the_plan_bring_no_step_up(made, kind):
    said = alone(TWO_CALM, 3, item(), made_on=START + timedelta(days=made))
    assert said.kind is kind
    assert (rules(said) == ["progress-first-calm"]) is (kind is DecisionKind.HOLD)


def test_of_the_sessions_before_the_plan_only_calm_ones_are_overlooked():
    said = alone(bout(0) + bout(2, pinch=3), 3, item(), made_on=START + timedelta(days=3))
    assert said.kind is DecisionKind.STOP


def test_a_dose_that_was_set_before_its_plan_keeps_the_sessions_since_then():
    """In a new plan an exercise keeps its dose and the moment it was set: those sessions answer that dose."""
    kept = item(since=at(-1, 9), change="eased")
    assert alone(TWO_CALM, 3, kept, made_on=START + timedelta(days=3)).kind is DecisionKind.PROGRESS


@pytest.mark.parametrize(
    ("verdict", "kind"),
    [
        (Verdict.ESCALATE, DecisionKind.ESCALATE),
        (Verdict.STOP, DecisionKind.STOP),
        (Verdict.HOLD, DecisionKind.HOLD),
    ],
)
def test_what_stops_or_holds_the_whole_plan_does_so_with_each_exercise(verdict, kind):
    assert alone(TWO_CALM, 3, item()).kind is DecisionKind.PROGRESS
    said = alone(TWO_CALM, 3, item(), whole=whole(verdict))
    assert (said.kind, said.change, rules(said)) == (kind, None, ["progress-empty"])


def test_its_own_stop_comes_before_a_stop_of_the_whole_plan_and_after_an_escalation():
    pinched = bout(0) + bout(2, pinch=3)
    assert rules(alone(pinched, 3, item(), whole=whole(Verdict.STOP))) == ["pain-pinch"]
    assert rules(alone(pinched, 3, item(), whole=whole(Verdict.ESCALATE))) == ["progress-empty"]


def test_a_hold_of_the_whole_plan_hides_no_step_back():
    said = alone(bout(0) + bout(2, peak=4), 3, item(), whole=whole(Verdict.HOLD))
    assert (said.kind, rules(said)) == (DecisionKind.REGRESS, ["pain-over-accept"])


def test_an_exercise_that_is_in_no_plan_holds_and_says_so():
    said = alone(TWO_CALM, 3, LIGHT)
    assert (said.kind, said.change, rules(said)) == (DecisionKind.HOLD, None, ["progress-not-in-plan"])


def test_an_exercise_that_left_the_plan_steps_back_without_a_change():
    said = alone(bout(0) + bout(2, peak=4), 3, LIGHT)
    assert (said.kind, said.change, said.session) == (DecisionKind.REGRESS, None, START + timedelta(days=2))


def test_what_keeps_the_whole_plan_and_what_keeps_the_exercise_are_both_said():
    said = alone(bout(0) + bout(2, peak=3), 3, item(), whole=whole(Verdict.HOLD))
    assert rules(said) == ["progress-empty", "pain-over-target"]


@pytest.mark.parametrize(
    ("lines", "day", "sessions"), [(bout(0), 1, "1"), (bout(0) + bout(2, peak=3), 3, None)]
)
def test_one_calm_session_is_not_enough_and_is_counted(lines, day, sessions):
    said = alone(lines, day, item())
    if sessions is None:
        assert rules(said) == ["pain-over-target"]
    else:
        assert dict(said.reasons[0].facts) == {"sessions": sessions, "needed": "2"}
    assert said.session == START + timedelta(days=day - 1)


def test_two_calm_sessions_bring_a_step_and_say_how_many():
    said = alone(TWO_CALM, 3, item())
    assert (rules(said), said.session) == (["progress-up"], START + timedelta(days=2))
    assert dict(said.reasons[0].facts) == {"sessions": "2"}


# The step up.


def test_a_dose_that_rose_this_week_waits_for_the_week_to_end():
    lines = bout(4, repetitions=14) + bout(6, repetitions=14)
    risen = item(repetitions=14, change="up", since=at(3, 9))
    assert rules(alone(lines, 7, risen)) == ["progress-week"]
    assert alone([*lines, *bout(9, repetitions=14)], 10, risen).kind is DecisionKind.PROGRESS


def test_a_dose_that_may_rise_by_less_than_a_whole_step_waits_for_the_week():
    """One session of the week was of 10 repetitions, before the dose was 14: a fifth more is 12."""
    lines = bout(0, repetitions=10) + bout(3, repetitions=14) + bout(5, repetitions=14)
    said = alone(lines, 6, item(repetitions=14))
    assert (said.kind, rules(said)) == (DecisionKind.HOLD, ["progress-week"])
    assert dict(said.reasons[0].facts) == {"limit": "20"}


def test_at_the_top_without_a_next_rung_it_stays():
    top = item(sets=3, repetitions=15)
    said = alone(bout(0, sets=3, repetitions=15) + bout(2, sets=3, repetitions=15), 3, top)
    assert (said.kind, said.change, rules(said)) == (DecisionKind.HOLD, None, ["progress-top"])


@pytest.mark.parametrize(("minutes", "rule"), [(4, "progress-up"), (3, "progress-no-time")])
def test_a_step_that_does_not_fit_into_the_day_is_not_taken(minutes, rule):
    said = alone(TWO_CALM, 3, item(minutes=3), minutes_per_day=minutes)
    assert rules(said) == [rule]
    assert (said.kind is DecisionKind.PROGRESS) is (rule == "progress-up")


# The step back.


def test_form_is_lost_from_exactly_the_share_that_is_set():
    half = CATALOGUE.with_settings({"regress.fault_share": 0.5})
    faulty = [bout(2, source="camera", faults={"ROLL_BACK": count}) for count in (6, 5)]
    kinds = [alone(bout(0) + lines, 3, item(), catalogue=half).kind for lines in faulty]
    assert kinds == [DecisionKind.REGRESS, DecisionKind.HOLD]


def test_what_can_get_no_lower_says_that_it_is_left_out():
    lowest = item(repetitions=5, range_share=0.5)
    said = alone(bout(0, repetitions=5) + bout(2, repetitions=5, peak=4), 3, lowest)
    assert (said.change.field, said.change.after) == ("exercise", None)
    assert rules(said) == ["pain-over-accept", "progress-lowest"]
    assert "progress-lowest" not in rules(alone(bout(0) + bout(2, peak=4), 3, item()))


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"pinch": 3}, "range_share"),
        ({"pinch": 3, "analgesic": True}, "range_share"),
        ({"pinch": 3, "limp": True}, "repetitions"),
        ({"limp": True}, "repetitions"),
    ],
)
def test_a_stop_for_a_pinch_alone_makes_the_movement_smaller(fields, field):
    said = alone(bout(0) + bout(2, **fields), 3, item())
    assert (said.kind, said.change.field) == (DecisionKind.STOP, field)


RISEN = replace(LIGHT, change="up", since=at(1, 9))


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"morning": 3}, DecisionKind.HOLD),
        ({"morning": 3, "analgesic": True, "peak": 0, "after": 0}, DecisionKind.HOLD),
        ({"morning": 3, "peak": 4}, DecisionKind.REGRESS),
        ({"peak": 4}, DecisionKind.REGRESS),
    ],
)
def test_a_sore_morning_alone_is_laid_to_the_exercise_that_rose(fields, kind):
    both = [*bout(0), *light(2), *bout(2, **fields)]
    said = alone(both, 3, item(), RISEN)
    assert said.kind is kind
    assert ("pain-last-step" in rules(said)) is (kind is DecisionKind.HOLD)


def test_the_exercise_that_rose_goes_back_itself_also_where_another_one_rose_too():
    both = [*bout(0), *light(2), *bout(2, morning=3)]
    also = item(change="up", since=at(1, 9))
    assert alone(both, 3, also, RISEN).kind is DecisionKind.REGRESS
    assert alone(both, 3, item(), LIGHT).kind is DecisionKind.REGRESS


@pytest.mark.parametrize("after", [1, 3, 4])
@pytest.mark.parametrize("analgesic", [False, True])
def test_a_sore_morning_leads_back_whatever_the_dose_set_before_it_has_answered(after, analgesic):
    sore = [*bout(0), *bout(2, after=after, morning=4, analgesic=analgesic)]
    said = alone(sore, 3, item(since=at(2, 23)), LIGHT)
    assert said.kind is DecisionKind.REGRESS
    assert rules(said)[0] == "pain-next-morning"


@pytest.mark.parametrize("analgesic", [False, True])
def test_a_calm_morning_leaves_the_dose_that_was_set_after_a_sore_session(analgesic):
    sore = [*bout(0), *bout(2, morning=0, after=4, analgesic=analgesic)]
    assert alone(sore, 3, item(since=at(2, 23)), LIGHT).kind is DecisionKind.HOLD


@pytest.mark.parametrize(("since", "is_laid"), [(at(2, 18), True), (at(2, 18.01), False)])
def test_only_a_step_before_the_session_began_can_have_made_its_morning_sore(since, is_laid):
    both = [*bout(0), *light(2), *bout(2, morning=3)]
    said = alone(both, 3, item(), replace(LIGHT, change="up", since=since))
    assert ("pain-last-step" in rules(said)) is is_laid


# Flares.


IN_A_FLARE = [*CALM_AGAIN, morning(3)]


def test_in_the_first_days_of_a_flare_only_the_lightest_goes_on():
    """A clamshell is not among them, a stretch is not, and what is of the lightest tier is."""
    lightest = round(CATALOGUE.setting("flare.calm_tier"))
    for exercise in CATALOGUE.exercises.values():
        lines = [*IN_A_FLARE, *bout(0, exercise.id, side="both")]
        said = alone(lines, 3, item(exercise.id), name=exercise.id)
        is_light = exercise.tier <= lightest and not exercise.impact and "mobility" not in exercise.aims[0]
        assert (said.kind is DecisionKind.STOP) is not is_light, exercise.id


def test_a_decision_in_a_flare_names_the_session_that_it_rests_on():
    assert alone(IN_A_FLARE, 3, STRONG).session == START
    assert alone(IN_A_FLARE, 3, item("bridge"), name="bridge").session is None


def test_form_that_is_lost_in_the_first_days_of_a_flare_is_not_called_half_the_dose():
    faulty = bout(
        3, "pelvic-tilt", side="both", sets=1, repetitions=15, hold_s=3,
        source="camera", faults={"PELVIC_ROT": 15}, morning=None,
    )  # fmt: skip
    said = alone([*IN_A_FLARE, *faulty], 3, LIGHT, name="pelvic-tilt")
    assert rules(said) == ["progress-form-lost", "flare-calm"]


@pytest.mark.parametrize(("volume", "change"), [(0.5, ("repetitions", 6)), (0.7, ("sets", 2))])
def test_of_the_dose_in_a_flare_the_share_that_is_set_stays(volume, change):
    catalogue = CATALOGUE.with_settings({"flare.volume": volume})
    lines = [*IN_A_FLARE, *(morning(day, 2.5) for day in (4, 5))]
    said = alone(lines, 6, STRONG, catalogue=catalogue)
    assert (said.change.field, said.change.after) == change


FLARE_OVER = [*CALM_AGAIN, morning(3), morning(4)]


@pytest.mark.parametrize(("made", "is_answered"), [(2, False), (3, True)])
def test_a_plan_made_on_a_later_day_than_the_flare_began_answers_it(made, is_answered):
    said = alone(FLARE_OVER, 4, STRONG, LIGHT, made_on=START + timedelta(days=made))
    assert ("flare-return" in rules(said)) is not is_answered


@pytest.mark.parametrize(("since", "is_answered"), [(at(2, 9), True), (at(2, 8.9), False)])
def test_a_dose_set_at_the_moment_when_the_flare_began_or_later_answers_it(since, is_answered):
    said = alone(FLARE_OVER, 4, replace(STRONG, since=since, change="eased"), LIGHT)
    assert ("flare-return" in rules(said)) is not is_answered


@pytest.mark.parametrize(("day", "is_asked"), [(18, True), (19, False)])
def test_a_flare_that_was_over_two_weeks_ago_is_not_asked_about_any_more(day, is_asked):
    assert ("flare-return" in rules(alone(FLARE_OVER, day, STRONG, LIGHT))) is is_asked


def test_what_is_in_no_plan_has_nothing_to_return_to():
    assert rules(alone(FLARE_OVER, 4, LIGHT)) == ["progress-not-in-plan"]


@pytest.mark.parametrize(("days", "is_answered"), [((5, 7), True), ((5,), False), ((3, 5), False)])
def test_two_calm_sessions_of_the_whole_dose_since_its_end_answer_a_flare(days, is_answered):
    lines = [*FLARE_OVER, *(line for day in days for line in bout(day, sets=3))]
    assert ("flare-return" in rules(alone(lines, 8, STRONG, LIGHT))) is not is_answered


@pytest.mark.parametrize(
    "other",
    [
        replace(LIGHT, change="eased", since=at(1, 9)),
        replace(LIGHT, change="up", since=at(-5, 9)),
        item("bridge", side=Side.BOTH, change="up", since=at(1, 9)),
    ],
    ids=["it was eased", "it rose a week before", "it was not done"],
)
def test_another_exercise_is_blamed_only_for_a_step_up_of_the_week_that_was_done_that_day(other):
    both = [*bout(0), *light(2), *bout(2, morning=3)]
    assert alone(both, 3, item(), other).kind is DecisionKind.REGRESS


@pytest.mark.parametrize(("since", "is_answered"), [(at(4, 6.9), False), (at(4, 7), True)])
def test_a_step_up_at_the_moment_at_which_the_flare_ended_is_one_after_it(since, is_answered):
    said = alone(FLARE_OVER, 4, replace(STRONG, since=since, change="up"), LIGHT)
    assert ("flare-return" in rules(said)) is not is_answered


def test_form_that_is_lost_tells_the_share_and_the_session():
    said = alone(bout(0) + bout(2, source="camera", faults={"ROLL_BACK": 12}), 3, item())
    assert dict(said.reasons[0].facts) == {"share": "100", "limit": "66"}
    assert said.session == START + timedelta(days=2)


def test_half_the_dose_in_a_flare_tells_the_share_and_its_first_day():
    lines = [*IN_A_FLARE, *(morning(day, 2.5) for day in (4, 5))]
    (reason,) = alone(lines, 6, STRONG).reasons
    assert dict(reason.facts) == {"share": "50", "since": "25 November"}


def test_the_lightest_that_is_in_no_plan_holds_in_a_flare_also_after_its_first_days():
    said = alone(loud(5), 5, STRONG, name="pelvic-tilt")
    assert (said.kind, said.change, rules(said)) == (DecisionKind.HOLD, None, ["flare-calm"])
