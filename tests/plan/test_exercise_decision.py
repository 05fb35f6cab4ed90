"""After a flare nothing restarts where it was."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hipwise.library.side import Side
from hipwise.plan.decision import Decision, DecisionKind
from hipwise.plan.history import parse_log
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
