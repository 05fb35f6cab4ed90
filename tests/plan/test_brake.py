"""What keeps a dose although the hip is calm."""

from datetime import timedelta

import pytest

from hipwise.plan.brake import brakes, fault_share, sets_of
from hipwise.plan.history import parse_log
from hipwise.plan.intake import Pain, Surgery
from hipwise.plan.look import look_at
from hipwise.plan.plan import PlanItem
from tests.plan.logs import CATALOGUE, START, at, bout, entry, intake, item, look, plan

STANCE = item("single-leg-stance", sets=1, repetitions=1, hold_s=20)


def reasons(lines, line: PlanItem | None = None, newest: int = 2, **fields):
    """The reasons after the newest sessions of the log, the newest first."""
    known = look(line or item(), lines=lines, **fields)
    streak = [session for session in reversed(known.sessions) if session.sets][:newest]
    return list(brakes(line or item(), streak, known))


def rules(lines, line: PlanItem | None = None, newest: int = 2, **fields) -> list[str]:
    return [reason.rule for reason in reasons(lines, line, newest, **fields)]


CALM = bout(0) + bout(2)


def test_two_sessions_as_planned_keep_nothing_back():
    assert rules(CALM) == []


def test_every_reason_is_given():
    hard = bout(2, repetitions=11, effort=6, source="camera", faults={"ROLL_BACK": 8})
    left_out = entry("skip", at(2, 12), reason="pain")
    assert rules(bout(0) + hard + [left_out]) == [
        "progress-not-as-planned",
        "progress-effort",
        "progress-form",
        "pain-skipped",
    ]


def test_an_exercise_that_the_hip_or_the_week_after_surgery_no_longer_allows_rises_no_more():
    sore = {"rest": 1, "worst_24h": 3, "pinch": 1, "site": "groin", "flare_last_7_days": False}
    assert rules(CALM, pain=Pain(**sore, pinch_starts_at_flexion_deg=45)) == ["limit-flexion"]
    surgery = Surgery(START - timedelta(days=10), ("labral-repair",), {})
    assert rules(CALM, pathway="post-operative", surgery=surgery) == ["plan-week-later"]


# The dose.


@pytest.mark.parametrize(
    ("fields", "done", "planned"),
    [
        ({"repetitions": 11}, "22", "24 repetitions"),
        ({"sets": 1}, "12", "24 repetitions"),
        ({"repetitions": 13}, None, None),
    ],
)
def test_less_than_the_dose_is_not_the_dose(fields, done, planned):
    found = reasons(bout(0) + bout(2, **fields))
    assert [dict(reason.facts) for reason in found] == ([{"done": done, "planned": planned}] if done else [])


def test_a_hold_is_counted_in_seconds():
    held = {"exercise": "single-leg-stance", "sets": 1, "repetitions": 1}
    lines = bout(0, **held, hold_s=20) + bout(2, **held, hold_s=19)
    assert dict(reasons(lines, STANCE)[0].facts) == {"done": "19", "planned": "20 seconds"}
    assert rules(bout(0, **held, hold_s=20) + bout(2, **held, hold_s=20), STANCE) == []


def test_an_older_session_of_the_row_that_was_not_as_planned_keeps_the_dose_too():
    lines = bout(0, repetitions=10) + bout(2)
    assert rules(lines) == ["progress-not-as-planned"]
    assert rules(lines, newest=1) == []


def test_of_several_the_newest_is_named():
    found = reasons(bout(0, repetitions=10) + bout(2, repetitions=11))
    assert [dict(reason.facts)["done"] for reason in found] == ["22"]


def test_sets_of_another_exercise_are_not_of_this_one():
    known = look(item(), lines=bout(0) + bout(0, "bridge", side="both"))
    assert {entry.exercise for entry in sets_of("clamshell", known.sessions[0])} == {"clamshell"}
    assert len(sets_of("clamshell", known.sessions[0])) == 2


# Effort.


