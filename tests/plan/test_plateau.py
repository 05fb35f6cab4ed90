"""No step up for weeks brings a person, not silence."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hipwise.plan.decision import Decision, DecisionKind
from hipwise.plan.history import parse_log
from hipwise.plan.plateau import last_step_up, plateau_reason
from hipwise.plan.progression import progress
from tests.plan.logs import CATALOGUE, START, at, bout, entry, intake, item, look, plan


def whole_plan(lines, day, of_plan):
    log = parse_log(lines, CATALOGUE)
    decisions = progress(of_plan, log, intake(), START + timedelta(days=day), CATALOGUE)
    return next((d for d in decisions if d.exercise is None), None)


def weeks(count: int, **fields) -> list[dict[str, object]]:
    return [line for day in range(0, 7 * count, 2) for line in bout(day, **fields)]


LASTING = {"screen_again_on": START + timedelta(days=80)}


def test_three_weeks_without_a_step_up_call_the_therapist_and_say_what_holds():
    said = whole_plan(weeks(3, effort=7), 21, plan(**LASTING))
    assert (said.kind, said.reasons[0].rule) == (DecisionKind.HOLD, "progress-plateau")
    assert "Hard work already" in said.reasons[0].text


def test_three_weeks_of_missing_mornings_are_a_plateau_too():
    said = whole_plan(weeks(3, morning=None), 21, plan(**LASTING))
    assert "Something is not known" in said.reasons[0].text


def test_no_plateau_before_the_three_weeks_are_over():
    assert whole_plan(weeks(3, effort=7), 19, plan(**LASTING)) is None


def test_no_plateau_while_a_step_up_is_proposed():
    assert whole_plan(weeks(3), 21, plan(**LASTING)) is None


def test_the_weeks_count_from_the_last_step_up():
    raised = plan(item(change="up", since=at(5, 9)), **LASTING)
    assert whole_plan(weeks(3, effort=7), 21, raised) is None
    assert whole_plan(weeks(4, effort=7), 26, raised).reasons[0].rule == "progress-plateau"


def test_no_plateau_of_somebody_who_did_nothing():
    lines = bout(0) + [entry("pain", at(day, 8), when="next_morning", score=1) for day in range(1, 22)]
    said = whole_plan(lines, 21, plan(**LASTING))
    assert said is None or said.reasons[0].rule != "progress-plateau"


# Each part.


def held(*rules: str, exercise: str = "clamshell", kind: DecisionKind = DecisionKind.HOLD) -> Decision:
    """A decision of the last day with these reasons."""
    reasons = tuple(CATALOGUE.reason(rule) for rule in rules)
    return Decision(START + timedelta(days=21), exercise, kind, reasons)


def told(*decisions: Decision, sessions: tuple[int, ...] = (18, 20), day: int = 21, names=("clamshell",)):
    """What these decisions say of a plan with these exercises and sessions on those days."""
    lines = [line for each in sessions for line in bout(each)]
    reason = plateau_reason(decisions, look(*map(item, names), lines=lines, day=day))
    return None if reason is None else dict(reason.facts)


@pytest.mark.parametrize(("day", "is_said"), [(19, False), (20, True), (21, True)])
def test_three_weeks_from_the_day_of_the_plan(day, is_said):
    # The plan was made the day before the first one.
    assert (told(held("pain-nerve"), sessions=(16, 18), day=day) is not None) is is_said


@pytest.mark.parametrize(
    ("sessions", "is_said"),
    [((7, 20), True), ((6, 20), False), ((20,), False), ((19, 20), True), ((), False)],
)
def test_two_sessions_in_the_last_two_weeks_are_trying(sessions, is_said):
    assert (told(held("pain-nerve"), sessions=sessions) is not None) is is_said


def test_what_holds_most_exercises_is_named():
    names = ("clamshell", "bridge", "pelvic-tilt")
    rules = ("pain-swelling", "pain-nerve", "pain-nerve")
    decisions = [held(rule, exercise=name) for rule, name in zip(rules, names, strict=True)]
    assert told(*decisions, names=names)["brake"] == CATALOGUE.rules["pain-nerve"].title


def test_without_any_reason_nothing_is_known():
    assert told(held())["brake"] == CATALOGUE.rules["progress-no-data"].title


@pytest.mark.parametrize("kind", [kind for kind in DecisionKind if kind is not DecisionKind.HOLD])
def test_one_exercise_that_is_not_held_is_no_plateau(kind):
    both = (held("pain-nerve"), held("pain-nerve", exercise="bridge", kind=kind))
    assert told(*both, names=("clamshell", "bridge")) is None
    assert told(*both) is not None  # of an exercise that the plan does not have nothing is asked


def test_after_discharge_doses_stay_and_that_is_no_plateau():
    seen = look(lines=[line for day in (18, 20) for line in bout(day)], day=21)
    closed = replace(seen, plan=plan(care="maintenance"))
    assert plateau_reason([held("pain-nerve")], seen) is not None
    assert plateau_reason([held("pain-nerve")], closed) is None


def test_only_a_step_up_that_stands_counts_as_one():
    assert last_step_up(plan(item(change="up", since=at(5, 9)), item("bridge"))) == START + timedelta(days=5)
    other = plan(item(change="eased", since=at(9, 9)), item("bridge", change="up"))
    assert last_step_up(other) == other.made_on
