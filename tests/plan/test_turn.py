"""One change at a time in the whole plan."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipwise.library.side import Side
from hipwise.plan.decision import Decision, DecisionKind
from hipwise.plan.history import parse_log
from hipwise.plan.progression import progress
from tests.plan.logs import CATALOGUE, START, at, bout, intake, item, plan

CLAMSHELL, BRIDGE = item(), item("bridge", side=Side.BOTH, repetitions=15)
TILT = item("pelvic-tilt", side=Side.BOTH, repetitions=15, hold_s=3)
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


@settings(max_examples=40, deadline=None)
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
