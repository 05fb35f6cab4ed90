import pytest

from hipwise.plan.activity import activities_now, next_walk
from hipwise.plan.beside import beside_proposal
from hipwise.plan.history import Log
from hipwise.plan.intake import Intake, parse_intake
from hipwise.plan.pain_response import Verdict
from hipwise.plan.prescribing import prescribe
from tests.plan.vignettes import CATALOGUE, STRONG, TODAY, changed, operated

REPAIR = ["labral-repair"]
CARTILAGE = ["labral-repair", "microfracture"]


def intake(*changes: dict[str, object]) -> Intake:
    merged: dict[str, object] = {}
    for layer in changes:
        merged |= layer
    return parse_intake(changed(merged), "test")


def told(of: Intake, name: str):
    return next(now for now in activities_now(of, CATALOGUE) if now.activity.id == name)


def texts(of: Intake, name: str) -> str:
    return " ".join(advice.text for advice in told(of, name).advice)


@pytest.mark.parametrize(
    ("procedures", "week", "waits"),
    [
        (REPAIR, 5, True),
        (REPAIR, 6, False),
        (CARTILAGE, 6, True),
        (CARTILAGE, 7, True),
        (CARTILAGE, 8, False),
    ],
)
def test_walking_after_surgery_waits_for_full_weight(procedures, week, waits):
    now = told(intake(operated(7 * week, procedures=procedures)), "walking")
    assert (now.waits is not None) is waits


def test_crutches_are_told_only_until_walking_begins():
    assert "crutches" in texts(intake(operated(40)), "walking")
    assert "crutches" not in texts(intake(operated(42)), "walking")


def test_what_waits_says_nothing_of_pace():
    assert "pace" not in texts(intake(operated(40)), "walking")


@pytest.mark.parametrize(("week", "is_told"), [(0, True), (5, True), (6, False), (15, False)])
def test_the_bicycle_without_load_is_for_the_first_six_weeks(week, is_told):
    assert ("without load" in texts(intake(operated(7 * week)), "cycling")) is is_told


def proposal(*changes: dict[str, object]):
    of = intake(*changes)
    return beside_proposal(prescribe(of, CATALOGUE), of, CATALOGUE)


def test_a_walk_that_hurts_after_six_minutes_is_proposed_for_six():
    beside = proposal({"tests.walk_minutes_pain_free": 6})
    walking = next(each for each in beside["activities"] if each["id"] == "walking")
    assert (beside["walk"]["minutes"], walking["minutes"][0]) == (6, 6)


def test_nothing_is_said_of_the_running_gate_after_discharge():
    closed = {"discharged_on": TODAY, "phase": 4, "last_exercise_on": TODAY, "new_pain": False}
    assert proposal(STRONG, {"weeks_in_programme": 30})["running"] is not None
    assert proposal(STRONG, {"weeks_in_programme": 30, "episode": closed})["running"] is None


SORE_REST = {"pain.rest": 3}
FLARED = {"pain.flare_last_7_days": True}
NOT_KNOWN = {"pain.rest": None}


@pytest.mark.parametrize("sore", [SORE_REST, FLARED, NOT_KNOWN])
def test_while_the_hip_is_sore_a_walk_is_a_short_one_however_far_one_walked_before(sore):
    known = intake(STRONG, sore)
    walk = next_walk(known, Log(()), TODAY, Verdict.CALM, CATALOGUE)
    assert (walk.minutes, walk.reason.rule) == (10, "walk-irritable")


def test_a_calm_hip_walks_as_long_as_its_test():
    walk = next_walk(intake(STRONG), Log(()), TODAY, Verdict.CALM, CATALOGUE)
    assert (walk.minutes, walk.reason.rule) == (30, "walk-same")


def test_who_walks_five_minutes_without_pain_walks_no_longer_in_a_flare():
    known = intake(STRONG, FLARED, {"tests.walk_minutes_pain_free": 5})
    assert next_walk(known, Log(()), TODAY, Verdict.CALM, CATALOGUE).minutes == 5
