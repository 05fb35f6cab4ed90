"""One change at a time in the whole plan."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipwise.library.side import Side
from hipwise.plan.decision import Decision, DecisionKind
from hipwise.plan.dose_step import Change
from hipwise.plan.history import parse_log
from hipwise.plan.intake import Pain, PhysicalTests
from hipwise.plan.look import look_at
from hipwise.plan.pain_response import Verdict
from hipwise.plan.phase_change import PhaseChange
from hipwise.plan.progression import progress
from hipwise.plan.turn import one_change_at_a_time
from tests.plan.logs import CATALOGUE, START, at, bout, entry, intake, item, plan

CLAMSHELL, BRIDGE = item(), item("bridge", side=Side.BOTH, repetitions=15)
TILT = item("pelvic-tilt", side=Side.BOTH, repetitions=15, hold_s=3)
OPEN = {
    "pain": Pain(rest=0, worst_24h=1, pinch=0, flare_last_7_days=False),
    "tests": PhysicalTests(walk_minutes_pain_free=60.0),
}
REPETITIONS = {"clamshell": 12, "bridge": 15, "pelvic-tilt": 15}


def session(day, names=("clamshell", "bridge"), **fields) -> list[dict[str, object]]:
    """One session of several exercises."""
    lines: dict[object, dict[str, object]] = {}
    for name in names:
        side = "right" if name == "clamshell" else "both"
        for line in bout(day, name, **{"side": side, "repetitions": REPETITIONS[name]} | fields):
            lines[line["id"]] = line
    return list(lines.values())


def decide(lines, of_plan, day=3) -> dict[str | None, Decision]:
    log = parse_log(lines, CATALOGUE)
    decisions = progress(of_plan, log, intake(), START + timedelta(days=day), CATALOGUE)
    return {decision.exercise: decision for decision in decisions}


def rules(decision: Decision) -> list[str]:
    return [reason.rule for reason in decision.reasons]


def test_of_two_calm_exercises_the_one_of_the_first_need_rises_and_the_other_says_why_it_waits():
    said = decide(session(0) + session(2), plan(BRIDGE, CLAMSHELL))
    assert said["clamshell"].kind is DecisionKind.PROGRESS
    assert (said["bridge"].kind, rules(said["bridge"])) == (DecisionKind.HOLD, ["progress-one-change"])
    assert "Clamshell" in said["bridge"].reasons[0].text


def test_nothing_rises_before_a_calm_session_has_answered_the_last_step():
    raised = plan(CLAMSHELL, replace(BRIDGE, change="up", since=at(1, 9)))
    lines = session(0) + session(2, ("clamshell",))
    assert rules(decide(lines, raised)["clamshell"]) == ["progress-last-step"]
    answered = session(0) + session(2)
    assert decide(answered, raised)["clamshell"].kind is DecisionKind.PROGRESS


def test_a_step_without_an_answer_waits_a_week_at_most():
    raised = plan(CLAMSHELL, replace(BRIDGE, change="up", since=at(1, 9)))
    lines = [line for day in (0, 2, 4, 7, 9) for line in session(day, ("clamshell",))]
    lines += session(6, ("bridge",), morning=None)
    assert "progress-last-step" not in rules(decide(lines, raised, day=10)["clamshell"])


def test_nothing_rises_on_a_day_on_which_another_exercise_steps_back():
    lines = session(0) + session(2)
    for line in lines:
        if line.get("when") == "during" and line.get("exercise") == "bridge" and "T18" in str(line["at"]):
            line["score"] = 4
    said = decide(lines, plan(CLAMSHELL, BRIDGE))
    assert said["bridge"].kind is DecisionKind.REGRESS
    assert rules(said["clamshell"]) == ["progress-other-eased"]


scores = st.integers(0, 4)


@settings(max_examples=40)
@given(st.lists(st.tuples(scores, scores, scores), min_size=2, max_size=4))
def test_at_most_one_exercise_rises_whatever_was_logged(answers):
    lines = []
    for number, (before, peak, morning) in enumerate(answers):
        fields = {"before": before, "peak": peak, "morning": morning}
        lines += session(2 * number, ("clamshell", "bridge", "pelvic-tilt"), **fields)
    said = decide(lines, plan(CLAMSHELL, BRIDGE, TILT), day=2 * len(answers))
    assert sum(decision.kind is DecisionKind.PROGRESS for decision in said.values()) <= 1


@pytest.mark.parametrize("field", ["peak", "pinch", "morning", "before", "after"])
def test_more_pain_in_one_exercise_never_lets_another_rise(field):
    calm = decide(session(0) + session(2), plan(CLAMSHELL, BRIDGE))
    sore = decide(session(0) + session(2, **{field: 3}), plan(CLAMSHELL, BRIDGE))
    for name in ("clamshell", "bridge"):
        assert sore[name].kind.strictness >= calm[name].kind.strictness


WEEK = [line for day in range(8) for line in session(day, before=0, peak=0, after=0, morning=0)]


def ready(*items, **fields):
    """A plan of phase 1 in a week in which the next phase is open, unless `fields` say otherwise."""
    signed = replace(plan(*items, phase=1), made_on=START - timedelta(days=1))
    return signed, intake(weeks_in_programme=3, **fields)


def test_no_dose_rises_beside_the_next_phase_once_one_has_risen():
    risen = replace(BRIDGE, change="up", since=at(-1, 9))
    signed, who = ready(risen, CLAMSHELL, **OPEN)
    log = parse_log(WEEK, CATALOGUE)
    said = progress(signed, log, who, START + timedelta(days=8), CATALOGUE)
    kinds = {d.exercise: d.kind for d in said}
    assert kinds == {None: DecisionKind.PROGRESS, "clamshell": DecisionKind.HOLD, "bridge": DecisionKind.HOLD}
    assert {rules(d)[0] for d in said if d.exercise} == {"progress-other-phase"}


def test_a_declined_phase_does_not_keep_the_doses_waiting():
    signed, who = ready(BRIDGE, CLAMSHELL, **OPEN)
    log = parse_log(WEEK, CATALOGUE)
    said = progress(signed, log, who, START + timedelta(days=8), CATALOGUE, is_phase_declined=True)
    rising = [d for d in said if d.kind is DecisionKind.PROGRESS]
    assert [d.exercise for d in rising] == ["clamshell"]


def test_no_phase_begins_beside_a_step_back():
    signed, who = ready(BRIDGE, CLAMSHELL, **OPEN)
    lost = WEEK[: -len(session(7))] + session(7, faults={"PELVIC_ROT": 12}, source="camera")
    said = progress(signed, parse_log(lost, CATALOGUE), who, START + timedelta(days=8), CATALOGUE)
    kinds = [d.kind for d in said]
    assert DecisionKind.REGRESS in kinds
    assert DecisionKind.PROGRESS not in kinds


@pytest.mark.parametrize(("pinch", "rule"), [(0, "pain-last-step"), (1, "pain-small-pinch")])
def test_a_sore_morning_is_laid_to_the_step_before_unless_this_exercise_pinched(pinch, rule):
    raised = plan(CLAMSHELL, replace(BRIDGE, change="up", since=at(1, 9)))
    lines = session(0) + session(2, ("bridge",), morning=4) + bout(2, pinch=pinch, morning=4)
    said = decide(list({line["id"]: line for line in lines}.values()), raised)["clamshell"]
    assert rule in rules(said)
    assert (said.kind is DecisionKind.HOLD) is (pinch == 0)


def test_a_flare_that_is_not_answered_yet_comes_before_blaming_the_step_of_another_exercise():
    mornings = {-14: 1, -12: 1, -10: 1, -8: 6, -7: 6, -5: 1, -4: 1, -3: 1}
    before = [entry("pain", at(d, 7), when="next_morning", score=s, pinch=0) for d, s in mornings.items()]
    risen = plan(CLAMSHELL, replace(BRIDGE, change="up", since=at(1, 9)), made_on=START - timedelta(days=20))
    said = decide(before + session(2, morning=4), risen)["clamshell"]
    assert "flare-return" in rules(said)


# By hand: one decision for each exercise of a plan.


def a_step(exercise, kind=DecisionKind.PROGRESS):
    change = Change("repetitions", 12, 14) if kind is not DecisionKind.HOLD else None
    return Decision(START, exercise, kind, (CATALOGUE.reason("progress-up", sessions=2),), change)


def taken(items, lines=(), day=3, phase=None, said=None) -> dict[str | None, Decision]:
    log = parse_log(lines, CATALOGUE)
    look = look_at(plan(*items), log, intake(), START + timedelta(days=day), CATALOGUE)
    decisions = said or [a_step(item.exercise) for item in items]
    return {each.exercise: each for each in one_change_at_a_time(decisions, look, phase)}


def rising(said) -> list[str | None]:
    return [name for name, each in said.items() if each.kind is DecisionKind.PROGRESS]


LEG_RAISE = item("side-lying-leg-raise", repetitions=10)


def test_where_nothing_rises_everything_stays_as_it_was():
    said = [a_step("clamshell", DecisionKind.REGRESS), a_step("bridge", DecisionKind.HOLD)]
    assert list(taken([CLAMSHELL, BRIDGE], said=said).values()) == said


@pytest.mark.parametrize("order", [(CLAMSHELL, BRIDGE), (BRIDGE, CLAMSHELL)])
def test_the_exercise_of_the_first_need_rises_wherever_it_stands(order):
    assert rising(taken(order)) == ["clamshell"]


def test_an_exercise_with_several_aims_counts_by_the_first_need_that_it_serves():
    """A prone leg raise serves the core first and the strength of the seat too, which comes before."""
    prone = item("prone-leg-raise", repetitions=15)
    clock = item("pelvic-clock", side=Side.BOTH)
    assert rising(taken([clock, prone])) == ["prone-leg-raise"]
    assert rising(taken([item("bridge", side=Side.BOTH), prone])) == ["bridge"]
    assert rising(taken([prone, item("bridge", side=Side.BOTH)])) == ["prone-leg-raise"]


def test_of_one_need_the_dose_that_has_stood_longest_rises():
    old, new = replace(CLAMSHELL, since=at(-20, 9)), replace(LEG_RAISE, since=at(-10, 9))
    assert rising(taken([new, old])) == rising(taken([old, new])) == ["clamshell"]


def test_a_dose_that_stands_since_the_plan_was_made_has_stood_longest():
    assert rising(taken([replace(CLAMSHELL, since=at(-20, 9)), LEG_RAISE])) == ["side-lying-leg-raise"]


def test_of_doses_that_stand_as_long_the_plans_order_says_which_rises():
    assert rising(taken([LEG_RAISE, CLAMSHELL])) == ["side-lying-leg-raise"]
    assert rising(taken([CLAMSHELL, LEG_RAISE])) == ["clamshell"]


def test_a_decision_about_the_whole_plan_is_no_reason_to_wait():
    said = [a_step(None, DecisionKind.HOLD), a_step("clamshell")]
    assert rising(taken([CLAMSHELL], said=said)) == ["clamshell"]


def test_what_steps_back_is_named_also_when_it_is_no_exercise_that_we_know():
    said = taken([CLAMSHELL], said=[a_step("unheard-of", DecisionKind.REGRESS), a_step("clamshell")])
    assert "another exercise" in said["clamshell"].reasons[0].text
    named = taken([CLAMSHELL], said=[a_step("bridge", DecisionKind.REGRESS), a_step("clamshell")])
    assert CATALOGUE.exercise("bridge").name in named["clamshell"].reasons[0].text


def test_a_phase_that_waits_for_something_keeps_no_dose_waiting():
    waiting = PhaseChange(Verdict.HOLD, (), None)
    proposed = PhaseChange(Verdict.CALM, (), Change("phase", 2.0, 3.0))
    assert rising(taken([CLAMSHELL], phase=waiting)) == ["clamshell"]
    held = taken([CLAMSHELL], phase=proposed)["clamshell"]
    assert (held.kind, held.change, rules(held)) == (DecisionKind.HOLD, None, ["progress-other-phase"])


RISEN = replace(BRIDGE, change="up", since=at(0, 18))


def waits(lines) -> bool:
    return rules(taken([CLAMSHELL, RISEN], lines, said=[a_step("clamshell")])["clamshell"]) == [
        "progress-last-step"
    ]


def test_the_answer_to_a_step_is_a_session_that_began_no_earlier_than_it():
    earlier = item("bridge", side=Side.BOTH, repetitions=15, change="up", since=at(0, 18.01))
    assert not waits(session(0, ("bridge",)))
    lines = session(0, ("bridge",))
    said = taken([CLAMSHELL, earlier], lines, said=[a_step("clamshell")])["clamshell"]
    assert rules(said) == ["progress-last-step"]


@pytest.mark.parametrize(
    "fields", [{"morning": None}, {"limp": None}, {"peak": 3}, {"morning": 3}, {"pinch": 1}, {"limp": True}]
)
def test_only_a_calm_session_with_all_its_answers_answers_a_step(fields):
    assert waits(session(1, ("bridge",), **fields))
    assert not waits(session(1, ("bridge",)))


def test_one_answer_among_other_sessions_is_enough():
    assert not waits(session(1, ("bridge",)) + session(2, ("bridge",), morning=None))


def test_a_session_of_another_exercise_answers_nothing():
    assert waits(session(1, ("clamshell",)))


def test_what_waits_for_the_last_step_names_its_exercise_and_its_day():
    said = taken([CLAMSHELL, RISEN], said=[a_step("clamshell")])["clamshell"]
    assert dict(said.reasons[0].facts) == {"name": CATALOGUE.exercise("bridge").name, "day": "23 November"}


def whole_plan(lines) -> Decision:
    signed, who = ready(replace(BRIDGE, change="up", since=at(-1, 9)), CLAMSHELL, **OPEN)
    said = progress(signed, parse_log(lines, CATALOGUE), who, START + timedelta(days=8), CATALOGUE)
    return next(decision for decision in said if decision.exercise is None)


def test_an_exercise_that_only_holds_keeps_no_phase_waiting():
    hard = [line for day in range(8) for line in session(day, before=0, peak=0, after=0, morning=0, effort=6)]
    assert whole_plan(hard).kind is DecisionKind.PROGRESS


def test_what_is_said_about_the_phase_makes_no_stop_milder():
    assert whole_plan(WEEK).kind is DecisionKind.PROGRESS
    strong = entry("pain", at(8, 12), when="after", score=8)
    flagged = entry("red_flag", at(8, 12), flags=["infection"])
    assert whole_plan([*WEEK, strong]).kind is DecisionKind.STOP
    assert whole_plan([*WEEK, flagged]).kind is DecisionKind.ESCALATE