@pytest.mark.parametrize(
    ("phase", "effort", "holds"),
    [(1, 5, False), (1, 6, True), (2, 5, False), (2, 6, True), (3, 8, False), (3, 9, True), (4, 8, False)],
)
def test_a_hard_session_keeps_the_dose_and_later_phases_may_be_harder(phase, effort, holds):
    found = rules(bout(0) + bout(2, effort=effort), phase=phase)
    assert ("progress-effort" in found) is holds


def test_the_hardest_session_of_the_row_counts_and_is_named():
    found = reasons(bout(0, effort=8) + bout(2, effort=3))
    assert dict(found[0].facts) == {"value": "8", "limit": "5"}


def test_effort_that_was_not_told_keeps_nothing_back():
    lines = [line for line in CALM if line["kind"] != "effort"]
    assert rules(lines) == []


def test_the_effort_of_another_exercise_is_its_own():
    other = entry("effort", at(2, 18.56), exercise="bridge", score=9)
    assert rules([*CALM, other]) == []


# Form.


def filmed(day: int, faults: int, **fields):
    return bout(day, source="camera", faults={"ROLL_BACK": faults}, **fields)


@pytest.mark.parametrize(("faults", "holds"), [(2, False), (3, True)])
def test_faults_in_more_than_a_fifth_of_the_repetitions_keep_the_dose(faults, holds):
    """2 of 12 in each of two sets are 17 %, 3 of 12 are 25 %."""
    assert (rules(bout(0) + filmed(2, faults)) == ["progress-form"]) is holds


def test_exactly_a_fifth_is_accepted():
    line = item(repetitions=10)
    assert rules(bout(0, repetitions=10) + filmed(2, 2, repetitions=10), line) == []


def test_an_older_session_with_faults_keeps_the_dose_too_and_is_named_once():
    found = reasons(filmed(0, 6) + filmed(2, 9))
    assert [dict(reason.facts) for reason in found] == [{"share": "75", "limit": "20"}]
    assert rules(filmed(0, 6) + filmed(2, 0)) == ["progress-form"]


def test_faults_are_counted_over_the_sets_that_a_camera_saw():
    one_filmed = [*bout(0)]
    sets = [line for line in one_filmed if line["kind"] == "set"]
    sets[0] |= {"source": "camera", "faults": {"ROLL_BACK": 6}}
    sets[1] |= {"faults": {"ROLL_BACK": 12}}
    known = look(item(), lines=one_filmed)
    assert fault_share(item(), known.sessions[0]) == 0.5


def test_two_faults_of_one_repetition_are_never_more_than_all():
    lines = bout(0, source="camera", faults={"ROLL_BACK": 12, "KNEE_TORQUE": 12})
    assert fault_share(item(), look(item(), lines=lines).sessions[0]) == 1


def test_what_no_camera_saw_has_no_share_of_faults():
    lines = bout(0, faults={"ROLL_BACK": 12})
    assert fault_share(item(), look(item(), lines=lines).sessions[0]) == 0


# Few sets, and days left out.


def test_fewer_than_seven_of_ten_planned_sets_keep_the_dose():
    daily = item(days=("mon", "tue", "wed", "thu"))
    assert rules(bout(0) + bout(1) + bout(2), daily, day=4) == []
    found = reasons(bout(0) + bout(2), daily, day=4)
    assert [dict(reason.facts) for reason in found] == [{"share": "50", "limit": "70", "days": "7"}]


@pytest.mark.parametrize(
    ("hour", "day", "holds"), [(18, 0, True), (17.9, 0, False), (12, 1, True), (12, 3, True), (12, -1, False)]
)
def test_a_day_left_out_for_pain_since_the_row_began_keeps_the_dose(hour, day, holds):
    """The row begins with the evening of the first day, at 18:00."""
    left_out = entry("skip", at(day, hour), reason="pain")
    assert ("pain-skipped" in rules([*CALM, left_out])) is holds


