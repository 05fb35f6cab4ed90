from dataclasses import replace
from datetime import date, timedelta

import pytest

from hipwise.library.catalogue import load_catalogue
from hipwise.plan.done_sets import sets_share
from hipwise.plan.history import parse_log
from hipwise.plan.in_force import PlansInForce
from hipwise.plan.intake import DAYS
from hipwise.plan.prescribing import prescribe
from tests.plan.intakes import intake

CATALOGUE = load_catalogue()
FIRST = date(2026, 11, 22)


def plans():
    """A plan of two sets, and from the eighth day on one of three."""
    plan = prescribe(intake(), CATALOGUE)
    bridge = next(item for item in plan.items if item.exercise == "bridge")
    light = replace(plan, items=(replace(bridge, sets=2, days=DAYS),))
    heavy = replace(plan, items=(replace(bridge, sets=3, days=DAYS),))
    return PlansInForce((FIRST, FIRST + timedelta(days=7)), (light, heavy))


def two_sets_on(day):
    return [
        {
            "id": f"{day.isoformat()}-{number}",
            "at": f"{day.isoformat()}T18:00:00+00:00",
            "kind": "set",
            "exercise": "bridge",
            "side": "both",
            "set": number,
            "repetitions": 15,
            "hold_s": 2,
            "source": "manual",
            "faults": {},
        }
        for number in (1, 2)
    ]


def test_each_day_has_the_plan_that_began_last():
    sets = [plans().on(FIRST + timedelta(days=d)).items[0].sets for d in (-3, 0, 6, 7, 30)]
    assert sets == [2, 2, 2, 3, 3]


def test_two_sets_were_all_of_the_lighter_plan():
    days = [FIRST + timedelta(days=d) for d in range(7)]
    log = parse_log([entry for day in days for entry in two_sets_on(day)], CATALOGUE)
    assert sets_share(log, plans(), days[-1], 7, CATALOGUE).share == 1.0


def test_two_sets_are_two_thirds_of_the_heavier_plan():
    days = [FIRST + timedelta(days=7 + d) for d in range(7)]
    log = parse_log([entry for day in days for entry in two_sets_on(day)], CATALOGUE)
    assert sets_share(log, plans(), days[-1], 7, CATALOGUE).share == 2 / 3


def test_the_last_plan_is_the_present_one():
    assert plans().present.items[0].sets == 3
    three = PlansInForce((*plans().since, FIRST + timedelta(days=9)), (*plans().plans, plans().plans[0]))
    assert three.present.items[0].sets == 2


@pytest.mark.parametrize(("made", "begun"), [(-2, -2), (0, 0), (3, 0)])
def test_it_began_when_the_first_plan_was_made_or_came_into_force(made, begun):
    light, heavy = plans().plans
    first = replace(light, made_on=FIRST + timedelta(days=made))
    later = replace(heavy, made_on=FIRST - timedelta(days=9))
    assert PlansInForce(plans().since, (first, later)).begun_on == FIRST + timedelta(days=begun)


def test_one_plan_speaks_for_all_days():
    light = plans().plans[0]
    alone = PlansInForce.of(light)
    assert [alone.on(FIRST + timedelta(days=days)) for days in (-30, 0, 300)] == [light] * 3
    assert alone.begun_on == light.made_on


def test_a_line_is_there_on_its_days_of_the_week_and_until_it_is_over():
    light = plans().plans[0]
    weekly = replace(light.items[0], days=("mon",))
    ending = replace(light.items[0], exercise="clamshell", expires_on=FIRST + timedelta(days=8))
    alone = PlansInForce.of(replace(light, items=(weekly, ending)))
    monday, tuesday = FIRST + timedelta(days=1), FIRST + timedelta(days=2)
    named = {day: [line.exercise for line in alone.lines_on(day)] for day in (monday, tuesday)}
    assert named == {monday: ["bridge", "clamshell"], tuesday: ["clamshell"]}
    assert [line.exercise for line in alone.lines_on(monday + timedelta(days=7))] == ["bridge"]


def test_of_two_lines_of_one_exercise_the_first_counts():
    light = plans().plans[0]
    twice = (light.items[0], replace(light.items[0], sets=9))
    alone = PlansInForce.of(replace(light, items=twice))
    item = alone.item_on(FIRST, "bridge")
    assert item is not None
    assert item.sets == 2
    assert [line.sets for line in alone.lines_on(FIRST)] == [2]
    assert alone.item_on(FIRST, "clamshell") is None
