"""No step up for weeks brings a person, not silence."""

from datetime import timedelta

from hipwise.plan.decision import DecisionKind
from hipwise.plan.history import parse_log
from hipwise.plan.progression import progress
from tests.plan.logs import CATALOGUE, START, at, bout, entry, intake, item, plan


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