def test_a_day_left_out_in_the_middle_of_a_longer_row_keeps_the_dose():
    lines = bout(0) + bout(2) + bout(4)
    left_out = entry("skip", at(1, 12), reason="pain")
    assert rules([*lines, left_out], newest=3, day=5) == ["pain-skipped"]
    assert rules([*lines, left_out], newest=2, day=5) == []


@pytest.mark.parametrize(
    "body",
    [
        {"reason": "time"},
        {"reason": "pain", "exercise": "bridge"},
        {"reason": "pain", "exercise": "clamshell"},
    ],
)
def test_another_reason_or_one_exercise_left_out_is_no_day_left_out(body):
    assert "pain-skipped" not in rules([*CALM, entry("skip", at(1, 12), **body)])


def test_a_day_left_out_for_a_pinch_is_one_left_out_for_pain():
    assert "pain-skipped" in rules([*CALM, entry("skip", at(1, 12), reason="pinch")])


# Left out for another reason.


HOLDING, FREE = "ill", "time"


@pytest.mark.parametrize("exercise", [None, "clamshell"])
def test_a_reason_on_which_no_dose_rises_keeps_it_for_the_exercise_and_for_the_whole_day(exercise):
    about = {} if exercise is None else {"exercise": exercise}
    (found,) = reasons([*CALM, entry("skip", at(1, 12), reason=HOLDING, **about)])
    assert (found.rule, dict(found.facts)["why"]) == (
        "progress-barrier",
        CATALOGUE.barriers[HOLDING].desk,
    )


@pytest.mark.parametrize(
    "body", [{"reason": FREE}, {"reason": "a dog ate it"}, {"reason": HOLDING, "exercise": "bridge"}]
)
def test_a_reason_that_says_nothing_against_the_exercise_keeps_nothing_back(body):
    assert rules([*CALM, entry("skip", at(1, 12), **body)]) == []


def test_each_reason_of_the_content_keeps_a_dose_as_it_says():
    holding = {name for name, barrier in CATALOGUE.barriers.items() if barrier.holds}
    kept = {name for name in CATALOGUE.barriers if rules([*CALM, entry("skip", at(1, 12), reason=name)])}
    assert kept == holding > {HOLDING, "pain", "pinch"}


@pytest.mark.parametrize(("hour", "holds"), [(18, True), (17.9, False)])
def test_such_a_reason_counts_from_the_beginning_of_the_row(hour, holds):
    found = rules([*CALM, entry("skip", at(0, hour), reason=HOLDING)])
    assert ("progress-barrier" in found) is holds


def test_such_a_reason_in_the_middle_of_a_longer_row_counts():
    lines = bout(0) + bout(2) + bout(4)
    left_out = entry("skip", at(1, 12), reason=HOLDING)
    assert rules([*lines, left_out], newest=3, day=5) == ["progress-barrier"]
    assert rules([*lines, left_out], newest=2, day=5) == []


def test_such_reasons_are_told_once_and_pain_has_its_own():
    twice = [entry("skip", at(1, hour), reason=HOLDING) for hour in (12, 13)]
    assert rules([*CALM, *twice]) == ["progress-barrier"]
    assert rules([*CALM, entry("skip", at(1, 12), reason="pain")]) == ["pain-skipped"]


def test_exactly_the_least_share_of_sets_is_enough():
    half, daily = CATALOGUE.with_settings({"adherence.min": 0.5}), item(days=("mon", "tue", "wed", "thu"))
    log = parse_log(bout(0) + bout(2), half)
    known = look_at(plan(daily), log, intake(), START + timedelta(days=4), half)
    assert known.sets_share == 0.5
    assert list(brakes(daily, list(reversed(known.sessions)), known)) == []


def test_where_nothing_was_planned_in_the_last_days_no_dose_rises():
    known = look(item(days=()), lines=CALM)
    assert known.sets_share is None
    assert "progress-adherence" in [r.rule for r in brakes(item(days=()), list(known.sessions), known)]
