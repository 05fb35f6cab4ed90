"""Discharged people and overrides: each named check can fail, and each is reached."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from hipwise.library.catalogue import load_catalogue
from hipwise.plan.decision import Decision, DecisionKind
from hipwise.plan.prescribing import prescribe
from hipwise.simulate.aftercare import Aftercare, live_after
from hipwise.simulate.checks_of_aftercare import AFTERCARE_CHECKS, OVERRIDE_CHECKS
from hipwise.simulate.course import Programme
from hipwise.simulate.overriding import Granted, grant_some
from hipwise.simulate.patient import choose_kind, invent_patient
from tests.plan.intakes import READY, intake

CATALOGUE = load_catalogue()
PERSON = intake(READY)
PLAN = prescribe(PERSON, CATALOGUE)
WEEKS = 8


def a_discharged_person() -> Aftercare:
    """The first invented person whose programme can be closed after some weeks."""
    for number in range(60):
        chance = Random(f"aftermath:{number}")
        patient = invent_patient(choose_kind(chance, CATALOGUE), chance, CATALOGUE)
        programme = Programme(patient, chance, CATALOGUE)
        for _ in programme.visits(WEEKS):
            pass
        day = patient.starts_on + timedelta(weeks=WEEKS)
        found = live_after(programme, day, Random("after"))
        if found is not None:
            return found
    raise AssertionError("nobody of sixty could be discharged")


@pytest.fixture(scope="module")
def discharged() -> Aftercare:
    return a_discharged_person()


@pytest.fixture(scope="module")
def granted() -> Granted:
    """An override that lets a line through which is stopped without it."""
    seen = (one for seed in range(400) for one in grant_some(PLAN, PERSON, Random(seed), CATALOGUE))
    return next(one for one in seen if one.without and not one.on_the_day)


def after(name: str, seen: Aftercare) -> list[str]:
    return [text for _, text in AFTERCARE_CHECKS[name](seen)]


def under(name: str, seen: Granted) -> list[str]:
    return [text for _, text in OVERRIDE_CHECKS[name](seen)]


def test_a_discharged_person_passes_every_check(discharged: Aftercare) -> None:
    assert [text for name in AFTERCARE_CHECKS for text in after(name, discharged)] == []
    assert {back.name for back in discharged.ways_back} >= {"flare", "pause", "long-pause", "unknown"}


def test_a_fourth_exercise_after_discharge_is_seen(discharged: Aftercare) -> None:
    day, plan = discharged.small[0]
    larger = replace(plan, items=(plan.items * 4)[:4])
    assert after("after-small", replace(discharged, small=((day, larger),)))


def test_more_than_at_discharge_and_a_step_up_are_seen(discharged: Aftercare) -> None:
    name = discharged.present.items[0].exercise
    more = replace(discharged.present.items[0], sets=99)
    plan = replace(discharged.present, items=(more,))
    up = Decision(discharged.day, name, DecisionKind.PROGRESS, ())
    assert after("after-no-rise", replace(discharged, small=((discharged.day, plan),)))
    assert after("after-no-rise", replace(discharged, decisions=(up,)))


def test_a_heavy_exercise_in_a_flare_is_seen(discharged: Aftercare) -> None:
    heavy = replace(PLAN.items[0], exercise="single-leg-squat")
    assert after("after-flare", replace(discharged, light=(heavy,)))


def test_questions_that_never_come_are_seen(discharged: Aftercare) -> None:
    assert after("after-questions", replace(discharged, due=()))


def test_a_small_plan_that_goes_on_in_new_pain_is_seen(discharged: Aftercare) -> None:
    back = next(one for one in discharged.ways_back if one.name == "new-pain")
    goes_on = replace(back, plan=discharged.small[0][1])
    assert after("after-return", replace(discharged, ways_back=(goes_on,)))


def test_a_later_phase_than_at_discharge_or_after_a_long_pause_is_seen(discharged: Aftercare) -> None:
    back = next(one for one in discharged.ways_back if one.name == "long-pause")
    higher = replace(PLAN, phase=4)
    assert after("after-return", replace(discharged, ways_back=(replace(back, plan=higher),)))


def test_an_override_that_is_allowed_passes_every_check(granted: Granted) -> None:
    assert [text for name in OVERRIDE_CHECKS for text in under(name, granted)] == []


def test_a_line_without_an_end_is_seen(granted: Granted) -> None:
    endless = tuple(replace(item, expires_on=None) for item in granted.plan.items)
    assert under("H22-ends", replace(granted, plan=replace(granted.plan, items=endless)))
    assert under("H22-ends", replace(granted, at_its_end=()))


def test_a_lifted_warning_sign_is_seen(granted: Granted) -> None:
    assert under("H22-never", replace(granted, without=("screen-flag",), on_the_day=()))


def test_an_override_without_a_therapist_or_after_surgery_is_seen(granted: Granted) -> None:
    alone = replace(granted.intake, therapist=False)
    assert under("H22-whom", replace(granted, intake=alone))
    operated = replace(granted.intake, pathway="post-operative")
    assert under("H22-whom", replace(granted, intake=operated, without=("plan-gate",), on_the_day=()))


def test_a_second_rule_that_goes_with_the_first_is_seen(granted: Granted) -> None:
    assert under("H22-one", replace(granted, without=("plan-age", granted.override.rule), on_the_day=()))
