"""One change at a time in the whole plan."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipwise.library.side import Side
from hipwise.plan.decision import Decision, DecisionKind
from hipwise.plan.history import parse_log
from hipwise.plan.intake import Pain, PhysicalTests
from hipwise.plan.progression import progress
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
